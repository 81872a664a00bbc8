"""The legend below the map of a picture: what the marks on it mean, and nothing that is not on it.

Lengths are points of the canvas.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeAlias

from shapely.geometry import box

from geo.catalog.model import View
from geo.language.translation import N_, Say, Text
from geo.plot.canvas import Canvas, Point, Style, seen_through
from geo.plot.map_texts import ENGLISH_TEXTS
from geo.plot.mark_shapes import SIZES, draw_ring, draw_shape, group_named
from geo.plot.palette import COLOUR_GROUPS, PAPER
from geo.plot.static_map import CIRCLE_DASH, DOTTED, MapPlan
from geo.plot.text_layout import width_of, wrapped

_SIZE: Final = 7.6
_LINE: Final = 10.0
"""Height of a line of text."""
_ROW: Final = 15.0
"""Height of an entry of one line."""
_SAMPLE: Final = 20.0
"""Room for the sample left of the words, its middle in the middle."""
_APART: Final = 18.0
"""Room between two columns."""
_TOP: Final = 16.0
"""Distance of the first line from the map."""

Sample: TypeAlias = Callable[[Canvas, Point], None]


@dataclass(frozen=True, eq=False)
class LegendEntry:
    """Hold one line of a legend.

    Attributes
    ----------
    sample
        Draws the mark around a place; None for words without a mark.
    lines
        The words.
    """

    sample: Sample | None
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """The room it takes."""
        return _ROW + _LINE * (len(self.lines) - 1)


@dataclass(frozen=True, eq=False)
class MapLegend:
    """Hold a legend.

    Attributes
    ----------
    columns
        Distance of each column from the left end, and its entries.
    """

    columns: tuple[tuple[float, tuple[LegendEntry, ...]], ...]

    @property
    def height(self) -> float:
        """The room it takes below the map."""
        return _TOP + max((sum(entry.height for entry in entries) for _, entries in self.columns), default=0.0)

    def draw(self, page: Canvas, corner: Point) -> None:
        """Draw the legend.

        Parameters
        ----------
        page
            The canvas.
        corner
            Lower left corner of the map, in points.
        """
        for left, entries in self.columns:
            level = corner[1] - _TOP
            for entry in entries:
                start = corner[0] + left
                if entry.sample:
                    entry.sample(page, (start + _SAMPLE / 2, level))
                    start += _SAMPLE + 4
                for number, line in enumerate(entry.lines):
                    page.text((start, level - _LINE * number), line, Style(_SIZE, PAPER.text))
                level -= entry.height


def legend(view: View, planned: MapPlan, width: float, say: Say = str) -> MapLegend:
    """Explain the marks that are on the map, and no others: two columns of colour groups, one of all else.

    Parameters
    ----------
    view
        The sites that are drawn.
    planned
        What stands where on the map.
    width
        Width of the legend, in points.
    say
        Translates our phrases.

    Returns
    -------
    MapLegend
        The legend; what has no room in a line takes two.
    """
    there = {mark.group for placed in planned.marks for mark in placed.members}
    keys = [item.key for item in COLOUR_GROUPS if item.key in there]
    groups = [LegendEntry(partial(draw_shape, key=key), (say(_text(key)),)) for key in keys]
    rules = list(_rules(view, planned, keys))
    half = max(math.ceil(len(groups) / 2), min(len(groups), len(rules)))
    columns, left = [], 0.0
    for part in (tuple(groups[:half]), tuple(groups[half:])):
        if part:
            columns.append((left, part))
            left += _SAMPLE + 4 + max(width_of(line, _SIZE) for entry in part for line in entry.lines) + _APART
    room = width - left - _SAMPLE - 4
    rest = tuple(LegendEntry(sample, tuple(wrapped(say(words), _SIZE, room))) for sample, words in rules)
    return MapLegend((*columns, (left, rest)) if rest else tuple(columns))


def _text(key: str) -> str:
    return str(getattr(ENGLISH_TEXTS, key))


def _rules(view: View, planned: MapPlan, keys: Sequence[str]) -> Iterator[tuple[Sample | None, Text]]:
    """Yield samples of the looks of marks and regions on the map, each with what it means."""
    alone = [placed.first for placed in planned.marks if len(placed.members) == 1]
    if view.located.empty:
        yield None, N_("No site of this selection has a known place.")
    if len(alone) < len(planned.marks):
        yield partial(draw_ring, radius=SIZES.radius(2), keys=(keys[0], keys[0], keys[-1])), ENGLISH_TEXTS.cluster
    if planned.circled:
        yield partial(_circle, key=planned.circled[0].widest.group), ENGLISH_TEXTS.circle
    if doubtful := [mark for mark in alone if mark.doubtful]:
        yield partial(draw_shape, key=doubtful[0].group, hollow=True), ENGLISH_TEXTS.doubtful
    if planned.without_point:
        yield _dotted, ENGLISH_TEXTS.hatched


def _circle(page: Canvas, middle: Point, key: str) -> None:
    colour = group_named(key).light
    page.circle(middle, 6.5, seen_through(colour, 0.10), seen_through(colour, 0.55), 7, CIRCLE_DASH)


def _dotted(page: Canvas, middle: Point) -> None:
    room = box(middle[0] - 9, middle[1] - 5, middle[0] + 9, middle[1] + 5)
    page.polygons([room], PAPER.land, PAPER.line, 0.6, zorder=7)
    page.dotted([room], PAPER.muted, 2 * DOTTED, 7.5)
