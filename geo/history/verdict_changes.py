"""Verdicts that changed between two states of the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from geo.catalog.model import Catalog
from geo.claims import conflicts
from geo.claims.conflicts import ConflictGroup
from geo.claims.ledger import UNSAID
from geo.claims.sentences import Phrase
from geo.claims.verdicts import Verdict

ONE_STATEMENT: Final = "one statement"
"""Outcome of two claims that repeat each other, so that there is nothing to compare."""


@dataclass(frozen=True)
class Turn:
    """Hold two claims whose verdict changed.

    An outcome may also be :data:`ONE_STATEMENT`; an empty one says that the two were, or are, not compared.

    Attributes
    ----------
    a
        Id of one claim.
    b
        Id of the other claim.
    old
        Outcome before.
    new
        Outcome now.
    group
        The group of claims in which they were compared.
    sentence
        The verdict now; where there is none any more, the last one.
    """

    a: str
    b: str
    old: str
    new: str
    group: ConflictGroup
    sentence: Phrase


def turns(old: Catalog, new: Catalog) -> Iterator[Turn]:
    """Yield the pairs of claims whose verdict changed.

    Of pairs that were compared in one state only, just those that contradict are told: every new claim is compared with
    many others, and what agrees with them is no news.

    Parameters
    ----------
    old
        The earlier state.
    new
        The later state.

    Yields
    ------
    Turn
        Pairs of the new state, then pairs that are not compared any more.
    """
    before, after = _book(_completed(old, new)), _book(_completed(new, old))
    for pair, now in after.verdicts.items():
        outcome = before.outcome(now.a, now.b)
        compared = outcome not in ("", ONE_STATEMENT)
        if outcome != now.outcome and (compared or now.outcome == "inconsistent"):
            yield Turn(now.a, now.b, outcome, now.outcome, after.groups[pair], now.sentence)
    for pair, gone in before.verdicts.items():
        outcome = after.outcome(gone.a, gone.b)
        if gone.outcome == "inconsistent" and outcome in ("", ONE_STATEMENT):
            yield Turn(gone.a, gone.b, gone.outcome, outcome, before.groups[pair], gone.sentence)


@dataclass(frozen=True)
class _Book:
    """All verdicts of one state, to look up by any two claims."""

    verdicts: Mapping[frozenset[str], Verdict]
    groups: Mapping[frozenset[str], ConflictGroup]
    speaker: Mapping[str, str]

    def outcome(self, a: str, b: str) -> str:
        """Return the outcome for two claims, or for the statements they belong to; empty where there is none."""
        speakers = [self.speaker.get(item, item) for item in (a, b)]
        found = self.verdicts.get(frozenset((a, b))) or self.verdicts.get(frozenset(speakers))
        if found is not None:
            return found.outcome
        return ONE_STATEMENT if speakers[0] == speakers[1] else ""


def _completed(catalog: Catalog, other: Catalog) -> Catalog:
    """Return a state with the columns that only the other one has, filled for the claims that both have.

    A column that is new says of an old claim what was true of it before too: it turns no verdict.
    """
    missing = [column for column in UNSAID if column not in catalog.claims and column in other.claims]
    if not missing:
        return catalog
    said = {column: other.claims[column].to_dict() for column in missing}
    filled = {
        column: [values.get(claim, UNSAID[column]) for claim in catalog.claims.index] for column, values in said.items()
    }
    frames = {"category_codes": other.frames.get("category_codes"), **catalog.frames}
    known = {name: frame for name, frame in frames.items() if frame is not None}
    return replace(catalog, frames=known | {"claims": catalog.claims.assign(**filled)})


def _book(catalog: Catalog) -> _Book:
    verdicts, groups, speaker = {}, {}, {}
    for group in conflicts.groups(catalog):
        for statement in group.statements:
            speaker.update(dict.fromkeys((claim.claim_id for claim in statement.claims), statement.figure.claim_id))
        for verdict in (*group.drift, *group.verdicts):
            pair = frozenset((verdict.a, verdict.b))
            verdicts[pair], groups[pair] = verdict, group
    return _Book(verdicts, groups, speaker)
