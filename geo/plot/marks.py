"""The mark that a site gets on the map: where it stands, how wide its circle is, what it says, which comes first.

A mark stands at the true place of its site, on the screen and in pictures; nothing is moved or dropped. A place known
to worse than 5 km has a circle of its radius besides, clipped to its region where a source states the region.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

import geopandas
import pandas
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from geo.catalog import evidence, tables
from geo.catalog.caching import cached_on_owner
from geo.catalog.model import View
from geo.claims import conflicts
from geo.language.translation import Language
from geo.plot.palette import colour_group
from geo.spatial import circle

Boundary: TypeAlias = tuple[tuple[float, float], ...]
"""Corners of an outline, (latitude, longitude) in degrees, not closed."""

PIN_KM: Final = 5.0
"""A place known to this many km or better needs no circle."""
CAPTION_LENGTH: Final = 64
"""Letters of a caption, so that the words beside a mark stay short; the card has the whole claim."""
CIRCLE_CORNERS: Final = 48
"""Corners of a circle that is clipped: on screen it still looks round, and more would be sent for nothing."""
SMALLEST_PART: Final = 0.02
"""Pieces of a clipped circle below this share of it are not drawn."""
_PER_CLAIM: Final = 2
_CONTRADICTED: Final = 30
_PER_GRADE: Final = 2
"""What a claim, a contradiction and a step of evidence add to the importance of a site: much is said of North Katpar,
and what contradicts itself is what the map is for. Measured by eye on 173 sites."""


@dataclass(frozen=True)
class Mark:
    """Hold one site on the map.

    Attributes
    ----------
    site_id
        Id of the site.
    name
        Name in the language of the map, on one line.
    group
        Key of its colour group.
    lat, lon
        Its place, WGS 84 degrees.
    precision
        How the place is known, as ``location_precision`` in the data.
    radius_km
        Radius in km within which the site lies.
    doubtful
        Whether its listing or its place is in doubt.
    elements
        Element symbols, parted by blanks.
    caption
        One line about it, cut to :data:`CAPTION_LENGTH` letters.
    strong
        Whether its name is written boldly: much is said of it, or what is said contradicts itself.
    region
        ISO code of its region; empty where the sources do not settle it.
    outline
        Clipped circle, as outer rings; empty where the circle is whole.
    """

    site_id: str
    name: str
    group: str
    lat: float
    lon: float
    precision: str
    radius_km: float
    doubtful: bool
    elements: str
    caption: str
    strong: bool = False
    region: str = ""
    outline: tuple[Boundary, ...] = ()

    @property
    def is_pin(self) -> bool:
        """Whether the site is known well enough to need no circle."""
        return self.radius_km <= PIN_KM


def site_marks(
    sites: geopandas.GeoDataFrame,
    regions: geopandas.GeoDataFrame,
    captions: Mapping[str, str],
    language: str = "en",
    importance: Mapping[str, float] | None = None,
) -> tuple[Mark, ...]:
    """Decide the marks of all sites that have a point.

    Parameters
    ----------
    sites
        Sites by ``site_id``, columns as in datapackage.json, points in WGS 84 degrees.
    regions
        Outlines by ISO code, WGS 84.
    captions
        One line for a site; sites that are missing here have none.
    language
        Language of the names; the English name where there is no other.
    importance
        How much a site matters, as :func:`importance` returns it; the order of ``sites`` settles ties.

    Returns
    -------
    tuple of Mark
        The most important first: it keeps its place and gets its name where there is little room.

    Raises
    ------
    ValueError
        If a main group is unknown or a site has a point but no radius.
    """
    known = importance or {}
    found = [
        _clipped(_mark(str(site_id), site, captions.get(str(site_id), ""), language), site, regions)
        for site_id, site in sites[~sites.geometry.isna()].iterrows()
    ]
    ordered = sorted(found, key=lambda mark: -known.get(mark.site_id, 0.0))
    return tuple(replace(mark, strong=known.get(mark.site_id, 0.0) >= STRONG) for mark in ordered)


STRONG: Final = 8.0
"""Importance from which a name is written boldly: four claims, or a contradiction."""


@cached_on_owner
def importance(view: View) -> Mapping[str, float]:
    """Return how much each site of a view matters to who looks for something: by claims, contradictions, evidence.

    Parameters
    ----------
    view
        The part of the data that counts.

    Returns
    -------
    mapping of str to float
        A number without unit, by ``site_id``.
    """
    claims = view.claims["subject_ids"].explode().value_counts()
    contradicted = conflicts.strongest(view)
    grades = evidence.best(view.catalog, view.claims)["low"]
    return {
        str(site): float(
            _PER_CLAIM * claims.get(site, 0)
            + (_CONTRADICTED if site in contradicted else 0)
            + _PER_GRADE * grades.get(site, 0)
        )
        for site in view.sites.index
    }


@cached_on_owner
def of_view(view: View, language: Language) -> tuple[Mark, ...]:
    """Return the marks of a view in a language, each site with its headline claim; worked out once.

    Parameters
    ----------
    view
        The part of the data that is shown.
    language
        Language of names and captions.

    Returns
    -------
    tuple of Mark
        The most important first.
    """
    captions = {str(site): words for site, words in tables.headline_words(view, language).items()}
    return site_marks(view.sites, view.catalog.regions, captions, language.code, importance(view))


def _mark(site_id: str, site: pandas.Series, caption: str, language: str) -> Mark:
    if math.isnan(site["uncertainty_km"]):
        raise ValueError(f"site {site_id!r} has a point but no uncertainty_km")
    return Mark(
        site_id=site_id,
        name=" ".join(str(site[f"name_{language}"] or site["name_en"]).split()),
        group=colour_group(site["main_group"]).key,
        lat=float(site.geometry.y),
        lon=float(site.geometry.x),
        precision=site["location_precision"],
        radius_km=float(site["uncertainty_km"]),
        doubtful=site["review"] == "flag",
        elements=" ".join(site["elements"]),
        caption=_shortened(caption),
        region=str(site["region_iso"] or ""),
    )


def _shortened(caption: str) -> str:
    if len(caption) <= CAPTION_LENGTH:
        return caption
    return caption[: CAPTION_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" .,;:-") + "…"


def _clipped(mark: Mark, site: pandas.Series, regions: geopandas.GeoDataFrame) -> Mark:
    if mark.is_pin or site["region_basis"] != "stated" or site["region_iso"] not in regions.index:
        return mark
    whole = circle(site.geometry, mark.radius_km, CIRCLE_CORNERS)
    region = regions.geometry.at[site["region_iso"]]
    return mark if region.covers(whole) else replace(mark, outline=tuple(_rings(whole, region)))


def _rings(whole: Polygon, region: BaseGeometry) -> Iterator[Boundary]:
    """Yield the outer rings of what the circle and the region share; a city inside the region is no hole in it.

    Corners closer to the line than a 60th of the circle's height cannot be seen; three digits are about 100 m.
    """
    south, north = whole.bounds[1], whole.bounds[3]
    shared = whole.intersection(region).simplify((north - south) / 60)
    parts = getattr(shared, "geoms", [shared])
    for part in parts:
        if isinstance(part, Polygon) and part.area > SMALLEST_PART * whole.area:
            yield tuple((round(lat, 3), round(lon, 3)) for lon, lat in part.exterior.coords[:-1])
