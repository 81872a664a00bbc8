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
from geo.plot.overlays import Overlay, Rating
from geo.plot.palette import COLOUR_GROUPS
from tests.plot.marking import marks
from tools import neighbours

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = sorted((ROOT / "tests" / "map").glob("*.test.js"))
CONTRACT = (ROOT / "pages" / "components" / "map" / "assets" / "contract.js").read_text(encoding="utf-8")
LINKS = folium_map.Links(**{field.name: field.name for field in dataclasses.fields(folium_map.Links)})
SHOWN = Overlay("evidence", "Fill", ("none", "some"), {"a": Rating(1, "some", 2.0, "two")}, ((1.0, "one"),), "no")
ASSETS = ROOT / "pages" / "components" / "map" / "assets"
MODULES = {path.name: path.read_text(encoding="utf-8") for path in sorted(ASSETS.glob("*.js"))}


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
    script = folium_map.options_script("light", ENGLISH_TEXTS, LINKS, marks(a={}), [folium_map.Unplaced("b", "B", "")])
    return json.loads(script.removeprefix("window.depositsOptions=").removesuffix(";\n"))


def test_the_columns_are_those_that_the_script_knows() -> None:
    columns = options()["columns"]
    assert list(described("Columns")) == list(columns)
    assert [*columns["site"], "number"] == list(described("Site")), "the number is the place of the row"
    assert columns["rating"] == list(described("Rating"))


def test_every_row_has_a_cell_for_each_column() -> None:
    sent = options()
    assert [len(row) for row in sent["sites"]] == [len(folium_map.SITE_COLUMNS)]
    assert sent["unplaced"] == [["b", "B", ""]]
    (element,) = folium_map.site_layer([0], overlay=SHOWN, numbers={"a": 0})._children.values()
    (row,) = json.loads(element.scene)["overlay"]["ratings"]
    assert dict(zip(folium_map.RATING_COLUMNS, row, strict=True)) == {
        "site": 0, "level": 1, "remark": "some", "amount": 2.0, "label": "two",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("Options", lambda: options()),
        ("Group", lambda: options()["groups"][0]),
        ("Tile", lambda: options()["tiles"][0]),
        ("Lambert", lambda: options()["lambert"]),
    ],
)
def test_what_stays_is_named_as_the_script_knows_it(name: str, sent: Any) -> None:
    assert sorted(described(name)) == sorted(sent())


def test_what_changes_is_named_as_the_script_knows_it() -> None:
    layer = folium_map.site_layer(
        [0],
        "a",
        unplaced=[0],
        captions={0: "words"},
        approach=True,
        frame=((41.0, 65.0), (46.5, 70.5)),
        areas=True,
        regions=("KZ-61",),
        overlay=SHOWN,
        numbers={"a": 0},
        switches=((1,), 5),
    )
    (element,) = layer._children.values()
    scene = json.loads(element.scene)
    assert list(described("Switches")) == list(scene["switches"])
    assert list(described("Scene")) == list(scene)
    assert list(described("Overlay")) == list(scene["overlay"])
    assert not any(described("Scene").values()), "what is as at first is not sent"


def test_the_modules_ask_for_no_file_and_no_text_without_one() -> None:
    asked = set(re.findall(r"\blinks\.(\w+)", "".join(MODULES.values())))
    assert asked <= set(options()["links"])
    assert asked >= {"basemap", "neighbours", "regions", "places", "style"}
    texts = set(re.findall(r"\btext\(\"(\w+)\"\)", "".join(MODULES.values())))
    assert texts <= set(options()["texts"])
    assert len(texts) > 30


def test_modules_load_only_what_lies_beside_them() -> None:
    for name, script in MODULES.items():
        for found in re.findall(r"(?:from|import) \"(.*?)\"", script):
            assert found.removeprefix("./") in MODULES, f"{name} loads {found}"


def test_every_text_is_shown_somewhere() -> None:
    script = "".join(MODULES.values())
    named = (
        {item.key for item in COLOUR_GROUPS}
        | set(folium_map.PRECISIONS)
        | {tile.key for tile in folium_map.tile_layers()}
    )
    unused = (
        {key for key in options()["texts"] if not re.search(rf"\"{key}\"|texts\.{key}\b", script)}
        - named
        - {"language"}
    )
    assert unused == set()


def test_every_step_of_a_fading_border_is_drawn() -> None:
    (strengths,) = re.findall(r"const FADING = \[(.*?)\];", MODULES["base.js"])
    assert len(strengths.split(",")) == neighbours.FADING + 1
