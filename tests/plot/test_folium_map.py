"""The layer that carries the marks, and the constant map under it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any, get_args

import folium
import pytest
import streamlit_folium
from shapely.geometry import Point

import geo
from geo.catalog.loader import data_dir
from geo.plot import escaping, folium_map, overlays, palette
from geo.plot.map_texts import ENGLISH_TEXTS, MapTexts
from geo.plot.marks import Mark, site_ids, site_marks
from geo.plot.palette import Theme
from pages.components.map import leaflet
from tests.plot.marking import REGIONS, marks, real_marks, sites

OPTIONS = "options/0a1b2c3d.js?v=0a1b2c3d"
LINKS = folium_map.Links(
    leaflet_script="leaflet.js",
    leaflet_style="leaflet.css",
    script="map.js",
    style="map.css",
    contract="contract.js",
    geometry="geometry.js",
    regions="regions.geojson",
    basemap="basemap.geojson",
    neighbours="neighbours.json",
    places="places.csv",
)
THEMES: tuple[Theme, ...] = get_args(Theme)


def layer_script(drawn: tuple[Mark, ...], focus: str | None = None) -> str:
    """What streamlit-folium sends for the layer."""
    escaping.make_literal()
    page = folium_map.base_map(LINKS, OPTIONS)
    page.get_root().render()
    return streamlit_folium._get_feature_group_string(folium_map.site_layer(drawn, focus), page)


def base_script(options: str = OPTIONS) -> str:
    escaping.make_literal()
    page = folium_map.base_map(LINKS, options)
    page.get_root().render()
    return streamlit_folium._get_map_string(page)


def described(theme: Theme = "light", texts: MapTexts = ENGLISH_TEXTS) -> str:
    return folium_map.options_script(theme, texts, LINKS)


def rows_of(script: str) -> list[list[Any]]:
    return arguments_of(script)[0]


def arguments_of(script: str) -> list[Any]:
    """What the script of the map is called with, behind the layer: rows, and what else changes."""
    found = re.search(r"deposits\.sites\(\w+,(.*)\);", script)
    assert found
    return json.loads(f"[{found[1]}]")


def test_the_layer_tells_the_script_all_it_draws() -> None:
    drawn = marks(north_katpar={"review": "flag"}, far={"uncertainty_km": 40.0, "geometry": Point(74.9, 48)})
    far, near = rows_of(layer_script(drawn))
    assert near == [48, 72, [], [["north_katpar", "North Katpar", "W", 3, 1, 6, 1, "W Mo", ""]]]
    assert far[:2] == [48, 74.9]
    assert max(far[2][0][1::2]) == 100, "thousandths of a degree from the point to the border"


def test_the_chosen_site_reaches_the_script() -> None:
    assert layer_script(marks(a_b={}), "a_b").count('"a\\u005fb"') == 2


def ringed_script(drawn: tuple[Mark, ...], shown: overlays.Overlay | None) -> str:
    escaping.make_literal()
    page = folium_map.base_map(LINKS, OPTIONS)
    page.get_root().render()
    return streamlit_folium._get_feature_group_string(folium_map.site_layer(drawn, rings=shown), page)


def test_rings_reach_the_script_only_where_they_are_wanted() -> None:
    drawn = marks(a={}, b={"geometry": Point(71, 46)})
    shown = overlays.Overlay(
        "contradiction", "Thick ring", ("under 10 times", "more"), {"a": (1, "claims differ 12 times")}
    )
    rows, scene = arguments_of(ringed_script(drawn, shown))
    cells = {row[3][0][0]: row[3][0] for row in rows}
    assert cells["a"][9:] == [1, "claims differ 12 times"]
    assert len(cells["b"]) == 9
    assert scene["rings"] == {"kind": "contradiction", "title": "Thick ring", "levels": ["under 10 times", "more"]}
    plain = ringed_script(drawn, None)
    assert {len(row[3][0]) for row in rows_of(plain)} == {9}
    assert arguments_of(plain)[1] == {}, "what is as at first is not sent"


def test_the_base_map_knows_nothing_of_rings() -> None:
    """What the marks show can change without the map being loaded anew."""
    assert "contradict" not in described()


def test_the_first_view_can_be_a_region_and_regions_can_be_picked() -> None:
    escaping.make_literal()
    page = folium_map.base_map(LINKS, OPTIONS)
    page.get_root().render()
    layer = folium_map.site_layer(marks(a={}), frame=((41.0, 65.0), (46.5, 70.5)), areas=True, regions=("KZ-61",))
    script = streamlit_folium._get_feature_group_string(layer, page)
    assert arguments_of(script)[1:] == [
        {"frame": [[41.0, 65.0], [46.5, 70.5]], "areas": True, "regions": ["KZ-61"]},
    ]


def test_streamlit_folium_s_list_of_layers_is_emptied_first() -> None:
    script = layer_script(marks(a={}))
    assert script.index("window.feature_group=[];") < script.index("window.feature_group.push")


def test_the_layer_of_all_sites_is_small() -> None:
    assert len(site_ids(real_marks())) >= 50
    assert len(layer_script(real_marks()).encode()) <= 8_000


HOSTILE = (
    "{{7*7}}",
    "${alert(1)}",
    "`x`",
    "</script><img src=x onerror=alert(1)>",
    "{% x %}",
    "{# x #}",
    "\\'\"",
    "map_div_0",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_reaches_the_script_as_text_only(text: str) -> None:
    row = {"name_en": text, "elements": (text,), "main_group": "other"}
    script = layer_script(site_marks(sites(**{text: row}), REGIONS, {text: text}), text)
    assert text not in script
    assert not any(mark in script for mark in ("{{", "{%", "{#", "${", "`", "</", "<img"))
    cells = rows_of(script)[0][3][0]
    named = dict(zip(folium_map.SITE_COLUMNS, cells, strict=True))
    assert [named[name] for name in ("id", "name", "symbol", "elements", "caption")] == [text] * 5


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_remarks_are_text_only(text: str) -> None:
    script = ringed_script(marks(a={}), overlays.Overlay("evidence", text, (text,), {"a": (0, text)}))
    assert text not in script
    assert not any(mark in script for mark in ("{{", "{%", "{#", "${", "`", "</", "<img"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_of_the_map_are_text_only(text: str) -> None:
    script = described(texts=MapTexts(legend=text, attribution=text))
    assert text not in script
    assert script.count(escaping.script(text)) == 2


@pytest.mark.parametrize("theme", THEMES)
def test_the_base_map_is_constant(theme: Theme) -> None:
    assert base_script() == base_script()
    assert described(theme) == described(theme)


def test_themes_and_languages_are_different_maps() -> None:
    russian = MapTexts(language="ru", legend="Легенда")
    kinds: list[tuple[Theme, MapTexts]] = [
        ("light", ENGLISH_TEXTS),
        ("dark", ENGLISH_TEXTS),
        ("light", russian),
    ]
    addresses = [leaflet.options(data_dir(), theme, texts) for theme, texts in kinds for _ in range(2)]
    hashes = [streamlit_folium.generate_js_hash(base_script(address), "key") for address in addresses]
    assert len(set(hashes)) == len(set(addresses)) == 3
    assert hashes[::2] == hashes[1::2]


def test_what_stays_is_no_part_of_what_every_run_sends() -> None:
    assert len(base_script()) < 800
    assert "Legend" not in base_script()


def test_the_map_asks_for_nothing_but_our_own_files() -> None:
    page = folium_map.base_map(LINKS, OPTIONS)
    wanted = [OPTIONS, LINKS.script, LINKS.contract, LINKS.geometry, LINKS.leaflet_script]
    assert [address for _, address in page.default_js] == wanted
    assert page.default_css == []
    assert "http" not in base_script() + described().split('"tiles":')[0]


def test_online_backgrounds_are_offered_but_off() -> None:
    assert [tile.key for tile in folium_map.tile_layers()] == ["street", "imagery", "relief"]
    assert all(tile.url.startswith("https://") and tile.credit for tile in folium_map.tile_layers())
    assert "L.tileLayer" not in base_script() + described()


def test_the_legend_explains_every_family_and_ring() -> None:
    for key in (
        *(item.key for item in palette.COLOUR_GROUPS),
        *folium_map.PRECISIONS,
        "ring",
        "pin",
        "circle",
        "doubtful",
        "crowd",
    ):
        assert getattr(ENGLISH_TEXTS, key)


@pytest.mark.parametrize("kind", geo.load().schema.labels("sites", "location_precision"))
def test_every_kind_of_known_place_has_a_ring(kind: str) -> None:
    assert kind in folium_map.PRECISIONS or kind in ("region_only", "none")


def test_the_layer_is_one_folium_feature_group() -> None:
    assert isinstance(folium_map.site_layer(marks(a={})), folium.FeatureGroup)


@pytest.mark.parametrize("has_file", [True, False], ids=["with its own", "copied before there was one"])
def test_a_data_folder_without_neighbours_takes_the_app_s_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_file: bool
) -> None:
    folder = shutil.copytree(data_dir(), tmp_path / "data")
    if not has_file:
        (folder / leaflet.NEIGHBOURS).unlink()
    served: dict[str, Path] = {}
    monkeypatch.setattr(leaflet.components, "declare_component", lambda name, path: served.update({name: Path(path)}))
    address = leaflet.links.__wrapped__(folder).neighbours
    assert "leaflet.neighbours/neighbours.json?v=" in address
    assert served["data"] == folder
    assert served["neighbours"] == (folder if has_file else leaflet.OWN_DATA)
    assert (served["neighbours"] / leaflet.NEIGHBOURS).is_file()
