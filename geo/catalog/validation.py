"""The tests that need more than one cell: ids that resolve, units that multiply, points that lie where they should."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from shapely.errors import GEOSException
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from geo.catalog import claim_checks
from geo.catalog.claim_checks import Tables, span_fault
from geo.catalog.reader import Row
from geo.catalog.schema import Resource, Schema
from geo.errors import Fault
from geo.spatial import POSSIBLE_LAT, POSSIBLE_LON, km_outside

OUTLINE_TOLERANCE_KM = 5.0
"""Accuracy of the generalised outlines: a point this near to its region counts as inside."""

_LARGEST_COORDINATE = 1e6
"""Beyond any coordinate, and small enough that whole numbers below it become floats; infinity and NaN fail it."""


def faults(schema: Schema, tables: Tables, damaged: frozenset[str] = frozenset()) -> list[Fault]:
    """Return everything that is wrong between the rows of all tables.

    Parameters
    ----------
    schema
        What datapackage.json says of the tables.
    tables
        Rows by name of the table.
    damaged
        Names of tables that lost rows in reading. Ids are not looked for in them: each row lost would be a fault here.

    Returns
    -------
    list of Fault
        Ids first, then test by test.
    """
    found: list[Fault] = []
    for resource in schema.resources.values():
        rows = tables[resource.name]
        found.extend(_duplicates(resource, rows))
        found.extend(_dangling(resource, rows, tables, damaged))
    for check in _CHECKS:
        found.extend(check(tables))
    return found


def _duplicates(resource: Resource, rows: Sequence[Row]) -> Iterator[Fault]:
    for field in resource.fields:
        if not field.unique:
            continue
        seen: dict[Any, Row] = {}
        for row in rows:
            value = row.values.get(field.name)
            if isinstance(value, (str, int, float)) and value != "":
                first = seen.setdefault(value, row)
                if first is not row:
                    yield row.fault(field.name, f"{value!r} stands already in {first.file}:{first.line}")


def _dangling(resource: Resource, rows: Sequence[Row], tables: Tables, damaged: frozenset[str]) -> Iterator[Fault]:
    for field in resource.fields:
        if not field.references or any(target in damaged for target, _ in field.references):
            continue
        known = {row.values.get(column) for target, column in field.references for row in tables[target]}
        where = " or ".join(target for target, _ in field.references)
        for row in rows:
            value = row.values.get(field.name)
            for item in value if isinstance(value, (list, tuple)) else (value,):
                if item not in (None, "") and (isinstance(item, (dict, list)) or item not in known):
                    yield row.fault(field.name, f"{item!r} is not in {where}")


def _site_places(tables: Tables) -> Iterator[Fault]:
    found = ((row.values.get("region_iso"), _outline(row)) for row in tables["regions"])
    outlines = {iso: outline for iso, outline in found if outline is not None and outline.is_valid}
    for row in tables["sites"]:
        yield from _place(row, outlines)


def _outline(row: Row) -> BaseGeometry | None:
    """Return the polygon of a row, None where its coordinates do not make one."""
    if row.geometry is None or not _coordinates_are_numbers(row.geometry.get("coordinates")):
        return None
    try:
        return shape(dict(row.geometry))
    except (GEOSException, ValueError, TypeError, IndexError):
        return None


def _region_geometry(tables: Tables) -> Iterator[Fault]:
    for name in ("regions", "basemap"):
        for row in tables[name]:
            if row.geometry is None:
                continue
            outline = _outline(row)
            if outline is None:
                yield row.fault("geometry", "has coordinates that do not make a polygon")
            elif not outline.is_valid:
                yield row.fault("geometry", "crosses itself")


def _coordinates_are_numbers(value: Any, depth: int = 4) -> bool:
    """Whether lists, nested no deeper than a multipolygon's, hold nothing but numbers."""
    if isinstance(value, list) and value and depth:
        return all(_coordinates_are_numbers(item, depth - 1) for item in value)
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < _LARGEST_COORDINATE


def _place(row: Row, outlines: Mapping[Any, BaseGeometry]) -> Iterator[Fault]:
    precision, radius = row.values.get("location_precision"), row.values.get("uncertainty_km")
    if row.geometry is None:
        if precision not in ("region_only", "none"):
            yield row.fault("location_precision", f"is {precision!r}, but the site has no coordinates")
        return
    if precision in ("region_only", "none"):
        yield row.fault("location_precision", f"is {precision!r}, but the site has coordinates")
    if radius is None:
        yield row.fault("uncertainty_km", "is empty, but the site has coordinates")
    position = row.geometry.get("coordinates")
    if not (isinstance(position, list) and len(position) == 2 and _coordinates_are_numbers(position)):
        yield row.fault("geometry", f"{position!r} is not a pair of longitude and latitude")
        return
    lon, lat = position
    if not (_within(lon, POSSIBLE_LON) and _within(lat, POSSIBLE_LAT)):
        swapped = _within(lat, POSSIBLE_LON) and _within(lon, POSSIBLE_LAT)
        why = "longitude and latitude look swapped" if swapped else "the point lies outside Kazakhstan"
        yield row.fault("geometry", f"longitude {lon:g}, latitude {lat:g}: {why}")
        return
    outline = outlines.get(row.values.get("region_iso"))
    if outline is not None and isinstance(radius, (int, float)):
        away = km_outside(Point(lon, lat), outline)
        if away > max(radius, OUTLINE_TOLERANCE_KM):
            yield row.fault(
                "geometry", f"the point lies {away:.0f} km outside {row.values['region_iso']}, radius {radius:g} km"
            )


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _site_layers(tables: Tables) -> Iterator[Fault]:
    layer_of = {row.values.get("region_iso"): f"sites/{row.values.get('layer')}.geojson" for row in tables["regions"]}
    for row in tables["sites"]:
        region = row.values.get("region_iso") or None
        expected = layer_of.get(region) if region else "sites/unsettled.geojson"
        if expected and row.file != expected:
            yield row.fault("region_iso", f"{region!r} belongs in {expected}")


def _site_parents(tables: Tables) -> Iterator[Fault]:
    parent = {row.values.get("site_id"): row.values.get("parent_id") or None for row in tables["sites"]}
    for row in tables["sites"]:
        seen: set[Any] = set()
        site = row.values.get("site_id")
        while site is not None and site not in seen:
            seen.add(site)
            site = parent.get(site)
        if site is not None:
            yield row.fault("parent_id", f"{site!r} ends up inside itself")


def _rivals(tables: Tables) -> Iterator[Fault]:
    known = [row.values.get("source_id") for row in tables["sources"]]
    for row in tables["sites"]:
        for item in row.values.get("other_locations") or ():
            if not isinstance(item, dict) or not _coordinates_are_numbers([item.get("lat"), item.get("lon")]):
                yield row.fault("other_locations", f"{item!r} has no lat and lon")
            elif known and item.get("source_id") and item["source_id"] not in known:
                yield row.fault("other_locations", f"{item['source_id']!r} is not in sources")


def _names(tables: Tables) -> Iterator[Fault]:
    for table, column in (("sites", "aliases"), ("regions", "variants")):
        for row in tables[table]:
            for item in row.values.get(column) or ():
                if not isinstance(item, str):
                    yield row.fault(column, f"{item!r} is not a text")


def _dates(tables: Tables) -> Iterator[Fault]:
    for name in ("sources", "roots"):
        for row in tables[name]:
            yield from _date(row, row.values.get("date") or "", row.values.get("date_precision"))


def _days(tables: Tables) -> Iterator[Fault]:
    for name, column in (("site_facts", "as_of"), ("searches", "date"), ("sources", "accessed")):
        for row in tables.get(name, ()):
            yield from span_fault(row, column)


def _date(row: Row, date: str, precision: Any) -> Iterator[Fault]:
    parts = date.split("/")
    for part in filter(None, parts):
        try:
            datetime.date.fromisoformat((part + "-01-01")[:10] if len(part) < 10 else part)
        except ValueError:
            yield row.fault("date", f"{part!r} is not a date")
            return
    if len(parts) == 2 and parts[1] < parts[0][: len(parts[1])]:
        yield row.fault("date", f"{date!r} ends before it begins")
    form = "range" if len(parts) == 2 else {0: "unknown", 4: "year", 7: "month", 10: "day"}.get(len(date))
    if form is not None and precision != form:
        yield row.fault("date_precision", f"{precision!r}, but {date or 'no date'} is of precision {form!r}")


_CHECKS: tuple[Callable[[Tables], Iterator[Fault]], ...] = (
    _region_geometry,
    _site_places,
    _site_layers,
    _site_parents,
    _rivals,
    _names,
    *claim_checks.CHECKS,
    _dates,
    _days,
)
