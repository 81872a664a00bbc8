"""A figure prints itself as a person would say it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.catalog.model import Catalog
from geo.claims.figure import Figure
from geo.claims.intervals import Interval
from geo.claims.ledger import ledger


@pytest.fixture(scope="module")
def over_20_million(catalog: Catalog) -> Figure:
    return ledger(catalog).figure("C062")


def test_a_figure_says_what_it_is_who_says_so_and_what_it_leaves_possible(over_20_million: Figure) -> None:
    assert str(over_20_million) == (
        "C062 Zhana Kazakhstan, tonnage: over 20 million tons of metal, by qaz_20250402, (20,000,000, inf) t"
    )


@pytest.mark.parametrize(
    ("basis", "oxide", "said"),
    [
        ("ore", "", " tons of ore, by "),
        ("oxide", "WO3", " tons of oxide (WO3), by "),
        ("ambiguous", "", " tons (material not said), by "),
        ("", "", " tons, by "),
    ],
)
def test_a_figure_says_what_it_is_a_figure_of(over_20_million: Figure, basis: str, oxide: str, said: str) -> None:
    assert said in str(replace(over_20_million, basis=basis, oxide=oxide))


def test_a_count_has_no_interval(catalog: Catalog, over_20_million: Figure) -> None:
    assert str(ledger(catalog).figure("C002")) == "C002 Kazakhstan, rank: number 2, by seed_000"
    assert "[" not in str(replace(over_20_million, unit="count", value=Interval(1, 2)))
