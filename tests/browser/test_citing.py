"""Citing in a browser: the window opens from a deposit and from a row, and its button copies the whole text."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator

from geo import citations
from geo.select import Index
from tests.browser.screen import PATIENCE, Screen, Visit, until

Come = Callable[..., Visit]
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def copied(screen: Screen, window: Locator, name: str) -> str:
    """Press the button that copies the text of a format, and return what is to be pasted."""
    window.get_by_role("tab", name=name, exact=True).click()
    text = window.get_by_test_id("stCode").locator("visible=true").first
    text.hover()
    screen.page.evaluate("navigator.clipboard.writeText('')")
    text.get_by_role("button").first.click()
    read = "navigator.clipboard.readText()"
    return str(until(lambda: screen.page.evaluate(read), bool, screen.page, "the copied text"))


def test_a_deposit_is_cited_with_one_click_and_a_copy(visitor: Come, index: Index) -> None:
    screen = Screen(visitor(permissions=CLIPBOARD))
    screen.open("deposits?site=irgiz")
    before = screen.page.url
    screen.press("Cite")
    window = screen.page.get_by_role("dialog")
    window.wait_for(timeout=PATIENCE * 1000)
    text = copied(screen, window, "BibTeX")
    assert text.startswith(f"@misc{{kazakhstan-deposits-{index.catalog.version},")
    assert all(f"@misc{{{key}," in text for key in index.catalog.sites.at["irgiz", "source_ids"])
    assert screen.page.url == before


def test_a_row_of_the_sources_is_cited(visitor: Come, index: Index) -> None:
    screen = Screen(visitor(permissions=CLIPBOARD))
    screen.open("sources")
    table = screen.table()
    titles = table.column("Title")
    table.click(0, 165)
    window = screen.page.get_by_role("dialog")
    window.wait_for(timeout=PATIENCE * 1000)
    sources = index.catalog.sources
    works = citations.sources(index.catalog, sources.index[sources["title"] == titles[0]])
    assert copied(screen, window, "As text") in [citations.plain(work) for work in works]
    assert copied(screen, window, "RIS").replace("\r\n", "\n") in [
        citations.ris([work]).replace("\r\n", "\n").strip("\n") for work in works
    ]
