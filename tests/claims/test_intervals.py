"""Intervals: exact ends, containment under arithmetic, symmetry."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.claims import units
from geo.claims.intervals import Interval, from_claim, half_digit, point, smallest_ratio

ENDS = st.fractions(min_value=0, max_value=10**6, max_denominator=1000)


@st.composite
def ranges(draw, *, positive=False):
    low, high = sorted((draw(ENDS), draw(ENDS)))
    if positive:
        low, high = low + 1, high + 1
    if draw(st.booleans()):
        high = math.inf
    if low == high:
        return point(low)
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


@st.composite
def member(draw, interval):
    if interval.is_point:
        return interval.low
    top = interval.low + 10**6 if interval.high == math.inf else interval.high
    return interval.low + (top - interval.low) * Fraction(draw(st.integers(1, 99)), 100)


@st.composite
def with_member(draw, **options):
    interval = draw(ranges(**options))
    return interval, draw(member(interval))


@given(with_member(), with_member())
def test_sums_and_products_hold_what_they_must(left, right):
    (a, x), (b, y) = left, right
    assert x in a
    assert x * y in a * b
    assert x + y in a + b


@given(with_member(), with_member(positive=True))
def test_quotients_hold_what_they_must(left, right):
    (a, x), (b, y) = left, right
    assert x / y in a / b


@given(with_member())
def test_roots_hold_what_they_must(pair):
    interval, x = pair
    assert x in (interval * interval).root()
    root = interval.root()
    assert root.low**2 <= interval.low
    assert root.high**2 >= interval.high


@given(ranges(), ranges())
def test_products_do_not_mind_the_order(a, b):
    assert a * b == b * a
    assert a + b == b + a


@given(ranges(positive=True))
def test_reciprocal_twice_is_the_same(a):
    assert a.reciprocal().reciprocal() == a


@given(ranges(), ranges())
def test_meeting_is_symmetric_and_inside_both(a, b):
    met = a.meet(b)
    assert met == b.meet(a)
    if met is None:
        assert a.is_below(b) != b.is_below(a)
    else:
        assert a.covers(met)
        assert b.covers(met)


@given(ranges(), ranges())
def test_smallest_ratio_is_symmetric_and_only_of_what_is_apart(a, b):
    factor = smallest_ratio(a, b)
    assert factor == smallest_ratio(b, a)
    assert (factor is None) == (a.meet(b) is not None)
    assert factor is None or factor >= 1


@given(ranges(), ranges(), ranges())
def test_below_is_transitive(a, b, c):
    for x, y, z in permutations((a, b, c)):
        if x.is_below(y) and y.is_below(z):
            assert x.is_below(z)


@given(st.lists(ranges(), min_size=1, max_size=4))
def test_hull_covers_all(parts):
    whole = units.hull(parts)
    assert all(whole.covers(part) for part in parts)


@pytest.mark.parametrize(
    ("written", "half"),
    [
        ("935400", "50"),
        ("20", "0.5"),
        ("20000000", "500000"),
        ("28.2", "0.05"),
        ("1", "0.5"),
        ("14000", "500"),
        ("800000", "5000"),
        ("605", "0.5"),
        ("0", "0.5"),
        ("1.10", "0.005"),
    ],
)
def test_rounding_is_half_of_the_last_written_digit(written, half):
    assert half_digit(written) == Fraction(half)


def test_the_same_figure_in_other_units_is_the_same_interval():
    assert from_claim("exact", "20", factor=1_000_000) == from_claim("exact", "20000000")


@pytest.mark.parametrize(
    ("qualifier", "expected"),
    [
        ("exact", Interval(19.5, 20.5)),
        ("about", Interval(19, 21)),
        ("up to", Interval(0, 20, low_open=True)),
        ("nearly", Interval(0, 20, low_open=True, high_open=True)),
        ("over", Interval(20, math.inf, low_open=True)),
        ("at least", Interval(20, math.inf)),
    ],
)
def test_qualifiers_make_their_intervals(qualifier, expected):
    assert from_claim(qualifier, "20") == expected
    assert expected.one_sided == (qualifier not in ("exact", "about"))


def test_ranges_are_closed_unless_the_row_excludes_the_upper_end():
    assert from_claim("range", "10", "100") == Interval(10, 100)
    assert from_claim("range", "10", "100", note="the upper end excluded") == Interval(10, 100, high_open=True)


def test_things_counted_are_not_rounded():
    assert from_claim("exact", "15", counted=True) == point(15)


@pytest.mark.parametrize(
    ("value", "counted", "expected"),
    [
        ("14000", False, Interval(13300, 14700)),
        ("3", False, Interval("2.5", "3.5")),
        ("50", True, Interval(45, 55)),
        ("3", True, Interval(2, 4)),
    ],
)
def test_about_widens_by_a_twentieth_and_counts_by_a_tenth_but_one_at_least(value, counted, expected):
    assert from_claim("about", value, counted=counted) == expected
    assert from_claim("about", value, counted=counted, at_word=True) == point(value)


def test_ends_are_exact():
    assert from_claim("exact", "935.4", factor=1000) == Interval(935350, 935450)
    assert Interval(0.1, 0.3).low == Fraction(1, 10)
    assert point("0.1") + point("0.2") == point("0.3")


def test_zero_and_infinity():
    everything = Interval(0, math.inf, low_open=True)
    assert point(0) * everything == point(0)
    assert point(1) / everything == everything
    with pytest.raises(ZeroDivisionError):
        point(1) / point(0)


@pytest.mark.parametrize("ends", [(-1, 1), (2, 1), (math.inf, math.inf), (-math.inf, 1)])
def test_impossible_ends_are_refused(ends):
    with pytest.raises(ValueError, match=r"."):
        Interval(*ends)


@pytest.mark.parametrize("value", [float("nan"), "many"])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match=r"."):
        Interval(0, value)


def test_an_open_point_is_empty():
    with pytest.raises(ValueError, match="nothing lies between"):
        Interval(1, 1, low_open=True)


def test_an_unknown_qualifier_is_refused():
    with pytest.raises(ValueError, match="'circa'"):
        from_claim("circa", "20")


def test_touching_intervals_are_apart_by_one():
    assert smallest_ratio(from_claim("up to", "20"), from_claim("over", "20")) == 1
    assert from_claim("up to", "20").meet(from_claim("at least", "20")) == point(20)


@pytest.mark.parametrize(
    ("interval", "written"),
    [
        (from_claim("exact", "20"), "[19.5, 20.5]"),
        (from_claim("up to", "0.25"), "(0, 0.25]"),
        (from_claim("nearly", "800000"), "(0, 800,000)"),
        (from_claim("at least", "3"), "[3, inf)"),
        (Interval(7, 7), "7"),
    ],
)
def test_an_interval_shows_which_ends_it_holds(interval: Interval, written: str) -> None:
    assert str(interval) == written
