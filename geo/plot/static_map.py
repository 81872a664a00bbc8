"""The map of a picture: base map, every mark at the true place of its site, names where there is room.

Lengths are points of the canvas unless they are said to be km or degrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import geopandas
import shapely
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.catalog.model import View
from geo.language.translation import Say, language_of
from geo.plot.canvas import Box, Canvas, Style, seen_through
from geo.plot.map_names import write_names
from geo.plot.map_texts import ENGLISH_TEXTS
from geo.plot.mark_shapes import UNIT, PlacedMark, draw_mark, group_named, placed_marks
from geo.plot.marks import importance, site_marks
from geo.plot.palette import PAPER
from geo.plot.placement import MapFrame, Taken, frame_of

_DIM: Final = "#F6F7F8"
"""Land of regions that are not selected."""
_GLOW: Final = 9 * UNIT
"""Width of the band around the country."""
_BORDER: Final = 1.4 * UNIT
"""Width of the border of the country; its inner half lies below the land."""
CIRCLE_DASH: Final = (0, (4 * UNIT, 3 * UNIT))
"""Line of the circle in which a site lies."""
DOTTED: Final = 0.28
"""Opacity of the dots on a region with sites that have no point."""
_OVER_MARK: Final = 4 * UNIT
"""A circle is drawn if it reaches this far over its mark."""


@dataclass(frozen=True)
class MapPlan:
    """Hold what stands where on the map of a picture.

    Attributes
    ----------
    frame
        The part of the world that it shows.
    marks
        The marks, the most important first; no two overlap.
    without_point
        Number of sites of which only the region is known, by its ISO code.
    """

    frame: MapFrame
    marks: tuple[PlacedMark, ...]
    without_point: Mapping[str, int]

    @property
    def circled(self) -> tuple[PlacedMark, ...]:
        """The marks that have a circle: of one place, which is not known well; the widest first."""
        wide = [
            mark
            for mark in self.marks
            if not mark.widest.is_pin
            and mark.is_one_place
            and mark.widest.radius_km * self.frame.scale > mark.radius + _OVER_MARK
        ]
        return tuple(sorted(wide, key=lambda mark: -mark.widest.radius_km))  # small circles lie on top of wide ones


def plan(view: View, width: float, height: float, say: Say = str) -> MapPlan:
    """Decide what stands where on the map of a view.

    Parameters
    ----------
    view
        The sites to draw, and the filters.
    width
        Width of the map, in points.
    height
        Height of the map, in points.
    say
        Translates our phrases; its language is that of the names, English where there is none.

    Returns
    -------
    MapPlan
        What :func:`draw` draws and the legend explains.
    """
    frame = frame_of(view, width, height)
    marks = site_marks(view.located, view.catalog.regions, {}, language_of(say).code, importance(view))
    counted = view.unlocated["region_iso"].value_counts()
    without = {str(iso): int(count) for iso, count in counted.items() if iso in view.catalog.regions.index}
    return MapPlan(frame, placed_marks(frame, marks), without)


def draw(canvas: Canvas, view: View, planned: MapPlan, say: Say = str) -> None:
    """Draw the map of a view.

    Names are those of the language, English where it has none.

    Parameters
    ----------
    canvas
        The canvas, or the part of it, to draw on.
    view
        The sites to draw, and the filters.
    planned
        What stands where, as :func:`plan` returns it for the size of the canvas.
    say
        Translates our phrases; writes numbers and dates as the language does.
    """
    frame = planned.frame
    outlines = _base(canvas, frame, view)
    for iso in planned.without_point:
        canvas.dotted(list(_polygons(outlines[iso])), PAPER.muted, DOTTED, 2.5)
    _circles(canvas, frame, planned.circled)
    for mark in reversed(planned.marks):
        draw_mark(canvas, mark)
    taken = Taken(circles=[(mark.place, mark.radius + UNIT) for mark in planned.marks])
    taken.add(_scale_bar(canvas, frame, say))
    write_names(canvas, frame, view, planned.marks, taken, outlines, planned.without_point, say)
    canvas.frame(PAPER.line)


def _base(canvas: Canvas, frame: MapFrame, view: View) -> dict[str, BaseGeometry]:
    """Draw land, water and borders; return the outlines of the regions on the canvas, by ISO code."""
    base, regions = view.catalog.frames["basemap"], view.catalog.regions
    seen = box(0, 0, canvas.width, canvas.height).buffer(40)
    countries, lakes = (_shapes(frame, base[base["kind"] == kind], seen) for kind in ("country", "lake"))
    outlines = {str(iso): frame.shape(outline) for iso, outline in regions.geometry.items()}
    canvas.polygons(countries, PAPER.abroad, PAPER.line, 0.5, zorder=1)
    land = [part for outline in outlines.values() for part in _polygons(outline)]
    # Wide lines below the land: only their outer halves are seen, which leaves the border of the country.
    canvas.polygons(land, "none", PAPER.glow, 2 * _GLOW, zorder=1.2)
    canvas.polygons(land, "none", PAPER.border, 2 * _BORDER, zorder=1.4)
    chosen = view.outlined or tuple(outlines)
    for iso, outline in outlines.items():
        fill = PAPER.land if iso in chosen else _DIM
        canvas.polygons(list(_polygons(outline)), fill, PAPER.line, UNIT, zorder=2)
    canvas.polygons(lakes, PAPER.water, PAPER.shore, 0.8 * UNIT, zorder=3)
    if view.outlined:
        edge = shapely.union_all([outlines[iso] for iso in chosen]).boundary
        canvas.lines([line.coords for line in getattr(edge, "geoms", [edge])], PAPER.accent, 1.4, 3.4)
    return outlines


def _shapes(frame: MapFrame, rows: geopandas.GeoDataFrame, seen: Polygon) -> list[Polygon]:
    cut = (shapely.make_valid(frame.shape(shape)).intersection(seen) for shape in rows.geometry)
    return [part for shape in cut for part in _polygons(shape)]


def _polygons(shape: BaseGeometry) -> Iterator[Polygon]:
    if isinstance(shape, Polygon) and not shape.is_empty:
        yield shape
    elif isinstance(shape, MultiPolygon) or shape.geom_type == "GeometryCollection":
        for part in getattr(shape, "geoms", ()):
            yield from _polygons(part)


def _circles(canvas: Canvas, frame: MapFrame, circled: Iterable[PlacedMark]) -> None:
    """Draw the circle in which a site lies, clipped as on the screen; sites at one place share the widest."""
    for placed in circled:
        mark = placed.widest
        colour = group_named(mark.group).light
        look = {"edge": seen_through(colour, 0.55), "fill": seen_through(colour, 0.10)}
        if mark.outline:
            rings = [Polygon(frame.place([(lon, lat) for lat, lon in ring])) for ring in mark.outline]
            canvas.polygons(rings, look["fill"], look["edge"], 1.2 * UNIT, zorder=5, linestyles=[CIRCLE_DASH])
        else:
            canvas.circle(placed.place, mark.radius_km * frame.scale, layer=5, dash=CIRCLE_DASH, **look)


def _scale_bar(canvas: Canvas, frame: MapFrame, say: Say) -> Box:
    """Draw the scale bar in the lower left corner; return the room it takes."""
    km = next(step for step in (500, 200, 100, 50, 20, 10, 5) if step * frame.scale < canvas.width / 4 or step == 5)
    length, left, bottom = km * frame.scale, 10.0, 10.0
    outline = [(left, bottom + 4), (left, bottom), (left + length, bottom), (left + length, bottom + 4)]
    canvas.lines([outline], PAPER.text, 1.0, 9)
    words = say(ENGLISH_TEXTS.kilometres).format(km=km)
    canvas.text((left + length / 2, bottom + 8), words, Style(7.4, PAPER.text, rim=PAPER.abroad), "center")
    return (0, 0, left + length + 6, bottom + 16)
