"""Figures as sets of numbers: what "over 20 million", "up to 0.25 %" or "935,400" leaves possible.

Ends are exact fractions, so that 20 million give or take half a million is just that. Every interval lies at or
above zero, as tonnages, grades, lengths and counts do; an infinite end is open.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from geo.language.codes import DOWNWARD, UPWARD

Number = int | float | Fraction | Decimal | str
"""What an end may be given as; a float counts as the decimal number it prints as."""

End = Fraction | float
"""An end as kept: a fraction, or the float infinity."""

LEADING_DIGITS = 2
"""Digits of a whole number that always count as written: 20 million and 20,000,000 are the same figure."""

ABOUT: Final = Fraction(1, 20)
"""Share of a measured figure that "about" allows on either side at the least."""
ABOUT_COUNTED: Final = Fraction(1, 10)
"""Share of a count that "about" allows on either side at the least; never less than one."""


@dataclass(frozen=True)
class Interval:
    """All numbers between two ends.

    Attributes
    ----------
    low
        Lower end, zero or above. Given as any number, kept as a fraction.
    high
        Upper end, a fraction or infinity.
    low_open
        Whether the lower end itself is left out.
    high_open
        Whether the upper end itself is left out; always so at infinity.

    Raises
    ------
    ValueError
        If an end is negative or no number, or if nothing lies between the ends.

    Examples
    --------
    >>> over, about = from_claim("over", "20"), from_claim("about", "20")
    >>> print(over, about, about.is_below(over), over.meet(about))
    (20, inf) [19.5, 20.5] False (20, 20.5]
    """

    low: End
    high: End
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "low", end(self.low))
        object.__setattr__(self, "high", end(self.high))
        if self.low < 0:
            raise ValueError(f"{self.low} is negative: intervals lie at or above zero")
        if self.high == math.inf:
            object.__setattr__(self, "high_open", True)
        point = self.low == self.high
        if self.low > self.high or (point and (self.low_open or self.high_open)):
            raise ValueError(f"nothing lies between {self.low} and {self.high}")

    @property
    def is_point(self) -> bool:
        """Whether it holds a single number."""
        return self.low == self.high

    @property
    def one_sided(self) -> bool:
        """Whether it names one bound only: nothing above it is excluded, or nothing below but zero."""
        return self.high == math.inf or (self.low == 0 and self.low_open)

    def __str__(self) -> str:
        low, high = (f"{float(value):,.15g}" for value in (self.low, self.high))
        if self.is_point:
            return low
        return f"{'(' if self.low_open else '['}{low}, {high}{')' if self.high_open else ']'}"

    def __contains__(self, number: object) -> bool:
        if not isinstance(number, (int, float, Fraction, Decimal, str)):
            return False
        value = end(number)
        above = value > self.low or (value == self.low and not self.low_open)
        below = value < self.high or (value == self.high and not self.high_open)
        return above and below

    def covers(self, other: Interval) -> bool:
        """Whether every number of ``other`` is in this interval.

        Parameters
        ----------
        other
            Interval of the same unit.

        Returns
        -------
        bool
            True where no number of ``other`` lies outside this interval.
        """
        low = self.low < other.low or (self.low == other.low and (other.low_open or not self.low_open))
        high = self.high > other.high or (self.high == other.high and (other.high_open or not self.high_open))
        return low and high

    def is_below(self, other: Interval) -> bool:
        """Whether every number of this interval is smaller than every number of ``other``.

        Parameters
        ----------
        other
            Interval of the same unit.

        Returns
        -------
        bool
            False too where the two share an end that both hold.
        """
        return self.high < other.low or (self.high == other.low and (self.high_open or other.low_open))

    def at_most(self, other: Interval) -> bool:
        """Whether no number of this interval is larger than any number of ``other``.

        Parameters
        ----------
        other
            Interval of the same unit.

        Returns
        -------
        bool
            True where the two share no more than one end.
        """
        return self.high <= other.low

    def meet(self, other: Interval) -> Interval | None:
        """Return the numbers that both intervals hold.

        Parameters
        ----------
        other
            Interval of the same unit.

        Returns
        -------
        Interval or None
            The common part; None where there is none.
        """
        if self.is_below(other) or other.is_below(self):
            return None
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, high_closed = min((self.high, not self.high_open), (other.high, not other.high_open))
        return Interval(low, high, low_open, not high_closed)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            _plus(self.low, other.low),
            _plus(self.high, other.high),
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __mul__(self, other: Interval) -> Interval:
        low, low_reached = _corner(self.low, not self.low_open, other.low, not other.low_open)
        high, high_reached = _corner(self.high, not self.high_open, other.high, not other.high_open)
        return Interval(low, high, not low_reached, not high_reached)

    def __truediv__(self, other: Interval) -> Interval:
        return self * other.reciprocal()

    def scaled(self, factor: Number) -> Interval:
        """Return the interval times a positive number.

        Parameters
        ----------
        factor
            Number above zero.

        Returns
        -------
        Interval
            Both ends times the factor, as open or closed as before.
        """
        return self * point(factor)

    def reciprocal(self) -> Interval:
        """Return one over the interval; what reaches down to zero gives no upper end.

        Raises
        ------
        ZeroDivisionError
            If the interval is zero alone.
        """
        if self.high == 0:
            raise ZeroDivisionError("one over zero has no value")
        return Interval(_over_one(self.high), _over_one(self.low), self.high_open, self.low_open)

    def root(self) -> Interval:
        """Return the square root; ends that are no square of a fraction are widened by one part in 10^15."""
        return Interval(_root(self.low, down=True), _root(self.high, down=False), self.low_open, self.high_open)


def end(value: Number) -> End:
    """Return a number as an end.

    Parameters
    ----------
    value
        Number, or its digits as a text. A float counts as the decimal number that it prints as.

    Returns
    -------
    Fraction or float
        An exact fraction, or the float infinity.

    Raises
    ------
    ValueError
        If it is not a number, or minus infinity.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, float):
        if value == math.inf:
            return math.inf
        return Fraction(repr(value))
    return Fraction(value)


def point(value: Number) -> Interval:
    """Return the interval that holds one number.

    Parameters
    ----------
    value
        Number, or its digits as a text.

    Returns
    -------
    Interval
        Both ends closed and the same.
    """
    return Interval(end(value), end(value))


def half_digit(written: str) -> Fraction:
    """Return half of the last digit that a source wrote.

    Trailing zeros of a whole number count as not written, but its first two digits always do:
    ``935400`` gives 50, ``20`` and ``1`` give 0.5, ``800000`` gives 5000, ``28.2`` gives 0.05.

    Parameters
    ----------
    written
        Digits of a figure as the source wrote them, without sign, grouping or unit.

    Returns
    -------
    Fraction
        Half a unit of the last digit that counts, in the unit of the figure.
    """
    whole, _, decimals = written.partition(".")
    if decimals:
        return Fraction(1, 2 * 10 ** len(decimals))
    digits = max(len(whole.rstrip("0")), min(LEADING_DIGITS, len(whole)))
    return Fraction(10 ** (len(whole) - digits), 2)


def from_claim(
    qualifier: str,
    value: str,
    value_max: str = "",
    *,
    factor: Number = 1,
    counted: bool = False,
    at_word: bool = False,
    note: str = "",
) -> Interval:
    """Turn a hedged figure into the numbers it leaves possible.

    Parameters
    ----------
    qualifier
        How the source hedges the figure: ``exact`` gives or takes half of the last written digit, ``about`` that or
        :data:`ABOUT`, whichever is more, ``up to`` (0, v], ``nearly`` (0, v), ``over`` (v, inf), ``at least`` [v, inf),
        ``range`` [a, b].
    value, value_max
        The figures with the digits the source wrote.
    factor
        Multiplies into the unit of the answer.
    counted
        Whether things are counted: then ``exact`` is exact, and ``about`` gives or takes :data:`ABOUT_COUNTED`.
    at_word
        Take ``exact`` and ``about`` at their word, for arithmetic that is shown as written.
    note
        Remark of the row. A range whose upper end it calls excluded is open there ("tens of millions").

    Returns
    -------
    Interval
        Numbers that the wording leaves possible, times ``factor``.

    Raises
    ------
    ValueError
        If the qualifier is none of these, or a figure is not a number.

    Examples
    --------
    >>> print(from_claim("up to", "0.25"), from_claim("nearly", "800000"), from_claim("range", "19", "21"))
    (0, 0.25] (0, 800,000) [19, 21]
    """
    times = Fraction(end(factor))
    v = Fraction(value)
    if qualifier in ("exact", "about"):
        half = Fraction(0) if at_word else _give_or_take(qualifier, value, counted)
        return Interval(max(v - half, Fraction(0)) * times, (v + half) * times)
    if qualifier in DOWNWARD:
        return Interval(Fraction(0), v * times, low_open=True, high_open=qualifier == "nearly")
    if qualifier in UPWARD:
        return Interval(v * times, math.inf, low_open=qualifier == "over")
    if qualifier == "range":
        excluded = "upper end excluded" in note
        return Interval(v * times, Fraction(value_max) * times, high_open=excluded)
    raise ValueError(f"{qualifier!r} is not a qualifier")


def _give_or_take(qualifier: str, value: str, counted: bool) -> Fraction:
    """Return what a figure leaves open on either side, in its own unit."""
    digit = Fraction(0) if counted else half_digit(value)
    if qualifier != "about":
        return digit
    return max(Fraction(value) * ABOUT_COUNTED, Fraction(1)) if counted else max(Fraction(value) * ABOUT, digit)


def smallest_ratio(a: Interval, b: Interval) -> End | None:
    """Return how many times apart two intervals are at the least.

    Parameters
    ----------
    a
        Interval above zero.
    b
        Interval of the same unit.

    Returns
    -------
    Fraction or float or None
        Nearest end of the larger over nearest end of the smaller, 1 or more; infinity where the smaller is zero. None
        where they overlap.
    """
    if a.meet(b) is not None:
        return None
    lower, upper = (a, b) if a.is_below(b) else (b, a)
    return math.inf if lower.high == 0 else Fraction(upper.low) / Fraction(lower.high)


def _plus(a: End, b: End) -> End:
    return math.inf if math.inf in (a, b) else Fraction(a) + Fraction(b)


def _corner(a: End, a_reached: bool, b: End, b_reached: bool) -> tuple[End, bool]:
    """Return the product of two ends and whether it is reached: zero times anything is zero, even times infinity."""
    zeros = [reached for value, reached in ((a, a_reached), (b, b_reached)) if value == 0]
    if zeros:
        return Fraction(0), any(zeros)
    if math.inf in (a, b):
        return math.inf, False
    return Fraction(a) * Fraction(b), a_reached and b_reached


def _over_one(value: End) -> End:
    if value == math.inf:
        return Fraction(0)
    return math.inf if value == 0 else 1 / Fraction(value)


def _root(value: End, *, down: bool) -> End:
    if value == math.inf:
        return math.inf
    exact = Fraction(value)
    top, bottom = math.isqrt(exact.numerator), math.isqrt(exact.denominator)
    if Fraction(top, bottom) ** 2 == exact:
        return Fraction(top, bottom)
    near = Fraction(math.sqrt(exact))  # right to 2 parts in 10^16, so one in 10^15 covers the exact root
    return near * (1 - Fraction(1, 10**15)) if down else near * (1 + Fraction(1, 10**15))
