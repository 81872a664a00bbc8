"""Units and oxides: exact conversions, element into oxide by atomic weights.

Units that claims are written in, with their factors, stand in ``data/units.csv``; here are the units that calculations
and readers use. Inside, masses are in tonnes and grades in grams per tonne.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from geo.catalog.caching import cached_on_owner
from geo.catalog.model import Catalog
from geo.claims.intervals import Interval, Number, end, point
from geo.errors import UnitError

PER_TONNE = Fraction(1_000_000)
"""Grams in a tonne: a grade in g/t divided by this is a share by mass."""

OXYGEN = Fraction("15.999")
"""Standard atomic weight of oxygen, abridged (IUPAC 2021, doi 10.1515/pac-2019-0603)."""

OUTSIDE_TREO = ("Sc", "Pm")
"""Rare earths that a total of rare-earth oxides leaves out: scandium by custom, promethium because none occurs."""


@dataclass(frozen=True)
class Unit:
    """A unit that figures are written in.

    Attributes
    ----------
    measures
        What it measures: ``mass``, ``grade``, ``length``, ``area`` or ``volume``.
    factor
        How many of the unit used inside one of it makes: t, g/t, km, km2, km3.
    """

    measures: str
    factor: Fraction


UNITS: Mapping[str, Unit] = {
    "t": Unit("mass", Fraction(1)),
    "kg": Unit("mass", Fraction(1, 1000)),
    "kt": Unit("mass", Fraction(1000)),
    "Mt": Unit("mass", Fraction(1_000_000)),
    "Gt": Unit("mass", Fraction(1_000_000_000)),
    "short ton": Unit("mass", Fraction("0.90718474")),
    "g/t": Unit("grade", Fraction(1)),
    "ppm": Unit("grade", Fraction(1)),
    "kg/t": Unit("grade", Fraction(1000)),
    "%": Unit("grade", Fraction(10_000)),
    "km": Unit("length", Fraction(1)),
    "m": Unit("length", Fraction(1, 1000)),
    "mile": Unit("length", Fraction("1.609344")),
    "km2": Unit("area", Fraction(1)),
    "m2": Unit("area", Fraction(1, 1_000_000)),
    "km3": Unit("volume", Fraction(1)),
    "m3": Unit("volume", Fraction(1, 1_000_000_000)),
}
"""Definitions: the short ton is 2,000 pounds, the mile the international one; ``ppm`` and ``%`` are by mass.

Words for units as sources write them stand in the table ``units`` of the data.
"""


def ratio(source: str, target: str) -> Fraction:
    """Return how many of ``target`` one ``source`` makes.

    Parameters
    ----------
    source
        Name of a unit, one of :data:`UNITS`.
    target
        Name of a unit that measures the same.

    Returns
    -------
    Fraction
        Exact.

    Raises
    ------
    UnitError
        If either is unknown, or they measure different things.

    Examples
    --------
    >>> ratio("kt", "t"), ratio("%", "g/t")
    (Fraction(1000, 1), Fraction(10000, 1))
    """
    known = [name for name in (source, target) if name in UNITS]
    if len(known) < 2 or UNITS[source].measures != UNITS[target].measures:
        raise UnitError(f"{source!r} cannot be turned into {target!r}")
    return UNITS[source].factor / UNITS[target].factor


def convert(value: Number, source: str, target: str) -> Fraction:
    """Turn a value in one unit into another, exactly.

    Parameters
    ----------
    value
        Number in ``source``.
    source
        Name of the unit it is in, one of :data:`UNITS`.
    target
        Name of the unit wanted.

    Returns
    -------
    Fraction
        The value in ``target``.

    Raises
    ------
    UnitError
        If a unit is unknown, or the units measure different things.

    Examples
    --------
    >>> float(convert("0.25", "%", "g/t"))
    2500.0
    """
    return Fraction(end(value)) * ratio(source, target)


def atoms(formula: str) -> Mapping[str, int]:
    """Return the atoms of a formula: ``Pr6O11`` gives six Pr and eleven O.

    Parameters
    ----------
    formula
        Symbols and counts without parentheses.

    Returns
    -------
    mapping of str to int
        Atoms by symbol.

    Raises
    ------
    UnitError
        If the text is not a formula of symbols and counts.
    """
    if not re.fullmatch(r"([A-Z][a-z]?\d*)+", formula):
        raise UnitError(f"{formula!r} is not the formula of an oxide")
    counts: dict[str, int] = {}
    for symbol, number in re.findall(r"([A-Z][a-z]?)(\d*)", formula):
        counts[symbol] = counts.get(symbol, 0) + int(number or 1)
    return counts


def oxide_factor(element: str, weight: Number, formula: str) -> Fraction:
    """Return tonnes of an oxide per tonne of its element.

    Parameters
    ----------
    element
        Symbol of the element.
    weight
        Standard atomic weight of the element (IUPAC 2021, doi 10.1515/pac-2019-0603).
    formula
        Formula of the oxide; it holds this element and oxygen only.

    Returns
    -------
    Fraction
        Molar mass of the oxide over that of the element in it; above 1.

    Raises
    ------
    UnitError
        If the formula is not an oxide of this element.

    Examples
    --------
    >>> round(float(oxide_factor("W", "183.84", "WO3")), 4)
    1.2611
    """
    counts = dict(atoms(formula))
    number, oxygen = counts.pop(element, 0), counts.pop("O", 0)
    if not number or not oxygen or counts:
        raise UnitError(f"{formula!r} is not an oxide of {element!r}")
    metal = number * Fraction(end(weight))
    return (metal + oxygen * OXYGEN) / metal


@dataclass(frozen=True, eq=False)
class Chemistry:
    """What the data say of elements and of substances that stand for several.

    Attributes
    ----------
    weights
        Standard atomic weight by symbol, relative to 1/12 of the mass of carbon-12.
    oxides
        Formula of the oxide in which trade counts the element, by symbol.
    rare_earths
        Symbols of the lanthanides, scandium and yttrium.
    members
        Elements that a substance of the data stands for; none where it is open ("rare metals").
    """

    weights: Mapping[str, Fraction]
    oxides: Mapping[str, str]
    rare_earths: frozenset[str]
    members: Mapping[str, frozenset[str]]

    @classmethod
    def from_catalog(cls, catalog: Catalog) -> Chemistry:
        """Read the tables ``elements`` and ``substances`` of a catalog.

        Parameters
        ----------
        catalog
            The data.

        Returns
        -------
        Chemistry
            Elements without a standard weight have none here.
        """
        elements, substances = catalog.elements, catalog.frames["substances"]
        weights = {
            str(symbol): Fraction(repr(float(weight)))
            for symbol, weight in elements["atomic_weight"].items()
            if weight == weight
        }
        return cls(
            weights=weights,
            oxides={str(symbol): str(oxide) for symbol, oxide in elements["oxide"].items() if oxide},
            rare_earths=frozenset(elements.index[elements["rare_earth"]]),
            members={str(name): frozenset(group) for name, group in substances["members"].items()},
        )

    def members_of(self, substance: str) -> frozenset[str]:
        """Return the elements that a substance stands for.

        Parameters
        ----------
        substance
            Symbol of an element, or name of a substance of the data ("REE").

        Returns
        -------
        frozenset of str
            Symbols: the element itself, or the members; empty where that is open.
        """
        return frozenset((substance,)) if substance in self.weights else self.members.get(substance, frozenset())

    def is_rare_earth(self, substance: str) -> bool:
        """Whether a substance is a rare earth or consists of rare earths only.

        Parameters
        ----------
        substance
            Symbol of an element, or name of a substance of the data.

        Returns
        -------
        bool
            False where its elements are not known.
        """
        members = self.members_of(substance)
        return bool(members) and members <= self.rare_earths

    @cached_property
    def _factors(self) -> dict[str, Interval]:
        return {}

    def factor(self, substance: str) -> Interval:
        """Return tonnes of oxide per tonne of element: a point for one element, a span for a mix of rare earths.

        The span of a mix runs over those of its members that count in a total of rare-earth oxides.

        Parameters
        ----------
        substance
            Symbol of an element, or name of a mix of rare earths ("REE").

        Returns
        -------
        Interval
            Tonnes of oxide per tonne of element, by the atomic weights of the data.

        Raises
        ------
        UnitError
            If the substance has no oxide in the data, or is no mix of rare earths.
        """
        if substance not in self._factors:
            self._factors[substance] = self._factor(substance)
        return self._factors[substance]

    def _factor(self, substance: str) -> Interval:
        if substance in self.oxides:
            return point(oxide_factor(substance, self.weights[substance], self.oxides[substance]))
        members = self.members_of(substance)
        if len(members) < 2 or not self.is_rare_earth(substance):
            raise UnitError(f"tonnes of {substance!r} cannot be turned into tonnes of oxide")
        return hull([self.factor(symbol) for symbol in sorted(members.difference(OUTSIDE_TREO))])


@cached_on_owner
def chemistry(catalog: Catalog) -> Chemistry:
    """Return the chemistry of a catalog, worked out once.

    Parameters
    ----------
    catalog
        The data.

    Returns
    -------
    Chemistry
        The same object at each call for one catalog.
    """
    return Chemistry.from_catalog(catalog)


def hull(parts: Sequence[Interval]) -> Interval:
    """Return the smallest interval that covers all parts.

    Parameters
    ----------
    parts
        Intervals of one unit, in any order.

    Returns
    -------
    Interval
        From the lowest lower end to the highest upper end.

    Raises
    ------
    ValueError
        If there is none.
    """
    if not parts:
        raise ValueError("no interval covers nothing")
    low, low_open = min((part.low, part.low_open) for part in parts)
    high, high_closed = max((part.high, not part.high_open) for part in parts)
    return Interval(low, high, low_open, not high_closed)
