"""The arithmetic of a tonnage: from ore to metal, oxide, volume, area and side of a block, and back.

Each step is an interval with the line of words that led to it; ends that are open or infinite go through.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from geo.claims.figure import basis_words
from geo.claims.intervals import Interval, point
from geo.claims.sentences import Phrase, Value, number, phrase, span, with_unit
from geo.claims.units import PER_TONNE, convert, ratio
from geo.language.translation import N_, Numeral, Text

DENSITY: Final = Fraction("2.65")
"""Tonnes of rock in a cubic metre: an assumption, the density of quartz (2.65 g/cm3), usual for granitic rock.

Clay weighs less and metal-rich ore more, so a reader may choose another."""

ImpliedKind = Literal["ore", "element", "oxide", "volume", "area", "side"]

CUBIC_KILOMETRE: Final = convert(1, "km3", "m3")


_UNITS: Final = {"ore": "t", "element": "t", "oxide": "t", "volume": "m3", "area": "km2", "side": "km"}


@dataclass(frozen=True)
class Implied:
    """One value that follows from a claim and is no claim itself.

    Attributes
    ----------
    kind
        What it is: tonnes of rock, metal or oxide, or the volume, area or side of a block.
    interval
        The value with the figures at their word, as a person would calculate.
    allowing
        The value with the rounding of the last digits.
    unit
        t for ``ore``, ``element`` and ``oxide``, m3 for ``volume``, km2 for ``area``, km for ``side``.
    step
        The line of arithmetic that led to it.
    """

    kind: ImpliedKind
    interval: Interval
    allowing: Interval
    unit: str
    step: Phrase


@dataclass(frozen=True)
class Grade:
    """The average grade that applies to a claim, with the claims it was taken from.

    Attributes
    ----------
    interval
        The grade in g/t, with the digits at their word.
    allowing
        The grade in g/t, with the rounding of the last digit.
    basis
        Whether it is grams of ``element`` or of ``oxide``.
    claim_id
        Claim that states the average.
    bounds
        Claims of a highest or lowest grade that narrow the average.
    same_statement
        Whether the average comes from the same first statement as the tonnage.
    """

    interval: Interval
    allowing: Interval
    basis: str
    claim_id: str
    bounds: tuple[str, ...] = ()
    same_statement: bool = True

    def share(self, *, allowing: bool = False) -> Interval:
        """Return the grade as a share by mass.

        Parameters
        ----------
        allowing
            Whether to allow for the rounding of the last digit.

        Returns
        -------
        Interval
            Between 0 and 1.
        """
        return (self.allowing if allowing else self.interval).scaled(1 / PER_TONNE)


@dataclass(frozen=True)
class Assumptions:
    """Grade, oxide factor, density and depth to calculate with; values that need a missing one are not computed.

    Attributes
    ----------
    grade
        Average grade.
    factor
        Tonnes of oxide per tonne of element.
    density
        Tonnes of rock in a cubic metre.
    depth
        Depth of the block in metres.
    """

    grade: Grade | None = None
    factor: Interval | None = None
    density: Fraction = DENSITY
    depth: Fraction | None = None


def imply(tonnes: Interval, basis: str, given: Assumptions, allowing: Interval | None = None) -> tuple[Implied, ...]:
    """Compute everything a tonnage implies; unbounded ends stay unbounded.

    Parameters
    ----------
    tonnes
        The figure at its word, in tonnes.
    basis
        What it is read as: ``ore``, ``element`` or ``oxide``.
    given
        Grade, factor, density and depth; what is missing there is missing in the answer.
    allowing
        The figure with the rounding of its last digit; by default as ``tonnes``.

    Returns
    -------
    tuple of Implied
        In the order of the arithmetic: metal or oxide, rock, volume, area, side.
    """
    exact = _Chain(tonnes, given, rounding=False)
    loose = _Chain(allowing or tonnes, given, rounding=True)
    exact.run(basis)
    loose.run(basis)
    return tuple(
        Implied(kind, value, loose.found[kind][0], _UNITS[kind], step) for kind, (value, step) in exact.found.items()
    )


class _Chain:
    """The arithmetic, step by step, from a tonnage to the size of a block."""

    def __init__(self, tonnes: Interval, given: Assumptions, *, rounding: bool) -> None:
        self.tonnes = tonnes
        self.given = given
        self.rounding = rounding
        self.found: dict[ImpliedKind, tuple[Interval, Phrase]] = {}

    def run(self, basis: str) -> None:
        """Fill ``found`` from a figure of one basis."""
        if basis == "ore":
            self._from_ore()
        else:
            self._from_metal(basis)
        self._room(self.tonnes if basis == "ore" else self.found["ore"][0] if "ore" in self.found else None)

    def _from_ore(self) -> None:
        grade = self.given.grade
        if grade is None:
            return
        first: ImpliedKind = "oxide" if grade.basis == "oxide" else "element"
        value = self.tonnes * grade.share(allowing=self.rounding)
        said: Text = N_("{ore} of ore x {grade} = {metal} of {basis}")
        ore, metal = span(self.tonnes, "t"), span(value, "t")
        self._add(
            first, value, said, ore=ore, grade=_grade_words(grade.interval), metal=metal, basis=basis_words(first)
        )
        self._other(first, value)

    def _from_metal(self, basis: str) -> None:
        kind: ImpliedKind = "oxide" if basis == "oxide" else "element"
        self._other(kind, self.tonnes)
        grade = self.given.grade
        if grade is None:
            return
        metal = (
            self.tonnes if grade.basis == kind else self.found[_twin(kind)][0] if _twin(kind) in self.found else None
        )
        if metal is not None:
            ore = metal / grade.share(allowing=self.rounding)
            said: Text = N_("{metal} of {basis} / {grade} = {ore} of rock")
            words = {"metal": span(metal, "t"), "basis": basis_words(grade.basis)}
            self._add("ore", ore, said, **words, grade=_grade_words(grade.interval), ore=span(ore, "t"))

    def _other(self, kind: ImpliedKind, value: Interval) -> None:
        """Turn element into oxide, or oxide into element."""
        factor = self.given.factor
        if factor is None:
            return
        twin = _twin(kind)
        turned = value * factor if kind == "element" else value / factor
        said: Text = N_("{a} of {from_basis} x {factor} = {b} of {to_basis}")
        if kind == "oxide":
            said = N_("{a} of {from_basis} / {factor} = {b} of {to_basis}")
        bases = {"from_basis": basis_words(kind), "to_basis": basis_words(twin)}
        self._add(twin, turned, said, a=span(value, "t"), factor=_plain_span(factor), b=span(turned, "t"), **bases)

    def _room(self, ore: Interval | None) -> None:
        """Add the volume of the rock and, where a depth is stated, the area and side of a block so deep."""
        if ore is None:
            return
        volume = ore / point(self.given.density)
        density = number(self.given.density)
        said: Text = N_("{ore} of rock / {density} t/m³ = {volume}")
        self._add("volume", volume, said, ore=span(ore, "t"), density=density, volume=volume_words(volume))
        if self.given.depth is None:
            return
        area = (volume / point(self.given.depth)).scaled(ratio("m2", "km2"))
        side = area.root()
        depth = with_unit(self.given.depth, "m")
        said = N_("{volume} / {depth} of depth = {area}")
        self._add("area", area, said, volume=volume_words(volume), depth=depth, area=span(area, "km2"))
        said = N_("a square of {area} measures {side} a side")
        self._add("side", side, said, area=span(area, "km2"), side=_length_words(side))

    def _add(self, kind: ImpliedKind, value: Interval, said: Text, **words: Value) -> None:
        self.found[kind] = (value, Phrase(said, words))


def volume_words(volume: Interval) -> Phrase:
    """Return a volume in words, in km3 where it is large.

    Parameters
    ----------
    volume
        Volume in m3.

    Returns
    -------
    Phrase
        For example ``over 10.78 km³``.
    """
    # From a tenth of a cubic kilometre on, cubic metres would run to nine digits.
    if max(volume.low, 0 if volume.high_open else volume.high) * 10 >= CUBIC_KILOMETRE:
        return span(volume.scaled(1 / CUBIC_KILOMETRE), N_("km3"))
    return span(volume, N_("m3"))


def _length_words(length: Interval) -> Phrase:
    """Return a length given in km in words, in metres where it is short."""
    largest = max(length.low, 0 if length.high_open else length.high)
    shown, unit = (length, "km") if largest >= 1 else (length.scaled(ratio("km", "m")), "m")
    same = number(shown.low) == number(shown.high)
    return with_unit(shown.low, unit) if same else span(shown, unit)


def _grade_words(grade: Interval) -> Phrase:
    """Return a grade as a factor of a line of arithmetic."""
    return span(grade, "g/t") if grade.is_point else phrase("({grade})", grade=span(grade, "g/t"))


def _plain_span(factor: Interval) -> Phrase:
    """Return an oxide factor to four decimals, as tables print it."""
    low, high = (Numeral(f"{float(value):.4f}") for value in (factor.low, factor.high))
    return phrase("{low}", low=low) if factor.is_point else phrase("({low} to {high})", low=low, high=high)


def _twin(kind: str) -> ImpliedKind:
    return "oxide" if kind == "element" else "element"
