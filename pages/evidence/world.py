"""Evidence / World: what place each claim would give Kazakhstan, and what the world produces."""

import streamlit as st

from pages.components import state, store, world
from pages.components.language import say

st.title(say("World"), anchor=False)
index = store.index()
world.draw(store.view(index, state.selection(index)))
