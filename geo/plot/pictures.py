"""The picture of a view for a report: its map, its counts or claims of it, as PNG or SVG, drawn without a browser.

Title, legend, scale, attribution, version and date of the data stand on it, so that it can go anywhere alone. The same
view of the same data gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

import pandas

from geo.catalog import tables, titles
from geo.catalog.model import Catalog, View
from geo.claims.statements import Statement
from geo.language import plurals
from geo.language.translation import N_, Say, Text, language_of
from geo.plot import static_map
from geo.plot.canvas import Canvas, ImageFormat, Point, Style, canvases
from geo.plot.map_legend import legend
from geo.plot.map_texts import ENGLISH_TEXTS
from geo.plot.palette import PAPER, colour_group
from geo.plot.text_layout import width_of, wrapped

Drawing = Literal["map", "counts"]
DRAWINGS: Final[tuple[Drawing, ...]] = ("map", "counts")
WIDTH: Final = 800.0
"""Width of every picture in points: 11 inches."""
MARGIN: Final = 22.0
"""Free edge on both sides, in points."""
MOST_BARS: Final = 16
"""Bars of a chart: as many as a page shows at a readable size."""

_INK, _MUTED, _ACCENT = PAPER.text, PAPER.muted, PAPER.accent
_PAGE: Final = "#FFFFFF"
_MAP_HEIGHT: Final = 452.0
_BAR: Final = 17.0
_FOOT: Final = 44.0
_CITE: Final[Text] = N_("Every figure is what its source says; cite the source as well as this collection.")


def write(
    view: View, path: Path, kind: ImageFormat = "png", *, drawing: Drawing = "map", address: str = "", say: Say = str
) -> None:
    """Write the picture of a view to a file.

    Parameters
    ----------
    view
        What to draw.
    path
        File to write; an existing one is replaced.
    kind
        ``png`` or ``svg``.
    drawing
        ``map``, or ``counts``: bars of sites by element and by main group.
    address
        Where the view is on the web; printed below if given.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    path.write_bytes(content(view, kind, drawing=drawing, address=address, say=say))


def content(
    view: View, kind: ImageFormat = "png", *, drawing: Drawing = "map", address: str = "", say: Say = str
) -> bytes:
    """Return the picture of a view as a file.

    Parameters
    ----------
    view
        What to draw.
    kind
        ``png``, 2000 pixels wide, or ``svg``.
    drawing
        ``map``, or ``counts``: bars of sites by element and by main group.
    address
        Where the view is on the web; printed below if given.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    bytes
        The file.
    """
    with canvases() as page_of:
        drawn = _DrawnMap(view, WIDTH - 2 * MARGIN, say) if drawing == "map" else None
        lines = (_title(drawing, say), titles.selection(view, say), titles.counts_line(view, say))
        head = _head_height(lines[1])
        body = drawn.height if drawn else _counts_height(view)
        page = page_of(WIDTH, head + body + _FOOT, _PAGE)
        top = page.height - head
        _head(page, *lines)
        if drawn:
            drawn.draw(page, (MARGIN, top))
        else:
            _counts(page, view, top, say)
        credit = _foot(page, view.catalog, address, _map_credits(say) if drawn else "", say)
        return page.content(kind, f"{lines[0]}. {lines[1]}".strip(" ."), credit)


def claims(
    view: View,
    statements: Sequence[Statement],
    kind: ImageFormat = "png",
    *,
    title: str,
    headline: str = "",
    address: str = "",
    say: Say = str,
) -> bytes:
    """Return the chart of some claims of a view as a file.

    Each figure stands in the panel of its basis, with the documents that print it.

    Parameters
    ----------
    view
        The view that the claims are of; its selection is told.
    statements
        What is said, of one quantity.
    kind
        ``png`` or ``svg``.
    title
        What the claims are about.
    headline
        One sentence on what they come to, if there is one.
    address
        Where the chart is on the web; printed below if given.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    bytes
        The file.
    """
    from geo.plot import claims_chart  # brings altair, which maps and counts do without

    with canvases() as page_of:
        chart = claims_chart.chart(view.catalog, statements, say)
        selected = titles.selection(view, say)
        limits = [say("Filters: {selection}").format(selection=selected)] if selected else []
        number = len({claim.claim_id for item in statements for claim in item.claims})
        sources = len({source for item in statements for source in item.sources})
        counted = plurals.carried(number, sources, say)
        head = _head_height(headline)
        page = page_of(WIDTH, head + (chart.height if chart else 40) + _FOOT, _PAGE)
        _head(page, title, headline, " · ".join([counted, *limits]))
        if chart:
            claims_chart.draw(page, chart, MARGIN, WIDTH - MARGIN, page.height - head, say)
        else:
            page.text((MARGIN, page.height - head - 16), say("None of this can lie on an axis."), Style(9, _INK))
        credit = _foot(page, view.catalog, address, say(_CITE), say)
        return page.content(kind, f"{title}. {headline}".strip(" ."), credit)


def plain(view: View, *, say: Say = str) -> bytes:
    """Return the map of a view with its legend alone, for a page that says the rest beside it.

    Parameters
    ----------
    view
        What to draw.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    bytes
        The picture, PNG.
    """
    with canvases() as page_of:
        drawn = _DrawnMap(view, WIDTH, say)
        page = page_of(WIDTH, drawn.height, _PAGE)
        drawn.draw(page, (0, page.height))
        return page.content("png", titles.selection(view, say), say("Kazakhstan Deposits"))


def _title(drawing: Drawing, say: Say) -> str:
    if drawing == "counts":
        return say("Rare-earth and rare-metal deposits of Kazakhstan, counted")
    return say("Rare-earth and rare-metal deposits of Kazakhstan")


def _head_height(subtitle: str) -> float:
    return 60.0 + 15.0 * len(_subtitle_lines(subtitle))


def _subtitle_lines(subtitle: str) -> list[str]:
    return wrapped(subtitle, 11.5, WIDTH - 2 * MARGIN, bold=True)


def _head(page: Canvas, title: str, subtitle: str, counted: str) -> None:
    """Write what the picture shows: title, selection or headline, counts."""
    level = page.height - 26
    (title,) = wrapped(title, 16, WIDTH - 2 * MARGIN, bold=True, most=1) or [""]
    page.text((MARGIN, level), title, Style(16, _INK, bold=True))
    level -= 20
    for line in _subtitle_lines(subtitle):
        page.text((MARGIN, level), line, Style(11.5, _ACCENT, bold=True))
        level -= 15
    for line in wrapped(counted, 9, WIDTH - 2 * MARGIN, most=1):
        page.text((MARGIN, level), line, Style(9, _MUTED))


def _foot(page: Canvas, catalog: Catalog, address: str, origin: str, say: Say) -> str:
    """Write where the picture and what is on it come from; return the first line of it."""
    version = titles.data_version(catalog, say)
    first = f"{say('Kazakhstan Deposits')}, {version}. {catalog.schema.licence.name}".rstrip(". ") + "."
    line = f"{first} {say('View: {address}').format(address=address)}" if address else first
    shown = [*wrapped(line, 7.6, WIDTH - 2 * MARGIN, most=1), *wrapped(origin, 7.6, WIDTH - 2 * MARGIN)]
    for number, line in enumerate(shown):
        page.text((MARGIN, 30 - 10.5 * number), line, Style(7.6, _MUTED))
    return first


def _map_credits(say: Say) -> str:
    """Say who made the outlines, how they are projected, and which sites have their names."""
    projection, named = say("Projection: Lambert conformal conic."), say("Names of sites stand where there is room.")
    return " ".join([say(ENGLISH_TEXTS.attribution), projection, named])


class _DrawnMap:
    """A map with its legend below; how high the two are is known before they are drawn."""

    def __init__(self, view: View, width: float, say: Say) -> None:
        self.view, self.width, self.say = view, width, say
        self.plan = static_map.plan(view, width, _MAP_HEIGHT, say)
        self.legend = legend(view, self.plan, width, say)

    @property
    def height(self) -> float:
        return _MAP_HEIGHT + self.legend.height

    def draw(self, page: Canvas, corner: Point) -> None:
        """Draw both below the upper left corner."""
        left, top = corner
        window = page.window((left, top - _MAP_HEIGHT, left + self.width, top), PAPER.abroad)
        static_map.draw(window, self.view, self.plan, self.say)
        if self.view.sites.empty:
            middle, style = (window.width / 2, window.height / 2), Style(14, _INK, bold=True, rim=_PAGE)
            window.text(middle, self.say("No site has all of this."), style, "center")
        self.legend.draw(page, (left, top - _MAP_HEIGHT))


def _bars(view: View, say: Say = str) -> tuple[pandas.DataFrame, pandas.DataFrame]:
    """Return the two tables that the bars show, the most frequent first, the rest under one name."""
    labels = view.catalog.schema.labels("sites", "main_group")
    groups = tables.count_by(view, "main_group", {})
    groups = groups.assign(
        colour=[colour_group(group).light for group in groups["name"]], name=groups["name"].map(labels)
    )
    elements = tables.count_by(view, "elements", {})
    names = pandas.concat([language_of(say).name(view.catalog.frames[table]) for table in ("elements", "substances")])
    full = [f"{symbol}  {names[symbol]}" if symbol in names.index else symbol for symbol in elements["name"]]
    elements = elements.assign(name=full, colour=_ACCENT)
    ordered = [table.sort_values(["sites", "name"], ascending=[False, True]) for table in (elements, groups)]
    return ordered[0].head(MOST_BARS), ordered[1].head(MOST_BARS)


def _counts_height(view: View) -> float:
    return 30.0 + _BAR * max(3, *(len(table) for table in _bars(view)))


def _counts(page: Canvas, view: View, top: float, say: Say) -> None:
    """Draw two sets of bars side by side: sites by element, sites by main group."""
    elements, groups = _bars(view, say)
    if elements.empty and groups.empty:
        page.text((MARGIN, top - 30), say("No site has all of this."), Style(14, _INK, bold=True))
        return
    half = (WIDTH - 2 * MARGIN - 40) / 2
    number = view.sites["elements"].explode().dropna().nunique()
    words = say("Sites by element")
    if number > MOST_BARS:
        words = say("Sites by element, the {shown} most frequent of {all}").format(shown=MOST_BARS, all=number)
    _panel(page, (MARGIN, top), half, words, elements, say)
    _panel(page, (MARGIN + half + 40, top), half, say("Sites by main group"), groups, say)


def _panel(
    page: Canvas, corner: tuple[float, float], width: float, title: str, rows: pandas.DataFrame, say: Say
) -> None:
    """Draw horizontal bars from a common zero, each with its name and number."""
    left, top = corner
    page.text((left, top - 8), title, Style(10, _INK, bold=True))
    if rows.empty:
        page.text((left, top - 28), say("No element is named."), Style(8.5, _MUTED))
        return
    labels = [say(str(name)) for name in rows["name"]]
    margin = min(width * 0.5, max(width_of(label, 8.5) for label in labels) + 8)
    step = (width - margin - 24) / max(rows["sites"])
    for row, (label, sites, colour) in enumerate(zip(labels, rows["sites"], rows["colour"], strict=True)):
        level = top - 29 - _BAR * row
        page.text((left + margin - 6, level), label, Style(8.5, _INK), "right")
        page.bar((left + margin, level - 6, left + margin + step * sites, level + 6), colour)
        page.text((left + margin + step * sites + 4, level), str(sites), Style(8.5, _INK, bold=True))
