"""A view in somebody's article: the HTML that the page offers, put into another page, in a real browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.browser.screen import PATIENCE, Screen, Visit
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
        inner.locator(".chip[data-sites~='zhana_kazakhstan']").wait_for(timeout=PATIENCE * 1000)
        assert frame.get_by_test_id("stSidebar").count() == 0
        assert frame.get_by_text("2 of 79 sites").count() == 1
        target = link.get_attribute("href") or ""
        assert target.startswith(f"{app.url}/?element=Nd")
        assert "embed" not in target
        assert link.get_attribute("target") == "_blank"
        visit.forgive(host)
