"""Work out what the map shows of the neighbouring countries: ``python -m tools.neighbours [DATA]``.

Reads ``basemap.geojson`` of a data folder and writes ``neighbours.json`` beside it, a line for each country by its
English name:

- ``label``: latitude and longitude of its name, where its land near Kazakhstan is widest; null where none is wide
  enough.
- ``borders``: for each ring of its outline, in the order of ``basemap.geojson``, pairs of a step and how many stretches
  in a row are of it. The countries are cut off at a rectangle: step -1 is a side of that rectangle and no border; 0 to
  3 fade towards it; 4 is a border in full.

Under ``inside``, for each region by its ISO code, places where its name may stand: see :func:`insides`.

All this is constant, so it is worked out here and not in every reader's browser. The file is no part of the data that
a version's digest covers: it can be made again from ``basemap.geojson`` at any time. ``tools/build_basemap.py`` calls
:func:`write` at its end; whoever mends an outline by hand runs this module alone.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape

from geo.spatial import BOUNDS, projected

BASE_MAP = "basemap.geojson"
REGIONS = "regions.geojson"
NEIGHBOURS = "neighbours.json"
FADE = 0.8
"""Degrees: width of each step in which a border fades."""
FADING = 4
"""How many steps fade; the next is a border in full."""
OUTSIDE = -1
"""The step of what is no border."""
EDGE = 1e-3
"""Degrees: what lies nearer to the rectangle than this lies on it."""
SHRINK = 0.68
"""A degree of longitude in degrees of latitude, in the middle of the map."""
LEAST_ROOM = 0.9
"""Degrees of latitude: land that is nowhere wider, from the label to its outline, gets no name."""

PLACES = 40
"""Places inside a region at most where its name may stand."""

Corner = tuple[float, float]
Box = tuple[float, float, float, float]
Feature = Mapping[str, Any]


def rings(feature: Feature) -> list[list[Corner]]:
    """Return all rings of a feature, closed, as (longitude, latitude) in degrees."""
    geometry = feature["geometry"]
    coordinates = geometry["coordinates"]
    return coordinates if geometry["type"] == "Polygon" else list(chain.from_iterable(coordinates))


def candidates() -> np.ndarray[Any, Any]:
    """Return the points that a name may stand at, (longitude, latitude), row by row from the south-west."""
    (south, west), (north, east) = BOUNDS
    lats = np.arange(south - 2, north + 0.5, 0.5)
    lons = np.arange(west + 4, east - 4, 0.8)
    return np.round([(lon, lat) for lat in lats for lon in lons], 2)


def label(feature: Feature) -> list[float] | None:
    """Return latitude and longitude of the candidate inside a country that is farthest from all corners of its outline.

    The first of several that are equally far; None where every one is nearer than :data:`LEAST_ROOM`.
    """
    points = candidates()
    inside = points[shapely.contains_xy(shape(feature["geometry"]), points)]
    corners = np.array(list(chain.from_iterable(rings(feature))))
    steps = (corners[None, :, :] - inside[:, None, :]) * (SHRINK, 1.0)
    room = np.hypot(steps[..., 0], steps[..., 1]).min(axis=1)
    if not room.size or room.max() <= LEAST_ROOM:
        return None
    lon, lat = inside[room.argmax()].tolist()
    return [lat, lon]


def step_of(one: Corner, other: Corner, sides: Box) -> int:
    """Return the step of the stretch between two corners of an outline that is cut off at a rectangle.

    Parameters
    ----------
    one, other
        The corners, (longitude, latitude) in degrees.
    sides
        West, south, east and north of the rectangle, degrees.
    """
    start, end = ([abs(corner[i % 2] - side) for i, side in enumerate(sides)] for corner in (one, other))
    if any(max(pair) < EDGE for pair in zip(start, end, strict=True)):
        return OUTSIDE
    return min(FADING, int(min(*start, *end) // FADE))


def borders(feature: Feature, sides: Box) -> list[list[int]]:
    """Return, for each ring, step and number of stretches in a row that are of it, one after the other."""
    steps = ([step_of(one, other, sides) for one, other in pairwise(ring)] for ring in rings(feature))
    return [list(chain.from_iterable((step, len(list(run))) for step, run in groupby(ring))) for ring in steps]


def neighbours(features: Sequence[Feature]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the English name of each country of the base map, and what the map shows of it."""
    corners = np.array([corner for feature in features for ring in rings(feature) for corner in ring])
    west, south, east, north = (*corners.min(axis=0).tolist(), *corners.max(axis=0).tolist())
    for feature in features:
        if feature["properties"]["kind"] == "country":
            shown = {"label": label(feature), "borders": borders(feature, (west, south, east, north))}
            yield feature["properties"]["name_en"], shown


def insides(features: Sequence[Feature]) -> Iterator[tuple[str, list[list[float]]]]:
    """Yield the ISO code of each region, and where inside it its name may stand.

    Each place is latitude, longitude in degrees, and kilometres to the region's border; the roomiest first, at most
    :data:`PLACES` from a grid of 9 x 9 over the region.
    """
    for feature in features:
        outline = shape(feature["geometry"])
        west, south, east, north = outline.bounds
        steps = (np.arange(9) + 0.5) / 9
        grid = [(west + (east - west) * x, south + (north - south) * y) for y in steps for x in steps]
        kept = [shapely.Point(place) for place in grid if outline.contains(shapely.Point(place))]
        flat = shapely.transform(outline, projected)
        found = [
            [round(point.y, 3), round(point.x, 3), round(shapely.transform(point, projected).distance(flat.boundary))]
            for point in kept
        ]
        yield feature["properties"]["region_iso"], sorted(found, key=lambda place: -place[2])[:PLACES]


def written(folder: Path) -> str:
    """Return the text of neighbours.json for the base map of a data folder, one country a line."""
    features = json.loads((folder / BASE_MAP).read_text(encoding="utf-8"))["features"]
    regions = json.loads((folder / REGIONS).read_text(encoding="utf-8"))["features"]
    found = [*neighbours(features), ("inside", dict(insides(regions)))]
    lines = (f"{json.dumps(name)}:{json.dumps(shown, separators=(',', ':'))}" for name, shown in found)
    return "{\n" + ",\n".join(lines) + "\n}\n"


def write(folder: Path) -> None:
    """Write neighbours.json beside the base map of a data folder."""
    (folder / NEIGHBOURS).write_text(written(folder), encoding="utf-8", newline="\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the file and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.neighbours", description=f"Make {NEIGHBOURS} anew.")
    parser.add_argument("data", type=Path, nargs="?", default=Path("data"), help="the data folder (default: data/)")
    write(parser.parse_args(arguments).data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
