"""The words of the choices of each facet, and the way back from words to choices."""

from __future__ import annotations

from collections.abc import Mapping

from geo.catalog import filters
from geo.catalog.caching import cached_on_owner
from geo.catalog.selection import Index
from geo.language.translation import Language
from pages.components.session import language

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


@cached_on_owner
def _ids(index: Index) -> tuple[dict[str, dict[str, str]], ...]:
    """Return the way back in every language: the run before may have spoken another."""
    spoken = (_names(index, language.of_code(code)) for code in language.LANGUAGES)
    return tuple({name: {words: key for key, words in choices.items()} for name, choices in s.items()} for s in spoken)


def names(index: Index) -> dict[str, Mapping[str, str]]:
    """Return the words of every choice in the reader's language: name of the facet in the address to id to words."""
    return _names(index, language.readers_language())


@cached_on_owner
def _names(index: Index, say: Language) -> dict[str, Mapping[str, str]]:
    return {spec.param: spec.vocabulary.words(index.catalog, say) for spec in filters.FACETS}
