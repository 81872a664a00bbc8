"""The list of sources, and the one-click filter by a source."""

from __future__ import annotations

from typing import Final

import pandas
import streamlit as st

from geo import citations, tables
from geo.model import View
from pages.components import citing, explained, state
from pages.components.language import say

_CITED: Final = "_cited_source"
"""Document whose citations were just asked for."""


def draw(shown: View) -> None:
    """Draw all sources that carry something of the view; buttons filter by one, or say how to cite it."""
    every = tables.source_table(shown, say)
    used = _spoken_of(shown, every).sort_values([say("Claims"), say("Title")], ascending=[False, True])
    whole = say("{used} of {all} documents; {claims} claims of the selection rest on them.")
    st.write(whole.format(used=len(used), all=len(every), claims=len(shown.claims)))
    search, cite = st.columns([5, 1], vertical_alignment="bottom")
    words = search.text_input(say("Find in titles and publishers"), key="find_source", icon=":material/search:")
    table = _matching(used, words)
    if table.empty:
        st.info(say("No source matches. Clear the search, or loosen the filters."))
        return
    ids = list(table.index)
    with cite:
        citing.button(citations.sources(shown.catalog, ids), "sources")
    _answer(shown)
    table.insert(0, say("Filter"), say("Only this"))
    table.insert(1, say("Cite"), say("Cite this"))
    st.dataframe(
        table,
        key="sources",
        hide_index=True,
        height=640,
        placeholder="",
        alt=say("Table of the sources"),
        column_config={
            say("Filter"): st.column_config.ButtonColumn(
                key="only_source", on_click=_filter, args=(ids,), type="tertiary", width=110
            ),
            say("Cite"): st.column_config.ButtonColumn(
                key="cite_source", on_click=_cite, args=(ids,), type="tertiary", width=110
            ),
            say("Title"): st.column_config.TextColumn(width=300, help=explained.term("source")),
            say("Tier"): st.column_config.Column(help=explained.term("tier")),
            say("Link"): st.column_config.LinkColumn(display_text=say("open"), width="small"),
        },
    )


def _spoken_of(shown: View, every: pandas.DataFrame) -> pandas.DataFrame:
    """Return the documents that carry something of the selection; all of them where nothing is selected."""
    if shown.selection.is_empty:
        return every
    if shown.selection.sources:
        return every.loc[list(shown.selection.sources)]
    return every[(every[say("Claims")] > 0) | (every[say("Sites listed")] > 0)]


def _matching(table: pandas.DataFrame, words: str) -> pandas.DataFrame:
    text = (table[say("Title")] + " " + table[say("Publisher")]).str.casefold()
    return table[[all(word in line for word in words.casefold().split()) for line in text]].copy()


def _answer(shown: View) -> None:
    """Show how to cite the document whose button was clicked."""
    asked = st.session_state.pop(_CITED, None)
    if asked in shown.catalog.sources.index:
        citing.window([citations.source(shown.catalog, asked)])


def _cite(ids: list[str]) -> None:
    clicked = st.session_state["cite_source"]
    if clicked is not None and clicked["row"] < len(ids):
        st.session_state[_CITED] = ids[clicked["row"]]


def _filter(ids: list[str]) -> None:
    clicked = st.session_state["only_source"]
    if clicked is not None and clicked["row"] < len(ids):
        state.choose_only("source", ids[clicked["row"]])
