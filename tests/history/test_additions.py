"""Claims that are offered as a file: suspected, completed, set against the record, written when asked."""

from __future__ import annotations

import csv
import io

import pytest

import geo
from geo.errors import DataError
from geo.history import additions

ROW = {
    "subject_ids": "boguty",
    "quantity": "tonnage",
    "qualifier": "exact",
    "value": "30.5",
    "unit": "million tonnes",
    "basis": "ore",
    "substance": "W",
    "category_as_written": "JORC Measured+Indicated",
    "category_system": "CRIRSCO",
    "category_codes": "measured+indicated",
    "as_of": "2025-06-30",
    "source_id": "far_20240201",
    "paraphrase": "Ore at Boguty",
}


def written(folder, *rows, name="new.csv"):
    path = folder / name
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    return path


def prepared(broken, *rows):
    return additions.prepare(broken.load(), written(broken.path.parent, *rows))


def faults(catalog, path):
    with pytest.raises(DataError) as caught:
        additions.prepare(catalog, path)
    return [str(fault) for fault in caught.value.faults]


def test_what_follows_is_filled_in(broken):
    found = prepared(broken, ROW, ROW | {"value": "31", "as_of": "2019"})
    cells = found.rows[0].cells
    last = int(list(found.old.claims.index)[-1][1:])
    assert found.ids == (f"C{last + 1}", f"C{last + 2}")
    assert (cells["value_si"], cells["unit_si"], cells["source_date"]) == ("30500000", "t", "2024-02-01")
    assert (cells["evidence_grade_min"], cells["evidence_grade_max"]) == ("5", "6")
    assert (cells["scope"], cells["cumulative"], cells["modality"]) == ("whole", "false", "stated")
    assert cells["subject_label"] == "Boguty"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"subject_ids": "Atlantis-on-Sea"}, "new.csv:2: subject_ids: 'Atlantis-on-Sea' is no site"),
        ({"subject_ids": "Dos"}, "new.csv:2: subject_ids: 'Dos' is no id, and as a name not sure enough"),
        ({"subject_ids": ""}, "new.csv:2: subject_ids: is empty"),
        ({"unit": "poods"}, "new.csv:2: unit: 'poods' is not in units"),
        ({"value": "1e999"}, "new.csv:2: value: '1e999' does not have the form"),
        ({"value": "NaN"}, "new.csv:2: value: 'NaN' does not have the form"),
        ({"value": "-5"}, "new.csv:2: value: '-5' does not have the form"),
        ({"value": "=1+1"}, "new.csv:2: value: '=1+1' does not have the form"),
        ({"source_id": "nobody"}, "new.csv:2: source_id: 'nobody' is not in sources"),
        ({"category_system": "GKZ"}, "new.csv:2: category_codes: 'measured' is a code of CRIRSCO"),
        ({"category_codes": "proved+nonsense"}, "new.csv:2: category_codes: 'nonsense' is not in category_codes"),
        ({"paraphrase": "a\nb"}, "paraphrase: holds a line break or another sign that cannot be seen"),
        ({"paraphrase": "a\u202eb"}, "paraphrase: holds a line break or another sign that cannot be seen"),
        ({"as_of": "2025-02-30"}, "new.csv:2: as_of: '2025-02-30' is no date"),
        ({"quantity": "count", "unit": "count"}, "new.csv:2: measurand: is empty"),
        ({"claim_id": "C001"}, "new.csv:2: claim_id: 'C001' stands already in claims.csv:2"),
        ({"claim_id": "../x"}, "new.csv:2: claim_id: '../x' does not have the form"),
    ],
)
def test_a_fault_is_named_where_it_stands_in_the_file(broken, changes, message):
    found = faults(broken.load(), written(broken.path.parent, ROW | changes))
    assert [line for line in found if message in line]
    assert not any("value_si" in line or "unit_si" in line for line in found)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "names no columns"),
        (b"\xff\xfe\x00", "holds a NUL byte"),
        (b"subject_ids,value\n\xe9,1\n", "is not UTF-8: byte 0xe9"),
        (b"subject_ids;value\nboguty;1\n", "names no columns"),
        (b"subject_ids,weight\nboguty,1\n", "'weight' is no column of claims.csv"),
        (b"subject_ids,value,value\nboguty,1,2\n", "'value' stands twice"),
        (b"subject_ids,value\nboguty,1\n", "the column 'unit' is missing"),
        (b'subject_ids,value\n"boguty,1\n', "is missing"),
        (b"\n" * 50, "names no columns"),
    ],
)
def test_a_file_that_is_no_list_of_claims_is_refused_in_a_sentence(broken, raw, message):
    path = broken.path.parent / "new.csv"
    path.write_bytes(raw)
    assert message in "\n".join(faults(broken.load(), path))


def test_duplicates_and_near_duplicates_are_told_apart(broken):
    old = dict(broken.load().claims.loc["C161"])
    same = {name: old[name] for name in ROW if name not in ("subject_ids", "category_codes")}
    same |= {"subject_ids": "north_katpar", "category_codes": "indicated+inferred"}
    found = prepared(broken, same, same | {"source_id": "far_20240201"}, same | {"value": "140"})
    first, second, third = found.ids
    told = {(item.new, item.other, item.kind) for item in found.alike}
    assert {(first, "C161", "duplicate"), (second, "C161", "near"), (second, first, "near")} <= told
    assert third not in {item.new for item in found.alike}


def test_a_claim_that_settles_a_contradiction_says_so(broken):
    found = prepared(broken, ROW | {"revision_of": "C187"})
    assert [verdict.reason for verdict in found.verdicts] == ["date"]
    assert found.turns == ()


def test_a_record_that_changed_in_the_meantime_is_not_overwritten(broken):
    found = prepared(broken, ROW)
    broken.cells("claims.csv", "C001", note="changed")
    with pytest.raises(DataError, match="has changed in the meantime"):
        additions.write(found)


def test_the_example_of_contributing_works(broken):
    lines = (geo.load().folder.parent / "CONTRIBUTING.md").read_text(encoding="utf-8").split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith("subject_ids,"))
    file = broken.path.parent / "example.csv"
    file.write_text("\n".join(lines[start : start + 2]) + "\n", encoding="utf-8")
    (row,) = additions.prepare(broken.load(), file).rows
    assert row.cells["subject_ids"] == "north_katpar"
