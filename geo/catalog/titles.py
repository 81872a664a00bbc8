"""A selection in words, as a title says it: of a picture, a file's front page, an embedded view."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from geo.catalog import evidence, tables
from geo.catalog.model import UNSETTLED, Catalog, View
from geo.language import wording
from geo.language.plurals import SOURCES, claims, sites
from geo.language.translation import NN_, Forms, counted, tongue
from geo.language.wording import Say

NAMED: Final = 4
"""Choices of one facet that are named; of more, their number is told."""
_GROUPS: Final[Forms] = NN_("{number} group of elements", "{number} groups of elements")
_ELEMENTS: Final[Forms] = NN_("{number} element", "{number} elements")
_REGIONS: Final[Forms] = NN_("{number} region", "{number} regions")
_KINDS: Final[Forms] = NN_("{number} kind", "{number} kinds")
_TIERS: Final[Forms] = NN_("{number} tier", "{number} tiers")
_DAY: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-\d\d")


def selection(view: View, say: Say = str) -> str:
    """Return the selection in words: ``Nd Neodymium; Qaraganda; sites with a tonnage``; empty for all."""
    return "; ".join(parts(view, say))


def parts(view: View, say: Say = str) -> tuple[str, ...]:
    """Return the selection in words, one part a filter."""
    return tuple(_parts(view, say))


def counts(view: View, say: Say = str) -> str:
    """Return ``41 of 79 sites · 153 claims · 12 not on the map``."""
    said = (
        sites(len(view.sites), len(view.catalog.sites), say),
        claims(len(view.claims), say),
        say("{number} not on the map").format(number=len(view.unlocated)),
    )
    return " · ".join(said)


def data_version(catalog: Catalog, say: Say = str) -> str:
    """Return ``data version 0.1.0 of 21 November 2026``."""
    created = str(catalog.schema.created)
    if not _DAY.fullmatch(created):
        return say("data version {version}").format(version=catalog.version)
    return say("data version {version} of {date}").format(version=catalog.version, date=wording.date(created, say))


def _parts(view: View, say: Say) -> Iterator[str]:
    chosen, catalog = view.selection, view.catalog
    if chosen.groups:
        yield _listed(chosen.groups, _column(catalog, "element_groups", say), _GROUPS, say)
    if chosen.elements:
        named = _column(catalog, "elements", say)
        full = {symbol: f"{symbol} {named[symbol]}" for symbol in chosen.elements if symbol in named}
        words = _listed(chosen.elements, full, _ELEMENTS, say)
        yield say("{elements}, unconfirmed too").format(elements=words) if chosen.uncertain_elements else words
    if chosen.regions:
        names = _column(catalog, "regions", say) | {UNSETTLED: say("Region not settled")}
        yield _listed(chosen.regions, names, _REGIONS, say)
    for field, name in (("main_groups", "main_group"), ("statuses", "status_class")):
        if getattr(chosen, field):
            yield _listed(getattr(chosen, field), _labels(catalog, "sites", name, say), _KINDS, say)
    if chosen.sources:
        sources = catalog.sources.loc[list(chosen.sources)]
        names = dict(zip(sources.index, tables.source_names(sources), strict=True))
        yield say("according to {sources}").format(sources=_listed(chosen.sources, names, SOURCES, say))
    if chosen.tiers:
        tiers = _listed(chosen.tiers, _labels(catalog, "sources", "tier", say), _TIERS, say)
        yield say("by sources of the tier {tiers}").format(tiers=tiers)
    if chosen.precisions:
        labels = _labels(catalog, "sites", "location_precision", say)
        yield say("place: {kinds}").format(kinds=_listed(chosen.precisions, labels, _KINDS, say))
    if chosen.evidence:
        stages = {stage: say(words) for stage, words in evidence.STAGES.items()}
        yield say("best evidence: {grade}").format(grade=_listed(chosen.evidence, stages, _KINDS, say))
    yield from _switches(view, say)


def _switches(view: View, say: Say) -> Iterator[str]:
    chosen = view.selection
    if chosen.words:
        yield say("search for “{words}”").format(words=wording.short(chosen.words, 40))
    if chosen.with_tonnage:
        yield say("sites with a tonnage")
    if chosen.on_map:
        yield say("sites on the map")
    if chosen.hidden_claims:
        yield say("with claims set aside by reviewers")


def _listed(keys: Sequence[str], names: Mapping[str, str], many: Forms, say: Say) -> str:
    """Return choices by name, or their number where there are too many for a title."""
    if len(keys) > NAMED:
        return counted(many, len(keys), say)
    return ", ".join(names.get(key, key) for key in keys)


def _labels(catalog: Catalog, resource: str, field: str, say: Say) -> dict[str, str]:
    return {key: say(label) for key, label in catalog.schema.labels(resource, field).items()}


def _column(catalog: Catalog, table: str, say: Say) -> dict[str, str]:
    return {str(key): str(name) for key, name in tongue(say).name(catalog.frames[table]).items()}
