"""Tonnages that were converted from short tons though they were tonnes: a copy that is 0.907 or 1.102 times another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from geo.catalog.model import records
from geo.claims import drift
from geo.claims.figure import Figure
from geo.claims.ledger import Ledger
from geo.claims.sentences import Phrase, Value
from geo.language.codes import MASSES
from geo.language.numbers import digits
from geo.language.translation import Numeral


def short_tons(book: Ledger) -> Iterator[tuple[tuple[str, ...], Phrase]]:
    """Find masses that are another one times 0.907 or 1.102, within rounding, and may repeat it.

    Parameters
    ----------
    book
        The figures of the catalog.

    Yields
    ------
    tuple
        Claims concerned, first the copy, and the finding in words.
    """
    rows = _masses(book)
    ranks = {claim: book.figure(claim).rank_as_wording for claim in rows}
    found: dict[str, list[tuple[str, float]]] = {}
    for pair in _related(book, list(rows)):
        # Wording is lost in copying: the worse worded of two claims is taken for the copy.
        worse, better = sorted(pair, key=ranks.__getitem__, reverse=True)
        factor = drift.short_ton_slip(rows[better], rows[worse])
        right_way = factor is not None and (factor < 1 or not _is_metric(book.figure(worse)))
        if factor is not None and right_way and _repeats(book.figure(worse), book.figure(better)):
            found.setdefault(worse, []).append((better, factor))
    for after, pairs in found.items():
        if _is_new(book, after):
            item, before = book.figure(after), book.figure(pairs[0][0])
            values: dict[str, Value] = {"label": item.label, "after": item.amount, "before": before.amount}
            values["factor"] = Numeral(digits(round(pairs[0][1], 3)))
            yield (
                (after, *(claim for claim, _ in pairs)),
                Phrase("{label}: {after} is {before} times {factor}.", values),
            )


def _related(book: Ledger, claims: Sequence[str]) -> list[tuple[str, str]]:
    """Return the pairs of which one may repeat the other, in the order of the claims: one thing, or one names another.

    To look at these alone saves a comparison of each mass with each.
    """
    places = {claim: place for place, claim in enumerate(claims)}
    alike: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for claim in claims:
        alike[_thing(book.figure(claim))].append(claim)
    pairs = {pair for group in alike.values() for pair in combinations(group, 2)}
    named = ((claim, book.figure(claim).upstream) for claim in claims if book.figure(claim).upstream in places)
    pairs |= {(one, other) if places[one] < places[other] else (other, one) for one, other in named}
    return sorted(pairs, key=lambda pair: (places[pair[0]], places[pair[1]]))


def _thing(item: Figure) -> tuple[object, ...]:
    return (item.subjects, item.quantity, item.substance)


def _is_before(one: Figure, other: Figure) -> bool:
    """Whether a document is known to be older than another, and so cannot repeat it."""
    return bool(one.date and other.date) and drift.last_day(one.date) < other.date


def _is_metric(item: Figure) -> bool:
    """Whether a figure is said to be in metric tons: whoever turns tonnes into short tons does not call them so."""
    unit = str(getattr(item.amount, "row", {}).get("unit", ""))
    return "tonne" in unit or "metric" in unit


def _repeats(copy: Figure, first: Figure) -> bool:
    """Whether a figure may be a copy of another, changed: of the statement it names, or else of one root or of none."""
    if copy.upstream:
        return copy.upstream == first.claim_id
    if _thing(copy) != _thing(first) or copy.scope != first.scope or _is_before(copy, first):
        return False
    if copy.as_of and first.as_of and copy.as_of.is_apart(first.as_of):
        return False
    # Where no first statement is known, figures of the same years may still be one figure converted.
    rootless = any(item.root.startswith("source:") for item in (copy, first))
    related = copy.root == first.root or (rootless and copy.as_of == first.as_of)
    return related and (copy.basis == first.basis or "ambiguous" in (copy.basis, first.basis))


def _is_new(book: Ledger, claim_id: str) -> bool:
    """Whether no better-worded claim of the same origin gives this figure: then it may be a slip."""
    item = book.figure(claim_id)
    related = [other for other in book.of(item.subjects) if other.root == item.root]
    better = [other for other in related if other.rank_as_wording < item.rank_as_wording]
    return all((other.quantity, other.stated) != (item.quantity, item.stated) for other in better)


def _masses(book: Ledger) -> dict[str, dict[str, Any]]:
    """Return the rows of all masses by claim, quantity by quantity."""
    claims = book.catalog.claims
    every = (row for quantity in MASSES for row in records(claims[claims["quantity"] == quantity]))
    return {str(row["claim_id"]): row for row in every}
