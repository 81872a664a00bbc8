"""For every hand and eye: axe-core over every page, what shows the focus, narrow windows, words for what is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page

from geo.catalog.selection import Index
from tests.browser.screen import PATIENCE, Screen, Visit, until

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "?site=irgiz",
    "?region=KZ-47&element=Nd&tonnage=1",
    "deposits",
    "deposits?site=zhana_kazakhstan",
    "regions",
    "regions?area=KZ-35",
    "regions?area=KZ-35&print=1",
    "deposits?site=kuirektykol&print=1",
    "check",
    "check?site=kuirektykol",
    "family?claim=C015",
    "world",
    "sources",
    "method",
    "changes",
)
DARK = (
    "",
    "deposits?site=zhana_kazakhstan",
    "regions?area=KZ-35",
    "check",
    "family?claim=C015",
    "world",
    "sources",
    "method",
)
"""Each kind of page once: what differs in the dark are colours."""
FRAMES = ("?embed=true&element=Nd", "deposits?embed=true&site=irgiz")
"""Views for the inside of an article."""
NAMELESS = """() => {
    const found = [];
    const said = (node) => node && (node.getAttribute("aria-label") || node.getAttribute("alt"));
    for (const [test, inner] of [["stDataFrame", "[role=region], [aria-label*=':']"], ["stTable", "table"],
                                 ["stVegaLiteChart", null], ["stGraphVizChart", null], ["stImage", "img"]])
        for (const node of document.querySelectorAll(`[data-testid=${test}]`))
            if (!said(inner ? node.querySelector(inner) : node)) found.push(test);
    return found;
}"""
"""Script that names what is drawn without words for who cannot see it."""
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
EXCEPTED = {
    ("color-contrast", "[data-testid=stMultiSelectTagsContainer]"): "Streamlit writes its tags in white on the primary "
    "colour; on a dark page no colour bears white on it and can be read as text beside it: 3 to 1 is what there is",
    ("meta-viewport", "meta"): "folium writes it into the map's frame, where browsers do not heed it",
    ("target-size", ".mark"): "WCAG 2.5.8 excepts marks on a map, whose places are the point; the table has rows",
}
"""Rule of axe and selector of what holds the fault, to the reason why it is not ours to mend."""
OF_A_PAGE = ("page-has-heading-one", "region", "landmark-one-main", "bypass")
"""Rules about a page as a whole, which the map's frame and the frame in an article are not."""


def axe(place: Page | Frame, *less: str) -> list[str]:
    """Return what axe-core finds at fault, a line each, without what is excepted."""
    rules = {rule: {"enabled": False} for rule in less}
    options = {"runOnly": list(RULES), "rules": rules, "resultTypes": ["violations"], "iframes": False}
    found = Axe().run(place, options=options)
    return [
        f"{fault['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:240]}"
        for fault in found.response["violations"]
        for node in fault["nodes"]
        if not any(fault["id"] == rule and _lies_in(place, node["target"][-1], holder) for rule, holder in EXCEPTED)
    ]


def _lies_in(place: Page | Frame, target: str, holder: str) -> bool:
    script = "([target, holder]) => Boolean(document.querySelector(target)?.closest(holder))"
    return bool(place.evaluate(script, [target, holder]))


def has_map(path: str) -> bool:
    """Tell whether a page has a map: not on paper, and not where nothing passes the filters."""
    page, _, query = path.partition("?")
    names = set(parse_qs(query))
    return not names & {"print", "tonnage"} and (page in ("", "regions") or (page == "deposits" and "site" in names))


def opened(visitor: Callable[..., Visit], path: str, **options: Any) -> Screen:
    """Open a page in a fresh browser and wait until its map, if it has one, is painted."""
    screen = Screen(visitor(**options)).open(path)
    if has_map(path):
        screen.map.drawn()
    screen.page.wait_for_timeout(300)
    return screen


def everywhere(screen: Screen, *less: str) -> list[str]:
    """Return the faults of the page and of the map in it."""
    faults = axe(screen.page.main_frame, *less)
    maps = [frame for frame in screen.page.frames if "st_folium" in frame.url]
    return faults + [fault for frame in maps for fault in axe(frame, *OF_A_PAGE)]


def ground(screen: Screen) -> str:
    """Return the colour behind the page."""
    return str(screen.page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_serves_every_hand_and_eye(visitor: Callable[..., Visit], path: str) -> None:
    """One look at a page, as opening it is what takes long: axe, words for what is drawn, the dark, small windows."""
    screen = opened(visitor, path)
    page = screen.page
    assert everywhere(screen) == []
    until(lambda: page.evaluate(NAMELESS), lambda seen: seen == [], page, "words for all that is drawn")
    if path in DARK:
        light = ground(screen)
        page.emulate_media(color_scheme="dark")
        until(lambda: ground(screen), lambda seen: seen != light, page, "the dark")
        with screen.answered():
            page.keyboard.press("r")  # Streamlit's key for a new run: the server learns of a theme with the next one
        if has_map(path):
            screen.map.drawn()
        page.wait_for_timeout(300)
        assert everywhere(screen) == [], "in the dark"
    for width, height in ((320, 640), (720, 450)):  # the second is 1440 x 900 at 200 %
        page.set_viewport_size({"width": width, "height": height})
        screen.fits()


@pytest.mark.parametrize("path", FRAMES)
def test_axe_finds_nothing_at_fault_in_an_article(visitor: Callable[..., Visit], path: str) -> None:
    screen = Screen(visitor())
    screen.page.goto(f"{screen.visitor.url}/{path}")
    screen.map.drawn()
    assert everywhere(screen.settled(), *OF_A_PAGE) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_fault_in_what_opens(visitor: Callable[..., Visit], scheme: str) -> None:
    screen = opened(visitor, "", color_scheme=scheme)
    screen.page.get_by_test_id("stSidebar").get_by_text("More filters and order").click()
    screen.settled()
    screen.map.frame.locator(".layers summary").click()
    screen.map.frame.locator(".layers[open]").wait_for()
    assert everywhere(screen) == []
    for name in ("Download", "Embed"):
        screen.page.get_by_test_id("stPopover").get_by_role("button").filter(has_text=name).first.click()
        screen.page.get_by_test_id("stPopoverBody").wait_for()
        assert everywhere(screen.settled()) == []
        screen.page.keyboard.press("Escape")
        screen.page.get_by_test_id("stPopoverBody").wait_for(state="detached")


def test_axe_finds_nothing_at_fault_in_an_open_contradiction(visitor: Callable[..., Visit]) -> None:
    screen = opened(visitor, "check")
    screen.page.get_by_test_id("stMain").get_by_test_id("stExpander").first.locator("summary").click()
    screen.page.get_by_test_id("stVegaLiteChart").first.wait_for()
    assert everywhere(screen.settled()) == []


FOCUSED = """() => {
    let node = document.activeElement;
    while (node?.contentDocument?.activeElement) node = node.contentDocument.activeElement;
    if (!node || node === node.ownerDocument.body) return "";
    return (node.getAttribute("aria-label") || node.textContent || node.tagName).slice(0, 60);
}"""


def _stops(page: Page, most: int) -> Iterator[str]:
    """Go through a page by the tab key; yield what each stop is called."""
    for _ in range(most):
        page.keyboard.press("Tab")
        name = page.evaluate(FOCUSED)
        if name:
            yield name


def focus_shows(page: Page) -> bool:
    """Tell whether the screen changes where the element with the focus loses it."""
    box = page.evaluate("""() => {
        let node = document.activeElement, left = 0, top = 0;
        while (node.contentDocument && node.contentDocument.activeElement) {
            const frame = node.getBoundingClientRect();
            left += frame.left; top += frame.top;
            node = node.contentDocument.activeElement;
        }
        window.focused = node;
        const box = node.getBoundingClientRect();
        return [left + box.left, top + box.top, box.width, box.height];
    }""")
    room = page.viewport_size or {"width": 1440, "height": 900}
    left, top = max(0, box[0] - 8), max(0, box[1] - 8)
    right, bottom = min(room["width"], box[0] + box[2] + 8), min(room["height"], box[1] + box[3] + 8)
    if right - left < 2 or bottom - top < 2:
        return False
    clip: Any = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    before = page.screenshot(clip=clip, animations="disabled")
    page.evaluate("() => window.focused.blur()")
    after = page.screenshot(clip=clip, animations="disabled")
    page.evaluate("() => window.focused.focus({ preventScroll: true })")
    return before != after


def test_the_focus_can_be_seen(visitor: Callable[..., Visit]) -> None:
    screen = opened(visitor, "?region=KZ-61", reduced_motion="reduce")
    hidden, seen = [], []
    for stop in _stops(screen.page, 60):
        seen.append(stop)
        if screen.page.evaluate("() => document.activeElement.closest('[data-testid=stDataFrame]') !== null"):
            break  # a table draws its chosen cell on a canvas, where it stays when the focus has gone
        if not focus_shows(screen.page):
            hidden.append(stop)
    assert hidden == ["mapMap"], "Streamlit gives a link with the focus the ground that the page on screen has anyway"
    assert len(set(seen)) > 25, "the tab key gets about"


def test_the_words_of_a_chart_hold_its_figures(visitor: Callable[..., Visit], index: Index) -> None:
    screen = opened(visitor, "regions?area=KZ-35")
    chart = screen.page.get_by_test_id("stVegaLiteChart").first
    chart.locator("svg").first.wait_for(timeout=PATIENCE * 1000)
    elements = index.catalog.sites.query("region_iso == 'KZ-35'")["elements"].explode().value_counts()
    words = chart.get_attribute("aria-label") or ""
    assert f"{elements.index[0]} {elements.iloc[0]}" in words


@pytest.mark.parametrize("path", ["", "?region=KZ-61", "regions?area=KZ-35"])
def test_what_the_map_shows_stands_in_a_table(visitor: Callable[..., Visit], index: Index, path: str) -> None:
    screen = opened(visitor, path)
    names = {str(index.catalog.sites.at[site, "name_en"]) for site in screen.map.ids()}
    assert names <= set(screen.table().column("Name"))


def test_paper_gets_a_light_page_with_everything_on_it(visitor: Callable[..., Visit], index: Index) -> None:
    screen = opened(visitor, "deposits?site=kuirektykol", color_scheme="dark")
    with screen.page.expect_popup() as coming:
        screen.page.get_by_test_id("stMain").get_by_role("link", name="Print view").click()
    paper = coming.value
    paper.get_by_test_id("stTable").wait_for(timeout=PATIENCE * 1000)
    paper.emulate_media(media="print")
    ground = paper.get_by_test_id("stApp").evaluate("node => getComputedStyle(node).backgroundColor")
    assert ground in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    assert paper.get_by_test_id("stSidebar").count() == 0
    assert paper.locator("iframe").count() == 0
    assert paper.get_by_test_id("stDataFrame").count() == 0
    claims = index.catalog.site_claims.query("site_id == 'kuirektykol'")["claim_id"]
    shown = set(paper.get_by_test_id("stTable").locator("tbody tr td:first-child").all_inner_texts())
    assert shown <= set(claims)
    assert len(shown) > 20
    pages = paper.pdf(format="A4").count(b"/Type /Page\n")
    assert 2 <= pages <= 12
