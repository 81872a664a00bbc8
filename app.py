"""The frame of the web app: page, language, navigation, filters; then the page itself runs."""

import streamlit as st

from pages.components import appearance, broken, changes, embedded, embedding, filters, menu, printed
from pages.components.session import address, language, state, store
from pages.components.session.language import say

language.arrive()
appearance.frame(say("Kazakhstan Deposits"))

sections = {
    say("Explore"): [
        st.Page("pages/explore/map.py", title=say("Map"), icon=":material/map:", default=True),
        st.Page("pages/explore/deposits.py", title=say("Deposits"), icon=":material/table_rows:"),
        st.Page("pages/explore/regions.py", title=say("Regions"), icon=":material/grid_view:"),
    ],
    say("Evidence"): [
        st.Page("pages/evidence/check.py", title=say("Reality check"), icon=":material/balance:"),
        st.Page("pages/evidence/family.py", title=say("Family tree"), icon=":material/account_tree:"),
        st.Page("pages/evidence/world.py", title=say("World"), icon=":material/public:"),
        st.Page("pages/evidence/sources.py", title=say("Sources"), icon=":material/article:"),
    ],
    say("About the data"): [
        st.Page("pages/about/method.py", title=say("Method"), icon=":material/menu_book:"),
        st.Page("pages/about/changes.py", title=say("Changes"), icon=":material/history:"),
    ],
}
page = st.navigation(sections, position="hidden")
appearance.entitle(say("Kazakhstan Deposits"), page.title if page.url_path else "")

with broken.report():
    index = store.index()
    address.arrive(page.url_path, index)
    changes.notice(index)
    if state.kept(state.PRINT):  # all of it laid open, for paper
        printed.draw(page.url_path, store.screen())
    elif embedding.embedded():  # a frame in an article: one view, no menu, no filters
        embedded.draw(page.url_path, store.screen())
    else:
        links = st.sidebar.container(gap=6)
        page.run()  # before the filters: the map is on its way while they are still drawn
        filters.draw(index)
        menu.draw(links, sections)
    address.publish()
    store.settle(index, page.url_path)
