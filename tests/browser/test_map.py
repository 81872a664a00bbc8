"""The map as a reader meets it: true, named, complete without a network, tied to card and table, else still."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat
from shapely.geometry import Point

import geo
from geo.catalog import titles
from geo.catalog.model import Selection
from geo.catalog.regions import short_region
from geo.catalog.selection import Index
from geo.plot import overlays
from geo.plot.map_texts import ENGLISH_TEXTS
from geo.plot.palette import COLOUR_GROUPS, colour_group
from geo.spatial import BOUNDS, km_between
from tests.browser.screen import Screen, Visit, steady, until
from tests.browser.server import ROOT

pytestmark = pytest.mark.browser

PICTURE = ROOT / "docs" / "map.png"
PICTURE_BYTES = 150_000
NOTABLE = 6.0
"""Mean difference of two pictures, in steps of 256, from which they differ notably."""
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
WINDOWS: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": 1440, "height": 900}},
    "laptop": {"viewport": {"width": 1280, "height": 720}},
    "phone": PHONE,
}

READ = """() => {
    const root = map.getContainer(), frame = root.getBoundingClientRect();
    const left = frame.left + root.clientLeft, top = frame.top + root.clientTop;
    const all = (selector, read) => [...document.querySelectorAll(selector)].map(read);
    const boxOf = node => {
        const box = node.getBoundingClientRect();
        return [box.left - left + 1, box.top - top + 2, box.right - left - 1, box.bottom - top - 2];
    };
    const marks = all(".mark", node => {
        const box = node.getBoundingClientRect();
        const at = [(box.left + box.right) / 2 - left, (box.top + box.bottom) / 2 - top];
        const away = node.mark.members.map(site => {
            const place = map.latLngToContainerPoint([site.lat, site.lon]);
            return Math.hypot(at[0] - place.x, at[1] - place.y);
        });
        return { sites: node.dataset.sites, at, radius: node.mark.radius, off: Math.min(...away) };
    });
    const inView = box => box[2] > 0 && box[3] > 0 && box[0] < root.clientWidth && box[1] < root.clientHeight;
    const written = ".over.names text:not(.pill-text), .over.regions text.region, .over.regions text.lake";
    const names = all(written, node => ({ words: node.textContent, site: node.dataset.site, box: boxOf(node) }));
    const controls = all(".leaflet-control", node => ({ words: node.className, box: boxOf(node) }));
    return { marks, names: names.filter(name => inView(name.box)), controls };
}"""
"""What the map shows, in pixels of its window: marks with how far each is from the nearest of its sites, and names."""


def rgb(colour: str) -> str:
    """Return ``#RRGGBB`` as a browser computes it."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


def located(index: Index, selection: geo.Selection | None = None) -> set[str]:
    return set(geo.select(index, selection).located.index)


def meet(one: list[float], other: list[float]) -> bool:
    """Whether two boxes share any room."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def assert_true(screen: Screen) -> dict[str, Any]:
    """Fail where a mark is off its place, or marks, names or both lie on each other; return what was read."""
    screen.map.at_rest()
    seen: dict[str, Any] = screen.map.frame.evaluate(READ)
    assert seen["marks"]
    for number, mark in enumerate(seen["marks"]):
        assert mark["off"] <= 2, f"{mark['sites']} stands {mark['off']:.1f} px from its place"
        for other in seen["marks"][:number]:
            apart = ((mark["at"][0] - other["at"][0]) ** 2 + (mark["at"][1] - other["at"][1]) ** 2) ** 0.5
            assert apart > mark["radius"] + other["radius"] - 0.3, f"{mark['sites']} lies on {other['sites']}"
    for number, name in enumerate(seen["names"]):
        left, top, right, bottom = name["box"]
        for mark in seen["marks"]:
            x, y = min(max(mark["at"][0], left), right), min(max(mark["at"][1], top), bottom)
            far = ((x - mark["at"][0]) ** 2 + (y - mark["at"][1]) ** 2) ** 0.5
            assert far > mark["radius"] - 0.5, f"{name['words']} lies on the mark of {mark['sites']}"
        for other in seen["names"][:number]:
            assert not meet(name["box"], other["box"]), f"{name['words']} lies on {other['words']}"
    return seen


def click_land(screen: Screen, lat: float, lon: float) -> None:
    """Click at a place, or a few pixels beside it where a mark lies on it."""
    x, y = screen.map.frame.evaluate(
        """([lat, lon]) => {
            const root = map.getContainer(), at = map.latLngToContainerPoint([lat, lon]);
            const box = root.getBoundingClientRect();
            for (let step = 0; step < 60; step += 6) {
                const spot = [box.left + root.clientLeft + at.x + step, box.top + root.clientTop + at.y + step];
                if (!document.elementFromPoint(...spot).closest(".mark")) return spot;
            }
            throw new Error("no free place");
        }""",
        [lat, lon],
    )
    frame = screen.page.locator("iframe").first.bounding_box()
    assert frame is not None
    screen.page.mouse.click(frame["x"] + x, frame["y"] + y)


def assert_still(before: dict[str, list[float]], now: dict[str, list[float]]) -> None:
    """Fail where a mark has moved by more than a browser rounds, or has gone."""
    assert now.keys() == before.keys()
    for sites, at in now.items():
        assert at == pytest.approx(before[sites], abs=1), sites


def places(screen: Screen) -> dict[str, list[float]]:
    """Return where every mark stands, in px of the window."""
    return {mark["sites"]: mark["at"] for mark in screen.map.frame.evaluate(READ)["marks"]}


@pytest.mark.parametrize("window", WINDOWS)
def test_every_mark_stands_at_its_site_at_every_zoom(visitor: Callable[..., Visit], index: Index, window: str) -> None:
    screen = Screen(visitor(**WINDOWS[window])).open_map()
    screen.map.shows(located(index))
    for _ in range(3):
        assert_true(screen)
        before = screen.map.view()
        screen.map.frame.locator(".tools .zoom-in").click()
        until(screen.map.view, lambda view, before=before: view[0] > before[0] + 0.9, screen.page, "the map to zoom")


def test_nothing_moves_on_hover_click_overlay_or_language(screen: Screen, index: Index) -> None:
    screen.open_map()
    screen.map.at_rest()
    before = places(screen)
    single = next(mark["sites"][0] for mark in screen.map.marks() if len(mark["sites"]) == 1)
    screen.map.mark(single).hover()
    assert_still(before, places(screen))
    screen.map.mark(single).click()
    until(screen.map.chosen, lambda seen: seen == {single}, screen.page, "the mark to be chosen")
    screen.settled()
    assert_still(before, places(screen))
    for overlay in ("Contradictions", "Status", "Metals"):
        choice = screen.page.get_by_test_id("stMain").get_by_role("radio", name=overlay, exact=True)
        choice.click()
        until(choice.is_checked, bool, screen.page, f"the overlay {overlay}")
        screen.settled().map.at_rest()
        for sites, at in places(screen).items():
            if sites in before:
                assert at == pytest.approx(before[sites], abs=1)
    assert_still(before, places(screen))


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_a_filter_moves_no_mark_on_the_land(visitor: Callable[..., Visit], index: Index, lang: str) -> None:
    screen = Screen(visitor()).open_map(f"?lang={lang}")
    assert_true(screen)
    screen.map.frame.locator("[data-kind=tungsten]").click()
    left = {site for site in located(index) if index.catalog.sites.at[site, "main_group"] != "tungsten-molybdenum"}
    screen.map.shows(left)
    assert_true(screen)
    screen.page.goto(f"{screen.visitor.url}/?lang={lang}&region=KZ-61")
    screen.map.drawn().shows(located(index, geo.Selection(regions=("KZ-61",))))
    assert_true(screen)


@pytest.mark.parametrize("path", ["", "regions"])
def test_the_marks_say_their_group_by_colour_and_shape(screen: Screen, index: Index, path: str) -> None:
    screen.open_map(path)
    screen.map.shows(located(index))
    groups = index.catalog.sites["main_group"]
    for mark in screen.map.marks():
        wanted = {rgb(colour_group(groups[site]).light) for site in mark["sites"]}
        assert wanted <= set(mark["colours"])
        assert mark["group"] in {colour_group(groups[site]).key for site in mark["sites"]}
    shapes = {item.shape for item in COLOUR_GROUPS}
    assert len(shapes) == len(COLOUR_GROUPS), "no two groups share a shape"
    assert screen.map.chosen() == set()


def test_many_sites_are_named_beside_their_marks(screen: Screen, index: Index) -> None:
    screen.open_map()
    seen = assert_true(screen)
    named = {name["site"] for name in seen["names"] if name["site"]}
    assert named <= located(index)
    assert len(named) >= 0.8 * len(seen["marks"])
    assert any(name["words"].startswith("North Katpar +") for name in seen["names"])


def test_the_base_map_is_complete_without_a_network(screen: Screen, index: Index) -> None:
    screen.open_map()
    screen.map.at_rest()
    for colour in ("abroad", "land", "water"):
        assert screen.map.painted("land", colour) > 1000, f"{colour} is not drawn"
    assert {name.casefold() for name in screen.map.names("country")} >= {"russia", "uzbekistan"}
    readable = screen.map.names("region")
    assert readable <= set(index.catalog.regions["name_en"])
    assert readable >= {"Pavlodar", "Mangystau", "Aqtobe"}
    assert {"Astana", "Almaty"} <= screen.map.names("town")
    assert screen.map.frame.locator(".notice:not([hidden])").count() == 0
    assert screen.page.locator("iframe").first.get_attribute("title") == ENGLISH_TEXTS.map_label


@pytest.mark.parametrize("size", [(1440, 900), (720, 450), (390, 844), (320, 640)])
@pytest.mark.parametrize("path", ["", "regions", "?off=tin"])
def test_the_first_view_shows_all_of_kazakhstan(
    visitor: Callable[..., Visit], path: str, size: tuple[int, int]
) -> None:
    screen = Screen(visitor(viewport={"width": size[0], "height": size[1]})).open_map(path)
    screen.map.at_rest()
    (south, west), (north, east) = BOUNDS
    for outline in ((south, 68.4), (north, 68.9), (48.5, west), (49.1, east)):
        assert screen.map.holds(*outline)
    fitting, zoom = screen.map.frame.evaluate("() => [map.options.minZoom + 0.35, map.getZoom()]")
    assert zoom == pytest.approx(fitting), "the country fills the map"
    wide, tall = screen.map.frame.evaluate("() => [map.getSize().x, map.getSize().y]")
    seen = screen.map.frame.evaluate(READ)
    for mark in seen["marks"] if wide > 300 else ():
        x, y, radius = (*mark["at"], mark["radius"])
        assert radius <= x <= wide - radius, "a mark is cut off"
        assert radius <= y <= tall - radius, "a mark is cut off"
    for name in seen["names"]:
        for control in seen["controls"]:
            assert not meet(name["box"], control["box"]), f"{name['words']} lies under {control['words']}"


def test_the_legend_counts_and_its_lines_are_switches(screen: Screen, index: Index) -> None:
    screen.open_map()
    legend = screen.map.frame.locator(".legend")
    groups = index.catalog.sites["main_group"]
    there = {colour_group(groups[site]).key for site in located(index)}
    for item in COLOUR_GROUPS:
        line = legend.locator(f"[data-kind={item.key}]")
        if item.key not in there:
            assert line.count() == 0
            continue
        assert line.locator(".count").inner_text() == str(
            sum(colour_group(groups[site]) is item for site in located(index))
        )
        assert line.locator(".word").text_content() == getattr(ENGLISH_TEXTS, item.key)
    before = screen.map.at_rest()
    switch = legend.locator("[data-kind=tungsten]")
    switch.click()
    rest = {site for site in located(index) if groups[site] != "tungsten-molybdenum"}
    screen.map.shows(rest)
    assert switch.get_attribute("aria-pressed") == "false"
    assert screen.map.at_rest() == before, "the map stays where it is"
    switch.click()
    screen.map.shows(located(index))
    screen.settled()
    screen.choose("Region", "Mangystau")
    screen.map.shows(located(index, geo.Selection(regions=("KZ-47",))))
    counts = legend.locator(".count").all_inner_texts()
    assert len(counts) == len(there), "no line comes or goes"
    assert sorted(counts) == ["0"] * (len(there) - 1) + ["1"]


@pytest.mark.parametrize("rings", ["", "status"])
def test_a_line_of_the_legend_is_a_filter(screen: Screen, index: Index, rings: str) -> None:
    kind, column, spared = ("0", "status_class", "unknown") if rings else ("vanadium", "main_group", "vanadium")
    values = index.catalog.sites[column]
    rest = {site for site in located(index) if values[site] != spared}
    assert 0 < len(rest) < len(located(index))
    chosen = {"status": [one for one in overlays.STATUSES if one != spared]} if rings else {"off": ["vanadium"]}
    kept = {"rings": [rings]} if rings else {}
    asked = Selection(statuses=tuple(chosen["status"])) if rings else Selection(left_out=("vanadium",))
    left = titles.counts_line(geo.select(index, asked))
    every = titles.counts_line(geo.select(index))
    screen.open_map(f"?rings={rings}" if rings else "").settled()
    screen.says(every)
    switch = screen.map.frame.locator(f".legend [data-kind='{kind}']")
    switch.click()
    screen.map.shows(rest)
    screen.says(left)
    assert switch.get_attribute("aria-pressed") == "false"
    screen.has_address(**chosen, **kept)
    again = Screen(screen.visitor).open_map(screen.path)
    again.map.shows(rest)
    again.says(left)
    switch = again.map.frame.locator(f".legend [data-kind='{kind}']")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    again.map.shows(located(index))
    again.says(every)
    again.has_address(**kept)


def test_the_last_switch_of_the_legend_holds(screen: Screen, index: Index) -> None:
    """Three switches within the time of one answer: the answers to the first two are late."""
    screen.open_map().settled()
    for kind in ("vanadium", "tin", "vanadium"):
        screen.map.frame.locator(f".legend [data-kind={kind}]").click()
    rest = {site for site in located(index) if index.catalog.sites.at[site, "main_group"] != "tin"}
    screen.map.shows(rest)
    screen.has_address(off=["tin"])
    screen.settled()
    screen.map.shows(rest)
    screen.press("Reset", "stSidebar")
    screen.map.shows(located(index))
    screen.has_address()


@pytest.mark.parametrize("path", ["deposits?site=north_katpar", "regions?area=KZ-47"])
def test_a_small_map_lists_what_is_there(screen: Screen, path: str) -> None:
    screen.open_map(path)
    legend = screen.map.frame.locator(".legend")
    if legend.get_attribute("open") is None:
        legend.locator("summary").click()
    counts = legend.locator(".count")
    until(
        lambda: [one for one in counts.all_inner_texts() if one != "0"], lambda seen: seen == ["1"], screen.page, "one"
    )


def test_the_legend_explains_ring_circle_and_doubt(screen: Screen) -> None:
    screen.open_map()
    text = str(screen.map.frame.locator(".legend").text_content())
    for key in ("cluster", "circle", "doubtful"):
        assert getattr(ENGLISH_TEXTS, key) in text
    screen.map.frame.locator(".layers summary").click()
    screen.map.frame.locator("[name=areas]").check()
    until(
        lambda: str(screen.map.frame.locator(".legend").text_content()),
        lambda seen: ENGLISH_TEXTS.hatched in seen,
        screen.page,
        "the hatched area in the legend",
    )


def test_the_tip_says_what_where_and_how_surely(screen: Screen, index: Index) -> None:
    screen.open_map("?site=boguty").settled()
    site = index.catalog.sites.loc["boguty"]
    screen.map.part("boguty").hover()
    text = screen.map.frame.locator(".tip").inner_text()
    for words in (site["name_en"], *site["elements"], ENGLISH_TEXTS.claimed):
        assert words in text


def test_circles_have_the_true_radius_and_let_the_land_be_read(screen: Screen, index: Index) -> None:
    screen.open_map("?region=KZ-35")
    screen.map.at_rest()
    circles = screen.map.frame.locator(".circles circle, .circles path")
    assert circles.count() > 0
    assert all(float(fill) <= 0.2 for fill in circles.evaluate_all("n => n.map(x => getComputedStyle(x).fillOpacity)"))
    screen.open_map("?site=north_katpar").settled()
    screen.map.at_rest()
    lit = screen.map.frame.locator(".circles circle.lit")
    until(lit.count, bool, screen.page, "the circle of the chosen site")
    found = lit.evaluate(
        """node => {
            const [x, y, r] = ["cx", "cy", "r"].map(name => Number(node.getAttribute(name)));
            const [at, edge] = [[x, y], [x + r, y]].map(point => map.layerPointToLatLng(point));
            return map.distance(at, edge) / 1000;
        }"""
    )
    assert found == pytest.approx(index.catalog.sites.at["north_katpar", "uncertainty_km"], rel=0.03)


def test_sites_without_a_point_are_counted_by_region_and_listed(screen: Screen, index: Index) -> None:
    screen.open_map()
    screen.map.at_rest()
    screen.map.frame.locator(".layers summary").click()
    screen.map.frame.locator("[name=areas]").check()
    nowhere = geo.select(index).unlocated
    areas = screen.map.frame.locator(".areas path")
    until(areas.count, bool, screen.page, "the areas")
    seen = {str(node.get_attribute("data-region")): str(node.get_attribute("data-count")) for node in areas.all()}
    known = nowhere.loc[nowhere["region_iso"] != "", "region_iso"].value_counts()
    assert seen == {str(iso): str(number) for iso, number in known.items()}
    iso = next(iter(known.index))
    region = index.catalog.regions.loc[iso]
    screen.map.frame.locator(".layers summary").click()
    region = index.catalog.regions.loc[iso]
    click_land(screen, region["label_lat"], region["label_lon"])
    listed = screen.map.frame.locator(".site-list > button:not(.close)")
    until(listed.count, lambda number: number == int(known[iso]), screen.page, "the list")
    name = listed.first.inner_text()
    site = next(site for site in nowhere.index if nowhere.at[site, "name_en"] == name)
    listed.first.click()
    screen.has_address(site=[site])


def test_scale_and_zoom_to_the_sites_shown(screen: Screen, index: Index) -> None:
    screen.open_map("?region=KZ-47")
    assert screen.map.frame.locator(".scale").inner_text().endswith("km")
    sent = len(screen.visitor.sent)
    screen.map.frame.locator(".tools .home").click()
    whole = screen.map.at_rest()
    screen.map.frame.locator(".tools .selection").click()
    until(screen.map.view, lambda view: view[0] > whole[0] + 1, screen.page, "the map to go closer")
    screen.map.at_rest()
    (site,) = located(index, geo.Selection(regions=("KZ-47",)))
    point = index.catalog.sites.geometry[site]
    assert screen.map.holds(point.y, point.x)
    screen.map.frame.locator(".tools .home").click()
    until(screen.map.view, lambda view: view == pytest.approx(whole, abs=0.2), screen.page, "the whole country")
    assert len(screen.visitor.sent) == sent


def test_a_filter_moves_the_map_to_what_is_left_unless_the_reader_has_moved_it(screen: Screen, index: Index) -> None:
    screen.open_map().map.final_size()  # with another size the view of the country is another
    whole = screen.map.at_rest()
    screen.choose("Region", "Mangystau")
    screen.map.shows(located(index, geo.Selection(regions=("KZ-47",))))
    until(screen.map.view, lambda view: view[0] > whole[0] + 0.5, screen.page, "the map to go there")
    screen.settled()
    screen.press("Reset", "stSidebar")
    until(screen.map.view, lambda view: view == pytest.approx(whole, abs=0.01), screen.page, "the whole country")
    screen.settled()
    screen.map.at_rest()  # Leaflet takes no zoom while the way there is still under way
    screen.map.frame.locator(".tools .zoom-in").click()
    moved = screen.map.at_rest()
    assert moved[0] > whole[0]
    screen.choose("Region", "Turkistan")
    screen.map.shows(located(index, geo.Selection(regions=("KZ-61",))))
    screen.settled()
    assert screen.map.at_rest() == pytest.approx(moved, abs=1e-6)


def test_the_point_tool_tells_where_how_far_and_what_is_near(screen: Screen, index: Index) -> None:
    screen.open_map()
    screen.map.at_rest()
    screen.map.frame.locator(".tools .point").click()
    box = screen.map.frame.locator(".point-box")
    first, second = (45.9, 57.9), (47.3, 62.6)
    click_land(screen, *first)
    text = box.inner_text()
    lat, lon = (float(number) for number in re.findall(r"\d+\.\d+", text)[:2])
    assert (lat, lon) == pytest.approx(first, abs=0.1)
    assert ENGLISH_TEXTS.nearest in text
    sites = index.catalog.sites.loc[list(located(index))]
    nearest = min(sites.index, key=lambda site: km_between(Point(first[::-1]), sites.geometry[site]))
    assert text.split(ENGLISH_TEXTS.nearest)[1].strip().startswith(sites.at[nearest, "name_en"])
    click_land(screen, *second)
    until(box.inner_text, lambda seen: "point before" in seen, screen.page, "the distance")
    (line,) = [row for row in box.inner_text().splitlines() if "point before" in row]
    assert int(line.split()[0]) == pytest.approx(km_between(Point(first[::-1]), Point(second[::-1])), rel=0.02)


def test_full_screen_and_back(screen: Screen) -> None:
    screen.open_map()
    before = screen.map.final_size()
    button = screen.map.frame.locator(".tools .full-screen")
    button.click()
    whole = (1400, 700)
    until(screen.map.size, lambda now: all(map(int.__ge__, now, whole)), screen.page, "full screen")
    assert button.get_attribute("aria-label") == ENGLISH_TEXTS.leave_full_screen
    screen.map.pick("boguty")
    screen.has_address(site=["boguty"])
    screen.map.frame.locator(".site-tell").wait_for()
    button.click()
    until(screen.map.size, lambda now: now == before, screen.page, "the size before")


@pytest.mark.parametrize(("lang", "some"), [("ru", "Мангистауская"), ("kk", "Атырау")])
def test_regions_are_named_in_short(screen: Screen, index: Index, lang: str, some: str) -> None:
    screen.open_map(f"?lang={lang}")
    screen.map.at_rest()
    named = screen.map.names("region")
    assert named <= {short_region(name) for name in index.catalog.regions[f"name_{lang}"]}
    assert some in named
    assert len(named) >= 12


@pytest.mark.parametrize("iso", ["KZ-35", "KZ-61", "KZ-63"])
def test_a_chosen_region_keeps_its_name(screen: Screen, index: Index, iso: str) -> None:
    screen.open_map(f"?region={iso}")
    screen.map.at_rest()
    until(
        lambda: screen.map.names("region"),
        lambda seen: index.catalog.regions.at[iso, "name_en"] in seen,
        screen.page,
        "the name of the region",
    )


def test_one_tab_stop_and_arrows_reach_every_mark(screen: Screen) -> None:
    screen.open_map()
    screen.map.at_rest()
    stops = screen.map.frame.locator(".mark[tabindex='0']")
    assert stops.count() == 1
    stops.focus()
    focused = "() => document.activeElement.dataset.sites"
    all_marks = {" ".join(mark["sites"]) for mark in screen.map.marks()}
    seen = {str(screen.map.frame.evaluate(focused))}
    tried: set[tuple[str, str]] = set()
    for _ in range(6 * len(all_marks)):
        if seen == all_marks:
            break
        here = str(screen.map.frame.evaluate(focused))
        arrows = [key for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp") if (here, key) not in tried]
        key = arrows[0] if arrows else "PageDown"
        tried.add((here, key))
        screen.page.keyboard.press(key)
        seen.add(str(screen.map.frame.evaluate(focused)))
    assert seen == all_marks
    assert stops.count() == 1


def test_enter_opens_and_the_keyboard_stays(screen: Screen, index: Index) -> None:
    screen.open_map("?region=KZ-61")
    screen.map.at_rest()
    (single, *_) = [mark["sites"][0] for mark in screen.map.marks() if len(mark["sites"]) == 1]
    screen.map.mark(single).focus()
    label = str(screen.map.mark(single).get_attribute("aria-label"))
    site = index.catalog.sites.loc[single]
    assert site["name_en"] in label
    assert all(symbol in label for symbol in site["elements"])
    screen.page.keyboard.press("Enter")
    screen.has_address(region=["KZ-61"], site=[single])
    until(screen.map.chosen, lambda chosen: chosen == {single}, screen.page, "the mark to be chosen")
    assert screen.map.frame.evaluate("() => document.activeElement.dataset.sites") == single
    assert screen.map.mark(single).get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize("path", ["", "regions?area=KZ-35"])
def test_another_language_or_theme_keeps_the_view(screen: Screen, path: str) -> None:
    screen.open_map(path)
    first = screen.map.at_rest()
    for _ in range(2):
        screen.map.frame.locator(".tools .zoom-in").click()
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


def test_the_address_brings_the_view_back_without_a_run(screen: Screen) -> None:
    screen.open_map()
    screen.map.at_rest()
    sent = len(screen.visitor.sent)
    for _ in range(2):
        screen.map.frame.locator(".tools .zoom-in").click()
        screen.map.at_rest()
    zoomed = screen.map.at_rest()
    until(lambda: screen.page.url, lambda url: "at=" in url, screen.page, "the view in the address")
    assert len(screen.visitor.sent) == sent
    screen.choose("Region", "Qaraganda")
    screen.has_address(region=["KZ-35"])
    screen.settled()
    until(lambda: screen.page.url, lambda url: "at=" in url, screen.page, "the view to stay in the address")
    kept = screen.page.url
    screen.page.reload()
    assert screen.map.drawn().at_rest() == pytest.approx(zoomed, abs=0.05)
    other = screen.page.context.new_page()
    other.goto(kept)
    assert other.get_by_test_id("stAlert").count() == 0
    screen.page.go_back()
    screen.has_address()
    assert screen.map.at_rest() == pytest.approx(zoomed, abs=0.05)


def test_click_on_a_mark_opens_its_card_and_marks_its_row(screen: Screen) -> None:
    screen.open_map("?region=KZ-47")
    screen.map.mark_document()
    (mark,) = screen.map.marks()
    (site,) = mark["sites"]
    screen.map.at_rest()
    screen.map.mark(site).click()
    screen.has_address(region=["KZ-47"], site=[site])
    until(screen.map.chosen, lambda seen: seen == {site}, screen.page, "the mark to be chosen")
    name = screen.page.get_by_test_id("stMain").get_by_role("heading", level=2).first.inner_text()
    table = screen.settled().table()
    until(table.chosen, bool, screen.page, "the row to be marked")
    assert [table.rows()[row]["Name"] for row in table.chosen()] == [name]
    assert screen.map.is_same_document()


def test_the_card_lies_over_the_map_and_beside_the_chosen_mark(screen: Screen, index: Index) -> None:
    screen.open_map()
    screen.map.at_rest()
    singles = [mark["sites"][0] for mark in screen.map.marks() if len(mark["sites"]) == 1]
    by_east = sorted(singles, key=lambda site: index.catalog.sites.geometry[site].x)
    for site in (by_east[-1], by_east[0]):
        screen.map.mark(site).click()
        until(screen.map.chosen, lambda seen, site=site: seen == {site}, screen.page, "the mark to be chosen")
        card = screen.settled().page.locator(".st-key-card_area")
        box, frame = card.bounding_box(), screen.page.locator("iframe").first.bounding_box()
        mark = screen.map.mark(site).bounding_box()
        assert box is not None
        assert frame is not None
        assert mark is not None
        assert frame["x"] <= box["x"] < box["x"] + box["width"] <= frame["x"] + frame["width"]
        middle = mark["x"] + mark["width"] / 2
        assert not box["x"] <= middle <= box["x"] + box["width"], "the card hides the mark"
        screen.press("Close")
        until(screen.map.chosen, lambda seen: seen == set(), screen.page, "the card to close")


def test_a_mark_of_several_sites_opens_by_zoom_and_lists_one_place(screen: Screen) -> None:
    screen.open_map()
    screen.map.at_rest()
    before = screen.map.view()
    crowd = next(mark for mark in screen.map.marks() if "north_katpar" in mark["sites"])
    assert len(crowd["sites"]) > 3
    screen.map.mark(crowd["sites"][0]).click()
    until(screen.map.view, lambda view: view[0] > before[0] + 0.5, screen.page, "the map to go closer")
    screen.map.at_rest()
    assert len([mark for mark in screen.map.marks() if set(mark["sites"]) & set(crowd["sites"])]) > 1
    screen.map.pick("irgiz", "Irgiz")
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
    screen.map.frame.locator(".tools .zoom-in").click()
    until(screen.map.view, lambda view: view[0] > before[0], screen.page, "the map to zoom")
    before = screen.map.at_rest()
    names = screen.map.names("site")
    box = screen.page.locator("iframe").first.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 120
    screen.page.mouse.move(x, y)
    screen.page.mouse.down()
    screen.page.mouse.move(x + 80, y + 40, steps=6)
    screen.page.mouse.up()
    until(screen.map.view, lambda view: abs(view[2] - before[2]) > 0.5, screen.page, "the map to move")
    screen.map.at_rest()
    assert screen.map.names("site") == names, "a drag changes no name"
    screen.page.wait_for_timeout(300)
    assert (len(screen.visitor.sent), len(screen.visitor.received)) == (sent, received)


def test_the_wheel_is_the_page_s_until_the_map_is_clicked(screen: Screen) -> None:
    screen.open_map()
    before = screen.map.at_rest()
    box = screen.page.locator("iframe").first.bounding_box()
    assert box is not None
    screen.page.mouse.move(box["x"] + 300, box["y"] + 200)
    screen.page.mouse.wheel(0, -200)
    hint = screen.map.frame.locator(".hint")
    hint.wait_for()
    assert hint.inner_text() == ENGLISH_TEXTS.wheel
    assert screen.map.at_rest() == before
    hint.wait_for(state="hidden")
    screen.page.keyboard.down("Control")
    screen.page.mouse.wheel(0, -200)
    screen.page.keyboard.up("Control")
    until(screen.map.view, lambda view: view[0] > before[0], screen.page, "the map to zoom")


def test_a_map_that_is_hidden_while_it_loads_is_whole_when_it_is_shown(screen: Screen, index: Index) -> None:
    screen.page.add_init_script(
        """if (window === top) document.addEventListener("DOMContentLoaded", () => {
            const style = document.createElement("style");
            style.id = "hiding";
            style.textContent = "iframe { display: none !important; }";
            document.head.append(style);
        })"""
    )
    screen.open()
    frame = until(
        lambda: next((one for one in screen.page.frames if "st_folium" in one.url), None),
        lambda found: found is not None and bool(found.evaluate("() => Boolean(window.map)")),
        screen.page,
        "the map behind the scenes",
    )
    assert frame is not None
    screen.page.evaluate("document.getElementById('hiding').remove()")
    screen.map.drawn().shows(located(index))
    assert screen.map.final_size()[1] >= 400
    assert_true(screen)


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


def test_online_backgrounds_fail_in_one_sentence_and_keep_the_land(screen: Screen) -> None:
    screen.open_map()
    box = screen.map.frame.locator(".layers")
    box.locator("summary").click()
    box.locator("[name=background]").nth(1).check()
    notice = screen.map.frame.locator(".notice:not([hidden])")
    until(notice.all_inner_texts, lambda seen: seen == [ENGLISH_TEXTS.tiles_failed], screen.page, "the sentence")
    assert screen.visitor.outside
    assert screen.map.painted("land", "land") > 1000
    assert_true(screen)
    screen.page.keyboard.press("Escape")
    assert box.get_attribute("open") is None
    screen.visitor.forgive("tile.openstreetmap.org")


def test_dark_scheme(visitor: Callable[..., Visit], index: Index) -> None:
    screen = Screen(visitor(color_scheme="dark")).open_map()
    screen.map.frame.locator(".deposits.dark").wait_for(timeout=10_000)
    screen.map.drawn().shows(located(index))
    groups = index.catalog.sites["main_group"]
    for mark in screen.map.marks():
        assert {rgb(colour_group(groups[site]).dark) for site in mark["sites"]} <= set(mark["colours"])
    background = screen.page.get_by_test_id("stApp").evaluate("node => getComputedStyle(node).backgroundColor")
    assert sum(int(part) for part in background[4:-1].split(",")[:3]) < 150


def test_phone(visitor: Callable[..., Visit], index: Index) -> None:
    screen = Screen(visitor(**PHONE, device_scale_factor=2)).open_map()
    screen.fits()
    box = screen.page.locator("iframe").first.bounding_box()
    assert box is not None
    assert box["width"] > 340
    assert 0.4 * 844 < box["height"] < 0.7 * 844
    screen.page.get_by_test_id("stExpandSidebarButton").click()
    screen.choose("Region", "Mangystau")
    screen.page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    screen.map.shows(located(index, geo.Selection(regions=("KZ-47",))))
    screen.map.at_rest()
    (mark,) = screen.map.marks()
    screen.map.mark(mark["sites"][0]).tap()
    screen.has_address(region=["KZ-47"], site=mark["sites"])
    screen.settled().fits()


def test_on_a_phone_the_card_comes_up_from_below(visitor: Callable[..., Visit], index: Index) -> None:
    screen = Screen(visitor(**PHONE)).open_map("?region=KZ-47")
    screen.map.at_rest()
    (mark,) = screen.map.marks()
    (site,) = mark["sites"]
    screen.map.mark(site).tap()
    screen.has_address(region=["KZ-47"], site=[site])
    name = index.catalog.sites.at[site, "name_en"]
    heading = screen.settled().page.get_by_test_id("stMain").get_by_role("heading", name=name, level=2)
    box = heading.bounding_box()
    assert box is not None
    assert 844 * 0.5 < box["y"] < 844, "the card is in sight"
    screen.page.get_by_role("button", name="Close", exact=True).last.tap()
    screen.has_address(region=["KZ-47"])


def test_on_a_phone_one_finger_scrolls_the_page_and_two_move_the_map(visitor: Callable[..., Visit]) -> None:
    screen = Screen(visitor(**PHONE)).open_map()
    before = screen.map.at_rest()
    box = screen.page.locator("iframe").first.bounding_box()
    assert box is not None
    session = screen.page.context.new_cdp_session(screen.page)
    x, y = box["x"] + 180, box["y"] + 250

    def touch(kind: str, *points: tuple[float, float]) -> None:
        session.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": px, "y": py, "id": i} for i, (px, py) in enumerate(points)]},
        )

    main = screen.page.get_by_test_id("stMain")

    def top() -> int:
        return int(main.evaluate("node => node.scrollTop"))

    scrolled = top()
    touch("touchStart", (x, y))
    for step in range(1, 11):
        touch("touchMove", (x, y - 20 * step))
    touch("touchEnd")
    until(top, lambda now: now > scrolled + 50, screen.page, "a scroll")
    assert screen.map.at_rest() == before, "one finger leaves the map alone"
    steady(top, 300, screen.page, "the page to come to rest")  # a finger leaves it moving
    main.evaluate("node => node.scrollTo(0, 0)")
    until(top, lambda now: now <= 2, screen.page, "the top")
    touch("touchStart", (x - 30, y), (x + 30, y))
    for step in range(1, 9):
        touch("touchMove", (x - 30 - 8 * step, y), (x + 30 + 8 * step, y))
    touch("touchEnd")
    until(screen.map.view, lambda view: view[0] > before[0] + 0.3, screen.page, "two fingers to zoom the map")


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
