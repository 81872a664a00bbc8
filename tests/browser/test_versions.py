"""The version in the address: carried along, never in the way of the back button, and told where it is another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.screen import Screen, Visit, until
from tests.browser.server import Server

pytestmark = pytest.mark.browser

NEW = Path(__file__).resolve().parents[1] / "data" / "versions" / "new"


@pytest.fixture(scope="module")
def newer(serve: Callable[[Path], Server]) -> Server:
    return serve(NEW)


def version(screen: Screen) -> list[str]:
    return parse_qs(urlsplit(screen.page.url).query).get("v", [])


def test_a_link_made_with_an_earlier_version_says_what_differs(visitor: Callable[..., Visit], newer: Server) -> None:
    screen = Screen(visitor(newer)).open("deposits?region=KZ-35&v=0.1.0")
    screen.says("made with data version 0.1.0 of 21 November 2026; the data are now version 0.2.0")
    screen.page.get_by_text("What differs in this view").click()
    screen.says("C029 and C062 were inconsistent, are now undetermined")
    ids = screen.table().column("Id")
    assert "C057" in ids
    assert "taybogar" not in ids
    assert version(screen) == ["0.1.0"]
    screen.search("Irgiz")
    screen.has_address(region=["KZ-35"], q=["Irgiz"])
    until(lambda: version(screen), lambda seen: seen == ["0.2.0"], screen.page, "the version of the data in use")


def test_the_version_leaves_no_step_in_the_history(visitor: Callable[..., Visit], newer: Server) -> None:
    screen = Screen(visitor(newer))
    screen.page.goto("about:blank")
    screen.open("changes")
    steps = screen.page.evaluate("history.length")
    screen.go("Sources")
    until(lambda: screen.page.url, lambda url: "/sources" in url, screen.page, "the page of sources")
    screen.settled()
    assert version(screen) == ["0.2.0"]
    assert screen.page.evaluate("history.length") == steps + 1
    screen.page.go_back()
    until(lambda: screen.page.url, lambda url: "/changes" in url, screen.page, "the page of changes")
    screen.settled().says("0.2.0 of 1 December 2026")
    screen.page.go_back()
    until(lambda: screen.page.url, lambda url: url == "about:blank", screen.page, "the page before the app")
