"""Colours of the map: which main groups share one, and what each theme is made of.

The colour groups stay apart for every kind of sight and against the land (tests/plot/test_palette.py); on the map a
symbol always doubles the colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Theme: TypeAlias = Literal["light", "dark"]


@dataclass(frozen=True)
class ColourGroup:
    """Describe main groups that share a colour on the map.

    Attributes
    ----------
    key
        Short name of the group, also the name of its text in the legend.
    light
        Colour in the light theme, ``#RRGGBB``.
    dark
        Colour in the dark theme, ``#RRGGBB``.
    groups
        Main groups of sites that share the colour, as ``main_group`` in the data has them.
    symbols
        Element symbols that double the colour on a mark, the most typical first.
    """

    key: str
    light: str
    dark: str
    groups: tuple[str, ...]
    symbols: tuple[str, ...]


COLOUR_GROUPS: Final = (  # in the order of the legend; a mark is sent to the map with the number of its colour group
    ColourGroup("rare_earth", "#004488", "#3F86FF", ("rare-earth",), ("REE",)),
    ColourGroup("by_product", "#6699CC", "#9BD3FF", ("phosphate-by-product", "uranium-by-product"), ("U", "P")),
    ColourGroup(
        "light", "#997700", "#CFA11A", ("lithium-caesium-tantalum", "beryllium"), ("Li", "Ta", "Be", "Cs", "Rb")
    ),
    ColourGroup(
        "refractory",
        "#EE6677",
        "#FF8C9B",
        ("tungsten-molybdenum", "niobium-zirconium", "titanium-zirconium", "vanadium"),
        ("W", "Mo", "Nb", "Zr", "Ti", "V"),
    ),
    ColourGroup("dispersed", "#000000", "#FFFFFF", ("copper-rhenium",), ("Re",)),
    ColourGroup("other", "#555555", "#6E747B", ("tin", "other"), ("Sn",)),
)


@dataclass(frozen=True)
class Colours:
    """Hold the colours of the base map and of what is written on it, in one theme; all are ``#RRGGBB``.

    Attributes
    ----------
    land
        Regions of Kazakhstan.
    abroad
        Other countries.
    water
        Lakes and seas.
    line
        Borders of regions and other thin lines.
    border
        Border of the country, and lines of boxes.
    text
        Texts to read first.
    muted
        Texts to read second.
    surface
        Ground of pills, cards and boxes.
    accent
        What the reader has chosen.
    """

    land: str
    abroad: str
    water: str
    line: str
    border: str
    text: str
    muted: str
    surface: str
    accent: str


THEMES: Final[Mapping[Theme, Colours]] = {
    "light": Colours(
        land="#FFFFFF",
        abroad="#ECEEF0",
        water="#CBDCE9",
        line="#B6BEC8",
        border="#7E8996",
        text="#31333F",
        muted="#5B626E",
        surface="#FFFFFF",
        accent="#0B6E69",
    ),
    "dark": Colours(
        land="#1B212A",
        abroad="#11151B",
        water="#0B2A40",
        line="#414C5A",
        border="#6B7888",
        text="#FAFAFA",
        muted="#AAB3BF",
        surface="#262B34",
        accent="#66CCC2",
    ),
}
PAPER: Final = THEMES["light"]
"""Colours of pictures, which are printed."""


def colour_group(main_group: str) -> ColourGroup:
    """Return the colour group of a main group.

    Parameters
    ----------
    main_group
        A main group, as ``main_group`` in the data has it.

    Returns
    -------
    ColourGroup
        The group of main groups that share its colour.

    Raises
    ------
    ValueError
        If no colour group has this main group.
    """
    for candidate in COLOUR_GROUPS:
        if main_group in candidate.groups:
            return candidate
    known = ", ".join(group for candidate in COLOUR_GROUPS for group in candidate.groups)
    raise ValueError(f"{main_group!r} is not a main group: expected one of {known}")


def ink(colour: str) -> str:
    """Return black or white, whichever reads better on a colour.

    Parameters
    ----------
    colour
        The colour below the text, ``#RRGGBB``.

    Returns
    -------
    str
        ``#000000`` or ``#FFFFFF``.
    """
    return max("#000000", "#FFFFFF", key=lambda text: contrast(text, colour))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours.

    Parameters
    ----------
    one
        A colour, ``#RRGGBB``.
    other
        The other colour, ``#RRGGBB``; their order does not count.

    Returns
    -------
    float
        The ratio of their luminances, from 1 (alike) to 21 (black on white).

    References
    ----------
    Web Content Accessibility Guidelines (WCAG) 2.2, definition of contrast ratio.
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
