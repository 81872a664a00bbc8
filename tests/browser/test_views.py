"""One view, however it is reached: by filters, by its address, by the browser's buttons; and as a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import geo
from geo.catalog import tables
from geo.catalog.model import View
from geo.catalog.selection import Index
from geo.export import registry
from geo.language import wording
from pages.components import summary
from pages.components.session import language
from tests.browser.screen import Line, Screen, Visit, until
from tests.browser.server import Server

pytestmark = pytest.mark.browser

QARAGANDA, TURKISTAN, MANGYSTAU = "KZ-35", "KZ-61", "KZ-47"
FOUNDING = "seed_001"


def words_for(index: Index, source: str) -> str:
    """Return words that find a source in its filter."""
    return wording.short(index.catalog.sources.at[source, "title"], 28).rstrip("…").strip()


def agrees(screen: Screen, shown: View) -> None:
    """Map, counts and table of a page show this view."""
    screen.says(summary.counts(shown))
    screen.map.shows(set(shown.located.index))
    table = screen.settled().table()
    until(table.count, lambda seen: seen == len(shown.sites), screen.page, f"{len(shown.sites)} rows")
    same_rows(table.rows(), shown)


def same_rows(rows: list[dict[str, str]], shown: View) -> None:
    expected = tables.site_table(shown, language.of_code("en"))
    assert [row["Name"] for row in rows] == list(expected["Name"])
    for name in ("Region", "Elements", "Headline claim", "Status"):
        assert [row[name] for row in rows] == list(expected[name]), name
    assert [int(row["Claims"]) for row in rows] == list(expected["Claims"])


def same_file(content: bytes, shown: View, rows: list[dict[str, str]]) -> None:
    """The CSV is the export of the view and says what the table says, in the table's order."""
    assert content == registry.content(shown, "csv")
    read = list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))
    assert [row["name_en"] for row in read] == [row["Name"] for row in rows]
    assert [row["region"] for row in read] == [row["Region"].replace("Region not settled", "") for row in rows]
    assert [row["elements"].split(";") for row in read] == [row["Elements"].split(", ") for row in rows]
    assert [row["claims"] for row in read] == [row["Claims"] for row in rows]
    assert [row["headline_claim"] for row in read] == [row["Headline claim"].replace("\u202f", ",") for row in rows]
    assert all(row["sources"] for row in read), "every row has a source"


@pytest.mark.parametrize("source", [FOUNDING, "reuters_20250402"])
def test_element_region_and_source_agree_in_map_table_counts_address_and_csv(
    screen: Screen, index: Index, source: str
) -> None:
    shown = geo.select(index, geo.Selection(elements=("Nd",), regions=(QARAGANDA,), sources=(source,)))
    assert 0 < len(shown.sites) < 5
    screen.open_map()
    screen.choose("Element", "Nd Neodymium")
    screen.has_address(element=["Nd"])
    screen.choose("Region", "Qaraganda")
    screen.has_address(element=["Nd"], region=[QARAGANDA])
    screen.choose("Source", words_for(index, source))
    screen.has_address(element=["Nd"], region=[QARAGANDA], source=[source])
    agrees(screen, shown)
    same_file(screen.download("Sites, CSV"), shown, screen.table().rows())


def test_an_address_opened_in_a_new_browser_shows_the_same_view(
    visitor: Callable[..., Visit], screen: Screen, index: Index
) -> None:
    shown = geo.select(index, geo.Selection(groups=("rare-earths",), regions=(TURKISTAN, MANGYSTAU)))
    screen.open_map()
    screen.choose("Element group", "Rare earths")
    screen.has_address(group=["rare-earths"])
    screen.choose("Region", "Turkistan")
    screen.has_address(group=["rare-earths"], region=[TURKISTAN])
    screen.choose("Region", "Mangystau")
    screen.has_address(group=["rare-earths"], region=[TURKISTAN, MANGYSTAU])
    agrees(screen, shown)
    other = Screen(visitor()).open_map(screen.path)
    agrees(other, shown)
    assert other.address == screen.address


def test_filters_change_exactly_the_expected_marks_and_reset_brings_all_back(screen: Screen, index: Index) -> None:
    screen.open_map()
    screen.choose("Element", "W Tungsten")
    screen.map.shows(set(geo.select(index, geo.Selection(elements=("W",))).located.index))
    screen.choose("Element", "Li Lithium")
    screen.map.shows(set(geo.select(index, geo.Selection(elements=("W", "Li"))).located.index))
    screen.choose("Region", "Qaraganda")
    screen.map.shows(set(geo.select(index, geo.Selection(elements=("W", "Li"), regions=(QARAGANDA,))).located.index))
    screen.press("Reset", "stSidebar")
    screen.map.shows(set(geo.select(index).located.index))
    screen.has_address()


def test_quick_changes_end_in_the_last_one(screen: Screen, index: Index) -> None:
    screen.open_map()
    for element in ("W Tungsten", "Mo Molybdenum", "Nb Niobium"):
        screen.choose("Element", element, hurry=True)
    wanted = geo.Selection(elements=("W", "Mo", "Nb"))
    screen.has_address(element=["W", "Mo", "Nb"])
    agrees(screen, geo.select(index, wanted))


def test_a_choice_made_before_the_last_answer_arrives_loses_nothing(screen: Screen, index: Index) -> None:
    line = Line(screen)
    screen.open_map(f"?region={QARAGANDA}")
    line.hold()
    for region in ("Turkistan", "Mangystau"):
        with screen.answered():
            screen.choose("Region", region, hurry=True)
    line.let_go()
    screen.has_address(region=[QARAGANDA, TURKISTAN, MANGYSTAU])
    agrees(screen, geo.select(index, geo.Selection(regions=(QARAGANDA, TURKISTAN, MANGYSTAU))))


def test_a_late_address_gives_way_to_what_was_undone_or_said_in_another_language(screen: Screen) -> None:
    line = Line(screen)
    screen.open_map(f"?region={QARAGANDA}")
    line.hold()
    for _ in range(2):
        with screen.answered():
            screen.choose("Region", "Turkistan", hurry=True)
    line.let_go()
    screen.has_address(region=[QARAGANDA])
    screen.settled()
    line.hold()
    with screen.answered():
        screen.choose("Region", "Turkistan", hurry=True)
    with screen.answered():
        screen.page.get_by_role("radio", name="Рус").click()
    line.let_go()
    screen.has_address(region=[QARAGANDA, TURKISTAN], lang=["ru"])


@pytest.mark.parametrize("words", ["Жана Казахстан", "Zana Kazakhstan", "Severny Katpar", "Condipbay"])
def test_search_in_any_spelling(screen: Screen, index: Index, words: str) -> None:
    shown = geo.select(index, geo.Selection(words=words))
    assert len(shown.sites)
    screen.open()
    screen.search(words)
    screen.has_address(q=[words])
    agrees(screen, shown)


def test_back_and_forward(screen: Screen, index: Index) -> None:
    screen.open_map()
    screen.choose("Region", "Turkistan")
    screen.has_address(region=[TURKISTAN])
    screen.choose("Element", "V Vanadium")
    screen.has_address(region=[TURKISTAN], element=["V"])
    screen.settled().page.go_back()
    screen.has_address(region=[TURKISTAN])
    agrees(screen, geo.select(index, geo.Selection(regions=(TURKISTAN,))))
    screen.page.go_forward()
    screen.has_address(region=[TURKISTAN], element=["V"])
    agrees(screen, geo.select(index, geo.Selection(regions=(TURKISTAN,), elements=("V",))))


def test_back_from_another_page(screen: Screen, index: Index) -> None:
    screen.open_map("?region=KZ-61")
    screen.go("Sources")
    until(lambda: screen.page.url, lambda url: "/sources" in url, screen.page, "the page of sources")
    screen.has_address(region=[TURKISTAN])
    screen.page.go_back()
    until(lambda: screen.page.url, lambda url: "/sources" not in url, screen.page, "the map's page")
    screen.map.drawn()
    agrees(screen, geo.select(index, geo.Selection(regions=(TURKISTAN,))))
    screen.has_address(region=[TURKISTAN])


def test_filters_survive_a_change_of_page(screen: Screen, index: Index) -> None:
    shown = geo.select(index, geo.Selection(regions=(MANGYSTAU,)))
    screen.open_map()
    screen.choose("Region", "Mangystau")
    screen.has_address(region=[MANGYSTAU])
    screen.go("Deposits")
    screen.says(summary.counts(shown))
    same_rows(screen.table().rows(), shown)
    screen.has_address(region=[MANGYSTAU])
    screen.go("Map")
    screen.map.drawn()
    agrees(screen, shown)


def test_cold_link_to_one_site(
    visitor: Callable[..., Visit], serve: Callable[[Path | None], Server], index: Index
) -> None:
    """The first visitor of a server that has just started comes by a link to a page."""
    screen = Screen(visitor(serve(None))).open("deposits?site=irgiz")
    site = index.catalog.sites.loc["irgiz"]
    for name in ("name_en", "name_ru", "name_kk", "district", "operator"):
        screen.says(site[name])
    assert screen.page.get_by_role("dialog").count() == 0, "nothing covers the page"
    screen.page.get_by_test_id("stSidebar").get_by_role("link", name="Regions").wait_for(timeout=10_000)
    screen.has_address(site=["irgiz"])
    claims = tables.claims_about(geo.select(index), "irgiz")
    assert screen.table(1).count() == len(claims)


def test_unknown_values_of_an_address_are_named_and_left_out(screen: Screen, index: Index) -> None:
    screen.open_map("?element=Unobtanium&region=KZ-61&nonsense=1&site=atlantis")
    notice = screen.page.get_by_test_id("stAlert").first
    notice.wait_for()
    for word in ("Unobtanium", "nonsense", "atlantis"):
        assert word in notice.inner_text()
    screen.has_address(region=[TURKISTAN])
    agrees(screen, geo.select(index, geo.Selection(regions=(TURKISTAN,))))


def test_empty_result_says_what_to_loosen(screen: Screen, index: Index) -> None:
    assert geo.select(index, geo.Selection(elements=("Li",), regions=(MANGYSTAU,))).sites.empty
    screen.open("?element=Li&region=KZ-47")
    screen.says("Element")
    screen.says("Region")
    screen.press("Clear all filters")
    screen.has_address()
    screen.map.drawn().shows(set(geo.select(index).located.index))


def test_sites_not_on_the_map_are_listed_and_open_their_card(screen: Screen, index: Index) -> None:
    shown = geo.select(index, geo.Selection(regions=(MANGYSTAU,)))
    assert not shown.unlocated.empty
    screen.open_map("?region=KZ-47")
    expander = screen.page.get_by_test_id("stExpander").filter(has_text="Not on the map")
    assert str(len(shown.unlocated)) in expander.locator("summary").inner_text()
    expander.locator("summary").click()
    for name in shown.unlocated["name_en"]:
        expander.get_by_role("radio", name=name).wait_for(timeout=5000)
    site, name = next(shown.unlocated["name_en"].items())
    expander.get_by_role("radio", name=name).click()
    screen.has_address(region=[MANGYSTAU], site=[site])
    assert screen.map.chosen() == set()


def test_region_page_its_table_and_its_csv(screen: Screen, index: Index) -> None:
    shown = geo.select(index, geo.Selection(regions=(QARAGANDA,)))
    screen.open_map("regions?area=KZ-35")
    agrees(screen, shown)
    rows = screen.table().rows()
    same_file(screen.download("Sites, CSV"), shown, rows)
    layer = json.loads(screen.download("Sites, GeoJSON"))
    assert [feature["id"] for feature in layer["features"]] == list(shown.sites.index)


def test_region_is_picked_in_the_list(screen: Screen, index: Index) -> None:
    screen.open("regions")
    table = screen.table()
    assert table.count() == len(index.catalog.regions) + 1
    rows = table.rows()
    assert sum(int(row["Sites"]) for row in rows) == len(index.catalog.sites)
    assert rows[-1]["Region"] == "Region not settled"
    row = next(number for number, row in enumerate(rows) if row["Region"] == "Turkistan")
    table.choose(row)
    screen.has_address(area=[TURKISTAN])
    screen.map.drawn()
    agrees(screen, geo.select(index, geo.Selection(regions=(TURKISTAN,))))


def test_a_region_without_sites_says_so(screen: Screen, index: Index) -> None:
    sites = set(index.catalog.sites["region_iso"])
    iso = next(iso for iso in index.catalog.regions.index if iso not in sites)
    screen.open(f"regions?area={iso}")
    screen.says("Nothing known here")


def test_csv_for_excel_begins_with_its_mark(screen: Screen, index: Index) -> None:
    shown = geo.select(index, geo.Selection(regions=(MANGYSTAU,)))
    screen.open("deposits?region=KZ-47")
    content = screen.download("Sites, CSV", tick="For Excel")
    assert content.startswith(b"\xef\xbb\xbf")
    assert content == registry.content(shown, "csv", bom=True)


def test_claims_csv_is_that_of_the_view(screen: Screen, index: Index) -> None:
    shown = geo.select(index, geo.Selection(regions=(TURKISTAN,)))
    screen.open("deposits?region=KZ-61")
    assert screen.download("Claims, CSV") == registry.content(shown, "claims-csv")


def test_order_is_that_of_table_and_file(screen: Screen, index: Index) -> None:
    shown = geo.select(index, geo.Selection(regions=(TURKISTAN,), order="name"))
    screen.open("deposits?region=KZ-61&order=name")
    rows = screen.table().rows()
    same_rows(rows, shown)
    same_file(screen.download("Sites, CSV"), shown, rows)


def test_one_click_filters_by_a_source(screen: Screen, index: Index) -> None:
    screen.open("sources")
    table = screen.table()
    title = table.rows(top=True)[0]["Title"]
    source = next(iter(index.catalog.sources.index[index.catalog.sources["title"] == title]))
    table.click(0, 40)
    screen.has_address(source=[source])
    shown = geo.select(index, geo.Selection(sources=(source,)))
    screen.go("Map")
    screen.map.drawn()
    agrees(screen, shown)
