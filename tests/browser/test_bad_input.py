"""Data that attack and data that are broken: nothing fires, nothing goes out, every fault is told."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import geo
from geo.errors import DataError
from tests import spoilt
from tests.browser.screen import Screen, Visit, until
from tests.browser.server import Server

pytestmark = pytest.mark.browser

Serve = Callable[[Path], Server]
Come = Callable[..., Visit]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Mapping[str, str]]:
    """A data folder with hostile texts, and which site bears which."""
    folder = tmp_path_factory.mktemp("hostile") / "data"
    return folder, spoilt.hostile(folder)


@pytest.fixture(scope="module")
def attacked(names: tuple[Path, Mapping[str, str]], serve: Serve) -> Server:
    return serve(names[0])


def unharmed(screen: Screen) -> None:
    """No text of the data has run in any frame of the page, or fetched anything."""
    for frame in screen.page.frames:
        assert frame.evaluate("() => window.fired") is None
    assert screen.page.locator("img[src*='outside.example']").count() == 0
    assert screen.visitor.outside == []


def test_hostile_names_stay_text_on_the_map(
    visitor: Come, attacked: Server, names: tuple[Path, Mapping[str, str]]
) -> None:
    screen = Screen(visitor(attacked)).open_map("?region=KZ-61")
    shown = screen.map.ids()
    assert shown <= set(names[1])
    screen.map.at_rest()
    for found in screen.map.marks():
        site = found["sites"][0]
        screen.map.mark(site).hover()
        tip = screen.map.frame.locator(".tip")
        until(tip.inner_text, lambda text, site=site: names[1][site] in text, screen.page, "the name in the tip")
    unharmed(screen)


def test_hostile_names_stay_text_in_card_and_table(
    visitor: Come, attacked: Server, names: tuple[Path, Mapping[str, str]]
) -> None:
    screen = Screen(visitor(attacked)).open_map("?region=KZ-61&order=name")
    for site in sorted(screen.map.ids())[:3]:
        screen.map.pick(site, names[1][site])
        screen.has_address(region=["KZ-61"], order=["name"], site=[site])
        screen.says(names[1][site])
    assert set(screen.settled().table().column("Name")) == set(names[1].values())
    unharmed(screen)


def test_hostile_names_stay_text_on_the_page_of_a_site(
    visitor: Come, attacked: Server, names: tuple[Path, Mapping[str, str]]
) -> None:
    screen = Screen(visitor(attacked))
    for site, text in names[1].items():
        screen.open(f"deposits?site={site}")
        screen.says(text)
        unharmed(screen)


@pytest.mark.parametrize("page", ["sources", "regions?area=KZ-61", "method", "deposits?site=irgiz"])
def test_hostile_sources_and_claims_stay_text(visitor: Come, attacked: Server, page: str) -> None:
    screen = Screen(visitor(attacked)).open(page)
    unharmed(screen)


def test_hostile_names_fire_in_no_spreadsheet(
    visitor: Come, attacked: Server, names: tuple[Path, Mapping[str, str]]
) -> None:
    screen = Screen(visitor(attacked)).open("deposits?region=KZ-61")
    for file in ("Sites, CSV", "Claims, CSV"):
        content = screen.download(file).decode("utf-8")
        cells = [cell for row in csv.reader(io.StringIO(content, newline="")) for cell in row]
        assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))] == []
        assert any(cell.startswith("'=HYPERLINK") for cell in cells) or file != "Sites, CSV"
    unharmed(screen)


def test_hostile_address_stays_text(visitor: Come, index: object) -> None:
    attack = "%3Cimg%20src=x%20onerror=window.fired=1%3E![p](http://outside.example/p.png){{7*7}}`${1}`"
    screen = Screen(visitor()).open(f"?element={attack}&{attack}={attack}&q={attack}&site={attack}")
    screen.page.get_by_test_id("stAlert").first.wait_for()
    unharmed(screen)


def test_a_thousand_sites_at_one_place_are_one_mark_and_a_list(
    visitor: Come, serve: Serve, tmp_path_factory: pytest.TempPathFactory
) -> None:
    server = serve(spoilt.crowded(tmp_path_factory.mktemp("crowded") / "data", 1000))
    screen = Screen(visitor(server)).open_map()
    assert len(screen.map.ids()) > 1000
    mark = screen.map.part("copy_7")
    listed = screen.map.frame.locator(".site-list > button:not(.close)")
    if not listed.count():
        mark.click()
    until(listed.count, lambda number: number > 1000, screen.page, "the list")
    said = set(listed.locator("span").all_inner_texts())
    assert {" ".join(name.split()) for name in spoilt.STRANGE} <= {" ".join(name.split()) for name in said}
    box = screen.map.frame.locator(".site-list").bounding_box()
    frame = screen.page.locator("iframe").first.bounding_box()
    assert box is not None
    assert frame is not None
    assert box["height"] <= frame["height"], "the list scrolls within the map"
    screen.fits()


def test_broken_data_give_one_page_that_lists_every_fault(visitor: Come, serve: Serve, data_copy: Path) -> None:
    for kind in ("duplicate id", "swapped coordinates", "number with comma"):
        spoilt.BROKEN[kind](data_copy)
    with pytest.raises(DataError) as caught:
        geo.load(data_copy)
    faults = caught.value.faults
    assert len(faults) >= 3
    screen = Screen(visitor(serve(data_copy))).open()
    screen.page.get_by_test_id("stTable").locator("tbody tr").nth(len(faults) - 1).wait_for()
    rows = screen.page.get_by_test_id("stTable").locator("tbody tr")
    seen = [row.locator("td").all_inner_texts() for row in rows.all()]
    places = [f"{fault.file}, line {fault.line}, column {fault.column}" for fault in faults]
    assert seen == [[place, fault.message] for place, fault in zip(places, faults, strict=True)]
    assert "Traceback" not in screen.text()
