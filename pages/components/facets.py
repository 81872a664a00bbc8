"""The words of the choices of each facet, and the way back from words to choices."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas

from geo.catalog import evidence, tables
from geo.catalog.model import UNSETTLED
from geo.catalog.selection import Index
from geo.language import wording
from geo.language.translation import Tongue
from pages.components import language

SEPARATOR = " · "
"""Stands between the words of a choice and the number of sites it leaves."""


def label(words: str, count: int) -> str:
    """Return what a filter shows for a choice."""
    return f"{words}{SEPARATOR}{count}"


def meant(name: str, value: str, index: Index) -> str:
    """Return the id that a value stands for: the id itself, or a label with the count of an earlier run.

    A browser that answers while a run is under way still sends the labels of the run before.
    """
    words = value.rpartition(SEPARATOR)[0]
    return next((ids[name][words] for ids in _ids(index) if words in ids[name]), value) if words else value


@lru_cache(maxsize=4)
def _ids(index: Index) -> tuple[dict[str, dict[str, str]], ...]:
    """Return the way back in every language: the run before may have spoken another."""
    spoken = (_names(index, language.of_code(code)) for code in language.LANGUAGES)
    return tuple({name: {words: key for key, words in choices.items()} for name, choices in s.items()} for s in spoken)


def names(index: Index) -> dict[str, Mapping[str, str]]:
    """Return the words of every choice in the reader's language: name of the facet in the address to id to words."""
    return _names(index, language.tongue())


@lru_cache(maxsize=12)
def _names(index: Index, say: Tongue) -> dict[str, Mapping[str, str]]:
    catalog = index.catalog
    labels = catalog.schema.labels
    vocabularies = {"kind": ("sites", "main_group"), "tier": ("sources", "tier"), "status": ("sites", "status_class")}
    vocabularies["place"] = ("sites", "location_precision")
    found: dict[str, Mapping[str, str]] = {name: _said(labels(*where), say) for name, where in vocabularies.items()}
    found["element"] = _named(catalog.frames["substances"], say) | _named(catalog.elements, say)
    found["group"] = _texts(say.name(catalog.element_groups))
    found["region"] = _texts(say.name(catalog.regions).map(tables.short_region)) | {
        UNSETTLED: say("Region not settled")
    }
    found["evidence"] = _said(evidence.STAGES, say)
    titles = catalog.sources["title"].map(lambda title: wording.short(str(title), 28))
    found["source"] = _texts(tables.source_names(catalog.sources) + ": " + titles)
    return found


def _said(labels: Mapping[str, str], say: Tongue) -> dict[str, str]:
    return {value: say(label) for value, label in labels.items()}


def _named(frame: pandas.DataFrame, say: Tongue) -> dict[str, str]:
    return {key: f"{key} {name}" for key, name in _texts(say.name(frame)).items()}


def _texts(column: pandas.Series[Any]) -> dict[str, str]:
    return {str(key): str(text) for key, text in column.items()}
