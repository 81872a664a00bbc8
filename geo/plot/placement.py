"""Where things go on the map of a picture: the part of the world it shows, and what room is free.

Lengths are points of the canvas unless they are said to be km or degrees.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely
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


_BESIDE: Final = (
    *((1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1)),
    *((0, 1), (0, -1), (0.5, 1), (-0.5, 1), (0.5, -1), (-0.5, -1)),
)
"""Where a name is tried, as on the screen: right first, as the eye finds its start at the mark, then left, slanting,
above, below; halves are above and below, shifted by a part of the name."""
_AT_ONCE: Final = 50
"""Places that are tried together, which is much faster than one by one."""
_SIDE: Final = 1.5
"""Points that a name keeps from what is beside it."""


class Taken:
    """Keep the rooms that are taken on a picture: boxes of texts, and circles of marks.

    Parameters
    ----------
    boxes
        Left, bottom, right and top of what is taken, in points.
    circles
        Middle and radius of the marks, in points.
    """

    def __init__(self, boxes: Iterable[Box] = (), circles: Iterable[tuple[Point, float]] = ()) -> None:
        self._boxes = np.array(list(boxes), dtype=float).reshape(-1, 4)
        self._circles = np.array([(*middle, radius) for middle, radius in circles], dtype=float).reshape(-1, 3)

    def add(self, room: Box) -> None:
        """Take a room.

        Parameters
        ----------
        room
            Left, bottom, right and top, in points.
        """
        self._boxes = np.vstack([self._boxes, room])

    def leaves(self, room: Box) -> bool:
        """Whether a room has nothing of what is taken; it may touch it.

        Parameters
        ----------
        room
            Left, bottom, right and top, in points.

        Returns
        -------
        bool
            True where no two of them overlap.
        """
        return bool(self.leaves_each(np.array([room]))[0])

    def leaves_each(self, rooms: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        """Whether rooms have nothing of what is taken.

        Parameters
        ----------
        rooms
            Left, bottom, right and top of each, in points: array of shape (n, 4).

        Returns
        -------
        numpy.ndarray
            The answer for each room.
        """
        left, bottom, right, top = rooms.T[:, :, None]
        a, b, c, d = self._boxes.T
        crossed = (left < c) & (right > a) & (bottom < d) & (top > b)
        x, y, radius = self._circles.T
        across = np.maximum(np.maximum(left - x, x - right), 0.0)
        up = np.maximum(np.maximum(bottom - y, y - top), 0.0)
        near = across * across + up * up < radius * radius
        return np.asarray(~(crossed.any(axis=1) | near.any(axis=1)))


def room_beside(canvas: Canvas, place: Point, radius: float, width: float, height: float, taken: Taken) -> Box | None:
    """Return the first free room for a name beside a mark, of twelve.

    Parameters
    ----------
    canvas
        The canvas, or the part of it, to draw on.
    place
        Middle of the mark, in points.
    radius
        Radius of the mark, in points.
    width
        Width of the name, in points.
    height
        Height of the name, in points.
    taken
        Rooms that are taken already.

    Returns
    -------
    tuple of float or None
        Left, bottom, right and top of the room, with :data:`_SIDE` on both sides of the name; None if none is free.
    """
    x, y = place
    wide = width + 2 * _SIDE
    for across, up in _BESIDE:
        middle = abs(across) < 1
        away = radius + _SIDE if middle or not up else 0.71 * (radius + _SIDE)
        left = x - wide / 2 + across * 0.6 * width if middle else x + away if across > 0 else x - away - wide
        bottom = y + away if up > 0 else y - away - height if up < 0 else y - height / 2
        room = (left, bottom, left + wide, bottom + height)
        if is_inside(canvas, room) and taken.leaves(room):
            return room
    return None


def nearest_room(
    shape: BaseGeometry, width: float, taken: Taken, middle: Point | None = None, height: float = 13
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
    across, up = np.meshgrid(np.arange(left, right, 7.0), np.arange(bottom, top, 5.0), indexing="ij")
    steps = np.column_stack([across.ravel(), up.ravel()])
    order = np.argsort(np.hypot(*(steps - middle).T).round(3), kind="stable")
    steps = steps[order]
    half = np.array([width, height]) / 2
    steps = steps[taken.leaves_each(np.hstack([steps - half, steps + half]))]
    for start in range(0, len(steps), _AT_ONCE):
        some = steps[start : start + _AT_ONCE]
        inside = shapely.covers(shape, shapely.box(*(some - half).T, *(some + half).T))
        if inside.any():
            x, y = some[inside.argmax()]
            return (float(x), float(y))
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
