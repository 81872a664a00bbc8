"""Evidence / Family tree: which statement all the copies come from, and what changed on the way."""

import streamlit as st

from pages.components import family
from pages.components.session import store
from pages.components.session.language import say

st.title(say("Family tree"), anchor=False)
family.draw(store.screen())
