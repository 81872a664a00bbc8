"""The map: the base map that never changes, and the one layer that does.

Python decides what is drawn (:mod:`geo.plot.marks`), ``pages/components/map/assets/map.js`` draws it; the base map is
constant for a theme and a language, so that streamlit-folium never loads the map anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final, Literal, TypeAlias

import folium
import xyzservices
import xyzservices.providers
from branca.element import MacroElement
from jinja2 import Template

from geo.catalog.tables import REGION_KIND
from geo.language.translation import N_, Text
from geo.plot import escaping
from geo.plot.marks import PIN_KM as PIN_KM
from geo.plot.marks import Boundary, Spot
from geo.plot.marks import Mark as Mark
from geo.plot.marks import only as only
from geo.plot.marks import site_ids as site_ids
from geo.plot.marks import site_marks as site_marks
from geo.plot.overlays import Overlay
from geo.plot.palette import COLOUR_GROUPS, THEMES, ColourGroup, ink
from geo.plot.palette import Theme as Theme
from geo.plot.palette import colour_group as colour_group
from geo.spatial import BOUNDS

Bounds: TypeAlias = tuple[tuple[float, float], tuple[float, float]]
"""South-west and north-east corner: latitude, longitude in degrees."""

PRECISIONS: Final = ("exact", "dataset_point", "settlement", "bearing_and_distance")
"""Kinds of known places, the surest first; each has its own ring."""

MARK_COLUMNS: Final = ("lat", "lon", "outline", "sites")
"""Cells of a mark, in the order in which they are sent."""
SITE_COLUMNS: Final = ("id", "name", "symbol", "family", "precision", "radius", "doubtful", "elements", "caption")
"""Cells of a site of a mark."""
RATED_COLUMNS: Final = ("level", "remark")
"""Cells that a site has besides where the marks show something of the claims."""


@dataclass(frozen=True)
class MapTexts:
    """Hold every text that the map shows, in one language.

    Each field is the text of the part of the map that it is named after; ``{km}``, ``{m}``, ``{name}`` and ``{count}``
    stand for values. ``language`` is its ISO 639-1 code; ``..._short`` are texts for narrow screens.
    """

    language: Literal["en", "ru", "kk"] = "en"
    map_label: Text = N_("Map of the sites")
    legend: Text = N_("Legend")
    rare_earth: Text = N_("rare earths")
    by_product: Text = N_("rare earths as by-product of uranium or phosphate")
    light: Text = N_("lithium, caesium, tantalum, beryllium")
    refractory: Text = N_("tungsten, molybdenum, niobium, zirconium, titanium, vanadium")
    dispersed: Text = N_("copper with rhenium")
    other: Text = N_("tin and others")
    exact: Text = N_("surveyed or mapped place")
    dataset_point: Text = N_("point of a data set")
    settlement: Text = N_("nearest settlement")
    bearing_and_distance: Text = N_("derived from a bearing and a distance")
    rare_earth_short: Text = N_("rare earths")
    by_product_short: Text = N_("as by-product")
    light_short: Text = N_("lithium, tantalum, beryllium")
    refractory_short: Text = N_("refractory metals")
    dispersed_short: Text = N_("rhenium")
    other_short: Text = N_("tin, others")
    colour: Text = N_("Colour and letters: what is found there")
    filling: Text = N_("Fill and circle: how exactly the place is known")
    ring: Text = N_("Ring: how the place is known")
    pin: Text = N_("filled: known to 5 km or better")
    circle: Text = N_("soft: somewhere inside the circle")
    doubtful: Text = N_("question mark: listing or place in doubt")
    crowd: Text = N_("×3: three sites at one place or very near; a click lists them")
    several: Text = N_("{count} sites at one place")
    near: Text = N_("{count} sites near each other")
    counted: Text = N_("{name}, sites on the map: {count}")
    within: Text = N_("known to {km} km")
    claimed: Text = N_("Headline claim")
    here: Text = N_("Sites here")
    card: Text = N_("Show its card")
    zoom_in: Text = N_("Zoom in")
    zoom_out: Text = N_("Zoom out")
    whole_country: Text = N_("Show all of Kazakhstan")
    selection: Text = N_("Zoom to the sites shown")
    full_screen: Text = N_("Full screen")
    leave_full_screen: Text = N_("Leave full screen")
    kilometres: Text = N_("{km} km")
    metres: Text = N_("{m} m")
    drawing: Text = N_("The map is being drawn")
    close: Text = N_("Close")
    layers: Text = N_("Background")
    outlines: Text = N_("Outlines (offline)")
    street: Text = N_("Streets (online)")
    imagery: Text = N_("Satellite images (online)")
    relief: Text = N_("Relief (online)")
    tiles_failed: Text = N_("The online background cannot be reached.")
    base_failed: Text = N_("The outlines could not be loaded.")
    attribution: Text = N_(
        "Outlines and lakes: Natural Earth, generalised, not for legal use. Towns: GeoNames (CC BY 4.0)."
    )


ENGLISH_TEXTS: Final = MapTexts()


@dataclass(frozen=True)
class Links:
    """Hold the addresses of the map's files, relative to the map's own page.

    Attributes
    ----------
    leaflet_script
        Leaflet itself.
    leaflet_style
        Style sheet of Leaflet.
    script
        Our script that draws the map.
    style
        Our style sheet.
    regions
        Outlines of the regions, GeoJSON.
    basemap
        Countries and lakes, GeoJSON.
    places
        Towns.
    """

    leaflet_script: str
    leaflet_style: str
    script: str
    style: str
    contract: str
    geometry: str
    regions: str
    basemap: str
    neighbours: str
    places: str


@dataclass(frozen=True)
class TileLayer:
    """Describe an online background made of tiles of 256 pixels.

    Attributes
    ----------
    key
        Name of its text in :class:`MapTexts`.
    url
        Address of a tile, with ``{x}``, ``{y}`` and ``{z}`` in it.
    credit
        Whom to credit, as HTML.
    max_zoom
        Highest zoom that has tiles.
    """

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


def options_script(
    theme: Theme,
    texts: MapTexts,
    links: Links,
    tiles: Sequence[TileLayer] | None = None,
) -> str:
    """Return the script that tells the map's page all that stays: served as a file, it is not sent with every run.

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

    Returns
    -------
    str
        JavaScript that ends in a line feed; the same text for the same arguments.
    """
    return f"window.depositsOptions={escaping.script(_options(theme, texts, links, tiles or tile_layers()))};\n"


def base_map(links: Links, options: str) -> folium.Map:
    """Build the map without sites: the same script for the same arguments.

    Parameters
    ----------
    links
        Where the page finds Leaflet and our script.
    options
        Address of what :func:`options_script` returned, with a mark of its content: another mark is another map.

    Returns
    -------
    folium.Map
        The map, centred on Kazakhstan; folium's own scripts and styles are replaced by ours.
    """
    built = folium.Map(
        location=[48.0, 66.9],
        zoom_start=4,
        tiles=None,
        zoom_control=False,
        attributionControl=False,
        zoomSnap=0.25,  # quarter steps, so that a region or the country fills the frame
        zoomDelta=0.5,
        minZoom=2,
        maxZoom=17,
    )
    built.default_js = [
        ("options", options),
        ("map", links.script),
        ("contract", links.contract),
        ("geometry", links.geometry),
        ("leaflet", links.leaflet_script),
    ]
    built.default_css = []
    built.add_child(_Start(options))
    return built


def site_layer(
    marks: Sequence[Mark],
    focus: str | None = None,
    *,
    approach: bool = False,
    frame: Bounds | None = None,
    areas: bool = False,
    regions: Sequence[str] = (),
    rings: Overlay | None = None,
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
    regions
        ISO codes of the regions that the reader chose: they stand out and keep their names.
    rings
        What the marks show of the claims; without it how the place is known, and nothing more is sent.

    Returns
    -------
    folium.FeatureGroup
        The layer; streamlit-folium sends its script to the map that is already there.
    """
    layer = folium.FeatureGroup(name="sites", control=False)
    scene: dict[str, escaping.Json] = {
        "focus": focus,
        "approach": approach,
        "frame": frame,
        "areas": areas,
        "regions": regions,
        "rings": None if rings is None else {"kind": rings.kind, "title": rings.title, "levels": rings.levels},
    }
    layer.add_child(_Sites([_row(mark, rings) for mark in marks], scene))
    return layer


class _Start(MacroElement):
    """Calls our script once, when the map is there."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "deposits.start({{ this._parent.get_name() }},depositsOptions,{{ this.mark }});"
        "{% endmacro %}"
    )

    def __init__(self, options: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self.mark = escaping.script(options.rpartition("=")[2])


class _Sites(MacroElement):
    """Gives our script the sites, and of the scene what is not as at first.

    It empties streamlit-folium's list of layers, which else grows with every run.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.feature_group=[];"
        "deposits.sites({{ this._parent.get_name() }},{{ this.rows }},{{ this.scene }});"
        "{% endmacro %}"
    )

    def __init__(self, rows: escaping.Json, scene: Mapping[str, escaping.Json]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Sites"
        self.rows = escaping.script(rows)
        self.scene = escaping.script({name: value for name, value in scene.items() if value})


def _row(mark: Mark, rings: Overlay | None) -> list[escaping.Json]:
    """Pack a mark for the script, which knows its cells by :data:`MARK_COLUMNS`."""
    cells: Mapping[str, escaping.Json] = {
        "lat": mark.lat,
        "lon": mark.lon,
        "outline": [_steps(mark, ring) for ring in mark.widest.outline],
        "sites": [[*_cells(spot), *_rated(spot, rings)] for spot in mark.spots],
    }
    return [cells[name] for name in MARK_COLUMNS]


def _steps(mark: Mark, ring: Boundary) -> list[int]:
    """Return corners as whole thousandths of a degree from the mark's point: that takes half the bytes."""
    return [round(1000 * step) for lat, lon in ring for step in (lat - mark.lat, lon - mark.lon)]


def _cells(spot: Spot) -> list[escaping.Json]:
    # numbers in place of names, and no needless decimals: this is sent with every run
    keys = [item.key for item in COLOUR_GROUPS]
    radius = int(spot.radius_km) if spot.radius_km.is_integer() else spot.radius_km
    kind = PRECISIONS.index(spot.precision) if spot.precision in PRECISIONS else len(PRECISIONS) - 1
    cells: Mapping[str, escaping.Json] = {
        "id": spot.site_id,
        "name": spot.name,
        "symbol": spot.symbol,
        "family": keys.index(spot.family),
        "precision": kind,
        "radius": radius,
        "doubtful": int(spot.doubtful),
        "elements": spot.elements,
        "caption": spot.caption,
    }
    return [cells[name] for name in SITE_COLUMNS]


def _rated(spot: Spot, rings: Overlay | None) -> tuple[escaping.Json, ...]:
    return () if rings is None else rings.marks.get(spot.site_id, ())


def _options(theme: Theme, texts: MapTexts, links: Links, tiles: Sequence[TileLayer]) -> escaping.Json:
    return {
        "bounds": BOUNDS,
        "pin": PIN_KM,
        "kind": REGION_KIND,
        "theme": theme,
        "colours": asdict(THEMES[theme]),
        "families": [_family_cells(item, theme) for item in COLOUR_GROUPS],
        "precisions": PRECISIONS,
        "columns": {"mark": MARK_COLUMNS, "site": SITE_COLUMNS, "rated": RATED_COLUMNS},
        "texts": asdict(texts),
        "links": asdict(links),
        "tiles": [asdict(tile) for tile in tiles],
    }


def _family_cells(item: ColourGroup, theme: Theme) -> escaping.Json:
    colour = item.light if theme == "light" else item.dark
    return {"key": item.key, "colour": colour, "ink": ink(colour), "symbols": item.symbols[:3]}
