"""The map of a picture: base map, marks that give way to each other, names where there is room.

Lengths are points of the canvas unless they are said to be km or degrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Final

import geopandas
import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.catalog.model import Catalog, View, records
from geo.catalog.regions import short_region
from geo.language.translation import Say, language_of
from geo.plot.canvas import Box, Canvas, Point, Style, seen_through
from geo.plot.map_texts import ENGLISH_TEXTS
from geo.plot.marks import Mark, site_marks
from geo.plot.palette import COLOUR_GROUPS, PAPER, colour_group
from geo.plot.pills import Chip, draw_pills, group_named, pills_of
from geo.plot.placement import MapFrame, frame_of, is_clear, is_inside, nearest_room, room_of
from geo.plot.text_layout import width_of

MOST_MARKS: Final = 400
"""Sites above which each is a dot: that many marks would hide each other and the map."""
NAMED_MARKS: Final = 45
"""Marks up to which all names are written beside them, where there is room."""
MOST_NAMES: Final = 16
"""Names that a map of more marks has, of the most claimed sites: more would hide the map."""

_DIM: Final = "#F6F7F8"
"""Land of regions that are not selected."""
_AREA_SIZES: Final = (8.0, 7.2, 6.4)
"""Sizes of the names of regions, the first that has room."""
_OVERHANGS: Final = (0.0, 5.0, 14.0)
"""Points by which the name of a region may reach over its border where it has no room inside."""


def marks_of(view: View, say: Say = str) -> tuple[Mark, ...]:
    """Return the marks of a view, with names in a language.

    Parameters
    ----------
    view
        The sites to draw, and the filters.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    tuple[Mark, ...]
        The marks; none where there are more sites than :data:`MOST_MARKS`, which are drawn as dots.
    """
    if len(view.located) > MOST_MARKS:
        return ()
    return site_marks(view.located, view.catalog.regions, {}, language_of(say).code)


def draw(canvas: Canvas, view: View, marks: Sequence[Mark], say: Say = str) -> None:
    """Draw the map of a view.

    Names are those of the language, English where it has none.

    Parameters
    ----------
    canvas
        The canvas, or the part of it, to draw on.
    view
        The sites to draw, and the filters.
    marks
        The marks, as :func:`marks_of` returns them.
    say
        Translates our phrases; writes numbers and dates as the language does.
    """
    frame = frame_of(view, canvas.width, canvas.height)
    outlines = _base(canvas, frame, view)
    chips = pills_of(canvas, frame, marks)
    taken = [chip.box for chip in chips]
    taken.append(_scale_bar(canvas, frame, say))
    if marks:
        _circles(canvas, frame, chips)
        draw_pills(canvas, chips)
    else:
        _dots(canvas, frame, view)
    if len(chips) <= NAMED_MARKS:
        _site_names(canvas, chips, taken)
    _region_names(canvas, frame, view, outlines, taken, say)
    if len(chips) > NAMED_MARKS:
        _site_names(canvas, _most_claimed(view, chips), taken, most=1)
    _towns(canvas, frame, view, taken, say)
    _country_names(canvas, frame, view.catalog, taken, say)
    canvas.frame(PAPER.line)


def _base(canvas: Canvas, frame: MapFrame, view: View) -> dict[str, BaseGeometry]:
    """Draw land, water and borders; return the outlines of the regions on the canvas, by ISO code."""
    base, regions = view.catalog.frames["basemap"], view.catalog.regions
    seen = box(0, 0, canvas.width, canvas.height).buffer(40)
    countries, lakes = (_shapes(frame, base[base["kind"] == kind], seen) for kind in ("country", "lake"))
    outlines = {str(iso): frame.shape(outline) for iso, outline in regions.geometry.items()}
    canvas.polygons(countries, PAPER.abroad, PAPER.line, 0.5, zorder=1)
    chosen = view.outlined or tuple(outlines)
    for iso, outline in outlines.items():
        land = PAPER.land if iso in chosen else _DIM
        canvas.polygons(list(_polygons(outline)), land, PAPER.line, 0.6, zorder=2)
    canvas.polygons(lakes, PAPER.water, zorder=3)
    border = shapely.union_all(list(outlines.values())).boundary
    canvas.lines([line.coords for line in getattr(border, "geoms", [border])], PAPER.border, 1.0, 3.2)
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


def _dots(canvas: Canvas, frame: MapFrame, view: View) -> None:
    """Draw every site as a dot in its colour group's colour."""
    sites = view.located
    if sites.empty:
        return
    places = frame.place(shapely.get_coordinates(sites.geometry))
    keys = np.asarray([colour_group(group).key for group in sites["main_group"].unique()])
    of_site = sites["main_group"].map({group: colour_group(group).key for group in sites["main_group"].unique()})
    for item in COLOUR_GROUPS:
        if item.key in keys:
            canvas.dots(places[(of_site == item.key).to_numpy()], item.light, 2.2, 6)


def _circles(canvas: Canvas, frame: MapFrame, chips: Iterable[Chip]) -> None:
    """Draw the circle in which a site lies, clipped as on the screen, where it is known to worse than a pin."""
    for chip in sorted(chips, key=lambda chip: -chip.mark.widest.radius_km):  # small circles lie on top of wide ones
        spot = chip.mark.widest
        colour = group_named(spot.family).light
        look = {"edge": seen_through(colour, 0.55), "fill": seen_through(colour, 0.13)}
        if chip.mark.is_pin:
            continue
        if spot.outline:
            rings = [Polygon(frame.place([(lon, lat) for lat, lon in ring])) for ring in spot.outline]
            canvas.polygons(rings, look["fill"], look["edge"], 0.8, zorder=5)
        else:
            canvas.circle(chip.place, spot.radius_km * frame.scale, layer=5, **look)


def _site_names(canvas: Canvas, chips: Sequence[Chip], taken: list[Box], most: int = 2) -> None:
    """Write names beside the pills, where there is room for them; of sites at one place no more than ``most``."""
    style = Style(7.4, PAPER.text, rim="#FFFFFF")
    for chip in chips:
        names = [spot.name for spot in chip.mark.spots]
        words = ", ".join(names[:most]) + (f" +{len(names) - most}" if len(names) > most else "")
        length, (x, y), away = width_of(words, style.size), chip.middle, chip.width / 2 + 3
        right, left_end, middle = x + away, x - away - length - 2, x - length / 2
        # Right first, as maps do: the eye finds the start of the name at its mark. Slanting places come last.
        beside = ((right, y), (left_end, y), (middle, y + 12), (middle, y - 12))
        slanting = ((right - 4, y + 7), (right - 4, y - 7), (left_end + 4, y + 7), (left_end + 4, y - 7))
        for left, level in (*beside, *slanting):
            room = (left, level - 5, left + length, level + 5)
            if is_inside(canvas, room) and is_clear(room, taken):
                canvas.text((left, level), words, style)
                taken.append(room)
                break


def _most_claimed(view: View, chips: Sequence[Chip]) -> list[Chip]:
    """Return the marks of the sites that most claims of a view are about, most first; equal ones by name."""
    claimed = view.claims["subject_ids"].explode().value_counts()
    counted = [(max(int(claimed.get(spot.site_id, 0)) for spot in chip.mark.spots), chip) for chip in chips]
    counted.sort(key=lambda item: (-item[0], item[1].mark.spots[0].name))
    return [chip for number, chip in counted[:MOST_NAMES] if number]


def _region_names(
    canvas: Canvas, frame: MapFrame, view: View, outlines: dict[str, BaseGeometry], taken: list[Box], say: Say
) -> None:
    """Write the names of regions inside them, as near to the middle as the marks allow."""
    page = box(3, 3, canvas.width - 3, canvas.height - 3)
    regions = view.catalog.regions
    names = language_of(say).name(regions)
    for region in records(regions[regions["type"] == "region"].drop(columns="geometry")):
        iso = str(region["region_iso"])
        middle = frame.place([(region["label_lon"], region["label_lat"])])[0]
        _area_name(
            canvas,
            short_region(str(names[iso])),
            outlines[iso].intersection(page),
            taken,
            (float(middle[0]), float(middle[1])),
        )


def _area_name(canvas: Canvas, name: str, inside: BaseGeometry, taken: list[Box], middle: Point) -> None:
    """Write a name inside an outline: else in two lines, else smaller, else a little over the border."""
    for over, size, lines in product(_OVERHANGS, _AREA_SIZES, _layouts(name)):
        style = Style(size, PAPER.muted, rim=PAPER.land, spaced=True)
        step = size * 1.2
        width, height = max(width_of(words, size, spaced=True) for words in lines), step * len(lines)
        spot = nearest_room(inside.buffer(over), width + 4, taken, middle, height + 3)
        if spot is not None:
            first = spot[1] + step * (len(lines) - 1) / 2
            for number, words in enumerate(lines):
                canvas.text((spot[0], first - step * number), words, style, "center", 7)
            taken.append(room_of(spot, width, height))
            return


def _layouts(name: str) -> Iterator[tuple[str, ...]]:
    """Yield a name in one line, then in two, parted at the space or hyphen that leaves the shortest lines."""
    yield (name,)
    breaks = [place.end() for place in re.finditer(r"[ -](?=.)", name)]
    if breaks:
        cut = min(breaks, key=lambda place: max(place, len(name) - place))
        yield (name[:cut].strip(), name[cut:])


def _country_names(canvas: Canvas, frame: MapFrame, catalog: Catalog, taken: list[Box], say: Say) -> None:
    base = catalog.frames["basemap"]
    page = box(4, 4, canvas.width - 4, canvas.height - 4)
    for kind, colour in (("country", PAPER.muted), ("lake", "#5C7F9C")):
        rows = base[base["kind"] == kind]
        for name, outline in zip(language_of(say).name(rows), rows.geometry, strict=True):
            words = name.upper() if kind == "country" else name
            inside = shapely.make_valid(frame.shape(outline)).intersection(page)
            width = width_of(words, 6.6)
            spot = nearest_room(inside, width + 4, taken)
            if spot is not None:
                canvas.text(spot, words, Style(6.6, colour), "center", 4)
                taken.append(room_of(spot, width, 9))


def _towns(canvas: Canvas, frame: MapFrame, view: View, taken: list[Box], say: Say) -> None:
    """Draw the towns that the scale has room for; the largest first, because the first name takes the room."""
    ranks = 1 if frame.scale < 0.35 else 2 if frame.scale < 0.8 else 3
    places = view.catalog.frames["places"]
    places = places.assign(name=language_of(say).name(places))
    for town in records(places[places["rank"] <= ranks].sort_values(["rank", "name_en"])):
        x, y = (float(value) for value in frame.place([(town["lon"], town["lat"])])[0])
        style = Style(7.2, PAPER.text, bold=town["rank"] == 1, rim=PAPER.land)
        width = width_of(str(town["name"]), style.size, style.bold)
        for left in (x + 4, x - 4 - width):
            room = (min(left, x - 2), y - 5, max(left + width, x + 2), y + 5)
            if is_inside(canvas, room) and is_clear(room, taken):
                canvas.dots(np.asarray([(x, y)]), PAPER.text, 2.6, 4.5)
                canvas.text((left, y), str(town["name"]), style, layer=4.6)
                taken.append(room)
                break


def _scale_bar(canvas: Canvas, frame: MapFrame, say: Say) -> Box:
    """Draw the scale bar in the lower left corner; return the room it takes."""
    km = next(step for step in (500, 200, 100, 50, 20, 10, 5) if step * frame.scale < canvas.width / 4 or step == 5)
    length, left, bottom = km * frame.scale, 10.0, 10.0
    outline = [(left, bottom + 4), (left, bottom), (left + length, bottom), (left + length, bottom + 4)]
    canvas.lines([outline], PAPER.text, 1.0, 9)
    words = say(ENGLISH_TEXTS.kilometres).format(km=km)
    canvas.text((left + length / 2, bottom + 8), words, Style(7.4, PAPER.text, rim=PAPER.abroad), "center")
    return (0, 0, left + length + 6, bottom + 16)
