"""The map on the screen: the one place that calls ``st_folium``."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from geo.catalog.loader import data_dir
from geo.plot import escaping, folium_map
from geo.plot.folium_map import Frame, MapTexts, Mark
from geo.plot.overlays import Rings
from geo.plot.palette import Theme
from pages.components import leaflet

HEAD_START = 0.07
"""Seconds that the map is ahead of the rest of the page. Streamlit sends every 5 ms, and its page draws whatever came
within 10 ms at once: what follows too soon is drawn together with the map, and the map waits for the slowest of it.
Measured: the map changes about a third sooner, and the whole page no later."""
TALLEST = 900
"""Height in pixels that the map never exceeds; the map's own script fits it to the window."""


def draw(
    marks: Sequence[Mark],
    *,
    focus: str | None,
    theme: Theme,
    texts: MapTexts,
    key: str,
    approach: bool = False,
    frame: Frame | None = None,
    height: int = TALLEST,
    regions: Sequence[str] = (),
    rings: Rings | None = None,
    on_pick: Callable[[str], None] | None = None,
    on_area: Callable[[str], None] | None = None,
) -> str | None:
    """Show the map.

    Parameters
    ----------
    marks
        Marks from :func:`geo.plot.folium_map.site_marks`, narrowed by :func:`geo.plot.folium_map.only`.
    focus
        Id of the chosen site: it gets the accent ring, and the map goes there when the choice is new.
    theme, texts
        Colours and texts; the map is loaded anew only when these change.
    key
        Constant name of this map in the session.
    approach
        Whether a map that has just appeared goes to the chosen site instead of showing the whole country.
    frame
        Corners of what the map shows at first, in place of the whole country.
    height
        Greatest height in pixels.
    regions
        ISO codes of the regions that the reader chose: they stand out and keep their names.
    rings
        What the marks show of the claims, in place of how the place is known.
    on_pick
        Called with the id before the run that a click causes, so that the whole page knows of it.
    on_area
        Called with the ISO code of a region clicked beside the sites; without it such a click does nothing.

    Returns
    -------
    str or None
        Id of the site that the user clicked since the last run, else None.
    """
    escaping.make_literal()
    known = folium_map.site_ids(marks)

    def picked() -> None:
        said = st.session_state.get(key)
        chosen, area = _picked(said, known), said.get("area") if isinstance(said, Mapping) else None
        if on_pick is not None and chosen is not None:
            on_pick(chosen)
        elif on_area is not None and isinstance(area, str):
            on_area(area)

    value = st_folium(
        folium_map.base_map(leaflet.links(data_dir()), leaflet.options(data_dir(), theme, texts)),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=folium_map.site_layer(
            marks, focus, approach=approach, frame=frame, areas=on_area is not None, regions=regions, rings=rings
        ),
        on_change=picked,
    )
    time.sleep(HEAD_START)
    return _fresh(value, known, key)


def _picked(value: Any, known: Sequence[str]) -> str | None:
    """Return the id that the browser sent for a click; anything but the id of a shown site counts as no click."""
    site = value.get("site") if isinstance(value, Mapping) else None
    return site if isinstance(site, str) and site in known else None


def _fresh(value: Any, known: Sequence[str], key: str) -> str | None:
    """Report a click once: the browser sends its time along, and Streamlit repeats the value on every run."""
    at = value.get("at") if isinstance(value, Mapping) else None
    seen = f"{key} click"
    if at is None or at == st.session_state.get(seen):
        return None
    st.session_state[seen] = at
    return _picked(value, known)
