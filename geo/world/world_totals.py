"""World totals compared with the sum of their countries, and a document's figures compared with the summaries'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import pandas

from geo.catalog import tables
from geo.catalog.caching import cached_on_owner
from geo.catalog.model import Catalog
from geo.claims.figure import Figure
from geo.claims.intervals import Interval
from geo.claims.ledger import ledger
from geo.claims.sentences import Phrase
from geo.language.codes import HOME, MASS_UNITS, WORLD
from geo.language.numbers import digits
from geo.language.translation import N_, Numeral, Say, Text, language_of
from geo.world.country_tables import AGGREGATES, Edition, edition, editions


@dataclass(frozen=True, eq=False)
class Sum:
    """A stated world total and the sum of the countries that the same document lists.

    All tonnes are t or t/a, of what the document counts.

    Attributes
    ----------
    source_id
        Id of the document.
    year
        Year that the figures are for; None where it is not named.
    total_id
        Claim of the total.
    part_ids
        Claims of the countries.
    total
        The total, with the rounding of its last digit.
    stated
        The total, with its digits at their word.
    parts
        Sum of the countries, with the rounding of their last digits.
    listed
        Sum of the countries, with their digits at their word.
    whole
        Whether the document was read whole, so that the list is known to be complete.
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
        values: dict[str, str | Phrase] = {name: Numeral(digits(float(value))) for name, value in figures.items()}
        values["percent"] = (
            Numeral(digits(round(float(100 * abs(self.missing) / self.stated), 1))) if self.stated else "∞"
        )
        return Phrase(self._template, values)

    @property
    def _template(self) -> Text:
        if self.closes:
            return N_("The countries listed make {listed} of the {stated} t stated: the sum closes.")
        if self.missing < 0:
            return N_(
                "The countries listed make {listed} t, {missing} t ({percent} %) more than the {stated} t stated."
            )
        if not self.whole:
            return N_("The countries read make {listed} of the {stated} t stated; the rest of the list was not read.")
        return N_(
            "The countries listed make {listed} of the {stated} t stated: the sum does not close, {missing} t "
            "({percent} %) are not accounted for."
        )


@cached_on_owner
def sums(catalog: Catalog) -> tuple[Sum, ...]:
    """Return every world total that a document gives together with two countries or more, and the sum of these.

    Parameters
    ----------
    catalog
        The data.

    Returns
    -------
    tuple of Sum
        In the order of claims.csv.
    """
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for figure in _of_countries(catalog):
        said = (figure.quantity, figure.cumulative, figure.substance, figure.unit, figure.codes)
        groups.setdefault((figure.source_id, *said, figure.as_of, figure.edition), []).append(figure)
    found: list[Sum] = []
    for group in groups.values():
        parts = [figure for figure in group if figure.subjects != {WORLD}]
        if len({figure.subjects for figure in parts}) > 1:  # one country makes no list
            found += [_sum(catalog, figure, parts) for figure in group if figure.subjects == {WORLD}]
    return tuple(found)


def production_sources(catalog: Catalog) -> tuple[str, ...]:
    """Return the documents that give other countries' production.

    Parameters
    ----------
    catalog
        The data.

    Returns
    -------
    tuple of str
        Ids; those with a world total first, then those with most figures.
    """
    counted: dict[str, tuple[bool, int]] = {}
    for figure in _of_countries(catalog):
        if figure.quantity == "production" and figure.subjects != {HOME}:
            total, number = counted.get(figure.source_id, (False, 0))
            counted[figure.source_id] = (total or figure.subjects == {WORLD}, number + 1)
    # Against a world total the countries can be added up; more figures tell more; the id only settles ties.
    return tuple(sorted(counted, key=lambda source: (not counted[source][0], -counted[source][1], source)))


def production_table(catalog: Catalog, source_id: str, say: Say = str) -> pandas.DataFrame:
    """Return a document's production figure next to the summaries' figure for the same year.

    In tonnes a year as written; the summaries' tonnes are of rare-earth oxide. ``Difference`` is the document's figure
    less that of the latest edition with the year.

    Parameters
    ----------
    catalog
        The data.
    source_id
        Id of the document.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    pandas.DataFrame
        By country code, largest first, totals last; empty where the document gives none.
    """
    given = _given(catalog, source_id)
    rival = _rival(catalog, given)
    theirs = {} if rival is None else {code: float(size) for code, size in rival.figures.items()}
    sizes = {code: float(figure.stated) for code, figure in given.items()}
    # A total among the countries would stand first: it is larger than each. The code only settles ties.
    codes = sorted({*sizes, *theirs}, key=lambda code: (code in AGGREGATES, -(sizes | theirs)[code], code))
    own, usgs = (pandas.Series(side, index=codes, dtype=float) for side in (sizes, theirs))
    names = language_of(say).name(catalog.frames["countries"])
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


def _year(figure: Figure) -> int | None:
    """Return the year that a figure is for, the last of several; None where that is not said."""
    return figure.as_of.last.year if figure.as_of else None


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
    latest = max((_year(item) or 0 for item in found), default=0)
    return {next(iter(item.subjects)): item for item in found if (_year(item) or 0) == latest}


def _rival(catalog: Catalog, given: Mapping[str, Figure]) -> Edition | None:
    years = {_year(figure) for figure in given.values()}
    every = [edition(catalog, name, "production") for name in editions(catalog, "production")]
    return next((listed for listed in reversed(every) if listed.year in years), None)


def _sum(catalog: Catalog, total: Figure, parts: list[Figure]) -> Sum:
    added = parts[0].value
    for figure in parts[1:]:
        added = added + figure.value
    return Sum(
        source_id=total.source_id,
        year=_year(total),
        total_id=total.claim_id,
        part_ids=tuple(figure.claim_id for figure in parts),
        total=total.value,
        stated=total.stated,
        parts=added,
        listed=sum((figure.stated for figure in parts), Fraction(0)),
        whole=str(catalog.sources.loc[total.source_id, "read_as"]) == "whole",
    )
