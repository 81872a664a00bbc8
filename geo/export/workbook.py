"""A view as an Excel workbook: sheets Sites, Claims, Sources and About.

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
from geo.export import table_columns
from geo.export.csv_files import neutralised
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

FIRST_SOURCES = ("source_1", "source_2", "source_3")
"""Columns of the sheet Sites that lead to the first documents of a site, by their titles."""

_FIGURES = ("value", "value_max", "out_of")
_DATES = ("date", "source_date")
_DAY = re.compile(r"(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}")
"""A full date; the calendar of Excel begins in 1900."""
_ADDRESS = re.compile(r"https?://\S{1,2000}")
_WRAPPED = (
    "headline_claim",
    "as_written",
    "title",
    "source_title",
    "deposit_type",
    "status",
    "operator",
    *FIRST_SOURCES,
    "note",
    "paraphrase",
    "root_note",
    "review_reason",
    "subject_label",
    "publisher",
)
"""Columns of sentences and titles, which go on in the next line of their cell."""
_WIDTHS: Mapping[str, int] = {
    **dict.fromkeys(("name_en", "name_ru", "name_kk", "subject_label", "publisher", "deposit_type", "status"), 26),
    **dict.fromkeys(("headline_claim", "as_written", "title", "source_title", "url", "source_url", "operator"), 44),
    **dict.fromkeys(FIRST_SOURCES, 36),
    **dict.fromkeys(("note", "paraphrase", "root_note", "review_reason", "sources", "source_urls"), 60),
    **dict.fromkeys(("value", "value_max", "out_of", "latitude", "longitude", "claims", "uncertainty_km"), 11),
}
"""Widths of columns in letters; sentences are wrapped, so they get no more than they need to be read."""
_USUAL_WIDTH = 17
_LINK = {"font_color": "#0563C1", "underline": 1}
_NOTE_WIDTH = 320
"""Pixels of the note on a heading; about 45 letters a line."""
_NAMED: Final[Mapping[str, str]] = {
    "site_id": "Site ID",
    "name_en": "Name, English",
    "name_ru": "Name, Russian",
    "name_kk": "Name, Kazakh",
    "region_iso": "Region, ISO code",
    "occurrence_type": "Kind of occurrence",
    "elements_uncertain": "Elements not confirmed",
    "deposit_type": "Kind of deposit",
    "parent_id": "Part of, site ID",
    "location_precision": "How the place is known",
    "uncertainty_km": "True within, km",
    "sources": "Source IDs",
    "source_urls": "Source addresses",
    "claim_id": "Claim ID",
    "subject_ids": "Subject IDs",
    "subject_label": "Subject",
    "value": "Value, as written",
    "value_max": "Upper value, as written",
    "unit": "Unit, as written",
    "value_si": "Value, normalised",
    "value_max_si": "Upper value, normalised",
    "unit_si": "Unit, normalised",
    "material_as_written": "Material, as written",
    "category_as_written": "Category, as written",
    "evidence_grade_min": "Evidence grade, lowest",
    "evidence_grade_max": "Evidence grade, highest",
    "source_id": "Source ID",
    "locator": "Where in the source",
    "root_id": "First statement, ID",
    "root_note": "First statement, remark",
    "upstream": "Source of the source",
    "upstream_claim_id": "Repeats claim, ID",
    "paraphrase": "In our words",
    "note": "Remark",
    "review_reason": "Reason of the review",
    "as_written": "Figure in words",
    "source_url": "Source address",
    "url": "Address",
}


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


def heading(column: str) -> str:
    """Return the heading of a column: its own, or its machine name as words.

    Parameters
    ----------
    column
        Machine name of a column.

    Returns
    -------
    str
        Words for the first row of a table, beginning with a capital letter.

    Examples
    --------
    >>> heading("value_si"), heading("headline_claim")
    ('Value, normalised', 'Headline claim')
    """
    return _NAMED.get(column, column.replace("_", " ").capitalize())


def _sites(view: View, progress: Progress) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of the site table, with the ids of the first documents of each in columns of their own."""
    for row in table_columns.each_site(view, progress):
        yield row | dict(zip_longest(FIRST_SOURCES, row["sources"].split(";")[: len(FIRST_SOURCES)], fillvalue=""))


def _dictionary(view: View) -> dict[str, dict[str, str]]:
    """Return what each column of each sheet holds: sheet to machine name of the column to words."""
    columns: dict[str, dict[str, str]] = {"Sites": {}}
    for name, what in table_columns.SITE_COLUMNS.items():
        if name == "sources":
            columns["Sites"] |= dict.fromkeys(
                FIRST_SOURCES, f"a document of the site, with a link to it; {heading('sources')} has all"
            )
        columns["Sites"][name] = what
    for sheet, table in (("Claims", "claims"), ("Sources", "sources")):
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
            sheet.set_column(number, number, _WIDTHS.get(column, _USUAL_WIDTH))
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
            sheet.write_string(0, number, heading(column), made)
            words = f"{column}: {self.described[column]}"
            sheet.write_comment(0, number, words, {"width": _NOTE_WIDTH, "height": 20 + 18 * (1 + len(words) // 45)})

    def _cell(self, sheet: Worksheet, line: int, number: int, column: str, value: Any) -> None:
        if value is None or value == "":
            return
        if isinstance(value, bool):
            sheet.write_boolean(line, number, value, self._format())
        elif isinstance(value, (int, float)):
            sheet.write_number(line, number, value, self._format())
        elif column in _FIGURES and len(value) <= 15:  # Excel keeps 15 digits: a longer figure stays text, unchanged
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
        target, wrapped = self._target(column, value), {"text_wrap": True} if column in _WRAPPED else {}
        if target and self.links < MOST_LINKS:
            self.links += 1
            sheet.write_url(line, number, target, self._format(**_LINK, **wrapped), text)
        else:
            sheet.write_string(line, number, text, self._format(**wrapped))

    def _target(self, column: str, value: str) -> str:
        if column in ("url", "source_url") and _ADDRESS.fullmatch(value):
            return value
        if column in FIRST_SOURCES:
            url = self.documents.urls[value]
            return url if _ADDRESS.fullmatch(url) else self.documents.place(value)
        if self.name == "Claims" and column == "source_id" and value in self.documents.rows:
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
        yield from ((heading(column), what, column) for column, what in columns.items())


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
