"""What is remarked on a pair of figures: how many times one is the other, and what is said of it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from geo.claims.verdicts import compare
from tests.claims.making import BOOK, figure


def test_oxide_and_element_are_compared_after_conversion():
    verdict = compare(figure("C1", value="20"), figure("C2", value="24", basis="oxide"))
    assert verdict.outcome == "consistent"
    assert "turned into oxide" in verdict.text()
    assert compare(figure("C1", value="20"), figure("C2", value="20", basis="oxide")).outcome == "inconsistent"


def test_opposite_qualifiers_of_the_same_figure():
    verdict = compare(figure("C1", "up to"), figure("C2", "over"))
    assert (verdict.outcome, verdict.reason, verdict.factor) == ("inconsistent", "opposite qualifiers", 1)
    assert compare(figure("C1", "up to"), figure("C2", "at least")).outcome == "undetermined"


@pytest.mark.parametrize(
    ("a", "b", "ratio"), [("C001", "C109", "10.8"), ("C221", "C224", "3.2"), ("C135", "C136", "1,429")]
)
def test_what_is_not_comparable_still_says_how_many_times(a, b, ratio):
    verdict = compare(BOOK.figure(a), BOOK.figure(b))
    assert verdict.outcome == "not comparable"
    assert f" is {ratio} times " in verdict.text()
    assert " times " not in compare(figure("C1", basis="ore"), figure("C2", value="29")).text()


def test_ratios_of_different_things_counted_are_not_told():
    verdict = compare(BOOK.figure("C088"), BOOK.figure("C089"))
    assert verdict.ratio == Fraction(9, 4)
    assert "times" not in verdict.text()


def test_a_category_that_only_one_names_is_left_out_where_it_changes_nothing():
    forecast = figure("C1", grade_low=1, grade_high=3, category="forecast")
    assert "Only one names" in compare(forecast, figure("C2", value="60")).text()
    assert "Only one names" not in compare(forecast, figure("C2", value="900")).text()
    assert "Only one names" not in compare(forecast, figure("C2", basis="ore")).text()


def test_tonnes_of_what_is_not_said():
    text = compare(figure("C1", basis="ambiguous"), figure("C2")).text()
    assert "exact 20 million t does not say tonnes of what." in text
