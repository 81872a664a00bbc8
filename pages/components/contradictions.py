"""What contradicts about one site or in one group of claims: parts of the card, of the print view and of articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from geo.catalog import filters
from geo.catalog.caching import cached_on_owner
from geo.catalog.model import Catalog
from geo.check import excerpts, highlights, reports
from geo.check.containment_report import Note
from geo.claims import conflicts
from geo.claims.conflicts import ConflictGroup
from geo.claims.verdicts import Outcome
from geo.language.translation import N_, Text
from pages.components import claim_chart, claim_files, explained, readings, sentence_lists, summary
from pages.components.markdown import escaped
from pages.components.session import address, state, store
from pages.components.session.language import say
from pages.components.session.screen import Screen

NOT_HERE: Final[Text] = N_("No claim of the group in this link passes the filters. Loosen a filter to see it.")


def _about(screen: Screen, site_id: str) -> tuple[ConflictGroup, ...]:
    """Return the groups of claims that have a site among their subjects, strongest first."""
    return conflicts.about(screen.whole, site_id)


def short(screen: Screen, group_id: str) -> None:
    """Draw one group of claims as an article has room for it: what contradicts, the figures, the strongest verdicts."""
    group = next((group for group in conflicts.groups(screen.view) if group.id == group_id), None)
    if group is None:
        st.info(say(NOT_HERE))
        return
    with st.container(height=excerpts.words_height(group, say), border=False, gap="xsmall"):
        st.markdown(f"##### {escaped(group.text(say))}")
        lines = [escaped(reports.verdict_words(item, say)) for item in excerpts.told_verdicts(group)]
        if lines:
            st.markdown("\n".join(f"- {line}" for line in lines))
    claim_chart.draw(screen, excerpts.told_statements(group), f"chart_{group_id}")


def verdicts(screen: Screen, site_id: str) -> None:
    """Draw what contradicts about a site, and how its parts and its parent fit."""
    st.markdown(f"### {say('What contradicts')}", help=explained.term("verdict"))
    found = clashing(screen, site_id)
    if found:
        _to_check(found[0], say("Open in the reality check"))
    _what_figures_mean(screen.catalog, _about(screen, site_id))
    _nesting(screen, site_id)


def strongest(screen: Screen, site_id: str) -> None:
    """Draw a link that says how far apart the claims about a site are; draw nothing if they agree."""
    found = next((group for group in _about(screen, site_id) if group.in_conflict), None)
    if found is not None:
        _to_check(found, highlights.differ(found, screen.language))


def _to_check(group: ConflictGroup, words: str) -> None:
    """Draw the link that opens a group in the reality check."""
    st.page_link(
        "pages/evidence/check.py",
        label=words,
        icon=":material/balance:",
        query_params=address.carried() | {state.CONFLICT: [group.id]},
    )


def clashing(screen: Screen, site_id: str) -> list[ConflictGroup]:
    """Say in a list what contradicts about a site; return the groups of claims that do."""
    found = [group for group in _about(screen, site_id) if group.in_conflict]
    for group in found:
        lines = [
            f"- {escaped(group.text(say))}",
            *(f"  - {escaped(reports.verdict_words(item, say))}" for item in group.conflicting),
        ]
        st.markdown("\n".join(lines))
    if not found:
        left_out = store.left_out(screen, site_id)
        st.write(summary.within_filter(left_out) if left_out else _nothing_clashes(screen, site_id))
    return found


def _nothing_clashes(screen: Screen, site_id: str) -> str:
    if screen.claims_about(site_id).empty:
        return say("No figures are claimed of it.")
    return say("Nothing that is claimed about it contradicts itself.")


def _what_figures_mean(catalog: Catalog, found: Sequence[ConflictGroup]) -> None:
    """Draw the arithmetic of a site's tonnages that reads best: those of the first group that has any."""
    for group in found:
        if group.quantity == "tonnage" and readings.arithmetic(catalog, group):
            return


def _nesting(screen: Screen, site_id: str) -> None:
    """Draw how the levels of nested sites fit together, and each part against its whole, by the claims of all."""
    notes, inside = _levels(screen.catalog, site_id)
    if notes or inside:
        st.markdown(f"### {say('Parts and wholes')}", help=explained.term("parent"))
        if filters.asks_of_documents(screen.view.selection):
            st.caption(say("By the claims of all sources, whatever the filter."))
    if notes:
        st.markdown("\n".join(f"- {escaped(note.text(say))}" for note in notes))
    for outcome, items in inside.items():
        sentence_lists.listed(reports.OUTCOMES[outcome], [note.text(say) for note in items])


@cached_on_owner
def _levels(catalog: Catalog, site_id: str) -> tuple[tuple[Note, ...], dict[Outcome, list[Note]]]:
    return reports.nesting_notes(catalog, site_id), reports.containment_notes(catalog, site_id)


def tonnages(screen: Screen, site_id: str, files: bool = False) -> None:
    """Draw the tonnages claimed of a site, a panel a basis; ``files`` offers the chart to take away."""
    groups_of_tonnages = [group for group in _about(screen, site_id) if group.quantity == "tonnage"]
    found = [item for group in groups_of_tonnages for item in group.statements if item.figure.unit == "t"]
    if claim_chart.draw(screen, found, f"chart_{site_id}") and files:
        claim_files.site(screen, site_id, found)
