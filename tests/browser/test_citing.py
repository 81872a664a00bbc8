"""Citing in a browser: the window opens from a deposit and from a row, and its button copies the whole text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator

import geo
from geo.catalog.selection import Index
from geo.export import citations
from tests.browser.screen import PATIENCE, Screen, Visit, until

pytestmark = pytest.mark.browser

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


def test_a_source_chosen_by_its_row_shows_its_claims_and_is_cited(visitor: Come, index: Index) -> None:
    screen = Screen(visitor(permissions=CLIPBOARD))
    screen.open("sources")
    table = screen.table()
    title = table.rows(top=True)[0]["Title"]
    sources = index.catalog.sources
    source = sources.index[sources["title"] == title][0]
    table.click(0, 45)
    screen.has_address(source=[source])
    claims = geo.select(index, geo.Selection(sources=(source,))).claims
    below = screen.settled().table(1)
    until(below.count, lambda seen: seen == len(claims), screen.page, "the claims of the source")
    screen.page.get_by_test_id("stMain").get_by_role("button", name="Cite", exact=True).last.click()
    window = screen.page.get_by_role("dialog")
    window.wait_for(timeout=PATIENCE * 1000)
    work = citations.source(index.catalog, source)
    assert copied(screen, window, "As text") == citations.plain(work)
    ris = citations.ris([work]).replace("\r\n", "\n").strip("\n")
    assert copied(screen, window, "RIS").replace("\r\n", "\n") == ris
