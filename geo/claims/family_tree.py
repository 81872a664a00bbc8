"""A family of claims as a tree: the first statement, the claims that descend from it, and what each copy changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, TypeAlias

from geo.claims.drift import Change, Claim
from geo.language import wording
from geo.language.translation import NN_, Forms, Say, counted, spoken

_SAID: Final[Forms] = NN_("said by {number} source, 1 origin", "said by {number} sources, 1 origin")
When: TypeAlias = tuple[str, int]
"""The last day that a date allows, and a step below zero for a document that an earlier one copies."""


@dataclass(frozen=True, eq=False)
class Node:
    """A claim of a family, or the first statement itself.

    Attributes
    ----------
    node_id
        Id of the claim, or of the root.
    claim
        Row of claims.csv with ``subject_label`` as a name; None for the first statement.
    statement
        What is said, in one sentence.
    who
        Publisher and year of the document, or who made the first statement.
    date
        Date as in the data, with its precision; empty where unknown.
    precision
        ``day``, ``month``, ``year``, ``range`` or ``unknown``.
    tier
        Tier of the document, as in sources.csv; empty for the first statement.
    when
        Order of the nodes: the last day that the date allows, or the day of an earlier copy.
    """

    node_id: str
    claim: Claim | None
    statement: str
    who: str
    date: str
    precision: str
    tier: str
    when: When

    def says(self, say: Say = str) -> str:
        """Return what the node says: its statement, or its claim's subject and figure.

        Parameters
        ----------
        say
            Translates our phrases; writes numbers and dates as the language does.

        Returns
        -------
        str
            The first statement as it is; of a claim, its subject and figure.
        """
        if self.claim is None:
            return self.statement
        return f"{spoken(self.claim['subject_label'], say)}: {wording.figure(self.claim, say)}"

    def dated(self, say: Say = str) -> str:
        """Return the date in words, as precise as it is known.

        Parameters
        ----------
        say
            Translates our phrases; writes numbers and dates as the language does.

        Returns
        -------
        str
            As precise as it is known; a phrase where it is not.
        """
        return wording.date(self.date, say) if self.date else say("no date")


@dataclass(frozen=True)
class Edge:
    """One copying: who repeats whom.

    Attributes
    ----------
    upstream
        Node id of what is copied.
    copy
        Claim id of the copy.
    stated
        Whether the data name the claim that is copied; else the copy hangs on the first statement.
    compared
        Claim id that ``changes`` starts from, the family's best wording of the figure; empty for that wording itself.
    changes
        What the copy says otherwise, in a fixed order.
    """

    upstream: str
    copy: str
    stated: bool
    compared: str
    changes: tuple[Change, ...]

    def words(self, say: Say = str) -> str:
        """Return what changed, in a sentence.

        Parameters
        ----------
        say
            Translates our phrases; writes numbers and dates as the language does.

        Returns
        -------
        str
            Changes with semicolons between them.
        """
        if not self.compared:
            return say("best wording of this figure")
        return "; ".join(change.sentence.text(say) for change in self.changes) or say("nothing")


@dataclass(frozen=True, eq=False)
class Family:
    """The first statement and all that descends from it.

    Attributes
    ----------
    key
        Id of the root, or of the claim that all others copy.
    nodes
        The first statement, then the claims by date.
    edges
        One for each claim but a first one, which has nothing above it.
    """

    key: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @property
    def origin(self) -> Node:
        """The first statement."""
        return self.nodes[0]

    @property
    def members(self) -> tuple[Node, ...]:
        """Nodes that are claims."""
        return tuple(node for node in self.nodes if node.claim is not None)

    @cached_property
    def upstream(self) -> Mapping[str, Edge]:
        """The edge that leads to each claim, by its id."""
        return {edge.copy: edge for edge in self.edges}

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the documents that carry a claim of the family, in order of their dates."""
        return tuple(dict.fromkeys(str(node.claim["source_id"]) for node in self.members if node.claim is not None))

    def said(self, say: Say = str) -> str:
        """Return how many sources there are to the one origin.

        Parameters
        ----------
        say
            Translates our phrases; writes numbers and dates as the language does.

        Returns
        -------
        str
            For example ``said by 10 sources, 1 origin``.
        """
        return counted(_SAID, len(self.sources), say)

    def best(self, claim_id: str) -> str:
        """Return the claim that words best what a member says.

        Parameters
        ----------
        claim_id
            Id of a member.

        Returns
        -------
        str
            Id of the claim; the member itself where none is better.
        """
        seen: set[str] = set()
        while claim_id in self.upstream and claim_id not in seen:
            seen.add(claim_id)
            claim_id = self.upstream[claim_id].compared or claim_id
        return claim_id

    @cached_property
    def strands(self) -> Mapping[str, tuple[str, ...]]:
        """Members that say the same thing, by the claim that words it best; the most repeated first."""
        found: dict[str, list[str]] = {}
        for node in self.members:
            found.setdefault(self.best(node.node_id), []).append(node.node_id)
        return {best: tuple(ids) for best, ids in sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))}

    def strand(self, claim_id: str) -> Family:
        """Return the part of the family that says what one of its claims says.

        Parameters
        ----------
        claim_id
            Id of a member.

        Returns
        -------
        Family
            The first statement, and the members that say what this one says.
        """
        kept = {self.origin.node_id, *self.strands[self.best(claim_id)]}
        nodes = tuple(node for node in self.nodes if node.node_id in kept)
        return replace(self, nodes=nodes, edges=tuple(edge for edge in self.edges if edge.copy in kept))
