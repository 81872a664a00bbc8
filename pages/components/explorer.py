"""Map, card and table of one view, tied together: what is chosen in one is chosen in all."""

from __future__ import annotations

import streamlit as st

from geo import maps, tables
from geo.model import View
from pages.components import address, appearance, card, listing, state, store
from pages.components import map as site_map
from pages.components.language import say
from pages.components.summary import escaped


@st.fragment
def draw(shown: View, frame: maps.Frame | None = None) -> None:
    """Draw the map with the card beside it and the table below; a click reruns only this."""
    left, right = st.columns([2, 1])
    site = state.site()
    with left:
        site_map.draw(
            store.marks(shown),
            focus=site,
            theme=appearance.theme(),
            texts=maps.ENGLISH,
            key="map",
            frame=frame,
            on_pick=state.choose_site,
        )
    with right:
        if site is None:
            _standing_out(shown)
        else:
            card.brief(shown, site)
        _off_map(shown)
    listing.draw(shown)
    address.publish()


def _standing_out(shown: View) -> None:
    """Show what a newcomer may look at first, found by rule in the view."""
    with st.container(border=True):
        st.markdown(f"**{say('What stands out')}**")
        st.caption(say("Click a mark or a row to open its card."))
        for site_id, words in store.highlights(shown):
            _pointer(shown, site_id, words)


def _pointer(shown: View, site_id: str, words: str) -> None:
    st.markdown(f":small[{escaped(words)}]")
    name = escaped(shown.catalog.sites.at[site_id, "name_en"])
    key = f"stands_out_{site_id}_{words[:12]}"
    st.button(
        name, key=key, on_click=state.choose_site, args=(site_id,), type="tertiary", icon=":material/arrow_forward:"
    )


def _off_map(shown: View) -> None:
    """List the sites whose place is not known well enough for any mark."""
    hidden = shown.unlocated
    if hidden.empty:
        return
    with st.expander(say("Not on the map: {number}").format(number=len(hidden))):
        regions = tables.region_names(shown.catalog, hidden["region_iso"], say)
        for region, group in hidden.groupby(regions, sort=True):
            st.markdown(f":gray[{escaped(str(region))}]")
            with st.container(horizontal=True, gap="small"):
                for site_id, name in group["name_en"].items():
                    key = f"off_map_{site_id}"
                    st.button(escaped(name), key=key, on_click=state.choose_site, args=(site_id,), type="tertiary")
