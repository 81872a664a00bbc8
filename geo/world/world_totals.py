"""World totals beside the sum of the countries listed with them, and a document's figures beside the summaries'."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import pandas

from geo.catalog import tables
from geo.catalog.model import Catalog
from geo.claims.figures import Figure, ledger
from geo.claims.intervals import Interval
from geo.claims.sentences import Number, Phrase
from geo.language import wording
from geo.language.translation import Text, tongue
from geo.language.vocabulary import HOME, MASS_UNITS, WORLD
from geo.language.wording import Say
from geo.world.country_tables import AGGREGATES, Edition, edition, editions


@dataclass(frozen=True, eq=False)
class Sum:
    """A stated world total beside the sum of the countries that the same document lists, in t or t/a.

    ``whole`` says whether the document was read whole, so that the list is known to be complete. ``stated`` and
    ``listed`` take the digits at their word, ``total`` and ``parts`` allow for their rounding.
    """

    source_id: str
    year: int | None
    total_id: str
    part_ids: tuple[str, ...]
    total: Interval
    stated: Fraction
    parts: Interval
    listed: Fraction
    whole: bool

    @property
    def closes(self) -> bool:
        """Whether the parts make up the total within the rounding of the figures."""
        return self.total.meet(self.parts) is not None

    @property
    def missing(self) -> Fraction:
        """Stated total less the sum of the parts; negative where the parts are too large."""
        return self.stated - self.listed

    @property
    def sentence(self) -> Phrase:
        """The sum in words."""
        figures = {"listed": self.listed, "stated": self.stated, "missing": abs(self.missing)}
        values: dict[str, str | Phrase] = {
            name: Number(wording.digits(float(value))) for name, value in figures.items()
        }
        values["percent"] = (
            Number(wording.digits(round(float(100 * abs(self.missing) / self.stated), 1))) if self.stated else "∞"
        )
        return Phrase(self._template, values)

    @property
    def _template(self) -> Text:
        if self.closes:
            return "The countries listed make {listed} of the {stated} t stated: the sum closes."
        if self.missing < 0:
            return "The countries listed make {listed} t, {missing} t ({percent} %) more than the {stated} t stated."
        if not self.whole:
            return "The countries read make {listed} of the {stated} t stated; the rest of the list was not read."
        return (
            "The countries listed make {listed} of the {stated} t stated: the sum does not close, {missing} t "
            "({percent} %) are not accounted for."
        )


@lru_cache(maxsize=4)
def sums(catalog: Catalog) -> tuple[Sum, ...]:
    """Return every world total that a document gives together with countries, beside the sum of these."""
    groups: dict[tuple[str, ...], list[Figure]] = {}
    for figure in _of_countries(catalog):
        key = (figure.source_id, figure.quantity, figure.substance, figure.category, figure.unit)
        groups.setdefault(key, []).append(figure)
    found: list[Sum] = []
    for group in groups.values():
        parts = [figure for figure in group if figure.subjects != {WORLD}]
        found += [_sum(catalog, figure, parts) for figure in group if figure.subjects == {WORLD} and parts]
    return tuple(found)


def production_sources(catalog: Catalog) -> tuple[str, ...]:
    """Return the documents that give other countries' production, those with a world total and most figures first."""
    counted: dict[str, tuple[bool, int]] = {}
    for figure in _of_countries(catalog):
        if figure.quantity == "production" and figure.subjects != {HOME}:
            total, number = counted.get(figure.source_id, (False, 0))
            counted[figure.source_id] = (total or figure.subjects == {WORLD}, number + 1)
    return tuple(sorted(counted, key=lambda source: (not counted[source][0], -counted[source][1], source)))


def production_table(catalog: Catalog, source_id: str, say: Say = str) -> pandas.DataFrame:
    """Return the production that a document gives beside the summaries for the same year, by country code.

    In tonnes a year as written; the summaries' tonnes are of rare-earth oxide. ``Difference`` is the document's
    figure less that of the latest edition with the year. Empty if the document gives none.
    """
    given = _given(catalog, source_id)
    rival = _rival(catalog, given)
    theirs = {} if rival is None else {code: float(size) for code, size in rival.figures.items()}
    sizes = {code: float(figure.stated) for code, figure in given.items()}
    codes = sorted({*sizes, *theirs}, key=lambda code: (code in AGGREGATES, -(sizes | theirs)[code], code))
    own, usgs = (pandas.Series(side, index=codes, dtype=float) for side in (sizes, theirs))
    names = tongue(say).name(catalog.frames["countries"])
    return pandas.DataFrame(
        {
            say("Country"): [str(names[code]) for code in codes],
            tables.source_names(catalog.sources.loc[[source_id]]).iloc[0]: own,
            say("Summaries") if rival is None else rival.name: usgs,
            say("Difference"): own - usgs,
            say("Claim"): [given[code].claim_id if code in given else "" for code in codes],
        },
        index=codes,
    )


def data_year(category: str) -> int | None:
    """Return the year that a figure is for: ``MCS 2025 (2023 revised)`` gives 2023, ``2024`` gives 2024."""
    found = re.search(r"\((\d{4})\b", category) or re.search(r"\b(\d{4})\b", category)
    return int(found[1]) if found else None


def _of_countries(catalog: Catalog) -> list[Figure]:
    known = set(map(str, catalog.frames["countries"].index))
    figures = ledger(catalog).figures.values()
    masses = [
        figure for figure in figures if figure.quantity in ("production", "tonnage") and figure.unit in MASS_UNITS
    ]
    return [figure for figure in masses if len(figure.subjects) == 1 and figure.subjects <= known]


def _given(catalog: Catalog, source_id: str) -> Mapping[str, Figure]:
    """Return a document's production figures by country, those of its latest year."""
    found = [item for item in _of_countries(catalog) if item.source_id == source_id and item.quantity == "production"]
    latest = max((data_year(item.category) or 0 for item in found), default=0)
    return {next(iter(item.subjects)): item for item in found if (data_year(item.category) or 0) == latest}


def _rival(catalog: Catalog, given: Mapping[str, Figure]) -> Edition | None:
    years = {data_year(figure.category) for figure in given.values()}
    every = [edition(catalog, name, "production") for name in editions(catalog, "production")]
    return next((listed for listed in reversed(every) if listed.year in years), None)


def _sum(catalog: Catalog, total: Figure, parts: list[Figure]) -> Sum:
    added = parts[0].value
    for figure in parts[1:]:
        added = added + figure.value
    return Sum(
        source_id=total.source_id,
        year=data_year(total.category),
        total_id=total.claim_id,
        part_ids=tuple(figure.claim_id for figure in parts),
        total=total.value,
        stated=total.stated,
        parts=added,
        listed=sum((figure.stated for figure in parts), Fraction(0)),
        whole=str(catalog.sources.loc[total.source_id, "read_as"]) == "whole",
    )
