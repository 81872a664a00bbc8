"""The map as a reader meets it: complete without a network, coloured, tied to card and table, and still otherwise."""

from __future__ import annotations

import io
import os
from collections.abc import Callable

import pytest
from PIL import Image, ImageChops, ImageStat

import geo
from geo import maps
from geo.select import Index
from tests.browser.screen import Screen, Visit, until
from tests.browser.server import ROOT

pytestmark = pytest.mark.browser

PICTURE = ROOT / "docs" / "map.png"
PICTURE_BYTES = 150_000
NOTABLE = 6.0
"""Mean difference of two pictures, in steps of 256, from which they differ notably."""


def rgb(colour: str) -> str:
    """Return ``#RRGGBB`` as a browser computes it."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


def located(index: Index, selection: geo.Selection | None = None) -> set[str]:
    return set(geo.select(index, selection).located.index)


def test_every_located_site_has_a_mark_in_the_colour_of_its_family(screen: Screen, index: Index) -> None:
    screen.open_map()
    screen.map.shows(located(index))
    groups = index.catalog.sites["main_group"]
    chips = screen.map.chips()
    for chip in chips:
        families = {maps.family(groups[site]).key: rgb(maps.family(groups[site]).light) for site in chip["sites"]}
        assert chip["family"] in families
        assert chip["colour"] == families[chip["family"]]
        assert chip["width"] > 10
        assert chip["text"], "colour is always doubled by a symbol"
    assert {chip["family"] for chip in chips} == {maps.family(groups[site]).key for site in located(index)}
    assert screen.map.chosen() == set()


def test_the_base_map_is_complete_without_a_network(screen: Screen, index: Index) -> None:
    screen.open_map()
    for pane in ("land", "water", "lines"):
        assert screen.map.painted(pane) > 1000, f"{pane} is not drawn"
    assert {name.casefold() for name in screen.map.names("country")} >= {"russia", "china", "uzbekistan"}
    readable = screen.map.names("region")
    assert readable <= set(index.catalog.regions["name_en"])
    assert readable >= {"Qostanay", "Pavlodar", "Mangystau", "Aqtobe"}
    notice = screen.map.frame.locator(".notice:not([hidden])")
    assert notice.count() == 0


def test_the_first_view_shows_all_of_kazakhstan(screen: Screen) -> None:
    screen.open_map()
    (south, west), (north, east) = maps.BOUNDS
    for lat, lon in ((south, west), (north, east)):
        assert screen.map.holds(lat, lon)


def test_the_legend_names_every_family(screen: Screen) -> None:
    screen.open_map()
    legend = screen.map.frame.locator(".legend")
    if legend.get_attribute("open") is None:
        legend.locator("summary").click()
    text = legend.inner_text()
    for family in maps.FAMILIES:
        assert getattr(maps.ENGLISH, family.key) in text


def test_click_on_a_mark_opens_its_card_and_marks_its_row(screen: Screen) -> None:
    screen.open_map("?region=KZ-47")
    screen.map.mark_document()
    (chip,) = screen.map.chips()
    (site,) = chip["sites"]
    screen.map.chip(site).click()
    screen.has_address(region=["KZ-47"], site=[site])
    until(screen.map.chosen, lambda seen: seen == {site}, screen.page, "the mark to be chosen")
    name = screen.page.get_by_test_id("stMain").get_by_role("heading", level=3).first.inner_text()
    table = screen.settled().table()
    until(table.chosen, bool, screen.page, "the row to be marked")
    assert [table.rows()[row]["Name"] for row in table.chosen()] == [name]
    assert screen.map.is_same_document()


def test_a_mark_of_several_sites_lets_one_choose(screen: Screen) -> None:
    screen.open_map("?site=dos2")
    crowded = next(chip for chip in screen.map.chips() if "irgiz" in chip["sites"])
    assert len(crowded["sites"]) > 1
    screen.map.chip("irgiz").click()
    listed = screen.map.frame.locator(".site-list button")
    assert listed.count() == len(crowded["sites"])
    listed.filter(has_text="Irgiz").first.click()
    screen.has_address(site=["irgiz"])
    screen.says("Irgiz")


def test_choosing_a_row_moves_the_map_there_without_loading_it_anew(screen: Screen, index: Index) -> None:
    screen.open_map("?order=name")
    screen.map.mark_document()
    before = screen.map.at_rest()
    order = list(geo.select(index, geo.Selection(order="name")).sites.index)
    row, site = next((row, site) for row, site in enumerate(order[:8]) if site in located(index))
    screen.table().choose(row)
    screen.has_address(order=["name"], site=[site])
    until(screen.map.chosen, lambda seen: site in seen, screen.page, f"{site} to be chosen on the map")
    after = screen.map.at_rest()
    assert after != before
    point = index.catalog.sites.geometry[site]
    assert screen.map.holds(point.y, point.x)
    assert after[0] > before[0]
    assert screen.map.is_same_document()


def test_a_row_ticked_again_closes_the_card(screen: Screen, index: Index) -> None:
    screen.open_map("?order=name")
    first = geo.select(index, geo.Selection(order="name")).sites.index[0]
    screen.table().choose(0)
    screen.has_address(order=["name"], site=[first])
    screen.settled().table().choose(0)
    screen.has_address(order=["name"])
    until(screen.map.chosen, lambda seen: seen == set(), screen.page, "no mark to be chosen")


def test_pan_and_zoom_never_rerun_the_app(screen: Screen) -> None:
    screen.open_map()
    before = screen.map.at_rest()
    sent, received = len(screen.visitor.sent), len(screen.visitor.received)
    screen.map.frame.locator(".leaflet-control-zoom-in").click()
    until(screen.map.view, lambda view: view[0] > before[0], screen.page, "the map to zoom")
    before = screen.map.at_rest()
    box = screen.page.locator("iframe").first.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 60
    screen.page.mouse.move(x, y)
    screen.page.mouse.down()
    screen.page.mouse.move(x + 80, y + 40, steps=6)
    screen.page.mouse.up()
    until(screen.map.view, lambda view: abs(view[2] - before[2]) > 0.5, screen.page, "the map to move")
    screen.map.at_rest()
    screen.page.wait_for_timeout(300)
    assert (len(screen.visitor.sent), len(screen.visitor.received)) == (sent, received)


def test_a_filter_change_keeps_the_map_and_is_small(screen: Screen, index: Index) -> None:
    screen.open_map()
    screen.map.mark_document()
    screen.choose("Element group", "Rare earths")
    screen.map.shows(located(index, geo.Selection(groups=("rare-earths",))))
    screen.settled()
    screen.page.wait_for_timeout(300)
    already = len(screen.visitor.received)
    screen.choose("Region", "Turkistan")
    screen.map.shows(located(index, geo.Selection(groups=("rare-earths",), regions=("KZ-61",))))
    screen.settled()
    screen.page.wait_for_timeout(200)
    assert sum(screen.visitor.received[already:]) <= 20_000
    assert screen.map.is_same_document()


def test_even_the_widest_change_is_bounded(screen: Screen, index: Index) -> None:
    """From three sites to all: every mark, row and choice is new to this browser."""
    screen.open_map("?kind=tin")
    screen.map.shows(located(index, geo.Selection(main_groups=("tin",))))
    already = len(screen.visitor.received)
    screen.press("Reset", "stSidebar")
    screen.map.shows(located(index))
    screen.settled()
    screen.page.wait_for_timeout(200)
    assert sum(screen.visitor.received[already:]) <= 45_000


def test_online_backgrounds_fail_in_one_sentence(screen: Screen) -> None:
    screen.open_map()
    screen.map.frame.locator(".leaflet-control-layers-toggle").hover(force=True)
    screen.map.frame.locator(".leaflet-control-layers-base label").nth(1).click()
    notice = screen.map.frame.locator(".notice:not([hidden])")
    notice.wait_for(timeout=10_000)
    assert notice.inner_text() == maps.ENGLISH.tiles_failed
    assert screen.visitor.outside
    screen.visitor.forgive("tile.openstreetmap.org")


def test_dark_scheme(visitor: Callable[..., Visit], index: Index) -> None:
    screen = Screen(visitor(color_scheme="dark")).open_map()
    dark = screen.map.frame.locator(".deposits.dark")
    dark.wait_for(timeout=10_000)
    screen.map.drawn().shows(located(index))
    groups = index.catalog.sites["main_group"]
    for chip in screen.map.chips():
        assert chip["colour"] in {rgb(maps.family(groups[site]).dark) for site in chip["sites"]}
    background = screen.page.get_by_test_id("stApp").evaluate("node => getComputedStyle(node).backgroundColor")
    assert sum(int(part) for part in background[4:-1].split(",")[:3]) < 150


def test_phone(visitor: Callable[..., Visit], index: Index) -> None:
    phone = visitor(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, device_scale_factor=2)
    screen = Screen(phone).open_map()
    assert screen.overflow() <= 0
    box = screen.page.locator("iframe").first.bounding_box()
    assert box is not None
    assert box["width"] > 340
    assert 0.45 * 844 < box["height"] < 0.7 * 844, "the map takes about 60 % of the height"
    screen.page.get_by_test_id("stExpandSidebarButton").click()
    screen.choose("Region", "Mangystau")
    screen.page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    screen.map.shows(located(index, geo.Selection(regions=("KZ-47",))))
    (chip,) = screen.map.chips()
    screen.map.chip(chip["sites"][0]).tap()
    screen.has_address(region=["KZ-47"], site=chip["sites"])
    assert screen.settled().overflow() <= 0


@pytest.mark.parametrize("page", ["deposits?site=irgiz", "regions", "regions?area=KZ-35", "sources", "method"])
def test_phone_pages_do_not_overflow(visitor: Callable[..., Visit], page: str) -> None:
    phone = visitor(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    screen = Screen(phone).open(page)
    assert screen.overflow() <= 0


def test_picture_for_the_readme(visitor: Callable[..., Visit]) -> None:
    """Write docs/map.png where it is missing, looks notably different, or UPDATE_PICTURES=1 asks for it."""
    screen = Screen(visitor(viewport={"width": 1440, "height": 900})).open_map()
    screen.map.at_rest()
    screen.page.evaluate("() => document.fonts.ready")
    shot = Image.open(io.BytesIO(screen.page.screenshot())).convert("RGB").resize((1200, 750), Image.Resampling.LANCZOS)
    packed = io.BytesIO()
    shot.quantize(128, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    assert len(packed.getvalue()) < PICTURE_BYTES
    if os.environ.get("UPDATE_PICTURES") == "1" or not PICTURE.exists() or differs(shot):
        PICTURE.parent.mkdir(exist_ok=True)
        PICTURE.write_bytes(packed.getvalue())
    assert PICTURE.stat().st_size < PICTURE_BYTES


def differs(shot: Image.Image) -> bool:
    """Tell whether a picture differs notably from the one in the repo; fonts and single sites do not count."""
    with Image.open(PICTURE) as kept:
        small = [picture.convert("L").resize((120, 75)) for picture in (shot, kept)]
    return ImageStat.Stat(ImageChops.difference(*small)).mean[0] > NOTABLE
