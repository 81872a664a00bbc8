"""The sidebar: one widget a facet, each choice with the number of sites it would leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import streamlit as st

from geo.catalog import filters, minerals
from geo.catalog.filters import FacetSpec
from geo.catalog.model import ORDERS, UNSETTLED, View
from geo.catalog.selection import Index
from geo.language.translation import N_, Text
from pages.components import choices, explained
from pages.components.session import state, store
from pages.components.session.language import say

_COUNTS: Final = "_facet_counts"
_MINERALS: Final = "minerals_choice"
_RARE: Final = "rare"
_ALL: Final = "all"
_ORDERS: Final[Mapping[str, Text]] = {
    "claims": N_("Most claims first"),
    "name": N_("By name"),
    "region": N_("By region"),
    "tonnage": N_("Largest tonnage claimed first"),
}


def draw(index: Index) -> None:
    """Draw the filters in the sidebar."""
    shown = store.view(index, state.selection(index))
    names = choices.names(index)
    placed = {spot: [spec for spec in filters.FACETS if spec.spot == spot] for spot in filters.SIDEBAR_PLACES}
    with st.sidebar:
        st.text_input(
            say("Search"), key=state.WORDS, placeholder=say("A name in any spelling"), icon=":material/search:"
        )
        _minerals(index)
        for spec in (*placed["open"], *placed["sight"]):  # a list shrinks and would move an open facet below it
            _facet(spec, shown, index, names[spec.param])
        more = st.expander(
            say("More filters and order"), expanded=_in_use(placed["more"]), key="more", on_change="rerun"
        )
        if more.open:
            with more:
                _more(placed["more"], shown, index, names)
        st.button(
            say("Reset"),
            on_click=state.reset,
            args=(index,),
            icon=":material/restart_alt:",
            disabled=state.is_first_view(shown.selection, index),
            width="stretch",
        )


def _minerals(index: Index) -> None:
    """Offer the sites of the first view, or all; the legend of the map offers every group by itself."""
    wider = minerals.wider(index.catalog)
    if not wider:
        return
    chosen = st.session_state.get(state.LEFT_OUT) or []
    st.session_state[_MINERALS] = _RARE if set(chosen) == set(wider) else None if chosen else _ALL
    words = {_RARE: say("Rare earths and rare metals"), _ALL: say("All critical minerals")}
    st.segmented_control(
        say("Minerals"),
        list(words),
        key=_MINERALS,
        format_func=lambda choice: words[choice],
        on_change=lambda: state.leave_out(wider if st.session_state[_MINERALS] == _RARE else ()),
        label_visibility="collapsed",
        width="stretch",
    )


def _more(rare: Sequence[FacetSpec], shown: View, index: Index, names: Mapping[str, Mapping[str, str]]) -> None:
    """Draw the rarer filters; they keep their values while the box is closed and nothing of it is drawn."""
    for spec in rare:
        _facet(spec, shown, index, names[spec.param])
    for switch in filters.SWITCHES:
        st.toggle(say(switch.title), key=switch.param, persist_state="session")
    st.selectbox(
        say("Order of lists and files"),
        ORDERS,
        key=state.ORDER,
        format_func=lambda item: say(_ORDERS[item]),
        persist_state="session",
    )


def _in_use(rare: Sequence[FacetSpec]) -> bool:
    names = [spec.param for spec in rare] + [spec.param for spec in filters.SWITCHES]
    return any(st.session_state.get(name) for name in names)


def _facet(spec: FacetSpec, shown: View, index: Index, names: Mapping[str, str]) -> None:
    """Draw one filter; one that lies open is one click less, the map answers sooner, and nothing below moves."""
    name, title = spec.param, say(spec.title)
    counts = shown.counts[spec.field]
    chosen = state.chosen(spec, index)
    options = _options(spec, counts, chosen, index, names)
    before = st.session_state.setdefault(_COUNTS, {}).get(name, counts)
    stale = any(counts[choice] != before.get(choice) for choice in chosen)
    if stale or list(chosen) != list(st.session_state.get(name) or ()):
        st.session_state[name] = list(chosen)  # the browser still holds labels with the counts of the run before
    st.session_state[_COUNTS][name] = counts
    label = _labeller(names, counts)
    if spec.spot == "open":
        st.pills(title, options, key=name, format_func=label, selection_mode="multi", persist_state="session")
        return
    st.multiselect(
        title,
        options,
        key=name,
        format_func=label,
        placeholder=say("Any"),
        persist_state="session",
        help=explained.term(spec.term) if spec.term else None,
    )


def _options(
    spec: FacetSpec, counts: Mapping[str, int], chosen: Sequence[str], index: Index, names: Mapping[str, str]
) -> list[str]:
    """Return the choices to offer: of a list those that leave a site, of buttons those that some site has."""
    if spec.spot != "open":
        return [choice for choice, left in counts.items() if left or choice in chosen]
    every = store.everything(index).counts[spec.field]
    known = [choice for choice, number in every.items() if number or choice in chosen]
    return sorted(known, key=lambda choice: (choice == UNSETTLED, names[choice]))


def _labeller(names: Mapping[str, str], counts: Mapping[str, int]) -> Callable[[str], str]:
    return lambda choice: choices.label(names.get(choice, choice), counts.get(choice, 0))
