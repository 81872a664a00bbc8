"""Claims to be added to the data: tested with the whole folder, set against what is there, written only when asked."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Final, Literal

from geo.catalog.loader import load
from geo.catalog.model import Catalog
from geo.claims.conflicts import groups
from geo.claims.figure import Figure
from geo.claims.ledger import Ledger, ledger
from geo.claims.verdicts import Verdict
from geo.errors import DataError, Fault
from geo.export.atomic_write import replacing
from geo.history import new_rows
from geo.history.new_rows import NewRow
from geo.history.verdict_changes import Turn, turns

_FOLLOWING: Final = ("value_si", "value_max_si", "unit_si")
"""Columns that follow from the value and its unit."""
_NEAR: Final = Fraction(105, 100)
"""Ratio up to which two figures of one thing may be one figure rounded twice."""


@dataclass(frozen=True)
class Likeness:
    """A new claim that resembles another.

    Attributes
    ----------
    new
        Id of the new claim.
    other
        Id of the claim it resembles, an old one or one before it in the file.
    kind
        ``duplicate``: the same figure of the same thing in the same document; ``near``: nearly the same figure of the
        same thing, in any document.
    """

    new: str
    other: str
    kind: Literal["duplicate", "near"]


@dataclass(frozen=True)
class Addition:
    """Claims to be added, with what they would change.

    Attributes
    ----------
    rows
        The claims.
    old
        The data as they are.
    new
        The data as they would be.
    text
        The text of claims.csv as it would be.
    alike
        New claims that resemble others.
    verdicts
        Verdicts on pairs of which one claim at least is new.
    turns
        Pairs whose verdict would change, or that would contradict each other.
    """

    rows: tuple[NewRow, ...]
    old: Catalog
    new: Catalog
    text: str
    alike: tuple[Likeness, ...]
    verdicts: tuple[Verdict, ...]
    turns: tuple[Turn, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the new claims, in their order."""
        return tuple(row.cells["claim_id"] for row in self.rows)

    @property
    def duplicates(self) -> tuple[Likeness, ...]:
        """New claims that say what their own document is recorded for already."""
        return tuple(item for item in self.alike if item.kind == "duplicate")


def prepare(catalog: Catalog, path: Path) -> Addition:
    """Read new claims, test the data with them, and work out what they change; nothing is written.

    Parameters
    ----------
    catalog
        The data as they are.
    path
        CSV of new claims.

    Returns
    -------
    Addition
        The claims and what they would change.

    Raises
    ------
    DataError
        With every fault, placed in the file of new claims.
    OSError
        If a file cannot be read.
    """
    rows = new_rows.read(path, catalog)
    text = _with_rows(catalog, rows)
    with tempfile.TemporaryDirectory(prefix="deposits-") as folder:
        copy = Path(folder, "data")
        shutil.copytree(catalog.folder, copy)
        (copy / _file(catalog)).write_text(text, encoding="utf-8", newline="")
        try:
            # The copy goes away: the catalog is that of the folder that it will be.
            new = replace(load(copy), folder=catalog.folder)
        except DataError as error:
            raise DataError(_placed(error.faults, catalog, rows, path.name)) from None
    ids = {row.cells["claim_id"] for row in rows}
    met = tuple(
        verdict
        for group in groups(new)
        for verdict in (*group.drift, *group.verdicts)
        if not ids.isdisjoint((verdict.a, verdict.b))
    )
    return Addition(rows, catalog, new, text, tuple(_alike(ledger(new), rows)), met, tuple(turns(catalog, new)))


def write(addition: Addition) -> Path:
    """Write the claims into claims.csv: all of them, or nothing.

    Parameters
    ----------
    addition
        What :func:`prepare` returned.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    DataError
        If claims.csv has changed since it was read.
    OSError
        If it cannot be written.
    """
    path = addition.old.folder / _file(addition.old)
    if not addition.text.startswith(_whole_lines(_read(addition.old))):
        raise DataError([Fault(path.name, 0, "", "has changed in the meantime: run the command again")])
    with replacing(path, path.suffix) as made:
        made.write_text(addition.text, encoding="utf-8", newline="")
    return path


def _file(catalog: Catalog) -> str:
    return catalog.schema.resources["claims"].paths[0]


def _read(catalog: Catalog) -> str:
    with (catalog.folder / _file(catalog)).open(encoding="utf-8", newline="") as file:
        return file.read()


def _with_rows(catalog: Catalog, rows: Sequence[NewRow]) -> str:
    before = _read(catalog)
    header = next(csv.reader(io.StringIO(before.removeprefix("\ufeff"), newline="")))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header, lineterminator="\n")
    writer.writerows({column: row.cells[column] for column in header} for row in rows)
    return _whole_lines(before) + out.getvalue()


def _whole_lines(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def _placed(faults: Sequence[Fault], catalog: Catalog, rows: Sequence[NewRow], name: str) -> list[Fault]:
    """Return faults of the new lines of claims.csv as faults of the file that the rows come from."""
    file, first = _file(catalog), _whole_lines(_read(catalog)).count("\n") + 1
    lines = {first + number: row.line for number, row in enumerate(rows)}
    placed = [
        replace(fault, file=name, line=lines[fault.line]) if fault.file == file and fault.line in lines else fault
        for fault in faults
    ]
    # What follows from a wrong unit or value is no fault of its own.
    causes = {fault.line for fault in placed if fault.file == name and fault.column in ("unit", "value", "value_max")}
    return [fault for fault in placed if not (fault.column in _FOLLOWING and fault.line in causes)]


def _alike(book: Ledger, rows: Sequence[NewRow]) -> Iterator[Likeness]:
    new = [row.cells["claim_id"] for row in rows]
    before = [item for claim, item in book.figures.items() if claim not in new]
    for claim in new:
        mine = book.figures[claim]
        for other in before:
            kind = _kind(mine, other)
            if kind is not None:
                yield Likeness(claim, other.claim_id, kind)
        before.append(mine)


def _kind(mine: Figure, other: Figure) -> Literal["duplicate", "near"] | None:
    if (mine.subjects, mine.quantity, mine.substance, mine.unit, mine.measurand, mine.grade_kind) != (
        other.subjects,
        other.quantity,
        other.substance,
        other.unit,
        other.measurand,
        other.grade_kind,
    ):
        return None
    same = mine.written == other.written and mine.basis == other.basis and mine.codes == other.codes
    if same and mine.source_id == other.source_id and (mine.scope, mine.as_of) == (other.scope, other.as_of):
        return "duplicate"
    low, high = sorted((mine.stated, other.stated))
    return "near" if high <= low * _NEAR else None
