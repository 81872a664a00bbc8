"""The list of sources, and the one-click filter by a source."""

from __future__ import annotations

import pandas
import streamlit as st

from geo import tables
from geo.model import View
from pages.components import state
from pages.components.language import say


def draw(shown: View) -> None:
    """Draw all sources that carry something of the view; a button filters by one."""
    every = tables.source_table(shown, say)
    used = _spoken_of(shown, every).sort_values([say("Claims"), say("Title")], ascending=[False, True])
    whole = say("{used} of {all} documents; {claims} claims of the selection rest on them.")
    st.write(whole.format(used=len(used), all=len(every), claims=len(shown.claims)))
    words = st.text_input(say("Find in titles and publishers"), key="find_source", icon=":material/search:")
    table = _matching(used, words)
    if table.empty:
        st.info(say("No source matches. Clear the search, or loosen the filters."))
        return
    ids = list(table.index)
    table.insert(0, say("Filter"), say("Only this"))
    st.dataframe(
        table,
        key="sources",
        hide_index=True,
        height=640,
        placeholder="",
        alt=say("Table of the sources"),
        column_config={
            say("Filter"): st.column_config.ButtonColumn(
                key="only_source", on_click=_filter, args=(ids,), type="tertiary", width="small"
            ),
            say("Title"): st.column_config.TextColumn(width=300),
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


def _filter(ids: list[str]) -> None:
    clicked = st.session_state["only_source"]
    if clicked is not None and clicked["row"] < len(ids):
        state.choose_only("source", ids[clicked["row"]])
