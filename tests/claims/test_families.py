"""Claim families: who copied whom and what changed, computed from the rows; the drawing holds any text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo.claims import drift, families
from geo.plot import family_graph

APRIL = "ministry-2025-04-02"
DECEMBER = "ministry-2024-12-sharlapaev"
QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"')


def changes(family, claim_id):
    return {change.kind: change for change in family.upstream[claim_id].changes}


def words(family, claim_id):
    return [change.arrow.text() for change in family.upstream[claim_id].changes]


@pytest.fixture(scope="module")
def april(catalog):
    return families.family(catalog, APRIL)


def test_every_claim_with_a_root_or_a_link_is_in_one_family(catalog):
    members = [node.node_id for key in families.keys(catalog) for node in families.family(catalog, key).members]
    claims = catalog.claims
    linked = set(claims.index[(claims["root_id"] != "") | (claims["upstream_claim_id"] != "")])
    linked |= set(claims.loc[claims["upstream_claim_id"] != "", "upstream_claim_id"])
    assert len(members) == len(set(members))
    assert set(members) == linked
    assert all(families.of_claim(catalog, claim) for claim in members)


def test_families_touched_are_those_of_the_claims_in_their_order(catalog):
    assert families.touched(geo.select(catalog)) == families.keys(catalog)
    for iso in catalog.regions.index:
        view = geo.select(catalog, geo.Selection(regions=(iso,)))
        own = {families.of_claim(catalog, claim) for claim in view.claims.index} - {None}
        assert families.touched(view) == tuple(key for key in families.keys(catalog) if key in own)


def test_a_claim_that_stands_alone_has_no_family(catalog):
    assert families.of_claim(catalog, "C001") == "energyprom-2025"
    assert families.of_claim(catalog, "C017") is None


def test_an_unknown_family_is_named(catalog):
    with pytest.raises(geo.UnknownIdError, match="nowhere"):
        families.family(catalog, "nowhere")
    with pytest.raises(geo.UnknownIdError, match="C017"):
        families.family(catalog, "C017")


@pytest.mark.parametrize(
    "key", ["ministry-2025-04-02", "reuters-2025-04-02", "usgs-mcs-2024", "C115", "atlantic-council"]
)
def test_a_family_is_a_tree_with_the_first_statement_on_top(catalog, key):
    family = families.family(catalog, key)
    ids = [node.node_id for node in family.nodes]
    assert ids[0] == key == family.origin.node_id
    assert {edge.copy for edge in family.edges} == set(ids[1:])
    for node in ids[1:]:
        steps = 0
        while node != key:
            node, steps = family.upstream[node].upstream, steps + 1
            assert steps <= len(ids)


def test_nodes_stand_in_order_of_their_dates_and_no_copy_before_what_it_copies(catalog):
    for key in families.keys(catalog):
        family = families.family(catalog, key)
        assert [node.when for node in family.nodes[1:]] == sorted(node.when for node in family.nodes[1:])
        place = {node.node_id: number for number, node in enumerate(family.nodes)}
        different = [edge for edge in family.edges if edge.stated]
        assert all(place[edge.upstream] < place[edge.copy] for edge in different), key


def test_the_ministry_of_april_is_said_by_many_sources_of_one_origin(catalog, april):
    rows = catalog.claims[catalog.claims["root_id"] == APRIL]
    number = rows["source_id"].nunique()
    assert april.said() == f"said by {number} sources, 1 origin"
    assert families.source_counts(catalog, rows.index) == (number, 1)
    assert families.source_counts(catalog, ["C062", "C082", "C017"]) == (3, 3)
    assert families.family(catalog, "energyprom-2025").said() == "said by 1 source, 1 origin"


def test_over_twenty_becomes_up_to_twenty(april):
    edge = april.upstream["C015"]
    assert (edge.upstream, edge.stated) == ("C065", True)
    assert words(april, "C015")[0] == "over → up to"
    assert "“over” became “up to”" in edge.words()


def test_metal_becomes_ore(april):
    for claim in ("C039", "C137", "C139"):
        assert changes(april, claim)["basis"].arrow.text() == "metal → ore"
        assert april.upstream[claim].upstream == APRIL
        assert april.upstream[claim].compared == april.best(claim) != ""


def test_metal_is_no_longer_said(april):
    assert changes(april, "C075")["basis"].sentence.text().startswith("metal before; the words now leave open")


def test_the_site_becomes_the_area_and_the_area_the_site(catalog, april):
    december = families.family(catalog, DECEMBER)
    assert changes(december, "C128")["subject"].sentence.text() == (
        "said of Kuirektykol, now of Zhana Kazakhstan, which contains it"
    )
    assert changes(april, "C129")["subject"].after == "Zhana Kazakhstan"
    assert changes(april, "C279")["subject"].sentence.text().endswith("a part of it")
    assert "which contains it" in changes(december, "C093")["subject"].sentence.text()


def test_a_forecast_becomes_reserves_or_nothing(catalog, april):
    assert changes(april, "C276")["category"].arrow.text() == "forecast → reserves"
    assert changes(april, "C015")["category"].arrow.text() == "forecast → no category"
    december = families.family(catalog, DECEMBER)
    assert changes(december, "C275")["category"].arrow.text() == "forecast → reserves"


def test_short_tons_are_seen_where_tonnes_were_meant(april):
    for claim, factor in (("C140", 0.907), ("C141", 0.907)):
        change = changes(april, claim)["short tons"]
        assert round(change.factor, 3) == factor
        assert "0.907" in change.sentence.text()
        assert "value" not in changes(april, claim)


def test_a_converted_distance_is_no_new_figure(april):
    assert set(changes(april, "C050")) == {"rounding"}
    assert words(april, "C050") == ["420 km → 261 miles"]


def test_tens_of_millions_is_another_figure_of_the_site(april):
    change = changes(april, "C018")["value"]
    assert (str(change.before), str(change.after)) == ("1 million tons", "10–100 million tons")


def test_two_figures_of_one_speech_are_two_statements(catalog):
    december = families.family(catalog, DECEMBER)
    assert set(december.strands) == {"C082", "C280"}
    assert december.best("C143") == "C280"
    assert december.best("C138") == "C082"
    assert "basis" in changes(december, "C138")


def test_a_lost_currency(catalog):
    family = families.family(catalog, "C115")
    assert family.origin.claim["claim_id"] == "C115"
    assert "currency" in changes(family, "C055")
    assert "the currency is lost" in family.upstream["C055"].words()


def test_a_target_becomes_a_fact_and_critical_materials_become_rare_earths(catalog):
    assert words(families.family(catalog, "C117"), "C054") == ["Planned → Stated"]
    assert "material" in changes(families.family(catalog, "C146"), "C042")


def test_third_becomes_second(catalog):
    assert changes(families.family(catalog, "reuters-2025-04-02"), "C049")["value"].arrow.text() == "3 → 2"


def test_a_claim_has_not_drifted_from_itself(catalog):
    for row in geo.catalog.model.records(catalog.claims):
        assert drift.drift(catalog, row, row) == ()


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        ("qualifier", "up to", "qualifier"),
        ("basis", "ore", "basis"),
        ("substance", "Nd", "material"),
        ("subject_ids", "kuirektykol", "subject"),
        ("subject_label", "Jana Qazaqstan", "name"),
        ("modality", "potential", "modality"),
        ("material_as_written", "", "material"),
    ],
)
def test_each_field_that_changes_is_one_change(broken, column, value, kind):
    broken.cells("claims.csv", "C070", **{column: value})
    catalog = broken.load()
    rows = catalog.claims.loc[["C062", "C070"]]
    before, after = geo.catalog.model.records(rows)
    assert [change.kind for change in drift.drift(catalog, before, after)] == [kind]


def test_an_average_that_becomes_a_maximum_is_one_change(broken):
    broken.cells("claims.csv", "C063", grade_kind="max_sample")
    catalog = broken.load()
    before, after = geo.catalog.model.records(catalog.claims.loc[["C287", "C063"]])
    assert [change.arrow.text() for change in drift.drift(catalog, before, after)] == ["Average → Highest sample"]


def test_a_new_copy_joins_its_family_without_any_link(broken):
    text = broken.text("claims.csv")
    row = next(line for line in text.split("\n") if line.startswith("C070,"))
    copy = row.replace("C070,", "C900,", 1).replace(",over,", ",nearly,").replace("at_20250403", "unian_20250831")
    broken.write("claims.csv", text + copy.replace("2025-04-03", "2025-08-31") + "\n")
    family = families.family(broken.load(), APRIL)
    assert words(family, "C900") == ["over → nearly"]
    assert family.upstream["C900"].compared == "C062"


def test_claims_that_copy_each_other_in_a_ring_do_not_hang(broken):
    broken.cells("claims.csv", "C115", upstream_claim_id="C055")
    broken.cells("claims.csv", "C065", upstream_claim_id="C015")
    catalog = broken.load()
    ring = families.family(catalog, "C055")
    assert {node.node_id for node in ring.nodes} == {"C055", "C115"}
    rooted = families.family(catalog, APRIL)
    assert rooted.upstream["C065"].upstream == APRIL
    assert "digraph" in family_graph.dot(catalog, rooted)


def test_a_strand_holds_all_copies_of_one_figure(april):
    strand = april.strand("C015")
    assert strand.origin is april.origin
    assert {"C022", "C039", "C062", "C065", "C141", "C279"} <= {node.node_id for node in strand.nodes}
    assert "C057" not in {node.node_id for node in strand.nodes}
    assert sum(len(ids) for ids in april.strands.values()) == len(april.members)


def test_the_table_says_what_the_drawing_says(catalog, april):
    table = families.family_table(catalog, april)
    assert list(table.columns) == ["Date", "Source", "Tier", "Says", "Copied from", "What changed"]
    assert list(table.index) == [node.node_id for node in april.nodes]
    assert table.loc["C015", "Copied from"] == "Kazakhstanskaya Pravda (C065)"
    assert table.loc["C039", "Copied from"] == "the first statement"
    assert table.loc["C070", "What changed"] == "nothing"
    assert table.loc["C065", "Date"] == "no date"


@pytest.mark.parametrize(
    ("date", "last"),
    [
        ("2025", "2025-12-31"),
        ("2024-02", "2024-02-29"),
        ("2025-04-02", "2025-04-02"),
        ("2025-08/2025-09", "2025-09-30"),
        ("", drift.UNDATED),
    ],
)
def test_the_last_day_of_a_date(date, last):
    assert drift.last_day(date) == last


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


def test_words_of_ours_are_translated_and_names_of_documents_are_not(catalog, april):
    spoken = families.family_table(catalog, april, lambda text: f"[{text}]")
    assert "[over]" in spoken.loc["C015", "[What changed]"]
    assert not any("[" in name for name in spoken["[Source]"])


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
