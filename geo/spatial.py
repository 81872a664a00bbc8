"""Places on the Earth: coordinate system, projection of the pictures, distances, and where Kazakhstan lies.

Places are in WGS 84 degrees, longitude first unless said otherwise. Distances are in km, on the WGS 84 ellipsoid.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
from pyproj import Geod, Transformer
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

Corners: TypeAlias = npt.NDArray[np.float64]
"""Points, one a row: two columns."""

WGS84: Final = "EPSG:4326"
LAMBERT: Final = {"lat_1": 43.0, "lat_2": 53.0, "lat_0": 48.5, "lon_0": 67.0}
"""Lambert conformal conic for Kazakhstan, degrees: two true parallels, and the middle."""
PROJECTION: Final = (
    "+proj=lcc " + " ".join(f"+{name}={value:g}" for name, value in LAMBERT.items()) + " +datum=WGS84 +units=km"
)
"""Lambert's conformal conic: circles stay circles, and km differ by less than 1 % across Kazakhstan."""
BOUNDS: Final = ((40.55, 46.45), (55.45, 87.35))
"""South-west and north-east corner of Kazakhstan: latitude, longitude in degrees."""
POSSIBLE_LON: Final = (46.0, 88.0)
POSSIBLE_LAT: Final = (40.0, 56.0)
"""Degrees between which a point can lie in Kazakhstan: :data:`BOUNDS` with some room."""
METRES_IN_KM: Final = 1000


def km_between(a: Point, b: Point) -> float:
    """Return the geodesic distance between two points, the shortest way over the ellipsoid.

    Parameters
    ----------
    a
        Point, longitude and latitude in degrees on :data:`WGS84`.
    b
        Another.

    Returns
    -------
    float
        Kilometres.

    Examples
    --------
    >>> round(km_between(Point(71.43, 51.13), Point(76.95, 43.25)))  # Astana and Almaty
    970
    """
    return float(_ellipsoid().inv(a.x, a.y, b.x, b.y)[2]) / METRES_IN_KM


def km_outside(point: Point, outline: BaseGeometry) -> float:
    """Return the distance from a point to an outline.

    Parameters
    ----------
    point
        Point, longitude and latitude in degrees on :data:`WGS84`.
    outline
        Polygon in the same degrees.

    Returns
    -------
    float
        Kilometres to its corner or edge nearest in degrees; 0 inside it.
    """
    return km_between(point, nearest_points(outline, point)[0])


def circle(middle: Point, radius_km: float, corners: int) -> Polygon:
    """Return a circle on the ellipsoid as a polygon.

    Parameters
    ----------
    middle
        Point, longitude and latitude in degrees on :data:`WGS84`.
    radius_km
        Radius in kilometres.
    corners
        Number of corners, the first of them due north.

    Returns
    -------
    Polygon
        In degrees, longitude first.
    """
    bearings = [360 * corner / corners for corner in range(corners)]
    metres = [radius_km * METRES_IN_KM] * corners
    lons, lats, _ = _ellipsoid().fwd([middle.x] * corners, [middle.y] * corners, bearings, metres)
    return Polygon(zip(lons, lats, strict=True))


def projected(places: Any) -> Corners:
    """Return places on :data:`PROJECTION`.

    Parameters
    ----------
    places
        Array of shape (n, 2): longitude and latitude in degrees.

    Returns
    -------
    numpy.ndarray
        Shape (n, 2): kilometres east and north.
    """
    return np.asarray(_to_km().transform(*np.asarray(places, dtype=float).T)).T


@lru_cache(maxsize=1)
def _ellipsoid() -> Geod:
    return Geod(ellps="WGS84")


@lru_cache(maxsize=1)
def _to_km() -> Transformer:
    return Transformer.from_crs(WGS84, PROJECTION, always_xy=True)
