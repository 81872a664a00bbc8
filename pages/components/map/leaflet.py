"""The folders that the app serves to the map's page: Leaflet, our own script and style, and the data folder."""

from __future__ import annotations

import atexit
import tempfile
from functools import cache, lru_cache
from importlib.metadata import distribution
from pathlib import Path
from zlib import crc32

import streamlit.components.v1 as components

from geo.plot.folium_map import Links, options_script
from geo.plot.map_texts import MapTexts
from geo.plot.palette import Theme

ASSETS = Path(__file__).parent / "assets"
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
        Each address carries a mark of the files' content, so a browser may keep them for long.
    """
    # a data folder that was copied before there was such a file has the same neighbours as the app's own
    beside = folder if (folder / NEIGHBOURS).is_file() else OWN_DATA
    served = {"leaflet": leaflet_folder(), "assets": ASSETS, "data": folder, "neighbours": beside}
    for name, path in served.items():
        components.declare_component(name, path=str(path.resolve()))
    outlines = [*(folder / name for name in OUTLINES), beside / NEIGHBOURS]
    files = [leaflet_folder() / "leaflet.js", *sorted(ASSETS.iterdir()), *outlines]
    version = f"{crc32(b''.join(file.read_bytes() for file in files)):08x}"

    def address(component: str, name: str) -> str:
        return f"../{__name__}.{component}/{name}?v={version}"

    return Links(
        leaflet_script=address("leaflet", "leaflet.js"),
        leaflet_style=address("leaflet", "leaflet.css"),
        script=address("assets", "map.js"),
        style=address("assets", "map.css"),
        contract=address("assets", "contract.js"),
        geometry=address("assets", "geometry.js"),
        regions=address("data", "regions.geojson"),
        basemap=address("data", "basemap.geojson"),
        neighbours=address("neighbours", NEIGHBOURS),
        places=address("data", "places.csv"),
    )


@lru_cache(maxsize=64)
def options(folder: Path, theme: Theme, texts: MapTexts) -> str:
    """Write what a theme and a language of the map need into a file, serve it, and return its address.

    The file lies in a temporary folder of this process, which is deleted when the process ends.

    Parameters
    ----------
    folder
        The data folder; its outlines are served beside the file.
    theme
        Colours of the map.
    texts
        Texts of the map.

    Returns
    -------
    str
        Address of the file, with a mark of its content.
    """
    script = options_script(theme, texts, links(folder)).encode("utf-8")
    mark = f"{crc32(script):08x}"
    (_written() / f"{mark}.js").write_bytes(script)
    return f"../{__name__}.options/{mark}.js?v={mark}"


@cache
def _written() -> Path:
    holder = tempfile.TemporaryDirectory(prefix="kazakhstan-deposits-")
    atexit.register(holder.cleanup)
    folder = Path(holder.name).resolve()
    components.declare_component("options", path=str(folder))
    return folder
