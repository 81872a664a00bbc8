"""Explore / Deposits: the list of sites, and everything known of one."""

import streamlit as st

from pages.components import card, listing, state, store, summary
from pages.components.language import say

st.title(say("Deposits"), anchor=False)
index = store.index()
shown = store.view(index, state.selection(index))
summary.draw(shown)
st.write(say("Choose a row to read everything that was ever claimed about a site, and by whom."))
summary.suggestions(shown)
if shown.sites.empty:
    summary.nothing(shown)
else:
    listing.draw(shown)
site = state.site()
if site is not None:
    card.full(shown, site)
