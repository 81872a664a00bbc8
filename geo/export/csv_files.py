"""Rows as CSV (RFC 4180), in which no text becomes a formula, whatever separator a spreadsheet reads it with."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

BOM = "\ufeff"
"""Mark that makes Excel read a CSV as UTF-8."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_BREAK = re.compile(r"""(\r\n|[,;\t\r\n])(?="*[=+\-@\t\r\n])""")
"""Where a text would go on as a formula in a new cell, if the file is read with another separator than it has."""
_FIGURES = ("value", "value_max", "out_of")
"""Columns of claims that hold a number as the source wrote it, as text."""


@contextmanager
def opened(path: Path, bom: bool = False) -> Iterator[TextIO]:
    """Open a text file for writing, in UTF-8 and without changing line ends.

    Parameters
    ----------
    path
        File to write; an existing one is emptied.
    bom
        Whether the file begins with the mark that Excel needs to read Cyrillic.

    Yields
    ------
    TextIO
        The open file.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(BOM if bom else "")
        yield out


def write_csv(rows: Iterable[Mapping[str, Any]], columns: Iterable[str], out: TextIO, semicolon: bool = False) -> None:
    """Write rows as RFC 4180 CSV, one after the other.

    Text cells that a spreadsheet would take for a formula get an apostrophe, as :func:`neutralised_everywhere` does, so
    that a file opened with the wrong separator runs nothing either; numbers never do. Spreadsheets set to Kazakh,
    Russian and most European languages open the form with semicolons without asking.

    Parameters
    ----------
    rows
        The rows, each a mapping from column to value.
    columns
        The columns, in the order in which they are written.
    out
        Text stream to write to, opened with ``newline=""``: the lines end in CR and LF.
    semicolon
        Whether semicolons stand between cells and commas in decimals.
    """
    writer = csv.DictWriter(out, list(columns), lineterminator="\r\n", delimiter=";" if semicolon else ",")
    writer.writeheader()
    prepare: Callable[[str, Any], Any] = _with_comma if semicolon else lambda _, value: _neutral(value)
    writer.writerows({name: prepare(name, value) for name, value in row.items()} for row in rows)


def neutralised(text: str) -> str:
    """Return text that no spreadsheet takes for a formula.

    A CSV cell that begins with one of :data:`FORMULA_STARTS` could run a program on the reader's machine.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        The text, behind an apostrophe where it begins like a formula.
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def neutralised_everywhere(text: str) -> str:
    """Return text that stays harmless when it is cut at commas, semicolons, tabs or line breaks.

    A spreadsheet that is told the wrong separator begins a cell in the middle of a text, even of a quoted one: there
    too an apostrophe stands before what would be a formula.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        The text, with an apostrophe before each part that begins like a formula.

    Examples
    --------
    >>> neutralised_everywhere("=1"), neutralised_everywhere("ore;=1"), neutralised_everywhere("ore; -1 to +1")
    ("'=1", "ore;'=1", 'ore; -1 to +1')
    """
    return neutralised(_BREAK.sub(r"\1'", text))


def _neutral(value: Any) -> Any:
    if isinstance(value, bool):  # as the data write it
        return str(value).lower()
    return neutralised_everywhere(value) if isinstance(value, str) else value


def _with_comma(name: str, value: Any) -> Any:
    """Return a cell with the comma as decimal mark, where it is a number or a claim's figure as written."""
    if isinstance(value, float) or (name in _FIGURES and isinstance(value, str)):
        return str(value).replace(".", ",")
    return _neutral(value)
