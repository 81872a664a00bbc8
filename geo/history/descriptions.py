"""A difference between two states of the data in words, for the command line, the screen and other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any, Final

import pandas

from geo.catalog import tables
from geo.catalog.model import Catalog, records
from geo.catalog.schema import Resource
from geo.check import reports
from geo.history.changes import Difference
from geo.history.row_changes import Cell, ChangeKind, RowChange
from geo.history.verdict_changes import ONE_STATEMENT, Turn
from geo.language import wording
from geo.language.translation import N_, Say, Text

NAMES: Final[Mapping[str, Text]] = {
    "sites": N_("Sites"),
    "claims": N_("Claims"),
    "sources": N_("Sources"),
    "roots": N_("First statements"),
    "units": N_("Units"),
    "elements": N_("Elements"),
    "element_groups": N_("Groups of elements"),
    "substances": N_("Substances"),
    "evidence_grades": N_("Evidence grades"),
    "category_codes": N_("Codes of categories"),
    "commodities": N_("Commodities"),
    "site_facts": N_("Facts about sites"),
    "searches": N_("Searches without a find"),
    "countries": N_("Countries"),
    "world": N_("World table"),
    "regions": N_("Regions"),
    "basemap": N_("Base map"),
    "places": N_("Towns"),
}
"""Screen names of the tables."""

TURNS: Final[Text] = N_("Verdicts")
_COUNTED: Final[Mapping[ChangeKind, Text]] = {
    "added": N_("{count} added"),
    "removed": N_("{count} removed"),
    "changed": N_("{count} changed"),
}
_TOGETHER: Final[Text] = N_("not set against each other")
_LONG: Final = 50
"""Letters above which a field takes two lines, and is cut to what differs in a table: both sides fit one line below."""
_AROUND: Final = 12
"""Letters kept around what differs in a long text: one or two words, to see where it stands."""


def table_name(table: str, say: Say = str) -> str:
    """Return the screen name of a table.

    Parameters
    ----------
    table
        Name of the table, as in the data.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The name in words; the name of the data for a table without one.
    """
    return say(NAMES[table]) if table in NAMES else table


def counted(difference: Difference, say: Say = str) -> str:
    """Return one line: ``Claims: 2 added, 1 removed. Sites: 1 changed. Verdicts: 3 changed.``.

    Parameters
    ----------
    difference
        What differs between two states.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The line; "Nothing differs." where nothing does.
    """
    parts = []
    for table, kinds in difference.counts.items():
        told = [say(_COUNTED[kind]).format(count=count) for kind, count in kinds.items() if count]
        parts.append(f"{table_name(table, say)}: {', '.join(told)}.")
    if difference.turns:
        parts.append(f"{say(TURNS)}: {say(_COUNTED['changed']).format(count=len(difference.turns))}.")
    return " ".join(parts) or say("Nothing differs.")


def named(difference: Difference, row: RowChange, say: Say = str) -> str:
    """Return what a row is about: a site's name, a claim's figure and document, a title; else its id.

    Parameters
    ----------
    difference
        What differs between two states.
    row
        One of its rows.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        Words of at most 90 letters for titles and names; empty where the row has none.
    """
    side = difference.old if row.kind == "removed" else difference.new
    if row.table == "claims":
        return _claim(side, row.id, say)
    column = {"sites": "name_en", "sources": "title", "roots": "statement"}.get(row.table)
    if column is None or row.id not in side.frames[row.table].index:
        return ""
    return wording.short(str(side.frames[row.table].at[row.id, column]), 90)


def _claim(catalog: Catalog, claim_id: str, say: Say) -> str:
    if claim_id not in catalog.claims.index:
        return ""
    (claim,) = records(catalog.claims.loc[[claim_id]])
    source = tables.source_names(catalog.sources).get(claim["source_id"], claim["source_id"])
    return f"{claim['subject_label']}: {wording.figure(claim, say)} ({source})"


def turned(turn: Turn, say: Say = str) -> str:
    """Return what became of a verdict: ``C001 and C010 were consistent, are now inconsistent``.

    Parameters
    ----------
    turn
        The two claims.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The sentence, without a full stop.
    """
    was, now = (say(outcome or _TOGETHER) for outcome in (turn.old, turn.new))
    words = say("{a} and {b} were {was}, are now {now}")
    return words.format(a=turn.a, b=turn.b, was=was, now=now)


def reasoned(turn: Turn, say: Say = str) -> str:
    """Return the verdict in full.

    Parameters
    ----------
    turn
        The two claims.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The verdict as it is now, or as it was where there is none any more.
    """
    sentence = turn.sentence.text(say)
    return say("Before: {sentence}").format(sentence=sentence) if turn.new in ("", ONE_STATEMENT) else sentence


def field_words(text: str, say: Say = str) -> str:
    """Return a field as a person reads it: lists joined by commas, a point by latitude and longitude.

    Parameters
    ----------
    text
        The field as text, as :class:`geo.history.row_changes.Cell` has it.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The words; a text that is neither a list nor a point stays as it is.
    """
    if text.startswith('["'):
        return wording.joined(json.loads(text))
    if text.startswith('{"type": "Point"'):
        lon, lat = json.loads(text)["coordinates"]
        return say("latitude {lat}, longitude {lon}").format(lat=lat, lon=lon)
    return text


def sides(cell: Cell, resource: Resource | None, say: Say = str) -> tuple[str, str]:
    """Return a field before and now as a narrow column can show it: of lists and long texts, only what differs.

    Items that a list lost have a minus, items that it gained a plus. Parts of a long text that did not change are cut.

    Parameters
    ----------
    cell
        The field.
    resource
        Schema of its table; None where today's schema has no such table.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    tuple[str, str]
        The field before, and now.
    """
    if resource is not None and cell.column in resource.columns:
        kind = resource.field(cell.column).type
        if kind in ("list", "array") and cell.old and cell.new:
            return _list_sides(_items(cell.old, kind), _items(cell.new, kind), say)
    was, now = field_words(cell.old, say), field_words(cell.new, say)
    return _apart(was, now) if cell.old and cell.new and max(len(was), len(now)) > _LONG else (was, now)


def _items(text: str, kind: str) -> list[str]:
    if kind == "list":
        return text.split(";")
    return [item if isinstance(item, str) else _entry(item) for item in json.loads(text)]


def _entry(item: Any) -> str:
    """Return an item of a list as words: the values of an object, its names before them."""
    return ", ".join(f"{name} {value}" for name, value in item.items()) if isinstance(item, dict) else str(item)


def _list_sides(was: list[str], now: list[str], say: Say) -> tuple[str, str]:
    gone, come = ([item for item in one if item not in other] for one, other in ((was, now), (now, was)))
    if not gone and not come:
        return (wording.joined(was), wording.joined(now))  # another order
    same = len(was) - len(gone)
    kept = say("{number} the same").format(number=same) if same else ""
    lost, gained = (", ".join(f"{sign}{item}" for item in items) for sign, items in (("−", gone), ("+", come)))
    return (lost or kept, gained or kept)


def _apart(was: str, now: str) -> tuple[str, str]:
    """Drop the common start and end of two texts, keeping one word of context."""
    head = _alike(was, now)
    tail = _alike(was[head:][::-1], now[head:][::-1])
    start = was.rfind(" ", 0, max(0, head - _AROUND)) + 1 if head > 2 * _AROUND else 0
    end = max(0, tail - _AROUND) if tail > 2 * _AROUND else 0

    def cut(text: str) -> str:
        return ("… " if start else "") + text[start : len(text) - end].strip() + (" …" if end else "")

    return cut(was), cut(now)


def _alike(one: str, other: str) -> int:
    """Return with how many letters both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def change_table(difference: Difference, say: Say = str) -> pandas.DataFrame:
    """Return all rows that differ as a table.

    Parameters
    ----------
    difference
        What differs between two states.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    pandas.DataFrame
        One line a changed field, one line a row that was added or removed; headings are words in the language.
    """
    resources = difference.new.schema.resources
    found = []
    for row in difference.rows:
        about = named(difference, row, say)
        common = (say(row.kind), table_name(row.table, say), row.id, about)
        cells = row.cells if row.kind == "changed" else (Cell("", "", ""),)
        found += [(*common, cell.column, *sides(cell, resources.get(row.table), say)) for cell in cells]
    names: tuple[Text, ...] = (N_("What"), N_("Table"), N_("Id"), N_("About"), N_("Field"), N_("Before"), N_("Now"))
    return pandas.DataFrame(found, columns=[say(name) for name in names], dtype=str)


def lines(difference: Difference, say: Say = str) -> Iterator[str]:
    """Yield a difference line by line, as the command line prints it.

    Parameters
    ----------
    difference
        What differs between two states.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Yields
    ------
    str
        The versions, the counts, every row with its fields, every verdict; lines have no line end.
    """
    words = say("{old} of {old_date} → {new} of {new_date}")
    old, new = difference.old, difference.new
    yield words.format(
        old=old.version,
        old_date=wording.date(old.schema.created, say),
        new=new.version,
        new_date=wording.date(new.schema.created, say),
    )
    yield counted(difference, say)
    for table in difference.counts:
        yield ""
        yield table_name(table, say)
        for row in difference.rows:
            if row.table == table:
                yield from (f"  {line}" for line in _row_lines(difference, row, say))
    if difference.turns:
        yield ""
        yield say(TURNS)
        for turn in difference.turns:
            yield f"  {reports.title(new, turn.group, say)}: {turned(turn, say)}"
            yield f"      {reasoned(turn, say)}"


def _row_lines(difference: Difference, row: RowChange, say: Say) -> Iterator[str]:
    name = named(difference, row, say)
    yield f"{say(row.kind)} {row.id}" + (f"  {name}" if name else "")
    if row.kind == "changed":
        for cell in row.cells:
            yield from (f"    {line}" for line in _cell_lines(cell, say))


def _cell_lines(cell: Cell, say: Say) -> Iterator[str]:
    was, now = (field_words(text, say) or say("empty") for text in (cell.old, cell.new))
    if max(len(was), len(now)) <= _LONG:
        yield f"{cell.column}: {was} → {now}"
    else:
        yield cell.column
        yield f"  {say('was')}: {was}"
        yield f"  {say('now')}: {now}"


def values(difference: Difference, say: Say = str) -> dict[str, Any]:
    """Return a difference as plain values that JSON can hold.

    Parameters
    ----------
    difference
        What differs between two states.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    dict[str, Any]
        ``old`` and ``new`` (version and date), ``rows`` with their fields, ``verdicts``; None for no verdict.
    """
    sides = {name: getattr(difference, name) for name in ("old", "new")}
    return {
        **{name: {"version": side.version, "date": side.schema.created} for name, side in sides.items()},
        "rows": [
            {
                "table": row.table,
                "id": row.id,
                "kind": row.kind,
                "about": named(difference, row, say),
                "fields": [{"column": cell.column, "old": cell.old, "new": cell.new} for cell in row.cells],
            }
            for row in difference.rows
        ],
        "verdicts": [
            {
                "a": turn.a,
                "b": turn.b,
                "old": turn.old or None,
                "new": turn.new or None,
                "about": reports.title(difference.new, turn.group, say),
                "sentence": turn.sentence.text(say),
            }
            for turn in difference.turns
        ],
    }
