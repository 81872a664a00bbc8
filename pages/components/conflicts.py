"""The reality check on screen: groups of claims, what contradicts in each, and claims that cannot be right alone."""

from __future__ import annotations

import streamlit as st

from geo.check import excerpts, reports
from geo.claims import conflicts as engine
from geo.claims.conflicts import ConflictGroup
from geo.claims.sentences import times
from geo.language import plurals
from pages.components import (
    claim_chart,
    claim_files,
    embedding,
    findings,
    readings,
    sentence_lists,
    statement_list,
    summary,
)
from pages.components.contradictions import NOT_HERE
from pages.components.markdown import escaped
from pages.components.session import state
from pages.components.session.language import say
from pages.components.session.screen import Screen


def draw(screen: Screen) -> None:
    """Draw the page: one sentence, the contradictions, the other groups, the claims that cannot be right alone."""
    found = engine.groups(screen.view)
    st.write(_summary(found))
    if not found:
        _nothing(screen)
    chosen = state.kept(state.CONFLICT)
    ids = [group.id for group in found]
    if chosen is not None and chosen not in ids:
        st.info(say(NOT_HERE))
    clashing = [group for group in found if group.in_conflict]
    site = state.kept(state.SITE)
    mine = [group for group in clashing if site in group.subjects]
    if mine and site is not None:
        name = say.name(screen.catalog.sites)[site]
        st.markdown(f"**{escaped(say('About the chosen site, {site}').format(site=name))}**")
    for group in mine:
        _expander(screen, group, chosen)
    rest = [group for group in clashing if group not in mine]
    if mine and rest:
        st.markdown(f"**{say('About other subjects')}**")
    for group in rest:
        _expander(screen, group, chosen)
    apart = [group for group in found if group.apart]
    if apart:
        st.markdown(f"**{say('Far apart, but not comparable')}**")
    for group in apart:
        _expander(screen, group, chosen)
    _others(screen, [group for group in found if not group.in_conflict and not group.apart])
    findings.draw(screen)


def _summary(found: tuple[ConflictGroup, ...]) -> str:
    clashing = [group for group in found if group.in_conflict]
    if not found:
        return say("No claim speaks of what is selected.")
    if not clashing:
        return plurals.agreed(len(found), say)
    strongest = clashing[0]
    by_reading = any(split.factor == strongest.factor for split in strongest.splits)
    factor = times(strongest.factor, at_least=not by_reading).text(say) if strongest.factor > 1 else ""
    return plurals.contradictions(len(clashing), len(found), factor, say)


def _nothing(screen: Screen) -> None:
    if screen.view.sites.empty:
        summary.nothing(screen)
        return
    st.info(say("Loosen the source, the tier or the element to see contradictions."))
    st.button(say("Clear all filters"), on_click=state.reset, args=(screen.index,))


def _expander(screen: Screen, group: ConflictGroup, chosen: str | None) -> None:
    """Draw a group as one line that opens; one is open at a time, and its id stands in the address."""
    name = group.id
    key = f"conflict_{name}"
    st.session_state[key] = name == chosen
    box = st.expander(escaped(group.text(say)), key=key, on_change=_toggle, args=(name, key))
    if name == chosen:
        with box:
            _details(screen, group)


def _toggle(name: str, key: str) -> None:
    state.choose_conflict(name if st.session_state[key] else None)


def _others(screen: Screen, found: list[ConflictGroup]) -> None:
    """Let the reader open a group without a contradiction."""
    if not found:
        return
    names = {group.id: reports.title(screen.catalog, group, say) for group in found}
    chosen = state.kept(state.CONFLICT)
    st.session_state["agreeing"] = chosen if chosen in names else None
    st.selectbox(
        plurals.calm(len(found), say),
        sorted(names, key=lambda name: names[name]),
        key="agreeing",
        format_func=lambda name: names[name],
        placeholder=say("Pick one to see its claims side by side"),
        on_change=lambda: state.choose_conflict(st.session_state["agreeing"]),
    )
    for group in found:
        if group.id == chosen:
            with st.container(border=True):
                _details(screen, group)


def _details(screen: Screen, group: ConflictGroup) -> None:
    catalog, name = screen.catalog, group.id
    if claim_chart.draw(screen, group.statements, f"chart_{name}"):
        title = reports.title(catalog, group, say)
        claim_files.group(screen, group.statements, title, group.text(say), name)
    statement_list.draw(catalog, group)
    if group.splits:
        lines = "\n".join(f"- {escaped(reports.split_words(split, say))}" for split in group.splits)
        st.markdown(f"**{say(reports.TWO_WAYS)}**\n\n{lines}")
    for heading, items in reports.told(group).items():
        sentence_lists.verdicts(heading, items)
    sentence_lists.origins(group)
    if group.quantity == "tonnage":
        readings.draw(catalog, group, name)
    embedding.conflict_menu(name, group.text(say), excerpts.height(catalog, group, say))
