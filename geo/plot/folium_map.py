"""The map: the base map that never changes, and the one layer that does.

Python decides what is drawn (:mod:`geo.plot.marks`), the modules in ``pages/components/map/assets/`` draw it. All
sites are part of the base map, which is constant for the data, a theme and a language, so that streamlit-folium never
loads the map anew; the layer only says which of them are shown, by number.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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
from geo.plot.marks import PIN_KM, Boundary, Mark
from geo.plot.overlays import Overlay
from geo.plot.palette import COLOUR_GROUPS, EVIDENCE_RAMP, THEMES, ColourGroup, Theme
from geo.spatial import BOUNDS, LAMBERT

Bounds: TypeAlias = tuple[tuple[float, float], tuple[float, float]]
"""South-west and north-east corner: latitude, longitude in degrees."""

PRECISIONS: Final = ("exact", "dataset_point", "settlement", "bearing_and_distance")
"""Kinds of known places, the surest first."""

SITE_COLUMNS: Final = (
    "id",
    "name",
    "group",
    "lat",
    "lon",
    "precision",
    "radius",
    "doubtful",
    "strong",
    "region",
    "elements",
    "caption",
    "outline",
)
"""Cells of a site, in the order in which they are sent."""
RATING_COLUMNS: Final = ("site", "level", "remark", "amount", "label")
"""Cells of what a mark shows of the claims; the site is the number of its row."""


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
        Our script that the page loads first; it loads the modules beside it.
    modules
        Names of those modules, parted by blanks: the page asks for all of them at once.
    style
        Our style sheet.
    regions
        Outlines of the regions, GeoJSON.
    basemap
        Countries and lakes, GeoJSON.
    neighbours
        Where the names and borders of the neighbours stand, JSON.
    places
        Towns.
    font
        The typeface of the page; empty where it is not known.
    """

    leaflet_script: str
    leaflet_style: str
    script: str
    modules: str
    style: str
    regions: str
    basemap: str
    neighbours: str
    places: str
    font: str = ""


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


@dataclass(frozen=True)
class Unplaced:
    """Describe a site that no source places better than its region.

    Attributes
    ----------
    site_id
        Id of the site.
    name
        Name in the language of the map.
    region
        ISO code of its region; empty where the sources do not settle it.
    """

    site_id: str
    name: str
    region: str


def options_script(
    theme: Theme,
    texts: MapTexts,
    links: Links,
    marks: Sequence[Mark] = (),
    unplaced: Sequence[Unplaced] = (),
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
    marks
        Every site of the data that has a point, the most important first, whatever the filters.
    unplaced
        Every site without a point.
    tiles
        Online backgrounds to offer; by default those of :func:`tile_layers`.

    Returns
    -------
    str
        JavaScript that ends in a line feed; the same text for the same arguments.
    """
    options = _options(theme, texts, links, tiles or tile_layers()) | {
        "sites": [_row(mark) for mark in marks],
        "unplaced": [[site.site_id, site.name, site.region] for site in unplaced],
    }
    return f"window.depositsOptions={escaping.script(options)};\n"


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
        zoomSnap=0,
        maxZoom=12,
    )
    built.default_js = [("options", options), ("entry", links.script), ("leaflet", links.leaflet_script)]
    built.default_css = []
    built.add_child(_Start(options))
    return built


def site_layer(
    shown: Sequence[int],
    focus: str | None = None,
    *,
    unplaced: Sequence[int] = (),
    captions: Mapping[int, str] | None = None,
    approach: bool = False,
    frame: Bounds | None = None,
    areas: bool = False,
    regions: Sequence[str] = (),
    overlay: Overlay | None = None,
    numbers: Mapping[str, int] | None = None,
    switches: tuple[Sequence[int], int] | None = None,
) -> folium.FeatureGroup:
    """Build the layer with the sites, all that changes between two runs.

    Parameters
    ----------
    shown
        Numbers of the sites to draw: their places among the marks of :func:`options_script`, from 0.
    focus
        Id of the chosen site, if any.
    unplaced
        Numbers of the sites without a point that belong to the view.
    captions
        Lines about sites that differ from those of their marks, by number.
    approach
        Whether a map that has just appeared goes to the chosen site, instead of showing the whole country.
    frame
        South-west and north-east corner of what the map shows at first, in place of the whole country.
    areas
        Whether a click beside the sites picks the region.
    regions
        ISO codes of the regions that the reader chose: they stand out and keep their names.
    overlay
        What the marks show of the claims; without it what is found there, and nothing more is sent.
    numbers
        Number of each site by its id, for the overlay.
    switches
        Numbers of the lines of the legend that are off, and when the reader last switched one on this map (as the map
        counts time, 0 for never); ``shown`` then holds the sites of all lines. Without it the legend hides on its own.

    Returns
    -------
    folium.FeatureGroup
        The layer; streamlit-folium sends its script to the map that is already there.
    """
    layer = folium.FeatureGroup(name="sites", control=False)
    scene: dict[str, escaping.Json] = {
        "focus": focus,
        "unplaced": list(unplaced),
        "captions": [[number, words] for number, words in (captions or {}).items()],
        "approach": approach,
        "frame": frame,
        "areas": areas,
        "regions": regions,
        "overlay": None if overlay is None else _shown(overlay, numbers or {}, frozenset(shown)),
        "switches": None if switches is None else {"off": list(switches[0]), "echo": switches[1]},
    }
    layer.add_child(_Sites(list(shown), scene))
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


def _row(mark: Mark) -> list[escaping.Json]:
    """Pack a mark for the script, which knows its cells by :data:`SITE_COLUMNS`."""
    # numbers in place of names, and no needless decimals: a row is sent to every reader
    keys = [item.key for item in COLOUR_GROUPS]
    radius = int(mark.radius_km) if mark.radius_km.is_integer() else mark.radius_km
    kind = PRECISIONS.index(mark.precision) if mark.precision in PRECISIONS else len(PRECISIONS) - 1
    cells: Mapping[str, escaping.Json] = {
        "id": mark.site_id,
        "name": mark.name,
        "group": keys.index(mark.group),
        "lat": mark.lat,
        "lon": mark.lon,
        "precision": kind,
        "radius": radius,
        "doubtful": int(mark.doubtful),
        "strong": int(mark.strong),
        "region": mark.region,
        "elements": mark.elements,
        "caption": mark.caption,
        "outline": [_steps(mark, ring) for ring in mark.outline],
    }
    return [cells[name] for name in SITE_COLUMNS]


def _steps(mark: Mark, ring: Boundary) -> list[int]:
    """Return corners as whole thousandths of a degree from the mark's point: that takes half the bytes."""
    return [round(1000 * step) for lat, lon in ring for step in (lat - mark.lat, lon - mark.lon)]


def _shown(overlay: Overlay, numbers: Mapping[str, int], shown: Collection[int]) -> escaping.Json:
    """Pack an overlay: only the sites that are drawn, each with its number."""
    rated = [(numbers[site], rating) for site, rating in overlay.marks.items() if numbers.get(site) in shown]
    cells: list[escaping.Json] = [
        [number, each.level, each.remark, round(each.amount, 4), each.label] for number, each in rated
    ]
    return {
        "kind": overlay.kind,
        "title": overlay.title,
        "levels": overlay.levels,
        "steps": overlay.steps,
        "none": overlay.none,
        "ratings": cells,
    }


def _options(theme: Theme, texts: MapTexts, links: Links, tiles: Sequence[TileLayer]) -> dict[str, escaping.Json]:
    return {
        "bounds": BOUNDS,
        "lambert": LAMBERT,
        "pin": PIN_KM,
        "kind": REGION_KIND,
        "theme": theme,
        "colours": asdict(THEMES[theme]),
        "ramp": EVIDENCE_RAMP[theme],
        "groups": [_group_cells(item, theme) for item in COLOUR_GROUPS],
        "precisions": PRECISIONS,
        "columns": {"site": SITE_COLUMNS, "rating": RATING_COLUMNS},
        "texts": asdict(texts),
        "links": asdict(links),
        "tiles": [asdict(tile) for tile in tiles],
    }


def _group_cells(item: ColourGroup, theme: Theme) -> escaping.Json:
    return {"key": item.key, "colour": item.light if theme == "light" else item.dark, "shape": item.shape}
