"""The table of sites: a click on a row chooses the site, and a site chosen elsewhere has its row marked."""

from __future__ import annotations

from typing import Any

import pandas
import pyarrow
import streamlit as st

from pages.components import appearance, explained
from pages.components.session import state
from pages.components.session.language import say
from pages.components.session.screen import Screen


def draw(screen: Screen, key: str = "sites") -> None:
    """Draw the site table of a view; the row of the chosen site is selected."""
    table = screen.site_table
    site = state.kept(state.SITE)
    rows = [table.index.get_loc(site)] if site in table.index else []
    held = st.session_state.get(key)
    if held is None or list(held["selection"]["rows"]) != rows:
        st.session_state[key] = {"selection": {"rows": rows}}
    appearance.room()
    st.dataframe(
        _compact(table),
        key=key,
        hide_index=True,
        on_select=lambda: _take(key, list(table.index)),
        selection_mode="single-row",
        height=min(420, 38 + 35 * max(1, len(table))),
        column_config=_columns(),
        placeholder="",
        alt=say("Table of the sites on the map"),
    )


def _compact(table: pandas.DataFrame) -> pyarrow.Table:
    """Return the table without its index and the notes that pandas adds: a third of what would cross the wire."""
    return pyarrow.Table.from_pandas(table, preserve_index=False).replace_schema_metadata(None)


def _take(key: str, ids: list[str]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    state.choose_site(ids[rows[0]] if rows and rows[0] < len(ids) else None)


def _columns() -> dict[str, Any]:
    return {
        say("Name"): st.column_config.TextColumn(pinned=True, width=150, help=explained.term("site")),
        say("Region"): st.column_config.Column(width=115),
        say("Elements"): st.column_config.Column(width=105),
        say("Headline claim"): st.column_config.TextColumn(
            width=248, help=say("One claim as written, chosen by rule: see Method.")
        ),
        say("Claims"): st.column_config.NumberColumn(width=92, help=explained.term("claim")),
        say("Status"): st.column_config.Column(width=152),
        say("± km"): st.column_config.NumberColumn(
            width=65, format="%g", help=say("The place is true within so many kilometres.")
        ),
    }
