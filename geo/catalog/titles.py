"""A selection in words, as a title says it: of a picture, a file's front page, an embedded view."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from geo.catalog import filters
from geo.catalog.model import Catalog, View
from geo.language import wording
from geo.language.plurals import claims, sites
from geo.language.translation import Forms, Say, counted

NAMED: Final = 4
"""Choices of one facet that are named; of more, their number is told."""
_DAY: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-\d\d")


def selection(view: View, say: Say = str) -> str:
    """Return the selection in words: ``Nd Neodymium; Qaraganda; sites with a tonnage``.

    Parameters
    ----------
    view
        The part of the data that is shown.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        Its parts, with semicolons between; empty where everything is selected.
    """
    return "; ".join(parts(view, say))


def parts(view: View, say: Say = str) -> tuple[str, ...]:
    """Return the selection in words, one part a filter.

    Parameters
    ----------
    view
        The part of the data that is shown.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    tuple of str
        Filters by choices, then the words searched for, then switches.
    """
    return tuple(_parts(view, say))


def counts_line(view: View, say: Say = str) -> str:
    """Return how much a view holds: ``41 of 79 sites · 153 claims · 12 not on the map``.

    Parameters
    ----------
    view
        The part of the data that is shown.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        One line.
    """
    said = (
        sites(len(view.sites), len(view.catalog.sites), say),
        claims(len(view.claims), say),
        say("{number} not on the map").format(number=len(view.unlocated)),
    )
    return " · ".join(said)


def data_version(catalog: Catalog, say: Say = str) -> str:
    """Return which data these are: ``data version 0.1.0 of 21 November 2026``.

    Parameters
    ----------
    catalog
        The data.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        Version and day; the version alone where the data do not name a day.
    """
    created = str(catalog.schema.created)
    if not _DAY.fullmatch(created):
        return say("data version {version}").format(version=catalog.version)
    return say("data version {version} of {date}").format(version=catalog.version, date=wording.date(created, say))


def _parts(view: View, say: Say) -> Iterator[str]:
    chosen = view.selection
    # Plain names come before phrases ("of the kind ..."), which belong behind what they limit.
    for spec in sorted(filters.FACETS, key=lambda spec: spec.phrase is not None):
        if not chosen.chosen(spec.field):
            continue
        known = spec.named(view.catalog, chosen.chosen(spec.field)) if spec.named else ""
        if known:
            yield say(known)
            continue
        words = _listed(chosen.chosen(spec.field), spec.vocabulary.title_words(view.catalog, say), spec.many, say)
        phrase = spec.phrase_unsure if chosen.uncertain_elements and spec.phrase_unsure else spec.phrase
        yield words if phrase is None else phrase(words, say)
    if chosen.words:
        yield say("search for “{words}”").format(words=wording.short(chosen.words, 40))
    for switch in filters.SWITCHES:
        if switch.said and getattr(chosen, switch.field):
            yield say(switch.said)


def _listed(keys: Sequence[str], names: Mapping[str, str], many: Forms, say: Say) -> str:
    """Return choices by name, or their number where there are too many for a title."""
    if len(keys) > NAMED:
        return counted(many, len(keys), say)
    return ", ".join(names.get(key, key) for key in keys)
