"""World tables: what place a tonnage would take in an edition of the USGS Mineral Commodity Summaries."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Final, Literal, TypeAlias

import pandas

from geo.catalog.caching import cached_on_owner
from geo.catalog.model import Catalog, records
from geo.claims.intervals import End, Interval, Number, from_claim, point
from geo.claims.sentences import Phrase, names_of, number, phrase, sentences, span
from geo.errors import UnknownIdError
from geo.language.codes import HOME, WORLD
from geo.language.translation import N_, Text

Measure: TypeAlias = Literal["reserves", "production"]

OTHER: Final = "OTHER"
AGGREGATES: Final = (WORLD, OTHER)

NOT_COMPARABLE: Final = phrase(
    "Such a place compares unlike things. The summaries list reserves: what could be mined at a profit, in tonnes of "
    "rare-earth oxide. What is claimed of Kazakhstan is a forecast, in tonnes of metal or of something unnamed. "
    "The place is worked out because articles print one; it is not the country's rank."
)
"""Shown with every rank."""


@dataclass(frozen=True, eq=False)
class Edition:
    """One measure of one edition: the countries that it lists, as far as it was read, and its totals.

    Attributes
    ----------
    name
        Name of the edition, as in world.csv.
    year
        Year that the figures are for.
    measure
        ``reserves`` in t or ``production`` in t/a, both of rare-earth oxide.
    figures
        Tonnes of every row by country code, totals too.
    world
        The world's total; None where it was not read.
    other
        The total of countries not listed; None where it was not read.
    """

    name: str
    year: int
    measure: Measure
    figures: Mapping[str, Fraction]
    world: Interval | None
    other: Interval | None

    @cached_property
    def countries(self) -> Mapping[str, Fraction]:
        """Tonnes of each country listed; totals and Kazakhstan itself are none that one could stand behind."""
        return {code: size for code, size in self.figures.items() if code not in (*AGGREGATES, HOME)}

    @property
    def listed(self) -> Fraction:
        """Tonnes of all countries listed."""
        return sum(self.countries.values(), Fraction(0))

    @property
    def share(self) -> float | None:
        """Largest share of the world's total that the countries listed can have; None without a total."""
        if self.world is None or not self.world.low:
            return None
        return float(min(self.listed / Fraction(self.world.low), Fraction(1)))

    @property
    def rest(self) -> Fraction | None:
        """Most tonnes that all countries not listed can have together; None where nothing bounds them."""
        if self.other is not None and self.other.high != math.inf:
            return Fraction(self.other.high)
        if self.world is None or self.world.high == math.inf:
            return None
        return max(Fraction(self.world.high) - self.listed, Fraction(0))

    @property
    def can_rank(self) -> bool:
        """Whether the first place is certain: no country that is not listed can have more than the largest listed."""
        return self.rest is not None and self.rest <= max(self.countries.values(), default=Fraction(-1))

    def unlisted_above(self, tonnes: End) -> int | None:
        """Return how many countries not listed could have more than a tonnage.

        Parameters
        ----------
        tonnes
            Tonnage in t of rare-earth oxide.

        Returns
        -------
        int or None
            The most countries that the tonnes not listed are enough for; None where nothing bounds them.
        """
        if tonnes == math.inf:
            return 0
        if self.rest is None or not tonnes:
            return None if self.rest != 0 else 0
        return max(math.ceil(self.rest / Fraction(tonnes)) - 1, 0)


@dataclass(frozen=True, eq=False)
class Rank:
    """The place of a tonnage among the countries that an edition lists.

    Attributes
    ----------
    edition
        Name of the edition.
    measure
        Table of the edition.
    tonnes
        The tonnage in t.
    position_low
        Best place that the tonnage allows, 1 is the first; None where the edition was read too thinly.
    position_high
        Worst place that the tonnage allows; None as above.
    ahead
        Codes of the countries before it in any case, largest first.
    perhaps_ahead
        Codes of the countries before it for a part of its span, largest first.
    listed
        Number of countries that the edition lists.
    unlisted
        Number of countries more that could stand before its lower end; None is any number.
    place
        The place in words.
    sentence
        The place in a sentence, with who stands before it, or why there is none.
    note
        Why such a place compares unlike things; shown with every rank.
    """

    edition: str
    measure: Measure
    tonnes: Interval
    position_low: int | None
    position_high: int | None
    ahead: tuple[str, ...]
    perhaps_ahead: tuple[str, ...]
    listed: int
    unlisted: int | None
    place: Phrase
    sentence: Phrase
    note: Phrase = NOT_COMPARABLE

    @property
    def or_lower(self) -> bool:
        """Whether countries that the edition does not list could stand before it."""
        return self.unlisted != 0


def editions(catalog: Catalog, measure: Measure = "reserves") -> tuple[str, ...]:
    """Return the names of the editions that have any figure of a measure.

    Parameters
    ----------
    catalog
        The data.
    measure
        ``reserves`` or ``production``.

    Returns
    -------
    tuple of str
        Oldest first, by the year of the figures.
    """
    rows = _rows(catalog, measure)
    return tuple(dict.fromkeys(rows.sort_values("data_year", kind="stable")["edition"]))


@cached_on_owner
def edition(catalog: Catalog, name: str, measure: Measure = "reserves") -> Edition:
    """Return one measure of one edition of the world table.

    Parameters
    ----------
    catalog
        The data.
    name
        Name of the edition, one of :func:`editions`.
    measure
        ``reserves`` or ``production``.

    Returns
    -------
    Edition
        The same object at each call for one catalog.

    Raises
    ------
    UnknownIdError
        If no such edition has a figure of this measure.
    """
    rows = _rows(catalog, measure)
    rows = rows[rows["edition"] == name]
    if rows.empty:
        raise UnknownIdError(f"{name!r} is not an edition with {measure}")
    spans = {str(row["country_iso"]): _span(row["qualifier"], row["value_t_reo"]) for row in records(rows)}
    sizes = {str(row["country_iso"]): Fraction(repr(float(row["value_t_reo"]))) for row in records(rows)}
    year = int(rows["data_year"].iloc[0])
    return Edition(name, year, measure, sizes, spans.get(WORLD), spans.get(OTHER))


def rank(catalog: Catalog, name: str, tonnes: Interval | Number, measure: Measure = "reserves", said: str = "") -> Rank:
    """Return the place that a tonnage would take in an edition, had the country this much.

    Parameters
    ----------
    catalog
        The data.
    name
        Name of the edition, one of :func:`editions`.
    tonnes
        Tonnage in t, taken as it stands: no metal is turned into oxide. A number is that number exactly.
    measure
        Which table of the edition.
    said
        The tonnage as a claim words it, for the sentence; by default the figures.

    Returns
    -------
    Rank
        Without a place where the edition was read too thinly.

    Raises
    ------
    UnknownIdError
        If there is no such edition.
    """
    listed = edition(catalog, name, measure)
    interval = tonnes if isinstance(tonnes, Interval) else point(tonnes)
    ahead = tuple(code for code, size in _by_size(listed) if _exceeds(size, interval))
    worst = tuple(code for code, size in _by_size(listed) if size > interval.low)
    amount = said or span(interval, "t")
    thin = Rank(
        edition=name,
        measure=measure,
        tonnes=interval,
        position_low=None,
        position_high=None,
        ahead=ahead,
        perhaps_ahead=worst[len(ahead) :],
        listed=len(listed.countries),
        unlisted=None,
        place=phrase("no place"),
        sentence=_too_thin(catalog, listed, amount),
    )
    if not listed.can_rank:
        return thin
    best, last, unlisted = len(ahead) + 1, len(worst) + 1, listed.unlisted_above(interval.low)
    place = _place(best, last, unlisted)
    full = replace(thin, position_low=best, position_high=last, unlisted=unlisted, place=place)
    return replace(full, sentence=_sentence(catalog, full, amount))


def _rows(catalog: Catalog, measure: Measure) -> pandas.DataFrame:
    world = catalog.world
    return world[(world["measure"] == measure) & world["value_t_reo"].notna() & world["data_year"].notna()]


def _span(qualifier: str, tonnes: float) -> Interval:
    return from_claim(qualifier, f"{tonnes:.6f}".rstrip("0").rstrip("."))


def _exceeds(size: Fraction, tonnes: Interval) -> bool:
    """Whether a country has more than the tonnage can be."""
    return size > tonnes.high or (size == tonnes.high and tonnes.high_open)


def _by_size(listed: Edition) -> list[tuple[str, Fraction]]:
    """Return the countries by size, largest first; of equal ones by code, so that the order is fixed."""
    return sorted(listed.countries.items(), key=lambda item: (-item[1], item[0]))


def _sentence(catalog: Catalog, found: Rank, amount: str | Phrase) -> Phrase:
    """Say what stands before a tonnage for certain, what perhaps, and how many that the edition leaves out might."""
    values: dict[str, str | Phrase] = {"tonnes": amount, "place": found.place, "edition": found.edition}
    values["ahead"], values["perhaps"] = (_names(catalog, codes) for codes in (found.ahead, found.perhaps_ahead))
    head = Phrase("{tonnes} would stand at {place} in {edition}.", values)
    if found.ahead:
        head = Phrase("{tonnes} would stand at {place} in {edition}, behind {ahead}.", values)
    perhaps = Phrase("Whether behind {perhaps} too, the figure leaves open.", values) if found.perhaps_ahead else None
    count = "" if found.unlisted is None else str(found.unlisted)
    unlisted = phrase("Countries not listed that could stand before it: at most {count}.", count=count)
    if found.unlisted is None:
        unlisted = phrase("Any number of countries that are not listed could stand before it.")
    return sentences([head, perhaps, unlisted if found.or_lower else None])


def _names(catalog: Catalog, codes: Iterable[str]) -> Phrase:
    return names_of(catalog.frames["countries"], codes)


def _too_thin(catalog: Catalog, listed: Edition, amount: str | Phrase) -> Phrase:
    """Say why an edition gives no place: which countries were read of it, and what share of the world they have."""
    read = _names(catalog, listed.countries)
    values: dict[str, str | Phrase] = {"tonnes": amount, "edition": listed.name, "read": read}
    if listed.share is None:
        return Phrase(
            "No place of {tonnes} follows from {edition}: only {read} and no world total were read of it.", values
        )
    values["share"] = number(round(100 * listed.share, 1))
    template: Text = N_(
        "No place of {tonnes} follows from {edition}: only {read} were read of it, with no more than {share} % of "
        "the world total."
    )
    return Phrase(template, values)


def _place(low: int, high: int, unlisted: int | None) -> Phrase:
    if low != high:
        place = phrase("number {low} to {high}", low=str(low), high=str(high))
    else:
        place = phrase("number {low}", low=str(low))
    return place if unlisted == 0 else phrase("{place} or lower", place=place)
