"""Made-up sites and their marks, and the marks of the real ones."""

from __future__ import annotations

from functools import cache
from typing import Any

import geopandas
from shapely.geometry import Point, box

import geo
from geo.plot.marks import Mark, site_marks

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
