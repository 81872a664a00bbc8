"""Reading the data folder: bytes to rows, each with the line it stands on. Faults are collected, not raised."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.catalog.schema import Resource
from geo.errors import Fault


@dataclass(frozen=True)
class Row:
    """One record: a CSV row or a GeoJSON feature.

    Attributes
    ----------
    file
        Name of the file in the data folder.
    line
        Line that it begins on, from 1; 0 where that cannot be told.
    values
        Parsed values by column; a value of a wrong type is absent.
    geometry
        GeoJSON geometry; None where there is none.
    """

    file: str
    line: int
    values: Mapping[str, Any]
    geometry: Mapping[str, Any] | None = None

    def fault(self, column: str, message: str) -> Fault:
        """Return a fault in this row.

        Parameters
        ----------
        column
            Column that is wrong; empty for the whole row.
        message
            What is wrong, as a sentence for people.

        Returns
        -------
        Fault
            With the file and the line of the row.
        """
        return Fault(self.file, self.line, column, message)


def rows(folder: Path, resource: Resource, faults: list[Fault]) -> list[Row]:
    """Read every file of a resource.

    Parameters
    ----------
    folder
        The data folder.
    resource
        What the schema says of the table.
    faults
        What is wrong is appended to it.

    Returns
    -------
    list of Row
        In the order of the files and lines; rows that cannot be read are absent.
    """
    found: list[Row] = []
    for name in resource.paths:
        text = _text(folder, name, faults)
        if text is not None:
            reader = _features if resource.format == "geojson" else _records
            found.extend(reader(name, text, resource, faults))
    for row in found:
        for field in resource.fields:
            if field.name in row.values:
                faults.extend(row.fault(field.name, said) for said in field.complaints(row.values[field.name]))
    return [_fitting(row, resource) for row in found]


def _fitting(row: Row, resource: Resource) -> Row:
    """Return the row without values of a wrong type, so that later checks need not think of them."""
    values = {
        field.name: row.values[field.name]
        for field in resource.fields
        if field.name in row.values and (row.values[field.name] is None or field.fits(row.values[field.name]))
    }
    return Row(row.file, row.line, values, row.geometry)


def _text(folder: Path, name: str, faults: list[Fault]) -> str | None:
    try:
        raw = (folder / name).read_bytes()
    except FileNotFoundError:
        faults.append(Fault(name, 0, "", "the file is missing"))
        return None
    except OSError as error:
        faults.append(Fault(name, 0, "", f"the file cannot be read: {error.strerror}"))
        return None
    nul = raw.find(b"\0")
    if nul >= 0:
        faults.append(
            Fault(name, raw.count(b"\n", 0, nul) + 1, "", "holds a NUL byte: the file is damaged or is not text")
        )
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        faults.append(
            Fault(name, line, "", f"is not UTF-8: byte {raw[error.start]:#04x} cannot be read (save the file as UTF-8)")
        )
        return None


def _records(name: str, text: str, resource: Resource, faults: list[Fault]) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if not _header_is_sound(name, header, resource, faults):
            return
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(header):
                faults.append(Fault(name, reader.line_num, "", f"has {len(cells)} cells, the header has {len(header)}"))
                continue
            yield _record(name, reader.line_num, dict(zip(header, cells, strict=True)), resource, faults)
    except csv.Error as error:
        faults.append(Fault(name, reader.line_num, "", f"cannot be read as CSV: {error}"))


def _header_is_sound(name: str, header: Sequence[str], resource: Resource, faults: list[Fault]) -> bool:
    if not header:
        faults.append(Fault(name, 1, "", "the file is empty"))
        return False
    before = len(faults)
    if len(header) == 1 and header[0].count(";") >= len(resource.columns) // 2:
        faults.append(Fault(name, 1, "", "the cells are parted by semicolons: save the file with commas between them"))
        return False
    faults.extend(
        Fault(name, 1, column, "the column is missing") for column in resource.columns if column not in header
    )
    for column in header:
        if column not in resource.columns:
            faults.append(Fault(name, 1, column, "the column is not in datapackage.json"))
        elif header.count(column) > 1:
            faults.append(Fault(name, 1, column, "the column stands twice"))
    return len(faults) == before


def _record(name: str, line: int, cells: Mapping[str, str], resource: Resource, faults: list[Fault]) -> Row:
    values: dict[str, Any] = {}
    for field in resource.fields:
        try:
            values[field.name] = field.parse(cells[field.name])
        except ValueError as error:
            faults.append(Fault(name, line, field.name, str(error)))
    return Row(name, line, values)


def _features(name: str, text: str, resource: Resource, faults: list[Fault]) -> Iterator[Row]:
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        faults.append(Fault(name, error.lineno, "", f"is not JSON: {error.msg} (character {error.colno})"))
        return
    except RecursionError:
        faults.append(Fault(name, 0, "", "is nested too deeply to be a layer"))
        return
    except ValueError as error:
        faults.append(Fault(name, 0, "", f"holds a number too long to be one: {error}"))
        return
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or document.get("type") != "FeatureCollection":
        faults.append(Fault(name, 1, "", "is not a GeoJSON FeatureCollection"))
        return
    for line, feature in zip(_lines(text, len(features)), features, strict=True):
        row = _feature(name, line, feature, resource, faults)
        if row is not None:
            yield row


def _feature(name: str, line: int, feature: Any, resource: Resource, faults: list[Fault]) -> Row | None:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        faults.append(Fault(name, line, "", "is not a GeoJSON Feature with properties"))
        return None
    missing, unknown = set(resource.columns) - set(properties), set(properties) - set(resource.columns)
    faults.extend(Fault(name, line, column, "the property is missing") for column in sorted(missing))
    faults.extend(Fault(name, line, column, "the property is not in datapackage.json") for column in sorted(unknown))
    geometry = feature.get("geometry")
    if geometry is not None and not isinstance(geometry, dict):
        faults.append(Fault(name, line, "geometry", f"{geometry!r} is not a geometry"))
        geometry = None
    kind = None if geometry is None else str(geometry.get("type"))
    if kind not in resource.geometry:
        allowed = " or ".join("none" if item is None else item for item in resource.geometry)
        faults.append(Fault(name, line, "geometry", f"is {kind or 'none'}, but this layer holds {allowed}"))
        geometry = None
    return Row(name, line, properties, geometry)


def _lines(text: str, count: int) -> list[int]:
    """Line of each feature; zeros where the layout of the text does not let them be found."""
    start = re.search(r'"features"\s*:\s*\[', text)
    decoder = json.JSONDecoder()
    lines: list[int] = []
    position, line, counted = (start.end() if start else 0), 1, 0
    while start and len(lines) < count:
        gap = re.compile(r"[\s,]*").match(text, position)
        position = gap.end() if gap else position
        line += text.count("\n", counted, position)
        counted = position
        lines.append(line)
        try:
            _, position = decoder.raw_decode(text, position)
        except json.JSONDecodeError:
            break
    return lines if len(lines) == count else [0] * count
