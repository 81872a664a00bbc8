"""The pills of a picture: what stands for a mark, as near to its place as the others allow.

Lengths are points of the canvas.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from geo.plot.canvas import Box, Canvas, Point, Style, seen_through
from geo.plot.marks import PIN_KM, Mark, Spot
from geo.plot.palette import COLOUR_GROUPS, PAPER, ColourGroup, ink
from geo.plot.placement import MapFrame, is_clear, is_inside, room_of
from geo.plot.text_layout import width_of

DASHES: Final[dict[str, Any]] = {
    "exact": "solid",
    "dataset_point": (0, (4, 1.6)),
    "settlement": (0, (1.2, 1.4)),
    "bearing_and_distance": (0, (4, 1.4, 1, 1.4)),
}
"""Lines of the kinds of known places, as on the screen."""
_CHIP: Final = 12.5
"""Height of a pill."""
_LETTERS: Final = 7.6
"""Size of the letters on a pill."""
_ROUNDS: Final = tuple((radius, step) for radius in (0, 11, 15, 20, 26, 33, 41, 50, 60, 72) for step in range(16))
"""Where a pill is tried: at its place, then on wider and wider circles (radius in points), 16 directions each."""


@dataclass(frozen=True)
class Chip:
    """Hold a mark on the canvas: its place, and the pill that stands for it.

    Attributes
    ----------
    mark
        The mark.
    place
        The true place, in points.
    middle
        Middle of the pill, in points: at the place, or beside it where other pills are in the way.
    width
        Width of the pill, in points.
    """

    mark: Mark
    place: Point
    middle: Point
    width: float

    @property
    def box(self) -> Box:
        """The room it takes."""
        return room_of(self.middle, self.width + 2, _CHIP + 2)


def pills_of(canvas: Canvas, frame: MapFrame, marks: Sequence[Mark]) -> list[Chip]:
    """Put every pill as near to its place as the others allow.

    Pins come first, then small circles: the better a place is known, the less its pill may move. Latitude and longitude
    make the order the same in every run.

    Parameters
    ----------
    canvas
        The canvas, or the part of it, to draw on.
    frame
        The part of the world that it shows.
    marks
        The marks.

    Returns
    -------
    list of Chip
        The marks with their pills, the surest place first.
    """
    chips: list[Chip] = []
    # Who comes first keeps its place: the surest sites, as they lie where they are drawn. Degrees only settle ties.
    for mark in sorted(marks, key=lambda mark: (not mark.is_pin, mark.widest.radius_km, mark.lat, mark.lon)):
        place = tuple(frame.place([(mark.lon, mark.lat)])[0])
        width = chip_width(mark.spots)
        chips.append(Chip(mark, place, _free(canvas, place, width, [chip.box for chip in chips]), width))
    return chips


def _free(canvas: Canvas, place: Point, width: float, taken: Sequence[Box]) -> Point:
    for radius, step in _ROUNDS:
        angle = math.tau * step / 16
        middle = (place[0] + radius * math.cos(angle) * 1.15, place[1] + radius * math.sin(angle))
        if is_inside(canvas, room_of(middle, width + 3, _CHIP + 3)) and is_clear(room_of(middle, width, _CHIP), taken):
            return middle
    return place


def chip_words(spots: Sequence[Spot]) -> str:
    """Return what stands on a pill.

    Parameters
    ----------
    spots
        The sites that share a mark.

    Returns
    -------
    str
        The symbol, the number of sites where there are several, and a question mark in doubt.
    """
    best = _best(spots)
    several = f"×{len(spots)}" if len(spots) > 1 else ""
    return f"{best.symbol or '·'}{several}{'?' if best.doubtful else ''}"


def chip_width(spots: Sequence[Spot]) -> float:
    """Return how wide the pill of a mark is.

    Parameters
    ----------
    spots
        The sites that share a mark.

    Returns
    -------
    float
        The width in points.
    """
    return max(15.0, width_of(chip_words(spots), _LETTERS, bold=True) + 8)


def _best(spots: Sequence[Spot]) -> Spot:
    """Return the site that a mark shows: the first that is not in doubt."""
    return next((spot for spot in spots if not spot.doubtful), spots[0])


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


def draw_pills(canvas: Canvas, chips: Iterable[Chip]) -> None:
    """Draw pills, each with a line to its true place where it lies beside it.

    Parameters
    ----------
    canvas
        The canvas, or the part of it, to draw on.
    chips
        The marks with their pills.
    """
    for chip in chips:
        colour = group_named(chip.mark.spots[0].family).light
        if math.dist(chip.place, chip.middle) > 1:
            canvas.lines([(chip.place, chip.middle)], PAPER.muted, 0.6, 6)
            canvas.dots(np.asarray([chip.place]), colour, 3.0, 6.5)
        pill(canvas, chip.middle, chip.width, chip.mark.spots)


def pill(canvas: Canvas, middle: Point, width: float, spots: Sequence[Spot]) -> None:
    """Draw the pill of a mark, as on the screen.

    It is empty in doubt, filled where the place is known to 5 km, else tinted. Its line says how the place is known.

    Parameters
    ----------
    canvas
        The canvas, or the part of it, to draw on.
    middle
        Middle of the pill, in points.
    width
        Width of the pill, in points.
    spots
        The sites that share a mark.
    """
    best, colour = _best(spots), group_named(spots[0].family).light
    dash = DASHES.get(best.precision, DASHES["bearing_and_distance"])
    filled = not best.doubtful and max(spot.radius_km for spot in spots) <= PIN_KM
    canvas.pill(middle, (width, _CHIP), PAPER.surface, colour, dash)
    if not best.doubtful:
        inner = (width - 3.4, _CHIP - 3.4) if filled else (width, _CHIP)
        canvas.pill(middle, inner, colour if filled else seen_through(colour, 0.2), "none", layer=8.1)
    words = ink(colour) if filled else PAPER.text
    canvas.text(middle, chip_words(spots), Style(_LETTERS, words, bold=True), "center")
