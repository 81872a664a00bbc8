"""The workbook, opened again by a spreadsheet library."""

from __future__ import annotations

import datetime
import io
import re
from dataclasses import replace

import openpyxl
import pytest

import geo
from geo import Selection
from geo.catalog import titles
from geo.catalog.selection import select
from geo.errors import FormatError
from geo.export import registry, table_columns, workbook
from geo.export.csv_files import FORMULA_STARTS


def opened(view, address=""):
    return openpyxl.load_workbook(io.BytesIO(registry.content(view, "xlsx", address=address)))


def machine_name(cell):
    return cell.comment.text.partition(":")[0]


def rows_of(sheet):
    """Rows of cells by the machine names of their columns, which are the notes on the headings."""
    heads = [machine_name(cell) for cell in sheet[1]]
    return [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2)]


@pytest.fixture(scope="module")
def everything(prepared):
    return select(prepared)


@pytest.fixture(scope="module")
def book(everything):
    return opened(everything)


def test_sheets_and_their_rows(book, everything):
    assert book.sheetnames == ["Sites", "Claims", "Sources", "Facts", "Searches", "About"]
    assert [row["site_id"].value for row in rows_of(book["Sites"])] == list(everything.sites.index)
    assert [row["claim_id"].value for row in rows_of(book["Claims"])] == list(everything.claims.index)
    expected = [row["source_id"] for row in table_columns.source_rows(everything)]
    assert [row["source_id"].value for row in rows_of(book["Sources"])] == expected


def test_every_site_cell_is_that_of_the_table(book, everything):
    names = [machine_name(cell) for cell in book["Sites"][1]]
    assert [name for name in names if name not in workbook.FIRST_SOURCES] == list(table_columns.SITE_COLUMNS)
    for expected, row in zip(table_columns.site_rows(everything), rows_of(book["Sites"]), strict=True):
        for name, value in expected.items():
            read = row[name].value
            assert read == (None if value == "" else value), (expected["site_id"], name)
            assert isinstance(read, str) == (isinstance(value, str) and value != "")


def test_claims_keep_their_figures_as_numbers_with_the_digits_as_written(book, everything):
    for expected, row in zip(table_columns.claim_rows(everything), rows_of(book["Claims"]), strict=True):
        for name in ("value", "value_max", "out_of"):
            if expected[name]:
                assert row[name].data_type == "n"
                decimals = len(row[name].number_format.partition(".")[2])
                assert f"{row[name].value:.{decimals}f}" == expected[name]
            else:
                assert row[name].value is None
        assert row["value_si"].value == pytest.approx(expected["value_si"], rel=1e-15)
        assert row["note"].value == (expected["note"] or None)


@pytest.mark.parametrize(("sheet", "column"), [("Claims", "source_date"), ("Sources", "date")])
def test_dates_known_to_the_day_are_dates_and_others_stay_as_known(book, everything, sheet, column):
    rows = table_columns.claim_rows(everything) if sheet == "Claims" else table_columns.source_rows(everything)
    seen = set()
    for expected, row in zip(rows, rows_of(book[sheet]), strict=True):
        read = row[column].value
        seen.add(type(read))
        if len(expected[column]) == 10:
            assert read == datetime.datetime.fromisoformat(expected[column])
            assert row[column].number_format == "yyyy-mm-dd"
        else:
            assert read == (expected[column] or None)
    assert {datetime.datetime, str} <= seen


def test_addresses_are_links_and_claims_lead_to_their_source(book, everything):
    sources = {cell.value: cell.row for cell in book["Sources"]["A"]}
    for expected, row in zip(table_columns.claim_rows(everything), rows_of(book["Claims"]), strict=True):
        link = row["source_id"].hyperlink
        assert link.location == f"Sources!A{sources[expected['source_id']]}"
        assert (row["source_url"].hyperlink is not None) == expected["source_url"].startswith("http")
    for row in rows_of(book["Sources"]):
        if row["url"].value:
            assert row["url"].hyperlink.target.startswith("http")


def test_first_sources_of_a_site_are_links_by_their_titles(book, everything):
    sources = everything.catalog.sources
    for expected, row in zip(table_columns.site_rows(everything), rows_of(book["Sites"]), strict=True):
        ids = expected["sources"].split(";")
        for name, source_id in zip(workbook.FIRST_SOURCES, ids, strict=False):
            assert row[name].value == sources.at[source_id, "title"]
            assert row[name].hyperlink.target == sources.at[source_id, "url"]
        assert all(row[name].value is None for name in workbook.FIRST_SOURCES[len(ids) :])


def test_a_source_without_an_address_leads_to_its_row(broken):
    broken.cells("sources.csv", "qaz_20250402", url="")
    made = opened(geo.select(broken.load()))
    cell = next(row["source_1"] for row in rows_of(made["Sites"]) if row["sources"].value.startswith("qaz_20250402;"))
    rows = {row["source_id"].value: row["source_id"].row for row in rows_of(made["Sources"])}
    assert cell.hyperlink.location == f"Sources!A{rows['qaz_20250402']}"


def test_headings_are_words_with_the_machine_name_and_its_meaning_in_a_note(book, everything):
    columns = {"Sites": table_columns.SITE_COLUMNS, "Claims": table_columns.claim_columns(everything)}
    for name in book.sheetnames[:-1]:
        heads = [cell.value for cell in book[name][1]]
        assert len(set(heads)) == len(heads)
        assert not any("_" in head or head[0].islower() for head in heads)
        assert all(len(cell.comment.text.partition(": ")[2]) > 5 for cell in book[name][1])
        assert set(columns.get(name, ())) <= {machine_name(cell) for cell in book[name][1]}


def test_facts_and_searches_have_sheets_of_their_own(broken):
    fact = "F001,melovoye,operator,12.50,2024-05-01,seed_001,line 1,\n"
    broken.write("site_facts.csv", broken.text("site_facts.csv") + fact)
    search = "S001,melovoye,figure,catalogues,2026-11-30,nothing,\n"
    broken.write("searches.csv", broken.text("searches.csv") + search)
    made = opened(geo.select(broken.load()))
    ((fact_row,), (search_row,)) = (list(rows_of(made[name])) for name in ("Facts", "Searches"))
    assert (fact_row["site_id"].value, fact_row["value"].value) == ("melovoye", "12.50")
    assert fact_row["as_of"].is_date
    assert fact_row["source_id"].hyperlink.location.startswith("Sources!A")
    assert (search_row["where"].value, search_row["date"].is_date) == ("catalogues", True)
    heads = {machine_name(cell): cell.value for cell in made["Facts"][1]}
    assert heads["value"] == "Statement"


def test_long_texts_go_on_in_the_next_line_of_their_cell(book):
    for sheet, columns in {"Sites": ["headline_claim", "source_1"], "Claims": ["note", "paraphrase"]}.items():
        for row in rows_of(book[sheet]):
            assert all(row[name].alignment.wrap_text for name in columns if row[name].value)
            assert {cell.alignment.vertical for cell in row.values() if cell.value is not None} == {"top"}
    assert not any(row["sources"].alignment.wrap_text for row in rows_of(book["Sites"]))


def test_headings_are_frozen_and_columns_wide_enough_to_read(book):
    for name in ("Sites", "Claims", "Sources"):
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert all(sheet.column_dimensions[cell.column_letter].width >= 10 for cell in sheet[1] if cell.column == 1)
    assert book["Claims"].column_dimensions["Y"].width > 0


def test_about_says_what_it_is(prepared):
    view = select(prepared, Selection(elements=("Nd",), regions=("KZ-35",)))
    address = "https://deposits.example/?element=Nd&region=KZ-35"
    rows = list(opened(view, address)["About"].iter_rows(values_only=True))
    about = {name: text for name, text, column in rows if name and not column}
    assert about["Selection"] == titles.selection(view)
    assert about["Address"] == address
    assert view.catalog.version in about["Version"]
    assert about["Terms of the licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert str(len(view.sites)) in about["Counts"]
    told = {column: (name, text) for name, text, column in rows if column}
    assert set(table_columns.SITE_COLUMNS) | set(table_columns.claim_columns(view)) | set(
        workbook.FIRST_SOURCES
    ) <= set(told)
    assert told["value_si"][0] == "Value, normalised"
    assert told["name_kk"] == ("Name, Kazakh", "Kazakh name")


def test_no_cell_is_a_formula(broken):
    hostile = ("=1+1", '=HYPERLINK("http://example.org","x")', "+x", "@x", "-2+3+cmd|' /C calc'!A0")
    sites = ("kurumsak", "melovoye", "irgiz", "dos1", "dos2")
    for site_id, name in zip(sites, hostile, strict=True):
        broken.site(site_id, name_en=name, operator=name)
    broken.cells("claims.csv", "C001", paraphrase="=1+1", material_as_written="@SUM(1)", note="-1")
    view = geo.select(broken.load())
    book = opened(view, "=1+1")
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate, cell.value)
                if isinstance(cell.value, str):
                    assert not cell.value.startswith(FORMULA_STARTS), (sheet.title, cell.coordinate)
    names = {row["site_id"].value: row["name_en"].value for row in rows_of(book["Sites"])}
    assert [names[site] for site in sites] == [f"'{name}" for name in hostile]


def test_a_text_too_long_for_a_cell_is_cut_not_lost(broken):
    broken.site("irgiz", operator="x" * 40_000)
    row = next(row for row in rows_of(opened(geo.select(broken.load()))["Sites"]) if row["site_id"].value == "irgiz")
    assert row["operator"].value == "x" * workbook.MOST_LETTERS


def test_more_links_than_a_sheet_takes_stay_text(everything, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_LINKS", 5)
    sheet = opened(everything)["Sources"]
    linked = [row["url"].hyperlink is not None for row in rows_of(sheet) if row["url"].value]
    assert linked[:5] == [True] * 5
    assert not any(linked[5:])


def test_more_rows_than_a_sheet_holds_are_refused_in_one_sentence(everything, tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 78)
    with pytest.raises(
        FormatError, match=r"^79 rows are more than the 78 of a sheet \(Sites\): choose another format$"
    ):
        registry.write(everything, "xlsx", tmp_path / "out.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_figures_beyond_what_a_spreadsheet_holds_stay_text(everything):
    claims = everything.claims.copy()
    claims.loc["C001", "value"] = "12345678901234567890"
    row = rows_of(opened(replace(everything, claims=claims))["Claims"])[list(claims.index).index("C001")]
    assert row["value"].value == "12345678901234567890"


def test_about_speaks_of_columns_by_their_headings(book):
    headings = {cell.value for name in ("Sites", "Claims", "Sources") for cell in book[name][1]}
    lines = [str(row[1].value) for row in book["About"].iter_rows() if row[1].value]
    quoted = {word for line in lines for word in re.findall("“([^”]+)”", line)}
    assert len(quoted) >= 5
    assert quoted <= headings
    (figures,) = (str(row[1].value) for row in book["About"].iter_rows() if row[0].value == "Figures")
    assert "_" not in figures
