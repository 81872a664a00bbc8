"""The axis on which the figures of a chart of claims lie."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import pandas

TONNES: Final = (10.0**3, 10.0**8)
"""Ends of the axis of tonnages, wider only where a claim lies outside: charts of different sites can be compared."""


@dataclass(frozen=True)
class Span:
    """Hold an axis.

    Attributes
    ----------
    low
        Lower end, in the unit of the figures.
    high
        Upper end, in the unit of the figures.
    log
        Whether the axis is logarithmic.
    """

    low: float
    high: float
    log: bool


def axis_of(rows: pandas.DataFrame) -> Span | None:
    """Return the axis that holds all rows.

    Masses span orders of magnitude, so their axis is logarithmic and ends at powers of ten; any other begins at zero.

    Parameters
    ----------
    rows
        Rows as :func:`geo.plot.charts.chart_rows` returns them.

    Returns
    -------
    Span | None
        The axis; None if no figure is above zero.
    """
    ends = [float(end) for name in ("low", "high") for end in rows[name] if 0 < end < math.inf]
    if not ends:
        return None
    low, high = min(ends), max(ends)
    if rows["mass"].all():
        wanted = TONNES if rows["unit"].iloc[0] == "t" else (low, high)
        low, high = (math.log10(end) for end in (min(low, wanted[0]), max(high, wanted[1])))
        return Span(10.0 ** math.floor(low), 10.0 ** (math.ceil(high) if high > math.floor(low) else low + 1), log=True)
    return Span(0, high * 1.25, log=False)  # a quarter to spare, for the arrow of "over"


def ticks(span: Span) -> list[float]:
    """Return where an axis is marked: each power of ten, or four to nine even steps.

    Parameters
    ----------
    span
        The axis.

    Returns
    -------
    list[float]
        Values in the unit of the axis, from the lowest.
    """
    if span.log:
        return [10.0**n for n in range(round(math.log10(span.low)), round(math.log10(span.high)) + 1)]
    step = 10.0 ** math.floor(math.log10(span.high / 4))
    step = next(step * size for size in (5, 2, 1) if step * size <= span.high / 4)
    # 1e-9, because a quotient that should be whole may fall just below it
    return [step * number for number in range(math.floor(span.high / step + 1e-9) + 1)]
