"""From a folder to a checked :class:`~geo.catalog.model.Catalog`: read, validate, build the frames."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas
import pandas
from shapely.geometry import shape

from geo.catalog import descriptor, reader, validation
from geo.catalog.descriptor import DESCRIPTOR
from geo.catalog.model import Catalog
from geo.catalog.reader import Row
from geo.catalog.schema import Resource, Schema
from geo.errors import DataError, Fault
from geo.spatial import WGS84

FOLDER_VARIABLE = "DEPOSITS_DATA"


def data_dir() -> Path:
    """Return the folder of the data.

    That is the folder in the variable ``DEPOSITS_DATA``, else that of an installed package, else ``data/`` of the
    repository, which lies beside this package.

    Returns
    -------
    Path
        The folder, whether it exists or not.
    """
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    package = Path(__file__).resolve().parents[1]
    installed = package / "data"
    return installed if installed.is_dir() else package.parent / "data"


def load(folder: Path | str | None = None) -> Catalog:
    """Read and check a data folder.

    Parameters
    ----------
    folder
        The data folder; by default that of :func:`data_dir`.

    Returns
    -------
    Catalog
        Frames that callers must not change.

    Raises
    ------
    DataError
        With every fault of every file, if there is any.
    """
    path = Path(folder) if folder is not None else data_dir()
    described, tables = read(path)
    frames = {name: frame(described.resources[name], rows) for name, rows in tables.items()}
    return Catalog(folder=path, schema=described, frames=frames)


def read(path: Path) -> tuple[Schema, Mapping[str, Sequence[Row]]]:
    """Read the rows of every table and check them.

    Parameters
    ----------
    path
        The data folder.

    Returns
    -------
    tuple
        The schema, and the rows of every table by its name.

    Raises
    ------
    DataError
        With every fault found.
    """
    if not path.is_dir():
        said = f"there is no such folder; name one with --data or the variable {FOLDER_VARIABLE}"
        raise DataError([Fault(str(path), 0, "", said)])
    described = descriptor.read(path)
    faults: list[Fault] = _unlisted(path, described)
    tables = {name: reader.rows(path, resource, faults) for name, resource in described.resources.items()}
    missing = [name for name in Catalog.REQUIRED if name not in tables]
    faults.extend(Fault(DESCRIPTOR, 0, "resources", f"{name!r} is missing") for name in missing)
    if not missing:
        faults.extend(validation.faults(described, tables, _damaged(described, faults)))
    if faults:
        raise DataError(faults)
    return described, tables


def _damaged(described: Schema, faults: Sequence[Fault]) -> frozenset[str]:
    """Return the tables that lost rows in reading: what refers to them cannot be checked."""
    files_hit = {fault.file for fault in faults if not fault.column or fault.line == 1}
    return frozenset(name for name, resource in described.resources.items() if files_hit.intersection(resource.paths))


def _unlisted(path: Path, described: Schema) -> list[Fault]:
    listed = {name for resource in described.resources.values() for name in resource.paths}
    found = sorted(file.relative_to(path).as_posix() for file in path.glob("sites/*.geojson"))
    return [Fault(name, 0, "", "the layer is not listed in datapackage.json") for name in found if name not in listed]


def frame(resource: Resource, rows: Sequence[Row]) -> pandas.DataFrame:
    """Return the rows of a table as a frame.

    Parameters
    ----------
    resource
        What the schema says of the table.
    rows
        Rows without a fault.

    Returns
    -------
    pandas.DataFrame
        By id where the table has one; a GeoDataFrame in WGS 84 degrees where it has a geometry.
    """
    columns = {field.name: [_cell(row.values[field.name], field.type) for row in rows] for field in resource.fields}
    index = _key(resource)
    made = pandas.DataFrame({name: _series(values, resource.field(name).type) for name, values in columns.items()})
    if resource.format == "geojson":
        geometry = [None if row.geometry is None else shape(dict(row.geometry)) for row in rows]
        made = geopandas.GeoDataFrame(made, geometry=geometry, crs=WGS84)
    return made.set_index(index, drop=False).rename_axis(None) if index else made


def _key(resource: Resource) -> str | None:
    return next((field.name for field in resource.fields if field.unique), None)


def _cell(value: Any, kind: str) -> Any:
    if kind in ("list", "array"):
        return tuple(value or ())
    if kind == "string":
        return value or ""
    return value


def _series(values: list[Any], kind: str) -> pandas.Series:
    dtype = {"number": "float64", "integer": "Int64", "boolean": "bool", "string": "str"}.get(kind, "object")
    return pandas.Series(values, dtype=dtype)
