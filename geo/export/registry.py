"""Every format in which a view can be taken away, and the one way to write it."""

from __future__ import annotations

import re
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from anyascii import anyascii

from geo.catalog import filters, permalinks
from geo.catalog.model import View
from geo.errors import FormatError
from geo.export import csv_files, table_columns
from geo.export.atomic_write import replacing
from geo.export.csv_files import write_csv
from geo.export.formats import Format, Options, Write
from geo.language.translation import N_

_LONGEST = 60
"""Letters of a file name for the filters; a selection of more has a number for them."""
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SQLITE = "application/geopackage+sqlite3"
_PARQUET = "application/vnd.apache.parquet"
_KML = "application/vnd.google-earth.kml+xml"
_GEOJSON = "application/geo+json"


def content(view: View, key: str, **chosen: Any) -> bytes:
    """Return a view in a format, as bytes.

    The file is held in memory once as a whole, because Streamlit serves a download from memory and reads a file object
    whole too. With 300,000 rows that is 280 MB of GeoJSON beside 55 MB for writing it; :func:`made` and :func:`write`
    need only the 55 MB.

    Parameters
    ----------
    view
        The sites and claims to write.
    key
        Key of the format, one of :data:`FORMATS`.
    **chosen
        Choices that some formats allow, by name: those of :class:`geo.export.formats.Options`.

    Returns
    -------
    bytes
        The file.

    Raises
    ------
    FormatError
        If there is no such format, or the view does not fit it.
    DataError
        If the view lacks a column.
    OSError
        With the name of the folder for temporary files, if that folder takes no more.
    """
    with made(view, key, Options(**chosen)) as path:
        return path.read_bytes()


@contextmanager
def made(view: View, key: str, options: Options | None = None) -> Iterator[Path]:
    """Yield a temporary file that holds a view in a format.

    The file is deleted when the ``with`` block ends.

    Parameters
    ----------
    view
        The sites and claims to write.
    key
        Key of the format, one of :data:`FORMATS`.
    options
        Choices that some formats allow; None takes the defaults.

    Yields
    ------
    Path
        Path of the file; it ends in the suffix of the format.

    Raises
    ------
    FormatError
        If there is no such format, or the view does not fit it.
    OSError
        With the name of the folder for temporary files, if that folder takes no more.
    DataError
        If the view lacks a column.
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

    The file is made aside and then takes the place of the target: see :func:`geo.export.atomic_write.replacing`.

    Parameters
    ----------
    view
        The sites and claims to write.
    key
        Key of the format, one of :data:`FORMATS`.
    path
        The target; an existing file is replaced.
    options
        Choices that some formats allow; None takes the defaults.

    Raises
    ------
    FormatError
        If there is no such format, or the view does not fit it.
    DataError
        If the view lacks a column.
    OSError
        With the name of the target, if it cannot be written.
    """
    kind = named(key)
    table_columns.check_exportable(view)
    with replacing(path, kind.suffix) as made:
        kind.write(view, made, options or Options())


def named(key: str) -> Format:
    """Return a format by its key.

    Parameters
    ----------
    key
        Key of the format, one of :data:`FORMATS`.

    Returns
    -------
    Format
        The format.

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

    Parameters
    ----------
    key
        Key of the format, or empty to go by the ending alone.
    path
        File or folder to write to, or empty to go by the key alone.

    Returns
    -------
    Format
        The format that both allow.

    Raises
    ------
    FormatError
        If there is no such format, if the ending is that of another format, or if only the ending could tell and no
        format has it.
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

    Parameters
    ----------
    view
        The view that the file holds.
    key
        Key of the format, one of :data:`FORMATS`.

    Returns
    -------
    str
        The name, in letters that every file system takes.

    Raises
    ------
    FormatError
        If there is no such format.
    """
    kind = named(key)
    return f"kazakhstan-deposits_{part(view)}{kind.mark}_{view.catalog.version}{kind.suffix}"


def part(view: View) -> str:
    """Return what a file name says of a selection: its choices, or a mark of them where they are too long.

    Two selections with different rows get different names; the order of the rows does not count.

    Parameters
    ----------
    view
        The view that the file holds.

    Returns
    -------
    str
        Letters, digits, hyphens and underscores; at most 60 of them.
    """
    chosen = view.selection
    words = ["all"] if chosen.is_empty else []
    for spec in sorted(filters.FACETS, key=lambda spec: spec.rank_in_name):
        shorter = spec.vocabulary.slugs(view.catalog)
        known = spec.named(view.catalog, chosen.chosen(spec.field)) if spec.named else ""
        words += [known] if known else [shorter.get(choice, choice) for choice in chosen.chosen(spec.field)]
    words += [chosen.words, *(spec.part for spec in filters.SWITCHES if getattr(chosen, spec.field))]
    slugs = [_slug(word) for word in words if word.strip()]
    joined = "-".join(slugs)
    if all(slugs) and len(joined) <= _LONGEST:
        return joined
    # The rows do not depend on their order, so every order gives the same mark; 8 digits tell selections apart.
    return f"selection-{zlib.crc32(permalinks.query(replace(chosen, order='claims')).encode()):08x}"


def filename_of_claims(view: View, name: str, kind: str) -> str:
    """Return the file name for a picture of the claims about a site or a group of claims.

    Parameters
    ----------
    view
        The view; its data version stands in the name.
    name
        Id of the site or of the group of claims.
    kind
        Key of the format, such as ``png``.

    Returns
    -------
    str
        The file name with its suffix.

    Raises
    ------
    FormatError
        If there is no such format.
    """
    return f"kazakhstan-deposits_{_slug(name)[:_LONGEST]}-claims_{view.catalog.version}{named(kind).suffix}"


def _slug(word: str) -> str:
    return re.sub(r"[^a-z0-9_]+", "-", anyascii(word).lower()).strip("-_")


def _sites_csv(view: View, path: Path, options: Options) -> None:
    with csv_files.opened(path, options.bom) as out:
        write_csv(table_columns.each_site(view, options.progress), table_columns.SITE_COLUMNS, out, options.semicolon)


def _claims_csv(view: View, path: Path, options: Options) -> None:
    with csv_files.opened(path, options.bom) as out:
        write_csv(table_columns.each_claim(view), table_columns.claim_columns(view), out, options.semicolon)


def _geojson(view: View, path: Path, options: Options) -> None:
    with csv_files.opened(path) as out:
        table_columns.write_geojson(view, out, _address(view, options), options.progress)


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
