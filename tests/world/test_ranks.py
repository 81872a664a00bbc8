"""Tonnages claimed of Kazakhstan, set into the world tables."""

from __future__ import annotations

from fractions import Fraction

import pytest

import geo
from geo.errors import UnknownIdError
from geo.world import country_tables, ranks


def test_candidates_are_rare_earths_at_home_and_never_ore(catalog):
    found = ranks.candidates(catalog)
    sizes = [figure.stated for figure in found]
    assert sizes == sorted(sizes, reverse=True)
    assert {figure.basis for figure in found} <= {"element", "oxide", "ambiguous"}
    assert {28_200_000, 20_000_000, 935_400, 800_000, 14_000} <= set(sizes)
    home = {"KZ", *catalog.regions.index, *catalog.sites.index}
    assert all(figure.subjects <= home for figure in found)
    assert {figure.claim_id for figure in found} <= set(ranks.known(catalog))


def test_candidates_follow_the_view(prepared):
    view = geo.select(prepared, geo.Selection(sources=("seed_000",)))
    assert {figure.source_id for figure in ranks.candidates(view)} == {"seed_000"}


def test_the_default_edition_is_the_latest_that_ranks(catalog):
    assert ranks.default_edition(catalog) == "MCS 2025"


@pytest.mark.parametrize("edition", ["MCS 2023", "MCS 2024", "MCS 2025", "MCS 2026"])
def test_a_table_is_the_edition_with_one_row_more(catalog, edition):
    listed = country_tables.edition(catalog, edition)
    table = ranks.world_table(catalog, edition, Fraction(5_000_000))
    assert set(table.index) == {*listed.figures, ranks.SUPPOSED}
    sizes = table["Reserves (t of oxide)"].drop([code for code in country_tables.AGGREGATES if code in table.index])
    assert sizes.is_monotonic_decreasing
    assert (table["Place"] == "").all() == (not listed.can_rank)
    assert (table["Sources"].drop(ranks.SUPPOSED) != "").all()


def test_countries_of_one_size_share_a_place(catalog):
    table = ranks.world_table(catalog, "MCS 2023", Fraction(1))
    assert list(table.loc[["VN", "BR", "RU", "IN"], "Place"]) == ["2", "3", "3", "5"]


def test_the_place_under_every_edition(catalog):
    table = ranks.place_table(catalog, Fraction(20_000_000))
    assert list(table["Edition"]) == list(country_tables.editions(catalog))
    assert dict(table["Place"]) == {
        "MCS 2023": "number 5",
        "MCS 2024": "cannot rank",
        "MCS 2025": "number 3",
        "MCS 2026": "cannot rank",
    }
    assert all(table["Why"])


def test_what_a_hedge_leaves_open_is_said(catalog):
    over = next(figure for figure in ranks.candidates(catalog) if figure.qualifier == "over")
    said = str(ranks.sentence(catalog, "MCS 2025", over.stated, over))
    assert "number 3 in MCS 2025" in said
    assert "over 20 million tons: number 1 to 3." in said
    assert "number 1 to 3" not in str(ranks.sentence(catalog, "MCS 2025", over.stated))


def test_an_unknown_edition_is_refused(catalog):
    with pytest.raises(UnknownIdError, match="MCS 1999"):
        ranks.world_table(catalog, "MCS 1999", Fraction(1))
