"""Map, card and table of one view, tied together: what is chosen in one is chosen in all."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.catalog import tables
from geo.check import highlights
from pages.components import card, guide, listing, opening
from pages.components.map import map as site_map
from pages.components.markdown import escaped
from pages.components.session import address, state, store
from pages.components.session.language import say
from pages.components.session.screen import Screen

_PLACE: Final = "place"
_RING_CHOICE: Final = "ring_choice"


@st.fragment
def draw(page: Screen, regional: bool = False) -> None:
    """Draw the map with the card beside it and the table below; a click reruns only this.

    Parameters
    ----------
    page
        What the page shows.
    regional
        Whether the page is about the region of the view: where that has an outline, the map begins there, and no
        guide stands beside it.
    """
    screen = store.again(page)
    left, right = st.columns([2, 1])
    site, frame = state.kept(state.SITE), site_map.frame_of(screen.view) if regional else None
    with left:
        site_map.draw(
            screen,
            site_map.layer(screen),
            key="map",
            window=site_map.Window(site, approach=True, frame=frame),
            on_pick=state.choose_site,
        )
    with right:
        _ring_choice()
        guided = frame is None and guide.draw(screen)
        if site is None:
            _begin(screen, guided)
        else:
            card.brief(screen, site)
        _off_map(screen)
    listing.draw(screen)
    address.publish(part=True)


def _ring_choice() -> None:
    """Offer what the marks show: how the place is known, or something of the claims."""
    words = {_PLACE: say("Place"), "contradiction": say("Contradictions"), "evidence": say("Evidence")}
    st.session_state[_RING_CHOICE] = state.kept(state.RINGS) or _PLACE
    st.pills(
        say("The marks show"),
        list(words),
        key=_RING_CHOICE,
        format_func=lambda kind: words[kind],
        required=True,
        wrap=True,
        on_change=_take_rings,
        help=say(
            "Place: how surely the place is known. Contradictions: a thick ring and ≠ where claims about a site "
            "cannot all hold. Evidence: the fuller the mark, the better established its best claim."
        ),
    )


def _take_rings() -> None:
    chosen = st.session_state[_RING_CHOICE]
    state.keep(state.RINGS, None if chosen == _PLACE else chosen)


def _begin(screen: Screen, guided: bool) -> None:
    """Show where to begin: what stands out, unless the guide shows the way, and without a filter some views.

    No taller than the map, so that the table stays where it is.
    """
    if guided and not screen.view.selection.is_empty:
        return
    with st.container(border=True):
        if not guided:
            _standing_out(screen)
        if screen.view.selection.is_empty:
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
