"""Claim families: all claims that descend from one first statement, who copied whom, and what changed on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, TypeAlias

import pandas

from geo.catalog import tables
from geo.catalog.caching import cached_on_owner
from geo.catalog.model import Catalog, View, records
from geo.catalog.subjects import subjects
from geo.claims.drift import Change, Claim, drift, last_day
from geo.claims.figures import ledger
from geo.errors import UnknownIdError
from geo.language import wording
from geo.language.translation import Forms, counted, spoken
from geo.language.wording import Say

_SAID: Final[Forms] = ("said by {number} source, 1 origin", "said by {number} sources, 1 origin")
_NEAR_ENOUGH: Final = "press-citing-primary"
"""Tiers up to this one rest on the statement itself; later ones copy."""

When: TypeAlias = tuple[str, int]
"""The last day that a date allows, and a step below zero for a document that an earlier one copies."""


@dataclass(frozen=True, eq=False)
class Node:
    """A claim of a family, or the first statement itself (then ``claim`` is None).

    ``when`` orders the nodes: the last day that the date allows, or the day of an earlier copy.
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
        """Return what the node says: its statement, or its claim's subject and figure."""
        if self.claim is None:
            return self.statement
        return f"{spoken(self.claim['subject_label'], say)}: {wording.figure(self.claim, say)}"

    def dated(self, say: Say = str) -> str:
        """Return the date in words, as precise as it is known."""
        return wording.date(self.date, say) if self.date else say("no date")


@dataclass(frozen=True)
class Edge:
    """Who repeats whom.

    ``stated`` says that the data name the claim copied; else the claim hangs on the first statement and is
    ``compared`` with the family's best wording of the same figure. ``compared`` is empty for that wording itself.
    """

    upstream: str
    copy: str
    stated: bool
    compared: str
    changes: tuple[Change, ...]

    def words(self, say: Say = str) -> str:
        """Return what changed, in a sentence."""
        if not self.compared:
            return say("best wording of this figure")
        return "; ".join(change.sentence.text(say) for change in self.changes) or say("nothing")


@dataclass(frozen=True, eq=False)
class Family:
    """The first statement and all that descends from it; ``nodes`` by date, the origin first."""

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
        """Return how many sources there are to the one origin."""
        return counted(_SAID, len(self.sources), say)

    def best(self, claim_id: str) -> str:
        """Return the claim that words best what a member says."""
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
        """Return the part of the family that says what one of its claims says."""
        kept = {self.origin.node_id, *self.strands[self.best(claim_id)]}
        nodes = tuple(node for node in self.nodes if node.node_id in kept)
        return replace(self, nodes=nodes, edges=tuple(edge for edge in self.edges if edge.copy in kept))


def keys(catalog: Catalog) -> tuple[str, ...]:
    """Return the ids of all families, most claims first: roots, and claims without a root that others copy."""
    counted = {str(root): len(ids) for root, ids in _rooted(catalog).items()}
    return tuple(sorted(counted, key=lambda key: (-counted[key], key)))


def of_claim(catalog: Catalog, claim_id: str) -> str | None:
    """Return the id of the family that a claim belongs to; None for a claim that stands alone."""
    return next((key for key, ids in _rooted(catalog).items() if claim_id in ids), None)


@cached_on_owner
def touched(view: View) -> tuple[str, ...]:
    """Return the families that the claims of a view belong to, most claims first."""
    found = {of_claim(view.catalog, str(claim)) for claim in view.claims.index}
    return tuple(key for key in keys(view.catalog) if key in found)


@cached_on_owner
def family(catalog: Catalog, key: str) -> Family:
    """Return a family.

    Parameters
    ----------
    catalog
        The data.
    key
        Id of a root, or of a claim without a root that others copy: one of :func:`keys`.

    Raises
    ------
    UnknownIdError
        If there is no such family.
    """
    if key not in _rooted(catalog):
        raise UnknownIdError(f"{key!r} is neither the id of a root with claims nor of a claim that others copy")
    found = records(catalog.claims.loc[list(_rooted(catalog)[key])])
    rows = {str(row["claim_id"]): {**row, "subject_label": subjects(catalog)[row["claim_id"]]} for row in found}
    days = _days(catalog, rows.values())
    names = tables.source_names(catalog.sources)
    members = [_node(catalog, row, str(names[row["source_id"]]), days) for row in rows.values()]
    origin = _origin(catalog, key) if key in catalog.roots.index else None
    nodes = sorted(members, key=lambda node: (node.node_id != key, node.when, node.who, node.node_id))
    edges = [_edge(catalog, row, rows, key) for row in rows.values() if row["claim_id"] != key]
    return Family(key, tuple([origin, *nodes] if origin else nodes), tuple(edges))


def preference(catalog: Catalog, claim: Claim) -> tuple[Any, ...]:
    """Return a sort key, best worded first: mere copyists last, else as ``Figure.rank_as_wording`` has it."""
    figure = ledger(catalog).figure(str(claim["claim_id"]))
    tiers = list(catalog.schema.labels("sources", "tier"))
    return (figure.tier > tiers.index(_NEAR_ENOUGH), figure.rank_as_wording)


def counts(catalog: Catalog, claim_ids: Iterable[str]) -> tuple[int, int]:
    """Return how many sources carry the claims, and how many origins they have; a claim alone is its own origin."""
    ids = list(dict.fromkeys(claim_ids))
    origins = {of_claim(catalog, claim) or claim for claim in ids}
    return len(set(catalog.claims.loc[ids, "source_id"])), len(origins)


def table(catalog: Catalog, shown: Family, say: Say = str) -> pandas.DataFrame:
    """Return a family as a table by node id: what the drawing shows, for reading aloud."""
    names = {node.node_id: node for node in shown.nodes}
    tiers = catalog.schema.labels("sources", "tier")
    edges = [shown.upstream.get(node.node_id) for node in shown.nodes]
    return pandas.DataFrame(
        {
            say("Date"): [node.dated(say) for node in shown.nodes],
            say("Source"): [node.who for node in shown.nodes],
            say("Tier"): [say(tiers.get(node.tier, "First statement")) for node in shown.nodes],
            say("Says"): [node.says(say) for node in shown.nodes],
            say("Copied from"): [_copied(edge, names, say) for edge in edges],
            say("What changed"): [edge.words(say) if edge else "" for edge in edges],
        },
        index=list(names),
    )


def _copied(edge: Edge | None, nodes: Mapping[str, Node], say: Say) -> str:
    if edge is None:
        return say("nobody known")
    upstream = nodes[edge.upstream]
    return say("the first statement") if upstream.claim is None else f"{upstream.who} ({upstream.node_id})"


@cached_on_owner
def _rooted(catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    """Ids of the claims of each family."""
    claims = catalog.claims
    found = {str(key): tuple(rows.index) for key, rows in claims[claims["root_id"] != ""].groupby("root_id")}
    alone = claims[claims["root_id"] == ""]
    upstream = {str(claim): str(above) for claim, above in alone["upstream_claim_id"].items() if above in alone.index}
    chains: dict[str, list[str]] = {}
    for claim in alone.index:
        chains.setdefault(_top(str(claim), upstream), []).append(str(claim))
    return found | {top: tuple(ids) for top, ids in chains.items() if len(ids) > 1}


def _top(claim: str, upstream: Mapping[str, str]) -> str:
    """Return the uppermost claim; where claims name each other in a ring, the lowest id of the ring."""
    seen: list[str] = []
    while claim in upstream and claim not in seen:
        seen.append(claim)
        claim = upstream[claim]
    return min(seen[seen.index(claim) :]) if claim in seen else claim


def _origin(catalog: Catalog, root_id: str) -> Node:
    root = catalog.roots.loc[root_id]
    words = {name: str(root[name]) for name in ("statement", "by", "date", "date_precision")}
    return Node(root_id, None, words["statement"], words["by"], words["date"], words["date_precision"], "", ("", 0))


def _node(catalog: Catalog, row: Claim, who: str, days: Mapping[str, When]) -> Node:
    source = catalog.sources.loc[row["source_id"]]
    return Node(
        node_id=str(row["claim_id"]),
        claim=row,
        statement=str(row["paraphrase"]),
        who=who,
        date=str(row["source_date"]),
        precision=str(source["date_precision"]),
        tier=str(source["tier"]),
        when=days[str(row["source_id"])],
    )


def _days(catalog: Catalog, rows: Iterable[Claim]) -> Mapping[str, When]:
    """Return when each document can be of at the latest: by its date, or just before the first copy of it."""
    of_claim = dict(catalog.claims["source_id"])
    days = {str(row["source_id"]): (last_day(str(row["source_date"])), 0) for row in rows}
    pairs = [(str(of_claim.get(row["upstream_claim_id"])), str(row["source_id"])) for row in rows]
    copies = [(above, below) for above, below in pairs if above in days and above != below]
    for _ in copies:
        for above, below in copies:
            day, step = days[below]
            days[above] = min(days[above], (day, step - 1))
    return days


def _edge(catalog: Catalog, row: Claim, rows: Mapping[str, Claim], key: str) -> Edge:
    claim_id, above = str(row["claim_id"]), str(row["upstream_claim_id"])
    if above in rows and not _loops(claim_id, rows):
        return Edge(above, claim_id, True, above, drift(catalog, rows[above], row))
    best = _compared(catalog, row, rows.values())
    changes = drift(catalog, best, row) if best else ()
    return Edge(key, claim_id, False, str(best["claim_id"]) if best else "", changes)


def _loops(claim_id: str, rows: Mapping[str, Claim]) -> bool:
    claim, steps = claim_id, 0
    while claim in rows and steps <= len(rows):
        claim, steps = str(rows[claim]["upstream_claim_id"]), steps + 1
    return steps > len(rows)


def _compared(catalog: Catalog, row: Claim, rows: Iterable[Claim]) -> Claim | None:
    """Return the best-worded claim of another document that says what this one says; None if this is the best.

    Another figure of the same thing counts only if no document near the statement has this one: a minister who
    names two figures makes two statements.
    """
    others = [other for other in rows if not other["upstream_claim_id"] and other["source_id"] != row["source_id"]]
    matched = [(preference(catalog, other), _likeness(row, other), other) for other in others]
    stated = any(alike in (1, 2) and not far for (far, _), alike, _ in matched)
    order = preference(catalog, row)
    better = [
        (other_order[0], alike, other_order, other)
        for other_order, alike, other in matched
        if (alike in (1, 2) or (alike and not stated)) and other_order < order
    ]
    return min(better, key=lambda item: item[:3])[-1] if better else None


def _likeness(row: Claim, other: Claim) -> int:
    """Return how two claims speak of one thing; 0 where they do not.

    1 is the same figure of the same subject, 2 the same figure of another, 3 another figure of the same thing.
    """
    same = {name: row[name] == other[name] for name in ("quantity", "unit_si", "subject_ids", "grade_kind")}
    if not (same["quantity"] and same["unit_si"]):
        return 0
    if row["value_si"] == other["value_si"]:
        return 1 if same["subject_ids"] and same["grade_kind"] else 2
    alike = same["subject_ids"] and same["grade_kind"] and row["substance"] == other["substance"]
    return 3 if alike and (row["quantity"] == "tonnage" or _said_of(row) == _said_of(other)) else 0


def _said_of(row: Claim) -> Sequence[str]:
    return sorted(set(re.findall(r"\w+", str(row["material_as_written"]).lower())))
