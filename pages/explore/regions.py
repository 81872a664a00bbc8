"""Explore / Regions: what is known in one region."""

import streamlit as st

from pages.components import region, state, store
from pages.components.language import say

st.title(say("Regions"), anchor=False)
index = store.index()
selection = state.selection(index)
iso = region.choose(index, selection)
region.draw(index, iso, selection)
