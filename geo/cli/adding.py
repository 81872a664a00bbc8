"""``python -m geo add-claims``: test a file of new claims, show what they change, and write them when asked."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from geo.catalog.loader import load
from geo.claims.ledger import ledger
from geo.history import additions, descriptions
from geo.history.additions import Addition, Likeness


def add(commands: Any, data: argparse.ArgumentParser, reading: argparse.ArgumentParser) -> None:
    """Add the command to the parser.

    Parameters
    ----------
    commands
        Parsers of the commands.
    data
        Parser of the options that every command has.
    reading
        Parser of the options of commands that a program may read.
    """
    adding = commands.add_parser(
        "add-claims",
        parents=[data, reading],
        help="check a CSV of new claims, and add them with --write",
        epilog="The header names columns of claims.csv; ids, dates and normalised values may be left out.",
    )
    adding.add_argument("file", type=Path, metavar="FILE", help="the claims, as CSV in UTF-8")
    adding.add_argument("--write", action="store_true", help="write them into claims.csv; without it nothing changes")
    adding.set_defaults(command=_add_claims)


def _add_claims(options: argparse.Namespace, out: TextIO) -> int:
    found = additions.prepare(load(options.data), options.file)
    refused = bool(found.duplicates)
    written = options.write and not refused
    if options.format == "json":
        out.write(json.dumps(_values(found, written), ensure_ascii=False, indent=1) + "\n")
    else:
        out.writelines(f"{line}\n" for line in _lines(found))
    if written:
        path = additions.write(found)
        if options.format == "text":
            out.write(f"Written to {path}: {', '.join(found.ids)}. Give the data a new version: tools.release.\n")
    elif options.format == "text":
        why = "a figure that its document is recorded for already stays out" if refused else "see --write"
        out.write(f"Nothing is written: {why}.\n")
    return 1 if refused else 0


def _lines(found: Addition) -> Iterator[str]:
    book = ledger(found.new)
    for row in found.rows:
        claim = row.cells["claim_id"]
        yield f"line {row.line}: {book.figure(claim)}"
        yield from (f"  {written!r} is read as {subject}" for written, subject in row.read_as.items())
        yield from (f"  {_alike(item, book.figure(item.other))}" for item in found.alike if item.new == claim)
        outcomes = Counter(verdict.outcome for verdict in found.verdicts if claim in (verdict.a, verdict.b))
        if outcomes:
            yield "  set against others: " + ", ".join(f"{count} {name}" for name, count in sorted(outcomes.items()))
        for verdict in found.verdicts:
            if claim in (verdict.a, verdict.b) and verdict.outcome == "inconsistent":
                yield f"  {verdict.a} and {verdict.b}: {verdict.text()}"
    told = [turn for turn in found.turns if not {turn.a, turn.b} & set(found.ids)]
    yield from (f"{descriptions.turned(turn)}: {descriptions.reasoned(turn)}" for turn in told)


def _alike(item: Likeness, other: object) -> str:
    if item.kind == "duplicate":
        return f"is a duplicate, recorded already: {other}"
    return f"nearly the same: {other}"


def _values(found: Addition, written: bool) -> dict[str, Any]:
    """Return what is found as plain values."""
    return {
        "written": written,
        "claims": [
            {
                "line": row.line,
                **row.cells,
                "read_as": dict(row.read_as),
                "duplicates": [item.other for item in found.duplicates if item.new == row.cells["claim_id"]],
                "near": [i.other for i in found.alike if i.kind == "near" and i.new == row.cells["claim_id"]],
            }
            for row in found.rows
        ],
        "verdicts": [
            {"a": item.a, "b": item.b, "outcome": item.outcome, "sentence": item.text()} for item in found.verdicts
        ],
        "turns": [{"a": item.a, "b": item.b, "old": item.old, "new": item.new} for item in found.turns],
    }
