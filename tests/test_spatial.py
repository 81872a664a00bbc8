"""Places on the Earth: distances agree with published ones, the projection keeps lengths, boxes hold the country."""

from __future__ import annotations

import math

import numpy as np
import pytest
from shapely.geometry import Point, box

from geo import spatial
from geo.catalog.model import Catalog

FLINDERS_PEAK = Point(144 + 25 / 60 + 29.52440 / 3600, -(37 + 57 / 60 + 3.72030 / 3600))
BUNINYONG = Point(143 + 55 / 60 + 35.38390 / 3600, -(37 + 39 / 60 + 10.15610 / 3600))
SURVEYED_KM = 54.972271
"""The worked example of geodesy: the distance between the two on the ellipsoid, to the millimetre."""
MEAN_RADIUS_KM = 6371.0088
Place = tuple[float, float]


def on_a_sphere(one: Point, other: Point) -> float:
    """Return the great-circle distance in km (haversine)."""
    lon1, lat1, lon2, lat2 = (math.radians(value) for value in (one.x, one.y, other.x, other.y))
    chord = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * MEAN_RADIUS_KM * math.asin(math.sqrt(chord))


@pytest.mark.parametrize(
    ("one", "other"),
    [((76.46, 50.04), (75.47, 49.41)), ((51.5, 43.7), (82.6, 49.95)), ((68.0, 43.0), (68.0, 43.01))],
)
def test_distance_on_the_ellipsoid_agrees_with_that_on_a_sphere(one: Place, other: Place) -> None:
    start, end = Point(one), Point(other)
    assert spatial.km_between(start, end) == pytest.approx(on_a_sphere(start, end), rel=0.005)


def test_distance_is_the_surveyed_one() -> None:
    assert spatial.km_between(FLINDERS_PEAK, BUNINYONG) == pytest.approx(SURVEYED_KM, abs=1e-6)
    assert spatial.km_between(BUNINYONG, FLINDERS_PEAK) == pytest.approx(SURVEYED_KM, abs=1e-6)


def test_distance_to_an_outline_is_zero_inside_and_the_way_to_its_border_outside() -> None:
    square = box(70, 45, 72, 47)
    assert spatial.km_outside(Point(71, 46), square) == 0
    assert spatial.km_outside(Point(71, 48), square) == pytest.approx(111.2, abs=0.5)


def test_every_corner_of_a_circle_is_its_radius_away() -> None:
    middle = Point(76.46, 50.04)
    drawn = spatial.circle(middle, 45, 48)
    corners = [Point(corner) for corner in drawn.exterior.coords[:-1]]
    assert len(corners) == 48
    assert corners[0].x == pytest.approx(middle.x)
    assert corners[0].y > middle.y, "the first corner is the northern one"
    assert [spatial.km_between(middle, corner) for corner in corners] == pytest.approx([45] * 48)


def test_projection_has_its_middle_at_zero_and_north_above() -> None:
    (east, north), (_, higher) = spatial.projected([(67, 48.5), (67, 49.5)])
    assert (east, north) == pytest.approx((0, 0), abs=1e-6)
    assert higher == pytest.approx(111.2, rel=0.01)


def test_projection_keeps_lengths_across_the_country_to_1_percent() -> None:
    (south, west), (north, east) = spatial.BOUNDS
    for lon, lat in ((lon, lat) for lon in np.linspace(west, east, 7) for lat in np.linspace(south, north, 7)):
        around = [Point(corner) for corner in spatial.circle(Point(lon, lat), 10, 8).exterior.coords[:-1]]
        places = spatial.projected([(lon, lat), *((point.x, point.y) for point in around)])
        lengths = np.hypot(*(places[1:] - places[0]).T)
        assert lengths == pytest.approx(10, rel=0.01)


def test_bounds_hold_the_country_closely_and_possible_places_hold_the_bounds(catalog: Catalog) -> None:
    (south, west), (north, east) = spatial.BOUNDS
    outlines = catalog.regions.total_bounds
    assert outlines == pytest.approx((west, south, east, north), abs=0.05)
    assert box(west, south, east, north).covers(box(*outlines).buffer(-0.03))
    assert spatial.POSSIBLE_LON[0] < west < east < spatial.POSSIBLE_LON[1]
    assert spatial.POSSIBLE_LAT[0] < south < north < spatial.POSSIBLE_LAT[1]
