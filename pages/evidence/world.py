"""Evidence / World: what place each claim would give Kazakhstan, and what the world produces."""

import streamlit as st

from pages.components import world
from pages.components.session import store
from pages.components.session.language import say

st.title(say("World"), anchor=False)
world.draw(store.screen())
