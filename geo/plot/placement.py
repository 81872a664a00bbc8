"""Where things go on the map of a picture: the part of the world it shows, and what room is free.

Lengths are points of the canvas unless they are said to be km or degrees.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from geo.catalog.model import View
from geo.plot.canvas import Box, Canvas, Point
from geo.spatial import Corners, projected

SMALLEST_KM: Final = 160.0
"""Least height of what is shown: one site needs its surroundings."""


@dataclass(frozen=True)
class MapFrame:
    """Which part of the world a canvas shows.

    Attributes
    ----------
    west, south
        Its lower left corner, in km of the projection.
    scale
        Points of the canvas a km.
    """

    west: float
    south: float
    scale: float

    def place(self, corners: Any) -> Corners:
        """Return where places lie on the canvas.

        Parameters
        ----------
        corners
            Longitude and latitude in degrees, a row each.

        Returns
        -------
        numpy.ndarray
            x and y in points, a row each.
        """
        return np.asarray((projected(corners) - (self.west, self.south)) * self.scale)

    def shape(self, outline: BaseGeometry) -> BaseGeometry:
        """Return an outline as it lies on the canvas.

        Parameters
        ----------
        outline
            Outline in WGS 84 degrees.

        Returns
        -------
        shapely.geometry.base.BaseGeometry
            The outline in points.
        """
        moved: BaseGeometry = shapely.transform(outline, self.place)
        return moved


def frame_of(view: View, width: float, height: float) -> MapFrame:
    """Return what a picture shows: the regions selected with all sites in them, else the whole country.

    Parameters
    ----------
    view
        The part of the data that is shown.
    width
        Width of the canvas, in points.
    height
        Height of the canvas, in points.

    Returns
    -------
    MapFrame
        The part of the world, with a margin around it.
    """
    regions = view.catalog.regions
    chosen = regions.loc[list(view.outlined)] if view.outlined else regions
    shapes = [shapely.transform(outline, projected) for outline in chosen.geometry]
    if view.outlined:
        shapes += [shapely.transform(point, projected) for point in view.located.geometry]
    west, south, east, north = shapely.union_all(shapely.envelope(shapes)).bounds
    tall = max(north - south, (east - west) * height / width, SMALLEST_KM) * 1.07
    wide = tall * width / height
    return MapFrame((west + east - wide) / 2, (south + north - tall) / 2, height / tall)


def nearest_room(
    shape: BaseGeometry, width: float, taken: Sequence[Box], middle: Point | None = None, height: float = 13
) -> Point | None:
    """Return the free place for a text that lies nearest to the middle of an outline.

    Parameters
    ----------
    shape
        The outline, in points.
    width
        Width of the text, in points.
    taken
        Rooms that are taken already.
    middle
        Middle of the outline, in points; a point well inside where it is None or lies outside.
    height
        Height of the text, in points.

    Returns
    -------
    tuple of float or None
        Middle of the place, in points; None if there is none.
    """
    if shape.is_empty:
        return None
    left, bottom, right, top = shape.bounds
    if middle is None or not shape.contains(shapely.Point(middle)):
        inner = shape.representative_point()
        middle = (inner.x, inner.y)
    shapely.prepare(shape)
    steps = product(np.arange(left, right, 7.0), np.arange(bottom, top, 5.0))
    ordered = sorted((round(math.hypot(x - middle[0], y - middle[1]), 3), x, y) for x, y in steps)
    for _, *place in ordered:
        room = room_of((float(place[0]), float(place[1])), width, height)
        if is_clear(room, taken) and shape.covers(box(*room)):
            return (float(place[0]), float(place[1]))
    return None


def room_of(middle: Point, width: float, height: float) -> Box:
    """Return the room of something by its middle, width and height.

    Parameters
    ----------
    middle
        Its middle, in points.
    width
        Its width, in points.
    height
        Its height, in points.

    Returns
    -------
    tuple of float
        Left, bottom, right and top, in points.
    """
    return (middle[0] - width / 2, middle[1] - height / 2, middle[0] + width / 2, middle[1] + height / 2)


def is_clear(room: Box, taken: Iterable[Box]) -> bool:
    """Whether a room has nothing of what is taken.

    Parameters
    ----------
    room
        Left, bottom, right and top, in points.
    taken
        Rooms that are taken already.

    Returns
    -------
    bool
        True where no two of them overlap; they may touch.
    """
    left, bottom, right, top = room
    return all(right <= a or left >= c or top <= b or bottom >= d for a, b, c, d in taken)


def is_inside(canvas: Canvas, room: Box) -> bool:
    """Whether a room lies on the canvas, off its edge.

    Parameters
    ----------
    canvas
        The canvas, or the part of it, to draw on.
    room
        Left, bottom, right and top, in points.

    Returns
    -------
    bool
        True where it keeps 2 points from every edge.
    """
    left, bottom, right, top = room
    return left >= 2 and bottom >= 2 and right <= canvas.width - 2 and top <= canvas.height - 2
