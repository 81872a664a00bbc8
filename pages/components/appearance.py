"""How the reader's screen looks: the theme in use, for the map and the charts."""

from __future__ import annotations

import base64
from functools import cache, partial
from pathlib import Path
from typing import Final

import pandas
import streamlit as st
from pandas.io.formats.style import Styler

from geo.language.numbers import plain
from geo.plot.palette import THEMES, Theme
from pages.components.session.language import readers_language

ICON: Final = Path(__file__).parent / "icon.png"
CARD_STYLE: Final = """
.st-key-map_area { position: relative; gap: 0; }
.st-key-card_area { position: absolute; top: 12px; right: 12px; width: 316px; z-index: 5; overflow: auto;
    max-height: calc(var(--map-height, 500px) - 24px); padding: 12px 16px; gap: 0.6rem;
    box-shadow: 0 6px 24px rgb(0 0 0 / 0.16); }
.st-key-card_area h2 { font-size: 1.3rem; padding: 0; }
html[data-card-side=left] .st-key-card_area { right: auto; left: 56px; }
@media (max-width: 699px) {
    .st-key-card_area, html[data-card-side=left] .st-key-card_area { position: fixed; inset: auto 0 0 0; width: auto;
        max-height: 46vh; z-index: 990; border-radius: 14px 14px 0 0; }
}
"""
"""How the card lies over the map; the map's script says how high that is, and on which side the chosen mark is not."""
_FRAMED: Final = "_framed"
_TOOLS: Final = 4  # px: with the gaps above and below it as high as the tools of a table


def frame(name: str) -> None:
    """Set the icon and the width of the page before the navigation, which would fetch an icon from elsewhere."""
    if _FRAMED not in st.session_state:
        _set(name)


def entitle(name: str, page: str) -> None:
    """Set the title of the page: the name of the app, behind that of the page on screen where it has one.

    It is set only when it changes: set in every run, it would make the browser draw everything twice.
    """
    title = " · ".join(filter(None, (page, name)))
    if st.session_state[_FRAMED] != title:
        _set(title)


def _set(title: str) -> None:
    st.set_page_config(page_title=title, page_icon=_icon(), layout="wide")
    st.session_state[_FRAMED] = title


@cache
def _icon() -> str:
    """Return the icon as text: as a file, Streamlit would forget it after the first run that does not name it."""
    return "data:image/png;base64," + base64.b64encode(ICON.read_bytes()).decode("ascii")


def theme() -> Theme:
    """Return the theme that the browser shows; light before it has said so."""
    return "dark" if st.context.theme.type == "dark" else "light"


def written(table: pandas.DataFrame) -> Styler:
    """Return a table whose numbers are shown as the reader's language writes them, and sorted as numbers."""
    spoken = readers_language()
    numbers = [str(name) for name in table.select_dtypes("number").columns]
    return table.style.format(dict.fromkeys(numbers, partial(plain, say=spoken)))


def room() -> None:
    """Leave room above a table for its toolbar: Streamlit draws it over what is there, on touch screens always."""
    st.space(_TOOLS)


def overlay(theme: Theme) -> None:
    """Lay the card over the map, on the side where the map's script says that the chosen mark is not; nothing moves.

    On a phone it comes up from the lower edge of the window.
    """
    surface = THEMES[theme].surface
    st.html(f"<style>{CARD_STYLE} .st-key-card_area {{ background: {surface}; }}</style>")
