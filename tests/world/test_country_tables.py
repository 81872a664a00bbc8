"""World ranks: the place follows the edition and the tonnage, and says how far the list can be trusted."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo.catalog import tables
from geo.claims import ledger
from geo.claims.intervals import Interval, from_claim
from geo.world import country_tables, ranks

MILLION = 10**6


def place(catalog, edition, tonnes):
    found = country_tables.rank(catalog, edition, tonnes)
    return found.position_low, found.position_high


@pytest.mark.parametrize(
    ("edition", "tonnes", "position"),
    [
        ("MCS 2025", 28_200_000, 2),
        ("MCS 2025", 20_000_000, 3),
        ("MCS 2025", 1_000_000, 9),
        ("MCS 2025", 935_400, 9),
        ("MCS 2025", 940_000, 9),
        ("MCS 2025", 800_000, 11),
        ("MCS 2025", 14_000, 11),
        ("MCS 2023", 20_000_000, 5),
        ("MCS 2023", 28_200_000, 2),
    ],
)
def test_the_place_of_each_reading(catalog, edition, tonnes, position):
    assert place(catalog, edition, tonnes) == (position, position)


def test_claims_rank_as_their_figures_do(catalog):
    book = ledger.ledger(catalog)
    assert place(catalog, "MCS 2025", book.figure("C001").value) == (2, 2)
    assert place(catalog, "MCS 2025", book.figure("C129").written) == (9, 9)
    assert place(catalog, "MCS 2025", book.figure("C062").value) == (1, 3)


def test_a_certain_place_says_behind_whom(catalog):
    found = country_tables.rank(catalog, "MCS 2025", 20 * MILLION)
    assert not found.or_lower
    assert found.ahead == ("CN", "BR")
    assert found.sentence.text() == "20 million t would stand at number 3 in MCS 2025, behind China, Brazil."


@pytest.mark.parametrize("tonnes", [800_000, 14_000, 940_000])
def test_a_place_that_countries_not_listed_could_take_is_or_lower(catalog, tonnes):
    found = country_tables.rank(catalog, "MCS 2025", tonnes)
    assert found.or_lower
    assert found.unlisted
    assert found.place.text().endswith("or lower")
    assert f"at most {found.unlisted}" in found.sentence.text()


def test_eight_hundred_thousand_stands_behind_south_africa(catalog):
    found = country_tables.rank(catalog, "MCS 2025", 800_000)
    assert found.ahead[-1] == "ZA"
    assert found.position_low == found.listed + 1


@pytest.mark.parametrize("edition", ["MCS 2024", "MCS 2026"])
def test_an_edition_read_thinly_gives_no_place(catalog, edition):
    found = country_tables.rank(catalog, edition, 20 * MILLION)
    assert (found.position_low, found.position_high) == (None, None)
    assert found.sentence.text().startswith("No place of 20 million t follows")


def test_an_edition_read_thinly_says_how_thinly(catalog):
    assert "only Russia and no world total" in country_tables.rank(catalog, "MCS 2024", MILLION).sentence.text()
    assert "no more than 16.8 %" in country_tables.rank(catalog, "MCS 2026", MILLION).sentence.text()


def test_more_rows_make_an_edition_complete(broken):
    row = "MCS 2024,2023,{},reserves,exact,{},rmn_mcs2024,\n"
    more = row.format("CN", 44_000_000) + row.format("WORLD", 54_500_000)
    broken.write("world.csv", broken.text("world.csv") + more)
    found = country_tables.rank(broken.load(), "MCS 2024", 20 * MILLION)
    assert found.position_low == 2
    assert found.ahead == ("CN",)


def test_totals_and_kazakhstan_are_no_rivals(catalog, broken):
    row = "MCS 2025,2024,KZ,reserves,exact,30000000,viet_2025,\n"
    broken.write("world.csv", broken.text("world.csv") + row)
    assert place(broken.load(), "MCS 2025", 28_200_000) == (2, 2)
    for edition in country_tables.editions(catalog):
        listed = country_tables.edition(catalog, edition).countries
        assert not {"WORLD", "OTHER", "KZ"} & set(listed)


def test_every_rank_carries_the_note(catalog):
    for edition in country_tables.editions(catalog):
        note = country_tables.rank(catalog, edition, MILLION).note
        assert note is country_tables.NOT_COMPARABLE
        assert "oxide" in note.text()


def test_one_sided_figures_span_places(catalog):
    over = country_tables.rank(catalog, "MCS 2025", from_claim("over", "20", factor=MILLION))
    assert (over.position_low, over.position_high, over.ahead) == (1, 3, ())
    assert over.perhaps_ahead == ("CN", "BR")
    assert "Whether behind China, Brazil too" in over.sentence.text()
    up_to = country_tables.rank(catalog, "MCS 2025", from_claim("up to", "20", factor=MILLION))
    assert (up_to.position_low, up_to.unlisted) == (3, None)
    assert "Any number of countries" in up_to.sentence.text()


def test_the_very_figure_of_a_country_shares_its_place(catalog):
    assert place(catalog, "MCS 2025", 21 * MILLION) == (2, 2)
    assert place(catalog, "MCS 2025", from_claim("over", "21", factor=MILLION))[1] == 2
    assert place(catalog, "MCS 2025", from_claim("nearly", "21", factor=MILLION))[0] == 3


def test_words_of_the_claim_can_stand_in_the_sentence(catalog):
    found = country_tables.rank(catalog, "MCS 2025", 28_200_000, said="about 28.2 million tons")
    assert found.sentence.text().startswith("about 28.2 million tons would stand")


def test_an_unknown_edition_is_named(catalog):
    with pytest.raises(geo.UnknownIdError, match="MCS 1900"):
        country_tables.rank(catalog, "MCS 1900", 1)
    with pytest.raises(geo.UnknownIdError, match="all editions"):
        ranks.world_table(catalog, "all editions", Fraction(1))


def test_editions_stand_in_order_and_rows_without_a_year_are_none(catalog):
    assert country_tables.editions(catalog) == ("MCS 2023", "MCS 2024", "MCS 2025", "MCS 2026")
    assert set(country_tables.editions(catalog, "production")) == {"MCS 2024", "MCS 2025"}


@given(low=st.integers(0, 10**8), more=st.integers(0, 10**8), extra=st.integers(0, 10**8))
def test_more_tonnes_never_rank_lower(catalog, low, more, extra):
    for edition in ("MCS 2023", "MCS 2025"):
        small, large = place(catalog, edition, low), place(catalog, edition, low + more)
        assert large <= small
        wide = place(catalog, edition, Interval(low, low + more + extra))
        assert wide[0] <= large[0]
        assert wide[1] == small[1]
        found = country_tables.edition(catalog, edition)
        assert (found.unlisted_above(low) is None) == (low == 0)
        assert found.unlisted_above(math.inf) == 0


def test_the_table_of_an_edition(catalog):
    table = ranks.world_table(catalog, "MCS 2025", Fraction(1))
    assert list(table.index[:3]) == ["CN", "BR", "IN"]
    assert table.index[-1] == "WORLD"
    assert country_tables.edition(catalog, "MCS 2025", "production").figures["CN"] == 270_000
    listed = catalog.world[(catalog.world["edition"] == "MCS 2025") & (catalog.world["country_iso"] == "CN")]
    assert {"gsw_2025", "wion_2025"} <= {source for ids in listed["source_ids"] for source in ids}
    reserves = listed.loc[listed["measure"] == "reserves", "source_ids"].explode()
    names = tables.source_names(catalog.sources.loc[list(reserves)])
    assert table.loc["CN", "Sources"].split("; ") == list(dict.fromkeys(names))
    assert ranks.world_table(catalog, "MCS 2026", Fraction(1)).loc["WORLD", "Remark"].startswith("over this much")
    assert not ranks.world_table(catalog, "MCS 2023", Fraction(1))["Country"].isna().any()
