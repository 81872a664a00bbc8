"""A sheet to draw on, in points: texts and shapes through matplotlib, without its global state; PNG or SVG comes out.

Nothing here knows of sites. The same drawing gives the same bytes: fonts come with matplotlib, dates and random ids are
left out. matplotlib is imported when a sheet is made, not before.
"""

from __future__ import annotations

import io
import threading
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

Kind = Literal["png", "svg"]
KINDS: Final[tuple[Kind, ...]] = ("png", "svg")
DOTS: Final = 180
"""Dots an inch of a PNG."""
POINTS: Final = 72
"""Points an inch."""
ONE_AT_A_TIME: Final = threading.Lock()
"""matplotlib's settings and fonts belong to the whole process."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""
Point = tuple[float, float]
_SETTINGS: Final[Any] = {
    "svg.hashsalt": "kazakhstan-deposits",
    "svg.fonttype": "path",
    "path.simplify": False,
    "path.sketch": None,
    "axes.unicode_minus": True,
    "agg.path.chunksize": 0,
}


@contextmanager
def drawing_board() -> Iterator[Callable[[float, float, str], Sheet]]:
    """Give what makes an empty sheet of a width and height in points and a colour; nobody else draws meanwhile."""
    with ONE_AT_A_TIME:
        import matplotlib as mpl

        with mpl.rc_context(_SETTINGS):
            yield _sheet


def _sheet(width: float, height: float, ground: str) -> Sheet:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / POINTS, height / POINTS), facecolor=ground)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(0, height))
    axes.set_axis_off()
    return Sheet(width, height, ground, figure, axes)


@dataclass(frozen=True)
class Style:
    """How a text looks: size in points, colour, weight, the rim's colour that lifts it off a map, slant and space.

    ``spaced`` sets a hair's breadth between letters, and slants them: names of areas, which no place's name looks like.
    """

    size: float = 9
    colour: str = "#000000"
    bold: bool = False
    rim: str = ""
    spaced: bool = False


@dataclass(frozen=True, eq=False)
class Sheet:
    """A page in points, its origin at the lower left."""

    width: float
    height: float
    ground: str
    figure: Any = field(repr=False)
    axes: Any = field(repr=False)

    def window(self, box: Box, ground: str) -> Sheet:
        """Return a part of the page with its own origin; what is drawn there does not leave it."""
        left, bottom, right, top = box
        share = (left / self.width, bottom / self.height, (right - left) / self.width, (top - bottom) / self.height)
        axes = self.figure.add_axes(share, facecolor=ground)
        axes.set(xlim=(0, right - left), ylim=(0, top - bottom), xticks=(), yticks=())
        return Sheet(right - left, top - bottom, ground, self.figure, axes)

    def frame(self, colour: str) -> None:
        """Draw the line around the part."""
        for side in self.axes.spines.values():
            side.set(color=colour, linewidth=0.8)

    def text(self, at: Point, words: str, style: Style, align: str = "left", layer: float = 9) -> None:
        """Write one line; ``at`` is its side in ``align`` and the middle of its height."""
        from matplotlib.patheffects import Normal, Stroke

        effects = [Stroke(linewidth=2.2, foreground=style.rim), Normal()] if style.rim else []
        self.axes.text(
            *at,
            _apart(printable(words)) if style.spaced else printable(words),
            fontproperties=_font(style.bold, style.spaced),
            fontsize=style.size,
            color=style.colour,
            ha=align,
            va="center_baseline",
            zorder=layer,
            clip_on=True,
            parse_math=False,
            path_effects=effects,
        )

    def polygons(self, rings: Sequence[Any], fill: str, edge: str = "none", width: float = 0.6, **more: Any) -> None:
        """Fill outlines, arrays of corners in points; holes are corners of a ring of their own after the outer one."""
        from matplotlib.collections import PathCollection
        from matplotlib.path import Path as Outline

        paths = [
            Outline.make_compound_path(*(Outline(ring, closed=True) for ring in _closed(shape))) for shape in rings
        ]
        collection = PathCollection(paths, facecolors=fill, edgecolors=edge, linewidths=width, **more)
        collection.set_joinstyle("round")
        self.axes.add_collection(collection, autolim=False)

    def lines(self, lines: Sequence[Any], colour: str, width: float, layer: float, dash: Any = "solid") -> None:
        """Draw open lines, arrays of corners in points."""
        from matplotlib.collections import LineCollection

        drawn = LineCollection(list(lines), colors=colour, linewidths=width, zorder=layer, linestyles=dash)
        drawn.set(capstyle="round", joinstyle="round")
        self.axes.add_collection(drawn, autolim=False)

    def dots(self, places: Any, colour: str, size: float, layer: float) -> None:
        """Draw a dot of ``size`` points at each row of ``places``; very many become one image inside an SVG."""
        self.axes.scatter(
            places[:, 0], places[:, 1], s=size**2, c=colour, linewidths=0, zorder=layer, rasterized=len(places) > 2000
        )

    def marker(self, at: Point, shape: str, colour: str, size: float) -> None:
        """Draw a shape (``o s D ^ v P X h``) of ``size`` points."""
        self.axes.scatter([at[0]], [at[1]], s=size**2, c=[colour], marker=shape, linewidths=0, zorder=8)

    def pill(self, middle: Point, size: Point, fill: str, edge: str, dash: Any = "solid", layer: float = 8) -> None:
        """Draw a box with round ends, ``size`` wide and high."""
        from matplotlib.patches import FancyBboxPatch

        width, height = size
        corner = (middle[0] - width / 2, middle[1] - height / 2)
        shape = f"round,pad=0,rounding_size={height / 2}"
        look = {"facecolor": fill, "edgecolor": edge, "linewidth": 1.1, "linestyle": dash, "zorder": layer}
        self.axes.add_patch(FancyBboxPatch(corner, width, height, boxstyle=shape, mutation_scale=1, **look))

    def bar(self, box: Box, fill: str) -> None:
        """Fill a rectangle."""
        from matplotlib.patches import Rectangle

        left, bottom, right, top = box
        self.axes.add_patch(Rectangle((left, bottom), right - left, top - bottom, facecolor=fill, linewidth=0))

    def circle(self, middle: Point, radius: float, fill: str, edge: str, layer: float, dash: Any = "solid") -> None:
        """Draw a circle; colours may be (red, green, blue, opacity)."""
        from matplotlib.patches import Circle

        look = {"facecolor": fill, "edgecolor": edge, "linewidth": 0.8, "linestyle": dash, "zorder": layer}
        self.axes.add_patch(Circle(middle, radius, **look))

    def content(self, kind: Kind, title: str, credit: str) -> bytes:
        """Return the page as a file of a kind, with its title and origin among the file's own words."""
        out = io.BytesIO()
        said: dict[str, Any] = {"Title": printable(title)}
        if kind == "svg":
            said |= {"Date": None, "Creator": "Kazakhstan Deposits", "Rights": printable(credit)}
        else:
            said |= {"Software": None, "Copyright": printable(credit)}
        self.figure.savefig(out, format=kind, dpi=DOTS, facecolor=self.ground, metadata=said)
        return out.getvalue()


def seen_through(colour: str, opacity: float) -> Any:
    """Return a colour (``#RRGGBB``) with an opacity of 0 to 1."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return (red, green, blue, opacity)


@lru_cache(maxsize=4096)
def width_of(words: str, size: float, bold: bool = False, spaced: bool = False) -> float:
    """Return how wide a line of text is, in points."""
    from matplotlib.textpath import TextPath

    text = printable(words).replace("$", "S")  # no formula is meant
    text = _apart(text) if spaced else text
    return float(TextPath((0, 0), text, size=size, prop=_font(bold, spaced)).get_extents().x1) if text.strip() else 0.0


def wrapped(words: str, size: float, width: float, bold: bool = False, most: int = 2) -> list[str]:
    """Return text in lines no wider than ``width`` points; what has no room in ``most`` lines ends in an ellipsis."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size, bold) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] += "…"
    return [_cut(line, size, width, bold) for line in kept if line]


def _cut(line: str, size: float, width: float, bold: bool) -> str:
    while len(line) > 1 and width_of(line, size, bold) > width:
        line = line.rstrip("…")[:-1] + "…"
    return line


def printable(words: str) -> str:
    """Return text that the font can show: one line, wide letters as plain ones, a box for each letter it lacks."""
    flat = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in words)
    return "".join(map(_shown, flat))


def _shown(letter: str) -> str:
    """Return a letter, else the plain letters that it is a form of, else a box."""
    plain = unicodedata.normalize("NFKC", letter)
    forms = (form for form in (letter, plain) if all(ord(part) in _letters() for part in form))
    return next(forms, "□")


def _closed(shape: Any) -> Sequence[Any]:
    return [shape.exterior.coords, *(ring.coords for ring in shape.interiors)]


def _apart(words: str) -> str:
    return "\u200a".join(words)


@lru_cache(maxsize=4)
def _font(bold: bool, slanted: bool = False) -> Any:
    """DejaVu Sans as matplotlib brings it along: it has all Kazakh letters and is the same everywhere."""
    import matplotlib as mpl
    from matplotlib.font_manager import FontProperties

    name = {(True, False): "-Bold", (False, True): "-Oblique", (True, True): "-BoldOblique"}.get((bold, slanted), "")
    return FontProperties(fname=str(Path(mpl.get_data_path()) / "fonts" / "ttf" / f"DejaVuSans{name}.ttf"))


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    from matplotlib.font_manager import get_font

    return frozenset(get_font(_font(bold=False).get_file()).get_charmap())
