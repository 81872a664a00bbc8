"""A selection with all that is needed to use and cite it, in one zip: tables, descriptor, citations, a page to read.

The same selection of the same version gives the same bytes: the time in the archive is the day of the version, the
order of the files is fixed, and nothing of the moment, the machine or the app's host is written. (Another build of
zlib may pack the same files into other bytes; the hashes in ``datapackage.json`` are of the files themselves.)
"""

from __future__ import annotations

import datetime
import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, Final, TextIO, TypeAlias

from geo.catalog import permalinks, rights, titles, versions
from geo.catalog.descriptor import DESCRIPTOR
from geo.catalog.model import Order, View, records
from geo.export import citations, datapackage, site_tables, table_columns
from geo.export.csv_files import write_csv
from geo.export.datapackage import Part
from geo.export.table_columns import Progress, no_progress
from geo.export.works import Work

README: Final = "README.md"

Fill: TypeAlias = Callable[[TextIO], object]
"""A function that writes one file of the archive to a text stream."""

_FILE_MODE: Final = 0o100644 << 16
"""An ordinary file that all may read, where a zip keeps the mode: in the upper 16 bits of the attributes."""
_UNIX: Final = 3
"""Code of Unix in a zip: only then is the mode read. It is fixed, or the bytes would depend on the machine."""
_LICENCE: Final = re.compile(r"\bCC BY(?:-[A-Z]{2})*(?: [0-9]\.[0-9])?")
_UNSTATED: Final = "no licence stated in our source list; a single fact each, cited"
_ORDERS: Final[Mapping[Order, str]] = {
    "claims": "most claims first",
    "name": "by name",
    "region": "by region, then by name",
    "tonnage": "largest tonnage claimed first",
}
_EARLIEST: Final = datetime.date(1980, 1, 1)
"""Earliest day that the format of zip can hold."""
_READING: Final = (
    "A claim is one published figure: `value` and `unit` as the source writes them, `value_si` in tonnes or g/t "
    "beside them. `basis` says what the tonnes are tonnes of; `ambiguous` means that the source does not say. "
    "Claims contradict each other: none is deleted, and none is chosen as true. `headline_claim` is one of them, "
    "picked by rule.",
    "`uncertainty_km` is the radius within which a site lies; a site without coordinates has no known place. "
    "`review` says where reviewers doubt a row, and `review_reason` why. Columns that join several values part them by "
    "a semicolon, the codes of a category by a plus sign.",
    "All files are UTF-8. In the CSV files a text that a spreadsheet would take for a formula begins with an "
    "apostrophe, also behind a separator inside it; numbers never do. A spreadsheet whose decimal sign is a comma "
    "must be told, when it opens them, that the separator is a comma and the decimal sign a point.",
    "`parent_id` and `upstream_claim_id` may name a site or a claim that the selection leaves out.",
)


def write(view: View, path: Path | IO[bytes], progress: Progress = no_progress) -> None:
    """Write the bundle of a view as a zip.

    The rows are written one after the other: no table is held in memory as a whole.

    Parameters
    ----------
    view
        What to take away.
    path
        File to write, or a binary stream.
    progress
        Function that is told the number of each site and of all sites, once for every table of sites.

    Raises
    ------
    DataError
        If the view lacks a column.
    OSError
        If the file cannot be written.
    """
    day = _day(view)
    with zipfile.ZipFile(path, "w") as archive:
        parts = [_put(archive, name, day, fill) for name, fill in _tables(view, progress).items()]
        digest = versions.digest(view.catalog.folder)
        texts = {
            DESCRIPTOR: datapackage.describe(view, parts, digest),
            README: _readme(view, parts, digest),
        }
        for name, text in texts.items():
            _put(archive, name, day, _whole(text))


def content(view: View) -> bytes:
    """Return the bundle of a view as bytes.

    The bytes are those that :func:`write` writes.

    Parameters
    ----------
    view
        The sites and claims to pack.

    Returns
    -------
    bytes
        The zip.

    Raises
    ------
    DataError
        If the view lacks a column.
    """
    out = io.BytesIO()
    write(view, out)
    return out.getvalue()


class _Tally(io.RawIOBase):
    """A stream that passes bytes on and keeps their number and their SHA-256."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out, self.size, self.hash = out, 0, hashlib.sha256()

    def writable(self) -> bool:
        """Whether it can be written to."""
        return True

    def write(self, data: Any) -> int:
        """Write bytes and return how many."""
        self.hash.update(data)
        self.size += len(data)
        return self.out.write(data)


def _put(archive: zipfile.ZipFile, name: str, day: datetime.date, fill: Fill) -> Part:
    """Write one file into the archive; return its name, size and hash."""
    entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, _UNIX, _FILE_MODE
    with archive.open(entry, "w") as raw:
        tally = _Tally(raw)
        with io.TextIOWrapper(io.BufferedWriter(tally), "utf-8", newline="") as text:
            fill(text)
    return Part(name, tally.size, tally.hash.hexdigest())


def _tables(view: View, progress: Progress) -> dict[str, Fill]:
    ids = citations.source_ids(view)
    works = _works(view, ids)
    return {
        "sites.csv": lambda out: write_csv(table_columns.each_site(view, progress), table_columns.SITE_COLUMNS, out),
        "sites.geojson": lambda out: table_columns.write_geojson(view, out, progress=progress),
        "claims.csv": lambda out: write_csv(table_columns.each_claim(view), table_columns.claim_columns(view), out),
        "sources.csv": _table(view, "sources", ids),
        "roots.csv": _table(view, "roots", _roots(view)),
        **{f"{table}.csv": _of_sites(view, table) for table in site_tables.held(view)},
    } | {f"citations{suffix}": _whole(written(works)) for suffix, written in citations.CITATION_FORMATS.values()}


def _whole(text: str) -> Fill:
    return lambda out: out.write(text)


def _table(view: View, name: str, ids: Iterable[str]) -> Fill:
    """Return what writes some rows of a table that has texts only."""
    columns = view.catalog.schema.resources[name].columns
    rows = records(view.catalog.frames[name].loc[list(ids), list(columns)])
    return lambda out: write_csv(rows, columns, out)


def _of_sites(view: View, table: str) -> Fill:
    rows, columns = site_tables.rows(view, table), site_tables.columns(view, table)
    return lambda out: write_csv(rows, columns, out)


def _roots(view: View) -> list[str]:
    """First statements that the claims of a view descend from."""
    roots = view.catalog.roots
    return [str(item) for item in roots.index[roots.index.isin(view.claims["root_id"])]]


def _works(view: View, ids: Iterable[str]) -> tuple[Work, ...]:
    words = titles.selection(view)
    chosen = citations.dataset(view.catalog, f"Selection: {words}" if words else "")
    return chosen, *citations.sources(view.catalog, ids)


def _readme(view: View, files: Iterable[Part], digest: str) -> str:
    chosen, *documents = _works(view, citations.source_ids(view))
    parts = {
        "": [_head(view, digest)],
        "Files": [_list(view, files, len(documents))],
        "How to read it": _READING,
        "Licence and attributions": [_rights(view)],
        "How to cite it": [
            f"    {citations.plain(chosen)}",
            "For a single figure cite its own document too. All documents of this selection:" if documents else "",
            "\n".join(map(_reference, documents)),
        ],
    }
    title = f"# {citations.COLLECTION}: {_plain(titles.selection(view) or 'all sites')}"
    said = [(f"## {name}\n\n" if name else "") + "\n\n".join(filter(None, texts)) for name, texts in parts.items()]
    return "\n\n".join([title, *said]) + "\n"


def _head(view: View, digest: str) -> str:
    address = permalinks.query(view.selection, view.catalog.version)
    facts = {
        "Selection": _plain(titles.selection(view) or "everything"),
        "Address": f"`{address}` (to be put behind the address of the app)",
        "Counts": titles.counts_line(view),
        "Rows": _ORDERS[view.selection.order],
        "Version": titles.data_version(view.catalog),
        "SHA-256 of the data it is taken from": f"`{digest}`",
    }
    return "\n".join(f"- {name}: {text}" for name, text in facts.items())


def _list(view: View, files: Iterable[Part], documents: int) -> str:
    rows = {
        "sites.csv": len(view.sites),
        "sites.geojson": len(view.sites),
        "claims.csv": len(view.claims),
        "sources.csv": documents,
        "roots.csv": len(_roots(view)),
        **{f"{table}.csv": len(site_tables.rows(view, table)) for table in site_tables.held(view)},
    }
    lines = ["| file | rows | what it holds |", "|---|---:|---|"]
    lines += [f"| {file.name} | {rows.get(file.name, '')} | {datapackage.title(file.name)} |" for file in files]
    return "\n".join([*lines, f"| {DESCRIPTOR} | | Columns, words, keys and hashes of these files (Data Package) |"])


def _rights(view: View) -> str:
    licence = view.catalog.schema.licence
    lines = [f"- The collection: {licence.title} ({licence.url}), {citations.COLLECTION}. {rights.DUTY}"]
    stated = _licences(view)
    named = [f"{publisher} ({', '.join(sorted(terms))})" for publisher, terms in stated.items() if terms]
    if named:
        lines.append(f"- Places of the sites, with the licence that our source list names: {'; '.join(named)}.")
    others = [publisher for publisher, terms in stated.items() if not terms]
    if others:
        lines.append(f"- Places of the sites, {_UNSTATED}: {'; '.join(others)}.")
    lines.append("- Facts belong to nobody; each row names its document. Sentences of the documents are not copied.")
    return "\n".join(lines)


def _licences(view: View) -> dict[str, set[str]]:
    """Return the publishers of the documents that place the sites, each with the licences that our remarks name."""
    used = set(view.sites["location_source_id"])
    if view.sites["location_note"].str.contains("GeoNames").any():
        used.add("geonames")
    found: dict[str, set[str]] = {}
    for row in records(view.catalog.sources[view.catalog.sources.index.isin(used)]):
        found.setdefault(_plain(row["publisher"] or row["title"]), set()).update(_LICENCE.findall(row["note"]))
    return dict(sorted(found.items()))


def _reference(work: Work) -> str:
    link = f" <{work.url.replace('>', '%3E')}>" if work.url else ""
    return f"- {_plain(citations.plain(replace(work, url='')))}{link}"


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", " ".join(text.split()))


def _day(view: View) -> datetime.date:
    try:
        return max(datetime.date.fromisoformat(view.catalog.schema.created), _EARLIEST)
    except ValueError:
        return _EARLIEST
