"""How the reader's screen looks: the theme in use, for the map and the charts."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

from geo.palette import THEMES, Theme

ICON: Final = Path(__file__).parent / "icon.png"
_FRAMED: Final = "_framed"


def frame(title: str) -> None:
    """Set the title, icon and width of the page, once: said anew in every run, the browser draws everything twice."""
    if st.session_state.get(_FRAMED) != title:
        st.set_page_config(page_title=title, page_icon=_icon(), layout="wide")
        st.session_state[_FRAMED] = title


@cache
def _icon() -> str:
    """Return the icon as text: as a file, Streamlit would forget it after the first run that does not name it."""
    return "data:image/png;base64," + base64.b64encode(ICON.read_bytes()).decode("ascii")


def theme() -> Theme:
    """Return the theme that the browser shows; light before it has said so."""
    return "dark" if st.context.theme.type == "dark" else "light"


def accent() -> str:
    """Return the accent colour of the theme in use."""
    return THEMES[theme()].accent
