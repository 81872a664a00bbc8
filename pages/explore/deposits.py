"""Explore / Deposits: the list of sites, and everything known of one."""

import streamlit as st

from pages.components import card, listing, summary
from pages.components.session import state, store
from pages.components.session.language import say

st.title(say("Deposits"), anchor=False)
screen = store.screen()
summary.draw(screen)
st.write(say("Choose a row to read everything that was ever claimed about a site, and by whom."))
summary.suggestions(screen.view)
if screen.view.sites.empty:
    summary.nothing(screen)
else:
    listing.draw(screen)
site = state.kept(state.SITE)
if site is not None:
    card.full(screen, site)
