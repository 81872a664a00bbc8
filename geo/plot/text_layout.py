"""Lines of text as the font of pictures shows them: which letters it has, how wide they are, where lines break."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np

_ROUNDING: Final = 1e-6
"""Points by which a curve may seem to leave its points, for numbers are rounded."""


@lru_cache(maxsize=4096)
def width_of(words: str, size: float, bold: bool = False, spaced: bool = False) -> float:
    """Return how wide a line of text is.

    Parameters
    ----------
    words
        The text; it becomes one line.
    size
        Size of the letters, in points.
    bold
        Whether the letters are bold.
    spaced
        Whether the letters are slanted and set apart, as in names of areas.

    Returns
    -------
    float
        The width in points; 0 for a text of blanks.
    """
    from matplotlib.textpath import TextPath

    text = printable(words).replace("$", "S")  # no formula is meant
    text = spread(text) if spaced else text
    return _reach(TextPath((0, 0), text, size=size, prop=font(bold, spaced))) if text.strip() else 0.0


def _reach(outline: Any) -> float:
    """Return how far right an outline of letters reaches: what matplotlib says, asked of the last letters alone.

    matplotlib solves an equation for each curve, and a line of text has thousands. A curve stays between its points,
    so a contour with all its points left of where another begins cannot reach furthest.

    >>> from matplotlib.textpath import TextPath
    >>> lines = [TextPath((0, 0), text, size=7.6, prop=font(bold=False)) for text in ("Жаңа Қазақстан", "20 t", "(C)")]
    >>> [_reach(line) == float(line.get_extents().x1) for line in lines]
    [True, True, True]
    """
    from matplotlib.path import Path as Outline

    starts = np.flatnonzero(outline.codes == Outline.MOVETO)
    if not len(starts):
        return 0.0  # letters that are blank
    across = outline.vertices[:, 0]
    may_be_last = np.maximum.reduceat(across, starts) > across[starts].max() - _ROUNDING
    kept = np.repeat(may_be_last, np.diff(starts, append=len(across)))
    return float(Outline(outline.vertices[kept], outline.codes[kept]).get_extents().x1)


def wrapped(words: str, size: float, width: float, bold: bool = False, most: int = 2) -> list[str]:
    """Break a text into lines.

    Parameters
    ----------
    words
        The text; it becomes one line.
    size
        Size of the letters, in points.
    width
        Greatest width of a line, in points.
    bold
        Whether the letters are bold.
    most
        Greatest number of lines; a text that has no room in them ends in an ellipsis.

    Returns
    -------
    list[str]
        The lines without empty ones.
    """
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
    """Return a text that the font can show, in one line.

    Parameters
    ----------
    words
        Any text.

    Returns
    -------
    str
        The text with blanks for control characters, plain letters for wide ones, and a box for each letter that the
        font lacks.
    """
    flat = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in words)
    return "".join(map(_shown, flat))


def _shown(letter: str) -> str:
    """Return a letter, else the plain letters that it is a form of, else a box."""
    plain = unicodedata.normalize("NFKC", letter)
    forms = (form for form in (letter, plain) if all(ord(part) in _letters() for part in form))
    return next(forms, "□")


def spread(words: str) -> str:
    """Return words with a hair space between their letters, as names of areas are set.

    Parameters
    ----------
    words
        The words.

    Returns
    -------
    str
        The same letters, further apart.
    """
    return "\u200a".join(words)


@lru_cache(maxsize=4)
def font(bold: bool, slanted: bool = False) -> Any:
    """Return the font of pictures, as matplotlib knows it.

    It is DejaVu Sans, which comes with matplotlib: it has all Kazakh letters and is the same on every machine.

    Parameters
    ----------
    bold
        Whether the letters are bold.
    slanted
        Whether the letters are slanted.

    Returns
    -------
    Any
        The properties of the font.
    """
    import matplotlib as mpl
    from matplotlib.font_manager import FontProperties

    name = {(True, False): "-Bold", (False, True): "-Oblique", (True, True): "-BoldOblique"}.get((bold, slanted), "")
    return FontProperties(fname=str(Path(mpl.get_data_path()) / "fonts" / "ttf" / f"DejaVuSans{name}.ttf"))


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    from matplotlib.font_manager import get_font

    return frozenset(get_font(font(bold=False).get_file()).get_charmap())
