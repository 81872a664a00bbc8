"""A view as an Excel workbook: sheets Sites, Claims, Sources, Facts, Searches and About.

Numbers are numbers and full dates are dates; what is known to the year or month only stays text, because a
spreadsheet would make a day of it. A claim's figure keeps the digits that its source wrote, by its number format.
Headings are words; the machine name of a column and what it holds are the note on its heading and stand in About.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geo.catalog import rights, titles
from geo.catalog.model import View
from geo.errors import FormatError
from geo.export import site_tables, table_columns
from geo.export.csv_files import neutralised
from geo.export.headings import FIRST_SOURCES, WIDTHS, WRAPPED, heading
from geo.export.table_columns import Progress, no_progress

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_575
"""Rows below the heading that a sheet can hold."""
MOST_LETTERS = 32_767
"""Letters that a cell can hold."""
MOST_LINKS = 65_000
"""Links in a sheet; Excel takes 65,530, and addresses beyond stay as text."""

_SHEETS: Final[Mapping[str, str]] = {
    "claims": "Claims",
    "sources": "Sources",
    "site_facts": "Facts",
    "searches": "Searches",
}
"""Sheets by the names of their tables in the data."""
_FIGURES = ("value", "value_max", "out_of")
_DATES = ("date", "source_date", "as_of", "accessed")
_DAY = re.compile(r"(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}")
"""A full date; the calendar of Excel begins in 1900."""
_ADDRESS = re.compile(r"https?://\S{1,2000}")
_USUAL_WIDTH = 17
_LINK = {"font_color": "#0563C1", "underline": 1}
_NOTE_WIDTH = 320
"""Pixels of the note on a heading; about 45 letters a line."""


def write(view: View, path: Path, address: str = "", progress: Progress = no_progress) -> None:
    """Write a view as a workbook.

    Parameters
    ----------
    view
        The sites and claims to write.
    path
        File to write; the folder must exist, for parts are kept beside it while it is written.
    address
        Address of the view in the app, for the sheet About; empty leaves it out.
    progress
        Function that is told the number of each site, counted from 1, and the number of all sites.

    Raises
    ------
    FormatError
        If the view has more rows than a sheet can hold.
    OSError
        If the file cannot be written.
    DataError
        If the view lacks a column.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    sources = table_columns.source_rows(view)
    dictionary = _dictionary(view)
    sheets = (
        ("Sites", _sites(view, progress), tuple(dictionary["Sites"]), len(view.sites)),
        ("Claims", table_columns.each_claim(view), table_columns.claim_columns(view), len(view.claims)),
        ("Sources", iter(sources), view.catalog.schema.resources["sources"].columns, len(sources)),
        *_of_sites(view),
    )
    for name, _, _, count in sheets:
        if count > MOST_ROWS:
            raise FormatError(
                f"{count:,} rows are more than the {MOST_ROWS:,} of a sheet ({name}): choose another format"
            )
    settings = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(str(path), settings | {"tmpdir": str(path.parent)})
    book.use_zip64()
    _sign(book, view)
    documents = _Documents(
        {row["source_id"]: number for number, row in enumerate(sources, start=2)},
        {row["source_id"]: row["title"] for row in sources},
        {row["source_id"]: row["url"] for row in sources},
    )
    try:
        for name, rows, columns, count in sheets:
            _Sheet(book, name, columns, documents, dictionary[name]).fill(rows, count)
        _about(book, view, address)
        book.close()
    except FileCreateError as error:
        raise error.args[0] from error  # the error of the system that the library has wrapped


def _sites(view: View, progress: Progress) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of the site table, with the ids of the first documents of each in columns of their own."""
    for row in table_columns.each_site(view, progress):
        yield row | dict(zip_longest(FIRST_SOURCES, row["sources"].split(";")[: len(FIRST_SOURCES)], fillvalue=""))


def _of_sites(view: View) -> Iterator[tuple[str, Iterator[Mapping[str, Any]], Sequence[str], int]]:
    """Yield the sheets of facts and searches: name, rows, columns, number of rows."""
    for table in site_tables.held(view):
        rows = site_tables.rows(view, table)
        yield _SHEETS[table], iter(rows), site_tables.columns(view, table), len(rows)


def _dictionary(view: View) -> dict[str, dict[str, str]]:
    """Return what each column of each sheet holds: sheet to machine name of the column to words."""
    columns: dict[str, dict[str, str]] = {"Sites": {}}
    for name, what in table_columns.SITE_COLUMNS.items():
        if name == "sources":
            columns["Sites"] |= dict.fromkeys(
                FIRST_SOURCES, f"a document of the site, with a link to it; {heading('sources')} has all"
            )
        columns["Sites"][name] = what
    tables = ("claims", "sources", *site_tables.held(view))
    for sheet, table in ((_SHEETS[table], table) for table in tables):
        columns[sheet] = {item.name: item.description for item in view.catalog.schema.resources[table].fields}
    columns["Claims"] |= {
        "as_written": "the figure in words, with what it is a figure of",
        "source_title": "title of the document",
        "source_url": "address of the document",
    }
    return columns


def _sign(book: Workbook, view: View) -> None:
    made = datetime.datetime.fromisoformat(view.catalog.schema.created or "2000-01-01")
    book.set_properties(
        {"title": view.catalog.schema.title, "comments": titles.data_version(view.catalog), "created": made}
    )


@dataclass(frozen=True)
class _Documents:
    """The sheet Sources by the ids of its documents: rows, titles and addresses."""

    rows: Mapping[str, int]
    titles: Mapping[str, str]
    urls: Mapping[str, str]

    def place(self, source_id: str) -> str:
        """Return the link to the row of a document."""
        return f"internal:Sources!A{self.rows[source_id]}"


@dataclass
class _Sheet:
    """One table of the workbook."""

    book: Workbook
    name: str
    columns: Sequence[str]
    documents: _Documents
    described: Mapping[str, str]
    links: int = 0
    formats: dict[str, Format] = field(default_factory=dict)

    def fill(self, rows: Iterable[Mapping[str, Any]], count: int) -> None:
        sheet = self.book.add_worksheet(self.name)
        for number, column in enumerate(self.columns):
            sheet.set_column(number, number, WIDTHS.get(column, _USUAL_WIDTH))
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(count, 1), len(self.columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{count + 1}"})
        self._head(sheet)
        for line, row in enumerate(rows, start=1):
            for number, column in enumerate(self.columns):
                self._cell(sheet, line, number, column, row[column])

    def _head(self, sheet: Worksheet) -> None:
        style = {"bold": True, "bg_color": "#E8EEF2", "bottom": 1, "text_wrap": True, "valign": "top"}
        made = self.book.add_format(style)
        for number, column in enumerate(self.columns):
            sheet.write_string(0, number, heading(column, self.name), made)
            words = f"{column}: {self.described[column]}"
            sheet.write_comment(0, number, words, {"width": _NOTE_WIDTH, "height": 20 + 18 * (1 + len(words) // 45)})

    def _cell(self, sheet: Worksheet, line: int, number: int, column: str, value: Any) -> None:
        if value is None or value == "":
            return
        if isinstance(value, bool):
            sheet.write_boolean(line, number, value, self._format())
        elif isinstance(value, (int, float)):
            sheet.write_number(line, number, value, self._format())
        elif (
            column in _FIGURES and self.name == "Claims" and len(value) <= 15
        ):  # Excel keeps 15 digits: a longer figure stays text, unchanged
            decimals = "0" + re.sub("[0-9]", "0", value.lstrip("0123456789"))
            sheet.write_number(line, number, float(value), self._format(num_format=decimals))
        elif column in _DATES and _DAY.fullmatch(value):
            sheet.write_datetime(
                line, number, datetime.datetime.fromisoformat(value), self._format(num_format="yyyy-mm-dd")
            )
        else:
            self._text(sheet, line, number, column, value)

    def _text(self, sheet: Worksheet, line: int, number: int, column: str, value: str) -> None:
        shown = self.documents.titles[value] if column in FIRST_SOURCES else value
        text = neutralised(shown)[:MOST_LETTERS]
        target, wrapped = self._target(column, value), {"text_wrap": True} if column in WRAPPED else {}
        if target and self.links < MOST_LINKS:
            self.links += 1
            sheet.write_url(line, number, target, self._format(**_LINK, **wrapped), text)
        else:
            sheet.write_string(line, number, text, self._format(**wrapped))

    def _target(self, column: str, value: str) -> str:
        if column in ("url", "source_url", "archived_url") and _ADDRESS.fullmatch(value):
            return value
        if column in FIRST_SOURCES:
            url = self.documents.urls[value]
            return url if _ADDRESS.fullmatch(url) else self.documents.place(value)
        if self.name in ("Claims", "Facts") and column == "source_id" and value in self.documents.rows:
            return self.documents.place(value)
        return ""

    def _format(self, **look: Any) -> Format:
        """Return a format of the book; every cell stands at the top of its row, for some rows have many lines."""
        key = repr(look)
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"valign": "top", **look})
        return self.formats[key]


def _about(book: Workbook, view: View, address: str) -> None:
    sheet = book.add_worksheet("About")
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 110)
    sheet.set_column(2, 2, 26)
    bold, wrapped = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True})
    plain = book.add_format({"valign": "top"})
    for line, (name, text, column) in enumerate(_lines(view, address)):
        sheet.write_string(line, 0, name, bold)
        if _ADDRESS.fullmatch(text):
            sheet.write_url(line, 1, text, string=text)
        else:
            sheet.write_string(line, 1, neutralised(text)[:MOST_LETTERS], wrapped)
        sheet.write_string(line, 2, column, plain)


def _lines(view: View, address: str) -> Iterator[tuple[str, str, str]]:
    """Yield the lines of the sheet About: facts, then the columns of each sheet with their machine names."""
    yield from ((name, text, "") for name, text in _facts(view, address))
    for sheet, columns in _dictionary(view).items():
        yield "", "", ""
        yield f"Sheet {sheet}", "What each column holds", "Name in the other formats"
        yield from ((heading(column, sheet), what, column) for column, what in columns.items())


def _quoted(*columns: str) -> str:
    """Return headings as they stand in the sheets."""
    return ", ".join(f"“{heading(column)}”" for column in columns)


def _facts(view: View, address: str) -> Iterator[tuple[str, str]]:
    catalog, licence = view.catalog, view.catalog.schema.licence
    yield "Title", catalog.schema.title
    yield "Selection", titles.selection(view) or "everything"
    yield "Counts", titles.counts_line(view)
    yield from (("Address", address),) if address else ()
    yield "Version", titles.data_version(catalog)
    yield from (("Licence", licence.title), ("Terms of the licence", licence.url)) if licence.title else ()
    yield "Duty", rights.DUTY
    yield (
        "Text cells",
        "A text that a spreadsheet would take for a formula begins with an apostrophe. Numbers never do.",
    )
    yield (
        "Figures",
        f"{_quoted('value', 'value_max', 'out_of')} show the digits that the source wrote; {_quoted('value_si')} and "
        f"{_quoted('value_max_si')} are in the unit of {_quoted('unit_si')}.",
    )
    yield "Dates", "A date known to the day is a date. One known to the year or month only stays text."
