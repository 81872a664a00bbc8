"""The tree of a claim family: who repeats whom, the same as a table, and the claim that is chosen in it."""

from __future__ import annotations

from typing import Final

import pandas
import streamlit as st

from geo.catalog import tables
from geo.catalog.model import Catalog, records
from geo.claims import families
from geo.claims.family_tree import Family, Node
from geo.language import plurals, wording
from geo.language.translation import N_, Text
from geo.plot import family_graph
from geo.plot.palette import Theme
from pages.components import appearance, choice, explained
from pages.components.markdown import escaped
from pages.components.session import address, state, store
from pages.components.session.language import say
from pages.components.session.screen import Screen

_ROWS: Final = "family_rows"
_FULL: Final[tuple[Text, ...]] = (
    N_("As written"),
    N_("Normalised"),
    N_("Tonnes of"),
    N_("Category as written"),
    N_("Evidence"),
    N_("Date"),
    N_("Copied from"),
    N_("Remark"),
)


@st.fragment
def draw(page: Screen) -> None:
    """Draw the page for a view; a choice on it reruns only this."""
    screen = store.again(page)
    catalog, touched = screen.catalog, families.touched(screen.view)
    held = state.kept(state.FAMILY)
    options = list(dict.fromkeys([*touched, *([held] if held in families.keys(catalog) and held else [])]))
    if not options:
        st.info(say("No claim of the selection repeats another, as far as is known. Loosen the filters."))
        return
    top = st.container()
    family, part = _choose(catalog, options)
    with top:
        st.markdown(_sentence(catalog, family), help=explained.term("root"))
        if family.key not in touched:
            st.caption(say("This family is outside the current filters."))
        elif len(touched) < len(families.keys(catalog)):
            st.caption(plurals.families(len(touched), len(families.keys(catalog)), say))
    _tree(catalog, part, screen.theme)
    _table(catalog, part)
    _claim(catalog, family)
    address.publish()


def _sentence(catalog: Catalog, family: Family) -> str:
    claims, sources = len(family.members), len(family.sources)
    rooted = family.key in catalog.roots.index
    counted = plurals.descent(claims, sources, say) if rooted else plurals.repeated(claims, sources, say)
    first: Text = N_("**{counted}.** First found with {who}, {date}: {what}.")
    template = say("**{counted}.** {who}, {date}: {what}.") if rooted else say(first)
    what = family.origin.says(say).rstrip(".")
    return template.format(
        counted=counted, who=escaped(family.origin.who), date=escaped(family.origin.dated(say)), what=escaped(what)
    )


def _choose(catalog: Catalog, options: list[str]) -> tuple[Family, Family]:
    """Draw the two boxes; return the family and the part of it to show."""
    left, right = st.columns(2)
    with left:
        key = choice.select(
            state.FAMILY, say("Family"), options, options[0], lambda item: _named(families.family(catalog, item))
        )
    family = families.family(catalog, key)
    strands = family.strands
    largest = next(iter(strands))
    held = state.kept(state.STRAND)
    if held and held in family.upstream and held not in strands:
        state.keep(state.STRAND, family.best(held))
    default = largest if len(strands[largest]) > 1 and len(strands) > 1 else state.WHOLE
    with right:
        part = choice.select(
            state.STRAND, say("Show"), [state.WHOLE, *strands], default, lambda item: _strand_words(family, item)
        )
    return family, family if part == state.WHOLE else family.strand(part)


def _named(family: Family) -> str:
    return f"{plurals.claims(len(family.members), say)}: {wording.short(family.origin.says(say), 90)}"


def _strand_words(family: Family, item: str) -> str:
    if item == state.WHOLE:
        return say("Whole family, {count} claims").format(count=len(family.members))
    node = next(node for node in family.members if node.node_id == item)
    return f"{wording.short(node.says(say), 70)} · {plurals.claims(len(family.strands[item]), say)}"


def _tree(catalog: Catalog, part: Family, theme: Theme) -> None:
    st.graphviz_chart(family_graph.legend_dot(theme, say), width="content", alt=say("Legend of the drawing"))
    words = say("Drawing of who repeats whom in {count} claims; the table below says the same. A click opens a claim.")
    with st.container(border=True):
        links = {node.node_id: address.link(**{state.CLAIM: node.node_id}) for node in part.members}
        drawing = family_graph.dot(catalog, part, theme, say, "step", links)
        st.graphviz_chart(drawing, width="content", alt=words.format(count=len(part.members)))


def _table(catalog: Catalog, part: Family) -> None:
    table = families.family_table(catalog, part, say)
    ids = list(table.index)
    chosen = state.kept(state.CLAIM)
    rows = [ids.index(chosen)] if chosen in ids else []
    held = st.session_state.get(_ROWS)
    if held is None or list(held["selection"]["rows"]) != rows:
        st.session_state[_ROWS] = {"selection": {"rows": rows}}
    st.caption(say("The same as a table. Choose a row to read its claim in full."))
    appearance.room()
    st.dataframe(
        table.rename_axis(say("Claim")),
        key=_ROWS,
        hide_index=False,
        on_select=lambda: _take(ids),
        selection_mode="single-row",
        height=min(420, 38 + 35 * len(table)),
        placeholder="",
        alt=say("Table of the claim family"),
        column_config={
            say("Claim"): st.column_config.TextColumn(width=70),
            say("Date"): st.column_config.TextColumn(width=125),
            say("Says"): st.column_config.TextColumn(width="large"),
            say("What changed"): st.column_config.TextColumn(width="large"),
        },
    )


def _take(ids: list[str]) -> None:
    rows = st.session_state[_ROWS]["selection"]["rows"]
    state.keep(state.CLAIM, ids[rows[0]] if rows and rows[0] < len(ids) else None)


def _claim(catalog: Catalog, family: Family) -> None:
    """Draw the chosen claim in full, or the first statement."""
    chosen = state.kept(state.CLAIM)
    node = next((node for node in family.nodes if node.node_id == chosen), None)
    if node is None:
        return
    with st.container(border=True):
        if node.claim is None:
            _first(catalog, node)
        else:
            _in_full(catalog, family, node)


def _first(catalog: Catalog, node: Node) -> None:
    root = catalog.roots.loc[node.node_id]
    st.markdown(f"**{say('First statement')}** · {escaped(node.who)} · {escaped(node.dated(say))}")
    st.markdown(escaped(node.statement))
    if root["source_id"]:
        st.markdown(f":gray[{say('Read in')}]  \n{choice.source(catalog, str(root['source_id']))}")
    if root["note"]:
        st.markdown(f":gray[{say('Remark')}]  \n{escaped(root['note'])}")


def _in_full(catalog: Catalog, family: Family, node: Node) -> None:
    claims = catalog.claims.loc[[node.node_id]]
    row, claim = tables.claim_table(catalog, claims).iloc[0], records(claims)[0]
    st.markdown(f"**{escaped(node.says(say))}** · :gray[{node.node_id}]")
    left, right = st.columns(2)
    with left:
        source = choice.source(catalog, str(claim["source_id"]), str(claim["locator"]))
        st.markdown(f":gray[{say('Source')}]  \n{source}")
        st.markdown(f":gray[{say('In our words')}]  \n{escaped(node.statement)}")
        _facts(row)
    with right:
        _changes(family, node)


def _facts(row: pandas.Series[str]) -> None:
    for name in _FULL:
        if row[name]:
            st.markdown(f":gray[{say(name)}]  \n{escaped(row[name])}")


def _changes(family: Family, node: Node) -> None:
    """Say what the claim repeats, and what changed on the way."""
    edge = family.upstream.get(node.node_id)
    if edge is None:
        st.markdown(say("Nothing is known that this claim repeats."))
        return
    nodes = {item.node_id: item for item in family.nodes}
    if edge.compared:
        before = nodes[edge.compared]
        words = say("What changed against {claim} ({who}): {what}")
        title = words.format(claim=edge.compared, who=escaped(before.who), what=escaped(before.says(say)))
    else:
        title = say("What changed")
    st.markdown(f":gray[{title}]")
    said = [change.sentence.text(say) for change in edge.changes] or [edge.words(say)]
    st.markdown("\n".join(f"- {escaped(item)}" for item in said))
