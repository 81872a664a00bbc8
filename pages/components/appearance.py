"""How the reader's screen looks: the theme in use, for the map and the charts."""

from __future__ import annotations

import streamlit as st

from geo.palette import THEMES, Theme


def theme() -> Theme:
    """Return the theme that the browser shows; light before it has said so."""
    return "dark" if st.context.theme.type == "dark" else "light"


def accent() -> str:
    """Return the accent colour of the theme in use."""
    return THEMES[theme()].accent
