"""About / Method: the words, the rules, the limits, and whose data these are."""

import streamlit as st

from pages.components import method
from pages.components.session import store
from pages.components.session.language import say

st.title(say("Method"), anchor=False)
method.draw(store.index().catalog)
