"""What documents state of a site that is no figure, and where a figure was looked for and not found."""

from __future__ import annotations

import streamlit as st

from geo.catalog import fact_tables
from geo.catalog.model import Catalog
from geo.language import wording
from geo.language.translation import N_, Text
from pages.components import appearance
from pages.components.session.language import say


def draw(catalog: Catalog, site_id: str) -> None:
    """Draw the facts about a site, each with its document; nothing where there are none."""
    table = fact_tables.fact_table(catalog, site_id, say)
    if table.empty:
        return
    st.markdown(f"### {say('What documents state')} · {len(table)}")
    config = {
        say("What"): st.column_config.TextColumn(width=130),
        say("Statement"): st.column_config.TextColumn(width=360),
        say("As of"): st.column_config.TextColumn(width=100),
        say("Source"): st.column_config.TextColumn(width=170),
        say("Link"): st.column_config.LinkColumn(display_text=say("open"), width=72),
        say("Where in it"): st.column_config.TextColumn(width=120),
    }
    appearance.room()
    alt = say("Table of what documents state of the site")
    st.dataframe(table, hide_index=True, height="content", column_config=config, placeholder="", alt=alt)


def looked_for(catalog: Catalog, site_id: str) -> str:
    """Say where a figure was looked for in vain; empty where no search is on record."""
    searches = catalog.searches
    if searches.empty:
        return ""
    found = searches[(searches["site_id"] == site_id) & (searches["question"] == "figure")]
    if found.empty:
        return ""
    row = found.iloc[-1]
    said: Text = N_("No published figure was found. It was looked for in: {where}; on {date}.")
    if row["outcome"] == "only unusable":
        said = N_("Only figures that cannot be used were found. They were looked for in: {where}; on {date}.")
    words = say(said).format(where=row["where"], date=wording.date(row["date"], say))
    return " ".join(filter(None, (words, row["note"])))
