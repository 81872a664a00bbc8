"""Looks of the map: which main groups share a colour and a shape, and what each theme is made of.

The groups stay apart for every kind of sight and against the land (tests/plot/test_palette.py); a shape always doubles
the colour. Screen and pictures draw from this one description.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from geo.catalog import minerals

Theme: TypeAlias = Literal["light", "dark"]


@dataclass(frozen=True)
class ColourGroup:
    """Describe main groups that share a colour and a shape on the map.

    Attributes
    ----------
    key
        Key of the group in :data:`geo.catalog.minerals.MINERALS`, also the name of its text in the legend.
    light
        Colour in the light theme, ``#RRGGBB``.
    dark
        Colour in the dark theme, ``#RRGGBB``.
    shape
        Outline of its mark: data of an SVG path in a box of 24 x 24 around (0, 0), y downwards; holes by even and odd.
        All but that of ``other`` have about the same area.
    """

    key: str
    light: str
    dark: str
    shape: str


COLOUR_GROUPS: Final = (  # in the order of the legend; a mark is sent to the map with the number of its colour group
    ColourGroup("rare_earth", "#0D3BC0", "#3F9BFF", "M0,-8A8,8 0 1 1 -.01,-8Z"),
    ColourGroup(
        "by_product",
        "#1F7BE0",
        "#B8CEFD",
        "M0,-8.6A8.6,8.6 0 1 1 -.01,-8.6ZM0,-4A4,4 0 1 0 .01,-4Z",
    ),
    ColourGroup("light", "#C07A00", "#D99918", "M0,-10L10,0L0,10L-10,0Z"),
    ColourGroup("tungsten", "#E5484D", "#FB525C", "M-7,-7L7,-7L7,7L-7,7Z"),
    ColourGroup(
        "titanium",
        "#67309B",
        "#BD78CB",
        "M0,-10.5L10.4,7.2L-10.4,7.2Z",
    ),
    ColourGroup("vanadium", "#D73095", "#FCB1CB", "M0,10.5L10.4,-7.2L-10.4,-7.2Z"),
    ColourGroup("tin", "#54402A", "#EEDDBC", "M0,-9.6L9.1,-3L5.6,7.8L-5.6,7.8L-9.1,-3Z"),
    ColourGroup("copper", "#059AB9", "#30C4A0", "M-8.8,0L-4.4,-7.8L4.4,-7.8L8.8,0L4.4,7.8L-4.4,7.8Z"),
    ColourGroup(
        "uranium",
        "#6E5F00",
        "#CFE614",
        "M-9,-5.4L-5.4,-9L0,-3.6L5.4,-9L9,-5.4L3.6,0L9,5.4L5.4,9L0,3.6L-5.4,9L-9,5.4L-3.6,0Z",
    ),
    ColourGroup(
        "nickel",
        "#5F8F4F",
        "#9CCC58",
        "M-3.1,-9L3.1,-9L3.1,-3.1L9,-3.1L9,3.1L3.1,3.1L3.1,9L-3.1,9L-3.1,3.1L-9,3.1L-9,-3.1L-3.1,-3.1Z",
    ),
    ColourGroup("other", "#4D5062", "#8B9092", "M0,-5.5A5.5,5.5 0 1 1 -.01,-5.5Z"),
)

EVIDENCE_RAMP: Final[Mapping[Theme, tuple[str, ...]]] = {
    "light": ("#C8D6E5", "#96B6D6", "#5E92C6", "#2A6BB0", "#0A3D7D"),
    "dark": ("#4A5868", "#5F7D9C", "#79A3CF", "#A3C8EE", "#E0F0FF"),
}
"""Colours of the stages of evidence, the weakest first; a site without any figure is hollow."""


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
    shore
        Edges of lakes and seas.
    glow
        Band around the country.
    region_name, country_name, water_name
        Names of regions, of other countries, of lakes and seas.
    contradiction
        Sites whose claims contradict each other.
    quiet
        Marks of sites that have nothing of what the marks show.
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
    shore: str
    glow: str
    region_name: str
    country_name: str
    water_name: str
    contradiction: str
    quiet: str


THEMES: Final[Mapping[Theme, Colours]] = {
    "light": Colours(
        land="#FDFDFB",
        abroad="#E9ECEE",
        water="#C4DCEA",
        line="#C3C9D1",
        border="#6C7887",
        text="#1D2430",
        muted="#5A6473",
        surface="#FFFFFF",
        accent="#0B6E69",
        shore="#9DBFD4",
        glow="#D5DBE1",
        region_name="#6A7484",
        country_name="#626C78",
        water_name="#2F5D7A",
        contradiction="#D6006C",
        quiet="#7F8A97",
    ),
    "dark": Colours(
        land="#222932",
        abroad="#12161C",
        water="#1B3A4E",
        line="#434E5B",
        border="#8793A2",
        text="#E8ECF1",
        muted="#A2ADBA",
        surface="#1A2028",
        accent="#66CCC2",
        shore="#2F5A75",
        glow="#2C3540",
        region_name="#93A0AF",
        country_name="#76828F",
        water_name="#7FB2D1",
        contradiction="#FF5FA8",
        quiet="#6D7885",
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
    key = minerals.group_of(main_group).key
    return next(candidate for candidate in COLOUR_GROUPS if candidate.key == key)


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
