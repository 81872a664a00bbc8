"""The reality check on screen: groups of claims, what contradicts in each, and claims that cannot be right alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import pandas
import streamlit as st

from geo.catalog import tables
from geo.catalog.model import Catalog, View, records
from geo.catalog.selection import Index
from geo.check import reports, rules
from geo.check.containment import Note
from geo.check.rules import Finding
from geo.claims import conflicts as engine
from geo.claims.conflicts import ConflictGroup
from geo.claims.figures import Figure, basis_words
from geo.claims.sentences import times
from geo.claims.statements import Statement
from geo.claims.verdicts import Outcome, Verdict
from geo.language import plurals, wording
from geo.language.translation import Text, Tongue
from geo.plot import charts
from geo.plot.palette import Theme
from pages.components import address, appearance, claim_files, embedding, explained, readings, state, store, summary
from pages.components.language import say, tongue
from pages.components.summary import escaped

_FOLDED: tuple[Text, ...] = ("Not comparable", "Agree")
_MANY = 3
_TITLE_LINE, _LINE = 78, 76
"""Letters in a line of a title and of a sentence, 640 pixels wide."""


def draw(index: Index, shown: View) -> None:
    """Draw the page: one sentence, the contradictions, the other groups, the claims that cannot be right alone."""
    found = groups(shown)
    st.write(_summary(found))
    if not found:
        _nothing(shown)
    chosen = state.conflict()
    ids = [group.id for group in found]
    if chosen is not None and chosen not in ids:
        st.info(say("No claim of the group in this link passes the filters. Loosen a filter to see it."))
    clashing = [group for group in found if group.in_conflict]
    site = state.site()
    mine = [group for group in clashing if site in group.subjects]
    if mine and site is not None:
        name = say.name(shown.catalog.sites)[site]
        st.markdown(f"**{escaped(say('About the chosen site, {site}').format(site=name))}**")
    for group in mine:
        _expander(shown, group, chosen)
    rest = [group for group in clashing if group not in mine]
    if mine and rest:
        st.markdown(f"**{say('About other subjects')}**")
    for group in rest:
        _expander(shown, group, chosen)
    apart = [group for group in found if group.apart]
    if apart:
        st.markdown(f"**{say('Far apart, but not comparable')}**")
    for group in apart:
        _expander(shown, group, chosen)
    _others(shown, [group for group in found if not group.in_conflict and not group.apart])
    _findings(index, shown)


@lru_cache(maxsize=32)
def groups(shown: View) -> tuple[ConflictGroup, ...]:
    """Return the groups of a view, strongest first."""
    return engine.groups(shown)


@lru_cache(maxsize=64)
def about(shown: View, site_id: str) -> tuple[ConflictGroup, ...]:
    """Return the groups of claims that have a site among their subjects, strongest first."""
    return engine.groups(shown, store.claims_about(shown, site_id))


def short(shown: View, group_id: str) -> None:
    """Draw one group of claims as an article has room for it: what contradicts, the figures, the strongest verdicts."""
    group = next((group for group in groups(shown) if group.id == group_id), None)
    if group is None:
        st.info(say("No claim of the group in this link passes the filters. Loosen a filter to see it."))
        return
    with st.container(height=_words_height(group), border=False, gap="xsmall"):
        st.markdown(f"##### {escaped(group.text(say))}")
        lines = [escaped(_verdict_words(item)) for item in group.conflicting[:_MANY]]
        if lines:
            st.markdown("\n".join(f"- {line}" for line in lines))
    _chart(shown.catalog, _at_odds(group), f"chart_{group_id}")


def _words_height(group: ConflictGroup) -> int:
    """Return the height in pixels of the words above the chart, 640 pixels wide; narrower, they scroll."""
    title = -(-len(group.text(say)) // _TITLE_LINE)
    lines = [-(-len(_verdict_words(item)) // _LINE) for item in group.conflicting[:_MANY]]
    return 14 + 24 * title + 26 * sum(lines) + 8 * len(lines)


def _short_height(catalog: Catalog, group: ConflictGroup) -> int:
    """Return the height in pixels of all that :func:`short` draws, at any width that an article has."""
    return _words_height(group) + charts.height(charts.claim_rows(catalog, _at_odds(group), say)) + 146


def _at_odds(group: ConflictGroup) -> list[Statement]:
    """Return what the strongest contradictions of a group are about, so worded; the first few figures without any."""
    named = {claim for verdict in group.conflicting[:_MANY] for claim in (verdict.a, verdict.b)}
    named |= {ids[0] for split in group.splits[:1] for ids in split.claims.values()}
    if not named:
        return list(group.statements[: 2 * _MANY])
    found = []
    for item in group.statements:
        worded = {(claim.basis, claim.written) for claim in item.claims if claim.claim_id in named}
        claims = tuple(claim for claim in item.claims if (claim.basis, claim.written) in worded)
        found += [replace(item, claims=claims)] if claims else []
    return found[: 2 * _MANY]


def verdicts(shown: View, site_id: str) -> None:
    """Draw what contradicts about a site, and how its parts and its parent fit."""
    st.markdown(f"### {say('What contradicts')}", help=explained.term("verdict"))
    found = clashing(shown, site_id)
    if found:
        _to_check(found[0], say("Open in the reality check"))
    _what_figures_mean(shown.catalog, about(shown, site_id))
    _nesting(shown, site_id)


def strongest(shown: View, site_id: str) -> None:
    """Draw a link that says how far the claims about a site are apart; nothing where they are not."""
    found = next((group for group in about(shown, site_id) if group.in_conflict), None)
    if found is not None:
        _to_check(found, store.differ(found, tongue()))


def _to_check(group: ConflictGroup, words: str) -> None:
    """Draw the link that opens a group in the reality check."""
    st.page_link(
        "pages/evidence/check.py",
        label=words,
        icon=":material/balance:",
        query_params=address.carried() | {state.CONFLICT: [group.id]},
    )


def clashing(shown: View, site_id: str) -> list[ConflictGroup]:
    """Say in a list what contradicts about a site; return the groups of claims that do."""
    found = [group for group in about(shown, site_id) if group.in_conflict]
    for group in found:
        lines = [
            f"- {escaped(group.text(say))}",
            *(f"  - {escaped(_verdict_words(item))}" for item in group.conflicting),
        ]
        st.markdown("\n".join(lines))
    if not found:
        left_out = store.left_out(shown, site_id)
        st.write(summary.within_filter(left_out) if left_out else _nothing_clashes(shown, site_id))
    return found


def _nothing_clashes(shown: View, site_id: str) -> str:
    if store.claims_about(shown, site_id).empty:
        return say("No figures are claimed of it.")
    return say("Nothing that is claimed about it contradicts itself.")


def _what_figures_mean(catalog: Catalog, found: Sequence[ConflictGroup]) -> None:
    """Draw the arithmetic of a site's tonnages that reads best: those of the first group that has any."""
    for group in found:
        if group.quantity == "tonnage" and readings.arithmetic(catalog, group):
            return


def _nesting(shown: View, site_id: str) -> None:
    """Draw how the levels of nested sites fit together, and each part against its whole, by the claims of all."""
    notes, inside = _levels(shown.catalog, site_id)
    if notes or inside:
        st.markdown(f"### {say('Parts and wholes')}", help=explained.term("parent"))
        if shown.selection.sources or shown.selection.tiers:
            st.caption(say("By the claims of all sources, whatever the filter."))
    if notes:
        st.markdown("\n".join(f"- {escaped(note.text(say))}" for note in notes))
    for outcome, items in inside.items():
        _listed(reports.OUTCOMES[outcome], [note.text(say) for note in items])


@lru_cache(maxsize=256)
def _levels(catalog: Catalog, site_id: str) -> tuple[tuple[Note, ...], dict[Outcome, list[Note]]]:
    return reports.nesting_notes(catalog, site_id), reports.containment_notes(catalog, site_id)


def tonnages(shown: View, site_id: str, files: bool = False) -> None:
    """Draw the tonnages claimed of a site, a panel a basis; ``files`` offers the chart to take away."""
    groups_of_tonnages = [group for group in about(shown, site_id) if group.quantity == "tonnage"]
    found = [item for group in groups_of_tonnages for item in group.statements if item.figure.unit == "t"]
    if _chart(shown.catalog, found, f"chart_{site_id}") and files:
        claim_files.site(shown, site_id, found)


@dataclass(frozen=True)
class _Drawing:
    """What a chart shows; the same claims make the same chart, whatever else is filtered."""

    catalog: Catalog
    claims: tuple[tuple[str, ...], ...]
    statements: tuple[Statement, ...] = field(compare=False)


def _chart(catalog: Catalog, statements: Sequence[Statement], key: str) -> bool:
    """Draw statements on one axis, if they can lie on one; return whether they can."""
    ids = tuple(reports.figures_of(statement) for statement in statements)
    drawn = _drawn(_Drawing(catalog, ids, tuple(statements)), appearance.theme(), tongue())
    if drawn is not None:
        st.vega_lite_chart(spec=drawn, width="stretch", key=key)
    return drawn is not None


@lru_cache(maxsize=256)
def _drawn(drawing: _Drawing, theme: Theme, spoken: Tongue) -> dict[str, Any] | None:
    """Return a chart as Vega-Lite, worked out once: Altair takes an eighth of a second to check one."""
    chart = charts.claims(drawing.catalog, drawing.statements, theme, spoken) if drawing.statements else None
    return None if chart is None else charts.stacked(chart)


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


def _nothing(shown: View) -> None:
    if shown.sites.empty:
        summary.nothing(shown)
        return
    st.info(say("Loosen the source, the tier or the element to see contradictions."))
    st.button(say("Clear all filters"), on_click=state.reset)


def _expander(shown: View, group: ConflictGroup, chosen: str | None) -> None:
    """Draw a group as one line that opens; one is open at a time, and its id stands in the address."""
    name = group.id
    key = f"conflict_{name}"
    st.session_state[key] = name == chosen
    box = st.expander(escaped(group.text(say)), key=key, on_change=_toggle, args=(name, key))
    if name == chosen:
        with box:
            _details(shown, group)


def _toggle(name: str, key: str) -> None:
    state.choose_conflict(name if st.session_state[key] else None)


def _others(shown: View, found: list[ConflictGroup]) -> None:
    """Let the reader open a group without a contradiction."""
    if not found:
        return
    names = {group.id: reports.title(shown.catalog, group, say) for group in found}
    chosen = state.conflict()
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
                _details(shown, group)


def _details(shown: View, group: ConflictGroup) -> None:
    catalog, name = shown.catalog, group.id
    if _chart(catalog, group.statements, f"chart_{name}"):
        title = reports.title(catalog, group, say)
        claim_files.group(shown, group.statements, title, group.text(say), name)
    _statements(catalog, group)
    if group.splits:
        lines = "\n".join(f"- {escaped(reports.split_words(split, say))}" for split in group.splits)
        st.markdown(f"**{say(reports.TWO_WAYS)}**\n\n{lines}")
    for heading, items in reports.told(group).items():
        _verdicts(heading, items)
    _origins(group)
    if group.quantity == "tonnage":
        readings.draw(catalog, group, name)
    embedding.conflict_menu(name, group.text(say), _short_height(catalog, group))


def _statements(catalog: Catalog, group: ConflictGroup) -> None:
    st.markdown(f"**{say('What is said, and how often')}**")
    link = {say("Link"): st.column_config.LinkColumn(display_text=say("open"), width="small")}
    rows = statement_table(catalog, group)
    numbers = rows.select_dtypes("number").columns
    size: dict[str, Any] = {str(name): st.column_config.NumberColumn(width=115, help=explained.term("interval"))
                            for name in numbers}  # fmt: skip
    size[say("Figure")] = st.column_config.TextColumn(width=250, help=explained.term("qualifier"))
    size[say("Tonnes of")] = st.column_config.Column(help=explained.term("basis"))
    size[say("Repeated")] = st.column_config.Column(help=explained.term("root"))
    size[say("Evidence")] = st.column_config.Column(help=explained.term("grade"))
    table = appearance.written(rows)
    appearance.room()
    st.dataframe(table, hide_index=True, height="content", column_config=link | size, placeholder="",
                 alt=say("Table of the statements in the chart"))  # fmt: skip
    counted = plurals.carried(len(group.claims), len(group.sources), say)
    with st.expander(counted, type="compact"):
        for statement in group.statements:
            st.markdown(f"{escaped(statement.figure.described().text(say))} — {escaped(statement.said_by.text(say))}")
            st.markdown("\n".join(_documents(catalog, statement)))


def statement_table(catalog: Catalog, group: ConflictGroup) -> pandas.DataFrame:
    """Return the statements of a group, one row each: figure, of what, how often, when, by whom first."""
    names = tables.source_names(catalog.sources)
    grades = catalog.frames["evidence_grades"]
    figures = [statement.figure for statement in group.statements]
    of_what = [basis_words(figure.basis, figure.oxide).text(say) if figure.basis else "" for figure in figures]
    columns = {
        say("Figure"): [figure.described().text(say) for figure in figures],
        **_limits(figures),
        say("Tonnes of") if figures[0].is_mass else say("Of"): of_what,
        say("Repeated"): [statement.said_by.text(say) for statement in group.statements],
        say("Said"): [_dates(statement) for statement in group.statements],
        say("Evidence"): [
            wording.grade(item.grade_low, item.grade_high, wording.grade_names(grades, item.category, say), say)
            for item in figures
        ],
        say("Best source"): [names[item.source_id] for item in figures],
        say("Link"): [catalog.sources.at[item.source_id, "url"] for item in figures],
    }
    table = pandas.DataFrame(columns)
    empty = [name for name in table.columns if table[name].isna().all() or (table[name] == "").all()]
    return table.drop(columns=empty)


def _limits(figures: Sequence[Figure]) -> dict[str, list[float | None]]:
    """Return the ends of figures that a reader may compare, in one unit; an open end is empty."""
    units = {figure.unit for figure in figures}
    if len(units) > 1 or not units.isdisjoint(("rank", "year")):
        return {}
    words = wording.unit(units.pop(), say)
    unit = f", {words}" if words else ""
    ends = [(float(figure.written.low) or None, float(figure.written.high)) for figure in figures]
    return {
        say("From") + unit: [low for low, _ in ends],
        say("To") + unit: [None if high == math.inf else high for _, high in ends],
    }


def _dates(statement: Statement) -> str:
    said = {claim.date for claim in statement.claims if claim.date}
    dated = sorted(date for date in said if not any(other != date and other.startswith(date) for other in said))
    if not dated:
        return ""
    first, last = wording.date(dated[0], say), wording.date(dated[-1], say)
    return first if first == last else say("{first} to {last}").format(first=first, last=last)


def _documents(catalog: Catalog, statement: Statement) -> list[str]:
    """Return the documents that print a statement, as a list in Markdown: link, date, where in it."""
    rows = catalog.claims.loc[list(reports.figures_of(statement))]
    names = tables.source_names(catalog.sources)
    lines = []
    for row in records(rows):
        source = catalog.sources.loc[row["source_id"]]
        linked = summary.linked(str(names[row["source_id"]]), str(source["url"]), str(source["title"]))
        figure = escaped(wording.figure(row, say))
        where = (wording.date(row["source_date"], say), wording.locator(row["locator"], say))
        when = escaped(", ".join(filter(None, where)))
        lines.append(f"- {linked}: {figure}" + (f"  \n  :small[{when}]" if when else ""))
    return lines


def _verdicts(heading: Text, items: list[Verdict]) -> None:
    _listed(heading, [_verdict_words(verdict) for verdict in items])


def _verdict_words(verdict: Verdict) -> str:
    """Return a verdict with the ratio of the figures as written, unless its own words give that."""
    words, ratio = verdict.text(say), reports.ratio_words(verdict, say)
    repeated = verdict.ratio is not None and times(verdict.ratio).text(say) in words
    return f"{words} ({ratio})" if ratio and not repeated else words


def _listed(heading: Text, sentences: list[str]) -> None:
    """Draw sentences under a heading: a few are shown, the rest is folded, and all of it where nothing clashes."""
    title = f"{say(heading)} · {len(sentences)}"
    lines = [f"- {escaped(sentence)}" for sentence in sentences]
    if heading in _FOLDED and len(lines) > _MANY:
        with st.expander(title, type="compact"):
            st.markdown("\n".join(lines))
        return
    shown = lines if len(lines) <= _MANY + 2 else lines[:_MANY]
    st.markdown("\n".join([f"**{title}**\n", *shown]))
    if shown is not lines:
        with st.expander(say("{number} more").format(number=len(lines) - len(shown)), type="compact"):
            st.markdown("\n".join(lines[len(shown) :]))


def _origins(group: ConflictGroup) -> None:
    """Draw which figures come of others, and what the figures of one document add up to."""
    steps = [*(total.step.text(say) for total in group.sums), *(item.sentence.text(say) for item in group.derivations)]
    if steps:
        lines = "\n".join(f"- {escaped(step)}" for step in steps)
        st.markdown(f"**{say('Where figures come from')}**\n\n{lines}")


def _findings(index: Index, shown: View) -> None:
    """Draw the claims that cannot be right, rule by rule."""
    st.header(say(reports.CANNOT_BE), anchor=False)
    if shown.selection.sources or shown.selection.tiers:
        st.caption(say("Of two claims at odds it is enough that one passes the filter."))
    blocks = _found(index, shown, tongue())
    for block in blocks:
        st.markdown(block)
    if not blocks:
        st.write(say("None in this selection. Loosen a filter to see those of other sites."))


@lru_cache(maxsize=32)
def _found(index: Index, shown: View, spoken: Tongue) -> tuple[str, ...]:
    """Return what the rules find in a view, hidden claims too, as Markdown: a block a rule."""
    every = store.view(index, replace(shown.selection, hidden_claims=True))
    found = rules.findings(index.catalog, every.claims.index)
    blocks = []
    for rule in rules.RULES:
        lines = [_finding(index.catalog, finding, spoken) for finding in found if finding.rule == rule.rule_id]
        if lines:
            head = f"**{escaped(rule.title.text(spoken))}**  \n:gray[{escaped(rule.reason.text(spoken))}]"
            blocks.append("\n".join([head, "", *lines]))
    return tuple(blocks)


def _finding(catalog: Catalog, finding: Finding, spoken: Tongue) -> str:
    lines = reports.who_says(catalog, finding.claim_ids, spoken)
    lines += rules.remarks(catalog, finding, spoken)
    small = "  \n".join(f"  :small[{escaped(line)}]" for line in lines)
    return f"- {escaped(finding.sentence.text(spoken))}  \n{small}"
