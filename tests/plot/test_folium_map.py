"""The layer that carries the marks, and the constant map under it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import folium
import pytest
import streamlit_folium
from shapely.geometry import Point

import geo
from geo.catalog.loader import data_dir
from geo.catalog.selection import index as make_index
from geo.plot import escaping, folium_map, overlays, palette
from geo.plot.map_texts import ENGLISH_TEXTS, MapTexts
from geo.plot.marks import Mark, site_marks
from geo.plot.overlays import Rating
from geo.plot.palette import Theme
from pages.components.map import leaflet
from pages.components.session import language
from tests.plot.marking import REGIONS, marks, real_marks, sites

OPTIONS = "options/0a1b2c3d.js?v=0a1b2c3d"
LINKS = folium_map.Links(
    leaflet_script="leaflet.js",
    leaflet_style="leaflet.css",
    script="entry.js",
    modules="main.js state.js",
    style="map.css",
    regions="regions.geojson",
    basemap="basemap.geojson",
    neighbours="neighbours.json",
    places="places.csv",
)
THEMES: tuple[Theme, ...] = get_args(Theme)


def layer_script(shown: Sequence[int], focus: str | None = None, **scene: Any) -> str:
    """What streamlit-folium sends for the layer."""
    escaping.make_literal()
    page = folium_map.base_map(LINKS, OPTIONS)
    page.get_root().render()
    return streamlit_folium._get_feature_group_string(folium_map.site_layer(shown, focus, **scene), page)


def base_script(options: str = OPTIONS) -> str:
    escaping.make_literal()
    page = folium_map.base_map(LINKS, options)
    page.get_root().render()
    return streamlit_folium._get_map_string(page)


def described(
    theme: Theme = "light",
    texts: MapTexts = ENGLISH_TEXTS,
    drawn: Sequence[Mark] = (),
    unplaced: Sequence[folium_map.Unplaced] = (),
) -> str:
    return folium_map.options_script(theme, texts, LINKS, drawn, unplaced)


def options_of(script: str) -> dict[str, Any]:
    return json.loads(script.removeprefix("window.depositsOptions=").removesuffix(";\n"))


def arguments_of(script: str) -> list[Any]:
    """What the script of the map is called with, behind the layer: numbers of sites, and what else changes."""
    found = re.search(r"deposits\.sites\(\w+,(.*)\);", script)
    assert found
    return json.loads(f"[{found[1]}]")


def test_the_page_knows_all_sites_from_the_first() -> None:
    drawn = marks(north_katpar={"review": "flag"}, far={"uncertainty_km": 40.0, "geometry": Point(74.9, 48)})
    near, far = options_of(described(drawn=drawn))["sites"]
    group = [item.key for item in palette.COLOUR_GROUPS].index("tungsten")
    assert near == ["north_katpar", "North Katpar", group, 48, 72, 1, 6, 1, 0, "KZ-1", "W Mo", "", near[-1]]
    named = dict(zip(folium_map.SITE_COLUMNS, far, strict=True))
    assert max(named["outline"][0][1::2]) == 100, "thousandths of a degree from the point to the border"


def test_the_layer_says_which_sites_are_shown() -> None:
    assert arguments_of(layer_script([0, 2])) == [[0, 2], {}], "what is as at first is not sent"
    shown, scene = arguments_of(layer_script([1], "a", unplaced=[3], captions={1: "words"}))
    assert shown == [1]
    assert scene == {"focus": "a", "unplaced": [3], "captions": [[1, "words"]]}


def test_the_chosen_site_reaches_the_script() -> None:
    assert layer_script([0], "a_b").count('"a\\u005fb"') == 1


def test_an_overlay_reaches_the_script_only_where_it_is_wanted() -> None:
    found = {
        "a": Rating(1, "claims differ 12 times", 12.0, "x 12"),
        "c": Rating(0, "hidden"),
        "d": Rating(0, "no point"),
    }
    shown = overlays.Overlay("contradiction", "Size", (), found, ((2.0, "x 2"),), "none found")
    _, scene = arguments_of(layer_script([0, 1], overlay=shown, numbers={"a": 0, "b": 1, "c": 2}))
    assert scene["overlay"] == {
        "kind": "contradiction",
        "title": "Size",
        "levels": [],
        "steps": [[2.0, "x 2"]],
        "none": "none found",
        "ratings": [[0, 1, "claims differ 12 times", 12.0, "x 12"]],
    }, "only of sites that are drawn"


def test_the_base_map_knows_nothing_of_overlays() -> None:
    """What the marks show can change without the map being loaded anew."""
    assert "contradict" not in described().replace("contradiction", "")


def test_the_first_view_can_be_a_region_and_regions_can_be_picked() -> None:
    script = layer_script([0], frame=((41.0, 65.0), (46.5, 70.5)), areas=True, regions=("KZ-61",))
    assert arguments_of(script)[1:] == [
        {"frame": [[41.0, 65.0], [46.5, 70.5]], "areas": True, "regions": ["KZ-61"]},
    ]


def test_streamlit_folium_s_list_of_layers_is_emptied_first() -> None:
    script = layer_script([0])
    assert script.index("window.feature_group=[];") < script.index("window.feature_group.push")


def test_what_a_filter_sends_is_small_and_what_stays_is_not_large() -> None:
    assert len(real_marks()) >= 50
    assert len(layer_script(range(1000)).encode()) <= 5_000
    assert len(described(drawn=real_marks()).encode()) <= 40_000


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


def assert_inert(script: str, text: str) -> None:
    assert text not in script
    assert not any(mark in script for mark in ("{{", "{%", "{#", "${", "`", "</", "<img"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_sites_reach_the_script_as_text_only(text: str) -> None:
    row = {"name_en": text, "elements": (text,), "main_group": "other"}
    drawn = site_marks(sites(**{text: row}), REGIONS, {text: text})
    script = described(drawn=drawn, unplaced=[folium_map.Unplaced(text, text, text)])
    assert_inert(script, text)
    named = dict(zip(folium_map.SITE_COLUMNS, options_of(script)["sites"][0], strict=True))
    assert [named[name] for name in ("id", "elements", "caption")] == [text] * 3
    assert named["name"] == " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_what_changes_is_text_only(text: str) -> None:
    found = {"a": Rating(0, text, 0.0, text)}
    shown = overlays.Overlay("evidence", text, (text,), found, ((1.0, text),), text)
    assert_inert(layer_script([0], text, captions={0: text}, overlay=shown, numbers={"a": 0}), text)


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
    everything = geo.select(make_index(geo.load()))
    speak = {texts.language: language.of_code(texts.language) for _, texts in kinds}
    addresses = [
        leaflet.options(everything, theme, texts, speak[texts.language]) for theme, texts in kinds for _ in range(2)
    ]
    hashes = [streamlit_folium.generate_js_hash(base_script(address), "key") for address in addresses]
    assert len(set(hashes)) == len(set(addresses)) == 3
    assert hashes[::2] == hashes[1::2]


def test_what_stays_is_no_part_of_what_every_run_sends() -> None:
    assert len(base_script()) < 800
    assert "Legend" not in base_script()


def test_the_map_asks_for_nothing_but_our_own_files() -> None:
    page = folium_map.base_map(LINKS, OPTIONS)
    wanted = [OPTIONS, LINKS.script, LINKS.leaflet_script]
    assert [address for _, address in page.default_js] == wanted
    assert page.default_css == []
    assert "http" not in base_script() + described().split('"tiles":')[0]


def test_online_backgrounds_are_offered_but_off() -> None:
    assert [tile.key for tile in folium_map.tile_layers()] == ["street", "imagery", "relief"]
    assert all(tile.url.startswith("https://") and tile.credit for tile in folium_map.tile_layers())
    assert "L.tileLayer" not in base_script() + described()


def test_the_legend_explains_every_group_and_kind_of_place() -> None:
    for key in (*(item.key for item in palette.COLOUR_GROUPS), *folium_map.PRECISIONS, "cluster", "circle", "doubtful"):
        assert getattr(ENGLISH_TEXTS, key)


@pytest.mark.parametrize("kind", geo.load().schema.labels("sites", "location_precision"))
def test_every_kind_of_known_place_is_known_to_the_map(kind: str) -> None:
    assert kind in folium_map.PRECISIONS or kind in ("region_only", "none")


def test_the_layer_is_one_folium_feature_group() -> None:
    assert isinstance(folium_map.site_layer([0]), folium.FeatureGroup)


@pytest.mark.parametrize("has_file", [True, False], ids=["with its own", "copied before there was one"])
def test_a_data_folder_without_neighbours_takes_the_app_s_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_file: bool
) -> None:
    folder = shutil.copytree(data_dir(), tmp_path / "data")
    if not has_file:
        (folder / leaflet.NEIGHBOURS).unlink()
    served: dict[str, Path] = {}
    monkeypatch.setattr(leaflet.components, "declare_component", lambda name, path: served.update({name: Path(path)}))
    found = leaflet.links.__wrapped__(folder)
    address = found.neighbours
    assert re.search(r"leaflet\.map_[0-9a-f]{8}/entry\.js$", found.script), "the folder's name carries the mark"
    assert {*found.modules.split(), "entry.js"} == {path.name for path in leaflet.ASSETS.glob("*.js")}
    assert "leaflet.neighbours/neighbours.json?v=" in address
    assert served["data"] == folder
    assert served["neighbours"] == (folder if has_file else leaflet.OWN_DATA)
    assert (served["neighbours"] / leaflet.NEIGHBOURS).is_file()
