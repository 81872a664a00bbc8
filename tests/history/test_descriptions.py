"""A difference in words: on the terminal, as JSON, as a table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import geo
from geo.cli import main
from geo.history import changes, descriptions
from geo.history.row_changes import Cell

TINY = Path(__file__).resolve().parents[1] / "data" / "versions"
DIFFERENCE = changes.difference(geo.load(TINY / "old"), geo.load(TINY / "new"))


def test_diff_reads_well(capsys):
    assert main(["diff", str(TINY / "old"), str(TINY / "new")]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "0.1.0 of 21 November 2026 → 0.2.0 of 1 December 2026"
    assert said[1].endswith("World table: 1 changed. Verdicts: 1 changed.")
    assert "  added tasmuryn  Tasmuryn" in said
    assert "  removed C057  Kuirektykol: about 1 million tons of rare earth metals (Qazinform, 2025)" in said
    place = said.index(
        "  changed C029  Zhana Kazakhstan: over 935,400 tons of rare metals (Rare Earth Exchanges (REEx), 2025)"
    )
    assert said[place + 1] == "      qualifier: up to → over"
    assert "      geometry: latitude 50.04417, longitude 76.46251 → latitude 50.04417, longitude 76.51251" in said
    assert not any('["' in line or "{" in line for line in said)


def test_diff_as_json(capsys):
    assert main(["diff", str(TINY / "old"), str(TINY / "new"), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["old"] == {"version": "0.1.0", "date": "2026-11-21"}
    assert len(found["rows"]) == len(DIFFERENCE.rows)
    (verdict,) = found["verdicts"]
    assert (verdict["old"], verdict["new"]) == ("inconsistent", "undetermined")


def test_diff_of_the_same(capsys):
    assert main(["diff", str(TINY / "old"), str(TINY / "old")]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["Nothing differs."]


@pytest.mark.parametrize("place", [0, 1])
def test_a_broken_side_is_named(place, broken, capsys):
    broken.replace("claims.csv", "million tons", "million quintals")
    folders = [str(TINY / "old"), str(TINY / "old")]
    folders[place] = str(broken.path)
    assert main(["diff", *folders]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"{broken.path}/claims.csv:")


def test_a_missing_side_is_one_line(capsys):
    assert main(["diff", str(TINY / "old"), "nowhere"]) == 2
    assert capsys.readouterr().err == "geo: nowhere: there is no such folder\n"


def test_the_table_has_a_line_a_field():
    table = descriptions.change_table(DIFFERENCE)
    changed = sum(len(row.cells) for row in DIFFERENCE.rows if row.kind == "changed")
    assert len(table) == changed + sum(row.kind != "changed" for row in DIFFERENCE.rows)
    line = table[(table["Id"] == "C029")].iloc[0]
    assert list(line[["What", "Table", "Field", "Before", "Now"]]) == [
        "changed",
        "Claims",
        "qualifier",
        "up to",
        "over",
    ]


def test_of_a_list_only_what_differs_is_shown():
    table = descriptions.change_table(DIFFERENCE).set_index(["Id", "Field"])
    gone = table.loc[("kuirektykol", "aliases")]
    assert "−Kuyrektikol" in gone["Before"]
    assert "Құйрықтыкөл" not in gone["Before"]
    assert gone["Now"] == "1 the same"
    come = table.loc[("kuirektykol", "source_ids")]
    assert (come["Before"], come["Now"]) == ("3 the same", "+euronews_20250410")


def test_of_a_long_text_only_the_part_that_differs_is_shown():
    long = "The deposit lies in the north of the district and was found in the year {} by a survey of the whole region."
    was, now = descriptions.sides(Cell("note", long.format(1971), long.format(1978)), None)
    assert "1971" in was
    assert "1978" in now
    assert was.startswith("… ")
    assert was.endswith(" …")
    assert max(len(was), len(now)) < 50
    assert descriptions.sides(Cell("note", "short", "shorter"), None) == ("short", "shorter")


def test_every_table_of_the_data_has_a_name(catalog):
    assert set(descriptions.NAMES) == set(catalog.frames) - {"versions", "changes"}


def test_words_are_translated():
    said = "\n".join(descriptions.lines(DIFFERENCE, lambda text: text.upper() if "{" not in text else text))
    assert "  ADDED tasmuryn" in said
    assert "WORLD TABLE" in said
