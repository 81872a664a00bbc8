"""What a tonnage implies: bounds widen with the figure, unbounded ends stay unbounded, zero implies zero."""

from __future__ import annotations

import math
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from geo.claims.arithmetic import Assumptions, Grade, imply
from geo.claims.intervals import Interval, point
from geo.claims.ledger import ledger
from geo.claims.verdicts import BASES
from tests.conftest import whole_catalog

BOOK = ledger(whole_catalog())
GRADE = Grade(point(700), Interval(695, 705), "element", "C0")
ALL = Assumptions(GRADE, BOOK.chemistry.factor("REE"), Fraction("2.65"), Fraction(300))
TONNES = st.integers(1, 10**10)


def values(tonnes, basis, given_=ALL):
    return {item.kind: item for item in imply(tonnes, basis, given_)}


@given(TONNES, TONNES, st.sampled_from(BASES))
def test_more_tonnes_imply_wider_bounds(low, high, basis):
    low, high = sorted((low, high))
    narrow, wide = values(point(low), basis), values(Interval(low, high), basis)
    assert all(wide[kind].interval.covers(item.interval) for kind, item in narrow.items())


@given(TONNES, st.sampled_from(BASES))
def test_rounding_only_widens(tonnes, basis):
    assert all(item.allowing.covers(item.interval) for item in imply(point(tonnes), basis, ALL))


@given(TONNES)
def test_metal_and_ore_are_each_others_inverse(tonnes):
    ore = values(point(tonnes), "element")["ore"].interval
    assert values(ore, "ore")["element"].interval == point(tonnes)


def test_open_and_infinite_ends_go_through():
    found = values(Interval(20_000_000, math.inf, low_open=True), "element")
    assert set(found) == {"ore", "oxide", "volume", "area", "side"}
    for item in found.values():
        assert item.interval.low_open
        assert item.interval.high == math.inf
        assert "over" in item.step.text()


def test_what_is_not_given_is_not_implied():
    assert values(point(1000), "element", Assumptions()) == {}
    assert set(values(point(1000), "ore", Assumptions())) == {"volume"}
    assert set(values(point(1000), "element", Assumptions(grade=GRADE))) == {"ore", "volume"}
