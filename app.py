"""The frame of the web app: page, language, navigation, filters; then the page itself runs."""

import streamlit as st

from pages.components import address, broken, filters, store
from pages.components.language import say

st.set_page_config(page_title=say("Kazakhstan Deposits"), page_icon="pages/components/icon.png", layout="wide")
store.settle()

page = st.navigation(
    {
        say("Explore"): [
            st.Page("pages/explore/map.py", title=say("Map"), icon=":material/map:", default=True),
            st.Page("pages/explore/deposits.py", title=say("Deposits"), icon=":material/table_rows:"),
            st.Page("pages/explore/regions.py", title=say("Regions"), icon=":material/grid_view:"),
        ],
        say("Evidence"): [st.Page("pages/evidence/sources.py", title=say("Sources"), icon=":material/article:")],
        say("About"): [st.Page("pages/about/method.py", title=say("Method"), icon=":material/menu_book:")],
    }
)

with broken.report():
    index = store.index()
    address.arrive(page.url_path, index)
    filters.draw(index)
    page.run()
    address.publish()
