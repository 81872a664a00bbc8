"""Totals of the world: whether the countries listed add up to what their document says."""

from __future__ import annotations

import math

from geo.world import world_totals


def test_the_sum_of_the_seeds(catalog):
    added = next(item for item in world_totals.sums(catalog) if item.source_id == "seed_000")
    assert (added.listed, added.stated, added.missing) == (343_500, 379_900, 36_400)
    assert (added.year, added.whole, added.closes) == (2024, True, False)
    assert added.sentence.text().startswith(
        "The countries listed make 343,500 of the 379,900 t stated: the sum does not"
    )


def test_a_list_read_in_part_is_not_blamed(catalog):
    parts = [item for item in world_totals.sums(catalog) if not item.whole]
    assert parts
    assert all(item.sentence.text().endswith("the rest of the list was not read.") for item in parts)


def test_a_sum_closes_within_the_rounding(broken):
    broken.cells("claims.csv", "C010", value="49400", value_si="49400")
    added = next(item for item in world_totals.sums(broken.load()) if item.source_id == "seed_000")
    assert added.closes
    assert added.sentence.text().endswith("the sum closes.")


def test_the_seed_beside_the_summaries(catalog):
    table = world_totals.production_table(catalog, "seed_000")
    assert table.index[-1] == "WORLD"
    assert table.loc["WORLD", "Difference"] == -10_100
    assert table.loc["CN", "Difference"] == 0
    assert table.loc["TH", "Claim"] == "C010"
    assert math.isnan(table.loc["TH", "MCS 2025"])
    assert "MCS 2024" in world_totals.production_table(catalog, "seed_002").columns
    assert world_totals.production_table(catalog, "seed_003").empty


def test_documents_with_a_total_come_first(catalog):
    found = world_totals.production_sources(catalog)
    assert found[0] == "seed_000"
    assert "informburo_ree" not in found


def test_a_sum_is_of_the_year_that_its_figures_are_for(catalog):
    assert {found.source_id: found.year for found in world_totals.sums(catalog)}["seed_000"] == 2024
