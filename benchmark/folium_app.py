"""The sites as anyone would draw them first: folium markers with popups, everything of ``st_folium`` left as it is.

By hand: ``streamlit run folium_app.py`` in this folder. folium's page takes Leaflet, jQuery, Bootstrap and its
background from other hosts. The benchmark has no network: in its browser ``stand_in.js`` points those addresses at a
server of its own on this machine (``cdn.py``), which has the same Leaflet from the package XStatic-Leaflet, the very
jQuery, Bootstrap and icons that folium links from npm, and one blank tile. So this app waits for no network and finds
everything in the browser's cache, better than it ever has it outside.
"""

import json
from pathlib import Path
from typing import Any

import folium
import streamlit as st
from streamlit_folium import st_folium

DATA = Path(__file__).resolve().parent.parent / "data"


def features(name: str) -> list[dict[str, Any]]:
    """Read the features of one GeoJSON file."""
    content: dict[str, list[dict[str, Any]]] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return content["features"]


@st.cache_data
def read_sites() -> list[dict[str, Any]]:
    """Read all sites, each with its region's name and its point, None without one."""
    regions = {item["properties"]["region_iso"]: item["properties"]["name_en"] for item in features("regions.geojson")}
    files = sorted(path.relative_to(DATA).as_posix() for path in DATA.glob("sites/*.geojson"))
    return [
        item["properties"]
        | {"region": regions.get(item["properties"].get("region_iso"), ""), "point": item["geometry"]}
        for name in files
        for item in features(name)
    ]


st.title("Rare-earth and rare-metal deposits of Kazakhstan")
sites = read_sites()
chosen = st.sidebar.multiselect("Region", sorted({site["region"] for site in sites if site["region"]}))
elements = st.sidebar.multiselect("Element", sorted({symbol for site in sites for symbol in site["elements"]}))

shown = [
    site
    for site in sites
    if (not chosen or site["region"] in chosen) and (not elements or set(elements) & set(site["elements"]))
]
chart = folium.Map(location=[48, 67], zoom_start=5)
for site in shown:
    if site["point"]:
        longitude, latitude = site["point"]["coordinates"]
        lines = [f"<b>{site['name_en']}</b>", site["region"], ", ".join(site["elements"]), site["status"] or ""]
        folium.Marker([latitude, longitude], popup="<br>".join(lines)).add_to(chart)
st.write(f"{len(shown)} sites")
st_folium(chart)
