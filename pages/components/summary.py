"""The line above every list: how much of the data it is, what is not on the map, and the way to take it away."""

from __future__ import annotations

import streamlit as st

from geo.catalog import filters, titles
from geo.catalog.model import View
from geo.language import plurals as counted
from geo.language import wording
from geo.language.translation import N_
from pages.components import downloads, embedding, explained
from pages.components.markdown import escaped
from pages.components.session import state, store
from pages.components.session.language import say
from pages.components.session.screen import Screen


def counts(shown: View) -> str:
    """Return ``41 of 79 sites · 153 claims · 12 not on the map``."""
    return titles.counts_line(shown, say)


def draw(screen: Screen, where: str = "") -> None:
    """Draw the line with the downloads; ``where`` names the part for the file, if it is a region."""
    shown = screen.view
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{counts(shown)}**", width="stretch", help=explained.term("claim"))
        with st.container(width="content"):
            embedding.menu(shown, where)
        with st.container(width="content"):
            downloads.menu(shown, where)


def within_filter(left_out: int) -> str:
    """Say that a filter of sources leaves claims out, so that the lack of contradictions proves nothing."""
    words = say("Within this filter nothing contradicts; claims of other sources left out: {number}.")
    return words.format(number=left_out)


def nothing(screen: Screen) -> None:
    """Say that no site is left, and which filter to loosen: how many sites each would leave if it were cleared."""
    ways = _loosening(screen)
    few = N_("No site has all of this. Clear one of these filters:")
    none = N_("No site has all of this, and clearing one filter alone would not help.")
    st.info(say(few if ways else none), icon=":material/filter_alt_off:")
    for name, words in ways.items():
        st.button(words, key=f"loosen_{name}", on_click=state.loosen, args=(name,), icon=":material/filter_alt_off:")
    st.button(say("Clear all filters"), on_click=state.reset, args=(screen.index,))


def suggestions(shown: View) -> None:
    """Say so when the words asked for were only guessed at."""
    if shown.suggestions and not shown.sites.empty:
        names = [escaped(say.name(shown.catalog.sites)[item]) for item in shown.suggestions]
        st.info(say("No site is called that. Did you mean {names}?").format(names=wording.joined(names)))


def _loosening(screen: Screen) -> dict[str, str]:
    """Return the filters whose clearing brings sites back, the most first: name to words with their number."""
    index, shown = screen.index, screen.view
    asked = state.selection(index)
    titles_of = _narrowing()
    used = [name for name in titles_of if state.without(asked, name) != asked]
    left = {name: len(store.view(index, state.without(shown.selection, name)).sites) for name in used}
    ordered = sorted((name for name in left if left[name]), key=lambda name: -left[name])
    return {name: counted.left(titles_of[name], left[name], say) for name in ordered}


def _narrowing() -> dict[str, str]:
    """Return the filters that can leave no site: name in the address to title."""
    found = {spec.param: say(spec.title) for spec in filters.every() if spec.narrows}
    return found | {state.WORDS: say("Search")}
