"""What stands between two figures: every obstacle is named, in the order of the rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.claims import intervals
from geo.claims.comparability import obstacles
from geo.claims.verdicts import compare
from tests.claims.making import BOOK, figure


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"quantity": "production", "unit": "t/a"}, "quantity"),
        ({"basis": "ore"}, "basis"),
        ({"scope": "one of five ore bodies"}, "scope"),
        ({"subjects": frozenset({"irgiz"})}, "scope"),
        ({"depth": intervals.point(100)}, "scope"),
        ({"substance": "RM"}, "substance"),
        ({"modality": "target"}, "modality"),
    ],
)
def test_each_obstacle_is_named(changes, reason):
    verdict = compare(replace(figure("C1"), depth=intervals.point(300)), replace(figure("C2", **changes)))
    assert verdict.outcome == "not comparable"
    assert verdict.reasons == (reason,)
    assert verdict.factor is None


def test_tests_run_in_the_order_of_the_rules():
    other = figure(
        "C2",
        basis="ore",
        scope="half",
        grade_low=4,
        grade_high=8,
        substance="RM",
        edition_year="2024",
        category="reserve",
    )
    one = figure("C1", grade_low=1, grade_high=3, edition_year="2023", category="forecast")
    assert [item.reason for item in obstacles(one, other)] == ["basis", "scope", "category", "substance", "date"]


def test_forecast_against_reserve_is_no_comparison_but_none_stated_is_only_remarked():
    forecast = figure("C1", grade_low=1, grade_high=3, category="forecast")
    assert compare(forecast, figure("C2", grade_low=4, grade_high=8, category="reserve")).reason == "category"
    verdict = compare(forecast, figure("C2"))
    assert verdict.outcome == "consistent"
    assert "Only one names a category" in verdict.text()


def test_editions_and_years_of_figures_that_change():
    a, b = figure("C1", years=frozenset({"2023"})), figure("C2", years=frozenset({"2024"}))
    assert compare(a, b).reason == "date"
    assert compare(a, figure("C2")).outcome == "consistent"
    assert compare(replace(a, quantity="area"), replace(b, quantity="area")).outcome == "consistent"


@pytest.mark.parametrize(
    ("reserve", "resource", "words"),
    [
        ("reserves", "JORC resources", "a reserve is a part of a resource"),
        ("total reserves", "JORC Indicated+Inferred", "a reserve is a part of a resource"),
        ("historical reserves", "resources", "a reserve is a part of a resource"),
        ('"confirmed reserves"', "estimated total resources", "a reserve is a part of a resource"),
    ],
)
def test_a_reserve_is_not_set_against_a_resource(reserve, resource, words):
    verdict = compare(figure("C1", value="20", category=reserve), figure("C2", value="64", category=resource))
    assert (verdict.outcome, verdict.reasons) == ("not comparable", ("category",))
    for part in (words, reserve, resource, "64 million t is 3.2 times 20 million t"):
        assert part in verdict.text()


def test_a_reserve_above_the_resource_goes_by_another_code():
    verdict = compare(figure("C1", value="64", category="reserves"), figure("C2", value="20", category="resources"))
    assert verdict.reason == "category"
    assert "do not go by one code" in verdict.text()


def test_a_forecast_is_not_a_reserve_and_words_of_one_kind_are_compared():
    forecast = figure("C1", category="forecast resources", grade_low=1, grade_high=3)
    verdict = compare(forecast, figure("C2", category="reserves"))
    assert verdict.reason == "category"
    assert "which is not yet a reserve" in verdict.text()
    far = figure("C2", value="90", category="state reserves")
    assert compare(figure("C1", category="reserves"), far).outcome == "inconsistent"
    assert compare(figure("C1", category="estimate"), far).outcome == "inconsistent"


def test_what_was_before_a_revision_is_not_set_against_it():
    verdict = compare(BOOK.figure("C222"), BOOK.figure("C223"))
    assert (verdict.outcome, verdict.reasons) == ("not comparable", ("date",))
    assert "before 2025" in verdict.text()
    undated = compare(BOOK.figure("C223"), BOOK.figure("C224"))
    assert (undated.outcome, undated.reason) == ("not comparable", "date")
    assert "bears no date" in undated.text()
    assert "1.72 times" in undated.text()


@pytest.mark.parametrize("metals", ["C029", "C128"])
@pytest.mark.parametrize("small", ["C031", "C135"])
def test_metals_of_a_rare_earth_site_are_rare_earths(metals, small):
    verdict = compare(BOOK.figure(metals), BOOK.figure(small))
    assert "substance" not in verdict.reasons
    assert "different materials" not in verdict.text()
    assert round(float(verdict.ratio)) == 67
    assert "66.8 times" in verdict.text()


def test_other_substances_stay_apart():
    assert compare(BOOK.figure("C093"), BOOK.figure("C094")).reason == "substance"
    assert BOOK.figure("C041").substance == "RM+REE"
