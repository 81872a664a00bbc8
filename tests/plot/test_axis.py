"""The axis of a chart: one for all tonnages, from zero for what is counted."""

from __future__ import annotations

import math

from geo.plot import charts
from geo.plot.axis import Span, axis_of, ticks


def group_of(found, subject, quantity):
    return next(group for group in found if subject in group.subjects and group.quantity == quantity)


def test_tonnages_share_one_axis_that_grows_only_where_a_claim_lies_outside(catalog, found):
    for group in found:
        if group.quantity == "tonnage":
            rows = charts.chart_rows(catalog, group.statements)
            span = axis_of(rows)
            if span is None or not span.log:
                continue
            ends = [end for name in ("low", "high") for end in rows[name] if 0 < end < math.inf]
            assert span.low == (1e3 if min(ends) >= 1e3 else 10 ** math.floor(math.log10(min(ends))))
            assert span.high >= max(ends)
            assert span.high == 1e8 or max(ends) > 1e8


def test_what_is_counted_stands_on_an_axis_from_zero(catalog, found):
    span = axis_of(charts.chart_rows(catalog, group_of(found, "kuirektykol", "count").statements))
    assert span is not None
    assert (span.low, span.log) == (0, False)


def test_ticks_are_powers_of_ten_or_even_steps():
    assert ticks(Span(1e3, 1e5, log=True)) == [1e3, 1e4, 1e5]
    assert ticks(Span(0, 10, log=False)) == [0, 2, 4, 6, 8, 10]
    assert {len(ticks(Span(0, high, log=False))) for high in range(1, 200)} == {5, 6, 7, 8, 9, 10}
