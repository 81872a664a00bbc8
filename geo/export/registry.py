"""Every format in which a view can be taken away, and the one way to write it: aside first, then renamed."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import stat
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TextIO

from anyascii import anyascii

from geo.catalog import facets, permalinks
from geo.catalog.model import View
from geo.errors import FormatError
from geo.export import tabular
from geo.language.translation import N_, Say, Text

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_LONGEST = 60
"""Letters of a file name for the filters; a selection of more has a number for them."""
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SQLITE = "application/geopackage+sqlite3"
_PARQUET = "application/vnd.apache.parquet"
_KML = "application/vnd.google-earth.kml+xml"
_GEOJSON = "application/geo+json"


@dataclass(frozen=True)
class Options:
    """What some formats let one choose.

    ``bom`` and ``semicolon`` are for CSV: the mark that Excel needs to read Cyrillic, and semicolons between cells
    with decimal commas. ``address`` is the view's address in the app, for formats that say where they come from.
    ``say`` is the language of pictures; files of rows are in English, as their columns are. ``progress`` is told of
    each site that a file of rows has.
    """

    bom: bool = False
    semicolon: bool = False
    address: str = ""
    say: Say = str
    progress: tabular.Progress = tabular.untold


Write = Callable[[View, Path, Options], None]


@dataclass(frozen=True)
class Format:
    """One format: its key, English title and purpose, how its files end, its media type.

    ``mark`` tells its files from those of another format that end alike.
    """

    key: str
    title: Text
    purpose: Text
    suffix: str
    mime: str
    write: Write
    mark: str = ""

    @property
    def is_text(self) -> bool:
        """Whether its files can be read as text."""
        return self.mime.endswith(("csv", "json", "xml"))

    @property
    def is_csv(self) -> bool:
        """Whether ``bom`` and ``semicolon`` mean something to it."""
        return self.mime == "text/csv"


def content(
    view: View, key: str, *, bom: bool = False, semicolon: bool = False, address: str = "", say: Say = str
) -> bytes:
    """Return a view in a format, as bytes; see :class:`Options`.

    The file is held whole, once: Streamlit serves a download from memory and reads a file object whole too. With
    300,000 rows that is 280 MB of GeoJSON beside 55 MB for writing it; :func:`made` and :func:`write` need the latter
    alone.

    Raises
    ------
    FormatError
        If there is no such format, or the view does not fit it.
    """
    with made(view, key, Options(bom, semicolon, address, say)) as path:
        return path.read_bytes()


@contextmanager
def made(view: View, key: str, options: Options | None = None) -> Iterator[Path]:
    """Give a passing file that holds a view in a format.

    Raises
    ------
    FormatError
        If there is no such format, or the view does not fit it.
    OSError
        With the name of the folder for passing files, if that takes no more.
    """
    with tempfile.TemporaryDirectory(prefix="deposits-") as folder:
        path = Path(folder, "content" + named(key).suffix)
        try:
            write(view, key, path, options)
        except OSError as error:  # the file is ours and goes away: where it was to lie is what a person can mend
            raise OSError(error.errno, error.strerror, tempfile.gettempdir()) from None
        yield path


def write(view: View, key: str, path: Path | str, options: Options | None = None) -> None:
    """Write a view to a file: the whole of it, or nothing.

    The file is made aside, in a folder of its own beside the target, and takes the target's place when it is whole.
    A target that is no ordinary file (a device, a pipe) is written to directly, one that is read-only is left alone.

    Raises
    ------
    FormatError
        If there is no such format, or the view does not fit it.
    DataError
        If the view lacks a column.
    OSError
        With the name of the target, if it cannot be written.
    """
    kind, target = named(key), Path(os.path.realpath(path))
    tabular.check(view)
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not target.parent.exists():
            raise FileNotFoundError(errno.ENOENT, f"the folder {target.parent} is missing")
        if target.is_file() and not target.stat().st_mode & _WRITABLE:
            raise PermissionError(errno.EACCES, "the file is read-only")
        special = target.exists() and not target.is_file()
        with _aside(Path(tempfile.gettempdir()) if special else target.parent, kind.suffix) as made:
            kind.write(view, made, options or Options())
            if special:
                with made.open("rb") as whole, target.open("wb") as out:
                    shutil.copyfileobj(whole, out)
            else:
                made.replace(target)
    except OSError as error:
        raise OSError(error.errno or errno.EIO, error.strerror or str(error), str(path)) from error


def named(key: str) -> Format:
    """Return a format by its key.

    Raises
    ------
    FormatError
        If there is none; the message lists those there are.
    """
    if key not in FORMATS:
        raise FormatError(f"{key!r} is not a format; there are {', '.join(FORMATS)}")
    return FORMATS[key]


def meant(key: str, path: Path | str = "") -> Format:
    """Return the format that a key and the ending of a file ask for together; CSV where neither says anything.

    Raises
    ------
    FormatError
        If there is no such format, if the ending is that of another one, or if it alone is to tell and is of none.
    """
    target = Path(path)
    suffix = "" if target.is_dir() else target.suffix.lower()
    fitting = [kind for kind in FORMATS.values() if kind.suffix == suffix]
    if key:
        kind = named(key)
        if fitting and kind not in fitting:
            raise FormatError(
                f"{target.name!r} ends like {' or '.join(item.key for item in fitting)}, but the format asked for is "
                f"{key} ({kind.suffix}): change one of them"
            )
        return kind
    if suffix and not fitting:
        raise FormatError(f"{target.name!r} ends like none of the formats {', '.join(FORMATS)}: name one with --format")
    return fitting[0] if fitting else FORMATS["csv"]


def filename(view: View, key: str) -> str:
    """Return ``kazakhstan-deposits_<part>_<data version><suffix>``.

    The part is ``all``, the layer of the one region chosen, or the choices of the filters in a few letters and digits.
    """
    kind = named(key)
    return f"kazakhstan-deposits_{part(view)}{kind.mark}_{view.catalog.version}{kind.suffix}"


def part(view: View) -> str:
    """Return what a file name says of a selection: its choices, or a mark of them where they are too long.

    Two selections of other rows have other names; the order of the rows is not told.
    """
    chosen = view.selection
    words = ["all"] if chosen.is_empty else []
    for spec in sorted(facets.FACETS, key=lambda spec: spec.rank_in_name):
        shorter = spec.vocabulary.slugs(view.catalog)
        words += [shorter.get(choice, choice) for choice in chosen.chosen(spec.field)]
    words += [chosen.words, *(spec.part for spec in facets.SWITCHES if getattr(chosen, spec.field))]
    slugs = [_slug(word) for word in words if word.strip()]
    joined = "-".join(slugs)
    if all(slugs) and len(joined) <= _LONGEST:
        return joined
    return f"selection-{zlib.crc32(permalinks.query(replace(chosen, order='claims')).encode()):08x}"


def filename_of_claims(view: View, name: str, kind: str) -> str:
    """Return the name for a picture of the claims about ``name``, the id of a site or of a group of claims."""
    return f"kazakhstan-deposits_{_slug(name)[:_LONGEST]}-claims_{view.catalog.version}{named(kind).suffix}"


def _slug(word: str) -> str:
    return re.sub(r"[^a-z0-9_]+", "-", anyascii(word).lower()).strip("-_")


@contextmanager
def _aside(folder: Path, suffix: str) -> Iterator[Path]:
    """Give a path for a file to be made in a new folder, which goes away with all that is left in it."""
    room = folder / f".deposits-{secrets.token_hex(6)}"
    room.mkdir()
    try:
        yield room / f"made{suffix}"
    finally:
        shutil.rmtree(room, ignore_errors=True)


@contextmanager
def _text(path: Path, bom: bool = False) -> Iterator[TextIO]:
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(tabular.BOM if bom else "")
        yield out


def _sites_csv(view: View, path: Path, options: Options) -> None:
    with _text(path, options.bom) as out:
        tabular.write_csv(tabular.each_site(view, options.progress), tabular.SITE_COLUMNS, out, options.semicolon)


def _claims_csv(view: View, path: Path, options: Options) -> None:
    with _text(path, options.bom) as out:
        tabular.write_csv(tabular.each_claim(view), tabular.claim_columns(view), out, options.semicolon)


def _geojson(view: View, path: Path, options: Options) -> None:
    with _text(path) as out:
        tabular.write_geojson(view, out, _address(view, options), options.progress)


def _geopackage(view: View, path: Path, options: Options) -> None:
    from geo.export import gis

    gis.write_geopackage(view, path, options.progress)


def _parquet(view: View, path: Path, options: Options) -> None:
    from geo.export import gis

    gis.write_parquet(view, path, options.progress)


def _kml(view: View, path: Path, options: Options) -> None:
    from geo.export import gis

    gis.write_kml(view, path, options.progress)


def _workbook(view: View, path: Path, options: Options) -> None:
    from geo.export import workbook

    workbook.write(view, path, _address(view, options), options.progress)


def _bundle(view: View, path: Path, options: Options) -> None:
    from geo.export import bundle

    # no address: the same selection of the same version is the same file, wherever the app runs
    bundle.write(view, path, options.progress)


def _picture(kind: Literal["png", "svg"], drawing: Literal["map", "counts"]) -> Write:
    def write_picture(view: View, path: Path, options: Options) -> None:
        from geo.plot import pictures

        pictures.write(view, path, kind, drawing=drawing, address=options.address, say=options.say)

    return write_picture


def _address(view: View, options: Options) -> str:
    return options.address or permalinks.query(view.selection, view.catalog.version)


FORMATS: Mapping[str, Format] = {
    kind.key: kind
    for kind in (
        Format("xlsx", N_("Excel workbook"), N_("the whole view, to read"), ".xlsx", _SHEETS, _workbook),
        Format("csv", N_("Sites, CSV"), N_("for any spreadsheet or program"), ".csv", "text/csv", _sites_csv),
        Format(
            "claims-csv",
            N_("Claims, CSV"),
            N_("every figure with its source"),
            ".csv",
            "text/csv",
            _claims_csv,
            "-claims",
        ),
        Format("geojson", N_("Sites, GeoJSON"), N_("for maps on the web"), ".geojson", _GEOJSON, _geojson),
        Format("gpkg", N_("GeoPackage"), N_("for QGIS: sites, outlines, tables"), ".gpkg", _SQLITE, _geopackage),
        Format("parquet", N_("GeoParquet"), N_("for Python, R, DuckDB"), ".parquet", _PARQUET, _parquet),
        Format("kml", N_("KML"), N_("for Google Earth"), ".kml", _KML, _kml),
        Format("bundle", N_("Bundle, zip"), N_("tables with their citations"), ".zip", "application/zip", _bundle),
        Format("png", N_("Map, PNG"), N_("a picture for a report"), ".png", "image/png", _picture("png", "map")),
        Format(
            "svg",
            N_("Map, SVG"),
            N_("drawn letters: looks the same everywhere"),
            ".svg",
            "image/svg+xml",
            _picture("svg", "map"),
        ),
        Format(
            "charts-png",
            N_("Charts, PNG"),
            N_("sites by element"),
            ".png",
            "image/png",
            _picture("png", "counts"),
            "-charts",
        ),
        Format(
            "charts-svg",
            N_("Charts, SVG"),
            N_("the same, letters drawn"),
            ".svg",
            "image/svg+xml",
            _picture("svg", "counts"),
            "-charts",
        ),
    )
}
"""All formats by key, in the order in which they are offered."""
