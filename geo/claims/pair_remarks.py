"""What can be said of two figures side by side, whatever the verdict: on one basis, how many times apart, and notes."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Final

from geo.claims import intervals
from geo.claims.figure import Figure
from geo.claims.intervals import End, Interval
from geo.claims.sentences import Phrase, Value, Words, phrase, span, times, with_unit
from geo.language.codes import DOWNWARD, UPWARD
from geo.language.translation import N_, Numeral

NO_RATIO: Final = ("rank", "date")
"""Quantities of which one is never so many times the other: place 4 is not twice place 2."""
_TELLING: Final = Fraction(3, 2)
"""From this ratio on, figures that cannot be compared are said to be so many times apart: less is within what
estimates of one deposit commonly differ by."""


def opening(a: Figure, b: Figure) -> Phrase:
    """Return the words that name both figures, which begin a verdict.

    Parameters
    ----------
    a
        One figure.
    b
        Another.

    Returns
    -------
    Phrase
        For example ``20 million tons (REE) against 14,000 tons (REE).``
    """
    return phrase("{a} against {b}.", a=a.described(), b=b.described())


def alike(a: Figure, b: Figure) -> tuple[Interval, Interval, Phrase | None]:
    """Return the intervals of two figures on one basis.

    Where one is of element and the other of oxide, the element becomes oxide.

    Parameters
    ----------
    a
        One figure.
    b
        Another.

    Returns
    -------
    tuple
        Interval of ``a``, interval of ``b``, and a sentence on the factor, None where nothing was converted.
    """
    if {a.basis, b.basis} != {"element", "oxide"}:
        return a.value, b.value, None
    metal = a if a.basis == "element" else b
    factor = metal.factor
    if factor is None:
        return a.value, b.value, None
    left, right = ((item.value * factor if item is metal else item.value) for item in (a, b))
    ends = sorted({Numeral(times(end).digits) for end in (factor.low, factor.high)})
    note = phrase(
        "Metal is turned into oxide by {factor}.",
        factor=ends[0] if len(ends) == 1 else phrase("{low} to {high}", low=ends[0], high=ends[1]),
    )
    return left, right, note


def ratio(a: Figure, b: Figure) -> End | None:
    """Return how many times the larger figure is the smaller, as written and without hedges.

    Parameters
    ----------
    a
        One figure.
    b
        Another.

    Returns
    -------
    Fraction or float or None
        1 or more, infinity where the smaller is zero; None where a ratio means nothing.
    """
    low, high = sorted((a.stated, b.stated))
    if a.quantity != b.quantity or a.unit != b.unit or a.quantity in NO_RATIO:
        return None
    return high / low if low else math.inf if high else None


def multiple(a: Figure, b: Figure) -> Phrase | None:
    """Say how many times one figure is the other.

    Parameters
    ----------
    a
        One figure.
    b
        Another.

    Returns
    -------
    Phrase or None
        None where they are near or count different things.
    """
    multiplier = ratio(a, b)
    other_thing = (a.measurand, a.out_of) != (b.measurand, b.out_of)
    if multiplier is None or multiplier == math.inf or multiplier < _TELLING or other_thing:
        return None
    small, large = (_bare(item) for item in sorted((a, b), key=lambda item: item.stated))
    return phrase("{large} is {ratio} times {small}.", large=large, small=small, ratio=times(multiplier))


def _bare(item: Figure) -> Words:
    """Return a figure without its hedge, where its unit can be printed."""
    return with_unit(item.stated, item.unit) if item.is_mass or item.quantity == "grade" else item.amount


def opposite(a: Figure, b: Figure) -> bool:
    """Say whether one figure is a lower bound and the other an upper bound.

    Parameters
    ----------
    a
        One figure.
    b
        Another.

    Returns
    -------
    bool
        By the qualifiers alone.
    """
    return (a.qualifier in UPWARD and b.qualifier in DOWNWARD) or (a.qualifier in DOWNWARD and b.qualifier in UPWARD)


def remarks(a: Figure, b: Figure) -> tuple[Phrase, ...]:
    """Return what a reader must know of two figures of a deposit: the categories that the sources name.

    Parameters
    ----------
    a
        One figure.
    b
        Another.

    Returns
    -------
    tuple of Phrase
        One sentence, where two tonnages differ in that only one names a category; else none.
    """
    if a.quantity != "tonnage" or b.quantity != "tonnage" or a.named_category == b.named_category:
        return ()
    named, other = (a, b) if a.named_category else (b, a)
    if other.category:
        said = N_("Only one names a category of evidence ({category}); the other’s words ({other}) name none.")
        return (phrase(said, category=named.category, other=other.category),)
    return (phrase("Only one names a category of evidence: {category}.", category=named.category),)


def other_reading(a: Figure, b: Figure) -> Phrase | None:
    """Say whether two tonnages of one metal would agree if the larger were its oxide, called by the name of the metal.

    Parameters
    ----------
    a
        One tonnage.
    b
        Another.

    Returns
    -------
    Phrase or None
        None where the two are not two different tonnages of one element with a known oxide.
    """
    if a.stated == b.stated or not a.oxide or {a.basis, b.basis} != {"element"} or a.factor is None:
        return None
    large, small = (a, b) if a.stated >= b.stated else (b, a)
    factor = intervals.smallest_ratio(large.value / a.factor, small.value)
    shown: dict[str, Value] = {
        "large": large.amount,
        "oxide": a.oxide,
        "metal": span(large.written / a.factor, large.unit),
    }
    if factor is None:
        return Phrase("If {large} were {oxide}, they would be {metal} of metal, and both could hold.", shown)
    shown["factor"] = times(factor, at_least=True)
    said = N_("Even if {large} were {oxide}, that is {metal} of metal, they would be at least {factor} times apart.")
    return Phrase(said, shown)
