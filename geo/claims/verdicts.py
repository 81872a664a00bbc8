"""Two figures side by side: may they be compared at all, can both hold, and if not, by how much do they differ.

The tests run in this order: same quantity, same basis, same scope, same category, same substance, same date. What
passes them is compared as intervals.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final, Literal

from geo.claims import intervals
from geo.claims.comparability import Reason, is_within, obstacles
from geo.claims.figures import Figure, basis_words
from geo.claims.intervals import End, Interval
from geo.claims.sentences import Number, Phrase, Value, Words, amount, listed, phrase, sentences, span, times
from geo.language.translation import Text
from geo.language.vocabulary import DOWNWARD, UPWARD
from geo.language.wording import Say

Outcome = Literal["consistent", "inconsistent", "undetermined", "not comparable"]

BASES: Final[tuple[str, ...]] = ("ore", "element", "oxide")
"""What an ambiguous figure may be a figure of; a grade is never one of ore."""

_NO_RATIO: Final = ("rank", "date")
_TELLING: Final = Fraction(3, 2)
"""From this ratio on, figures that cannot be compared are said to be so many times apart."""
_FAR: Final = 10
"""Beyond this factor a category of evidence that only one names explains nothing."""
_ENDINGS: Final[Mapping[str, Text]] = {
    "disjoint": "They cannot both hold: they are at least {factor} times apart.",
    "as written": "They cannot both hold: they are at least {factor} times apart, {ratio} times by the figures alone.",
    "touching": "They cannot both hold, though they name the same figure.",
    "no ratio": "They cannot both hold.",
    "opposite qualifiers": "They cannot both hold: the figure is the same, but one says at most and the other more.",
    "overlap": "Both can hold: the figures overlap.",
    "same figure": "Both say the same.",
    "one-sided": "Both may hold: at least one names only a bound, so this cannot be settled.",
}


@dataclass(frozen=True)
class Verdict:
    """What comes of comparing two figures; ``a`` has the lower claim id, or is the part where ``b`` is the whole.

    ``factor`` is the smallest ratio that two inconsistent figures leave open; ``ratio`` that of the figures as
    written, for information, whatever the outcome. ``reasons`` holds every obstacle, ``reason`` the first.
    """

    a: str
    b: str
    outcome: Outcome
    reason: Reason
    reasons: tuple[Reason, ...]
    sentence: Phrase
    factor: End | None = None
    ratio: End | None = None
    notes: tuple[Phrase, ...] = ()
    by_reading: Mapping[str, Verdict] = field(default_factory=dict)
    """Outcome under each reading of an ambiguous basis, keyed by the readings of ``a`` and ``b`` ("ore/element")."""

    @property
    def strength(self) -> End:
        """Sort key of contradictions: the factor, 1 where both name the same figure, 0 where none contradicts."""
        return (self.factor or Fraction(1)) if self.outcome == "inconsistent" else Fraction(0)

    def text(self, say: Say = str) -> str:
        """Return the verdict in words, notes included."""
        return " ".join(part.text(say) for part in (self.sentence, *self.notes))


def compare(a: Figure, b: Figure) -> Verdict:
    """Compare two figures; the order of the two makes no difference."""
    first, second = sorted((a, b), key=lambda item: item.claim_id)
    if "ambiguous" in (first.basis, second.basis) and first.quantity == second.quantity:
        return _by_readings(first, second)
    return _settled(first, second)


def weigh(a: Interval, b: Interval) -> tuple[Outcome, Reason, End | None]:
    """Compare two intervals alone: outcome, reason and, where they are disjoint, the smallest ratio."""
    if a == b:
        return "consistent", "same figure", None
    factor = intervals.smallest_ratio(a, b)
    if factor is not None:
        return "inconsistent", "disjoint", factor
    if a.one_sided or b.one_sided:
        return "undetermined", "one-sided", None
    return "consistent", "overlap", None


def inside(part: Figure, whole: Figure) -> Verdict:
    """Test a part's tonnage against its whole's: it must not be the larger one.

    The outcome is ``consistent`` where the part cannot be above the whole, ``inconsistent`` where it must be.
    """
    inner, outer, _ = _alike(part, whole)
    values: dict[str, Value] = {
        "part": part.label,
        "part_amount": part.described(),
        "whole": whole.label,
        "whole_amount": whole.described(),
    }
    ratio = _ratio(part, whole)
    ids = (part.claim_id, whole.claim_id)
    if inner.at_most(outer):
        said = Phrase("{part} ({part_amount}) fits into {whole} ({whole_amount}).", values)
        return Verdict(*ids, "consistent", "part within whole", ("part within whole",), said, ratio=ratio)
    if outer.is_below(inner):
        factor = intervals.smallest_ratio(inner, outer)
        said = Phrase(
            "{part} ({part_amount}) lies inside {whole} ({whole_amount}), yet its figure is at least {factor} times"
            " as large.",
            {**values, "factor": times(factor or 1, at_least=True)},
        )
        return Verdict(*ids, "inconsistent", "part above whole", ("part above whole",), said, factor, ratio)
    said = Phrase("Whether {part} ({part_amount}) fits into {whole} ({whole_amount}) cannot be settled.", values)
    return Verdict(*ids, "undetermined", "one-sided", ("one-sided",), said, ratio=ratio)


def _settled(a: Figure, b: Figure) -> Verdict:
    """Compare two figures whose bases are known."""
    containment = _containment(a, b)
    if containment is not None:
        return containment
    found = obstacles(a, b)
    if found:
        clauses = listed((item.sentence for item in found), "; ")
        said = sentences([_opening(a, b), phrase("Not comparable: {reasons}.", reasons=clauses), _multiple(a, b)])
        reasons = tuple(item.reason for item in found)
        note = _other_reading(a, b) if reasons == ("category",) and a.estimate and b.estimate else None
        return Verdict(
            a.claim_id,
            b.claim_id,
            "not comparable",
            reasons[0],
            reasons,
            said,
            ratio=_ratio(a, b),
            notes=() if note is None else (note,),
        )
    return _measured(a, b)


def _measured(a: Figure, b: Figure) -> Verdict:
    left, right, converted = _alike(a, b)
    outcome, reason, factor = weigh(left, right)
    ending: str = reason
    if outcome == "inconsistent":
        if _opposite(a, b) and factor == 1:
            reason = ending = "opposite qualifiers"
        elif a.quantity in _NO_RATIO:
            factor, ending = None, "no ratio"
        elif factor == 1:
            ending = "touching"
    ratio = _ratio(a, b)
    shown = {} if factor is None else {"factor": times(factor, at_least=True)}
    if ending == "disjoint" and converted is None and ratio is not None and times(ratio) != shown["factor"]:
        ending, shown["ratio"] = "as written", times(ratio)
    multiple = _multiple(a, b) if ending == "one-sided" and a.is_mass else None
    said = sentences([Phrase(_ENDINGS[ending], shown), multiple])
    explained = outcome != "inconsistent" or factor is None or factor <= _FAR
    remarks = _remarks(a, b) if explained else ()
    notes = (converted, *remarks, _other_reading(a, b) if outcome == "inconsistent" else None)
    return Verdict(
        a.claim_id,
        b.claim_id,
        outcome,
        reason,
        (reason,),
        sentences([_opening(a, b), said]),
        factor,
        ratio,
        tuple(note for note in notes if note is not None),
    )


def _by_readings(a: Figure, b: Figure) -> Verdict:
    """Compare under each reading of what is ambiguous; only readings that all agree settle the matter."""
    verdicts = {
        f"{mine}/{other}": _settled(replace(a, basis=mine), replace(b, basis=other))
        for mine in _bases(a)
        for other in _bases(b)
    }
    outcomes = {verdict.outcome for verdict in verdicts.values()}
    if len(outcomes) == 1:
        weakest = min(verdicts.values(), key=lambda verdict: (verdict.strength, len(verdict.reasons)))
        note = phrase("So under every reading of what the tonnes are tonnes of.")
        return replace(weakest, notes=(*weakest.notes, note), by_reading=verdicts)
    open_ones = [item for item in (a, b) if item.basis == "ambiguous"]
    said = sentences([_opening(a, b), _unsaid(open_ones), *_reading_words(verdicts, a, b)])
    settled = outcomes - {"not comparable"}
    outcome: Outcome = "undetermined" if settled else "not comparable"
    reasons = _merged(verdict.reasons for verdict in verdicts.values() if verdict.outcome == "not comparable")
    return Verdict(
        a.claim_id,
        b.claim_id,
        outcome,
        "basis",
        ("basis", *(reason for reason in reasons if reason != "basis")),
        said,
        ratio=_ratio(a, b),
        notes=_remarks(a, b),
        by_reading=verdicts,
    )


def _bases(item: Figure) -> tuple[str, ...]:
    if item.basis != "ambiguous":
        return (item.basis,)
    bases = BASES[1:] if item.quantity == "grade" else BASES
    return bases if item.factor is not None else bases[:-1]


def _unsaid(items: Sequence[Figure]) -> Phrase:
    if len(items) > 1:
        return phrase("Neither says {what}.", what=_of_what(items[0]))
    return phrase("{amount} does not say {what}.", amount=items[0].amount, what=_of_what(items[0]))


def _of_what(item: Figure) -> Phrase:
    return phrase("a grade of what") if item.quantity == "grade" else phrase("tonnes of what")


def _reading_words(verdicts: Mapping[str, Verdict], a: Figure, b: Figure) -> list[Phrase]:
    """Say what each reading gives; where both are open, only what comes of reading both alike."""
    both = a.basis == b.basis
    alike = {key: verdict for key, verdict in verdicts.items() if not both or len(set(key.split("/"))) == 1}
    said = {key: _outcome_words(verdict) for key, verdict in alike.items()}
    if both and len({str(words) for words in said.values()}) == 1:
        return [phrase("If both are of the same: {outcome}. Otherwise it is open.", outcome=next(iter(said.values())))]
    place = 0 if a.basis == "ambiguous" else 1
    words = {key: basis_words(key.split("/")[place], (a, b)[place].oxide) for key in said}
    return [phrase("Read as {basis}: {outcome}.", basis=words[key], outcome=said[key]) for key in said]


def _outcome_words(verdict: Verdict) -> Phrase:
    if verdict.factor is not None and verdict.factor > 1:
        return phrase("inconsistent, at least {factor} times apart", factor=times(verdict.factor, at_least=True))
    return phrase(verdict.outcome)


def _merged(groups: Iterable[Sequence[Reason]]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reason for group in groups for reason in group))


def _opening(a: Figure, b: Figure) -> Phrase:
    return phrase("{a} against {b}.", a=a.described(), b=b.described())


def _alike(a: Figure, b: Figure) -> tuple[Interval, Interval, Phrase | None]:
    """Return both intervals on one basis: element becomes oxide where the other is oxide."""
    if {a.basis, b.basis} != {"element", "oxide"}:
        return a.value, b.value, None
    metal = a if a.basis == "element" else b
    factor = metal.factor
    if factor is None:
        return a.value, b.value, None
    left, right = ((item.value * factor if item is metal else item.value) for item in (a, b))
    ends = sorted({Number(times(end).digits) for end in (factor.low, factor.high)})
    note = phrase(
        "Metal is turned into oxide by {factor}.",
        factor=ends[0] if len(ends) == 1 else phrase("{low} to {high}", low=ends[0], high=ends[1]),
    )
    return left, right, note


def _ratio(a: Figure, b: Figure) -> End | None:
    low, high = sorted((a.stated, b.stated))
    if a.quantity != b.quantity or a.unit != b.unit or a.quantity in _NO_RATIO:
        return None
    return high / low if low else math.inf if high else None


def _multiple(a: Figure, b: Figure) -> Phrase | None:
    """Say how many times one figure is the other; None where they are near or count different things."""
    ratio = _ratio(a, b)
    other_thing = a.thing != b.thing and not a.is_mass
    if ratio is None or ratio == math.inf or ratio < _TELLING or other_thing:
        return None
    small, large = (_bare(item) for item in sorted((a, b), key=lambda item: item.stated))
    return phrase("{large} is {ratio} times {small}.", large=large, small=small, ratio=times(ratio))


def _bare(item: Figure) -> Words:
    """Return a figure without its hedge, where its unit can be printed."""
    return amount(item.stated, item.unit) if item.is_mass or item.quantity == "grade" else item.amount


def _opposite(a: Figure, b: Figure) -> bool:
    return (a.qualifier in UPWARD and b.qualifier in DOWNWARD) or (a.qualifier in DOWNWARD and b.qualifier in UPWARD)


def _remarks(a: Figure, b: Figure) -> tuple[Phrase, ...]:
    """Return what a reader must know of two figures of a deposit: the categories that the sources name."""
    if a.quantity != "tonnage" or b.quantity != "tonnage" or a.named_category == b.named_category:
        return ()
    named, other = (a, b) if a.named_category else (b, a)
    if other.category:
        said: Text = "Only one names a category of evidence ({category}); the other’s words ({other}) name none."
        return (phrase(said, category=named.category, other=other.category),)
    return (phrase("Only one names a category of evidence: {category}.", category=named.category),)


def _other_reading(a: Figure, b: Figure) -> Phrase | None:
    """Say whether two tonnages of one metal would agree if the larger were its oxide, called by the metal's name."""
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
    said: Text = "Even if {large} were {oxide}, that is {metal} of metal, they would be at least {factor} times apart."
    return Phrase(said, shown)


def _containment(a: Figure, b: Figure) -> Verdict | None:
    """Return the verdict on a part that is certainly above its whole, where both are figures of one kind."""
    if not (a.is_mass and b.is_mass):
        return None
    for part, whole in ((a, b), (b, a)):
        if not (is_within(part, whole) or (part.subjects == whole.subjects and part.members < whole.members)):
            continue
        others = [obstacle.reason for obstacle in obstacles(part, whole)]
        if whole.scope or any(reason not in ("scope", "substance") for reason in others):
            continue
        if part.members and part.members <= whole.members:
            verdict = inside(part, whole)
            if verdict.outcome == "inconsistent":
                return replace(verdict, a=a.claim_id, b=b.claim_id)
    return None
