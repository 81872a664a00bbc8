"""One figure given for several materials: the same tonnes as ore in one document and as metal in another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from geo.claims.derivations import bases_apart
from geo.claims.figure import Figure, basis_words
from geo.claims.intervals import End
from geo.claims.ledger import Ledger
from geo.claims.sentences import Phrase, Value, listed, phrase, times, with_unit
from geo.language.codes import RARE_EARTHS
from geo.language.translation import N_


@dataclass(frozen=True)
class Split:
    """One figure that some sources give for one material and some for another, or leave open.

    Attributes
    ----------
    stated
        The figure without its hedge, in ``unit``.
    unit
        Unit used inside: t.
    claims
        Claim ids by basis.
    factor
        How many times the readings differ, at the least.
    sentence
        The finding in words.
    """

    stated: Fraction
    unit: str
    claims: Mapping[str, tuple[str, ...]]
    factor: End
    sentence: Phrase


def splits(book: Ledger, members: Sequence[Figure]) -> Iterable[Split]:
    """Find each figure that is given for two materials or more.

    Parameters
    ----------
    book
        The figures of the catalog.
    members
        Tonnages of one subject and material group.

    Yields
    ------
    Split
        In the order in which the figures first appear.
    """
    same: dict[Fraction, list[Figure]] = defaultdict(list)
    for item in members:
        if not item.covers_part:
            same[item.stated].append(item)
    for stated, items in same.items():
        bases = {item.basis for item in items} - {"ambiguous"}
        split = _split(book, stated, items) if len(bases) > 1 else None
        if split is not None:
            yield split


def _split(book: Ledger, stated: Fraction, items: Sequence[Figure]) -> Split | None:
    by_basis: dict[str, list[str]] = defaultdict(list)
    for item in sorted(items, key=lambda item: item.rank_as_wording):
        by_basis[item.basis].append(item.claim_id)
    first = min((item for item in items if item.basis != "ambiguous"), key=lambda item: item.rank_as_wording)
    factor = _factor_of_bases(book, first, by_basis)
    if factor is None:
        return None
    named = [basis_words(basis, first.oxide) for basis in by_basis if basis != "ambiguous"]
    said = N_("the same {amount} is given as tonnes of {bases}: the readings differ by a factor of {factor}")
    both = (
        phrase("{a} by some and of {b} by others", a=named[0], b=named[1]) if len(named) == 2 else listed(named, ", ")
    )
    shown: dict[str, Value] = {
        "amount": with_unit(stated, first.unit),
        "bases": both,
        "factor": times(factor),
    }
    claims = {basis: tuple(ids) for basis, ids in by_basis.items()}
    return Split(stated, first.unit, claims, factor, Phrase(said, shown))


def _factor_of_bases(book: Ledger, claim: Figure, bases: Iterable[str]) -> End | None:
    """Return how far the readings lie apart: by the grade where one is ore, else by the oxide factor."""
    if "ore" in bases:
        return bases_apart(book, claim)
    factor = claim.factor or book.chemistry.factor(RARE_EARTHS)
    return factor.low
