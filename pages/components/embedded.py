"""What stands in a frame of an article: a map, a site or a contradiction, where it comes from, and the way back."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.catalog import tables, titles
from geo.catalog.model import Catalog
from pages.components import card, contradictions, embedding
from pages.components.map import map as site_map
from pages.components.markdown import escaped
from pages.components.session import state, store
from pages.components.session.language import say
from pages.components.session.screen import Screen

_CLAIMS: Final = 2
"""Claims about a site that a frame has room for."""


def draw(page: str, screen: Screen) -> None:
    """Draw the view that an address names, without menu and filters; a map takes the room that the words leave."""
    site, conflict = state.kept(state.SITE), state.kept(state.CONFLICT)
    _origin(page, screen.catalog)
    if page == embedding.SITE and site is not None:
        _site(screen, site)
    elif page == embedding.CONFLICT and conflict is not None:
        contradictions.short(screen, conflict)
    else:
        area = state.kept(state.AREA) if page == "regions" else None
        _map(store.regional(screen, area) if area else screen)


@st.fragment
def _map(page: Screen) -> None:
    """Draw the map; a click on a mark tells of its site below."""
    screen = store.again(page)
    shown = screen.view
    words = (say("Rare-earth and rare-metal deposits of Kazakhstan"), titles.selection(shown, say))
    st.markdown(f"##### {escaped(': '.join(filter(None, words)))}")
    if shown.sites.empty:
        st.info(say("No site has all of this."))
        return
    st.caption(escaped(titles.counts_line(shown, say)))
    site_map.draw(
        screen,
        site_map.layer(screen),
        key="embedded_map",
        window=site_map.Window(state.kept(state.SITE), frame=site_map.frame_of(shown)),
        on_pick=state.choose_site,
    )
    site = state.kept(state.SITE)
    if site is not None:
        name = escaped(str(say.name(shown.catalog.sites)[site]))
        claim = escaped(str(tables.headline_words(shown).get(site, "")))
        more = embedding.link(embedding.SITE)
        st.markdown(" — ".join(filter(None, (f"**{name}**", claim, f"[{say('all that is known of it')}]({more})"))))


def _site(screen: Screen, site_id: str) -> None:
    """Draw who says what of a site, and where it is."""
    left, right = st.columns([3, 2])
    with left, st.container(gap="xsmall"):
        card.heading(screen.catalog, screen.catalog.sites.loc[site_id])
        card.claimed(screen, site_id, most=_CLAIMS)
    with right:
        if not site_map.place(screen, site_id, "embedded_place"):
            st.caption(say("No source says where in its region it lies."))


def _origin(page: str, catalog: Catalog) -> None:
    """Say where this comes from, and lead to the whole of it."""
    words = say("Open in Kazakhstan Deposits")
    version = titles.data_version(catalog, say)
    st.markdown(f":small[**[{words}]({embedding.link(page)})** · {escaped(version)} · CC BY 4.0]")
