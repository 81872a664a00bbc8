"""Sums of claims, where a sum means anything, and the reason where it does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from itertools import combinations
from typing import Final

from geo.claims.comparability import Reason, is_within
from geo.claims.figure import Figure, basis_words
from geo.claims.intervals import Interval
from geo.claims.sentences import Phrase, Value, listed, phrase, span
from geo.language.translation import N_, Text


@dataclass(frozen=True)
class Refusal:
    """A reason why some figures must not be added up.

    Attributes
    ----------
    reason
        Its kind, for programs.
    sentence
        The reason in words, for people.
    """

    reason: Reason
    sentence: Phrase


@dataclass(frozen=True)
class Total:
    """A sum of figures.

    Attributes
    ----------
    interval
        The sum, in the unit of the parts; allows for the rounding of each part.
    figure
        The sum as a figure that can be compared like any other; its id joins those of its parts ("C1+C2").
    claim_ids
        Ids of the parts, in their order.
    step
        The addition in words.
    """

    interval: Interval
    figure: Figure
    claim_ids: tuple[str, ...]
    step: Phrase


def total(claims: Sequence[Figure], *, substance: str = "", members: frozenset[str] = frozenset()) -> Total | Refusal:
    """Add tonnages up, or say why not.

    Allowed are figures of one material and different places, none inside another, and figures of one place and
    materials that do not overlap, all rare earths. Basis and category must be the same.

    Parameters
    ----------
    claims
        Figures to add, at least one.
    substance
        What the sum is a sum of, where the parts are different materials ("REE" for lanthanides and yttrium); by
        default the parts' names joined.
    members
        Symbols of the elements of ``substance``; by default those of all parts.

    Returns
    -------
    Total or Refusal
        The sum, or the first reason against it.

    Raises
    ------
    ValueError
        If there is nothing to add.
    """
    if not claims:
        raise ValueError("nothing to add up")
    for a, b in combinations(claims, 2):
        for test in _TESTS:
            refusal = test(a, b)
            if refusal is not None:
                return refusal
    return _sum(claims, substance, members)


def _sum(claims: Sequence[Figure], substance: str, members: frozenset[str]) -> Total:
    first = claims[0]
    materials = list(dict.fromkeys(item.substance for item in claims))
    ids = tuple(item.claim_id for item in claims)
    value = reduce(Interval.__add__, (item.value for item in claims))
    written = reduce(Interval.__add__, (item.written for item in claims))
    joined = replace(
        first,
        claim_id="+".join(ids),
        subjects=frozenset().union(*(item.subjects for item in claims)),
        label=" + ".join(dict.fromkeys(item.label for item in claims)),
        value=value,
        written=written,
        stated=sum((item.stated for item in claims), Fraction(0)),
        half_digit=sum((item.half_digit for item in claims), Fraction(0)),
        substance=substance or "+".join(materials),
        material=" + ".join(dict.fromkeys(item.material for item in claims)),
        members=members or frozenset().union(*(item.members for item in claims)),
        factor=first.factor if len(materials) == 1 else None,
        containers=frozenset.intersection(*(item.containers for item in claims)),
        amount=span(written, first.unit),
        upstream="",
    )
    named = (item.described() if len(materials) > 1 else phrase("{amount}", amount=item.amount) for item in claims)
    parts = listed(named, " + ")
    return Total(value, joined, ids, phrase("{parts} = {total}", parts=parts, total=span(written, first.unit)))


def _quantity(a: Figure, b: Figure) -> Refusal | None:
    if a.quantity == b.quantity == "tonnage" and a.unit == b.unit:
        return None
    return Refusal("quantity", phrase("Only tonnages are added up, not {a} and {b}.", a=a.amount, b=b.amount))


def _basis(a: Figure, b: Figure) -> Refusal | None:
    if a.basis == b.basis != "ambiguous":
        return None
    words: Mapping[str, Value] = {"a": basis_words(a.basis, a.oxide), "b": basis_words(b.basis, b.oxide)}
    return Refusal("basis", Phrase("Tonnes of different bases are not added up: {a}, {b}.", words))


def _scope(a: Figure, b: Figure) -> Refusal | None:
    for part, whole in ((a, b), (b, a)):
        if is_within(part, whole):
            nested: Text = N_("{part} is part of {whole}: the sum would count it twice.")
            return Refusal("scope", phrase(nested, part=part.label, whole=whole.label))
    if a.subjects & b.subjects and a.subjects != b.subjects:
        overlap: Text = N_("{a} and {b} overlap: the sum would count the same place twice.")
        return Refusal("scope", phrase(overlap, a=a.label, b=b.label))
    if (a.scope_kind, a.scope) != (b.scope_kind, b.scope):
        scopes = {"a": a.scope or phrase("the whole"), "b": b.scope or phrase("the whole")}
        return Refusal("scope", Phrase("One covers {a}, the other {b}.", scopes))
    return None


def _category(a: Figure, b: Figure) -> Refusal | None:
    by_one_code = a.system == b.system and a.codes == b.codes
    if (a.grade_low, a.grade_high) == (b.grade_low, b.grade_high) and (by_one_code or not (a.system and b.system)):
        return None
    said = phrase(
        "Figures of different categories are not added up: {a}, {b}.", a=_category_words(a), b=_category_words(b)
    )
    return Refusal("category", said)


def _category_words(item: Figure) -> Value:
    return item.category or phrase("none stated")


def _substance(a: Figure, b: Figure) -> Refusal | None:
    if a.subjects != b.subjects:
        same = a.substance == b.substance
    else:
        parts = a.members and b.members and a.members.isdisjoint(b.members)
        same = bool(parts and a.is_rare_earth and b.is_rare_earth)
    if same:
        return None
    if a.subjects == b.subjects and a.substance == b.substance:
        said = phrase(
            "{a} and {b} speak of the same thing: they are two figures of it, not parts.", a=a.amount, b=b.amount
        )
        return Refusal("substance", said)
    materials = phrase("Different materials are not added up: {a}, {b}.", a=a.material, b=b.material)
    return Refusal("substance", materials)


# Scope before basis: to count a place twice is the worse fault, and only the first refusal is shown.
_TESTS: Final[tuple[Callable[[Figure, Figure], Refusal | None], ...]] = (
    _quantity,
    _scope,
    _basis,
    _category,
    _substance,
)
