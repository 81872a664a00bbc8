"""The marks of a picture as on the screen: the shape of its colour group for a site, a ring with a number for several.

Lengths are points of the canvas.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from geo.plot.canvas import Canvas, Point, Style
from geo.plot.clusters import SCREEN, clusters
from geo.plot.marks import Mark
from geo.plot.palette import COLOUR_GROUPS, PAPER, ColourGroup
from geo.plot.placement import MapFrame

UNIT: Final = 0.75
"""Points of a picture in a pixel of the screen's map."""
SIZES: Final = SCREEN.scaled(UNIT)
"""Radii of marks."""
_SHAPE: Final = 0.74 * UNIT
"""Points in a unit of the box of a shape."""
_HALO: Final = 1.5 * UNIT
"""Width of the band around a shape that parts it from what lies below."""
_HOLLOW: Final = 1.1
"""Width of the line of a shape that is not filled."""
_RIM: Final = 1.2 * UNIT
_RING: Final = 0.44
"""Width of the ring of a smallest cluster, as a share of its radius; wider ones have a ring of the same width."""
_NOTCH: Final = 1.4 * UNIT
"""Gap between two parts of a ring."""
_NUMBER: Final = 7.4
"""Size of the number in a ring."""
_LAYER: Final = 8.0

_MOVE, _LINE, _CURVE, _CLOSE = 1, 2, 4, 79
"""Codes of matplotlib's paths."""


@dataclass(frozen=True)
class PlacedMark:
    """Hold what stands at one place of a picture.

    Attributes
    ----------
    members
        The sites that it stands for, the most important first.
    place
        True place of the first of them, in points: there it is drawn.
    radius
        Its radius, in points.
    """

    members: tuple[Mark, ...]
    place: Point
    radius: float

    @property
    def first(self) -> Mark:
        """The most important of its sites."""
        return self.members[0]

    @property
    def widest(self) -> Mark:
        """The site of which the place is known worst."""
        return max(self.members, key=lambda mark: mark.radius_km)

    @property
    def is_one_place(self) -> bool:
        """Whether all its sites have the very same place."""
        return len({(mark.lat, mark.lon) for mark in self.members}) == 1


def placed_marks(frame: MapFrame, marks: Sequence[Mark]) -> tuple[PlacedMark, ...]:
    """Return what stands on a picture for some sites.

    Parameters
    ----------
    frame
        The part of the world that it shows.
    marks
        The marks, the most important first.

    Returns
    -------
    tuple of PlacedMark
        No two of them overlap; the most important first.
    """
    if not marks:
        return ()
    places = [(float(x), float(y)) for x, y in frame.place([(mark.lon, mark.lat) for mark in marks])]
    return tuple(
        PlacedMark(tuple(marks[number] for number in cluster.members), places[cluster.anchor], cluster.radius)
        for cluster in clusters(places, SIZES)
    )


def group_named(key: str) -> ColourGroup:
    """Return a colour group by its key.

    Parameters
    ----------
    key
        Key of the group, such as ``rare_earth``.

    Returns
    -------
    ColourGroup
        The group.
    """
    return next(item for item in COLOUR_GROUPS if item.key == key)


def draw_mark(canvas: Canvas, placed: PlacedMark) -> None:
    """Draw a mark at its place.

    Parameters
    ----------
    canvas
        The canvas, or the part of it, to draw on.
    placed
        The mark.
    """
    if len(placed.members) == 1:
        draw_shape(canvas, placed.place, placed.first.group, hollow=placed.first.doubtful)
    else:
        draw_ring(canvas, placed.place, placed.radius, [mark.group for mark in placed.members])


def draw_shape(canvas: Canvas, middle: Point, key: str, *, hollow: bool = False) -> None:
    """Draw the shape of a colour group.

    Parameters
    ----------
    canvas
        The canvas, or the part of it, to draw on.
    middle
        Where its middle lies, in points.
    key
        Key of the group.
    hollow
        Whether only its edge has the colour.
    """
    group = group_named(key)
    corners, codes = outline(group.shape)
    placed = corners * (_SHAPE, -_SHAPE) + middle  # the data has y downwards
    canvas.shape(placed, codes, PAPER.land, PAPER.land, 2 * _HALO, _LAYER)
    if hollow:
        canvas.shape(placed, codes, PAPER.land, group.light, _HOLLOW, _LAYER)
    else:
        canvas.shape(placed, codes, group.light, layer=_LAYER)


def draw_ring(canvas: Canvas, middle: Point, radius: float, keys: Sequence[str]) -> None:
    """Draw what stands for several sites: a ring that says of which groups they are, and their number in it.

    Parameters
    ----------
    canvas
        The canvas, or the part of it, to draw on.
    middle
        Where its middle lies, in points.
    radius
        Its radius, in points.
    keys
        Key of the colour group of each site.
    """
    canvas.circle(middle, radius + _RIM, PAPER.surface, "none", _LAYER)
    inner = radius - _RING * SIZES.radius(2)
    for key, start, end in _parts(keys, radius):
        canvas.band(middle, (inner, radius), (start, end), group_named(key).light, _LAYER)
    canvas.text(middle, str(len(keys)), Style(_NUMBER, PAPER.text, bold=True), "center")


def _parts(keys: Sequence[str], radius: float) -> Iterator[tuple[str, float, float]]:
    """Yield each group with the degrees between which it has the ring, the most frequent first."""
    order = [group.key for group in COLOUR_GROUPS]
    counted = sorted(Counter(keys).items(), key=lambda item: (-item[1], order.index(item[0])))
    notch = math.degrees(_NOTCH / radius) if len(counted) > 1 else 0.0
    start = 0.0
    for key, count in counted:
        end = start + 360 * count / len(keys)
        yield key, start + notch / 2, max(end - notch / 2, start + notch / 2 + 4)
        start = end


@lru_cache(maxsize=32)
def outline(data: str) -> tuple[npt.NDArray[np.float64], tuple[int, ...]]:
    """Read an SVG path of the commands M, L, A and Z with places that are not relative.

    Parameters
    ----------
    data
        Data of the path.

    Returns
    -------
    numpy.ndarray
        Corners, and handles of curves, a row each.
    tuple of int
        What each row is, as matplotlib's paths have it.

    Raises
    ------
    ValueError
        If it has other commands, or a command that lacks a number.

    Examples
    --------
    >>> outline("M0,0L4,0L4,3Z")[1]
    (1, 2, 2, 79)
    """
    steps: list[tuple[int, Point]] = []
    for command, words in re.findall(r"([A-Za-z])([^A-Za-z]*)", data):
        numbers = [float(word) for word in re.findall(r"-?\d*\.?\d+", words)]
        if len(numbers) != {"M": 2, "L": 2, "A": 7, "Z": 0}.get(command):
            raise ValueError(
                f"{command}{words.strip()} is not understood: expected M x,y, L x,y, A with 7 numbers or Z"
            )
        if command == "A":
            steps += _arc(steps[-1][1], numbers)
        else:
            code = {"M": _MOVE, "L": _LINE, "Z": _CLOSE}[command]
            steps.append((code, (numbers[0], numbers[1]) if numbers else (0.0, 0.0)))
    return np.array([place for _, place in steps]), tuple(code for code, _ in steps)


def _arc(start: Point, numbers: Sequence[float]) -> Iterator[tuple[int, Point]]:
    """Yield the curves of a part of a circle, none over a quarter of it: the handles of each, then its end.

    References
    ----------
    Scalable Vector Graphics (SVG) 2, implementation notes, conversion from endpoint to center parameterization.
    """
    radius, _, _, wide, clockwise, *end = numbers
    x, y = (end[0] - start[0]) / 2, (end[1] - start[1]) / 2
    half = math.hypot(x, y)
    away = math.sqrt(max(radius**2 - half**2, 0)) / half * (1 if wide == clockwise else -1)
    middle = (start[0] + x + away * y, start[1] + y - away * x)
    first = math.atan2(start[1] - middle[1], start[0] - middle[0])
    turn = (math.atan2(end[1] - middle[1], end[0] - middle[0]) - first) % math.tau
    turn = turn if clockwise else turn - math.tau
    pieces = math.ceil(abs(turn) / (math.pi / 2) - 1e-9)
    step = turn / pieces
    reach = 4 / 3 * math.tan(step / 4)
    for piece in range(pieces):
        one, other = (first + step * (piece + more) for more in (0, 1))
        for angle, handle in ((one, reach), (other, -reach), (other, 0.0)):
            cos, sin = math.cos(angle), math.sin(angle)
            yield _CURVE, (middle[0] + radius * (cos - handle * sin), middle[1] + radius * (sin + handle * cos))
