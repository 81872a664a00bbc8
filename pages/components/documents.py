"""The list of sources, the one-click filter by a source, and the card of each source that is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas
import streamlit as st

from geo.catalog import tables
from geo.catalog.model import View, records
from geo.export import citations
from geo.language import plurals, wording
from pages.components import appearance, citing, explained
from pages.components.markdown import escaped, linked
from pages.components.session import state
from pages.components.session.language import say
from pages.components.session.screen import Screen

_TALLEST: Final = 640
"""Pixels that the list takes at most."""
_CARDS: Final = 5
"""Sources whose cards are drawn below the list at most."""


def draw(screen: Screen) -> None:
    """Draw all sources that carry something of the view, and the cards of those that the filter asks for."""
    shown = screen.view
    every = tables.source_table(shown, say)
    used = _spoken_of(shown, every).sort_values([say("Claims"), say("Title")], ascending=[False, True])
    line = st.container()
    row = st.container(horizontal=True, vertical_alignment="bottom")
    words = row.text_input(say("Find in titles and publishers"), key="find_source", icon=":material/search:")
    cite = row.container(width="content")
    table = _matching(used, words)
    line.write(plurals.resting(int(table[say("Claims")].sum()), len(table), len(every), say))
    if table.empty:
        st.info(say("No source matches. Clear the search, or loosen the filters."))
        return
    with cite:
        citing.button(citations.sources(shown.catalog, list(table.index)), "sources")
    st.caption(say("“Only this” filters by a source and shows all that it claims."))
    _listed(table)
    for source_id in shown.selection.sources[:_CARDS]:
        _card(shown, source_id)


def _spoken_of(shown: View, every: pandas.DataFrame) -> pandas.DataFrame:
    """Return the documents that carry something of the selection; all of them where nothing is selected."""
    if shown.selection.is_empty:
        return every
    if shown.selection.sources:
        return every.loc[list(shown.selection.sources)]
    return every[(every[say("Claims")] > 0) | (every[say("Sites listed")] > 0)]


def _matching(table: pandas.DataFrame, words: str) -> pandas.DataFrame:
    text = (table[say("Title")] + " " + table[say("Publisher")]).str.casefold()
    asked = words.casefold().split()
    return table[text.map(lambda line: all(word in line for word in asked)).astype(bool)].copy()


def _listed(table: pandas.DataFrame) -> None:
    """Draw the list, a button a row."""
    ids = list(table.index)
    table.insert(0, say("Filter"), say("Only this"))
    appearance.room()
    st.dataframe(
        table,
        key="sources",
        hide_index=True,
        height=min(_TALLEST, 38 + 35 * len(table)),
        placeholder="",
        alt=say("Table of the sources"),
        column_config={
            say("Filter"): st.column_config.ButtonColumn(
                key="only_source", on_click=_filter, args=(ids,), type="tertiary", width=88
            ),
            say("Title"): st.column_config.TextColumn(width=190, help=explained.term("source")),
            say("Publisher"): st.column_config.TextColumn(width=120),
            say("Date"): st.column_config.TextColumn(width=100),
            say("Claims"): st.column_config.NumberColumn(width=95, help=explained.term("claim")),
            say("Tier"): st.column_config.TextColumn(width=135, help=explained.term("tier")),
            say("How read"): st.column_config.TextColumn(width=95),
            say("Language"): st.column_config.TextColumn(width=78),
            say("Link"): st.column_config.LinkColumn(display_text=say("open"), width=72),
        },
    )


def _filter(ids: list[str]) -> None:
    clicked = st.session_state["only_source"]
    if clicked is not None and clicked["row"] < len(ids):
        state.choose_only("source", ids[clicked["row"]])


def _card(shown: View, source_id: str) -> None:
    """Draw what a source is, how to cite it, and all that it claims."""
    source = records(shown.catalog.sources.loc[[source_id]])[0]
    claims = shown.claims[shown.claims["source_id"] == source_id]
    with st.container(border=True):
        st.header(escaped(str(source["title"])), anchor=False)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_described(shown, source), width="stretch")
            with st.container(width="content"):
                citing.button((citations.source(shown.catalog, source_id),), f"source_{source_id}")
        st.markdown(f"**{say('What it claims')}** · {len(claims)}", help=explained.term("claim"))
        if claims.empty:
            st.write(say("It gives no figure within these filters; it lists sites."))
        else:
            _claims(shown, claims)


def _described(shown: View, source: Mapping[str, Any]) -> str:
    """Return publisher, date, nearness to the first statement, how it was read, and where it is, in Markdown."""
    labels = shown.catalog.schema.labels
    words = (
        source["publisher"],
        wording.date(source["date"], say),
        say(labels("sources", "tier")[source["tier"]]),
        say(labels("sources", "read_as")[source["read_as"]]),
        source["language"],
    )
    told = [escaped(str(word)) for word in words if word]
    return " · ".join([*told, *([linked(say("open"), str(source["url"]))] if source["url"] else [])])


def _claims(shown: View, claims: pandas.DataFrame) -> None:
    """Draw all that a source claims, of sites, regions and countries."""
    table = tables.claim_table(shown.catalog, claims, say)
    table = table.drop(columns=[say("Source"), say("Date"), say("Link"), say("Copied from")])
    table.insert(1, say("About"), table.pop(say("About")))
    kept = [name for name in table.columns if (table[name] != "").any()]
    appearance.room()
    st.dataframe(
        table[kept],
        hide_index=True,
        height="content",
        placeholder="",
        alt=say("Table of the claims"),
        column_config={
            say("Claim"): st.column_config.TextColumn(width=60),
            say("About"): st.column_config.TextColumn(width=150, help=explained.term("subject")),
            say("As written"): st.column_config.TextColumn(width=310, help=explained.term("qualifier")),
            say("Normalised"): st.column_config.TextColumn(width=150),
            say("Where in it"): st.column_config.TextColumn(width=80),
            say("Tonnes of"): st.column_config.TextColumn(width=85, help=explained.term("basis")),
            say("Evidence"): st.column_config.TextColumn(help=explained.term("grade")),
        },
    )
