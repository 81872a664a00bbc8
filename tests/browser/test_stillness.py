"""Nothing on the screen moves, flashes or loads again that the reader did not ask for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Route

import geo
from geo.catalog.selection import Index
from geo.plot.map_texts import ENGLISH_TEXTS
from tests.browser.screen import Line, Screen, Visit, until

pytestmark = pytest.mark.browser

WATCH_MAP = """(() => {
    const seen = window.top.mapSeen = window.top.mapSeen || { frames: 0, flaws: [] };
    let loop = 0;
    const look = () => {
        const map = document.querySelector(".deposits");
        if (!map || getComputedStyle(map).visibility !== "visible") {
            const isMap = window !== window.top && location.href.includes("st_folium");
            const promised = document.querySelector("body > [role=status]");
            if (isMap && innerHeight > 50 && !promised) seen.flaws.push("a hole");
            return;
        }
        seen.frames += 1;
        if (map.dataset.base !== "ready") seen.flaws.push("no land");
        if (!document.querySelector(".mark")) seen.flaws.push("no sites");
        const marks = [...document.querySelectorAll(".mark")];
        if (!marks.every(mark => mark.style.transform)) seen.flaws.push("a site out of place");
    };
    const start = () => {  // anew for each document that the frame shows
        const mine = loop += 1;
        const again = () => { if (mine === loop) { look(); requestAnimationFrame(again); } };
        again();
    };
    for (const name of ["DOMContentLoaded", "load", "message"]) window.addEventListener(name, start, true);
})()"""
"""In every frame of the browser: a map that can be seen has land and sites, and before that its place is taken."""

WATCH_PAGE = """() => {
    window.seen = [];
    const look = () => {
        const frame = document.querySelector("iframe");
        const box = frame ? frame.getBoundingClientRect() : { top: NaN, height: NaN };
        const scrolled = document.querySelector("[data-testid=stMain]").scrollTop;
        const place = [box.top, box.height, scrolled].map(Math.round).join(" ");
        if (window.seen.at(-1) !== place) window.seen.push(place);
        requestAnimationFrame(look);
    };
    look();
}"""
"""Every place and height that the map takes on the page."""

SIZES = {
    "desk": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}


def located(index: Index, **chosen: tuple[str, ...]) -> set[str]:
    return set(geo.select(index, geo.Selection(**chosen)).located.index)  # type: ignore[arg-type]


def test_an_empty_map_is_never_seen(visitor: Callable[..., Visit], index: Index) -> None:
    come = visitor()
    come.context.add_init_script(WATCH_MAP)
    screen = Screen(come).open_map()
    screen.choose("Region", "Turkistan")
    screen.map.shows(located(index, regions=("KZ-61",)))
    screen.settled()
    screen.press("Reset", "stSidebar")
    screen.map.shows(located(index))
    screen.settled()
    seen = screen.page.evaluate("mapSeen")
    assert seen["frames"] > 20
    assert seen["flaws"] == []


def test_a_map_that_takes_long_says_so(visitor: Callable[..., Visit]) -> None:
    come = visitor()
    screen = Screen(come)
    held: list[Route] = []
    free: list[bool] = []
    come.context.route("**/leaflet.js*", lambda route: route.continue_() if free else held.append(route))
    screen.open()
    status = screen.map.frame.locator("body > [role=status]")
    until(lambda: status.inner_text(), lambda said: said == ENGLISH_TEXTS.drawing, screen.page, "the words")
    box = screen.page.locator("iframe").first.bounding_box()
    assert box is not None
    assert box["height"] > 400, "the place of the map is taken from the first"
    free.append(True)
    for route in held:
        route.continue_()
    screen.map.drawn()
    status.wait_for(state="detached")


@pytest.mark.parametrize("size", SIZES)
def test_a_click_on_the_map_never_moves_the_page(visitor: Callable[..., Visit], index: Index, size: str) -> None:
    screen = Screen(visitor(**SIZES[size])).open_map("?region=KZ-61")
    screen.map.final_size()
    screen.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 40)")
    screen.page.evaluate(WATCH_PAGE)
    until(lambda: screen.page.evaluate("seen"), bool, screen.page, "the page to be watched")
    singles = [mark["sites"][0] for mark in screen.map.marks() if len(mark["sites"]) == 1]
    assert len(singles) >= 2
    for site in singles[:2]:
        mark = screen.map.mark(site)
        mark.click() if size == "desk" else mark.tap()
        screen.has_address(region=["KZ-61"], site=[site])
        until(screen.map.chosen, lambda seen, site=site: seen == {site}, screen.page, "the mark of the site")
        screen.settled().map.final_size()
    assert len(screen.page.evaluate("seen")) == 1, "the map or the page moved"


def test_a_click_is_kept_while_the_answer_to_the_one_before_arrives(
    visitor: Callable[..., Visit], index: Index
) -> None:
    screen = Screen(visitor())
    line = Line(screen)
    screen.open_map("?region=KZ-61")
    screen.map.at_rest()
    first, second = [mark["sites"][0] for mark in screen.map.marks() if len(mark["sites"]) == 1][:2]
    with screen.answered():
        screen.map.mark(first).click()
        line.hold()
        screen.map.mark(second).hover()
        screen.page.mouse.down()
        line.let_go()
        until(screen.map.chosen, lambda seen: seen == {first}, screen.page, "the answer to the first click")
    screen.page.mouse.up()
    screen.has_address(region=["KZ-61"], site=[second])


def test_nothing_is_loaded_anew_and_nothing_runs_in_a_loop(visitor: Callable[..., Visit], index: Index) -> None:
    screen = Screen(visitor())
    loads: list[str] = []
    screen.page.on("framenavigated", lambda frame: loads.append(frame.url) if "st_folium" in frame.url else None)
    screen.open_map()
    screen.map.pick("north_katpar")
    screen.has_address(site=["north_katpar"])
    screen.settled()
    screen.choose("Region", "Qaraganda")
    screen.map.shows(located(index, regions=("KZ-35",)))
    screen.settled()
    screen.page.get_by_test_id("stMain").get_by_role("radio", name="Contradictions").click()
    until(lambda: screen.map.frame.locator(".legend .sizes").count(), bool, screen.page, "the sizes")
    screen.settled()
    screen.page.wait_for_timeout(500)
    sent, received = len(screen.visitor.sent), len(screen.visitor.received)
    screen.page.wait_for_timeout(1500)
    assert (len(screen.visitor.sent), len(screen.visitor.received)) == (sent, received)
    assert len(loads) == 1
