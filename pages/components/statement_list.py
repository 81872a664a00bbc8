"""The statements of a group of claims on the screen: their table, and the documents that print each."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo.catalog import tables
from geo.catalog.model import Catalog, records
from geo.check import group_table, reports
from geo.claims.conflicts import ConflictGroup
from geo.claims.statements import Statement
from geo.language import plurals, wording
from pages.components import appearance, explained
from pages.components.markdown import escaped, linked
from pages.components.session.language import say


def draw(catalog: Catalog, group: ConflictGroup) -> None:
    """Draw what is said, and how often; the documents are folded."""
    st.markdown(f"**{say('What is said, and how often')}**")
    link = {say("Link"): st.column_config.LinkColumn(display_text=say("open"), width="small")}
    rows = group_table.statement_table(catalog, group, say)
    numbers = rows.select_dtypes("number").columns
    hint = explained.term("interval")
    size: dict[str, Any] = {str(name): st.column_config.NumberColumn(width=115, help=hint) for name in numbers}
    size[say("Figure")] = st.column_config.TextColumn(width=250, help=explained.term("qualifier"))
    size[say("Tonnes of")] = st.column_config.Column(help=explained.term("basis"))
    size[say("Repeated")] = st.column_config.Column(help=explained.term("root"))
    size[say("Evidence")] = st.column_config.Column(help=explained.term("grade"))
    table = appearance.written(rows)
    appearance.room()
    alt = say("Table of the statements in the chart")
    st.dataframe(table, hide_index=True, height="content", column_config=link | size, placeholder="", alt=alt)
    counted = plurals.carried(len(group.claims), len(group.sources), say)
    with st.expander(counted, type="compact"):
        for statement in group.statements:
            st.markdown(f"{escaped(statement.figure.described().text(say))} — {escaped(statement.said_by.text(say))}")
            st.markdown("\n".join(_documents(catalog, statement)))


def _documents(catalog: Catalog, statement: Statement) -> list[str]:
    """Return the documents that print a statement, as a list in Markdown: link, date, where in it."""
    rows = catalog.claims.loc[list(reports.figures_of(statement))]
    names = tables.source_names(catalog.sources)
    lines = []
    for row in records(rows):
        source = catalog.sources.loc[row["source_id"]]
        source_link = linked(str(names[row["source_id"]]), str(source["url"]), str(source["title"]))
        figure = escaped(wording.figure(row, say))
        where = (wording.date(row["source_date"], say), wording.locator(row["locator"], say))
        when = escaped(", ".join(filter(None, where)))
        lines.append(f"- {source_link}: {figure}" + (f"  \n  :small[{when}]" if when else ""))
    return lines
