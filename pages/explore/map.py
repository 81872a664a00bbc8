"""Explore / Map: where the sites are, and how surely."""

import streamlit as st

from pages.components import explorer, opening, summary
from pages.components.session import store
from pages.components.session.language import say

st.title(say("Rare-earth and rare-metal deposits of Kazakhstan"), anchor=False)
screen = store.screen()
line = st.container()
if screen.view.sites.empty:
    summary.nothing(screen)
else:
    explorer.draw(screen)
with line:  # filled last: the map is the slowest to arrive
    if not screen.view.sites.empty:
        opening.question(screen)
    summary.draw(screen)
    summary.suggestions(screen.view)
