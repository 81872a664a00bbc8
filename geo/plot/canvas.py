"""A canvas to draw on, in points: texts and shapes through matplotlib, without its global state, as PNG or SVG.

Nothing here knows of sites. The same drawing gives the same bytes: fonts come with matplotlib, dates and random ids are
left out. matplotlib is imported when a canvas is made, not before: it takes long, and few calls need it.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from geo.plot.text_layout import font, printable, spread

ImageFormat = Literal["png", "svg"]
IMAGE_FORMATS: Final[tuple[ImageFormat, ...]] = ("png", "svg")
DOTS: Final = 180
"""Dots an inch of a PNG: a picture of 800 points is 2000 dots wide, sharp in print and on dense screens."""
POINTS: Final = 72
"""Points an inch."""
ONE_AT_A_TIME: Final = threading.Lock()
"""Lock for drawing: matplotlib's settings and fonts belong to the whole process."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""
Point = tuple[float, float]
_DOTS_PATTERN: Final = "..."
"""matplotlib's name of rows of dots that are 4 points apart."""
_SETTINGS: Final[Any] = {
    "svg.hashsalt": "kazakhstan-deposits",
    "svg.fonttype": "path",
    "path.simplify": False,
    "path.sketch": None,
    "axes.unicode_minus": True,
    "agg.path.chunksize": 0,
}
"""Settings that could make other bytes of the same drawing: ids in an SVG, letters as text, lines made simpler."""


@contextmanager
def canvases() -> Iterator[Callable[[float, float, str], Canvas]]:
    """Yield a canvas factory, holding the matplotlib lock.

    matplotlib keeps settings and fonts for the whole process, so only one thread draws at a time.

    Yields
    ------
    Callable[[float, float, str], Canvas]
        Function that returns an empty canvas of a width and a height in points and a ground colour.
    """
    with ONE_AT_A_TIME:
        import matplotlib as mpl

        with mpl.rc_context(_SETTINGS):
            yield _canvas


def _canvas(width: float, height: float, ground: str) -> Canvas:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / POINTS, height / POINTS), facecolor=ground)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(0, height))
    axes.set_axis_off()
    return Canvas(width, height, ground, figure, axes)


@dataclass(frozen=True)
class Style:
    """Describe how a text looks.

    Attributes
    ----------
    size
        Size of the letters, in points.
    colour
        Colour of the letters, ``#RRGGBB``.
    bold
        Whether the letters are bold.
    rim
        Colour of a rim around the letters, which makes them readable on a map; empty for none.
    spaced
        Whether the letters are slanted and set apart a little: names of areas, so that they do not look like names of
        places.
    """

    size: float = 9
    colour: str = "#000000"
    bold: bool = False
    rim: str = ""
    spaced: bool = False


@dataclass(frozen=True, eq=False)
class Canvas:
    """Hold a canvas, or a part of one, with its origin at the lower left; lengths are points.

    Attributes
    ----------
    width
        Width.
    height
        Height.
    ground
        Colour of the ground, ``#RRGGBB``.
    figure
        The matplotlib figure that all parts of a canvas share.
    axes
        The matplotlib axes of this part.
    """

    width: float
    height: float
    ground: str
    figure: Any = field(repr=False)
    axes: Any = field(repr=False)

    def window(self, box: Box, ground: str) -> Canvas:
        """Return a part of the canvas with its own origin.

        What is drawn in the part is cut off at its edges.

        Parameters
        ----------
        box
            Where the part lies: left, bottom, right, top in points.
        ground
            Colour of its ground, ``#RRGGBB``.

        Returns
        -------
        Canvas
            The part, itself a canvas.
        """
        left, bottom, right, top = box
        share = (left / self.width, bottom / self.height, (right - left) / self.width, (top - bottom) / self.height)
        axes = self.figure.add_axes(share, facecolor=ground)
        axes.set(xlim=(0, right - left), ylim=(0, top - bottom), xticks=(), yticks=())
        return Canvas(right - left, top - bottom, ground, self.figure, axes)

    def frame(self, colour: str) -> None:
        """Draw a line around the part.

        Parameters
        ----------
        colour
            Colour, ``#RRGGBB``.
        """
        for side in self.axes.spines.values():
            side.set(color=colour, linewidth=0.8)

    def text(self, at: Point, words: str, style: Style, align: str = "left", layer: float = 9) -> None:
        """Write one line of text.

        Parameters
        ----------
        at
            The side of the text that ``align`` names, and the middle of its height, in points.
        words
            The text; it becomes one line.
        style
            Size, colour and weight of the text.
        align
            ``left``, ``center`` or ``right``.
        layer
            What is drawn later lies on top: the higher the number, the later.
        """
        from matplotlib.patheffects import Normal, Stroke

        effects = [Stroke(linewidth=2.2, foreground=style.rim), Normal()] if style.rim else []
        self.axes.text(
            *at,
            spread(printable(words)) if style.spaced else printable(words),
            fontproperties=font(style.bold, style.spaced),
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
        """Fill polygons.

        Parameters
        ----------
        rings
            The polygons in points; their holes stay empty.
        fill
            Colour inside.
        edge
            Colour of the line around it.
        width
            Width of the line around each, in points.
        **more
            Further settings of matplotlib's PathCollection, such as ``zorder``.
        """
        from matplotlib.collections import PathCollection
        from matplotlib.path import Path as Outline

        paths = [
            Outline.make_compound_path(*(Outline(ring, closed=True) for ring in _closed(shape))) for shape in rings
        ]
        collection = PathCollection(paths, facecolors=fill, edgecolors=edge, linewidths=width, **more)
        collection.set_joinstyle("round")
        self.axes.add_collection(collection, autolim=False)

    def lines(self, lines: Sequence[Any], colour: str, width: float, layer: float, dash: Any = "solid") -> None:
        """Draw open lines.

        Parameters
        ----------
        lines
            The lines, each a sequence of corners in points.
        colour
            Colour, ``#RRGGBB``.
        width
            Width of the lines, in points.
        layer
            What is drawn later lies on top: the higher the number, the later.
        dash
            Pattern of the line, as matplotlib writes it.
        """
        from matplotlib.collections import LineCollection

        drawn = LineCollection(list(lines), colors=colour, linewidths=width, zorder=layer, linestyles=dash)
        drawn.set(capstyle="round", joinstyle="round")
        self.axes.add_collection(drawn, autolim=False)

    def marker(self, at: Point, shape: str, colour: str, size: float) -> None:
        """Draw one small shape.

        Parameters
        ----------
        at
            Left and lower distance from the origin, in points.
        shape
            A marker of matplotlib: one of ``o s D ^ v P X h > <``.
        colour
            Colour, ``#RRGGBB``.
        size
            Width of the shape, in points.
        """
        self.axes.scatter([at[0]], [at[1]], s=size**2, c=[colour], marker=shape, linewidths=0, zorder=8)

    def shape(
        self, corners: Any, codes: Any, fill: str, edge: str = "none", width: float = 0, layer: float = 8
    ) -> None:
        """Draw one outline of lines and curves; a part that turns the other way is a hole.

        Parameters
        ----------
        corners
            Its corners and the handles of its curves, in points: array of shape (n, 2).
        codes
            What each of them is, as matplotlib's paths have it.
        fill
            Colour inside.
        edge
            Colour of the line around it.
        width
            Width of that line, in points.
        layer
            What is drawn later lies on top: the higher the number, the later.
        """
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path as Outline

        look = {"facecolor": fill, "edgecolor": edge, "linewidth": width, "joinstyle": "round", "zorder": layer}
        self.axes.add_patch(PathPatch(Outline(corners, codes), **look))

    def band(self, middle: Point, radii: Point, part: Point, fill: str, layer: float = 8) -> None:
        """Fill a part of a ring.

        Parameters
        ----------
        middle
            Middle of the ring, in points.
        radii
            Its inner and outer radius, in points.
        part
            Where it starts and ends, in degrees clockwise from the top.
        fill
            Colour.
        layer
            What is drawn later lies on top: the higher the number, the later.
        """
        from matplotlib.patches import Wedge

        (inner, outer), (start, end) = radii, part
        self.axes.add_patch(
            Wedge(middle, outer, 90 - end, 90 - start, width=outer - inner, facecolor=fill, linewidth=0, zorder=layer)
        )

    def dotted(self, shapes: Sequence[Any], colour: str, opacity: float, layer: float) -> None:
        """Fill polygons with a pattern of small dots, through which what lies below is seen.

        Parameters
        ----------
        shapes
            The polygons in points.
        colour, opacity
            Colour of the dots, ``#RRGGBB``, and their opacity, from 0 (not visible) to 1.
        layer
            What is drawn later lies on top: the higher the number, the later.
        """
        self.polygons(shapes, "none", seen_through(colour, opacity), 0, hatch=_DOTS_PATTERN, zorder=layer)

    def bar(self, box: Box, fill: str) -> None:
        """Fill a rectangle.

        Parameters
        ----------
        box
            Left, bottom, right, top in points.
        fill
            Colour inside.
        """
        from matplotlib.patches import Rectangle

        left, bottom, right, top = box
        self.axes.add_patch(Rectangle((left, bottom), right - left, top - bottom, facecolor=fill, linewidth=0))

    def circle(self, middle: Point, radius: float, fill: str, edge: str, layer: float, dash: Any = "solid") -> None:
        """Draw a circle.

        Both colours may be (red, green, blue, opacity), each from 0 to 1.

        Parameters
        ----------
        middle, radius
            Its middle and its radius, in points.
        fill
            Colour inside.
        edge
            Colour of the line around it.
        layer
            What is drawn later lies on top: the higher the number, the later.
        dash
            Pattern of the line, as matplotlib writes it.
        """
        from matplotlib.patches import Circle

        look = {"facecolor": fill, "edgecolor": edge, "linewidth": 0.8, "linestyle": dash, "zorder": layer}
        self.axes.add_patch(Circle(middle, radius, **look))

    def content(self, kind: ImageFormat, title: str, credit: str) -> bytes:
        """Return the canvas as a file.

        Parameters
        ----------
        kind
            ``png`` or ``svg``.
        title
            Title, written into the file's metadata.
        credit
            Origin and licence, written into the file's metadata.

        Returns
        -------
        bytes
            The file; a PNG has :data:`DOTS` dots an inch.
        """
        out = io.BytesIO()
        said: dict[str, Any] = {"Title": printable(title)}
        if kind == "svg":
            said |= {"Date": None, "Creator": "Kazakhstan Deposits", "Rights": printable(credit)}
        else:
            said |= {"Software": None, "Copyright": printable(credit)}
        self.figure.savefig(out, format=kind, dpi=DOTS, facecolor=self.ground, metadata=said)
        return out.getvalue()


def seen_through(colour: str, opacity: float) -> Any:
    """Return a colour with an opacity, as matplotlib takes it.

    Parameters
    ----------
    colour
        Colour, ``#RRGGBB``.
    opacity
        From 0 (not visible) to 1.

    Returns
    -------
    Any
        Red, green, blue and opacity, each from 0 to 1.
    """
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return (red, green, blue, opacity)


def _closed(shape: Any) -> Sequence[Any]:
    return [shape.exterior.coords, *(ring.coords for ring in shape.interiors)]
