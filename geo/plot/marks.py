"""The mark that a site gets on the map: where it stands, how wide its circle is, what it says.

A mark is what the data allow: a pin where a site is known to 5 km or better, else a circle of its radius, clipped to
its region where a source states the region. Sites at one derived place share a mark; nothing is moved or dropped.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

import geopandas
import pandas
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from geo.catalog import tables
from geo.catalog.caching import cached_on_owner
from geo.catalog.model import View
from geo.language.translation import Language
from geo.plot.palette import ColourGroup, colour_group
from geo.spatial import circle

Boundary: TypeAlias = tuple[tuple[float, float], ...]
"""Corners of an outline, (latitude, longitude) in degrees, not closed."""

PIN_KM: Final = 5.0
"""A place known to this many km or better is a pin; a worse one is a circle."""
CAPTION_LENGTH: Final = 64
"""Letters of a caption, so that the words beside a mark stay short; the card has the whole claim."""
CIRCLE_CORNERS: Final = 48
"""Corners of a circle that is clipped: on screen it still looks round, and more would be sent for nothing."""
SMALLEST_PART: Final = 0.02
"""Pieces of a clipped circle below this share of it are not drawn."""


@dataclass(frozen=True)
class Spot:
    """Hold one site on the map.

    Attributes
    ----------
    site_id
        Id of the site.
    name
        Name in the language of the map.
    symbol
        Element symbol on the mark; empty where no element is named.
    family
        Key of its colour group.
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
    outline
        Clipped circle, as outer rings; empty where the circle is whole.
    """

    site_id: str
    name: str
    symbol: str
    family: str
    precision: str
    radius_km: float
    doubtful: bool
    elements: str
    caption: str
    outline: tuple[Boundary, ...] = ()


@dataclass(frozen=True)
class Mark:
    """Hold what stands at one point: one site, or several that share the point.

    Attributes
    ----------
    lat
        Latitude in WGS 84 degrees.
    lon
        Longitude in WGS 84 degrees.
    spots
        The sites at the point.
    """

    lat: float
    lon: float
    spots: tuple[Spot, ...]

    @property
    def widest(self) -> Spot:
        """The site whose circle is drawn: the one that is known worst."""
        return max(self.spots, key=lambda spot: spot.radius_km)

    @property
    def is_pin(self) -> bool:
        """Whether every site here is known well enough for a pin."""
        return self.widest.radius_km <= PIN_KM


def site_marks(
    sites: geopandas.GeoDataFrame,
    regions: geopandas.GeoDataFrame,
    captions: Mapping[str, str],
    language: str = "en",
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

    Returns
    -------
    tuple of Mark
        Widest circle first, so that smaller ones lie on top.

    Raises
    ------
    ValueError
        If a main group is unknown or a site has a point but no radius.
    """
    places: defaultdict[tuple[float, float], list[Spot]] = defaultdict(list)
    for site_id, site in sites[~sites.geometry.isna()].iterrows():
        spot = _spot(str(site_id), site, captions.get(str(site_id), ""), language)
        # five digits are 1 m: sites nearer than that share a mark
        places[round(site.geometry.y, 5), round(site.geometry.x, 5)].append(_clipped(spot, site, regions))
    marks = (Mark(lat, lon, tuple(spots)) for (lat, lon), spots in places.items())
    # Later marks lie on top: wide circles below, so that they hide no small one.
    return tuple(sorted(marks, key=lambda mark: -mark.widest.radius_km))


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
        Widest circle first.
    """
    captions = {str(site): words for site, words in tables.headline_words(view, language).items()}
    return site_marks(view.sites, view.catalog.regions, captions, language.code)


def only(marks: Iterable[Mark], site_ids: Collection[str]) -> tuple[Mark, ...]:
    """Keep the sites with some ids.

    Parameters
    ----------
    marks
        The marks.
    site_ids
        Ids of the sites to keep.

    Returns
    -------
    tuple[Mark, ...]
        The marks in their order; a mark that loses all its sites is left out.
    """
    return tuple(_kept(marks, frozenset(site_ids)))


def site_ids(marks: Iterable[Mark]) -> tuple[str, ...]:
    """Return the ids of all sites in the marks.

    Parameters
    ----------
    marks
        The marks.

    Returns
    -------
    tuple[str, ...]
        Ids in the order of the marks.
    """
    return tuple(spot.site_id for mark in marks for spot in mark.spots)


def _spot(site_id: str, site: pandas.Series, caption: str, language: str) -> Spot:
    colours = colour_group(site["main_group"])
    if math.isnan(site["uncertainty_km"]):
        raise ValueError(f"site {site_id!r} has a point but no uncertainty_km")
    return Spot(
        site_id=site_id,
        name=site[f"name_{language}"] or site["name_en"],
        symbol=_symbol(colours, site["elements"]),
        family=colours.key,
        precision=site["location_precision"],
        radius_km=float(site["uncertainty_km"]),
        doubtful=site["review"] == "flag",
        elements=" ".join(site["elements"]),
        caption=_shortened(caption),
    )


def _symbol(colours: ColourGroup, elements: Sequence[str]) -> str:
    fitting = (symbol for symbol in elements if symbol in colours.symbols)
    return next(fitting, next(iter(elements), ""))


def _shortened(caption: str) -> str:
    if len(caption) <= CAPTION_LENGTH:
        return caption
    return caption[: CAPTION_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" .,;:-") + "…"


def _clipped(spot: Spot, site: pandas.Series, regions: geopandas.GeoDataFrame) -> Spot:
    if spot.radius_km <= PIN_KM or site["region_basis"] != "stated" or site["region_iso"] not in regions.index:
        return spot
    whole = circle(site.geometry, spot.radius_km, CIRCLE_CORNERS)
    region = regions.geometry.at[site["region_iso"]]
    return spot if region.covers(whole) else replace(spot, outline=tuple(_rings(whole, region)))


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


def _kept(marks: Iterable[Mark], ids: frozenset[str]) -> Iterator[Mark]:
    for mark in marks:
        spots = tuple(spot for spot in mark.spots if spot.site_id in ids)
        if spots:
            yield mark if spots == mark.spots else replace(mark, spots=spots)
