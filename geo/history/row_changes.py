"""Rows of the data as text: what tells them apart, and what differs between two states of a table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import pandas
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo.catalog.model import Catalog, records
from geo.catalog.schema import Field, Resource

ChangeKind = Literal["added", "removed", "changed"]
CHANGE_KINDS: Final[tuple[ChangeKind, ...]] = ("added", "removed", "changed")

GEOMETRY: Final = "geometry"
"""Column that stands for the place of a row; no column of a CSV has this name."""

_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "world": ("edition", "country_iso", "measure"),
    "basemap": ("kind", "name_en"),
}
"""What tells rows apart in the tables without an id."""


@dataclass(frozen=True)
class Cell:
    """Hold one field of a row before and now.

    Attributes
    ----------
    column
        Name of the column, or :data:`GEOMETRY`.
    old
        Value before, as text; empty where there was none.
    new
        Value now, as text; empty where there is none.
    """

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class RowChange:
    """Hold one row that was added, removed or changed.

    Attributes
    ----------
    table
        Name of the table.
    id
        What tells the row apart in its table.
    kind
        ``added``, ``removed`` or ``changed``.
    cells
        Fields that differ; of a row that was added or removed, all that are filled.
    """

    table: str
    id: str
    kind: ChangeKind
    cells: tuple[Cell, ...] = ()


def rows_between(table: str, old: Catalog, new: Catalog) -> Iterator[RowChange]:
    """Yield the rows of a table that differ between two states.

    Parameters
    ----------
    table
        Name of the table.
    old
        The earlier state.
    new
        The later state.

    Yields
    ------
    RowChange
        Rows in the order of the new state, then those that are gone.
    """
    before, after = texts(table, old), texts(table, new)
    for name in dict.fromkeys([*after, *before]):
        was, now = before.get(name, {}), after.get(name, {})
        kind: ChangeKind = "changed" if name in before and name in after else "added" if name in after else "removed"
        columns = dict.fromkeys([*now, *was])
        cells = [Cell(column, was.get(column, ""), now.get(column, "")) for column in columns]
        differing = tuple(cell for cell in cells if cell.old != cell.new)
        if differing or kind != "changed":
            yield RowChange(table, name, kind, differing)


def texts(table: str, catalog: Catalog) -> dict[str, dict[str, str]]:
    """Return every row of a table as text, by what tells it apart.

    Parameters
    ----------
    table
        Name of the table.
    catalog
        A state of the data.

    Returns
    -------
    dict[str, dict[str, str]]
        Text by column, by :func:`key`; empty where this state has no such table.
    """
    if table not in catalog.frames or table not in catalog.schema.resources:
        return {}
    resource = catalog.schema.resources[table]
    found = {}
    for row in records(catalog.frames[table]):
        cells = {field.name: text(row[field.name], field.type) for field in resource.fields}
        if GEOMETRY in row:
            cells[GEOMETRY] = _place(row[GEOMETRY])
        found[key(resource, cells)] = cells
    return found


def key(resource: Resource, texts: Mapping[str, str]) -> str:
    """Return what tells a row apart: its id, else its columns in :data:`_KEYS`, else all its columns.

    Parameters
    ----------
    resource
        Schema of the table.
    texts
        The row as text, by column.

    Returns
    -------
    str
        The values of those columns, joined by slashes.
    """
    unique = next(((field.name,) for field in resource.fields if field.unique), None)
    columns = _KEYS.get(resource.name, unique or resource.columns)
    return " / ".join(texts[column] for column in columns)


def text(value: Any, kind: str) -> str:
    """Return a value as it would stand in a CSV cell.

    Parameters
    ----------
    value
        The value as the catalog holds it.
    kind
        Type of the field in the schema.

    Returns
    -------
    str
        The text; empty for a missing value.
    """
    if kind == "array":
        return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""
    if kind == "list":
        return ";".join(str(item) for item in value)
    if value is None or pandas.isna(value):
        return ""
    if kind == "boolean":
        return "true" if value else "false"
    return str(int(value)) if kind == "number" and float(value).is_integer() else str(value)


def value(text: str, field: Field) -> Any:
    """Return what a text stands for: the reverse of :func:`text`.

    Parameters
    ----------
    text
        The text of a CSV cell.
    field
        The field in the schema.

    Returns
    -------
    Any
        The value as the catalog holds it.
    """
    if field.type == "array":
        return json.loads(text) if text else []
    if field.type == "list":
        return tuple(text.split(";")) if text else ()
    return field.parse(text)


def _place(shape: BaseGeometry | None) -> str:
    """Return a point in full, but of an outline only its size and a hash: it has thousands of corners."""
    if shape is None:
        return ""
    if isinstance(shape, Point):
        return json.dumps({"type": "Point", "coordinates": [shape.x, shape.y]})
    mark = hashlib.sha256(shapely.to_wkb(shape, byte_order=1)).hexdigest()[:12]
    return f"{shape.geom_type} of {shapely.get_num_coordinates(shape)} points, {mark}"
