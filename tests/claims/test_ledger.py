"""The ledger: every claim as a figure, found by its id and by its subject."""

from __future__ import annotations

import pytest

import geo
from geo.claims.ledger import ledger, of_claims


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


def test_a_ledger_is_one_line_in_a_notebook(catalog: geo.Catalog) -> None:
    assert repr(ledger(catalog)) == f"Ledger(data {catalog.version}: {len(catalog.claims)} figures)"
