"""A view in somebody's article: the HTML that the page offers, put into another page, in a real browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pages.components.embedding import HEIGHTS, SITE
from tests.browser.screen import PATIENCE, Screen, Visit, until
from tests.browser.server import Server

pytestmark = pytest.mark.browser


@contextmanager
def article(snippet: str) -> Iterator[str]:
    """Serve a page that holds the snippet, from another origin than the app's."""
    page = f"<!doctype html><title>An article</title><link rel=icon href='data:,'><p>Words.</p>{snippet}".encode()

    class Article(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Article)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_the_snippet_shows_the_map_in_an_article(visitor: Callable[..., Visit], app: Server) -> None:
    visit = visitor()
    screen = Screen(visit)
    screen.open("?element=Nd")
    screen.press("Embed")
    snippet = screen.page.get_by_test_id("stPopoverBody").get_by_test_id("stCode").first.inner_text()
    assert f'src="{app.url}/?' in snippet
    with article(snippet) as host:
        screen.page.goto(f"http://{host}/")
        frame = screen.page.frame_locator("iframe").first
        link = frame.get_by_role("link", name="Open in Kazakhstan Deposits")
        link.wait_for(timeout=PATIENCE * 1000)
        inner = frame.frame_locator("iframe").first
        inner.locator(".mark[data-sites~='zhana_kazakhstan']").wait_for(timeout=PATIENCE * 1000)
        assert frame.get_by_test_id("stSidebar").count() == 0
        assert frame.get_by_text("2 of 79 sites").count() == 1
        target = link.get_attribute("href") or ""
        assert target.startswith(f"{app.url}/?element=Nd")
        assert "embed" not in target
        assert link.get_attribute("target") == "_blank"
        visit.forgive(host)


WIDTHS = (360, 640, 720)
VIEWS = {
    "map": "",
    "site": "deposits?site=zhana_kazakhstan",
    "site of another shape": "deposits?site=north_katpar",
    "site without a place": "deposits?site=obukhovskoe",
    "contradiction": "check?conflict=zhana_kazakhstan.tonnage.REE",
}


def offered(screen: Screen, view: str) -> str:
    """Return the HTML that the app offers for a view, the last of its menu."""
    screen.open(view)
    screen.page.get_by_test_id("stMain").get_by_role("button", name="Embed", exact=True).last.click()
    code = screen.page.get_by_test_id("stPopoverBody").get_by_test_id("stCode").last
    code.wait_for(timeout=PATIENCE * 1000)
    return code.inner_text()


def fits(screen: Screen, has_map: bool, width: int) -> None:
    """Wait until the frame in the article is filled; nothing is below the fold, and where it comes from is in sight."""
    inner = screen.page.frame_locator("iframe").first
    link = inner.get_by_role("link", name="Open in Kazakhstan Deposits")
    link.wait_for(timeout=PATIENCE * 1000)
    if has_map:
        inner.frame_locator("iframe").first.locator(".mark").first.wait_for(timeout=PATIENCE * 1000)
    inner.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    screen.page.wait_for_timeout(800)
    spare = "node => node.clientHeight - node.scrollHeight"
    main = inner.get_by_test_id("stMain")
    until(lambda: int(main.evaluate(spare)), lambda room: room >= 0, screen.page, f"it to fit at {width} px")
    top, bottom, height = link.evaluate(
        "node => [node.getBoundingClientRect().top, node.getBoundingClientRect().bottom, innerHeight]"
    )
    assert 0 <= top < bottom <= height, "the way back, the version and the licence are in sight"


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_fits_its_frame(visitor: Callable[..., Visit], view: str) -> None:
    visit = visitor()
    screen = Screen(visit)
    snippet = offered(screen, VIEWS[view])
    with article(snippet) as host:
        for width in WIDTHS:
            screen.page.set_viewport_size({"width": width + 18, "height": 1200})
            screen.page.goto(f"http://{host}/")
            fits(screen, view == "map", width)
        visit.forgive(host)


@pytest.mark.parametrize("width", [360, 720])
def test_a_map_takes_the_room_that_the_words_leave(visitor: Callable[..., Visit], app: Server, width: int) -> None:
    screen = Screen(visitor(viewport={"width": width, "height": HEIGHTS[SITE]}))
    screen.page.goto(f"{app.url}/deposits?site=zhana_kazakhstan&embed=true")
    box = screen.page.locator("iframe").first
    until(lambda: box.evaluate("node => node.offsetHeight"), lambda seen: seen > 120, screen.page, "the map")
    bottom = "node => innerHeight - node.getBoundingClientRect().bottom"
    until(lambda: box.evaluate(bottom), lambda left: 0 <= left < 40, screen.page, "the map to end with the frame")
    screen.page.set_viewport_size({"width": width, "height": 380})
    if width < 640:
        until(lambda: box.evaluate("node => node.offsetHeight"), lambda seen: seen <= 1, screen.page, "no map")
