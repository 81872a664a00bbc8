"""The theme of the screen: what Streamlit makes of its colours can be read."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import get_args

import pytest

from geo.plot import palette
from geo.plot.palette import Theme, contrast

CONFIG = tomllib.loads((Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
CAPTION = 0.6
"""Part of the text's colour in a caption; the rest is the ground's."""
TINT = 0.1
"""Part of the accent in the ground of a chosen button."""


def mixed(colour: str, ground: str, part: float) -> str:
    pairs = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part * over + (1 - part) * under):02x}" for over, under in pairs)


@pytest.mark.parametrize("theme", get_args(Theme))
def test_texts_and_captions_can_be_read(theme: Theme) -> None:
    colours = CONFIG["theme"][theme]
    for ground in (colours["backgroundColor"], colours["secondaryBackgroundColor"]):
        assert contrast(colours["textColor"], ground) >= 7
        assert contrast(mixed(colours["textColor"], ground, CAPTION), ground) >= 4.5


@pytest.mark.parametrize("theme", get_args(Theme))
def test_the_accent_can_be_read_and_is_that_of_the_map(theme: Theme) -> None:
    colours = CONFIG["theme"][theme]
    assert colours["primaryColor"].upper() == palette.THEMES[theme].accent.upper()
    beside = colours.get("sidebar", {}).get("primaryColor", colours["primaryColor"])
    for accent, ground in (("primaryColor", "backgroundColor"), (None, "secondaryBackgroundColor")):
        colour = colours[accent] if accent else beside
        assert contrast(colour, mixed(colour, colours[ground], TINT)) >= 4.2
        assert contrast(colour, colours[ground]) >= 4.5


def test_white_on_the_accent_of_the_sidebar_can_be_made_out() -> None:
    assert contrast("#ffffff", CONFIG["theme"]["dark"]["sidebar"]["primaryColor"]) >= 2.8
    assert contrast("#ffffff", CONFIG["theme"]["light"]["primaryColor"]) >= 4.5
