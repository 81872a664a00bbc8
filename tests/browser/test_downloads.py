"""Each file of the download menu, taken from the page by a reader and held against the table they see."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import geopandas
import openpyxl
import pyogrio
import pytest

import geo
from geo.catalog.model import View
from geo.catalog.selection import Index
from geo.cli import main
from geo.export import registry
from geo.export.registry import FORMATS
from tests.browser.screen import PATIENCE, Screen

pytestmark = pytest.mark.browser

REGION = "KZ-59"


def take(screen: Screen, key: str) -> tuple[str, bytes]:
    """Take one file from the open menu: its name and content."""
    body = screen.page.get_by_test_id("stPopoverBody")
    with screen.page.expect_download(timeout=4 * PATIENCE * 1000) as coming:
        body.get_by_role("button", name=FORMATS[key].title, exact=True).click()
    return coming.value.suggested_filename, Path(str(coming.value.path())).read_bytes()


def open_menu(screen: Screen) -> None:
    screen.settled().page.get_by_test_id("stPopover").get_by_role("button").filter(has_text="Download").first.click()
    screen.page.get_by_test_id("stPopoverBody").get_by_role("button", name="Excel workbook").wait_for()
    screen.settled()  # each run gives the buttons new files and forgets those of the run before


def _csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def _of_csv(content: bytes, folder: Path) -> list[str]:
    return [row["site_id"] for row in _csv(content)]


def _of_geojson(content: bytes, folder: Path) -> list[str]:
    return [feature["id"] for feature in json.loads(content)["features"]]


def _of_workbook(content: bytes, folder: Path) -> list[str]:
    return [str(cell.value) for cell in openpyxl.load_workbook(io.BytesIO(content))["Sites"]["A"][1:]]


def _of_layer(content: bytes, folder: Path) -> list[str]:
    path = folder / ("made.kml" if content.startswith(b"<?xml") else "made.gpkg")
    path.write_bytes(content)
    return list(pyogrio.read_dataframe(path, layer="sites")["site_id"])


def _of_parquet(content: bytes, folder: Path) -> list[str]:
    return list(geopandas.read_parquet(io.BytesIO(content))["site_id"])


def _of_bundle(content: bytes, folder: Path) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        assert bundle.testzip() is None
        return _of_csv(bundle.read("sites.csv"), folder)


READERS: Mapping[str, Callable[[bytes, Path], list[str]]] = {
    "xlsx": _of_workbook,
    "csv": _of_csv,
    "geojson": _of_geojson,
    "gpkg": _of_layer,
    "parquet": _of_parquet,
    "kml": _of_layer,
    "bundle": _of_bundle,
}


def same_sites(ids: list[str], rows: list[dict[str, str]], shown: View, key: str) -> None:
    """The sites of a file are those of the table on the screen, in its order."""
    assert ids == list(shown.sites.index), key
    assert [shown.catalog.sites.at[site, "name_en"] for site in ids] == [row["Name"] for row in rows], key


def test_each_format_holds_the_table_on_the_screen(screen: Screen, index: Index, tmp_path: Path) -> None:
    shown = geo.select(index, geo.Selection(regions=(REGION,), order="name"))
    screen.open(f"deposits?region={REGION}&order=name")
    rows = screen.table().rows()
    assert len(rows) > 3
    open_menu(screen)
    for key, read in READERS.items():
        name, content = take(screen, key)
        assert name == registry.filename(shown, key)
        assert name.startswith("kazakhstan-deposits_north_kazakhstan_")
        same_sites(read(content, tmp_path), rows, shown, key)
        if key == "bundle":
            command = ["export", "--region", REGION, "--order", "name", "--out", str(tmp_path / "out.zip")]
            assert main(command) == 0
            assert content == (tmp_path / "out.zip").read_bytes()
    name, content = take(screen, "claims-csv")
    assert name == registry.filename(shown, "claims-csv")
    assert [row["claim_id"] for row in _csv(content)] == list(shown.claims.index)


def test_pictures_come_as_files(screen: Screen, index: Index) -> None:
    shown = geo.select(index, geo.Selection(regions=(REGION,)))
    screen.open(f"deposits?region={REGION}")
    open_menu(screen)
    for key, start in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("charts-png", b"\x89PNG"), ("charts-svg", b"<?xml")):
        name, content = take(screen, key)
        assert name == registry.filename(shown, key)
        assert content.startswith(start)
        if key == "svg":
            assert f"region={REGION}" in content.decode("utf-8").replace("%2D", "-")


def test_menu_of_a_region_page_gives_that_region(screen: Screen, index: Index, tmp_path: Path) -> None:
    shown = geo.select(index, geo.Selection(regions=(REGION,)))
    screen.open_map(f"regions?area={REGION}")
    rows = screen.table().rows()
    open_menu(screen)
    name, content = take(screen, "gpkg")
    assert name == registry.filename(shown, "gpkg")
    same_sites(_of_layer(content, tmp_path), rows, shown, "gpkg")


def test_menu_says_what_each_format_is_for(screen: Screen) -> None:
    screen.open("deposits")
    open_menu(screen)
    text = screen.page.get_by_test_id("stPopoverBody").inner_text()
    for kind in FORMATS.values():
        assert kind.title in text
        assert kind.purpose in text


def test_semicolons_are_a_choice_for_csv(screen: Screen, index: Index) -> None:
    shown = geo.select(index, geo.Selection(regions=(REGION,)))
    screen.open(f"deposits?region={REGION}")
    made = screen.download("Sites, CSV", tick="Semicolons")
    assert made == registry.content(shown, "csv", semicolon=True)
    assert made.startswith(b"site_id;")
