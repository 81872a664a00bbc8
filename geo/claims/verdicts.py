"""Two figures side by side: may they be compared at all, can both hold, and if not, by how much do they differ.

The tests run in this order: same quantity, same basis, same scope, same category, same substance, same date. What
passes them is compared as intervals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final, Literal

from geo.claims import intervals, pair_remarks
from geo.claims.comparability import Reason, is_within, obstacles
from geo.claims.figure import Figure, basis_words
from geo.claims.intervals import End, Interval
from geo.claims.sentences import Phrase, Value, listed, phrase, sentences, times
from geo.language.codes import COUNTED
from geo.language.translation import N_, Say, Text

Outcome = Literal["consistent", "inconsistent", "undetermined", "not comparable"]

BASES: Final[tuple[str, ...]] = ("ore", "element", "oxide")
"""What an ambiguous figure may be a figure of; a grade is never one of ore."""

_FAR: Final = 10
"""Beyond this factor it explains nothing that only one names a category: one more step of exploration rarely changes
an estimate tenfold."""
ROUNDING: Final = Fraction(105, 100)
"""Below this ratio, figures that are apart differ no more than by how they were rounded."""
_ENDINGS: Final[Mapping[str, Text]] = {
    "disjoint": N_("They cannot both hold: they are at least {factor} times apart."),
    "as written": N_(
        "They cannot both hold: they are at least {factor} times apart, {ratio} times by the figures alone."
    ),
    "touching": N_("They cannot both hold, though they name the same figure."),
    "no ratio": N_("They cannot both hold."),
    "opposite qualifiers": N_(
        "They cannot both hold: the figure is the same, but one says at most and the other more."
    ),
    "overlap": N_("Both can hold: the figures overlap."),
    "same figure": N_("Both say the same."),
    "rounding": N_("Both can hold: they lie so near that rounding explains it."),
    "one-sided": N_("Both may hold: at least one names only a bound, so this cannot be settled."),
}


@dataclass(frozen=True)
class Verdict:
    """Result of comparing two figures.

    Attributes
    ----------
    a
        Claim id of the figure with the lower id, or of the part where ``b`` is the whole.
    b
        Claim id of the other figure.
    outcome
        ``consistent``, ``inconsistent``, ``undetermined`` or ``not comparable``.
    reason
        Why, the first of ``reasons``.
    reasons
        Every obstacle where the two are not comparable, else what the intervals say.
    sentence
        The verdict in words.
    factor
        Smallest ratio that two inconsistent figures leave open, 1 or more; None for other outcomes.
    ratio
        Larger over smaller figure as written, without hedges, whatever the outcome; None where it means nothing.
    notes
        Further sentences: how metal became oxide, which categories are named, how else it could be read.
    by_reading
        Verdict under each reading of an ambiguous basis, keyed by the bases of ``a`` and ``b`` ("ore/element").
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

    @property
    def strength(self) -> End:
        """Sort key of contradictions: the factor, 1 where both name the same figure, 0 where none contradicts."""
        return (self.factor or Fraction(1)) if self.outcome == "inconsistent" else Fraction(0)

    def text(self, say: Say = str) -> str:
        """Return the verdict in words, notes included.

        Parameters
        ----------
        say
            Translates our phrases; writes numbers and dates as the language does.

        Returns
        -------
        str
            The sentence and the notes.
        """
        return " ".join(part.text(say) for part in (self.sentence, *self.notes))


def compare(a: Figure, b: Figure) -> Verdict:
    """Compare two figures; the order of the two makes no difference.

    Parameters
    ----------
    a
        One figure.
    b
        Another.

    Returns
    -------
    Verdict
        Where a basis is ambiguous, settled only if all readings agree.

    Examples
    --------
    >>> import geo
    >>> from geo.claims.ledger import ledger
    >>> book = ledger(geo.load())
    >>> verdict = compare(book.figure("C062"), book.figure("C135"))
    >>> verdict.outcome, verdict.reason, verdict.factor
    ('inconsistent', 'disjoint', Fraction(200000, 147))
    >>> print(verdict.sentence)  # doctest: +ELLIPSIS
    over 20 million tons (rare earth metals) against about 14,000 tons (rare earth elements). They cannot both hold: ...
    """
    first, second = sorted((a, b), key=lambda item: item.claim_id)
    if "ambiguous" in (first.basis, second.basis) and first.quantity == second.quantity:
        return _by_readings(first, second)
    return _settled(first, second)


def weigh(a: Interval, b: Interval) -> tuple[Outcome, Reason, End | None]:
    """Compare two intervals alone.

    Parameters
    ----------
    a
        Numbers that one figure leaves possible.
    b
        Numbers of another, in the same unit.

    Returns
    -------
    tuple
        Outcome, reason and, where the two are disjoint, the smallest ratio, else None.

    Examples
    --------
    >>> from geo.claims.intervals import from_claim
    >>> weigh(from_claim("over", "20"), from_claim("about", "30"))
    ('undetermined', 'one-sided', None)
    >>> weigh(from_claim("over", "20"), from_claim("about", "10"))
    ('inconsistent', 'disjoint', Fraction(40, 21))
    """
    if a == b:
        return "consistent", "same figure", None
    factor = intervals.smallest_ratio(a, b)
    if factor is not None:
        return "inconsistent", "disjoint", factor
    if a.one_sided or b.one_sided:
        return "undetermined", "one-sided", None
    return "consistent", "overlap", None


def inside(part: Figure, whole: Figure) -> Verdict:
    """Test the tonnage of a part against its whole: the part must not be larger.

    Parameters
    ----------
    part
        Figure of the inner subject.
    whole
        Figure of the outer subject, of the same material and kind.

    Returns
    -------
    Verdict
        ``consistent`` where the part cannot be above the whole, ``inconsistent`` where it must be, else
        ``undetermined``.
    """
    inner, outer, _ = pair_remarks.alike(part, whole)
    values: dict[str, Value] = {
        "part": part.label,
        "part_amount": part.described(),
        "whole": whole.label,
        "whole_amount": whole.described(),
    }
    ratio = pair_remarks.ratio(part, whole)
    ids = (part.claim_id, whole.claim_id)
    if inner.at_most(outer):
        said = Phrase("{part} ({part_amount}) fits into {whole} ({whole_amount}).", values)
        return Verdict(*ids, "consistent", "part within whole", ("part within whole",), said, ratio=ratio)
    factor = intervals.smallest_ratio(inner, outer)
    if outer.is_below(inner) and not is_rounding(part, whole, factor):
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
        said = sentences(
            [
                pair_remarks.opening(a, b),
                phrase("Not comparable: {reasons}.", reasons=clauses),
                pair_remarks.multiple(a, b),
            ]
        )
        reasons = tuple(item.reason for item in found)
        note = pair_remarks.other_reading(a, b) if reasons == ("category",) and a.estimate and b.estimate else None
        return Verdict(
            a.claim_id,
            b.claim_id,
            "not comparable",
            reasons[0],
            reasons,
            said,
            ratio=pair_remarks.ratio(a, b),
            notes=() if note is None else (note,),
        )
    return _measured(a, b)


def _measured(a: Figure, b: Figure) -> Verdict:
    left, right, converted = pair_remarks.alike(a, b)
    outcome, reason, factor = weigh(left, right)
    ending: str = reason
    if is_rounding(a, b, factor):
        outcome, reason, factor, ending = "consistent", "rounding", None, "rounding"
    if outcome == "inconsistent":
        if pair_remarks.opposite(a, b) and factor == 1:
            reason = ending = "opposite qualifiers"
        elif a.quantity in pair_remarks.NO_RATIO:
            factor, ending = None, "no ratio"
        elif factor == 1:
            ending = "touching"
    ratio = pair_remarks.ratio(a, b)
    shown = {} if factor is None else {"factor": times(factor, at_least=True)}
    if ending == "disjoint" and converted is None and ratio is not None and times(ratio) != shown["factor"]:
        ending, shown["ratio"] = "as written", times(ratio)
    multiple = pair_remarks.multiple(a, b) if ending == "one-sided" and a.is_mass else None
    said = sentences([Phrase(_ENDINGS[ending], shown), multiple])
    explained = outcome != "inconsistent" or factor is None or factor <= _FAR
    remarks = pair_remarks.remarks(a, b) if explained else ()
    notes = (converted, *remarks, pair_remarks.other_reading(a, b) if outcome == "inconsistent" else None)
    return Verdict(
        a.claim_id,
        b.claim_id,
        outcome,
        reason,
        (reason,),
        sentences([pair_remarks.opening(a, b), said]),
        factor,
        ratio,
        tuple(note for note in notes if note is not None),
    )


def is_rounding(a: Figure, b: Figure, factor: End | None) -> bool:
    """Say whether two figures are apart by less than what is lost in rounding.

    Parameters
    ----------
    a
        One figure.
    b
        Another.
    factor
        Smallest ratio that they leave open; None where they overlap.

    Returns
    -------
    bool
        False for counts and places, which are not rounded, and where one says at most and the other more.
    """
    is_near = factor is not None and factor < ROUNDING and a.unit not in COUNTED
    return is_near and not pair_remarks.opposite(a, b)


def _by_readings(a: Figure, b: Figure) -> Verdict:
    """Compare under each reading of what is ambiguous; only readings that all agree settle the matter."""
    verdicts = {
        f"{mine}/{other}": _settled(replace(a, basis=mine), replace(b, basis=other))
        for mine in _bases(a)
        for other in _bases(b)
    }
    outcomes = {verdict.outcome for verdict in verdicts.values()}
    if len(outcomes) == 1:
        # Of readings that agree the weakest speaks: nothing more than all of them support may be said.
        weakest = min(verdicts.values(), key=lambda verdict: (verdict.strength, len(verdict.reasons)))
        note = phrase("So under every reading of what the tonnes are tonnes of.")
        return replace(weakest, notes=(*weakest.notes, note), by_reading=verdicts)
    open_ones = [item for item in (a, b) if item.basis == "ambiguous"]
    said = sentences([pair_remarks.opening(a, b), _unsaid(open_ones), *_reading_words(verdicts, a, b)])
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
        ratio=pair_remarks.ratio(a, b),
        notes=pair_remarks.remarks(a, b),
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
    """Say what each reading gives; where both are open, only the readings that take both alike."""
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


def _containment(a: Figure, b: Figure) -> Verdict | None:
    """Return the verdict on a part that is certainly above its whole, where both are figures of one kind."""
    if not (a.is_mass and b.is_mass):
        return None
    for part, whole in ((a, b), (b, a)):
        if not (is_within(part, whole) or (part.subjects == whole.subjects and part.members < whole.members)):
            continue
        others = [obstacle.reason for obstacle in obstacles(part, whole)]
        if whole.covers_part or any(reason not in ("scope", "substance") for reason in others):
            continue
        if part.members and part.members <= whole.members:
            verdict = inside(part, whole)
            if verdict.outcome == "inconsistent":
                return replace(verdict, a=a.claim_id, b=b.claim_id)
    return None
