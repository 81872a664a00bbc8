"""What a tonnage implies, read as ore, as metal or as oxide: the rock, the metal, the oxide, the size of the block.

Every implied value is an interval with the line of arithmetic that led to it. Implied values explain a claim; they
are never claims themselves and never rank.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from geo.claims.arithmetic import DENSITY, Assumptions, Grade, Implied, ImpliedKind, imply
from geo.claims.figure import Figure, basis_words
from geo.claims.intervals import Interval, Number, point
from geo.claims.ledger import ESTIMATED_DEPTH, Ledger
from geo.claims.sentences import Phrase, Value, number, phrase, span, times, with_unit
from geo.claims.verdicts import BASES, Outcome
from geo.language.codes import DOWNWARD
from geo.language.translation import N_, Text


@dataclass(frozen=True)
class AreaCheck:
    """The area that a reading needs at the stated depth, against an area that somebody stated.

    Attributes
    ----------
    claim_id
        Claim that states the area.
    outcome
        ``consistent`` where the area needed fits, ``inconsistent`` where it does not, else ``undetermined``.
    share
        Area needed over area stated, at the least.
    sentence
        The test in words.
    """

    claim_id: str
    outcome: Outcome
    share: Fraction
    sentence: Phrase


@dataclass(frozen=True)
class Reading:
    """One way to read a tonnage, with all that it implies.

    Attributes
    ----------
    claim_id
        Claim of the tonnage.
    basis
        What it is read as: ``ore``, ``element`` or ``oxide``.
    stated
        Whether the source itself reads it so.
    implied
        Values that follow, in the order of the arithmetic.
    grade
        Average grade used; None where none is stated.
    areas
        The area needed against each area that somebody stated.
    remarks
        What a reader must know of the grade.
    hedge
        What the source's "nearly" or "up to" makes of the results, where the steps work from the bare figure.
    """

    claim_id: str
    basis: str
    stated: bool
    implied: tuple[Implied, ...]
    grade: Grade | None
    areas: tuple[AreaCheck, ...] = ()
    remarks: tuple[Phrase, ...] = ()
    hedge: Phrase | None = None

    @property
    def title(self) -> Phrase:
        """Name of the reading."""
        return phrase("read as {basis}", basis=basis_words(self.basis))

    @property
    def steps(self) -> tuple[Phrase, ...]:
        """Return the arithmetic, a line a step."""
        steps = tuple(item.step for item in self.implied)
        return (*steps, self.hedge) if self.hedge is not None and steps else steps

    def value(self, kind: ImpliedKind) -> Implied | None:
        """Return one implied value.

        Parameters
        ----------
        kind
            Which value.

        Returns
        -------
        Implied or None
            None where it could not be worked out.
        """
        return next((item for item in self.implied if item.kind == kind), None)


def readings(book: Ledger, claim: Figure, density: Number = DENSITY) -> tuple[Reading, ...]:
    """Return a tonnage read as ore, as metal and as oxide, with what each implies.

    A reading that the source itself gives is marked; the others show what the figure would mean. A material without
    an oxide factor has no reading as oxide; a figure that is no mass in tonnes has none at all.

    Parameters
    ----------
    book
        The figures of the catalog.
    claim
        Figure to read.
    density
        Tonnes of rock in a cubic metre.

    Returns
    -------
    tuple of Reading
        As ore, as metal, as oxide; empty where the figure is no tonnage in t.
    """
    if claim.quantity != "tonnage" or claim.unit != "t":
        return ()
    depth = stated_depth(book, claim)
    with_all = Assumptions(average_grade(book, claim), claim.factor, Fraction(density), depth)
    bases = BASES if claim.factor is not None else BASES[:-1]
    return tuple(_reading(book, claim, basis, with_all) for basis in bases)


def telling(book: Ledger, claim: Figure) -> tuple[Reading, ...]:
    """Return the readings that say something about a tonnage; :func:`readings` returns every one.

    That is, as the source reads it and as other copies of the same figure do; all, where the source leaves it open.
    Room is worked out for sites alone: the tonnes of a region or country lie in many places.

    Parameters
    ----------
    book
        The figures of the catalog.
    claim
        Figure to read.

    Returns
    -------
    tuple of Reading
        In the order of :func:`readings`, those that imply nothing left out.
    """
    found = readings(book, claim)
    if claim.basis != "ambiguous":
        bases = {claim.basis} | {item.basis for item in book.figures.values() if _same_figure(item, claim)}
        found = tuple(reading for reading in found if reading.basis in bases)
    if not claim.subjects <= set(book.catalog.sites.index):
        found = tuple(replace(item, implied=_without_room(item.implied), areas=()) for item in found)
    return tuple(reading for reading in found if reading.implied)


def worked(claim: Figure, basis: str, given: Assumptions) -> tuple[tuple[Implied, ...], Phrase | None]:
    """Return what a claim implies, with the arithmetic from the figure as written, and what its hedge makes of it.

    "Nearly 800,000" is reckoned as 800,000: that the results are upper bounds is said behind. The intervals keep
    the hedge.

    Parameters
    ----------
    claim
        Tonnage in t.
    basis
        What it is read as: ``ore``, ``element`` or ``oxide``.
    given
        Grade, factor, density and depth.

    Returns
    -------
    tuple
        Implied values, and a sentence on what the hedge makes of them, None where it makes nothing.
    """
    hedged = imply(claim.written, basis, given, claim.value)
    if claim.qualifier not in DOWNWARD:
        return hedged, None
    plain = {item.kind: item for item in imply(point(claim.stated), basis, given)}
    both = any(not item.interval.is_point and item.kind != "side" for item in plain.values())
    said: Text = (
        N_("“{hedge}” makes both ends upper bounds.") if both else N_("“{hedge}” makes each result an upper bound.")
    )
    implied = tuple(replace(item, step=plain[item.kind].step) for item in hedged)
    return implied, phrase(said, hedge=phrase(claim.qualifier)) if implied else None


def average_grade(book: Ledger, claim: Figure) -> Grade | None:
    """Return the average grade that goes with a tonnage: of the same subject, best of the same statement.

    Only a grade stated as an average counts. A highest grade of samples and a lowest grade of a zone bound it, where
    the same statement gives them for a set that holds the subject.

    Parameters
    ----------
    book
        The figures of the catalog.
    claim
        Tonnage that the grade is wanted for.

    Returns
    -------
    Grade or None
        None where no average is stated for the subject.
    """
    mine = [item for item in book.grades if item.subjects == claim.subjects and item.grade_kind == "average"]
    averages = [item for item in mine if _of_kind(item, claim)]
    if not averages:
        return None

    def preference(item: Figure) -> tuple[object, ...]:
        # The grade of the same part was meant for this tonnage, and that of the same statement; next best is one of the
        # same material, then one that says of what it is a grade; after that the best wording.
        other_part, other_statement = item.scope.casefold() != claim.scope.casefold(), item.root != claim.root
        other_substance = item.substance != claim.substance
        return (other_part, other_statement, other_substance, item.basis == "ambiguous", item.rank_as_wording)

    best = min(averages, key=preference)
    bounds = [item for item in book.grades if _bounds(item, best)]
    interval, allowing, used = best.written, best.value, []
    for item in bounds:
        # A bound that excludes the average is a contradiction of its own and narrows nothing.
        narrower, looser = interval.meet(item.written), allowing.meet(item.value)
        if narrower is not None and looser is not None and narrower != interval:
            interval, allowing = narrower, looser
            used.append(item.claim_id)
    basis = "oxide" if best.basis == "oxide" else "element"
    return Grade(interval, allowing, basis, best.claim_id, tuple(used), best.root == claim.root)


def stated_depth(book: Ledger, claim: Figure) -> Fraction | None:
    """Return the depth that is stated for a figure's subject, best by the same statement.

    Parameters
    ----------
    book
        The figures of the catalog.
    claim
        Figure of any quantity.

    Returns
    -------
    Fraction or None
        The depth in metres; None where none is stated.
    """
    depths = [item for item in book.of(claim.subjects) if item.measurand == ESTIMATED_DEPTH]
    # The depth of the same statement was meant for this tonnage; after that the best wording.
    best = min(depths, key=lambda item: (item.root != claim.root, item.rank_as_wording), default=None)
    return None if best is None else best.stated


def _of_kind(grade: Figure, claim: Figure) -> bool:
    """Whether a grade is one of the claim's material; open names ("rare metals") take the grade of the subject."""
    open_name = not (grade.members and claim.members)
    return grade.substance == claim.substance or (open_name and claim.substance != "")


def _bounds(item: Figure, average: Figure) -> bool:
    if item.grade_kind not in ("max_sample", "minimum_of_zone") or item.root != average.root:
        return False
    return average.subjects <= item.subjects and item.substance == average.substance and item.basis == average.basis


def _reading(book: Ledger, claim: Figure, basis: str, given: Assumptions) -> Reading:
    implied, hedge = worked(claim, basis, given)
    area = next((item.interval for item in implied if item.kind == "area"), None)
    return Reading(
        claim_id=claim.claim_id,
        basis=basis,
        stated=claim.basis == basis,
        implied=implied,
        grade=given.grade,
        areas=() if area is None else tuple(_area_checks(book, claim, area)),
        remarks=tuple(_remarks(book, claim, given.grade)),
        hedge=hedge,
    )


def _same_figure(item: Figure, claim: Figure) -> bool:
    alike = (item.quantity, item.unit, item.subjects, item.stated) == (
        claim.quantity,
        claim.unit,
        claim.subjects,
        claim.stated,
    )
    return alike and item.review != "hide" and (item.members == claim.members or _of_kind(item, claim))


def _without_room(implied: Iterable[Implied]) -> tuple[Implied, ...]:
    return tuple(item for item in implied if item.kind not in ("volume", "area", "side"))


def _remarks(book: Ledger, claim: Figure, grade: Grade | None) -> Iterable[Phrase]:
    if grade is None:
        said: Text = N_(
            "No average grade is stated for {subject}: rock and metal cannot be worked out from each other."
        )
        yield phrase(said, subject=claim.label)
        return
    for claim_id in grade.bounds:
        bound = book.figures[claim_id]
        yield phrase("The average is bounded by {amount} ({material}).", amount=bound.amount, material=bound.material)
    if not grade.same_statement:
        yield phrase("The average grade comes from another statement than the tonnage.")


def _area_checks(book: Ledger, claim: Figure, needed: Interval) -> Iterable[AreaCheck]:
    """Set the area needed against the areas stated for the subject and for its parts."""
    inner = {part for site in claim.subjects for part in book.catalog.parts.get(site, ())}
    seen: set[tuple[frozenset[str], Fraction]] = set()
    for item in book.figures.values():
        about = item.subjects <= claim.subjects or item.subjects <= inner
        if item.quantity == "area" and about and item.review != "hide" and (item.subjects, item.stated) not in seen:
            seen.add((item.subjects, item.stated))
            yield _area_check(item, needed)


def _area_check(item: Figure, needed: Interval) -> AreaCheck:
    outcome: Outcome = "undetermined"
    said: Text = N_("{area} against {stated} ({what}): at least {share} of it.")
    if not needed.low:
        said = N_("{area} against {stated} ({what}): at most {share} of it.")
    if needed.at_most(item.value):
        outcome, said = "consistent", N_("{area} fits into {stated} ({what}): it takes {share} of it.")
    elif item.value.is_below(needed):
        outcome, said = "inconsistent", N_("{area} does not fit into {stated} ({what}): it is {times} times as large.")
    bound = needed.low if needed.low > 0 or needed.is_point else needed.high
    share = Fraction(bound) / item.stated
    words: dict[str, Value] = {
        "area": span(needed, "km2"),
        "stated": with_unit(item.stated, "km2"),
        "what": phrase("{material} of {label}", material=item.material, label=item.label)
        if item.material
        else item.label,
        "share": phrase("{number} %", number=number(share * 100, 2)),
        "times": times(share),
    }
    return AreaCheck(item.claim_id, outcome, share, Phrase(said, words))
