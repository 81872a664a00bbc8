"""The chart of claims in a picture: a panel a basis, a row a wording, with the documents that print it.

Rows and axis are those of :mod:`geo.plot.charts`, as on the screen. Lengths are points of the canvas.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from geo.catalog import tables
from geo.catalog.model import Catalog, records
from geo.claims.statements import Statement
from geo.language.translation import N_, Say, Text
from geo.plot import charts
from geo.plot.axis import Span, axis_of, ticks
from geo.plot.canvas import Canvas, Style
from geo.plot.palette import THEMES
from geo.plot.text_layout import wrapped

MARKERS: Final = ("o", "s", "D", "^", "P", "v", "X", "h")
"""Shapes of the tiers of sources, those of :data:`geo.plot.charts.SHAPES`."""
MOST_LINES: Final = 3
"""Lines that the names of the documents of one row may take."""

_COLOURS: Final = THEMES["light"]
_TEXT: Final = 330.0
"""Width of the words of a row."""
_AXIS: Final = 384.0
"""Left end of the axis, from the left of the chart."""
_NAME, _GAP, _SCALE = 20.0, 7.0, 16.0
"""Heights: the name of a panel, the gap between panels, the numbers of the axis."""
_FIGURE, _SAID = 8.6, 7.2
"""Sizes of the letters: a figure, the documents below it."""
_LEGEND: Final = (0.0, 262.0, 524.0)
"""Left ends of the columns of the legend, from the left of the chart: about thirds of its width."""
_STEP: Final = 14.0
"""Height of a line of the legend."""
_DRAWN: Final[Mapping[str, Text]] = {
    "exact": N_("a shape on the axis: one figure"),
    "range": N_("a bar: from one figure to another"),
    "over": N_("an arrow to the right: at least so much"),
    "up to": N_("an arrow to the left: at most so much"),
}
_GROUND: Final = "#F2F4F6"


@dataclass(frozen=True, eq=False)
class ChartRow:
    """Hold a wording of a claim, ready to be written.

    Attributes
    ----------
    told
        The row of :func:`geo.plot.charts.chart_rows`.
    figure
        The figure in words, in lines.
    said
        Documents that print it, in lines.
    """

    told: Mapping[str, Any]
    figure: tuple[str, ...]
    said: tuple[str, ...]

    @property
    def height(self) -> float:
        """The room it takes."""
        return 11.0 * len(self.figure) + 9.5 * len(self.said) + 8


@dataclass(frozen=True, eq=False)
class Chart:
    """Hold what is drawn.

    Attributes
    ----------
    panels
        Rows by basis, in the order of the panels.
    span
        The axis that all rows share.
    tiers
        Names of all tiers of sources, in the order of the schema.
    """

    panels: Mapping[str, tuple[ChartRow, ...]]
    span: Span
    tiers: tuple[str, ...]
    """Names of all tiers of sources, as the schema orders them."""

    @property
    def rows(self) -> tuple[ChartRow, ...]:
        """All rows, from top to bottom."""
        return tuple(row for rows in self.panels.values() for row in rows)

    @property
    def documents(self) -> int:
        """How many documents print the figures."""
        return len({source for row in self.rows for source in row.told["source_ids"]})

    @property
    def height(self) -> float:
        """The room it takes with its legend."""
        panels = sum(_panel_height(name, rows) for name, rows in self.panels.items())
        return panels + _GAP * (len(self.panels) - 1) + _SCALE + 22 + _STEP * (1 + max(map(len, _entries(self))))


def chart(catalog: Catalog, statements: Sequence[Statement], say: Say = str) -> Chart | None:
    """Prepare the chart of some statements.

    Parameters
    ----------
    catalog
        The data.
    statements
        What is said of one quantity.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    Chart | None
        The chart; None where no figure can lie on an axis.
    """
    table = charts.chart_rows(catalog, statements, say) if statements else None
    span = None if table is None else axis_of(table)
    if table is None or span is None:
        return None
    rows = [_row(catalog, told) for told in records(table)]
    panels = {name: tuple(found) for name, found in groupby(rows, key=lambda row: str(row.told["panel"]))}
    return Chart(panels, span, tuple(say(label) for label in catalog.schema.labels("sources", "tier").values()))


def _row(catalog: Catalog, told: Mapping[str, Any]) -> ChartRow:
    named = list(tables.source_names(catalog.sources.loc[list(told["source_ids"])]))
    several = {name: named.count(name) for name in named}
    documents = "; ".join(f"{name} ×{count}" if count > 1 else name for name, count in several.items())
    said = wrapped(documents, _SAID, _TEXT, most=MOST_LINES)
    return ChartRow(told, tuple(wrapped(str(told["label"]), _FIGURE, _TEXT)), tuple(said))


def draw(page: Canvas, shown: Chart, left: float, right: float, top: float, say: Say = str) -> None:
    """Draw a chart between two sides of a canvas, with its legend below.

    Parameters
    ----------
    page
        The canvas.
    shown
        The chart.
    left
        Left side, in points.
    right
        Right side, in points.
    top
        Upper edge, in points; the chart grows down from it.
    say
        Translates our phrases; writes numbers and dates as the language does.
    """
    axis = (left + _AXIS, right - 14)
    level = top
    for name, rows in shown.panels.items():
        height = _panel_height(name, rows)
        page.bar((left, level - height, right, level), _GROUND)
        for value in ticks(shown.span):
            x = _place(shown.span, value, axis)
            page.lines([[(x, level - height), (x, level)]], _COLOURS.line, 0.6, 2)
        if name:
            page.text((left + 8, level - 11), say(charts.PANELS[name]), Style(9.5, _COLOURS.text, bold=True))
        below = level - (_NAME if name else 4)
        for row in rows:
            _draw_row(page, shown, row, (left, below), axis)
            below -= row.height
        level -= height + _GAP
    for value in ticks(shown.span):
        words = charts.tick_words(value, str(shown.rows[0].told["unit"]), shown.span, say)
        x = _place(shown.span, value, axis)
        page.text((x, level - _SCALE / 2 + 4), words, Style(7.6, _COLOURS.muted), "center")
    _legend(page, shown, left, level - _SCALE - 18, say)


def _panel_height(name: str, rows: Sequence[ChartRow]) -> float:
    return (_NAME if name else 4.0) + sum(row.height for row in rows) + 4


def _draw_row(
    page: Canvas, shown: Chart, row: ChartRow, corner: tuple[float, float], axis: tuple[float, float]
) -> None:
    """Write the figure and its documents, and draw it on the axis."""
    left, top = corner
    colour, shape = _look(shown, row)
    level = top - 6
    page.marker((left + 13, level), shape, colour, 6.5)
    for line in row.figure:
        page.text((left + 24, level), line, Style(_FIGURE, _COLOURS.text))
        level -= 11
    for line in row.said:
        page.text((left + 24, level + 0.5), line, Style(_SAID, _COLOURS.muted))
        level -= 9.5
    _mark(page, shown, row, top - (row.height - 8) / 2 - 1, axis)


def _look(shown: Chart, row: ChartRow) -> tuple[str, str]:
    """Return the colour of a row, its evidence grade, and its shape, the tier of the best source."""
    return charts.GRADES["light"][int(row.told["grade"])], MARKERS[shown.tiers.index(str(row.told["tier"]))]


def _mark(page: Canvas, shown: Chart, row: ChartRow, level: float, axis: tuple[float, float]) -> None:
    """Draw a figure on the axis, unless it is nil and the axis has no nil."""
    (colour, shape), kind, span = _look(shown, row), row.told["kind"], shown.span
    low, high = (_place(span, float(row.told[end]), axis) for end in ("low", "high"))
    if kind != "exact" or row.told["high"] > 0 or not span.log:
        _shape(page, kind, (low, high), level, colour, shape)


def _shape(page: Canvas, kind: str, ends: tuple[float, float], level: float, colour: str, shape: str) -> None:
    """Draw a figure: a shape, a bar between two caps, or from its cap an arrow to the open side."""
    low, high = ends
    if kind == "exact":
        page.marker(((low + high) / 2, level), shape, colour, 9.5 if low == high else 6.5)
        return
    page.lines([[(low, level), (high, level)]], colour, 6.0 if kind == "range" else 1.8, 7)
    caps = {"range": (low, high), "over": (low,), "up to": (high,)}[kind]
    page.lines([[(x, level - 5.5), (x, level + 5.5)] for x in caps], colour, 2.2, 7)
    if kind == "over":
        page.marker((high - 1, level), ">", colour, 7.5)
    elif kind == "up to":
        page.marker((low + 1, level), "<", colour, 7.5)


def _place(span: Span, value: float, axis: tuple[float, float]) -> float:
    """Return where a value lies on the axis; what lies outside, or is open, at its end."""
    value = min(max(value, span.low), span.high)
    ends = (span.low, value, span.high)
    low, at, high = (math.log10(end) for end in ends) if span.log else ends
    return axis[0] + (axis[1] - axis[0]) * (at - low) / (high - low)


def _entries(shown: Chart) -> tuple[Sequence[Any], Sequence[Any], Sequence[Any]]:
    """Return what the legend explains, of what is drawn: grades with their words, tiers, ways to draw."""
    grades: dict[int, dict[str, None]] = {}
    for row in shown.rows:
        grades.setdefault(int(row.told["grade"]), {})[str(row.told["evidence"])] = None
    told = any(shown.panels) or set(grades) != {0}
    tiers = {str(row.told["tier"]) for row in shown.rows}
    kinds = {str(row.told["kind"]) for row in shown.rows}
    return (
        [(level, " · ".join(grades[level])) for level in sorted(grades)] if told else [],
        [tier for tier in shown.tiers if tier in tiers],
        [kind for kind in _DRAWN if kind in kinds],
    )


def _legend(page: Canvas, shown: Chart, left: float, top: float, say: Say) -> None:
    grades, tiers, kinds = _entries(shown)
    heads: tuple[Text, ...] = (N_("Evidence"), N_("Best source"), N_("How it is drawn"))
    for column, head, items in zip(_LEGEND, heads, (grades, tiers, kinds), strict=True):
        if items:
            page.text((left + column, top), say(head), Style(7.6, _COLOURS.text, bold=True))
    for x, level, (grade, words) in _places(left + _LEGEND[0], top, grades):
        page.bar((x, level - 4, x + 8, level + 4), charts.GRADES["light"][grade])
        _words(page, x, level, words)
    for x, level, tier in _places(left + _LEGEND[1], top, tiers):
        page.marker((x + 4, level), MARKERS[shown.tiers.index(tier)], _COLOURS.muted, 6.5)
        _words(page, x, level, tier)
    for x, level, kind in _places(left + _LEGEND[2], top, kinds):
        _shape(page, kind, (x, x + 16), level, _COLOURS.muted, "o")
        _words(page, x + 8, level, say(_DRAWN[kind]))


def _places(left: float, top: float, items: Sequence[Any]) -> Iterator[tuple[float, float, Any]]:
    for number, item in enumerate(items, start=1):
        yield left + 2, top - _STEP * number, item


def _words(page: Canvas, x: float, level: float, words: str) -> None:
    for line in wrapped(words, 7.6, 228, most=1):
        page.text((x + 16, level), line, Style(7.6, _COLOURS.text))
