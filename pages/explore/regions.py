"""Explore / Regions: what is known in one region."""

import streamlit as st

from pages.components import region
from pages.components.session import store
from pages.components.session.language import say

st.title(say("Regions"), anchor=False)
screen = store.screen()
region.draw(screen, region.choose(screen))
