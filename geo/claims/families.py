"""Claim families: all claims that descend from one first statement, who copied whom, and what changed on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import pandas

from geo.catalog import tables
from geo.catalog.caching import cached_on_owner
from geo.catalog.model import Catalog, View, records
from geo.catalog.subjects import subjects
from geo.claims.drift import Claim, drift, last_day
from geo.claims.family_tree import Edge, Family, Node, When
from geo.claims.ledger import ledger
from geo.errors import UnknownIdError
from geo.language.translation import Say

_NEAR_ENOUGH: Final = "press-citing-primary"
"""Tiers up to this one rest on the statement itself; later ones copy."""


def keys(catalog: Catalog) -> tuple[str, ...]:
    """Return the ids of all families.

    Parameters
    ----------
    catalog
        The data.

    Returns
    -------
    tuple of str
        Roots, and claims without a root that others copy; most claims first.
    """
    counted = {str(root): len(ids) for root, ids in _rooted(catalog).items()}
    # The key only keeps the order of equals fixed.
    return tuple(sorted(counted, key=lambda key: (-counted[key], key)))


def of_claim(catalog: Catalog, claim_id: str) -> str | None:
    """Return the id of the family that a claim belongs to.

    Parameters
    ----------
    catalog
        The data.
    claim_id
        Id of a claim.

    Returns
    -------
    str or None
        One of :func:`keys`; None for a claim that stands alone.
    """
    return next((key for key, ids in _rooted(catalog).items() if claim_id in ids), None)


@cached_on_owner
def touched(view: View) -> tuple[str, ...]:
    """Return the families that the claims of a view belong to.

    Parameters
    ----------
    view
        The part of the data that is shown.

    Returns
    -------
    tuple of str
        Ids of families, as :func:`keys` returns them, most claims first.
    """
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

    Returns
    -------
    Family
        The same object at each call for one catalog and key.

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
    # The claim that the family is named after comes first, then the earliest document; who and id only settle ties.
    nodes = sorted(members, key=lambda node: (node.node_id != key, node.when, node.who, node.node_id))
    edges = [_edge(catalog, row, rows, key) for row in rows.values() if row["claim_id"] != key]
    return Family(key, tuple([origin, *nodes] if origin else nodes), tuple(edges))


def wording_order(catalog: Catalog, claim: Claim) -> tuple[Any, ...]:
    """Return the key by which the claims of a family are sorted, best worded first.

    Parameters
    ----------
    catalog
        The data.
    claim
        Row of claims.csv.

    Returns
    -------
    tuple
        Documents that merely copy come last; then the order of :attr:`geo.claims.figure.Figure.rank_as_wording`.
    """
    figure = ledger(catalog).figure(str(claim["claim_id"]))
    tiers = list(catalog.schema.labels("sources", "tier"))
    return (figure.tier > tiers.index(_NEAR_ENOUGH), figure.rank_as_wording)


def source_counts(catalog: Catalog, claim_ids: Iterable[str]) -> tuple[int, int]:
    """Count the sources that carry some claims, and the origins of these.

    Parameters
    ----------
    catalog
        The data.
    claim_ids
        Ids of claims; each counts once.

    Returns
    -------
    tuple of int
        Number of sources, number of origins; a claim alone is its own origin.
    """
    ids = list(dict.fromkeys(claim_ids))
    origins = {of_claim(catalog, claim) or claim for claim in ids}
    return len(set(catalog.claims.loc[ids, "source_id"])), len(origins)


def family_table(catalog: Catalog, shown: Family, say: Say = str) -> pandas.DataFrame:
    """Return a family as a table: what the drawing shows, for reading aloud.

    Parameters
    ----------
    catalog
        The data.
    shown
        The family, or a strand of it.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    pandas.DataFrame
        One row a node, by node id, in the order of the nodes.
    """
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
    """Return the latest possible date of each document: its own, or just before the first copy of it."""
    of_claim = dict(catalog.claims["source_id"])
    days = {str(row["source_id"]): (last_day(str(row["source_date"])), 0) for row in rows}
    pairs = [(str(of_claim.get(row["upstream_claim_id"])), str(row["source_id"])) for row in rows]
    copies = [(above, below) for above, below in pairs if above in days and above != below]
    for _ in copies:  # as many rounds as there are copies carry a day down the longest chain possible
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
    # A claim that names what it copies is no first wording, and a document is no copy of itself.
    others = [other for other in rows if not other["upstream_claim_id"] and other["source_id"] != row["source_id"]]
    matched = [(wording_order(catalog, other), _likeness(row, other), other) for other in others]
    stated = any(alike in (1, 2) and not far for (far, _), alike, _ in matched)
    # Only a better-worded claim can be what was copied: this also keeps the comparisons from running in a circle.
    order = wording_order(catalog, row)
    better = [
        (other_order[0], alike, other_order, other)
        for other_order, alike, other in matched
        if (alike in (1, 2) or (alike and not stated)) and other_order < order
    ]
    # A document near the statement first, then the likest figure, then the best wording.
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
