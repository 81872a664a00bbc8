"""The sidebar: one widget a facet, each choice with the number of sites it would leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import streamlit as st

from geo.catalog.model import ORDERS, UNSETTLED, Selection, View
from geo.catalog.selection import Index
from geo.language.translation import N_, Text
from pages.components import explained, facets, state, store
from pages.components.language import say

_COUNTS: Final = "_facet_counts"
_TERMS: Final = {"tier": "tier", "place": "precision", "evidence": "grade"}
"""Facets named by a word of ours, which is explained on hover."""
_IN_SIGHT: Final = ("region",)
"""Facets few enough to lie open, all choices that any site has in the order of their names: one click less, the map
answers sooner than to a list, and nothing below moves."""
_ORDERS: Final[Mapping[str, Text]] = {
    "claims": N_("Most claims first"),
    "name": N_("By name"),
    "region": N_("By region"),
    "tonnage": N_("Largest tonnage claimed first"),
}


def draw(index: Index) -> None:
    """Draw the filters in the sidebar."""
    shown = store.view(index, state.selection(index))
    names = facets.names(index)
    with st.sidebar:
        st.text_input(
            say("Search"), key=state.WORDS, placeholder=say("A name in any spelling"), icon=":material/search:"
        )
        for facet, title in _titles().items():
            _facet(facet, title, shown, index, names[facet])
        more = st.expander(say("More filters and order"), expanded=_more_in_use(), key="more", on_change="rerun")
        if more.open:
            with more:
                _more(shown, index, names)
        st.button(
            say("Reset"),
            on_click=state.reset,
            icon=":material/restart_alt:",
            disabled=shown.selection.is_empty,
            width="stretch",
        )


def _titles() -> dict[str, str]:
    """Return the facets in sight, the open one first: a list left shrinks and moves what is below."""
    return {
        "region": say("Region"),
        "group": say("Element group"),
        "element": say("Element"),
        "source": say("Source"),
    }


def _more(shown: View, index: Index, names: Mapping[str, Mapping[str, str]]) -> None:
    """Draw the rarer filters; they keep their values while the box is closed and nothing of it is drawn."""
    _facet("kind", say("Main group"), shown, index, names["kind"])
    _facet("tier", say("Tier of source"), shown, index, names["tier"])
    _facet("status", say("Status"), shown, index, names["status"])
    _facet("place", say("How the place is known"), shown, index, names["place"])
    _facet("evidence", say("Best evidence"), shown, index, names["evidence"])
    switches = {
        "tonnage": say("Has a tonnage"),
        "mapped": say("On the map"),
        "uncertain": say("Count unconfirmed elements"),
        "hidden": say("Show claims set aside by reviewers"),
    }
    for name, title in switches.items():
        st.toggle(title, key=name, persist_state="session")
    st.selectbox(
        say("Order of lists and files"),
        ORDERS,
        key=state.ORDER,
        format_func=lambda item: say(_ORDERS[item]),
        persist_state="session",
    )


def _more_in_use() -> bool:
    rare = set(state.FACETS) - set(_titles())
    return any(st.session_state.get(name) for name in (*rare, *state.SWITCHES))


def _facet(name: str, title: str, shown: View, index: Index, names: Mapping[str, str]) -> None:
    field = state.FACETS[name]
    counts = shown.counts[field]
    chosen = state.chosen(name, index)
    options = _options(name, counts, chosen, index, names)
    before = st.session_state.setdefault(_COUNTS, {}).get(name, counts)
    stale = any(counts[choice] != before.get(choice) for choice in chosen)
    if stale or list(chosen) != list(st.session_state.get(name) or ()):
        st.session_state[name] = list(chosen)  # the browser still holds labels with the counts of the run before
    st.session_state[_COUNTS][name] = counts
    label = _labeller(names, counts)
    if name in _IN_SIGHT:
        st.pills(title, options, key=name, format_func=label, selection_mode="multi", persist_state="session")
        return
    st.multiselect(
        title,
        options,
        key=name,
        format_func=label,
        placeholder=say("Any"),
        persist_state="session",
        help=explained.term(_TERMS[name]) if name in _TERMS else None,
    )


def _options(
    name: str, counts: Mapping[str, int], chosen: Sequence[str], index: Index, names: Mapping[str, str]
) -> list[str]:
    """Return the choices to offer: of a list those that leave a site, of buttons those that some site has."""
    if name not in _IN_SIGHT:
        return [choice for choice, left in counts.items() if left or choice in chosen]
    every = store.view(index, Selection()).counts[state.FACETS[name]]
    known = [choice for choice, number in every.items() if number or choice in chosen]
    return sorted(known, key=lambda choice: (choice == UNSETTLED, names[choice]))


def _labeller(names: Mapping[str, str], counts: Mapping[str, int]) -> Callable[[str], str]:
    return lambda choice: facets.label(names.get(choice, choice), counts.get(choice, 0))
