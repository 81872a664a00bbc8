"""About / Changes: the version of the data, and what changed from one to the next."""

import streamlit as st

from pages.components import changes
from pages.components.session import store
from pages.components.session.language import say

st.title(say("Changes"), anchor=False)
changes.draw(store.index().catalog)
