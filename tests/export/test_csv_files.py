"""CSV: nothing that a spreadsheet would run, whatever separator it reads with."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.export import csv_files


def to_csv(rows, columns, semicolon=False):
    out = io.StringIO()
    csv_files.write_csv(rows, columns, out, semicolon)
    return out.getvalue()


@given(st.text(st.characters(codec="utf-8"), max_size=12))
def test_no_text_cell_begins_like_a_formula(text):
    shown = csv_files.neutralised(text)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert shown.removeprefix("'") == text.removeprefix("'")


TRICKY = st.text(st.sampled_from(",;\t\r\n\"'=+-@ a1"), max_size=12)


@pytest.mark.parametrize("read_by", [",", ";", "\t"])
@pytest.mark.parametrize("semicolon", [False, True])
@given(rows=st.lists(st.tuples(TRICKY, TRICKY, TRICKY), min_size=1, max_size=3))
def test_no_cell_is_a_formula_whatever_separator_it_is_read_with(rows, semicolon, read_by):
    columns = ("a", "b", "c")
    text = to_csv((dict(zip(columns, row, strict=True)) for row in rows), columns, semicolon=semicolon)
    cells = [cell for line in csv.reader(io.StringIO(text, newline=""), delimiter=read_by) for cell in line]
    assert not [cell for cell in cells if cell.lstrip("\t\r\n").startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(
    ("semicolon", "hidden"),
    [
        (False, "a;=1+1"),
        (False, 'a,b;"=1+1"'),
        (False, "a\n=1+1"),
        (True, "a,=1+1"),
        (True, "a\r\n@x"),
        (True, "a;,+1"),
    ],
)
def test_a_formula_behind_the_other_separator_gets_its_apostrophe(semicolon, hidden):
    text = to_csv([{"a": "x", "b": hidden}], ["a", "b"], semicolon=semicolon)
    for delimiter in ",;":
        cells = [cell for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in line]
        assert not [cell for cell in cells if cell.lstrip('"').startswith(("=", "+", "-", "@"))]
    (row,) = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if semicolon else ",")
    assert row["b"].replace("'", "") == hidden


@pytest.mark.parametrize("text", ["\t=1+1", "\r=1", "\n=1"])
def test_formula_behind_a_blank_is_neutralised(text):
    assert csv_files.neutralised(text) == f"'{text}"


def test_numbers_are_never_changed():
    text = to_csv([{"a": -1.5, "b": -2, "c": None, "d": "-1"}], ["a", "b", "c", "d"])
    assert text == "a,b,c,d\r\n-1.5,-2,,'-1\r\n"


def test_cells_with_marks_of_csv_are_quoted():
    awkward = 'one, "two"\nthree'
    text = to_csv([{"a": awkward}], ["a"])
    assert list(csv.DictReader(io.StringIO(text, newline=""))) == [{"a": awkward}]
