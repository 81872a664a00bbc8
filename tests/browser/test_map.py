"""The map as a reader meets it: complete without a network, coloured, tied to card and table, and still otherwise."""

from __future__ import annotations

import io
import os
from collections.abc import Callable

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Frame

import geo
from geo.catalog.regions import short_region
from geo.catalog.selection import Index
from geo.plot import folium_map
from geo.plot.map_texts import ENGLISH_TEXTS
from geo.plot.palette import COLOUR_GROUPS, colour_group
from geo.spatial import BOUNDS
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
        families = {colour_group(groups[site]).key: rgb(colour_group(groups[site]).light) for site in chip["sites"]}
        assert chip["family"] in families
        assert chip["colour"] == families[chip["family"]]
        assert chip["width"] > 10
        assert chip["text"], "colour is always doubled by a symbol"
    assert {chip["family"] for chip in chips} == {colour_group(groups[site]).key for site in located(index)}
    assert screen.map.chosen() == set()


def test_the_base_map_is_complete_without_a_network(screen: Screen, index: Index) -> None:
    screen.open_map()
    for colour in ("abroad", "land", "water"):
        assert screen.map.painted("land", colour) > 1000, f"{colour} is not drawn"
    assert screen.map.painted("lines", None) > 1000, "no border of a region is drawn"
    assert {name.casefold() for name in screen.map.names("country")} >= {"russia", "china", "uzbekistan"}
    readable = screen.map.names("region")
    assert readable <= set(index.catalog.regions["name_en"])
    assert readable >= {"Pavlodar", "Mangystau", "Aqtobe"}
    notice = screen.map.frame.locator(".notice:not([hidden])")
    assert notice.count() == 0


@pytest.mark.parametrize("size", [(1440, 900), (720, 450), (390, 844), (320, 640)])
@pytest.mark.parametrize("path", ["", "regions"])
def test_the_first_view_shows_all_of_kazakhstan(
    visitor: Callable[..., Visit], path: str, size: tuple[int, int]
) -> None:
    screen = Screen(visitor(viewport={"width": size[0], "height": size[1]})).open_map(path)
    screen.map.at_rest()
    (south, west), (north, east) = BOUNDS
    for lat, lon in ((south, west), (north, east)):
        assert screen.map.holds(lat, lon)
    frame = screen.map.frame
    wide, tall = frame.evaluate("() => [innerWidth, innerHeight]")
    for _, left, top, right, bottom in frame.evaluate(BOXES, ".chip") if wide > 300 else ():
        assert 0 <= left < right <= wide, "a mark is cut off"
        assert 0 <= top < bottom <= tall, "a mark is cut off"
    (legend,) = frame.evaluate(BOXES, ".legend")
    lowest = frame.evaluate("lat => map.latLngToContainerPoint([lat, 67]).y", south)
    assert lowest <= legend[2] + 2, "the legend covers the south"
    assert_apart(frame, ".country-name, .region-name", ".leaflet-control")


def test_the_legend_starts_folded_and_counts_the_sites(screen: Screen, index: Index) -> None:
    screen.open_map()
    legend = screen.map.frame.locator(".legend")
    assert legend.get_attribute("open") is None
    groups = index.catalog.sites["main_group"]
    for family in COLOUR_GROUPS:
        line = legend.locator(f"[data-family={family.key}]:not([hidden])")
        known = sum(colour_group(groups[site]) is family for site in located(index))
        assert line.locator(".count").inner_text() == str(known)
        assert line.locator(".word").inner_text() == getattr(ENGLISH_TEXTS, f"{family.key}_short")
    frame = legend.bounding_box()
    assert frame is not None
    for chip in screen.map.frame.locator(".chip:visible").all():
        box = chip.bounding_box()
        assert box is None or box["y"] + box["height"] <= frame["y"], "the legend covers a site"
    screen.choose("Region", "Mangystau")
    screen.map.shows(located(index, geo.Selection(regions=("KZ-47",))))
    assert legend.locator(".colour:not([hidden]) .count").all_inner_texts() == ["1"], "only what is there is listed"


@pytest.mark.parametrize("path", ["deposits?site=north_katpar", "regions?area=KZ-47"])
def test_a_small_map_lists_only_what_is_there(screen: Screen, path: str) -> None:
    screen.open_map(path)
    legend = screen.map.frame.locator(".legend")
    until(lambda: legend.locator(".count:visible").all_inner_texts(), lambda seen: seen == ["1"], screen.page, "one")
    legend.locator("summary").click()
    listed = [getattr(ENGLISH_TEXTS, family.key) for family in COLOUR_GROUPS]
    assert sum(legend.locator("li").get_by_text(text, exact=True).is_visible() for text in listed) == 1


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
@pytest.mark.parametrize(("width", "height", "most"), [(1440, 900, 60), (390, 844, 36), (320, 640, 36)])
def test_the_folded_legend_is_small(
    visitor: Callable[..., Visit], lang: str, width: int, height: int, most: int
) -> None:
    screen = Screen(visitor(viewport={"width": width, "height": height})).open_map(f"?lang={lang}")
    height_of = "node => node.offsetHeight"
    legend = screen.map.frame.locator(".legend")
    until(lambda: int(legend.evaluate(height_of)), lambda seen: 0 < seen <= most, screen.page, "a small legend")


def test_the_open_legend_names_colour_circle_and_ring(screen: Screen) -> None:
    screen.open_map()
    legend = screen.map.frame.locator(".legend")
    legend.locator("summary").click()
    text = legend.inner_text()
    for family in COLOUR_GROUPS:
        assert getattr(ENGLISH_TEXTS, family.key) in text
    for key in ("colour", "filling", "ring", "pin", "circle", "doubtful", "crowd", *folium_map.PRECISIONS):
        assert getattr(ENGLISH_TEXTS, key) in text
    legend.locator("summary").click()
    assert not legend.get_by_text(ENGLISH_TEXTS.circle).is_visible()


def test_the_hover_card_says_what_where_and_how_surely(screen: Screen, index: Index) -> None:
    screen.open_map()
    site = index.catalog.sites.loc["north_katpar"]
    screen.map.chip("north_katpar").hover()
    text = screen.map.frame.locator(".site-tip").inner_text()
    for words in (
        site["name_en"],
        *site["elements"],
        f"known to {site['uncertainty_km']:g} km",
        ENGLISH_TEXTS.claimed,
    ):
        assert words in text


def test_circles_let_the_land_be_read_through_them(screen: Screen) -> None:
    screen.open_map()
    fills = screen.map.frame.locator("path.leaflet-interactive[stroke-dasharray]").evaluate_all(
        "nodes => nodes.map(node => Number(node.getAttribute('fill-opacity')))"
    )
    assert len(fills) > 20
    assert max(fills) <= 0.1


def test_scale_and_zoom_to_the_sites_shown(screen: Screen, index: Index) -> None:
    screen.open_map("?region=KZ-47")
    assert screen.map.frame.locator(".leaflet-control-scale").inner_text().endswith("km")
    before = screen.map.at_rest()
    sent = len(screen.visitor.sent)
    screen.map.frame.locator(".tools .selection").click()
    until(screen.map.view, lambda view: view[0] > before[0] + 1, screen.page, "the map to go closer")
    screen.map.at_rest()
    (site,) = located(index, geo.Selection(regions=("KZ-47",)))
    point = index.catalog.sites.geometry[site]
    assert screen.map.holds(point.y, point.x)
    screen.map.frame.locator(".tools .home").click()
    until(screen.map.view, lambda view: view == pytest.approx(before, abs=0.2), screen.page, "the whole country")
    assert len(screen.visitor.sent) == sent


def test_full_screen_and_back(screen: Screen) -> None:
    screen.open_map()
    before = screen.map.final_size()
    button = screen.map.frame.locator(".tools .full-screen")
    button.click()
    whole = (1400, 850)
    until(screen.map.size, lambda now: all(map(int.__ge__, now, whole)), screen.page, "full screen")
    assert button.get_attribute("aria-label") == ENGLISH_TEXTS.leave_full_screen
    screen.map.chip("north_katpar").click()
    screen.has_address(site=["north_katpar"])
    told = screen.map.frame.locator(".site-tell")
    told.wait_for()
    button.click()
    until(screen.map.size, lambda now: now == before, screen.page, "the size before")
    told.wait_for(state="detached")


BOXES = """selector => [...document.querySelectorAll(selector)].filter(node => node.checkVisibility()).map(node => {
    const box = node.getBoundingClientRect();
    return [node.textContent, box.left + 1, box.top + 1, box.right - 1, box.bottom - 1];
})"""


def assert_apart(frame: Frame, *kinds: str) -> int:
    """Fail where one of the first kind lies on another of it or of the other kinds; return how many there are."""
    names, *others = (frame.evaluate(BOXES, kind) for kind in kinds)
    for name in names:
        for other in (*names, *(one for kind in others for one in kind)):
            apart = name[3] <= other[1] or other[3] <= name[1] or name[4] <= other[2] or other[4] <= name[2]
            assert apart or name is other, f"{name[0]} lies on {other[0]}"
    return len(names)


def test_names_collide_with_nothing(screen: Screen) -> None:
    screen.open_map()
    screen.map.at_rest()
    assert assert_apart(screen.map.frame, ".region-name, .country-name, .town-name", ".chip", ".leaflet-control") > 10


@pytest.mark.parametrize(("lang", "some"), [("ru", "Мангистауская"), ("kk", "Атырау")])
def test_regions_are_named_in_short(screen: Screen, index: Index, lang: str, some: str) -> None:
    screen.open_map(f"?lang={lang}")
    screen.map.at_rest()
    named = {name.replace("- ", "-") for name in screen.map.names("region")}
    assert named <= {short_region(name) for name in index.catalog.regions[f"name_{lang}"]}
    assert some in named
    assert len(named) >= 8


@pytest.mark.parametrize("iso", ["KZ-35", "KZ-61", "KZ-63"])
def test_a_chosen_region_keeps_its_name(screen: Screen, index: Index, iso: str) -> None:
    screen.open_map(f"?region={iso}")
    assert index.catalog.regions.at[iso, "name_en"] in screen.map.names("region")


def test_keyboard_goes_from_site_to_site_and_opens(screen: Screen) -> None:
    screen.open_map("?region=KZ-61")
    screen.map.chip(screen.map.chips()[0]["sites"][0]).focus()
    focused = "() => document.activeElement.dataset.sites"
    seen = [screen.map.frame.evaluate(focused)]
    for _ in range(2):
        screen.page.keyboard.press("Tab")
        seen.append(screen.map.frame.evaluate(focused))
    assert len(set(seen)) == 3
    lons = screen.map.frame.locator(".chip-place").evaluate_all("n => n.map(x => x._leaflet_pos.x)")
    assert lons == sorted(lons), "the tab key goes from west to east"
    assert screen.map.frame.locator(".site-tip").is_visible()
    screen.page.keyboard.press("Enter")
    screen.has_address(region=["KZ-61"], site=[seen[-1]])
    until(screen.map.chosen, lambda chosen: chosen == {seen[-1]}, screen.page, "the mark to be chosen")
    assert screen.map.frame.evaluate(focused) == seen[-1]
    screen.settled()
    tips = screen.map.frame.locator(".site-tip")
    until(tips.count, lambda number: number == 0, screen.page, "the hover card to fade and uncover the neighbours")
    outline = screen.map.chip(seen[-1]).evaluate("node => getComputedStyle(node).outlineWidth")
    assert float(outline.removesuffix("px")) >= 3, "the focus is plainly visible"


def test_the_tab_key_meets_the_controls_before_the_marks(screen: Screen) -> None:
    screen.open_map("?region=KZ-61")
    order = screen.map.frame.evaluate(
        """() => [...document.querySelectorAll("a, button, summary, .chip")].filter(node => node.checkVisibility())
        .map(node => node.classList.contains("chip"))"""
    )
    assert True in order
    assert order == sorted(order)
    assert order.count(False) >= 6


@pytest.mark.parametrize("path", ["", "regions?area=KZ-35"])
def test_another_language_or_theme_keeps_the_view(screen: Screen, path: str) -> None:
    screen.open_map(path)
    first = screen.map.at_rest()
    for _ in range(3):
        screen.map.frame.locator(".leaflet-control-zoom-in").click()
        screen.map.at_rest()
    zoomed = screen.map.at_rest()
    assert zoomed[0] > first[0] + 1
    screen.map.mark_document()
    for language, theme in (("Рус", "light"), ("Қаз", "dark"))[: 1 if path else 2]:
        screen.page.emulate_media(color_scheme=theme)
        screen.page.get_by_role("radio", name=language).click()
        until(screen.map.is_same_document, lambda same: not same, screen.page, "the map in another language or theme")
        screen.map.drawn()
        assert screen.map.at_rest() == pytest.approx(zoomed, abs=0.1)
        screen.map.mark_document()
    screen.page.reload()
    again = screen.open_map(screen.path).map.at_rest()
    assert again[0] == pytest.approx(first[0], abs=0.1), "a fresh visit starts anew"


def test_one_click_lists_all_circles_that_lie_there(screen: Screen) -> None:
    screen.open_map("regions?area=KZ-35")
    screen.map.at_rest()
    pair = screen.map.frame.evaluate(
        """() => { const found = [...document.querySelectorAll("path.leaflet-interactive[stroke-dasharray]")];
        const boxes = found.map(node => node.getBoundingClientRect());
        for (const one of boxes) for (const other of boxes) {
            const x = (one.left + one.right) / 2, y = (one.top + one.bottom) / 2;
            const reach = (other.right - other.left) / 2;
            const far = Math.hypot(x - (other.left + other.right) / 2, y - (other.top + other.bottom) / 2);
            const top = document.elementFromPoint(x, y);
            if (one !== other && far < reach * 0.8 && top && found.includes(top)) return [x, y];
        } return null; }"""
    )
    assert pair is not None, "no two circles overlap with a middle that is free"
    box = screen.page.locator("iframe").first.bounding_box()
    assert box is not None
    screen.page.mouse.click(box["x"] + pair[0], box["y"] + pair[1])
    listed = screen.map.frame.locator(".site-list button")
    listed.first.wait_for()
    assert listed.count() > 1


def test_click_on_a_mark_opens_its_card_and_marks_its_row(screen: Screen) -> None:
    screen.open_map("?region=KZ-47")
    screen.map.mark_document()
    (chip,) = screen.map.chips()
    (site,) = chip["sites"]
    screen.map.chip(site).click()
    screen.has_address(region=["KZ-47"], site=[site])
    until(screen.map.chosen, lambda seen: seen == {site}, screen.page, "the mark to be chosen")
    name = screen.page.get_by_test_id("stMain").get_by_role("heading", level=2).first.inner_text()
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
    box = screen.map.frame.locator(".backgrounds")
    box.locator("summary").click()
    box.locator("label").nth(1).click()
    notice = screen.map.frame.locator(".notice:not([hidden])")
    notice.wait_for(timeout=10_000)
    assert notice.inner_text() == ENGLISH_TEXTS.tiles_failed
    assert screen.visitor.outside
    screen.page.keyboard.press("Escape")
    assert box.get_attribute("open") is None
    screen.visitor.forgive("tile.openstreetmap.org")


def test_dark_scheme(visitor: Callable[..., Visit], index: Index) -> None:
    screen = Screen(visitor(color_scheme="dark")).open_map()
    dark = screen.map.frame.locator(".deposits.dark")
    dark.wait_for(timeout=10_000)
    screen.map.drawn().shows(located(index))
    groups = index.catalog.sites["main_group"]
    for chip in screen.map.chips():
        assert chip["colour"] in {rgb(colour_group(groups[site]).dark) for site in chip["sites"]}
    background = screen.page.get_by_test_id("stApp").evaluate("node => getComputedStyle(node).backgroundColor")
    assert sum(int(part) for part in background[4:-1].split(",")[:3]) < 150


def test_phone(visitor: Callable[..., Visit], index: Index) -> None:
    phone = visitor(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, device_scale_factor=2)
    screen = Screen(phone).open_map()
    screen.fits()
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
    screen.settled().fits()


def test_on_a_phone_a_tapped_mark_says_what_it_is_and_leads_to_its_card(
    visitor: Callable[..., Visit], index: Index
) -> None:
    phone = visitor(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    screen = Screen(phone).open_map("?region=KZ-47")
    (chip,) = screen.map.chips()
    (site,) = chip["sites"]
    screen.map.chip(site).tap()
    screen.has_address(region=["KZ-47"], site=[site])
    told = screen.map.frame.locator(".site-tell")
    told.wait_for()
    name = index.catalog.sites.at[site, "name_en"]
    for words in (name, *index.catalog.sites.at[site, "elements"], "known to"):
        assert words in told.inner_text()
    heading = screen.settled().page.get_by_test_id("stMain").get_by_role("heading", name=name, level=2)
    top = "node => node.getBoundingClientRect().top"
    assert heading.evaluate(top) > 844, "the card is out of sight"
    told.get_by_role("button", name=ENGLISH_TEXTS.card).tap()
    until(lambda: heading.evaluate(top), lambda seen: -5 <= seen < 500, screen.page, "the card to come into view")


def test_on_a_phone_every_mark_stands_near_its_site(visitor: Callable[..., Visit], index: Index) -> None:
    phone = visitor(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    screen = Screen(phone).open_map()
    screen.map.at_rest()
    assert screen.map.ids() == located(index)
    far = screen.map.frame.evaluate(
        """() => [...document.querySelectorAll(".chip")].map(chip => {
            const place = chip.parentNode.getBoundingClientRect();
            const crowd = `.chip[data-crowd~="${chip.dataset.sites.split(" ")[0]}"]`;
            const box = (chip.hidden ? document.querySelector(crowd) : chip).getBoundingClientRect();
            return Math.hypot((box.left + box.right) / 2 - place.left, (box.top + box.bottom) / 2 - place.top);
        })"""
    )
    assert max(far) < 75
    assert sorted(far)[len(far) // 2] < 30, "half of them stand close by"
    crowd = screen.map.frame.locator(".chip[data-crowd]:not([data-crowd=''])").first
    members = str(crowd.get_attribute("data-crowd")).split()
    crowd.tap()
    assert screen.map.frame.locator(".site-list button").count() == len(members) > 1


@pytest.mark.parametrize("page", ["deposits?site=irgiz", "regions", "regions?area=KZ-35", "sources", "method"])
def test_phone_pages_do_not_overflow(visitor: Callable[..., Visit], page: str) -> None:
    phone = visitor(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    screen = Screen(phone).open(page)
    screen.fits()


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
