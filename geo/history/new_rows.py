"""Claims that somebody offers as a CSV: read with suspicion, and completed by what follows from their cells."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

from geo.catalog import search
from geo.catalog.model import Catalog
from geo.catalog.name_index import NameIndex
from geo.errors import DataError, Fault

MOST_BYTES: Final = 5_000_000
"""Bytes that a file of new claims may have."""
MOST_ROWS: Final = 5_000
"""Rows that it may have."""
_DEFAULTS: Final[Mapping[str, str]] = {"modality": "stated", "scope": "whole", "cumulative": "false"}
"""What stands in a cell that is left empty."""
_MADE: Final = ("value_si", "value_max_si", "unit_si", "source_date", "subject_label")
"""Columns that follow from others where they are left empty."""


@dataclass(frozen=True)
class NewRow:
    """One claim that is offered.

    Attributes
    ----------
    line
        Line in the file, counted from 1.
    cells
        Text of every column of claims.csv, completed.
    read_as
        By a subject as written, the id that it was taken for.
    """

    line: int
    cells: Mapping[str, str]
    read_as: Mapping[str, str]


def read(path: Path, catalog: Catalog) -> tuple[NewRow, ...]:
    """Read a file of new claims and complete its rows.

    Its header names columns of claims.csv, in any order. Ids may be left out; so may what follows from other cells:
    value x factor, the unit used inside, the date of the document, the evidence grades of the codes.

    Parameters
    ----------
    path
        The file: CSV in UTF-8.
    catalog
        The data that the claims are to be added to.

    Returns
    -------
    tuple of NewRow
        In the order of the file, each with an id.

    Raises
    ------
    DataError
        With everything that keeps the file or a row from being read.
    OSError
        If the file cannot be opened.
    """
    faults: list[Fault] = []
    rows = list(_rows(path, catalog, faults))
    if not rows and not faults:
        faults.append(Fault(path.name, 0, "", "holds no claim"))
    completed = [_completed(path.name, line, cells, catalog, faults) for line, cells in rows]
    if faults:
        raise DataError(faults)
    return tuple(_numbered(completed, catalog))


def _rows(path: Path, catalog: Catalog, faults: list[Fault]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line and cells of each row, spaces around them left out."""
    text = _text(path, faults)
    reader = csv.reader(io.StringIO(text or "", newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if text is None or not _is_sound(path.name, header, catalog, faults):
            return
        count = 0
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            count += 1
            if count > MOST_ROWS:
                faults.append(Fault(path.name, reader.line_num, "", f"has more than {MOST_ROWS:,} rows: split it"))
                return
            if len(cells) != len(header):
                said = f"has {len(cells)} cells, the header has {len(header)}"
                faults.append(Fault(path.name, reader.line_num, "", said))
                continue
            yield reader.line_num, {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    except csv.Error as error:
        faults.append(Fault(path.name, reader.line_num, "", f"cannot be read as CSV: {error}"))


def _text(path: Path, faults: list[Fault]) -> str | None:
    with path.open("rb") as file:
        raw = file.read(MOST_BYTES + 1)
    said = ""
    if len(raw) > MOST_BYTES:
        said = f"is larger than {MOST_BYTES:,} bytes: split it"
    elif b"\0" in raw:
        said = "holds a NUL byte: it is damaged or no text"
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        said = said or f"is not UTF-8: byte {raw[error.start]:#04x} cannot be read (save the file as UTF-8)"
    if said:
        faults.append(Fault(path.name, 0, "", said))
        return None
    return text


def _is_sound(name: str, header: Sequence[str], catalog: Catalog, faults: list[Fault]) -> bool:
    fields = catalog.schema.resources["claims"].fields
    known = {item.name for item in fields}
    before = len(faults)
    if len(header) < 2:
        said = "the first line names no columns of claims.csv parted by commas"
        faults.append(Fault(name, 1, "", said))
        return False
    for column in dict.fromkeys(header):
        if column not in known:
            faults.append(Fault(name, 1, column, f"{column!r} is no column of claims.csv"))
        if header.count(column) > 1:
            faults.append(Fault(name, 1, column, f"the column {column!r} stands twice"))
    free = {"claim_id", *_DEFAULTS, *_MADE, "evidence_grade_min", "evidence_grade_max"}
    missing = [item.name for item in fields if item.required and item.name not in {*header, *free}]
    faults.extend(Fault(name, 1, column, f"the column {column!r} is missing") for column in missing)
    return len(faults) == before


def _completed(name: str, line: int, cells: dict[str, str], catalog: Catalog, faults: list[Fault]) -> NewRow:
    """Return a row with every column; what cannot follow is left for the tests of the whole folder."""
    for column, text in cells.items():
        if any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn") for letter in text):
            faults.append(Fault(name, line, column, "holds a line break or another sign that cannot be seen"))
    full = {column: cells.get(column, "") for column in catalog.schema.resources["claims"].columns}
    full |= {column: text for column, text in _DEFAULTS.items() if not full[column]}
    read_as = _with_subjects(name, line, full, catalog, faults)
    for column, text in _following(full, catalog).items():
        full[column] = full[column] or text
    return NewRow(line, full, read_as)


def _with_subjects(
    name: str, line: int, full: dict[str, str], catalog: Catalog, faults: list[Fault]
) -> Mapping[str, str]:
    """Put ids in the place of names of subjects, and return which."""
    ids = {*catalog.sites.index, *catalog.regions.index, *catalog.frames["countries"].index}
    read_as: dict[str, str] = {}
    for written in filter(None, map(str.strip, full["subject_ids"].split(";"))):
        if written in ids:
            continue
        found, said = _meant(catalog, written)
        if found:
            read_as[written] = found
        else:
            faults.append(Fault(name, line, "subject_ids", f"{written!r} {said}"))
    subjects = [item.strip() for item in full["subject_ids"].split(";")]
    full["subject_ids"] = ";".join(read_as.get(item, item) for item in subjects if item)
    return read_as


def _meant(catalog: Catalog, written: str) -> tuple[str, str]:
    """Return the id of the place that a name means; where there is none or several, empty and what was found."""
    for table in ("regions", "countries"):
        names = catalog.frames[table]["name_en"].str.casefold()
        if (names == written.casefold()).any():
            return str(names.index[names == written.casefold()][0]), ""
    hits = search.find(NameIndex.from_sites(catalog.sites), written)
    sure = [hit for hit in hits if hit.why in ("exact", "same-spelling", "translated")]
    if len(sure) == 1 or (sure and sure[0].score > sure[1].score):
        return sure[0].site_id, ""
    near = ", ".join(f"{hit.site_id} ({hit.matched})" for hit in hits[:3])
    if not near:
        return "", "is no site, region or country of the data"
    return "", f"is no id, and as a name not sure enough: is it {near}?"


def _following(full: Mapping[str, str], catalog: Catalog) -> dict[str, str]:
    """Return what follows from the cells of a row for columns that may be left empty."""
    units, sources = catalog.frames["units"], catalog.sources
    found = {"evidence_grade_min": "0", "evidence_grade_max": "0"}
    if full["unit"] in units.index:
        factor = Decimal(repr(float(units["factor"].to_dict()[full["unit"]])))
        found["unit_si"] = str(units.at[full["unit"], "unit_si"])
        found |= {f"{column}_si": _product(full[column], factor) for column in ("value", "value_max")}
    if full["source_id"] in sources.index:
        found["source_date"] = str(sources.at[full["source_id"], "date"])
    codes = full["category_codes"].split("+")
    table = catalog.frames["category_codes"]
    if all(code in table.index for code in codes):
        rows = table.loc[codes]
        found["evidence_grade_min"] = str(int(rows["evidence_grade_min"].min()))
        found["evidence_grade_max"] = str(int(rows["evidence_grade_max"].max()))
    names = _names(catalog)
    found["subject_label"] = " + ".join(names.get(item, item) for item in full["subject_ids"].split(";"))
    return found


def _names(catalog: Catalog) -> Mapping[str, Any]:
    frames = (catalog.frames["countries"], catalog.regions, catalog.sites)
    return {str(key): name for frame in frames for key, name in frame["name_en"].items()}


def _product(value: str, factor: Decimal) -> str:
    """Return value x factor in digits; empty for what is no number, which the tests of the folder will name."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return ""
    return f"{(number * factor).normalize():f}" if number.is_finite() and len(value) < 40 else ""


def _numbered(rows: Sequence[NewRow], catalog: Catalog) -> Iterator[NewRow]:
    """Yield the rows, each with the id it names or the next free one."""
    taken = {*map(str, catalog.claims.index), *(row.cells["claim_id"] for row in rows)}
    number = max((int(claim[1:]) for claim in catalog.claims.index), default=0)
    for row in rows:
        claim = row.cells["claim_id"]
        while not claim:
            number += 1
            claim = f"C{number:03}" if f"C{number:03}" not in taken else ""
        yield NewRow(row.line, {**row.cells, "claim_id": claim}, row.read_as)
