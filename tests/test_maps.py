"""The marks that sites get, the layer that carries them, and the constant map under it."""

from __future__ import annotations

import json
import re
from typing import Any, get_args

import folium
import geopandas
import pytest
import streamlit_folium
from shapely.geometry import Point, Polygon, box

import geo
from geo import maps, markup, palette, rings
from geo.maps import Mark
from geo.palette import Theme

LINKS = maps.Links("leaflet.js", "leaflet.css", "map.js", "map.css", "regions.geojson", "basemap.geojson", "places.csv")
THEMES: tuple[Theme, ...] = get_args(Theme)
REGIONS = geopandas.GeoDataFrame({"region_iso": ["KZ-1"]}, geometry=[box(70, 45, 75, 50)], crs=4326, index=["KZ-1"])
SITE: dict[str, Any] = {
    "name_en": "North Katpar",
    "name_ru": "Северный Катпар",
    "name_kk": "",
    "region_iso": "KZ-1",
    "region_basis": "stated",
    "main_group": "tungsten-molybdenum",
    "elements": ("W", "Mo"),
    "location_precision": "dataset_point",
    "uncertainty_km": 6.0,
    "review": "",
    "geometry": Point(72, 48),
}


def sites(**rows: dict[str, Any]) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(
        [SITE | row for row in rows.values()], index=list(rows), geometry="geometry", crs=4326
    )


def marks(**rows: dict[str, Any]) -> tuple[Mark, ...]:
    return maps.site_marks(sites(**rows), REGIONS, {})


def layer_script(drawn: tuple[Mark, ...], focus: str | None = None) -> str:
    """What streamlit-folium sends for the layer."""
    markup.make_literal()
    page = maps.base_map("light", maps.ENGLISH, LINKS)
    page.get_root().render()
    return streamlit_folium._get_feature_group_string(maps.site_layer(drawn, focus), page)


def base_script(theme: Theme = "light", texts: maps.MapTexts = maps.ENGLISH) -> str:
    markup.make_literal()
    page = maps.base_map(theme, texts, LINKS)
    page.get_root().render()
    return streamlit_folium._get_map_string(page)


def rows_of(script: str) -> list[list[Any]]:
    return arguments_of(script)[0]


def arguments_of(script: str) -> list[Any]:
    """What the script of the map is called with, behind the layer: rows, focus, approach, frame, areas."""
    found = re.search(r"deposits\.sites\(\w+,(.*)\);", script)
    assert found
    return json.loads(f"[{found[1]}]")


@pytest.fixture(scope="module")
def real() -> tuple[Mark, ...]:
    catalog = geo.load()
    caption = "about 800,000 t of rare-earth metals, forecast, 2025"
    return maps.site_marks(catalog.sites, catalog.regions, dict.fromkeys(catalog.sites.index, caption))


def test_every_located_site_has_exactly_one_mark(real: tuple[Mark, ...]) -> None:
    located = geo.load().sites
    assert sorted(maps.site_ids(real)) == sorted(located.index[~located.geometry.isna()])


def test_a_site_without_a_point_has_no_mark() -> None:
    assert marks(a={"geometry": None}) == ()


@pytest.mark.parametrize(("radius", "pin"), [(1.0, True), (5.0, True), (5.1, False), (40.0, False)])
def test_a_pin_only_where_the_place_is_known_to_5_km(radius: float, pin: bool) -> None:
    assert marks(a={"uncertainty_km": radius})[0].is_pin is pin


def test_a_point_without_a_radius_is_refused() -> None:
    with pytest.raises(ValueError, match="'a' has a point but no uncertainty_km"):
        marks(a={"uncertainty_km": float("nan")})


def test_sites_at_one_point_are_one_mark_with_the_widest_circle() -> None:
    (mark,) = marks(a={"uncertainty_km": 40.0}, b={"uncertainty_km": 45.0}, c={"uncertainty_km": 40.0})
    assert maps.site_ids([mark]) == ("a", "b", "c")
    assert mark.widest.site_id == "b"


def test_smaller_circles_lie_on_top(real: tuple[Mark, ...]) -> None:
    radii = [mark.widest.radius_km for mark in real]
    assert radii == sorted(radii, reverse=True)


def test_places_are_those_of_the_data(real: tuple[Mark, ...]) -> None:
    points = geo.load().sites.geometry
    for mark in real:
        for spot in mark.spots:
            assert (mark.lat, mark.lon) == pytest.approx((points[spot.site_id].y, points[spot.site_id].x), abs=1e-5)


def test_a_circle_across_the_border_of_a_stated_region_is_clipped() -> None:
    (mark,) = marks(a={"uncertainty_km": 40.0, "geometry": Point(74.9, 48)})
    (ring,) = mark.widest.outline
    assert len(ring) <= 30
    assert max(lon for _, lon in ring) == pytest.approx(75.0)
    assert all(part == round(part, 3) for corner in ring for part in corner)
    assert Polygon(ring).buffer(1e-9).contains(Point(48, 74.9))


@pytest.mark.parametrize(
    "row",
    [
        {"uncertainty_km": 40.0, "geometry": Point(72.5, 47.5)},
        {"uncertainty_km": 40.0, "geometry": Point(74.9, 48), "region_basis": "from point"},
        {"uncertainty_km": 40.0, "geometry": Point(74.9, 48), "region_iso": ""},
        {"uncertainty_km": 5.0, "geometry": Point(74.99, 48)},
    ],
    ids=["inside", "region from point", "no region", "pin"],
)
def test_other_circles_stay_whole(row: dict[str, Any]) -> None:
    assert marks(a=row)[0].widest.outline == ()


def test_outlines_of_real_sites_stay_in_their_region(real: tuple[Mark, ...]) -> None:
    regions = geo.load().regions.geometry
    stated = geo.load().sites["region_iso"]
    clipped = [spot for mark in real for spot in mark.spots if spot.outline]
    assert "kuirektykol" in {spot.site_id for spot in clipped}
    for spot in clipped:
        region = regions[stated[spot.site_id]].buffer(0.02)
        assert all(region.covers(Point(lon, lat)) for ring in spot.outline for lat, lon in ring)


def test_only_keeps_whole_marks_and_parts_of_marks() -> None:
    drawn = marks(a={"uncertainty_km": 45.0}, b={"uncertainty_km": 40.0}, c={"geometry": Point(71, 46)})
    assert maps.only(drawn, {"a", "b", "c"}) == drawn
    (left,) = maps.only(drawn, {"b"})
    assert left.widest.radius_km == 40.0


def test_names_fall_back_to_english() -> None:
    frame = sites(a={})
    names = [maps.site_marks(frame, REGIONS, {}, language)[0].spots[0].name for language in ("en", "ru", "kk")]
    assert names == ["North Katpar", "Северный Катпар", "North Katpar"]


@pytest.mark.parametrize(
    ("main_group", "elements", "symbol"),
    [
        ("rare-earth", ("REE", "Ce"), "REE"),
        ("rare-earth", ("Y",), "Y"),
        ("uranium-by-product", ("REE", "U"), "U"),
        ("copper-rhenium", ("Cu", "Re"), "Re"),
        ("other", (), ""),
    ],
)
def test_the_symbol_doubles_the_colour(main_group: str, elements: tuple[str, ...], symbol: str) -> None:
    assert marks(a={"main_group": main_group, "elements": elements})[0].spots[0].symbol == symbol


def test_a_long_caption_ends_at_a_word() -> None:
    (mark,) = maps.site_marks(sites(a={}), REGIONS, {"a": "word " * 40})
    assert mark.spots[0].caption.endswith("word…")
    assert len(mark.spots[0].caption) <= maps.CAPTION_LENGTH


def test_the_layer_tells_the_script_all_it_draws() -> None:
    drawn = marks(north_katpar={"review": "flag"}, far={"uncertainty_km": 40.0, "geometry": Point(74.9, 48)})
    far, near = rows_of(layer_script(drawn))
    assert near == [48, 72, [], [["north_katpar", "North Katpar", "W", 3, 1, 6, 1, "W Mo", ""]]]
    assert far[:2] == [48, 74.9]
    assert max(far[2][0][1::2]) == 100, "thousandths of a degree from the point to the border"


def test_the_chosen_site_reaches_the_script() -> None:
    assert layer_script(marks(a_b={}), "a_b").count('"a\\u005fb"') == 2


def ringed_script(drawn: tuple[Mark, ...], shown: rings.Rings | None) -> str:
    markup.make_literal()
    page = maps.base_map("light", maps.ENGLISH, LINKS)
    page.get_root().render()
    return streamlit_folium._get_feature_group_string(maps.site_layer(drawn, rings=shown), page)


def test_rings_reach_the_script_only_where_they_are_wanted() -> None:
    drawn = marks(a={}, b={"geometry": Point(71, 46)})
    shown = rings.Rings("contradiction", "Thick ring", ("under 10 times", "more"), {"a": (1, "claims differ 12 times")})
    rows, *_, legend = arguments_of(ringed_script(drawn, shown))
    cells = {row[3][0][0]: row[3][0] for row in rows}
    assert cells["a"][9:] == [1, "claims differ 12 times"]
    assert len(cells["b"]) == 9
    assert legend == {"kind": "contradiction", "title": "Thick ring", "levels": ["under 10 times", "more"]}
    plain = ringed_script(drawn, None)
    assert {len(row[3][0]) for row in rows_of(plain)} == {9}
    assert len(arguments_of(plain)) == 5


def test_the_base_map_knows_nothing_of_rings() -> None:
    """What the marks show can change without the map being loaded anew."""
    assert "contradict" not in base_script()


def test_the_first_view_can_be_a_region_and_regions_can_be_picked() -> None:
    markup.make_literal()
    page = maps.base_map("light", maps.ENGLISH, LINKS)
    page.get_root().render()
    layer = maps.site_layer(marks(a={}), frame=((41.0, 65.0), (46.5, 70.5)), areas=True)
    script = streamlit_folium._get_feature_group_string(layer, page)
    assert arguments_of(script)[1:] == [None, False, [[41.0, 65.0], [46.5, 70.5]], True]


def test_streamlit_folium_s_list_of_layers_is_emptied_first() -> None:
    script = layer_script(marks(a={}))
    assert script.index("window.feature_group=[];") < script.index("window.feature_group.push")


def test_the_layer_of_all_sites_is_small(real: tuple[Mark, ...]) -> None:
    assert len(maps.site_ids(real)) >= 50
    assert len(layer_script(real).encode()) <= 8_000


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
    script = layer_script(maps.site_marks(sites(**{text: row}), REGIONS, {text: text}), text)
    assert text not in script
    assert not any(mark in script for mark in ("{{", "{%", "{#", "${", "`", "</", "<img"))
    cells = rows_of(script)[0][3][0]
    assert [cells[index] for index in (0, 1, 2, 7, 8)] == [text] * 5


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_remarks_are_text_only(text: str) -> None:
    script = ringed_script(marks(a={}), rings.Rings("evidence", text, (text,), {"a": (0, text)}))
    assert text not in script
    assert not any(mark in script for mark in ("{{", "{%", "{#", "${", "`", "</", "<img"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_of_the_map_are_text_only(text: str) -> None:
    script = base_script(texts=maps.MapTexts(legend=text, attribution=text))
    assert text not in script
    assert script.count(markup.script(text)) == 2


@pytest.mark.parametrize("theme", THEMES)
def test_the_base_map_is_constant(theme: Theme) -> None:
    assert base_script(theme) == base_script(theme)


def test_themes_and_languages_are_different_maps() -> None:
    scripts = {
        base_script("light"),
        base_script("dark"),
        base_script("light", maps.MapTexts(language="ru", legend="Легенда")),
    }
    assert len({streamlit_folium.generate_js_hash(script, "key") for script in scripts}) == 3


def test_the_map_asks_for_nothing_but_our_own_files() -> None:
    page = maps.base_map("light", maps.ENGLISH, LINKS)
    assert [address for _, address in page.default_js] == [LINKS.script, LINKS.leaflet_script]
    assert page.default_css == []
    assert "http" not in base_script().split('"tiles":')[0]


def test_online_backgrounds_are_offered_but_off() -> None:
    assert [tile.key for tile in maps.tile_layers()] == ["street", "imagery", "relief"]
    assert all(tile.url.startswith("https://") and tile.credit for tile in maps.tile_layers())
    assert "L.tileLayer" not in base_script()


def test_the_legend_explains_every_family_and_ring() -> None:
    for key in (*(item.key for item in palette.FAMILIES), *maps.PRECISIONS, "ring", "pin", "circle", "doubtful"):
        assert getattr(maps.ENGLISH, key)


@pytest.mark.parametrize("kind", geo.load().schema.labels("sites", "location_precision"))
def test_every_kind_of_known_place_has_a_ring(kind: str) -> None:
    assert kind in maps.PRECISIONS or kind in ("region_only", "none")


def test_the_layer_is_one_folium_feature_group() -> None:
    assert isinstance(maps.site_layer(marks(a={})), folium.FeatureGroup)
