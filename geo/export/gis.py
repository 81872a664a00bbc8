"""A view as files of geographic software: GeoPackage, KML and GeoParquet, written by GDAL and Arrow piece by piece.

Coordinates are WGS 84 degrees, longitude first. A site without a known place keeps its row and has no geometry; a text
that is not known is null, as a number is.
"""

from __future__ import annotations

import errno
import io
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import geopandas
import shapely

from geo.catalog.model import Catalog, View
from geo.export import table_columns
from geo.export.table_columns import Progress, no_progress
from geo.language import wording
from geo.spatial import WGS84

if TYPE_CHECKING:
    import pyarrow

AT_ONCE = 10_000
"""Rows held in memory at a time: enough for fast writing, few enough that memory does not grow with the view."""
SITE_FIELDS = tuple(name for name in table_columns.SITE_COLUMNS if name not in ("latitude", "longitude"))
"""Columns of a layer of sites; its geometry stands for latitude and longitude."""

_TYPES: Mapping[str, str] = {"number": "float64", "integer": "int64", "boolean": "bool_", "count": "int32"}
_SITE_TYPES: Mapping[str, str] = {"uncertainty_km": "number", "claims": "count"}
_ALMOST_FULL = 1_000_000
"""Bytes left on a disk below which a failed write is blamed on the full disk: GDAL does not say why it failed."""
_HEAD = 1000
"""Bytes of a KML file in which its document begins."""


def write_geopackage(view: View, path: Path, progress: Progress = no_progress) -> None:
    """Write a view as a GeoPackage: layers ``sites`` and ``regions``, tables ``claims`` and ``sources``.

    Parameters
    ----------
    view
        The sites and claims to write.
    path
        File to write; the folder must exist.
    progress
        Function that is told the number of each site, counted from 1, and the number of all sites.

    Raises
    ------
    OSError
        If the file cannot be written.
    DataError
        If the view lacks a column.
    """
    import pyogrio

    columns = view.catalog.schema.resources
    tables = {
        "claims": (table_columns.each_claim(view), table_columns.claim_columns(view)),
        "sources": (iter(table_columns.source_rows(view)), columns["sources"].columns),
    }
    with _gdal(path):
        pyogrio.write_arrow(
            _sites(view, progress),
            path,
            layer="sites",
            driver="GPKG",
            geometry_name="geometry",
            geometry_type="Point",
            crs=WGS84,
            dataset_metadata=table_columns.described(view),
        )
        pyogrio.write_dataframe(_outlines(view.catalog), path, layer="regions", driver="GPKG", promote_to_multi=True)
        for name, (rows, names) in tables.items():
            kinds = {field.name: field.type for field in columns[name].fields}
            pyogrio.write_arrow(_stream(rows, names, kinds), path, layer=name, driver="GPKG")
        _expect(path, "sites", len(view.sites))


def write_kml(view: View, path: Path, progress: Progress = no_progress) -> None:
    """Write the sites of a view as KML: a placemark each, named in English and described in a few sentences.

    The other columns are extended data. The driver makes one folder, so a site without a known place stays in its
    order, without a point, and its description says that it is not on the map.

    Parameters
    ----------
    view
        The sites and claims to write.
    path
        File to write; the folder must exist.
    progress
        Function that is told the number of each site, counted from 1, and the number of all sites.

    Raises
    ------
    OSError
        If the file cannot be written.
    DataError
        If the view lacks a column.
    """
    import pyogrio

    with _gdal(path):
        pyogrio.write_arrow(
            _sites(view, progress, _descriptions(view)),
            path,
            layer="sites",
            driver="KML",
            geometry_name="geometry",
            geometry_type="Point",
            crs=WGS84,
            dataset_options={"NameField": "name", "DescriptionField": "description"},
        )
        with path.open("rb") as written:  # the driver does not say when the disk has refused the end
            written.seek(max(0, path.stat().st_size - 20))
            if not written.read().rstrip().endswith(b"</kml>"):
                raise RuntimeError("the file is cut off")
    _describe_kml(path, table_columns.described(view))


def _describe_kml(path: Path, said: Mapping[str, str]) -> None:
    """Add a description to the document, which the driver cannot write.

    GDAL's other driver, LIBKML, can; but it took 389 MB and 6.0 s for 100,000 points, this one 18 MB and 1.4 s.
    """
    words = escape(" ".join(f"{name.capitalize()}: {text.rstrip('.')}." for name, text in said.items() if text))
    whole = path.with_suffix(".whole")
    with path.open("rb") as written, whole.open("wb") as out:
        head, mark, rest = written.read(_HEAD).partition(b"<Document")
        opening, closing, tail = rest.partition(b">")
        out.write(head + mark + opening + closing + f"<description>{words}</description>".encode() + tail)
        shutil.copyfileobj(written, out)
    whole.replace(path)


def write_parquet(view: View, path: Path, progress: Progress = no_progress) -> None:
    """Write the sites of a view as GeoParquet.

    Parameters
    ----------
    view
        The sites and claims to write.
    path
        File to write; the folder must exist.
    progress
        Function that is told the number of each site, counted from 1, and the number of all sites.

    Raises
    ------
    OSError
        If the file cannot be written.
    DataError
        If the view lacks a column.
    """
    from pyarrow import parquet

    reader = _sites(view, progress)
    schema = reader.schema.with_metadata(_geo_metadata() | table_columns.described(view))
    with path.open("wb") as out, parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch.replace_schema_metadata(schema.metadata))


def _geo_metadata() -> dict[str, str]:
    """Return what GeoParquet says of its geometry column, as geopandas writes it."""
    from pyarrow import parquet

    file = io.BytesIO()
    geopandas.GeoDataFrame(geometry=[], crs=WGS84).to_parquet(file, index=False)
    return {"geo": parquet.read_schema(file).metadata[b"geo"].decode()}


def _sites(
    view: View, progress: Progress, descriptions: Callable[[Mapping[str, Any]], str] | None = None
) -> pyarrow.RecordBatchReader:
    points = iter(view.sites.geometry)
    rows = (
        row
        | {"geometry": shapely.to_wkb(point)}
        | ({"name": row["name_en"], "description": descriptions(row)} if descriptions is not None else {})
        for row, point in zip(table_columns.each_site(view, progress), points, strict=True)
    )
    added = () if descriptions is None else ("name", "description")
    return _stream(rows, (*SITE_FIELDS, *added, "geometry"), _SITE_TYPES)


def _descriptions(view: View) -> Callable[[Mapping[str, Any]], str]:
    """Return what describes a row of the site table: its headline claim, its region, how surely its place is known."""
    labels = view.catalog.schema.labels("sites", "location_precision")

    def describe(row: Mapping[str, Any]) -> str:
        place = wording.place(row, labels)
        said = {
            "Headline claim": row["headline_claim"],
            "Region": row["region"],
            "Not on the map" if row["latitude"] is None else "Place": place,
        }
        return " ".join(f"{name}: {text.rstrip('.')}." for name, text in said.items() if text)

    return describe


def _stream(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], kinds: Mapping[str, str]
) -> pyarrow.RecordBatchReader:
    """Return rows as a stream of Arrow batches; columns of no known kind are text, ``geometry`` is WKB.

    A text that is empty becomes null.
    """
    import pyarrow

    def field(name: str) -> pyarrow.Field:
        if name == "geometry":
            return pyarrow.field(name, pyarrow.binary(), metadata={"ARROW:extension:name": "geoarrow.wkb"})
        return pyarrow.field(name, getattr(pyarrow, _TYPES.get(kinds.get(name, ""), "string"))())

    schema = pyarrow.schema([field(name) for name in columns])

    left = map(table_columns.known, rows)
    first = list(islice(left, AT_ONCE))  # here, because GDAL swallows the errors of the stream that it reads

    def batches() -> Iterator[pyarrow.RecordBatch]:
        piece = first
        while piece:
            yield pyarrow.RecordBatch.from_pylist(piece, schema=schema)
            piece = list(islice(left, AT_ONCE))

    return pyarrow.RecordBatchReader.from_batches(schema, batches())


def _outlines(catalog: Catalog) -> geopandas.GeoDataFrame:
    fields = catalog.schema.resources["regions"].fields
    lists = [field.name for field in fields if field.type in ("list", "array")]
    texts = [field.name for field in fields if field.type == "string"]
    joined = catalog.regions.assign(**{name: catalog.regions[name].map(";".join) for name in lists})
    return joined.assign(**{name: joined[name].map(lambda cell: cell or None) for name in (*texts, *lists)})


def _expect(path: Path, layer: str, rows: int) -> None:
    """Fail unless a layer has all its rows: GDAL swallows errors of the stream that it reads."""
    import pyogrio

    if pyogrio.read_info(path, layer=layer)["features"] != rows:
        raise RuntimeError(f"the layer {layer} lacks rows")


@contextmanager
def _gdal(path: Path) -> Iterator[None]:
    """Re-raise GDAL's RuntimeError as the OSError that Python's own files raise, with the name of the file."""
    try:
        yield
    except RuntimeError as error:
        if shutil.disk_usage(path.parent).free < _ALMOST_FULL:
            raise OSError(errno.ENOSPC, "No space left on device", str(path)) from error
        said = " ".join(str(error).replace(str(path), "the file").split())
        raise OSError(errno.EIO, f"the file could not be written ({said})", str(path)) from error
