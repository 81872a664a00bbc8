"""Charts of a view, as Altair specifications."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

import altair
import pandas

from geo.catalog.model import Catalog
from geo.claims.figures import Figure
from geo.claims.intervals import Interval
from geo.claims.statements import Statement
from geo.language import plurals
from geo.language.translation import N_, Text, spoken
from geo.language.vocabulary import MASS_UNITS, MASSES
from geo.language.wording import Say, grade, grade_names, shown_unit
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

TONNES: Final = (10.0**3, 10.0**8)
"""Ends of the axis of tonnages, wider only where a claim lies outside."""

Mark: TypeAlias = Any
"""A layer of a chart; Altair types its encodings too loosely for more."""

_QUIET: Final[dict[str, Any]] = {"aria": False}
"""What keeps a part of a chart from screen readers: its description says it all, in the reader's language."""
_UNCHARTED: Final = ("rank", "year")
_ROW, _HEAD, _GAP, _FONT = 40, 26, 10, 12
_SCALES: Final[Mapping[float, Text]] = {
    1e9: N_("{number} G{unit}"),
    1e6: N_("{number} M{unit}"),
    1e3: N_("{number} k{unit}"),
    0.0: N_("{number} {unit}"),
}
"""How the axis of masses writes its numbers: from which on, and in thousands, millions or billions of what."""


def bars(counted: pandas.DataFrame, title: str, colour: str, say: Say = str) -> altair.LayerChart:
    """Draw horizontal bars, the longest on top, each with its number; the description says the same in words.

    Parameters
    ----------
    counted
        Columns ``name`` and ``sites``, as :func:`geo.catalog.tables.count_by` returns them.
    title
        What is counted.
    colour
        Colour of the bars.
    """
    base = altair.Chart(counted, title=title, height=altair.Step(22)).encode(
        y=altair.Y("name:N", sort="-x", title=None, axis=altair.Axis(labelLimit=220, ticks=False, domain=False)),
        x=altair.X("sites:Q", title=None, axis=None),
        tooltip=[altair.Tooltip("name:N", title=title), altair.Tooltip("sites:Q", title=say("Sites"))],
    )
    numbers = base.mark_text(align="left", dx=4).encode(text="sites:Q")
    told = ", ".join(f"{name} {sites}" for name, sites in zip(counted["name"], counted["sites"], strict=True))
    layers = [base.mark_bar(color=colour, cornerRadius=2), numbers]
    quiet = altair.Config(mark=altair.MarkConfig(**_QUIET), axis=altair.AxisConfig(**_QUIET))
    return altair.LayerChart(layer=layers, description=f"{title}: {told}", config=quiet)


@dataclass(frozen=True)
class Span:
    """An axis: its ends, and whether a step on it multiplies or adds."""

    low: float
    high: float
    log: bool


def claims(catalog: Catalog, statements: Sequence[Statement], theme: Theme, say: Say = str) -> altair.LayerChart | None:
    """Draw statements side by side: a panel a basis, a row each way a statement is worded, the largest on top.

    An exact figure is a dot, a range a flat bar between two caps; a figure that names one bound has a cap there and
    an arrow to the open side. Colour is the evidence grade, shape the tier of the best-worded source.

    Returns
    -------
    altair.LayerChart or None
        None where no figure can lie on an axis: ranks and dates, or nothing above zero.
    """
    rows = claim_rows(catalog, statements, say)
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
    """Return a chart as Vega-Lite with its legends one below the other, which Altair has no words for.

    Screen readers are told its description, and not each mark of it.
    """
    spec: dict[str, Any] = chart.to_dict()
    spec["config"] |= {"mark": _QUIET, "axis": _QUIET, "title": _QUIET}
    spec["config"]["legend"] = _QUIET | {"layout": {"bottom": {"anchor": "start", "direction": "vertical"}}}
    return spec


def claim_rows(catalog: Catalog, statements: Sequence[Statement], say: Say = str) -> pandas.DataFrame:
    """Return what a chart of statements shows, by panel and size.

    A statement has a row for each basis and figure that its copies give it. Statements in another unit than the
    first, and ranks and dates, are left out. Columns: ``claim_id, panel, label, low, high`` (in the unit; an open end
    is 0 or infinite), ``kind`` (``exact``, ``range``, ``up to``, ``over``), ``grade`` (the lower one),
    ``evidence, tier, said_by`` (words), ``unit, source_ids, mass``.
    """
    figures = [statement.figure for statement in statements]
    several = len({figure.subjects for figure in figures}) > 1
    kept = [item for item in statements if item.figure.unit == figures[0].unit and item.figure.unit not in _UNCHARTED]
    wordings = [wording for statement in kept for wording in _wordings(statement)]
    rows = [_row(catalog, wording, several, say) for wording in wordings]
    order = list(PANELS)
    rows.sort(key=lambda row: (order.index(row["panel"]), -_size(row), row["claim_id"]))
    columns = ("claim_id", "panel", "label", "low", "high", "kind", "grade", "evidence", "tier", "said_by", "unit")
    return pandas.DataFrame(rows, columns=[*columns, "source_ids", "mass"])


def axis_of(rows: pandas.DataFrame) -> Span | None:
    """Return the axis that holds all rows: for masses a log axis, else one from zero; None if nothing is above zero."""
    ends = [float(end) for name in ("low", "high") for end in rows[name] if 0 < end < math.inf]
    if not ends:
        return None
    low, high = min(ends), max(ends)
    if rows["mass"].all():
        wanted = TONNES if rows["unit"].iloc[0] == "t" else (low, high)
        low, high = (math.log10(end) for end in (min(low, wanted[0]), max(high, wanted[1])))
        return Span(10.0 ** math.floor(low), 10.0 ** (math.ceil(high) if high > math.floor(low) else low + 1), log=True)
    return Span(0, high * 1.25, log=False)


def height(rows: pandas.DataFrame) -> int:
    """Return how many pixels the chart of some rows takes with its axis and legends; 0 where there is none."""
    if axis_of(rows) is None:
        return 0
    panels = int(_placed(rows)[1]["bottom"].max())
    told = bool(rows["panel"].any()) or set(rows["grade"]) != {0}
    legends = [rows["grade"].nunique()] * told + [rows["tier"].nunique()]
    return panels + 57 + sum(42 + 18 * entries for entries in legends)


def _wordings(statement: Statement) -> list[Statement]:
    """Return a statement apart by what its copies make of it: another basis, another hedge, another figure."""
    found: dict[tuple[str, Interval], list[Figure]] = {}
    for claim in statement.claims:
        found.setdefault((claim.basis, claim.written), []).append(claim)
    return [replace(statement, figure=claims[0], claims=tuple(claims)) for claims in found.values()]


def _row(catalog: Catalog, statement: Statement, several: bool, say: Say) -> dict[str, Any]:
    figure = statement.figure
    names = grade_names(catalog.frames["evidence_grades"], figure.category, say)
    said = figure.described().text(say)
    if len(statement.sources) > 1:
        said = f"{said} · {plurals.sources(len(statement.sources), say)}"
    tiers = catalog.schema.labels("sources", "tier")
    return {
        "claim_id": figure.claim_id,
        "panel": figure.basis,
        "label": f"{spoken(figure.label, say)}: {said}" if several else said,
        "low": float(figure.written.low),
        "high": float(figure.written.high),
        "kind": _kind(figure.written),
        "grade": figure.grade_low,
        "evidence": grade(figure.grade_low, figure.grade_high, names, say),
        "tier": say(tiers[list(tiers)[figure.tier]]),
        "said_by": statement.said_by.text(say),
        "unit": figure.unit,
        "source_ids": statement.sources,
        "mass": _is_mass(figure),
    }


def _is_mass(figure: Figure) -> bool:
    return figure.quantity in MASSES and figure.unit in MASS_UNITS


def _kind(interval: Interval) -> str:
    if interval.is_point:
        return "exact"
    if interval.high == math.inf:
        return "over"
    return "up to" if interval.one_sided else "range"


def _size(row: Mapping[str, Any]) -> float:
    return float(row["low"] if row["high"] == math.inf else row["high"])


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


def _panels(heads: pandas.DataFrame, theme: Theme, say: Say) -> list[Mark]:
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


def _marks(drawn: pandas.DataFrame, span: Span, coded: Mapping[str, Any], theme: Theme, say: Say) -> list[Mark]:
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
    return [bar.encode(**reach), arrow.encode(**reach), *caps, *heads,
            dot.encode(x=x, y=line, shape=coded["shape"]), glyph, words]  # fmt: skip


def _cap(base: Mark, x: altair.X, name: str, kinds: Sequence[str]) -> Mark:
    """Draw the stroke at a stated limit."""
    of_kinds = " || ".join(f"datum.kind == '{kind}'" for kind in kinds)
    mark = base.transform_filter(of_kinds).mark_rule(strokeWidth=3)
    across = x if name == "start" else altair.X(f"{name}:Q")
    return mark.encode(x=across, y=_y("cap_top"), y2="cap_bottom:Q")


def _head(base: Mark, line: altair.Y, name: str, kind: str, angle: int) -> Mark:
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


def ticks(span: Span) -> list[float]:
    """Return where an axis is marked: each power of ten, or four to eight even steps."""
    if span.log:
        return [10.0**n for n in range(round(math.log10(span.low)), round(math.log10(span.high)) + 1)]
    step = 10.0 ** math.floor(math.log10(span.high / 4))
    step = next(step * size for size in (5, 2, 1) if step * size <= span.high / 4)
    return [step * number for number in range(math.floor(span.high / step + 1e-9) + 1)]


def tick_words(value: float, unit: str, span: Span, say: Say = str) -> str:
    """Return how a mark of an axis is written: ``10 Mt``."""
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
    """Return the chart in words, for a screen reader."""
    said = [f"{say(PANELS[row['panel']])}: {row['label']}".removeprefix(": ") for _, row in rows.iterrows()]
    return say("Figures side by side. {figures}").format(figures="; ".join(said))
