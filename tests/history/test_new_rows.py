"""A file of new claims is read with suspicion, and its subjects go by their names."""

from __future__ import annotations

import pytest

from geo.history import new_rows
from tests.history.test_additions import ROW, faults, written


@pytest.mark.parametrize(
    ("name", "site"),
    [
        ("Severny Katpar", "north_katpar"),
        ("Северный Катпар", "north_katpar"),
        ("BOGUTY", "boguty"),
        ("Kazakhstan", "KZ"),
    ],
)
def test_a_subject_goes_by_its_name(broken, name, site):
    (row,) = new_rows.read(written(broken.path.parent, ROW | {"subject_ids": name}), broken.load())
    assert row.cells["subject_ids"] == site
    assert row.read_as == {name: site}


def test_several_subjects_are_each_looked_up(broken):
    names = "Severny Katpar; upper_kairakty"
    (row,) = new_rows.read(written(broken.path.parent, ROW | {"subject_ids": names}), broken.load())
    assert row.cells["subject_ids"] == "north_katpar;upper_kairakty"


def test_ragged_rows_unclosed_quotes_and_too_much_are_named(broken, monkeypatch):
    catalog, path = broken.load(), written(broken.path.parent, ROW)
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound + "boguty,tonnage\n", encoding="utf-8")
    assert any("new.csv:3: has 2 cells, the header has 13" in line for line in faults(catalog, path))
    path.write_text(sound + '"boguty,', encoding="utf-8")
    assert any("cannot be read as CSV" in line for line in faults(catalog, path))
    path.write_text(sound.split("\n", 1)[0] + "\n", encoding="utf-8")
    assert any("holds no claim" in line for line in faults(catalog, path))
    path.write_text(sound, encoding="utf-8")
    monkeypatch.setattr(new_rows, "MOST_BYTES", 10)
    assert any("is larger than 10 bytes" in line for line in faults(catalog, path))
    monkeypatch.undo()
    monkeypatch.setattr(new_rows, "MOST_ROWS", 0)
    assert any("has more than 0 rows" in line for line in faults(catalog, path))
