"""Sums of figures: exact where they make sense, refused with a reason where not."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from geo.claims import intervals
from geo.claims.totals import Refusal, Total, total
from tests.claims.making import figure


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"quantity": "grade", "unit": "g/t"}, "quantity"),
        ({"subjects": frozenset({"irgiz"}), "containers": frozenset({"zhana_kazakhstan"})}, "scope"),
        ({"subjects": frozenset({"zhana_kazakhstan", "boguty"})}, "scope"),
        ({"subjects": frozenset({"boguty"}), "basis": "oxide"}, "basis"),
        ({"subjects": frozenset({"boguty"}), "grade_low": 4, "grade_high": 6}, "category"),
        ({"subjects": frozenset({"boguty"}), "substance": "W"}, "substance"),
        ({}, "substance"),
    ],
)
def test_sums_without_sense_are_refused(changes, reason):
    for pair in product([figure("C1")], [figure("C2", **changes)]):
        for order in (pair, pair[::-1]):
            result = total(order)
            assert isinstance(result, Refusal)
            assert result.reason == reason
            assert result.sentence.text()


def test_a_balance_is_not_added_to_resources_by_another_code():
    graded = {"grade_low": 4, "grade_high": 6}
    balance = figure("C1", system="GKZ", codes=frozenset({"balance"}), **graded)
    elsewhere = figure("C2", system="CRIRSCO", codes=frozenset({"mineral-resources"}), **graded)
    result = total([balance, replace(elsewhere, subjects=frozenset({"boguty"}))])
    assert isinstance(result, Refusal)
    assert result.reason == "category"


def test_sums_of_different_places_are_exact():
    result = total([figure("C1"), figure("C2", value="0.5", subjects=frozenset({"boguty"}))])
    assert isinstance(result, Total)
    assert result.interval == intervals.Interval(19_950_000, 21_050_000)
    assert result.claim_ids == ("C1", "C2")
    with pytest.raises(ValueError, match="nothing"):
        total([])
