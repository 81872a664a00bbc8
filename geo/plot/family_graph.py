"""A claim family as a drawing: text in Graphviz' DOT language, which the browser lays out.

From left to right run either the months, one column each: that by which the documents in it were out; or the steps
from the first statement, which fits a page. Colour says whether a claim has changed on its way; a word in the box and
the label of the arrow say the same.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from geo.catalog.model import Catalog
from geo.claims.drift import UNDATED
from geo.claims.family_tree import Edge, Family, Node
from geo.language import wording
from geo.language.translation import Say
from geo.plot.palette import THEMES, Theme, ink

_Place: TypeAlias = tuple[bool, str, int]

Columns: TypeAlias = Literal["month", "step"]

_BOX: Final[Mapping[Columns, int]] = {"month": 25, "step": 36}
"""Letters in a line of a box: many columns of months need narrow ones."""

_ARROW: Final = 18
"""Letters in a line of an arrow's label: a long one would push the columns apart."""

_LONGEST: Final = 120
"""Letters of a figure or statement that a box shows; the table has the whole."""

_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;", "<": "&lt;", ">": "&gt;"})


@dataclass(frozen=True)
class Fills:
    """Hold the colours of boxes in one theme, ``#RRGGBB``.

    Attributes
    ----------
    origin
        The first statement.
    best
        The copy with the best wording, where the first statement itself was not read.
    same
        A copy without changes.
    changed
        A copy with changes.
    """

    origin: str
    best: str
    same: str
    changed: str


FILLS: Final[Mapping[Theme, Fills]] = {
    "light": Fills(origin="#0B6E69", best="#CDE9E6", same="#FFFFFF", changed="#FBE3C8"),
    "dark": Fills(origin="#5CC2B8", best="#1E4A47", same="#262B34", changed="#5A3D17"),
}


def dot(
    catalog: Catalog,
    family: Family,
    theme: Theme = "light",
    say: Say = str,
    columns: Columns = "month",
    links: Mapping[str, str] | None = None,
) -> str:
    """Return a family as DOT text.

    Parameters
    ----------
    catalog
        The data; for the words that stand for tiers.
    family
        The family, or one strand of it.
    theme
        Which colours.
    say
        Translates our phrases; writes numbers and dates as the language does.
    columns
        One column a month, or one a step from the first statement: far narrower.
    links
        Where a click on a box leads, by node id; boxes without an address lead nowhere.

    Returns
    -------
    str
        A digraph. Whatever the data hold stays text: no attribute, link or markup can be smuggled in.
    """
    lines = [
        "digraph family {",
        *_defaults(theme),
        *_columns(family, say, columns),
        *(_box(catalog, family, node, theme, say, _BOX[columns]) for node in family.nodes),
        *(f'{quoted(node)} [URL={quoted(address)}, target="_self"];' for node, address in (links or {}).items()),
        *(_arrow(edge, say) for edge in family.edges),
        "}",
    ]
    return "\n".join(lines)


def quoted(text: str) -> str:
    """Return a text as a DOT string.

    Quotes, backslashes, line ends and angle brackets lose their meaning, so that no text of the data becomes an
    attribute.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        The text between quotes.
    """
    lines = ["".join(sign if sign.isprintable() else " " for sign in line) for line in text.split("\n")]
    return '"' + "\\n".join(line.translate(_ESCAPES) for line in lines) + '"'


def legend(theme: Theme = "light", say: Say = str) -> tuple[tuple[str, str], ...]:
    """Return the colours of the boxes with their meaning.

    Parameters
    ----------
    theme
        Which colours.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    tuple[tuple[str, str], ...]
        Pairs of a colour (``#RRGGBB``) and its meaning, from the first statement to a changed copy.
    """
    fills = FILLS[theme]
    return (
        (fills.origin, say("First statement")),
        (fills.best, say("Best wording")),
        (fills.same, say("Copied unchanged")),
        (fills.changed, say("Changed")),
    )


def legend_dot(theme: Theme = "light", say: Say = str) -> str:
    """Return the legend as a small drawing: boxes in one row, arrows below.

    Parameters
    ----------
    theme
        Which colours.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        A digraph in the DOT language.
    """
    colours = THEMES[theme]
    font = f'fontname="sans-serif", fontsize=10, fontcolor="{colours.text}"'
    boxes = {quoted(words): fill for fill, words in legend(theme, say)}
    arrows = {"solid": quoted(say("names what it repeats")), "dashed": quoted(say("repeats the first statement"))}
    lines = [
        'graph [bgcolor="transparent", ranksep=0.12, nodesep=0.42];',
        f'node [shape=box, style="filled,rounded", height=0.2, margin="0.12,0.02", {font}];',
        f'node [color="{colours.border}"]; edge [color="{colours.border}", arrowsize=0.6];',
        *(f'{box} [fillcolor="{fill}", fontcolor="{ink(fill)}"];' for box, fill in boxes.items()),
        *(f'{style} [shape=point, width=0.04, label=""];' for style in arrows),
        *(f'{words} [shape=plaintext, style=""];' for words in arrows.values()),
        *(f"{style} -> {words} [style={style}];" for style, words in arrows.items()),
        f"{{ rank=same; {'; '.join([*arrows, *arrows.values()])} }}",
        f"{next(iter(boxes))} -> solid [style=invis];",
    ]
    return "\n".join(["digraph legend {", *lines, "}"])


def _defaults(theme: Theme) -> list[str]:
    colours = THEMES[theme]
    font = f'fontname="sans-serif", fontcolor="{colours.text}"'
    return [
        'graph [rankdir=LR, bgcolor="transparent", nodesep=0.2, ranksep=0.35, newrank=true];',
        f'node [shape=box, style="filled,rounded", margin="0.1,0.06", fontsize=13, color="{colours.border}", {font}];',
        f'edge [fontsize=11, color="{colours.border}", arrowsize=0.7, {font}];',
    ]


def _columns(family: Family, say: Say, by: Columns) -> list[str]:
    """Return one rank for each month or step; an invisible chain of headings keeps them in order."""
    columns: dict[_Place, list[Node]] = {}
    for node in family.nodes:
        place = _place(family, node) if by == "month" else _step(family, node)
        columns.setdefault(place, []).append(node)
    heads = {place: quoted(f"column {number}") for number, place in enumerate(sorted(columns))}
    lines = [
        f'{head} [shape=plaintext, style="", fontsize=13, label={quoted(_heading(columns[place][0], place, say))}];'
        for place, head in heads.items()
    ]
    lines.append(f"{' -> '.join(heads.values())} [style=invis];")
    for place, head in heads.items():
        lines.append(f"{{ rank=same; {head}; {_joined(node.node_id for node in columns[place])} }}")
    return lines


def _place(family: Family, node: Node) -> _Place:
    """Return what orders the columns: the origin, then by month; a copy of a document of its own month comes after."""
    if node is family.origin:
        return (False, "", 0)
    months = {other.node_id: other.when[0][:7] for other in family.nodes}
    month, steps, above = months[node.node_id], 0, family.upstream[node.node_id].upstream
    while above in family.upstream and months[above] == month and steps < len(months):
        above, steps = family.upstream[above].upstream, steps + 1
    return (True, month, steps)


def _step(family: Family, node: Node) -> _Place:
    """Return how many documents lie between a node and the first statement; a circle of copies ends the count."""
    steps, above = 0, family.upstream.get(node.node_id)
    while above is not None and steps < len(family.nodes):
        steps, above = steps + 1, family.upstream.get(above.upstream)
    return (node is not family.origin, "", steps)


def _heading(node: Node, place: _Place, say: Say) -> str:
    """Return the month by which the documents of a column were out; the date of the origin."""
    if not place[0]:
        return node.dated(say)
    if not place[1]:
        return say("repeat the statement") if place[2] == 1 else say("repeat a copy")
    known = node.when[0] < UNDATED
    return say("by {month}").format(month=wording.date(place[1], say)) if known else say("no date")


def _joined(ids: Iterable[str]) -> str:
    return " ".join(f"{quoted(node)};" for node in ids)


def _box(catalog: Catalog, family: Family, node: Node, theme: Theme, say: Say, width: int) -> str:
    edge, fills = family.upstream.get(node.node_id), FILLS[theme]
    tier = catalog.schema.labels("sources", "tier").get(node.tier, "First statement")
    state, fill = _state(edge, fills, say)
    parts = [node.dated(say), node.who, _short(node.says(say)), f"{say(tier)} · {state}" if state else say(tier)]
    label = "\n".join(line for part in parts for line in textwrap.wrap(part, width))
    tooltip = f"{node.node_id}: {node.statement}"
    colours = f'fillcolor="{fill}", fontcolor="{ink(fill)}"'
    return f"{quoted(node.node_id)} [label={quoted(label)}, tooltip={quoted(tooltip)}, {colours}];"


def _state(edge: Edge | None, fills: Fills, say: Say) -> tuple[str, str]:
    if edge is None:
        return "", fills.origin
    if not edge.compared:
        return say("best wording"), fills.best
    return (say("changed"), fills.changed) if edge.changes else (say("unchanged"), fills.same)


def _arrow(edge: Edge, say: Say) -> str:
    words = [change.arrow.text(say) for change in edge.changes]
    label = "\n".join(line for word in words for line in textwrap.wrap(word, _ARROW))
    style = "solid" if edge.stated else "dashed"
    ends = f"{quoted(edge.upstream)} -> {quoted(edge.copy)}"
    return f"{ends} [label={quoted(label)}, tooltip={quoted(edge.words(say))}, style={style}];"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else textwrap.shorten(text, _LONGEST, placeholder="…")
