"""The map: the base map that never changes, and the one layer that does.

Python decides what is drawn (:mod:`geo.plot.marks`), ``pages/components/map/assets/map.js`` draws it; the base map is
constant for a theme and a language, so that streamlit-folium never loads the map anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final, TypeAlias

import folium
import xyzservices
import xyzservices.providers
from branca.element import MacroElement
from jinja2 import Template

from geo.catalog.regions import REGION_KIND
from geo.plot import escaping
from geo.plot.map_texts import MapTexts
from geo.plot.marks import PIN_KM, Boundary, Mark, Spot
from geo.plot.overlays import Overlay
from geo.plot.palette import COLOUR_GROUPS, THEMES, ColourGroup, Theme, ink
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
    contract, geometry
        Our scripts that it needs: names of the cells, and how outlines are drawn.
    regions
        Outlines of the regions, GeoJSON.
    basemap
        Countries and lakes, GeoJSON.
    neighbours
        Where the names and borders of the neighbours stand, JSON.
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
    """Passes the sites and the settings that differ from the defaults to our script.

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
        "families": [_group_cells(item, theme) for item in COLOUR_GROUPS],
        "precisions": PRECISIONS,
        "columns": {"mark": MARK_COLUMNS, "site": SITE_COLUMNS, "rated": RATED_COLUMNS},
        "texts": asdict(texts),
        "links": asdict(links),
        "tiles": [asdict(tile) for tile in tiles],
    }


def _group_cells(item: ColourGroup, theme: Theme) -> escaping.Json:
    colour = item.light if theme == "light" else item.dark
    return {"key": item.key, "colour": colour, "ink": ink(colour), "symbols": item.symbols[:3]}
