"""The names on the map of a picture: of sites, regions, towns, countries and lakes, each where there is room.

Lengths are points of the canvas. What is named first takes the room: the largest cities, the sites that matter most,
regions, lakes, other sites, towns, and other countries last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Final

import shapely
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.catalog.model import Catalog, View, records
from geo.catalog.regions import short_region
from geo.language.translation import Say, language_of
from geo.plot.canvas import Box, Canvas, Point, Style
from geo.plot.map_texts import ENGLISH_TEXTS
from geo.plot.mark_shapes import PlacedMark
from geo.plot.palette import PAPER
from geo.plot.placement import MapFrame, Taken, is_inside, nearest_room, room_beside, room_of
from geo.plot.text_layout import width_of

MOST_NAMES: Final = 60
"""Names of sites on a map, of the most important ones: more would hide it."""

_SITE: Final = 7.2
_SITE_HEIGHT: Final = 9.4
_TOWN: Final = 7.0
_LARGEST: Final = 1
"""Rank of the cities that are named before all else."""
_BELOW: Final = 6.4
_AREA_SIZES: Final = (8.0, 7.2, 6.4)
"""Sizes of the names of regions, the first that has room."""
_OVERHANGS: Final = (0.0, 5.0, 14.0)
"""Points by which the name of a region may reach over its border where it has no room inside."""


def write_names(
    canvas: Canvas,
    frame: MapFrame,
    view: View,
    placed: Sequence[PlacedMark],
    taken: Taken,
    outlines: Mapping[str, BaseGeometry],
    without_point: Mapping[str, int],
    say: Say,
) -> None:
    """Write all names of a map that have room.

    Parameters
    ----------
    canvas
        The canvas, or the part of it, to draw on.
    frame
        The part of the world that it shows.
    view
        The part of the data that is shown.
    placed
        The marks, the most important first.
    taken
        Rooms that are taken already; those of the names are added.
    outlines
        Outlines of the regions by ISO code, in points.
    without_point
        Number of sites without a point, by the ISO code of their region.
    say
        Translates our phrases; writes numbers and dates as the language does.
    """
    strong, others = ([mark for mark in placed if mark.first.strong is strong] for strong in (True, False))
    _towns(canvas, frame, view, taken, (_LARGEST,), say)
    written = _site_names(canvas, strong, taken, MOST_NAMES)
    left_out = _region_names(canvas, frame, view, outlines, without_point, taken, say)
    _area_names(canvas, frame, view.catalog, "lake", taken, say)
    _site_names(canvas, others, taken, MOST_NAMES - written)
    for spot, lines, inside in left_out:
        _below(canvas, lines, inside, taken, spot)
    ranks = () if frame.scale < 0.35 else (2,) if frame.scale < 0.8 else (2, 3)
    _towns(canvas, frame, view, taken, ranks, say)
    _area_names(canvas, frame, view.catalog, "country", taken, say)


def _site_names(canvas: Canvas, placed: Sequence[PlacedMark], taken: Taken, most: int) -> int:
    """Write names beside marks, that of a cluster with how many more sites there are; return how many were written."""
    written = 0
    for mark in placed:
        if written == most:
            break
        more = len(mark.members) - 1
        words = f"{mark.first.name} +{more}" if more else mark.first.name
        style = Style(_SITE, PAPER.text, bold=mark.first.strong, rim=PAPER.land)
        room = room_beside(canvas, mark.place, mark.radius, width_of(words, _SITE, style.bold), _SITE_HEIGHT, taken)
        if room is not None:
            written += 1
            _write(canvas, room, words, style, taken)
    return written


def _write(canvas: Canvas, room: Box, words: str, style: Style, taken: Taken, layer: float = 9) -> None:
    left, bottom, right, top = room
    canvas.text(((left + right) / 2, (bottom + top) / 2), words, style, "center", layer)
    taken.add(room)


def _towns(canvas: Canvas, frame: MapFrame, view: View, taken: Taken, ranks: Sequence[int], say: Say) -> None:
    """Draw the towns of some ranks, the largest first; each needs room for its dot, and for its name."""
    places = view.catalog.frames["places"]
    places = places.assign(name=language_of(say).name(places))
    for town in records(places[places["rank"].isin(ranks)].sort_values(["rank", "name_en"])):
        x, y = (float(value) for value in frame.place([(town["lon"], town["lat"])])[0])
        dot = room_of((x, y), 4, 4)
        bold = town["rank"] == _LARGEST
        style = Style(_TOWN, PAPER.text if bold else PAPER.muted, bold=bold, rim=PAPER.land)
        if not (is_inside(canvas, dot) and taken.leaves(dot)):
            continue
        room = room_beside(canvas, (x, y), 2, width_of(str(town["name"]), _TOWN, bold), _SITE_HEIGHT, taken)
        if room is not None:
            canvas.circle((x, y), 1.3, style.colour, "none", 4.5)
            taken.add(dot)
            _write(canvas, room, str(town["name"]), style, taken, layer=4.6)


def _region_names(
    canvas: Canvas,
    frame: MapFrame,
    view: View,
    outlines: Mapping[str, BaseGeometry],
    without_point: Mapping[str, int],
    taken: Taken,
    say: Say,
) -> list[tuple[Point, tuple[str, str], BaseGeometry]]:
    """Write the names of regions inside them, as near to the middle as the marks allow.

    Returns what had no room below a name, in words and as a number, with the place of the name and the outline.
    """
    left_out = []
    page = _page(canvas, 3)
    regions = view.catalog.regions
    names = language_of(say).name(regions)
    for region in records(regions[regions["type"] == "region"].drop(columns="geometry")):
        iso = str(region["region_iso"])
        x, y = frame.place([(region["label_lon"], region["label_lat"])])[0]
        count = without_point.get(iso, 0)
        below = say(ENGLISH_TEXTS.without_point).format(count=count) if count else ""
        inside = outlines[iso].intersection(page)
        spot = _region_name(canvas, short_region(str(names[iso])), below, inside, taken, (float(x), float(y)))
        if spot is not None:
            left_out.append((spot, (below, f"+{count}"), inside))
    return left_out


def _region_name(
    canvas: Canvas, name: str, below: str, inside: BaseGeometry, taken: Taken, middle: Point
) -> Point | None:
    """Write a name inside an outline: in two lines where one has no room, else smaller, else over the border.

    Returns where it stands if there was no room for the line below it.
    """
    for over, size, (lines, more) in product(_OVERHANGS, _AREA_SIZES, product(_layouts(name), (below, ""))):
        style = Style(size, PAPER.region_name, rim=PAPER.land, spaced=True)
        step, rows = size * 1.2, len(lines) + bool(more)
        width = max(*(width_of(words, size, spaced=True) for words in lines), width_of(more, _BELOW))
        height = step * rows
        spot = nearest_room(_widened(canvas, inside, over), width + 4, taken, middle, height + 3)
        if spot is not None:
            first = spot[1] + step * (rows - 1) / 2
            for number, words in enumerate(lines):
                canvas.text((spot[0], first - step * number), words, style, "center", 7)
            taken.add(room_of(spot, width, height))
            if more:
                _write_below(canvas, (spot[0], first - step * len(lines)), more)
            return None if more or not below else spot
    return None


def _below(canvas: Canvas, lines: Sequence[str], inside: BaseGeometry, taken: Taken, name: Point) -> None:
    """Write the first line that has room, as near to the name of the region as may be."""
    for line, over in product(lines, _OVERHANGS[:2]):
        width, height = width_of(line, _BELOW), _BELOW * 1.3
        spot = nearest_room(_widened(canvas, inside, over), width + 2, taken, name, height)
        if spot is not None:
            _write_below(canvas, spot, line)
            taken.add(room_of(spot, width, height))
            return


def _write_below(canvas: Canvas, middle: Point, words: str) -> None:
    """Write it on plain ground: the dots of the region would run into the letters."""
    canvas.polygons([box(*room_of(middle, width_of(words, _BELOW) + 2, _BELOW * 1.1))], PAPER.land, width=0, zorder=6.9)
    canvas.text(middle, words, Style(_BELOW, PAPER.muted), "center", 7)


def _widened(canvas: Canvas, inside: BaseGeometry, over: float) -> BaseGeometry:
    return inside.buffer(over).intersection(_page(canvas, 3))


def _page(canvas: Canvas, edge: float) -> Polygon:
    return box(edge, edge, canvas.width - edge, canvas.height - edge)


def _layouts(name: str) -> Iterator[tuple[str, ...]]:
    """Yield a name in one line, then in two, parted at the space or hyphen that leaves the shortest lines."""
    yield (name,)
    breaks = [place.end() for place in re.finditer(r"[ -](?=.)", name)]
    if breaks:
        cut = min(breaks, key=lambda place: max(place, len(name) - place))
        yield (name[:cut].strip(), name[cut:])


def _area_names(canvas: Canvas, frame: MapFrame, catalog: Catalog, kind: str, taken: Taken, say: Say) -> None:
    """Write the names of other countries or of lakes inside them."""
    base = catalog.frames["basemap"]
    page = _page(canvas, 4)
    rows = base[base["kind"] == kind]
    is_lake = kind == "lake"
    style = Style(6.6, PAPER.water_name if is_lake else PAPER.country_name)
    for name, outline in zip(language_of(say).name(rows), rows.geometry, strict=True):
        words = name if is_lake else name.upper()
        inside = shapely.make_valid(frame.shape(outline)).intersection(page)
        width = width_of(words, style.size)
        spot = nearest_room(inside, width + 4, taken)
        if spot is not None:
            canvas.text(spot, words, style, "center", 4)
            taken.add(room_of(spot, width, 9))
