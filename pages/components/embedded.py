"""What stands in a frame of an article: a map, a site or a contradiction, where it comes from, and the way back."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from geo.catalog import tables, titles
from geo.catalog.model import View
from geo.catalog.selection import Index
from geo.plot.folium_map import Frame
from pages.components import appearance, card, conflicts, embedding, state, store
from pages.components import map as site_map
from pages.components.language import map_texts, say
from pages.components.summary import escaped

_CLAIMS: Final = 2
"""Claims about a site that a frame has room for."""


def draw(page: str, index: Index) -> None:
    """Draw the view that an address names, without menu and filters; a map takes the room that the words leave."""
    shown = store.view(index, state.selection(index))
    site, conflict = state.site(), state.conflict()
    _origin(page, shown)
    if page == embedding.SITE and site is not None:
        _site(shown, site)
    elif page == embedding.CONFLICT and conflict is not None:
        conflicts.short(shown, conflict)
    else:
        area = state.area() if page == "regions" else None
        _map(store.view(index, replace(shown.selection, regions=(area,))) if area else shown)


@st.fragment
def _map(shown: View) -> None:
    """Draw the map; a click on a mark tells of its site below."""
    words = (say("Rare-earth and rare-metal deposits of Kazakhstan"), titles.selection(shown, say))
    st.markdown(f"##### {escaped(': '.join(filter(None, words)))}")
    if shown.sites.empty:
        st.info(say("No site has all of this."))
        return
    st.caption(escaped(titles.counts(shown, say)))
    site_map.draw(
        store.marks(shown),
        focus=state.site(),
        theme=appearance.theme(),
        texts=map_texts(),
        key="embedded_map",
        frame=_frame(shown),
        regions=shown.outlined,
        rings=store.marks_ringed(shown),
        on_pick=state.choose_site,
    )
    site = state.site()
    if site is not None:
        name = escaped(str(say.name(shown.catalog.sites)[site]))
        claim = escaped(str(tables.headline_words(shown).get(site, "")))
        more = embedding.link(embedding.SITE)
        st.markdown(" — ".join(filter(None, (f"**{name}**", claim, f"[{say('all that is known of it')}]({more})"))))


def _frame(shown: View) -> Frame | None:
    """Return the corners of the one region that is selected; None for the whole country."""
    if len(shown.outlined) != 1:
        return None
    west, south, east, north = shown.catalog.regions.geometry.at[shown.outlined[0]].bounds
    return ((south, west), (north, east))


def _site(shown: View, site_id: str) -> None:
    """Draw who says what of a site, and where it is."""
    left, right = st.columns([3, 2])
    with left, st.container(gap="xsmall"):
        card.heading(shown.catalog, shown.catalog.sites.loc[site_id])
        card.claimed(shown, site_id, most=_CLAIMS)
    with right:
        marks = store.mark_of(site_id)
        if marks:
            site_map.draw(
                marks,
                focus=site_id,
                theme=appearance.theme(),
                texts=map_texts(),
                key="embedded_place",
                approach=True,
            )
        else:
            st.caption(say("No source says where in its region it lies."))


def _origin(page: str, shown: View) -> None:
    """Say where this comes from, and lead to the whole of it."""
    words = say("Open in Kazakhstan Deposits")
    version = titles.data_version(shown.catalog, say)
    st.markdown(f":small[**[{words}]({embedding.link(page)})** · {escaped(version)} · CC BY 4.0]")
