"""Group claims by origin; the best-worded claim represents each group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from geo.claims.figure import Figure
from geo.claims.sentences import Words, numbered, phrase
from geo.language.translation import NN_, Forms

_REPEATED: Final[Forms] = NN_(
    "one origin; repeated by {number} document",
    "one origin; repeated by {number} documents",
)
_CHANGED: Final[Forms] = NN_(
    "one origin; repeated by {number} document, {same} as it stands, {changed} changed",
    "one origin; repeated by {number} documents, {same} as it stands, {changed} changed",
)


@dataclass(frozen=True)
class Statement:
    """What one origin says: its best-worded claim, and all claims that repeat the figure.

    Two claims of one origin are one statement where they print the same figure or one is copied from the other.

    Attributes
    ----------
    figure
        The best-worded claim.
    claims
        All claims, the best-worded first.
    stray
        Claim id of the figure that most copies of this origin print, where this one stands in a single document.
    """

    figure: Figure
    claims: tuple[Figure, ...]
    stray: str = ""

    @property
    def root(self) -> str:
        """Id of the first statement; ``source:`` and the document where none is established."""
        return self.figure.root

    @property
    def sources(self) -> tuple[str, ...]:
        """Documents that print it, the best-worded first."""
        return tuple(dict.fromkeys(item.source_id for item in self.claims))

    @property
    def said_by(self) -> Words:
        """How often it is repeated, and how often so changed that another figure, bound or material is said."""
        count, same = len(self.sources), len(self.faithful)
        if count == 1:
            return phrase("said by 1 source")
        if same == count:
            return numbered(_REPEATED, count)
        return numbered(_CHANGED, count, same=str(same), changed=str(count - same))

    @property
    def faithful(self) -> tuple[str, ...]:
        """Documents that print it as it stands: the same qualifier, basis and figure."""
        mine = _as_printed(self.figure)
        return tuple(dict.fromkeys(item.source_id for item in self.claims if _as_printed(item) == mine))


def statements(figures: Iterable[Figure]) -> tuple[Statement, ...]:
    """Put claims that repeat one another together.

    Parameters
    ----------
    figures
        Figures of one subject and quantity, in any order.

    Returns
    -------
    tuple of Statement
        The best-worded statement first, and in each the best-worded claim first.
    """
    clusters: list[list[Figure]] = []
    for item in figures:
        near = [cluster for cluster in clusters if any(_repeats(item, other) for other in cluster)]
        merged = [item, *(other for cluster in near for other in cluster)]
        clusters = [cluster for cluster in clusters if cluster not in near] + [merged]
    # The best-worded claim of a cluster represents it, and the best-worded statement its subject: both come first.
    ordered = (tuple(sorted(cluster, key=lambda item: item.rank_as_wording)) for cluster in clusters)
    found = [Statement(cluster[0], cluster) for cluster in ordered]
    found = [replace(statement, stray=_stray(statement, found)) for statement in found]
    return tuple(sorted(found, key=lambda statement: statement.figure.rank_as_wording))


def _stray(statement: Statement, others: Sequence[Statement]) -> str:
    """Return the figure that most copies print, if this document alone prints another."""
    # One document against two or more of the same origin: then the single one has most likely misprinted it. Of
    # two single ones neither is the slip. Only figures of one basis are rivals, an ambiguous one being of any.
    mine = statement.figure
    rivals = [
        other
        for other in others
        if other is not statement
        and other.root == mine.root
        and (mine.basis == other.figure.basis or "ambiguous" in (mine.basis, other.figure.basis))
    ]
    main = max(rivals, key=lambda other: len(other.sources), default=None)
    if main is None or len(statement.sources) > 1 or len(main.sources) < 2:
        return ""
    return main.figure.claim_id


def _as_printed(item: Figure) -> tuple[object, ...]:
    return (item.qualifier, item.basis, item.stated)


def _repeats(a: Figure, b: Figure) -> bool:
    copied = a.upstream == b.claim_id or b.upstream == a.claim_id
    return copied or (a.root == b.root and a.stated == b.stated and not _says_otherwise(a, b))


def _says_otherwise(a: Figure, b: Figure) -> bool:
    """Whether both say of which part, class, date or thing they are, and not the same; a copy may leave that out."""
    if (a.measurand, a.cumulative) != (b.measurand, b.cumulative):
        return True
    if a.as_of and b.as_of and a.as_of.is_apart(b.as_of):
        return True
    sides = ((a.scope.casefold(), b.scope.casefold()), (a.codes, b.codes), (a.edition, b.edition))
    return any(mine and other and mine != other for mine, other in sides)
