"""The three languages in a real browser: the switch keeps the view, the browser's language is the first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geo.catalog.model import Selection
from geo.catalog.selection import Index, select
from pages.components.session import language
from tests.browser.screen import Screen, Visit, until

pytestmark = pytest.mark.browser

TITLE = "Rare-earth and rare-metal deposits of Kazakhstan"
QARAGANDA = "KZ-35"


def titled(screen: Screen, code: str) -> None:
    """Wait until the page has its title in a language, and says in which it is."""
    heading = screen.page.locator("[data-testid=stMain] h1")
    until(heading.inner_text, lambda seen: seen == language.of_code(code)(TITLE), screen.page, f"the title in {code}")
    spoken = lambda: screen.page.evaluate("document.documentElement.lang")  # noqa: E731
    until(spoken, lambda seen: seen == code, screen.page, f"the page to say that it is in {code}")


def test_the_switch_keeps_the_view_and_the_back_button_brings_it_back(screen: Screen, index: Index) -> None:
    kept = set(select(index, Selection(regions=(QARAGANDA,))).located.index)
    screen.open_map(f"?region={QARAGANDA}&site=north_katpar")
    titled(screen, "en")
    screen.page.get_by_test_id("stSidebar").get_by_text("Қаз", exact=True).click()
    titled(screen, "kk")
    screen.has_address(region=[QARAGANDA], site=["north_katpar"], lang=["kk"])
    screen.map.drawn()
    screen.map.shows(kept)
    until(screen.map.chosen, lambda seen: "north_katpar" in seen, screen.page, "its mark to be chosen")
    screen.page.go_back()
    titled(screen, "en")
    screen.has_address(region=[QARAGANDA], site=["north_katpar"])


def test_a_filter_in_another_language_keeps_the_map(screen: Screen) -> None:
    screen.open_map("?lang=ru")
    titled(screen, "ru")
    screen.map.mark_document()
    screen.page.get_by_test_id("stSidebar").get_by_text("Мангистауская · ", exact=False).first.click()
    screen.has_address(region=["KZ-47"], lang=["ru"])
    assert screen.map.is_same_document()


def test_links_carry_the_language(screen: Screen) -> None:
    words = language.of_code("ru")("Method")
    screen.open("?lang=ru")
    screen.page.get_by_test_id("stSidebar").get_by_role("link", name=words, exact=True).click()
    heading = screen.page.locator("[data-testid=stMain] h1")
    until(heading.inner_text, lambda seen: seen == words, screen.page, "the page Method")
    screen.has_address(lang=["ru"])


@pytest.mark.parametrize(("locale", "code"), [("ru-RU", "ru"), ("kk-KZ", "kk"), ("de-DE", "en")])
def test_the_first_language_is_the_browsers(visitor: Callable[..., Visit], locale: str, code: str) -> None:
    screen = Screen(visitor(locale=locale)).open()
    titled(screen, code)
    assert "lang" not in screen.address
