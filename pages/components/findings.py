"""Claims that cannot be right alone, on the screen: what the rules find, rule by rule."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from geo.catalog import filters
from geo.catalog.caching import cached_on_owner
from geo.catalog.model import Catalog, View
from geo.catalog.selection import Index
from geo.check import plausibility, reports
from geo.check.plausibility import Finding
from geo.language.translation import Language
from pages.components.markdown import escaped
from pages.components.session import store
from pages.components.session.language import say
from pages.components.session.screen import Screen


def draw(screen: Screen) -> None:
    """Draw the claims that cannot be right, rule by rule."""
    st.header(say(reports.CANNOT_BE), anchor=False)
    if filters.asks_of_documents(screen.view.selection):
        st.caption(say("Of two claims at odds it is enough that one passes the filter."))
    blocks = _found(screen.view, screen.index, screen.language)
    for block in blocks:
        st.markdown(block)
    if not blocks:
        st.write(say("None in this selection. Loosen a filter to see those of other sites."))


@cached_on_owner
def _found(shown: View, index: Index, spoken: Language) -> tuple[str, ...]:
    """Return what the rules find in a view, hidden claims too, as Markdown: a block a rule."""
    every = store.view(index, replace(shown.selection, hidden_claims=True))
    found = plausibility.findings(index.catalog, every.claims.index)
    blocks = []
    for rule in plausibility.RULES:
        lines = [_finding(index.catalog, finding, spoken) for finding in found if finding.rule == rule.rule_id]
        if lines:
            head = f"**{escaped(rule.title.text(spoken))}**  \n:gray[{escaped(rule.reason.text(spoken))}]"
            blocks.append("\n".join([head, "", *lines]))
    return tuple(blocks)


def _finding(catalog: Catalog, finding: Finding, spoken: Language) -> str:
    lines = reports.who_says(catalog, finding.claim_ids, spoken)
    lines += plausibility.remarks(catalog, finding, spoken)
    small = "  \n".join(f"  :small[{escaped(line)}]" for line in lines)
    return f"- {escaped(finding.sentence.text(spoken))}  \n{small}"
