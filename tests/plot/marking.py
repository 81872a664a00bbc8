"""Made-up sites and their marks, the marks of the real ones, and what is drawn and written on a map of a picture."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import geopandas
import pytest
from shapely.geometry import Point, box

import geo
from geo.plot import canvas, map_names, static_map
from geo.plot.canvas import Box, Canvas
from geo.plot.mark_shapes import PlacedMark
from geo.plot.marks import Mark, site_marks
from geo.plot.placement import room_of
from geo.plot.static_map import MapPlan
from geo.plot.text_layout import width_of

REGIONS = geopandas.GeoDataFrame({"region_iso": ["KZ-1"]}, geometry=[box(70, 45, 75, 50)], crs=4326, index=["KZ-1"])
SITE: dict[str, Any] = {
    "name_en": "North Katpar",
    "name_ru": "Северный Катпар",
    "name_kk": "",
    "region_iso": "KZ-1",
    "region_basis": "stated",
    "main_group": "tungsten-molybdenum",
    "elements": ("W", "Mo"),
    "location_precision": "dataset_point",
    "uncertainty_km": 6.0,
    "review": "",
    "geometry": Point(72, 48),
}
WIDTH, HEIGHT = 756, 452


def sites(**rows: dict[str, Any]) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(
        [SITE | row for row in rows.values()], index=list(rows), geometry="geometry", crs=4326
    )


def marks(**rows: dict[str, Any]) -> tuple[Mark, ...]:
    return site_marks(sites(**rows), REGIONS, {})


@cache
def real_marks() -> tuple[Mark, ...]:
    """Return the marks of all sites of the data, each with a caption of usual length."""
    catalog = geo.load()
    caption = "about 800,000 t of rare-earth metals, forecast, 2025"
    return site_marks(catalog.sites, catalog.regions, dict.fromkeys(catalog.sites.index, caption))


@dataclass
class DrawnMap:
    """Hold what was drawn on a map: its plan, the marks, and every line of text with the room that its letters take."""

    plan: MapPlan
    marks: list[PlacedMark] = field(default_factory=list)
    texts: list[tuple[str, canvas.Style, Box]] = field(default_factory=list)


def drawn_map(view: geo.View, say: Any = str) -> DrawnMap:
    """Draw the map of a view and listen to what is drawn."""
    write, draw = Canvas.text, static_map.draw_mark
    found = DrawnMap(static_map.plan(view, WIDTH, HEIGHT, say))

    def listening(page, at, words, style, align="left", layer=9):
        width = width_of(words, style.size, style.bold, style.spaced)
        left = at[0] - {"left": 0, "center": width / 2, "right": width}[align]
        # Capitals and what hangs below the line: three quarters of the size of the letters.
        found.texts.append((words, style, room_of((left + width / 2, at[1]), width, 0.75 * style.size)))
        write(page, at, words, style, align, layer)

    def drawing(page, placed):
        found.marks.append(placed)
        draw(page, placed)

    with canvas.canvases() as page_of, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Canvas, "text", listening)
        patch.setattr(static_map, "draw_mark", drawing)
        static_map.draw(page_of(WIDTH, HEIGHT, "#FFFFFF"), view, found.plan, say)
    return found


def site_names(found: DrawnMap) -> list[tuple[str, canvas.Style, Box]]:
    """Return the texts that are names of sites: of their size, and not spaced as those of regions."""
    return [text for text in found.texts if text[1].size == map_names._SITE and not text[1].spaced]
