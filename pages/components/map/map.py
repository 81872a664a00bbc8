"""The map on the screen: the one place that calls ``st_folium``."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import folium
import streamlit as st
from streamlit_folium import st_folium

from geo.catalog.loader import data_dir
from geo.catalog.model import View
from geo.plot import escaping, folium_map, marks, overlays
from geo.plot.folium_map import Bounds, Unplaced
from geo.plot.overlays import Overlay
from pages.components.map import leaflet, switches
from pages.components.map.switches import Switches
from pages.components.session import state, store
from pages.components.session.language import map_texts
from pages.components.session.screen import Screen

HEAD_START: Final = 0.07
"""Seconds that the map is ahead of the rest of the page. Streamlit sends every 5 ms, and its page draws whatever came
within 10 ms at once: what follows too soon is drawn together with the map, and the map waits for the slowest of it.
Measured: the map changes about a third sooner, and the whole page no later."""
TALLEST: Final = 900
"""Height in pixels that the map never exceeds; the map's own script fits it to the window."""


@dataclass(frozen=True)
class Layer:
    """The sites on a map.

    ``site_ids`` are those that have a mark, ``unplaced`` those that have none. ``regions`` are the ISO codes of the
    regions that the reader chose: they stand out and keep their names. ``overlay`` is what the marks show of the
    claims, in place of what is found there. ``captions`` says other words about a site than its mark does.
    ``switches`` are the lines of the legend that are off, where the page follows them: the sites are then those of all
    lines.
    """

    site_ids: Collection[str]
    unplaced: Collection[str] = ()
    regions: Sequence[str] = ()
    overlay: Overlay | None = None
    captions: Mapping[str, str] = field(default_factory=dict)
    switches: Switches | None = None


@dataclass(frozen=True)
class Window:
    """Where a map looks.

    ``site`` is the id of the chosen site: it gets the accent ring, and the map goes there when the choice is new; with
    ``approach`` a map that has just appeared goes there too, instead of showing the whole country. ``frame`` is what
    it shows at first in place of the whole country. ``height`` is its greatest height in pixels.
    """

    site: str | None = None
    approach: bool = False
    frame: Bounds | None = None
    height: int = TALLEST


def layer(screen: Screen) -> Layer:
    """Return the sites of the view, with the regions chosen, and what the session wants the marks to show."""
    kind = state.kept(state.RINGS)
    found = next((name for name in overlays.OVERLAYS if name == kind), None)
    shown = overlays.overlay(screen.whole, found, screen.language) if found else None
    view, lines = screen.view, switches.of_legend(screen.view.selection, found)
    every = store.view(screen.index, state.without(view.selection, lines.spec.param))
    return Layer(
        frozenset(every.located.index),
        frozenset(view.unlocated.index),
        view.outlined,
        shown,
        _captions(screen),
        lines,
    )


def _captions(screen: Screen) -> Mapping[str, str]:
    """Return the lines about sites that a filter of documents changes."""
    if screen.whole is everything(screen):
        return {}
    told = {mark.site_id: mark.caption for mark in marks.of_view(everything(screen), screen.language)}
    own = marks.of_view(screen.whole, screen.language)
    return {mark.site_id: mark.caption for mark in own if mark.caption != told[mark.site_id]}


def everything(screen: Screen) -> View:
    """Return the view without any filter: what the map knows from the first."""
    return store.everything(screen.index)


def frame_of(shown: View) -> Bounds | None:
    """Return the corners of the one region of a view; None for the whole country."""
    if len(shown.outlined) != 1:
        return None
    west, south, east, north = shown.catalog.regions.geometry.at[shown.outlined[0]].bounds
    return ((south, west), (north, east))


def draw(
    screen: Screen,
    shown: Layer,
    *,
    key: str,
    window: Window,
    on_pick: Callable[[str], None] | None = None,
    on_area: Callable[[str], None] | None = None,
    on_switch: Callable[[Switches], None] | None = None,
) -> str | None:
    """Show the map.

    Parameters
    ----------
    screen
        Its theme and language: the map is loaded anew only when these change.
    shown
        The sites; a change redraws only these.
    key
        Constant name of this map in the session.
    window
        Where it looks.
    on_pick
        Called with the id before the run that a click causes, so that the whole page knows of it.
    on_area
        Called with the ISO code of a region clicked beside the sites; without it such a click does nothing.
    on_switch
        Called before the run that a line of the legend causes, with the lines as they are then.

    Returns
    -------
    str or None
        Id of the site that the user clicked since the last run, else None.
    """
    escaping.make_literal()
    whole = everything(screen)
    numbers = leaflet.numbers(whole, screen.language)
    nowhere = leaflet.unplaced(whole, screen.language)
    known = (*numbers, *(site.site_id for site in nowhere))

    def heard() -> None:
        said = st.session_state.get(key)
        if not isinstance(said, Mapping):
            return
        if on_switch is not None and shown.switches is not None and (off := _switched(said, key)) is not None:
            on_switch(shown.switches.turned(off))
        if said.get("at") != st.session_state.get(f"_{key}_click"):
            _tell(said, known, on_pick, on_area)

    options = leaflet.options(whole, screen.theme, map_texts(), screen.language)
    echo = None if on_switch is None else _echo(key)
    value = st_folium(
        folium_map.base_map(leaflet.links(data_dir()), options),
        key=key,
        height=window.height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=_site_layer(shown, window, numbers, nowhere, areas=on_area is not None, echo=echo),
        on_change=heard,
    )
    time.sleep(HEAD_START)
    return _fresh(value, known, key)


def _site_layer(
    shown: Layer,
    window: Window,
    numbers: Mapping[str, int],
    nowhere: Sequence[Unplaced],
    *,
    areas: bool,
    echo: int | None,
) -> folium.FeatureGroup:
    """Say by number what the map shows of the sites that it knows."""
    return folium_map.site_layer(
        sorted(numbers[site] for site in shown.site_ids),
        window.site,
        unplaced=[number for number, site in enumerate(nowhere) if site.site_id in shown.unplaced],
        captions={numbers[site]: words for site, words in shown.captions.items() if site in shown.site_ids},
        approach=window.approach,
        frame=window.frame,
        areas=areas,
        regions=shown.regions,
        overlay=shown.overlay,
        numbers=numbers,
        switches=None if echo is None or shown.switches is None else (shown.switches.off, echo),
    )


def place(screen: Screen, site_id: str, key: str, height: int = TALLEST) -> bool:
    """Show where one site is, whatever the filters, with the circle in which it lies; return whether that is known."""
    found = site_id in leaflet.numbers(everything(screen), screen.language)
    if found:
        draw(screen, Layer({site_id}), key=key, window=Window(site_id, approach=True, height=height))
    return found


def _tell(
    said: Mapping[str, Any],
    known: Sequence[str],
    on_pick: Callable[[str], None] | None,
    on_area: Callable[[str], None] | None,
) -> None:
    """Pass on which site or region was clicked."""
    chosen, area = _picked(said, known), said.get("area")
    if on_pick is not None and chosen is not None:
        on_pick(chosen)
    elif on_area is not None and isinstance(area, str):
        on_area(area)


def _picked(value: Any, known: Sequence[str]) -> str | None:
    """Read the browser's word for a click; anything but the id of a shown site is no click."""
    site = value.get("site") if isinstance(value, Mapping) else None
    return site if isinstance(site, str) and site in known else None


def _echo(key: str) -> int:
    """Return when the reader last switched a line of this map's legend, as the map counts time."""
    at: int = st.session_state.get(f"_{key}_switch", 0)
    return at


def _switched(said: Mapping[str, Any], key: str) -> list[object] | None:
    """Read the browser's word for the lines that are off; None where it is not newer than the last."""
    off, at = said.get("off"), said.get("offAt")
    if not isinstance(off, list) or not isinstance(at, int) or at <= _echo(key):
        return None
    st.session_state[f"_{key}_switch"] = at
    return off


def _fresh(value: Any, known: Sequence[str], key: str) -> str | None:
    """Report a click once: the browser sends its time along, and Streamlit repeats the value on every run."""
    at = value.get("at") if isinstance(value, Mapping) else None
    seen = f"_{key}_click"
    if at is None or at == st.session_state.get(seen):
        return None
    st.session_state[seen] = at
    return _picked(value, known)
