"""Evidence / World: what place each claim would give Kazakhstan, and what the world produces."""

import streamlit as st

from pages.components import store, world
from pages.components.language import say

st.title(say("World"), anchor=False)
world.draw(store.screen())
