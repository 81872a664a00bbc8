"""Two states of the data, row by row and field by field, and which verdicts turned between them.

The kept history (``changes.csv``) holds enough to go back: from today's data and what changed since, the data of an
earlier version are put together again, so that no old folder is needed to say what changed in a view.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, Literal

import pandas
import shapely
from shapely.geometry import Point, mapping
from shapely.geometry.base import BaseGeometry

from geo.catalog import facets, versions
from geo.catalog.caching import cached_on_owner
from geo.catalog.loader import frame
from geo.catalog.model import Catalog, Selection, View, records
from geo.catalog.reader import Row
from geo.catalog.schema import Field, Resource
from geo.catalog.selection import index, select
from geo.claims import conflicts
from geo.claims.conflicts import ConflictGroup
from geo.claims.sentences import Phrase
from geo.claims.verdicts import Verdict
from geo.errors import UnknownIdError

Kind = Literal["added", "removed", "changed"]
KINDS: Final[tuple[Kind, ...]] = ("added", "removed", "changed")

GEOMETRY: Final = "geometry"
"""Column under which a change of place is told."""

COLUMNS: Final = ("version", "table", "id", "column", "kind", "old", "new")
"""Columns of ``changes.csv``."""

ONE_STATEMENT: Final = "one statement"
"""Outcome of two claims that repeat each other, so that nothing is to be compared."""

_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "world": ("edition", "country_iso", "measure"),
    "basemap": ("kind", "name_en"),
}
"""What tells rows apart in the tables without an id."""


@dataclass(frozen=True)
class Cell:
    """One field of a row, as text before and after."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class RowChange:
    """A row that came, went or changed; ``cells`` are the fields that differ, all filled ones of a row gone."""

    table: str
    id: str
    kind: Kind
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Turn:
    """Two claims of which the verdict is another.

    An outcome may also be that both are one statement; an empty one says that they were, or are, not set together.
    """

    a: str
    b: str
    old: str
    new: str
    group: ConflictGroup
    sentence: Phrase
    """The verdict now; where there is none any more, the last one."""


@dataclass(frozen=True, eq=False)
class Difference:
    """What lies between two states of the data."""

    old: Catalog
    new: Catalog
    rows: tuple[RowChange, ...]
    turns: tuple[Turn, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.rows or self.turns)

    @cached_property
    def counts(self) -> Mapping[str, Mapping[Kind, int]]:
        """How many rows came, went and changed, by table."""
        found: dict[str, dict[Kind, int]] = {}
        for row in self.rows:
            kinds = found.setdefault(row.table, dict.fromkeys(KINDS, 0))
            kinds[row.kind] += 1
        return found


def compare(old: Catalog, new: Catalog) -> Difference:
    """Compare two states of the data: every field of every row, then the verdicts."""
    tables = [name for name in dict.fromkeys([*new.frames, *old.frames]) if name not in versions.HISTORY]
    rows = tuple(change for name in tables for change in _rows(name, old, new))
    return Difference(old, new, rows, tuple(_turns(old, new)) if rows else ())


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
    """
    if selection.is_empty:
        return difference
    views = [view for side in (difference.old, difference.new) if (view := _view(side, selection)) is not None]
    known = _shown(views)
    for name, ids in _opened(difference, site, group).items():
        known[name] |= ids
    return _part(difference, known)


def opened(difference: Difference, site: str = "", group: str = "") -> Difference:
    """Return the part of a difference that touches an open site or group of claims, by their ids."""
    return _part(difference, _opened(difference, site, group))


def dropped_in(catalog: Catalog, table: str, row_id: str, after: str) -> str:
    """Return the version, later than ``after``, in which a row was last removed; empty where the history has none."""
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
    turns = tuple(turn for turn in difference.turns if not known["claims"].isdisjoint((turn.a, turn.b)))
    return replace(difference, rows=rows, turns=turns)


@cached_on_owner
def rewound(catalog: Catalog, version: str) -> Catalog:
    """Return the data as they were in an earlier version, put together from the kept history.

    Outlines and fields that the schema no longer has stay as they are today.

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

    Raises
    ------
    UnknownIdError
        If they do not know one of them.
    """
    return compare(rewound(catalog, old), rewound(catalog, new))


def kept_rows(difference: Difference) -> list[dict[str, str]]:
    """Return a difference as rows of ``changes.csv``, under the newer version.

    A row that came is told by its id alone, for its fields stand in the data; one that went is told field by field.
    """
    found = []
    for row in difference.rows:
        cells = row.cells if row.kind != "added" else (Cell("", "", ""),)
        common = {"version": difference.new.version, "table": row.table, "id": row.id, "kind": row.kind}
        found += [{**common, "column": cell.column, "old": cell.old, "new": cell.new} for cell in cells]
    return [{name: row[name] for name in COLUMNS} for row in found]


def _rows(table: str, old: Catalog, new: Catalog) -> Iterable[RowChange]:
    before, after = _texts(table, old), _texts(table, new)
    for key in dict.fromkeys([*after, *before]):
        was, now = before.get(key, {}), after.get(key, {})
        kind: Kind = "changed" if key in before and key in after else "added" if key in after else "removed"
        names = dict.fromkeys([*now, *was])
        cells = [Cell(name, was.get(name, ""), now.get(name, "")) for name in names]
        differing = tuple(cell for cell in cells if cell.old != cell.new)
        if differing or kind != "changed":
            yield RowChange(table, key, kind, differing)


def _texts(table: str, catalog: Catalog) -> dict[str, dict[str, str]]:
    """Return every row of a table as text, by what tells it apart."""
    if table not in catalog.frames or table not in catalog.schema.resources:
        return {}
    resource = catalog.schema.resources[table]
    found = {}
    for row in records(catalog.frames[table]):
        texts = {field.name: _text(row[field.name], field.type) for field in resource.fields}
        if GEOMETRY in row:
            texts[GEOMETRY] = _place(row[GEOMETRY])
        found[_key(resource, texts)] = texts
    return found


def _key(resource: Resource, texts: Mapping[str, str]) -> str:
    unique = next(((field.name,) for field in resource.fields if field.unique), None)
    columns = _KEYS.get(resource.name, unique or resource.columns)
    return " / ".join(texts[column] for column in columns)


def _text(value: Any, kind: str) -> str:
    """Return a value as it would stand in a CSV cell."""
    if kind == "array":
        return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""
    if kind == "list":
        return ";".join(str(item) for item in value)
    if value is None or pandas.isna(value):
        return ""
    if kind == "boolean":
        return "true" if value else "false"
    return str(int(value)) if kind == "number" and float(value).is_integer() else str(value)


def _value(text: str, field: Field) -> Any:
    """Return what a text stands for: the reverse of :func:`_text`."""
    if field.type == "array":
        return json.loads(text) if text else []
    if field.type == "list":
        return tuple(text.split(";")) if text else ()
    return field.parse(text)


def _place(shape: BaseGeometry | None) -> str:
    """Return a point in full, and only the size and a mark of an outline."""
    if shape is None:
        return ""
    if isinstance(shape, Point):
        return json.dumps({"type": "Point", "coordinates": [shape.x, shape.y]})
    mark = hashlib.sha256(shapely.to_wkb(shape, byte_order=1)).hexdigest()[:12]
    return f"{shape.geom_type} of {shapely.get_num_coordinates(shape)} points, {mark}"


def _undo(resource: Resource, today: pandas.DataFrame, steps: Sequence[Mapping[str, str]]) -> pandas.DataFrame:
    """Return a table as it was before some steps, the latest of which come first."""
    rows: dict[str, dict[str, Any]] = {}
    for row in records(today):
        rows[_key(resource, {field.name: _text(row[field.name], field.type) for field in resource.fields})] = row
    for step in steps:
        if step["kind"] == "added":
            rows.pop(step["id"], None)
        elif step["kind"] == "removed" or step["id"] in rows:
            row = rows.setdefault(step["id"], {field.name: _value("", field) for field in resource.fields})
            _set(row, step, resource)
    return frame(resource, [_as_row(resource, row) for row in rows.values()])


def _set(row: dict[str, Any], step: Mapping[str, str], resource: Resource) -> None:
    column, text = step["column"], step["old"]
    if column in resource.columns:
        row[column] = _value(text, resource.field(column))
    elif column == GEOMETRY and (not text or text.startswith("{")):
        row[GEOMETRY] = shapely.from_geojson(text) if text else None


def _as_row(resource: Resource, row: Mapping[str, Any]) -> Row:
    shape = row.get(GEOMETRY)
    values = {name: row[name] for name in resource.columns}
    return Row(resource.paths[0], 0, values, None if shape is None else mapping(shape))


def _view(catalog: Catalog, selection: Selection) -> View | None:
    """Return a view of one side, without values that it does not know; None where that leaves nothing to ask for."""
    prepared = index(catalog)
    known: dict[str, tuple[str, ...]] = {}
    for spec in facets.FACETS:
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


def _book(catalog: Catalog) -> _Book:
    verdicts, groups, speaker = {}, {}, {}
    for group in conflicts.groups(catalog):
        for statement in group.statements:
            speaker.update(dict.fromkeys((claim.claim_id for claim in statement.claims), statement.figure.claim_id))
        for verdict in (*group.drift, *group.verdicts):
            pair = frozenset((verdict.a, verdict.b))
            verdicts[pair], groups[pair] = verdict, group
    return _Book(verdicts, groups, speaker)


def _turns(old: Catalog, new: Catalog) -> Iterable[Turn]:
    """Yield verdicts that are not what they were; of pairs compared on one side alone, only what contradicts."""
    before, after = _book(old), _book(new)
    for pair, now in after.verdicts.items():
        outcome = before.outcome(now.a, now.b)
        compared = outcome not in ("", ONE_STATEMENT)
        if outcome != now.outcome and (compared or now.outcome == "inconsistent"):
            yield Turn(now.a, now.b, outcome, now.outcome, after.groups[pair], now.sentence)
    for pair, gone in before.verdicts.items():
        outcome = after.outcome(gone.a, gone.b)
        if gone.outcome == "inconsistent" and outcome in ("", ONE_STATEMENT):
            yield Turn(gone.a, gone.b, gone.outcome, outcome, before.groups[pair], gone.sentence)
