"""The address bar: it brings a view back, and always names the view on screen."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.model import ORDERS
from geo.select import Index
from pages.components import state
from pages.components.language import say

_SEEN: Final = "_address_seen"
_PAGE: Final = "_address_page"
_UNKNOWN: Final = "_address_unknown"


def arrive(page: str, index: Index) -> None:
    """Take over an address that the session has not made itself: a link opened, or the browser's back button.

    Values that the data do not have are left out and named in a small notice.
    """
    params = {name: st.query_params.get_all(name) for name in st.query_params}
    moved = st.session_state.get(_PAGE) != page
    if _PAGE not in st.session_state or (params != st.session_state[_SEEN] and not (moved and not params)):
        st.session_state[_UNKNOWN] = _take(params, index)
    st.session_state[_PAGE] = page
    unknown = st.session_state.get(_UNKNOWN)
    if unknown:
        st.info(
            say("Left out of this link, because the data do not have it: {values}").format(values=", ".join(unknown))
        )


def publish() -> None:
    """Write what the session shows into the address bar."""
    params = _params()
    if params != {name: st.query_params.get_all(name) for name in st.query_params}:
        st.query_params.from_dict(params)
    st.session_state[_SEEN] = params


def _params() -> dict[str, list[str]]:
    found = {name: [str(value) for value in st.session_state.get(name) or ()] for name in state.FACETS}
    found |= {name: ["1"] for name in state.SWITCHES if st.session_state.get(name)}
    for name in (state.WORDS, state.SITE, state.AREA):
        found[name] = [st.session_state[name]] if st.session_state.get(name) else []
    if st.session_state.get(state.ORDER, ORDERS[0]) != ORDERS[0]:
        found[state.ORDER] = [st.session_state[state.ORDER]]
    return {name: values for name, values in found.items() if values}


def _take(params: dict[str, list[str]], index: Index) -> list[str]:
    unknown: list[str] = []

    def known(name: str, values: list[str], allowed: object) -> list[str]:
        good = [value for value in dict.fromkeys(values) if value in allowed]  # type: ignore[operator]
        unknown.extend(_quoted(name, value) for value in values if value not in good)
        return good

    for name, facet in state.FACETS.items():
        st.session_state[name] = known(name, params.get(name, []), index.facets[facet].choices)
    for name in state.SWITCHES:
        st.session_state[name] = known(name, params.get(name, []), ("1",)) == ["1"]
    st.session_state[state.WORDS] = " ".join(params.get(state.WORDS, []))[:200]
    allowed = {state.SITE: index.catalog.sites.index, state.AREA: index.catalog.regions.index}
    for name, values in allowed.items():
        st.session_state[name] = next(iter(known(name, params.get(name, []), values)), None)
    st.session_state[state.ORDER] = next(iter(known(state.ORDER, params.get(state.ORDER, []), ORDERS)), ORDERS[0])
    mine = (*state.FILTERS, *allowed, state.ORDER, "embed", "embed_options")
    unknown.extend(_quoted(name, " ".join(values)) for name, values in params.items() if name not in mine)
    return unknown


def _quoted(name: str, value: str) -> str:
    """Return a parameter as inert text: it comes from a stranger's link and is shown through Markdown."""
    letters = "".join(
        character if character.isalnum() or character in " _-." else "?" for character in f"{name} {value}"
    )
    return f"`{letters[:60]}`"
