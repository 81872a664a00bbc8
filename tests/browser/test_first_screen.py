"""A newcomer's first minute: the question, the three steps, the examples; and a row that brings the map back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import geo
from geo.catalog.selection import Index
from geo.claims import conflicts
from tests.browser.screen import Screen, Visit, until

pytestmark = pytest.mark.browser


def test_the_question_leads_to_its_answer(screen: Screen, index: Index) -> None:
    screen.open_map()
    screen.says("Zhana Kazakhstan: over 20 million tons of rare earth metals, or about 14\u202f000 tons")
    screen.page.get_by_role("link", name="Both are in print. See why").click()
    until(lambda: screen.page.url, lambda url: "/check" in url, screen.page, "the reality check")
    group = conflicts.conflicts(index.catalog)[0].id
    screen.has_address(conflict=[group])
    screen.says("What is said, and how often")
    screen.page.go_back()
    screen.map.drawn()


def test_the_guide_is_followed_and_not_shown_again(screen: Screen, visitor: Callable[..., Visit], index: Index) -> None:
    screen.open_map()
    screen.says("step 1 of 3")
    screen.page.get_by_role("button", name="Show me").click()
    until(screen.map.chosen, lambda seen: "zhana_kazakhstan" in seen, screen.page, "its mark to be chosen")
    screen.says("step 2 of 3")
    screen.page.get_by_test_id("stMain").get_by_role("link", name="Magnet metals").click()
    screen.has_address(group=["magnet"])
    screen.map.shows(set(geo.select(index, geo.Selection(groups=("magnet",))).located.index))
    screen.settled().page.get_by_role("button", name="Next").click()
    screen.says("step 3 of 3")
    screen.settled().page.get_by_role("button", name="Done").click()
    until(
        lambda: {cookie["name"] for cookie in screen.visitor.context.cookies()},
        lambda names: "guide" in names,
        screen.page,
        "the browser to remember",
    )
    assert "step " not in Screen(screen.visitor).open_map().text()
    Screen(visitor()).open_map().says("step 1 of 3")


def test_an_example_is_a_link_to_its_view(screen: Screen, index: Index) -> None:
    screen.open_map()
    screen.page.get_by_role("link", name="Mangystau's fish-bone phosphates").click()
    screen.has_address(region=["KZ-47"], kind=["phosphate-by-product"])
    chosen = geo.Selection(regions=("KZ-47",), main_groups=("phosphate-by-product",))
    screen.map.shows(set(geo.select(index, chosen).located.index))
    screen.page.go_back()
    screen.has_address()
    screen.map.shows(set(geo.select(index).located.index))


def test_a_row_far_below_brings_the_map_back_into_view(screen: Screen) -> None:
    screen.open_map("?order=name")
    screen.page.get_by_test_id("stMain").evaluate("node => node.scrollTo(0, node.scrollHeight)")
    table = screen.table()
    assert table.scroller.evaluate("node => node.scrollWidth - node.clientWidth") == 0, "all columns are in sight"
    table.choose(0)

    def out_of_sight() -> float:
        return float(
            screen.page.locator("iframe").first.evaluate(
                "n => Math.max(0, -n.getBoundingClientRect().top) / n.getBoundingClientRect().height"
            )
        )

    until(out_of_sight, lambda part: part < 0.1, screen.page, "the map to come back")
