"""The least that a Streamlit app can be: one radio and one text, the measure of every other app's reaction."""

import streamlit as st

choice = st.radio("Choice", ["one", "two"])
st.write(f"Chosen: {choice}")
