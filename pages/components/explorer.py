"""Map, card and table of one view, tied together: what is chosen in one is chosen in all."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.catalog import tables
from geo.check import highlights
from geo.plot import overlays
from pages.components import appearance, card, guide, listing, opening
from pages.components.map import map as site_map
from pages.components.map.switches import Switches
from pages.components.markdown import escaped
from pages.components.session import address, state, store
from pages.components.session.language import say
from pages.components.session.screen import Screen

_FOUND: Final = "found"
_TONNAGE: Final = "tonnage"
_KIND: Final = "overlay_choice"
_BASIS: Final = "basis_choice"
_SWITCHED: Final = "_explorer_switched"


@st.fragment
def draw(page: Screen, regional: bool = False) -> None:
    """Draw the map with the card over it and the table below; a click reruns only this.

    Parameters
    ----------
    page
        What the page shows.
    regional
        Whether the page is about the region of the view: where that has an outline, the map begins there, and no
        guide stands beside it.
    """
    if st.session_state.pop(_SWITCHED, False):
        st.rerun()  # what a line of the legend leaves out, the rest of the page leaves out too
    screen = store.again(page)
    site, frame = state.kept(state.SITE), site_map.frame_of(screen.view) if regional else None
    above = st.container()
    with st.container(key="map_area"):
        site_map.draw(
            screen,
            site_map.layer(screen),
            key="map",
            window=site_map.Window(site, approach=True, frame=frame),
            on_pick=state.choose_site,
            on_switch=_switch,
        )
        if site is not None:
            card.brief(screen, site)
    with above:  # filled when the map is on its way: what comes before it is drawn before it
        _overlay_choice()
    appearance.overlay(screen.theme)
    guided = frame is None and guide.draw(screen)
    if site is None:
        _begin(screen, guided)
    _off_map(screen)
    listing.draw(screen)
    address.publish(part=True)


def _switch(lines: Switches) -> None:
    st.session_state[lines.spec.param] = list(lines.chosen)
    st.session_state[_SWITCHED] = True


def _overlay_choice() -> None:
    """Offer what the marks show: what is found there, or something of the claims; tonnages by what they are of."""
    kinds = {
        _FOUND: say("Metals"),
        "evidence": say("Evidence"),
        "contradiction": say("Contradictions"),
        _TONNAGE: say("Tonnage"),
        "status": say("Status"),
    }
    kept = state.kept(state.RINGS) or _FOUND
    st.session_state[_KIND] = _TONNAGE if kept in overlays.TONNAGES else kept
    with st.container(horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            say("The marks show"),
            list(kinds),
            key=_KIND,
            format_func=lambda kind: kinds[kind],
            required=True,
            on_change=_take_overlay,
            label_visibility="collapsed",
        )
        if kept in overlays.TONNAGES:
            _basis_choice(kept)


def _basis_choice(kept: str) -> None:
    """Offer what the tonnes are tonnes of: amounts of ore, metal and oxide cannot be compared."""
    bases = {"ore": say("of ore"), "element": say("of metal"), "oxide": say("of oxide")}
    st.session_state[_BASIS] = kept
    st.pills(
        say("Tonnes"),
        list(bases),
        key=_BASIS,
        format_func=lambda basis: bases[basis],
        required=True,
        on_change=lambda: state.keep(state.RINGS, st.session_state[_BASIS]),
        label_visibility="collapsed",
    )


def _take_overlay() -> None:
    chosen = st.session_state[_KIND]
    state.keep(state.RINGS, {_FOUND: None, _TONNAGE: overlays.TONNAGES[0]}.get(chosen, chosen))


def _begin(screen: Screen, guided: bool) -> None:
    """Show where to begin: what stands out, unless the guide shows the way, and without a filter some views.

    No taller than the map, so that the table stays where it is.
    """
    untouched = state.is_first_view(screen.view.selection, screen.index)
    if guided and not untouched:
        return
    with st.container(border=True):
        if not guided:
            _standing_out(screen)
        if untouched:
            opening.examples(screen.index)


def _standing_out(screen: Screen) -> None:
    """Show what a newcomer may look at first, found by rule in the view."""
    st.markdown(f"**{say('What stands out')}**")
    st.caption(say("Click a mark or a row to open its card."))
    reasons: dict[str, list[str]] = {}
    for site_id, words in highlights.highlights(screen.view, screen.whole, screen.language):
        reasons.setdefault(site_id, []).append(words)
    for site_id, told in reasons.items():
        _pointer(screen, site_id, told)


def _pointer(screen: Screen, site_id: str, reasons: list[str]) -> None:
    """Name a site on a button, and under it why it stands out: one line a reason."""
    with st.container(gap=None):
        st.button(
            f"**{escaped(say.name(screen.catalog.sites)[site_id])}**",
            key=f"stands_out_{site_id}",
            on_click=state.choose_site,
            args=(site_id,),
            icon=":material/arrow_forward:",
            type="tertiary",
        )
        st.markdown(":small[" + "  \n".join(map(escaped, reasons)) + "]")


def _off_map(screen: Screen) -> None:
    """List the sites whose place is not known well enough for any mark."""
    hidden = screen.view.unlocated
    if hidden.empty:
        return
    names = tables.unlocated_names(screen.view, screen.language)
    box = st.expander(say("Not on the map: {number}").format(number=len(hidden)), key="off_map_box", on_change="rerun")
    if box.open:
        box.pills(
            say("No source says where in its region these lie."),
            list(names),
            key="off_map",
            format_func=lambda site_id: names[site_id],
            on_change=_pick_off_map,
        )


def _pick_off_map() -> None:
    chosen = st.session_state["off_map"]
    if chosen is not None:
        state.choose_site(chosen)
        st.session_state["off_map"] = None
