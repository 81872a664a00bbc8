"""The words of the choices of each facet, and the way back from words to choices."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas

from geo import tables, wording
from geo.select import Index
from pages.components.language import say

SEPARATOR = " · "
"""Stands between the words of a choice and the number of sites it leaves."""


def label(words: str, count: int) -> str:
    """Return what a filter shows for a choice."""
    return f"{words}{SEPARATOR}{count}"


def meant(name: str, value: str, index: Index) -> str:
    """Return the id that a value stands for: the id itself, or a label with the count of an earlier run.

    A browser that answers while a run is under way still sends the labels of the run before.
    """
    return _ids(index)[name].get(value.rpartition(SEPARATOR)[0], value)


@lru_cache(maxsize=4)
def _ids(index: Index) -> dict[str, dict[str, str]]:
    return {name: {words: key for key, words in choices.items()} for name, choices in names(index).items()}


@lru_cache(maxsize=4)
def names(index: Index) -> dict[str, Mapping[str, str]]:
    """Return the words of every choice: name of the facet in the address to id to words."""
    catalog = index.catalog
    labels = catalog.schema.labels
    vocabularies = {"kind": ("sites", "main_group"), "tier": ("sources", "tier"), "status": ("sites", "status_class")}
    vocabularies["place"] = ("sites", "location_precision")
    found: dict[str, Mapping[str, str]] = {name: _said(labels(*where)) for name, where in vocabularies.items()}
    found["element"] = _named(catalog.frames["substances"]) | _named(catalog.elements)
    found["group"] = _said(_texts(catalog.element_groups["name_en"]))
    found["region"] = _texts(catalog.regions["name_en"])
    titles = catalog.sources["title"].map(lambda title: wording.short(str(title), 28))
    found["source"] = _texts(tables.source_names(catalog.sources) + ": " + titles)
    return found


def _said(labels: Mapping[str, str]) -> dict[str, str]:
    return {value: say(label) for value, label in labels.items()}


def _named(frame: pandas.DataFrame) -> dict[str, str]:
    return {key: f"{key} {name}" for key, name in _texts(frame["name_en"]).items()}


def _texts(column: pandas.Series[Any]) -> dict[str, str]:
    return {str(key): str(text) for key, text in column.items()}
