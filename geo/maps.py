"""The map: which mark a site gets, the base map that never changes, and the one layer that does.

A mark is what the data allow: a filled pill where a site is known to 5 km or better, else a soft circle of its radius,
clipped to its region where a source states the region. Python decides what is drawn, ``pages/components/assets/map.js``
draws it; the base map is constant for a theme and a language, so that streamlit-folium never loads the map anew.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Final, Literal, TypeAlias

import folium
import geopandas
import pandas
import xyzservices
import xyzservices.providers
from branca.element import MacroElement
from jinja2 import Template
from pyproj import Geod
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from geo import markup
from geo.palette import FAMILIES, THEMES, Family, ink
from geo.palette import Theme as Theme
from geo.palette import family as family
from geo.rings import Rings

Ring: TypeAlias = tuple[tuple[float, float], ...]
"""Corners of an outline, (latitude, longitude) in degrees, not closed."""

Frame: TypeAlias = tuple[tuple[float, float], tuple[float, float]]
"""South-west and north-east corner: latitude, longitude in degrees."""

PIN_KM: Final = 5.0
"""A place known to this many km or better is a pin; a worse one is a circle."""
BOUNDS: Final = ((40.55, 46.45), (55.45, 87.35))
"""South-west and north-east corner of Kazakhstan: latitude, longitude in degrees."""
CAPTION_LENGTH: Final = 64
CIRCLE_CORNERS: Final = 48
SMALLEST_PART: Final = 0.02
"""Pieces of a clipped circle below this share of it are not drawn."""
ELLIPSOID: Final = Geod(ellps="WGS84")
PRECISIONS: Final = ("exact", "dataset_point", "settlement", "bearing_and_distance")
"""Kinds of known places, the surest first; each has its own ring."""


@dataclass(frozen=True)
class MapTexts:
    """Every text that the map shows, in one language. ``{km}`` and ``{count}`` stand for numbers."""

    language: Literal["en", "ru", "kk"] = "en"
    map_label: str = "Map of the sites"
    legend: str = "Legend"
    rare_earth: str = "rare earths"
    by_product: str = "rare earths as by-product of uranium or phosphate"
    light: str = "lithium, caesium, tantalum, beryllium"
    refractory: str = "tungsten, molybdenum, niobium, zirconium, titanium, vanadium"
    dispersed: str = "copper with rhenium"
    other: str = "tin and others"
    exact: str = "surveyed or mapped place"
    dataset_point: str = "point of a data set"
    settlement: str = "nearest settlement"
    bearing_and_distance: str = "derived from a bearing and a distance"
    ring: str = "Ring: how the place is known"
    pin: str = "filled: known to 5 km or better"
    circle: str = "soft: somewhere inside the circle"
    doubtful: str = "question mark: listing or place in doubt"
    several: str = "{count} sites at one place"
    within: str = "known to {km} km"
    here: str = "Sites here"
    zoom_in: str = "Zoom in"
    zoom_out: str = "Zoom out"
    whole_country: str = "Show all of Kazakhstan"
    close: str = "Close"
    layers: str = "Background"
    outlines: str = "Outlines (offline)"
    street: str = "Streets (online)"
    imagery: str = "Satellite images (online)"
    relief: str = "Relief (online)"
    tiles_failed: str = "The online background cannot be reached."
    base_failed: str = "The outlines could not be loaded."
    attribution: str = "Outlines and lakes: Natural Earth, generalised, not for legal use. Towns: GeoNames (CC BY 4.0)."


ENGLISH: Final = MapTexts()


@dataclass(frozen=True)
class Links:
    """Addresses of the map's files, relative to the map's own page."""

    leaflet_script: str
    leaflet_style: str
    script: str
    style: str
    regions: str
    basemap: str
    places: str


@dataclass(frozen=True)
class TileLayer:
    """An online background: ``key`` names its text in :class:`MapTexts`; tiles of 256 pixels."""

    key: str
    url: str
    credit: str
    max_zoom: int


def _tile_layer(key: str, provider: xyzservices.TileProvider) -> TileLayer:
    url = str(provider.url).replace("{variant}", str(provider.get("variant", "")))
    return TileLayer(key, url, str(provider.attribution), int(provider.get("max_zoom", 18)))


def tile_layers() -> tuple[TileLayer, ...]:
    """Return the online backgrounds that the map offers; none is on at first."""
    providers = xyzservices.providers
    return (
        _tile_layer("street", providers.OpenStreetMap.Mapnik),
        _tile_layer("imagery", providers.Esri.WorldImagery),
        _tile_layer("relief", providers.OpenTopoMap),
    )


@dataclass(frozen=True)
class Spot:
    """One site on the map.

    ``radius_km`` is the radius within which it lies; ``outline`` is the clipped circle, empty where that is whole.
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
    outline: tuple[Ring, ...] = ()


@dataclass(frozen=True)
class Mark:
    """What stands at one point, latitude and longitude in degrees: one site, or several that share the point."""

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
    language: Literal["en", "ru", "kk"] = "en",
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
        places[round(site.geometry.y, 5), round(site.geometry.x, 5)].append(_clipped(spot, site, regions))
    marks = (Mark(lat, lon, tuple(spots)) for (lat, lon), spots in places.items())
    return tuple(sorted(marks, key=lambda mark: -mark.widest.radius_km))


def only(marks: Iterable[Mark], site_ids: Collection[str]) -> tuple[Mark, ...]:
    """Keep the sites with these ids; a mark that loses all its sites goes."""
    return tuple(_kept(marks, frozenset(site_ids)))


def site_ids(marks: Iterable[Mark]) -> tuple[str, ...]:
    """Return the ids of all sites in the marks."""
    return tuple(spot.site_id for mark in marks for spot in mark.spots)


def base_map(
    theme: Theme,
    texts: MapTexts,
    links: Links,
    tiles: Sequence[TileLayer] | None = None,
) -> folium.Map:
    """Build the map without sites: the same script for the same arguments.

    Parameters
    ----------
    theme
        Colours.
    texts
        All texts on the map.
    links
        Where the page finds Leaflet, our script and the outlines.
    tiles
        Online backgrounds to offer; by default those of :func:`tile_layers`.
    """
    built = folium.Map(
        location=[48.0, 66.9],
        zoom_start=4,
        tiles=None,
        zoom_control=False,
        attributionControl=False,
        zoomSnap=0.25,
        zoomDelta=0.5,
        minZoom=2,
        maxZoom=17,
    )
    built.default_js = [("map", links.script), ("leaflet", links.leaflet_script)]
    built.default_css = []
    built.add_child(_Start(_encoded_options(theme, texts, links, tile_layers() if tiles is None else tuple(tiles))))
    return built


def site_layer(
    marks: Sequence[Mark],
    focus: str | None = None,
    *,
    approach: bool = False,
    frame: Frame | None = None,
    areas: bool = False,
    rings: Rings | None = None,
) -> folium.FeatureGroup:
    """Build the layer with the sites, all that changes between two runs.

    Parameters
    ----------
    marks
        Marks to draw, in drawing order.
    focus
        Id of the chosen site, if any.
    approach
        Whether a map that has just appeared goes to the chosen site, instead of showing the whole country.
    frame
        South-west and north-east corner of what the map shows at first, in place of the whole country.
    areas
        Whether a click beside the sites picks the region.
    rings
        What the marks show of the claims; without it how the place is known, and nothing more is sent.
    """
    layer = folium.FeatureGroup(name="sites", control=False)
    more = () if rings is None else ({"kind": rings.kind, "title": rings.title, "levels": rings.levels},)
    layer.add_child(_Sites([_row(mark, rings) for mark in marks], focus, approach, frame, areas, *more))
    return layer


class _Start(MacroElement):
    """Calls our script once, when the map is there."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "deposits.start({{ this._parent.get_name() }},{{ this.options }});"
        "{% endmacro %}"
    )

    def __init__(self, options: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self.options = options


class _Sites(MacroElement):
    """Gives our script the sites; empties streamlit-folium's list of layers, which else grows with every run."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.feature_group=[];"
        "deposits.sites({{ this._parent.get_name() }},{{ this.rows }},{{ this.arguments }});"
        "{% endmacro %}"
    )

    def __init__(self, rows: markup.Json, *arguments: markup.Json) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Sites"
        self.rows = markup.script(rows)
        self.arguments = ",".join(markup.script(argument) for argument in arguments)


def _spot(site_id: str, site: pandas.Series, caption: str, language: str) -> Spot:
    colours = family(site["main_group"])
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


def _symbol(colours: Family, elements: Sequence[str]) -> str:
    fitting = (symbol for symbol in elements if symbol in colours.symbols)
    return next(fitting, next(iter(elements), ""))


def _shortened(caption: str) -> str:
    if len(caption) <= CAPTION_LENGTH:
        return caption
    return caption[: CAPTION_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" .,;:-") + "…"


def _clipped(spot: Spot, site: pandas.Series, regions: geopandas.GeoDataFrame) -> Spot:
    if spot.radius_km <= PIN_KM or site["region_basis"] != "stated" or site["region_iso"] not in regions.index:
        return spot
    circle = _circle(site.geometry.y, site.geometry.x, spot.radius_km)
    region = regions.geometry.at[site["region_iso"]]
    return spot if region.covers(circle) else replace(spot, outline=tuple(_rings(circle, region)))


def _circle(lat: float, lon: float, radius_km: float) -> Polygon:
    bearings = [360 * corner / CIRCLE_CORNERS for corner in range(CIRCLE_CORNERS)]
    many = len(bearings)
    lons, lats, _ = ELLIPSOID.fwd([lon] * many, [lat] * many, bearings, [radius_km * 1000] * many)
    return Polygon(zip(lons, lats, strict=True))


def _rings(circle: Polygon, region: BaseGeometry) -> Iterator[Ring]:
    """Outer rings of what the circle and the region share; a city inside the region is no hole in the circle."""
    south, north = circle.bounds[1], circle.bounds[3]
    shared = circle.intersection(region).simplify((north - south) / 60)
    parts = getattr(shared, "geoms", [shared])
    for part in parts:
        if isinstance(part, Polygon) and part.area > SMALLEST_PART * circle.area:
            yield tuple((round(lat, 3), round(lon, 3)) for lon, lat in part.exterior.coords[:-1])


def _kept(marks: Iterable[Mark], ids: frozenset[str]) -> Iterator[Mark]:
    for mark in marks:
        spots = tuple(spot for spot in mark.spots if spot.site_id in ids)
        if spots:
            yield mark if spots == mark.spots else replace(mark, spots=spots)


def _row(mark: Mark, rings: Rings | None) -> list[markup.Json]:
    """Pack a mark for the script: place, outlines, sites."""
    return [
        mark.lat,
        mark.lon,
        [_steps(mark, ring) for ring in mark.widest.outline],
        [[*_cells(spot), *_rated(spot, rings)] for spot in mark.spots],
    ]


def _steps(mark: Mark, ring: Ring) -> list[int]:
    """Corners as whole thousandths of a degree from the mark's point: half the bytes."""
    return [round(1000 * step) for lat, lon in ring for step in (lat - mark.lat, lon - mark.lon)]


def _cells(spot: Spot) -> list[markup.Json]:
    keys = [item.key for item in FAMILIES]
    radius = int(spot.radius_km) if spot.radius_km.is_integer() else spot.radius_km
    kind = PRECISIONS.index(spot.precision) if spot.precision in PRECISIONS else len(PRECISIONS) - 1
    numbers: list[markup.Json] = [keys.index(spot.family), kind, radius, int(spot.doubtful)]
    return [spot.site_id, spot.name, spot.symbol, *numbers, spot.elements, spot.caption]


def _rated(spot: Spot, rings: Rings | None) -> tuple[markup.Json, ...]:
    return () if rings is None else rings.marks.get(spot.site_id, ())


@lru_cache(maxsize=16)
def _encoded_options(theme: Theme, texts: MapTexts, links: Links, tiles: tuple[TileLayer, ...]) -> str:
    return markup.script(_options(theme, texts, links, tiles))


def _options(theme: Theme, texts: MapTexts, links: Links, tiles: Sequence[TileLayer]) -> markup.Json:
    return {
        "bounds": BOUNDS,
        "pin": PIN_KM,
        "theme": theme,
        "colours": asdict(THEMES[theme]),
        "families": [_family_cells(item, theme) for item in FAMILIES],
        "precisions": PRECISIONS,
        "texts": asdict(texts),
        "links": asdict(links),
        "tiles": [asdict(tile) for tile in tiles],
    }


def _family_cells(item: Family, theme: Theme) -> markup.Json:
    colour = item.light if theme == "light" else item.dark
    return {"key": item.key, "colour": colour, "ink": ink(colour), "symbols": item.symbols[:3]}
