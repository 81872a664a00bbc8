"""Evidence / Sources: who says all this, and how we read it."""

import streamlit as st

from pages.components import documents, state, store
from pages.components.language import say

st.title(say("Sources"), anchor=False)
index = store.index()
documents.draw(store.view(index, state.selection(index)))
