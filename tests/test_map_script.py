"""The map's script as far as it needs no browser: Node runs ``tests/map/``, and the names of the contract agree.

The Node is the one that Playwright's wheel carries, so nothing is installed for it.
"""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright._impl._driver import compute_driver_executable

from geo.plot import folium_map
from geo.plot.map_texts import ENGLISH_TEXTS
from geo.plot.overlays import Overlay
from tests.plot.marking import marks
from tools import neighbours

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = sorted((ROOT / "tests" / "map").glob("*.test.js"))
CONTRACT = (ROOT / "pages" / "components" / "map" / "assets" / "contract.js").read_text(encoding="utf-8")
LINKS = folium_map.Links(**{field.name: field.name for field in dataclasses.fields(folium_map.Links)})
SHOWN = Overlay("evidence", "Fill", ("none", "some"), {"a": (1, "some")})


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_the_script_without_a_browser(script: Path) -> None:
    node, *_ = compute_driver_executable()
    done = subprocess.run([node, "--test", str(script)], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^\S* ?pass [1-9]", done.stdout, re.MULTILINE), f"no test ran: {done.stdout}"


def described(name: str) -> dict[str, bool]:
    """Return the properties of a type of contract.js, and whether each must be there."""
    (comment,) = re.findall(rf"/\*\*(?:(?!\*/).)*@typedef {{object}} {name}\n(.*?)\*/", CONTRACT, re.DOTALL)
    found = re.findall(r"@property {.*?} (\[?)(\w+)\]?", comment)
    return {key: not bracket for bracket, key in found}


def options() -> dict[str, Any]:
    script = folium_map.options_script("light", ENGLISH_TEXTS, LINKS)
    return json.loads(script.removeprefix("window.depositsOptions=").removesuffix(";\n"))


def test_the_columns_are_those_that_the_script_knows() -> None:
    columns = options()["columns"]
    assert list(described("Columns")) == list(columns)
    site = described("Site")
    assert [name for name, needed in site.items() if needed] == columns["site"]
    assert [name for name, needed in site.items() if not needed] == columns["rated"]
    assert {"lat", "lon", "outline", "sites"} == set(columns["mark"]) <= set(described("Place"))


def test_every_row_has_a_cell_for_each_column() -> None:
    for rings, names in ((None, folium_map.SITE_COLUMNS), (SHOWN, folium_map.SITE_COLUMNS + folium_map.RATED_COLUMNS)):
        (element,) = folium_map.site_layer(marks(a={}), rings=rings)._children.values()
        (row,) = json.loads(element.rows)
        assert len(row) == len(folium_map.MARK_COLUMNS)
        (cells,) = row[folium_map.MARK_COLUMNS.index("sites")]
        assert len(cells) == len(names)


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("Options", lambda: options()),
        ("Family", lambda: options()["families"][0]),
        ("Tile", lambda: options()["tiles"][0]),
    ],
)
def test_what_stays_is_named_as_the_script_knows_it(name: str, sent: Any) -> None:
    assert sorted(described(name)) == sorted(sent())


def test_what_changes_is_named_as_the_script_knows_it() -> None:
    frame = ((41.0, 65.0), (46.5, 70.5))
    layer = folium_map.site_layer(
        marks(a={}), "a", approach=True, frame=frame, areas=True, regions=("KZ-61",), rings=SHOWN
    )
    (element,) = layer._children.values()
    scene = json.loads(element.scene)
    assert list(described("Scene")) == list(scene)
    assert list(described("Rings")) == list(scene["rings"])
    assert not any(described("Scene").values()), "what is as at first is not sent"


def test_the_script_asks_for_no_file_without_an_address() -> None:
    script = (ROOT / "pages" / "components" / "map" / "assets" / "map.js").read_text(encoding="utf-8")
    asked = set(re.findall(r"\blinks\.(\w+)", script))
    assert asked <= set(options()["links"])
    assert asked >= {"basemap", "neighbours", "regions", "places", "style"}


def test_every_step_of_a_fading_border_is_drawn() -> None:
    script = (ROOT / "pages" / "components" / "map" / "assets" / "map.js").read_text(encoding="utf-8")
    (strengths,) = re.findall(r"const FADING = \[(.*?)\];", script)
    assert len(strengths.split(",")) == neighbours.FADING + 1
