"""Evidence / Sources: who says all this, and how we read it."""

import streamlit as st

from pages.components import documents
from pages.components.session import store
from pages.components.session.language import say

st.title(say("Sources"), anchor=False)
documents.draw(store.screen())
