"""The folders that the app serves to the map's page: Leaflet, our own modules and style, and the data folder."""

from __future__ import annotations

import atexit
import tempfile
from collections.abc import Mapping
from functools import cache
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from zlib import crc32

import streamlit.components.v1 as components

from geo.catalog.caching import cached_on_owner
from geo.catalog.loader import data_dir
from geo.catalog.model import View
from geo.language.translation import Language
from geo.plot import marks
from geo.plot.folium_map import Links, Unplaced, options_script
from geo.plot.map_texts import MapTexts
from geo.plot.marks import Mark
from geo.plot.palette import Theme

ASSETS = Path(__file__).parent / "assets"
ENTRY = "entry.js"
OUTLINES = ("regions.geojson", "basemap.geojson", "places.csv")
NEIGHBOURS = "neighbours.json"
"""Where the neighbours' names and borders stand, as tools/neighbours.py works it out."""
OWN_DATA = Path(__file__).resolve().parents[3] / "data"


def leaflet_folder() -> Path:
    """Folder of the Leaflet that folium is made for, as the package XStatic-Leaflet carries it."""
    return Path(str(distribution("XStatic-Leaflet").locate_file("xstatic/pkg/leaflet/data")))


@cache
def links(folder: Path) -> Links:
    """Serve the files of the map and return their addresses, relative to the map's page.

    Streamlit answers ``/component/<module>.<name>/`` with 404 until a run of the process has called this.

    Parameters
    ----------
    folder
        The data folder, which holds the outlines; it is served as a whole.

    Returns
    -------
    Links
        Each address carries a mark of the files' content, so a browser may keep them for long. That of our modules
        stands in the name of their folder: so the modules that they load beside them carry it, too.
    """
    # a data folder that was copied before there was such a file has the same neighbours as the app's own
    beside = folder if (folder / NEIGHBOURS).is_file() else OWN_DATA
    scripts = f"map_{_mark(sorted(ASSETS.iterdir()))}"
    served = {"leaflet": leaflet_folder(), scripts: ASSETS, "data": folder, "neighbours": beside}
    for name, path in served.items():
        components.declare_component(name, path=str(path.resolve()))
    version = _mark([leaflet_folder() / "leaflet.js", *(folder / name for name in OUTLINES), beside / NEIGHBOURS])

    def address(component: str, name: str) -> str:
        return f"../{__name__}.{component}/{name}?v={version}"

    return Links(
        leaflet_script=address("leaflet", "leaflet.js"),
        leaflet_style=address("leaflet", "leaflet.css"),
        script=f"../{__name__}.{scripts}/{ENTRY}",
        modules=" ".join(sorted(path.name for path in ASSETS.glob("*.js") if path.name != ENTRY)),
        style=f"../{__name__}.{scripts}/map.css",
        regions=address("data", "regions.geojson"),
        basemap=address("data", "basemap.geojson"),
        neighbours=address("neighbours", NEIGHBOURS),
        places=address("data", "places.csv"),
        font=_font(),
    )


@cached_on_owner
def numbers(everything: View, language: Language) -> Mapping[str, int]:
    """Return the number by which the map knows each site that has a point: its place among the marks.

    Parameters
    ----------
    everything
        The view without any filter.
    language
        The reader's language.

    Returns
    -------
    mapping of str to int
        From 0, by ``site_id``.
    """
    return {mark.site_id: number for number, mark in enumerate(marks.of_view(everything, language))}


@cached_on_owner
def unplaced(everything: View, language: Language) -> tuple[Unplaced, ...]:
    """Return the sites that have no point, in the order in which the map knows them.

    Parameters
    ----------
    everything
        The view without any filter.
    language
        The reader's language.

    Returns
    -------
    tuple of Unplaced
        By name.
    """
    sites = everything.unlocated
    names = language.name(sites)
    found = [Unplaced(str(site), str(names[site]), str(sites.at[site, "region_iso"] or "")) for site in sites.index]
    return tuple(sorted(found, key=lambda site: site.name))


@cached_on_owner
def options(everything: View, theme: Theme, texts: MapTexts, language: Language) -> str:
    """Write what the data, a theme and a language of the map need into a file, serve it, and return its address.

    The file lies in a temporary folder of this process, which is deleted when the process ends.

    Parameters
    ----------
    everything
        The view without any filter: all its sites go along, whatever is shown of them.
    theme
        Colours of the map.
    texts
        Texts of the map.
    language
        Language of the names.

    Returns
    -------
    str
        Address of the file, with a mark of its content.
    """
    known: tuple[Mark, ...] = marks.of_view(everything, language)
    written = options_script(theme, texts, links(data_dir()), known, unplaced(everything, language))
    script = written.encode("utf-8")
    mark = f"{crc32(script):08x}"
    (_written() / f"{mark}.js").write_bytes(script)
    return f"../{__name__}.options/{mark}.js?v={mark}"


def _mark(found: list[Path]) -> str:
    return f"{crc32(b''.join(file.read_bytes() for file in found)):08x}"


def _font() -> str:
    """Return the address of the page's typeface, which the browser has already; empty where Streamlit hides it."""
    fonts = Path(str(files("streamlit") / "static" / "static" / "media"))
    found = sorted(fonts.glob("SourceSansVF-Upright*.woff2"))
    return f"../../static/media/{found[0].name}" if found else ""


@cache
def _written() -> Path:
    holder = tempfile.TemporaryDirectory(prefix="kazakhstan-deposits-")
    atexit.register(holder.cleanup)
    folder = Path(holder.name).resolve()
    components.declare_component("options", path=str(folder))
    return folder
