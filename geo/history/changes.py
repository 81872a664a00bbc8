"""Two states of the data, row by row and field by field, and which verdicts turned between them.

The kept history (``changes.csv``) holds enough to go back: from today's data and what changed since, the data of an
earlier version are put together again, so that no old folder is needed to say what changed in a view.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

import pandas
import shapely
from shapely.geometry import mapping

from geo.catalog import filters, versions
from geo.catalog.caching import cached_on_owner
from geo.catalog.loader import frame
from geo.catalog.model import Catalog, Selection, View, records
from geo.catalog.reader import Row
from geo.catalog.schema import Resource
from geo.catalog.selection import index, select
from geo.claims import conflicts
from geo.errors import UnknownIdError
from geo.history import verdict_changes
from geo.history.row_changes import CHANGE_KINDS, GEOMETRY, Cell, ChangeKind, RowChange, key, rows_between, text, value
from geo.history.verdict_changes import Turn

COLUMNS: Final = ("version", "table", "id", "column", "kind", "old", "new")
"""Columns of ``changes.csv``."""


@dataclass(frozen=True, eq=False)
class Difference:
    """Hold what differs between two states of the data.

    Attributes
    ----------
    old
        The earlier state.
    new
        The later state.
    rows
        Rows that differ, by table.
    turns
        Pairs of claims whose verdict changed.
    """

    old: Catalog
    new: Catalog
    rows: tuple[RowChange, ...]
    turns: tuple[Turn, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.rows or self.turns)

    @cached_property
    def counts(self) -> Mapping[str, Mapping[ChangeKind, int]]:
        """How many rows came, went and changed, by table."""
        found: dict[str, dict[ChangeKind, int]] = {}
        for row in self.rows:
            kinds = found.setdefault(row.table, dict.fromkeys(CHANGE_KINDS, 0))
            kinds[row.kind] += 1
        return found


def difference(old: Catalog, new: Catalog) -> Difference:
    """Compare two states of the data: every field of every row, then the verdicts.

    Parameters
    ----------
    old
        The earlier state.
    new
        The later state.

    Returns
    -------
    Difference
        Rows in the order of the new state, then those that are gone; tables of the history itself are left out.
    """
    tables = [name for name in dict.fromkeys([*new.frames, *old.frames]) if name not in versions.HISTORY]
    rows = tuple(change for name in tables for change in rows_between(name, old, new))
    return Difference(old, new, rows, tuple(verdict_changes.turns(old, new)) if rows else ())


def within(difference: Difference, selection: Selection, site: str = "", group: str = "") -> Difference:
    """Return the part of a difference that touches a view: what it showed before, and what it shows now.

    Parameters
    ----------
    difference
        What lies between two states.
    selection
        The filters of the view; empty for all sites.
    site, group
        Ids of the site and the group of claims that are open in it, if any; of these, what filters hide counts too.

    Returns
    -------
    Difference
        The part; the whole difference where the selection is empty.
    """
    if selection.is_empty:
        return difference
    views = [view for side in (difference.old, difference.new) if (view := _view(side, selection)) is not None]
    known = _shown(views)
    for name, ids in _opened(difference, site, group).items():
        known[name] |= ids
    return _part(difference, known)


def opened(difference: Difference, site: str = "", group: str = "") -> Difference:
    """Return the part of a difference that touches an open site or group of claims.

    Parameters
    ----------
    difference
        What differs between two states.
    site
        Id of the open site; empty if none is open.
    group
        Id of the open group of claims; empty if none is open.

    Returns
    -------
    Difference
        Rows and verdicts that they rest on, before or now.
    """
    return _part(difference, _opened(difference, site, group))


def dropped_in(catalog: Catalog, table: str, row_id: str, after: str) -> str:
    """Return the version in which a row was last removed.

    Parameters
    ----------
    catalog
        Today's data, with their kept history.
    table
        Name of the table.
    row_id
        What tells the row apart in its table.
    after
        Version; only later ones count.

    Returns
    -------
    str
        The version; empty where the history has none.
    """
    kept = records(catalog.frames["changes"]) if "changes" in catalog.frames else []
    gone = [
        row["version"]
        for row in kept
        if (row["table"], row["id"], row["kind"]) == (table, row_id, "removed")
        and versions.order(row["version"]) > versions.order(after)
    ]
    return max(gone, key=versions.order, default="")


def _part(difference: Difference, known: Mapping[str, set[str]]) -> Difference:
    rows = tuple(row for row in difference.rows if row.id in known.get(row.table, ()))
    turned = tuple(turn for turn in difference.turns if not known["claims"].isdisjoint((turn.a, turn.b)))
    return replace(difference, rows=rows, turns=turned)


@cached_on_owner
def rewound(catalog: Catalog, version: str) -> Catalog:
    """Return the data as they were in an earlier version, put together from the kept history.

    Outlines stay as they are today, and so do fields that the schema no longer has.

    Parameters
    ----------
    catalog
        Today's data, with their kept history.
    version
        The version.

    Returns
    -------
    Catalog
        The data of that version; today's own where it is today's.

    Raises
    ------
    UnknownIdError
        If the data know no such version.
    """
    if version == catalog.version:
        return catalog
    past = versions.history(catalog)
    then = next((item for item in past if item.version == version), None)
    if then is None:
        raise UnknownIdError(f"{version!r} is not a version that these data know")
    kept = records(catalog.frames["changes"]) if "changes" in catalog.frames else []
    later = [row for row in kept if versions.order(row["version"]) > versions.order(version)]
    # the latest version first: a change is undone before the older one below it
    later.sort(key=lambda row: versions.order(row["version"]), reverse=True)
    steps: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in later:
        steps[row["table"]].append(row)
    known = {name: found for name, found in steps.items() if name in catalog.schema.resources}
    undone = {name: _undo(catalog.schema.resources[name], catalog.frames[name], found) for name, found in known.items()}
    listed = catalog.frames["versions"]
    undone["versions"] = listed[listed["version"].map(versions.order) <= versions.order(version)]
    schema = replace(catalog.schema, version=then.version, created=then.date)
    return Catalog(folder=catalog.folder, schema=schema, frames={**catalog.frames, **undone})


@cached_on_owner
def between(catalog: Catalog, old: str, new: str) -> Difference:
    """Compare two versions that the data know.

    Parameters
    ----------
    catalog
        Today's data, with their kept history.
    old
        The earlier version.
    new
        The later version.

    Returns
    -------
    Difference
        What differs between them.

    Raises
    ------
    UnknownIdError
        If they do not know one of them.
    """
    return difference(rewound(catalog, old), rewound(catalog, new))


def kept_rows(difference: Difference) -> list[dict[str, str]]:
    """Return a difference as rows of ``changes.csv``, under the newer version.

    A row that was added has only its id, because its fields stand in the data. A row that was removed has all its
    fields, because nothing else keeps them.

    Parameters
    ----------
    difference
        What differs between two states.

    Returns
    -------
    list[dict[str, str]]
        Rows with the columns of :data:`COLUMNS`.
    """
    found = []
    for row in difference.rows:
        cells = row.cells if row.kind != "added" else (Cell("", "", ""),)
        common = {"version": difference.new.version, "table": row.table, "id": row.id, "kind": row.kind}
        found += [{**common, "column": cell.column, "old": cell.old, "new": cell.new} for cell in cells]
    return [{name: row[name] for name in COLUMNS} for row in found]


def _undo(resource: Resource, today: pandas.DataFrame, steps: Sequence[Mapping[str, str]]) -> pandas.DataFrame:
    """Return a table as it was before some steps, the latest of which come first."""
    rows: dict[str, dict[str, Any]] = {}
    for row in records(today):
        rows[key(resource, {field.name: text(row[field.name], field.type) for field in resource.fields})] = row
    for step in steps:
        if step["kind"] == "added":
            rows.pop(step["id"], None)
        elif step["kind"] == "removed" or step["id"] in rows:
            row = rows.setdefault(step["id"], {field.name: value("", field) for field in resource.fields})
            _set(row, step, resource)
    return frame(resource, [_as_row(resource, row) for row in rows.values()])


def _set(row: dict[str, Any], step: Mapping[str, str], resource: Resource) -> None:
    column, old = step["column"], step["old"]
    if column in resource.columns:
        row[column] = value(old, resource.field(column))
    elif column == GEOMETRY and (not old or old.startswith("{")):
        row[GEOMETRY] = shapely.from_geojson(old) if old else None


def _as_row(resource: Resource, row: Mapping[str, Any]) -> Row:
    shape = row.get(GEOMETRY)
    values = {name: row[name] for name in resource.columns}
    return Row(resource.paths[0], 0, values, None if shape is None else mapping(shape))


def _view(catalog: Catalog, selection: Selection) -> View | None:
    """Return a view of one side, without values that it does not know; None where that leaves nothing to ask for."""
    prepared = index(catalog)
    known: dict[str, tuple[str, ...]] = {}
    for spec in filters.FACETS:
        wanted, choices = selection.chosen(spec.field), prepared.facet(spec.field, selection).choices
        known[spec.field] = tuple(choice for choice in wanted if choice in choices)
        if wanted and not known[spec.field]:
            return None
    return select(prepared, selection.choosing(**known))


def _opened(difference: Difference, site: str, group: str) -> dict[str, set[str]]:
    """Return the ids of the rows that an open site and an open group of claims rest on, on either side, by table."""
    found: dict[str, set[str]] = {"sites": {site} - {""}, "claims": set(), "sources": set(), "roots": set()}
    for side in (difference.old, difference.new):
        about = side.claims["subject_ids"].map(lambda ids: site in ids)
        mine = set(side.claims.index[about.astype(bool)]) if site else set()
        if group:
            mine |= {claim.claim_id for item in conflicts.groups(side) if item.id == group for claim in item.claims}
        claims = side.claims.loc[side.claims.index.isin(mine)]
        found["claims"] |= mine
        found["sources"].update(claims["source_id"])
        found["roots"].update(claims["root_id"])
    return found


def _shown(views: Sequence[View]) -> dict[str, set[str]]:
    """Return the ids of the rows that views rest on, by table."""
    found: dict[str, set[str]] = {"sites": set(), "claims": set(), "sources": set(), "roots": set()}
    for view in views:
        found["sites"].update(view.sites.index)
        found["claims"].update(view.claims.index)
        documents = {*view.claims["source_id"], *(item for ids in view.sites["source_ids"] for item in ids)}
        found["sources"] |= documents & set(view.selection.sources or documents)
        found["roots"].update(view.claims["root_id"])
    return found
