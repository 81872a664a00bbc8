"""Charts of a view, as Altair specifications."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

import altair
import pandas

from geo.catalog.model import Catalog
from geo.claims.statements import Statement
from geo.language.translation import N_, Say, Text
from geo.language.wording import shown_unit
from geo.plot import chart_entries
from geo.plot.axis import Span, axis_of, ticks
from geo.plot.count_bars import QUIET
from geo.plot.palette import THEMES, Theme

GRADES: Final[Mapping[Theme, tuple[str, ...]]] = {
    "light": ("#8A9095", "#1996C3", "#1A81B7", "#1F6CA8", "#235799", "#264388", "#262F76", "#252255", "#1E1143"),
    "dark": ("#6A7074", "#4284C5", "#319CC5", "#3AB0BF", "#5DC2B7", "#86D0AF", "#B0DCAC", "#D6E6B1", "#F8F0BF"),
}
"""Colours of the evidence grades 0 to 8: the better the evidence, the further from the page in lightness."""

_SALTIRE: Final = "M-1,-.6L-.6,-1L0,-.4L.6,-1L1,-.6L.4,0L1,.6L.6,1L0,.4L-.6,1L-1,.6L-.4,0Z"
_HEXAGON: Final = "M.87,-.5L.87,.5L0,1L-.87,.5L-.87,-.5L0,-1Z"

SHAPES: Final = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down", _SALTIRE, _HEXAGON)
"""Shapes of the tiers of sources, in the order of the schema; none points sideways, as the heads of arrows do."""

PANELS: Final[Mapping[str, Text]] = {
    "ore": N_("Ore"),
    "element": N_("Metal"),
    "oxide": N_("Oxide"),
    "ambiguous": N_("Of what, the source does not say"),
    "": Text(""),
}
"""Panels from top to bottom, by basis: tonnes of different things share no panel."""

Encoded: TypeAlias = Any
"""A layer of a chart; Altair types its encodings too loosely for more."""

_UNCHARTED: Final = ("rank", "year")
"""Units without an axis: no distance between two ranks or dates means anything here."""
_ROW, _HEAD, _GAP, _FONT = 40, 26, 10, 12
"""Pixels: two lines of a row, the name of a panel, the gap between panels, the letters."""
_SCALES: Final[Mapping[float, Text]] = {
    1e9: N_("{number} G{unit}"),
    1e6: N_("{number} M{unit}"),
    1e3: N_("{number} k{unit}"),
    0.0: N_("{number} {unit}"),
}
"""How the axis of masses writes its numbers: the least number, and its text in billions, millions or thousands."""


def claims(catalog: Catalog, statements: Sequence[Statement], theme: Theme, say: Say = str) -> altair.LayerChart | None:
    """Draw statements side by side: a panel a basis, a row each way a statement is worded, the largest on top.

    An exact figure is a dot, a range a flat bar between two caps; a figure that names one bound has a cap there and
    an arrow to the open side. Colour is the evidence grade, shape the tier of the best-worded source.

    Parameters
    ----------
    catalog
        The data; for the words of tiers and evidence grades.
    statements
        What is said of one quantity.
    theme
        Which colours.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    altair.LayerChart | None
        The chart; None where no figure can lie on an axis: ranks and dates, or nothing above zero.
    """
    rows = chart_rows(catalog, statements, say)
    span = axis_of(rows)
    if span is None:
        return None
    placed, heads = _placed(rows)
    drawn = _drawn(placed, span)
    layers = [*_panels(heads, theme, say), *_marks(drawn, span, _legends(catalog, drawn, theme, say), theme, say)]
    height = int(heads["bottom"].max())
    return altair.LayerChart(
        layer=layers,
        height=height,
        description=described(rows, say),
        autosize=altair.AutoSizeParams(type="fit-x", contains="padding"),
    )


def stacked(chart: altair.LayerChart) -> dict[str, Any]:
    """Return a chart as Vega-Lite with its legends one below the other.

    Altair cannot write that setting itself. Screen readers get the description of the chart instead of each of its
    marks.

    Parameters
    ----------
    chart
        The chart.

    Returns
    -------
    dict[str, Any]
        The specification; plain values that JSON can hold.
    """
    spec: dict[str, Any] = chart.to_dict()
    spec["config"] |= {"mark": QUIET, "axis": QUIET, "title": QUIET}
    spec["config"]["legend"] = QUIET | {"layout": {"bottom": {"anchor": "start", "direction": "vertical"}}}
    return spec


def chart_rows(catalog: Catalog, statements: Sequence[Statement], say: Say = str) -> pandas.DataFrame:
    """Return what a chart of statements shows, by panel and size.

    A statement has a row for each basis and figure that its copies give it. Statements in another unit than the
    first, and ranks and dates, are left out. Columns: ``claim_id, panel, label, low, high`` (in the unit; an open end
    is 0 or infinite), ``kind`` (``exact``, ``range``, ``up to``, ``over``), ``grade`` (the lower one),
    ``evidence, tier, said_by`` (words), ``unit, source_ids, mass``.

    Parameters
    ----------
    catalog
        The data; for the words of tiers and evidence grades.
    statements
        What is said of one quantity.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    pandas.DataFrame
        One row a wording; panels in the order of :data:`PANELS`, in each the largest figure first.
    """
    figures = [statement.figure for statement in statements]
    several = len({figure.subjects for figure in figures}) > 1
    kept = [item for item in statements if item.figure.unit == figures[0].unit and item.figure.unit not in _UNCHARTED]
    found = [wording for statement in kept for wording in chart_entries.wordings(statement)]
    rows = [chart_entries.row(catalog, wording, several, say) for wording in found]
    order = list(PANELS)
    # Panels as PANELS has them; the largest figure first, to be seen at once; equal ones by id, the same in every run.
    rows.sort(key=lambda row: (order.index(row["panel"]), -chart_entries.size(row), row["claim_id"]))
    columns = ("claim_id", "panel", "label", "low", "high", "kind", "grade", "evidence", "tier", "said_by", "unit")
    return pandas.DataFrame(rows, columns=[*columns, "source_ids", "mass"])


def height(rows: pandas.DataFrame) -> int:
    """Return how many pixels the chart of some rows takes with its axis and legends.

    Parameters
    ----------
    rows
        Rows as :func:`chart_rows` returns them.

    Returns
    -------
    int
        The height; 0 where there is no chart.
    """
    if axis_of(rows) is None:
        return 0
    panels = int(_placed(rows)[1]["bottom"].max())
    # As Vega draws them: 57 for the axis and its title, 42 for the title of a legend, 18 for each entry.
    told = bool(rows["panel"].any()) or set(rows["grade"]) != {0}
    legends = [*([rows["grade"].nunique()] if told else []), rows["tier"].nunique()]
    return panels + 57 + sum(42 + 18 * entries for entries in legends)


def _placed(rows: pandas.DataFrame) -> tuple[pandas.DataFrame, pandas.DataFrame]:
    """Return the rows with their place in pixels from the top, and the panels with theirs."""
    places, heads, top = [], [], 0
    for panel, group in rows.groupby("panel", sort=False):
        start = top + (_HEAD if PANELS[str(panel)] else 0)
        places += [start + _ROW * number for number in range(len(group))]
        bottom = start + _ROW * len(group) + 4
        heads.append({"panel": panel, "top": top, "bottom": bottom})
        top = bottom + _GAP
    return rows.assign(top=places), pandas.DataFrame(heads)


def _drawn(placed: pandas.DataFrame, span: Span) -> pandas.DataFrame:
    """Return the rows with the ends of what is drawn: an open end reaches the edge of the axis."""
    drawn = placed.assign(
        start=[max(low, span.low) for low in placed["low"]],
        stop=[min(high, span.high) for high in placed["high"]],
        text_y=placed["top"] + 11,
        y=placed["top"] + 28,
        cap_top=placed["top"] + 21,
        cap_bottom=placed["top"] + 35,
        level=[f"{level}" for level in placed["grade"]],
    )
    hidden = (drawn["kind"] == "exact") & (drawn["high"] <= 0) & span.log
    drawn["kind"] = drawn["kind"].mask(hidden, "nil")
    return drawn.drop(columns=["low", "high", "source_ids", "mass"])


def _y(name: str, height: int | None = None) -> altair.Y:
    scale = altair.Scale(reverse=True, nice=False, zero=True, domain=[0, height] if height else altair.Undefined)
    return altair.Y(f"{name}:Q", axis=None, scale=scale)


def _panels(heads: pandas.DataFrame, theme: Theme, say: Say) -> list[Encoded]:
    """Draw the ground of each panel and its name."""
    height = int(heads["bottom"].max())
    base = altair.Chart(
        heads.assign(name=[PANELS[panel] and say(PANELS[panel]) for panel in heads["panel"]], text_y=heads["top"] + 13)
    )
    colours = THEMES[theme]
    ground = base.mark_rect(color=colours.muted, opacity=0.09, cornerRadius=4, tooltip=False)
    ground = ground.encode(y=_y("top", height), y2="bottom:Q", x=altair.value(0), x2=altair.value("width"))
    name = base.mark_text(align="left", fontWeight=600, fontSize=_FONT + 1, color=colours.text)
    return [ground, name.encode(y=_y("text_y"), x=altair.value(8), text="name:N")]


def _legends(catalog: Catalog, drawn: pandas.DataFrame, theme: Theme, say: Say) -> dict[str, Any]:
    """Return the encodings of colour and shape, each with the entries that occur."""
    levels = sorted(set(drawn["level"]))
    said = drawn.groupby("level")["evidence"]
    words = {str(level): " · ".join(dict.fromkeys(texts)) for level, texts in said}
    tiers = [say(label) for label in catalog.schema.labels("sources", "tier").values()]
    present = [tier for tier in tiers if tier in set(drawn["tier"])]
    told = bool(drawn["panel"].any()) or levels != ["0"]
    shown: dict[str, Any] = {"orient": "bottom", "direction": "vertical", "labelLimit": 320, "symbolStrokeWidth": 0}
    return {
        "color": altair.Color(
            "level:N",
            scale=altair.Scale(domain=levels, range=[GRADES[theme][int(level)] for level in levels]),
            legend=altair.Legend(
                title=say("Evidence"), symbolType="square", labelExpr=f"({json.dumps(words)})[datum.label]", **shown
            )
            if told
            else None,
        ),
        "shape": altair.Shape(
            "tier:N",
            scale=altair.Scale(domain=present, range=[SHAPES[tiers.index(tier)] for tier in present]),
            legend=altair.Legend(title=say("Best source"), symbolFillColor=THEMES[theme].muted, **shown),
        ),
    }


def _marks(drawn: pandas.DataFrame, span: Span, coded: Mapping[str, Any], theme: Theme, say: Say) -> list[Encoded]:
    """Draw each row: shape and words on one line, the figure on the next."""
    base = altair.Chart(drawn).encode(color=coded["color"], tooltip=_tooltips(say))
    x, line = _x(drawn, span, say), _y("y")
    words = base.mark_text(align="left", fontSize=_FONT, limit=altair.ExprRef("width - 36"))
    words = words.encode(x=altair.value(24), y=_y("text_y"), text="label:N", color=altair.value(THEMES[theme].text))
    glyph = base.mark_point(filled=True, opacity=1, size=60)
    glyph = glyph.encode(x=altair.value(13), y=_y("text_y"), shape=coded["shape"])
    dot = base.transform_filter("datum.kind == 'exact'").mark_point(filled=True, opacity=1, size=110)
    bar = base.transform_filter("datum.kind == 'range'").mark_rule(strokeWidth=8)
    arrow = base.transform_filter("datum.kind == 'over' || datum.kind == 'up to'").mark_rule(strokeWidth=2.5)
    reach = {"x": x, "x2": altair.X2("stop:Q"), "y": line}
    caps = [_cap(base, x, name, kinds) for name, kinds in (("start", ("over", "range")), ("stop", ("up to", "range")))]
    heads = [_head(base, line, "stop", "over", 90), _head(base, line, "start", "up to", 270)]
    dots = dot.encode(x=x, y=line, shape=coded["shape"])
    return [bar.encode(**reach), arrow.encode(**reach), *caps, *heads, dots, glyph, words]


def _cap(base: Encoded, x: altair.X, name: str, kinds: Sequence[str]) -> Encoded:
    """Draw the stroke at a stated limit."""
    of_kinds = " || ".join(f"datum.kind == '{kind}'" for kind in kinds)
    mark = base.transform_filter(of_kinds).mark_rule(strokeWidth=3)
    across = x if name == "start" else altair.X(f"{name}:Q")
    return mark.encode(x=across, y=_y("cap_top"), y2="cap_bottom:Q")


def _head(base: Encoded, line: altair.Y, name: str, kind: str, angle: int) -> Encoded:
    """Draw the head of an arrow at the open end."""
    mark = base.transform_filter(f"datum.kind == '{kind}'")
    mark = mark.mark_point(filled=True, opacity=1, size=110, shape="triangle", angle=angle)
    return mark.encode(x=altair.X(f"{name}:Q"), y=line)


def _x(drawn: pandas.DataFrame, span: Span, say: Say) -> altair.X:
    unit = drawn["unit"].iloc[0]
    words = _unit(unit, say)
    scale = altair.Scale(type="log" if span.log else "linear", domain=[span.low, span.high], nice=False)
    look: dict[str, Any] = {"orient": "bottom", "labelFlush": True, "gridOpacity": 0.5}
    if span.log:
        axis = altair.Axis(values=ticks(span), labelExpr=_label_expression(words, say), **look)
    else:
        axis = altair.Axis(tickCount=5, **look)
    return altair.X("start:Q", scale=scale, axis=axis, title=None if span.log or unit == "count" else words)


def tick_words(value: float, unit: str, span: Span, say: Say = str) -> str:
    """Return how a mark of an axis is written: ``10 Mt``.

    Parameters
    ----------
    value
        Value of the mark, in the unit.
    unit
        Unit of the axis, as in the data.
    span
        The axis.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The number with its unit; a count stands alone.
    """
    if not span.log:
        return f"{value:g}" if unit == "count" else f"{value:g} {_unit(unit, say)}"
    size, template = next(item for item in _SCALES.items() if value >= item[0])
    return say(template).format(number=f"{value / (size or 1):,g}", unit=_unit(unit, say))


def _unit(name: str, say: Say) -> str:
    return say(shown_unit(name) or name)


def _label_expression(unit: str, say: Say) -> str:
    """Return the Vega expression that writes a number of the axis in words: ``10 Mt``."""
    told = ""
    for size, template in _SCALES.items():
        before, _, behind = say(template).partition("{number}")
        ends = [json.dumps(part.replace("{unit}", unit)) for part in (before, behind)]
        number = f"format(datum.value / {size or 1:g}, ',')"
        told += (
            f"{ends[0]} + {number} + {ends[1]}"
            if not size
            else f"datum.value >= {size:g} ? {ends[0]} + {number} + {ends[1]} : "
        )
    return told


def _tooltips(say: Say) -> list[altair.Tooltip]:
    titles: dict[str, Text] = {
        "label": N_("Figure"),
        "evidence": N_("Evidence"),
        "tier": N_("Best source"),
        "said_by": N_("Repeated"),
    }
    return [altair.Tooltip(f"{name}:N", title=say(title)) for name, title in titles.items()]


def described(rows: pandas.DataFrame, say: Say = str) -> str:
    """Return the chart in words, for a screen reader.

    Parameters
    ----------
    rows
        Rows as :func:`chart_rows` returns them.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        One sentence that lists all figures.
    """
    said = [f"{say(PANELS[row['panel']])}: {row['label']}".removeprefix(": ") for _, row in rows.iterrows()]
    return say("Figures side by side. {figures}").format(figures="; ".join(said))
