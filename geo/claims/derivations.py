"""Whether a tonnage is another one, read as ore, times the average grade."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from geo.claims.figure import Figure
from geo.claims.intervals import Interval, point
from geo.claims.ledger import Ledger
from geo.claims.readings import average_grade
from geo.claims.sentences import Phrase, Value, span, with_unit
from geo.claims.units import PER_TONNE
from geo.language.translation import N_, Text


@dataclass(frozen=True)
class Derivation:
    """Whether one tonnage is another times the average grade.

    Attributes
    ----------
    source_id
        Claim of the larger tonnage, read as ore.
    target_id
        Claim of the smaller tonnage.
    follows
        Whether the smaller is the larger times the grade, within the rounding of both.
    product
        Larger tonnage times the grade, in t.
    sentence
        The arithmetic in words.
    """

    source_id: str
    target_id: str
    follows: bool
    product: Interval
    sentence: Phrase


def derivation(book: Ledger, source: Figure, target: Figure) -> Derivation | None:
    """Test whether a tonnage is another, read as ore, times the average grade; None without a grade.

    Both figures count without their hedges, with the rounding of their last digits: the question is where a number
    was copied from, not whether it is true.

    Parameters
    ----------
    book
        The figures of the catalog.
    source
        The larger tonnage, read as ore.
    target
        The smaller tonnage.

    Returns
    -------
    Derivation or None
        None where no single average grade is stated, a figure is not in t, the larger is said to be metal or oxide,
        which has no grade of ore, or the smaller to be ore.
    """
    if source.basis not in ("ore", "ambiguous") or target.basis == "ore":
        return None
    grade = average_grade(book, source)
    if grade is None or not grade.interval.is_point or source.unit != "t" or target.unit != "t":
        return None
    product = point(source.stated) * grade.share()
    allowing = _plain(source) * grade.share(allowing=True)
    follows = allowing.meet(_plain(target)) is not None
    words: dict[str, Value] = {
        "source": with_unit(source.stated, "t"),
        "grade": span(grade.interval, "g/t"),
        "product": span(product, "t"),
        "target": with_unit(target.stated, "t"),
    }
    said: Text = (
        N_("{source} x {grade} = {product}: this is where {target} can come from.")
        if follows
        else N_("{source} x {grade} = {product}: {target} cannot come from that.")
    )
    return Derivation(source.claim_id, target.claim_id, follows, product, Phrase(said, words))


def bases_apart(book: Ledger, claim: Figure) -> Fraction | None:
    """Return how many times the readings of a tonnage as ore and as metal differ.

    Parameters
    ----------
    book
        The figures of the catalog.
    claim
        Tonnage.

    Returns
    -------
    Fraction or None
        One over the average grade as a share; None where the grade is not a single number.
    """
    grade = average_grade(book, claim)
    if grade is None or not grade.interval.is_point:
        return None
    return PER_TONNE / Fraction(grade.interval.low)


def _plain(claim: Figure) -> Interval:
    """Return a figure without its hedge, with the rounding of its last digit."""
    half = claim.half_digit
    return Interval(max(claim.stated - half, Fraction(0)), claim.stated + half)
