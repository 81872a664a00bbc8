"""Evidence / Reality check: which claims contradict each other, by how much, and why."""

import streamlit as st

from pages.components import conflicts
from pages.components.session import store
from pages.components.session.language import say

st.title(say("Reality check"), anchor=False)
conflicts.draw(store.screen())
