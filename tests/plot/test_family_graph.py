"""The drawing of a family: every node and arrow is there, and it holds any text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo.claims import families
from geo.plot import family_graph
from tests.claims.copying import APRIL

QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"')


@pytest.fixture(scope="module")
def april(catalog):
    return families.family(catalog, APRIL)


def skeleton(dot):
    """Return DOT text with its strings taken out: what the program itself wrote."""
    return QUOTED.sub("S", dot)


def test_the_drawing_has_every_node_edge_and_column(catalog, april):
    dot = family_graph.dot(catalog, april)
    assert all(f'"{node.node_id}" [label=' in dot for node in april.nodes)
    assert all(f'"{edge.upstream}" -> "{edge.copy}" [' in dot for edge in april.edges)
    assert "by July 2025" in dot
    assert "over → up to" in dot
    assert "changed" in dot
    assert '"' not in skeleton(dot)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_themes_are_legible(catalog, april, theme):
    dot = family_graph.dot(catalog, april, theme)
    for fill, text in re.findall(r'fillcolor="(#\w+)", fontcolor="(#\w+)"', dot):
        assert geo.plot.palette.contrast(fill, text) >= 4.5
    assert len(family_graph.legend(theme)) == 4


def test_hostile_text_stays_text(catalog):
    evil = '"] x [URL="javascript:alert(1)"];\\" \\N <b>&lt;</b>\n}} digraph {\r\x00 \\'
    family = families.family(catalog, "reuters-2025-04-02")
    plain = skeleton(family_graph.dot(catalog, family))
    nodes = tuple(
        replace(node, who=evil, statement=evil, claim=node.claim and {**node.claim, "subject_label": evil})
        for node in family.nodes
    )
    hostile = family_graph.dot(catalog, replace(family, nodes=nodes))
    assert skeleton(hostile) == plain
    assert "<b>" not in hostile


@given(st.text())
def test_any_text_is_one_quoted_string(text):
    quoted = family_graph.quoted(text)
    assert QUOTED.fullmatch(quoted)
    assert not set("<>") & set(quoted)


def test_columns_can_be_steps_from_the_statement(catalog, april):
    dot = family_graph.dot(catalog, april, columns="step")
    assert "by July 2025" not in dot
    assert [part in dot for part in ("repeat the statement", "repeat a copy")] == [True, True]
    assert all(f'"{node.node_id}" [label=' in dot for node in april.nodes)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_legend_is_a_drawing_too(theme):
    drawn = family_graph.legend_dot(theme)
    assert all(f'"{words}" [fillcolor="{fill}"' in drawn for fill, words in family_graph.legend(theme))
    assert drawn.count("style=dashed") == drawn.count("style=solid") == 1


def test_a_box_leads_where_its_link_says_and_no_link_can_break_out() -> None:
    catalog = geo.load()
    family = families.family(catalog, families.keys(catalog)[0])
    node = family.members[0].node_id
    drawn = family_graph.dot(catalog, family, links={node: '?claim=C1&x="]; evil [URL=<b>'})
    line = next(line for line in drawn.splitlines() if "URL=" in line)
    assert line == f'"{node}" [URL="?claim=C1&amp;x=\\"]; evil [URL=&lt;b&gt;", target="_self"];'
    assert "URL=" not in family_graph.dot(catalog, family)
