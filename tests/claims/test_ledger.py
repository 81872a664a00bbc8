"""The ledger: every claim as a figure, found by its id and by its subject."""

from __future__ import annotations

import pytest

import geo
from geo.claims.ledger import ledger, of_claims
from tests.conftest import DATA, whole_catalog


def test_every_claim_is_a_figure_and_hidden_ones_are_left_out_of_a_view(catalog: geo.Catalog) -> None:
    book = ledger(catalog)
    assert list(book.figures) == list(catalog.claims.index)
    shown = catalog.claims.index[catalog.claims["review"] != "hide"]
    assert {item.claim_id for item in of_claims(catalog)} == set(shown) < set(book.figures)


def test_figures_about_a_subject_have_no_other_subject_and_are_not_hidden(catalog: geo.Catalog) -> None:
    found = ledger(catalog).about("irgiz", "tonnage")
    assert "C069" in {item.claim_id for item in found}
    assert {item.subjects for item in found} == {frozenset({"irgiz"})}
    assert {item.quantity for item in found} == {"tonnage"}
    assert len(found) < len(ledger(catalog).about("irgiz"))
    assert all(item.review != "hide" for item in found)


def test_an_unknown_claim_is_named(catalog: geo.Catalog) -> None:
    with pytest.raises(geo.UnknownIdError, match="'C000' is not the id of a claim"):
        ledger(catalog).figure("C000")


def test_the_ledger_of_a_catalog_is_made_once(catalog: geo.Catalog) -> None:
    assert ledger(catalog) is ledger(catalog)


@pytest.mark.parametrize(
    ("claim", "codes", "estimate"),
    [
        ("C215", "ore-reserves", "reserve"),
        ("C120", "balance", "reserve"),
        ("C161", "indicated+inferred", "resource"),
        ("C065", "forecast", "forecast"),
        ("C081", "reserves-uncoded", "reserve"),
        ("C209", "resources-uncoded", "resource"),
        ("C001", "", ""),
    ],
)
def test_the_codes_of_a_category_say_what_a_figure_is(catalog: geo.Catalog, claim, codes, estimate) -> None:
    found = ledger(catalog).figure(claim)
    assert (found.codes, found.estimate) == (frozenset(codes.split("+")) - {""}, estimate)


def test_columns_say_the_part_the_date_and_the_edition(catalog: geo.Catalog) -> None:
    book = ledger(catalog)
    assert (book.figure("C109").scope_kind, book.figure("C109").scope) == ("of N areas", "38 promising areas")
    assert (book.figure("C270").edition, str(book.figure("C270").as_of)) == ("MCS 2025", "2023")
    assert book.figure("C223").replaces == {"C222"}
    assert book.figure("C215").as_of is None  # "JORC 2012" is an edition of the code


def test_a_copy_that_drops_the_part_still_speaks_of_it(catalog: geo.Catalog) -> None:
    copy = ledger(catalog).figure("C114")
    assert catalog.claims.loc["C114", "scope"] == "whole"
    assert (copy.scope_kind, copy.scope) == ("of N areas", "38 promising areas")


def test_a_sum_of_money_is_of_the_years_of_its_document_where_nothing_else_is_said(catalog: geo.Catalog) -> None:
    book = ledger(catalog)
    assert [str(book.figure(claim).as_of) for claim in ("C154", "C196", "C115")] == ["2025", "2018", "2018 to 2024"]


def test_a_chain_of_revisions_is_followed_to_its_end(broken) -> None:
    broken.cells("claims.csv", "C222", revision_of="C221")
    assert ledger(broken.load()).figure("C223").replaces == {"C221", "C222"}


def test_data_from_before_the_columns_are_read_as_saying_nothing_of_them() -> None:
    old = ledger(geo.load(DATA.parent / "tests" / "data" / "versions" / "old"))
    assert {(item.scope_kind, item.measurand, item.as_of) for item in old.figures.values()} == {("whole", "", None)}


def test_a_ledger_is_one_line_in_a_notebook(catalog: geo.Catalog) -> None:
    assert repr(ledger(catalog)) == f"Ledger(data {catalog.version}: {len(catalog.claims)} figures)"


def test_figures_are_found_by_their_subjects_and_grades_by_mass_at_once():
    book = ledger(whole_catalog())
    for subjects in {item.subjects for item in book.figures.values()}:
        assert book.of(subjects) == tuple(item for item in book.figures.values() if item.subjects == subjects)
    assert book.of(frozenset({"nowhere"})) == ()
    assert {(item.quantity, item.unit) for item in book.grades} == {("grade", "g/t")}
