"""Explore / Map: where the sites are, and how surely."""

import streamlit as st

from pages.components import explorer, opening, state, store, summary
from pages.components.language import say

st.title(say("Rare-earth and rare-metal deposits of Kazakhstan"), anchor=False)
index = store.index()
shown = store.view(index, state.selection(index))
line = st.container()
if shown.sites.empty:
    summary.nothing(shown)
else:
    explorer.draw(shown)
with line:  # filled last: the map is the slowest to arrive
    if not shown.sites.empty:
        opening.question(shown)
    summary.draw(shown)
    summary.suggestions(shown)
