"""The schema: what ``datapackage.json`` says of every file, and the test of one value against it.

Source: Data Package and Table Schema specifications, version 2 (``fields``, ``constraints``, ``categories``, ``list``).
Two additions of ours, both documented in data/README.md: ``references`` (ids that must exist) and
``geometry`` (geometry types a GeoJSON layer may hold).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")
_COMMA_NUMBER = re.compile(r"[0-9]+([., ][0-9]+)*,[0-9]+([.,][0-9]+)*")
_INTEGER = re.compile(r"[+-]?[0-9]{1,15}")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?|[+-]?(INF|inf|NaN|nan)")
KINDS: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
    "list": tuple,
    "array": list,
}


@dataclass(frozen=True)
class Field:
    """One column or GeoJSON property, as datapackage.json describes it.

    Attributes
    ----------
    name
        Name of the column.
    type
        Type of its values: ``string``, ``number``, ``integer``, ``boolean``, ``list`` or ``array``.
    description
        What it holds, as a sentence for people.
    required
        Whether every row needs a value.
    unique
        Whether it is the id of its table.
    pattern
        Regular expression that a text must fit as a whole; None for any text.
    example
        A value in order, shown where one is not.
    minimum
        Smallest number allowed; None for any.
    maximum
        Largest number allowed; None for any.
    categories
        Closed list of values, each with its label on the screen; empty for any value.
    references
        Tables and columns that its ids must exist in.
    delimiter
        What stands between the items of a list in a CSV cell.
    """

    name: str
    type: str
    description: str
    required: bool
    unique: bool
    pattern: str | None
    example: str
    minimum: float | None
    maximum: float | None
    categories: Mapping[str, str]
    references: tuple[tuple[str, str], ...]
    delimiter: str

    def parse(self, text: str) -> Any:
        """Turn a CSV cell into a value.

        Parameters
        ----------
        text
            The cell as it stands in the file.

        Returns
        -------
        object
            Text, number, boolean or tuple; None for an empty cell, an empty tuple for an empty list.

        Raises
        ------
        ValueError
            If the text is not of the field's type; the message is a sentence for people.
        """
        if text == "":
            return () if self.type == "list" else None
        if self.type == "list":
            return tuple(part.strip() for part in text.split(self.delimiter))
        if self.type in ("number", "integer"):
            return _number(text, self.type)
        if self.type == "boolean":
            return _boolean(text)
        return text

    def complaints(self, value: Any) -> list[str]:
        """Say what is wrong with a parsed value.

        Parameters
        ----------
        value
            Value of :meth:`parse`, or of a GeoJSON property.

        Returns
        -------
        list of str
            One sentence for each fault; empty where nothing is wrong.
        """
        if value is None or (self.fits(value) and value in ("", (), [])):
            return ["is empty, but every row needs it"] if self.required else []
        if not self.fits(value):
            return [f"{value!r} is not of type {self.type}"]
        items = value if isinstance(value, (list, tuple)) else (value,)
        if None in items or "" in items:
            return ["holds an empty item"]
        return [said for item in items for said in self._complaints_of_one(item)]

    def fits(self, value: Any) -> bool:
        """Say whether a parsed value is of the field's type.

        Parameters
        ----------
        value
            Value of :meth:`parse`, or of a GeoJSON property.

        Returns
        -------
        bool
            By type alone, not by the constraints.
        """
        return isinstance(value, KINDS[self.type]) and (self.type == "boolean" or not isinstance(value, bool))

    def _complaints_of_one(self, item: Any) -> list[str]:
        if isinstance(item, str):
            if item != item.strip():
                return [f"{item!r} begins or ends with a space"]
            if _SURROGATE.search(item):
                return [f"{item!r} holds half a character: write the whole one"]
            if self.categories and item not in self.categories:
                return [f"{item!r} is not one of {', '.join(self.categories)}"]
            if self.pattern and not re.fullmatch(self.pattern, item):
                hint = ": write the number with a point and without commas" if _COMMA_NUMBER.fullmatch(item) else ""
                return [f"{item!r} does not have the form of {self.example or self.pattern!r}{hint}"]
        elif isinstance(item, (int, float)):
            if isinstance(item, float) and not math.isfinite(item):
                return [f"{item!r} is not a finite number"]
            if self.minimum is not None and item < self.minimum:
                return [f"{item!r} is below {self.minimum:g}"]
            if self.maximum is not None and item > self.maximum:
                return [f"{item!r} is above {self.maximum:g}"]
        return []


@dataclass(frozen=True)
class Resource:
    """One table, or one set of layers, of the data folder.

    Attributes
    ----------
    name
        Name of the table.
    title
        What it holds, for people.
    paths
        Names of its files in the data folder.
    format
        ``csv`` or ``geojson``.
    fields
        Its columns, in their order.
    geometry
        Types of geometry that a layer may hold; None among them allows a feature without one.
    """

    name: str
    title: str
    paths: tuple[str, ...]
    format: str
    fields: tuple[Field, ...]
    geometry: tuple[str | None, ...]

    def field(self, name: str) -> Field:
        """Return one of the fields.

        Parameters
        ----------
        name
            Name of the field.

        Returns
        -------
        Field
            The field of this name.

        Raises
        ------
        StopIteration
            If there is no such field.
        """
        return next(field for field in self.fields if field.name == name)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the fields, in their order."""
        return tuple(field.name for field in self.fields)


@dataclass(frozen=True)
class Licence:
    """A licence as the data folder names it.

    Attributes
    ----------
    name, title, url
        Short name, title and address, each empty where it says none.
    """

    name: str = ""
    title: str = ""
    url: str = ""


@dataclass(frozen=True)
class Schema:
    """All that ``datapackage.json`` says of the data.

    Attributes
    ----------
    version
        Version of the data.
    created
        Day that the version was made, YYYY-MM-DD; the standard writes a time with it.
    resources
        Tables by name.
    title, homepage, publisher
        As the descriptor gives them, empty where it gives none; the publisher is the first contributor in that role.
    licence
        The first licence of the list.
    """

    version: str
    created: str
    resources: Mapping[str, Resource]
    title: str = ""
    homepage: str = ""
    publisher: str = ""
    licence: Licence = Licence()

    def labels(self, resource: str, field: str) -> Mapping[str, str]:
        """Return the words for the screen of a closed list of values.

        Parameters
        ----------
        resource
            Name of a table.
        field
            Name of a field of it.

        Returns
        -------
        mapping of str to str
            Label by value, in the order of the list.
        """
        return self.resources[resource].field(field).categories


def _number(text: str, kind: str) -> int | float:
    if kind == "integer" and _INTEGER.fullmatch(text):
        return int(text)
    if kind == "number" and _NUMBER.fullmatch(text):
        return float(text)
    hint = " (write it without a comma)" if "," in text else ""
    raise ValueError(f"{text!r} is not {'a whole number' if kind == 'integer' else 'a number'}{hint}")


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(f"{text!r} is neither true nor false")
    return text == "true"
