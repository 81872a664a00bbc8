"""Claim families: who copied whom and what changed, computed from the rows."""

from __future__ import annotations

import pytest

import geo
from geo.claims import families
from geo.plot import family_graph
from tests.claims.copying import APRIL, words


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


def test_families_touched_are_those_of_the_claims_in_their_order(catalog, prepared):
    assert families.touched(geo.select(prepared)) == families.keys(catalog)
    for iso in catalog.regions.index:
        view = geo.select(prepared, geo.Selection(regions=(iso,)))
        own = {families.of_claim(catalog, claim) for claim in view.claims.index} - {None}
        assert families.touched(view) == tuple(key for key in families.keys(catalog) if key in own)


def test_a_claim_that_stands_alone_has_no_family(catalog):
    assert families.of_claim(catalog, "C001") == "kuirektykol-28-2-2025-09"
    assert families.of_claim(catalog, "C003") is None


def test_an_unknown_family_is_named(catalog):
    with pytest.raises(geo.UnknownIdError, match="nowhere"):
        families.family(catalog, "nowhere")
    with pytest.raises(geo.UnknownIdError, match="C017"):
        families.family(catalog, "C017")


def test_the_ministry_of_april_is_said_by_many_sources_of_one_origin(catalog, april):
    rows = catalog.claims[catalog.claims["root_id"] == APRIL]
    number = rows["source_id"].nunique()
    assert april.said() == f"said by {number} sources, 1 origin"
    assert families.source_counts(catalog, rows.index) == (number, 1)
    assert families.source_counts(catalog, ["C062", "C082", "C017"]) == (3, 3)
    assert families.family(catalog, "energyprom-2025").said() == "said by 1 source, 1 origin"


def test_a_new_copy_joins_its_family_without_any_link(broken):
    text = broken.text("claims.csv")
    row = next(line for line in text.split("\n") if line.startswith("C070,"))
    copy = row.replace("C070,", "C9900,", 1).replace(",over,", ",nearly,").replace("at_20250403", "unian_20250831")
    broken.write("claims.csv", text + copy.replace("2025-04-03", "2025-08-31") + "\n")
    family = families.family(broken.load(), APRIL)
    assert words(family, "C9900") == ["over → nearly"]
    assert family.upstream["C9900"].compared == "C062"


def test_claims_that_copy_each_other_in_a_ring_do_not_hang(broken):
    broken.cells("claims.csv", "C115", upstream_claim_id="C055")
    broken.cells("claims.csv", "C065", upstream_claim_id="C015")
    catalog = broken.load()
    ring = families.family(catalog, "C055")
    assert {node.node_id for node in ring.nodes} == {"C055", "C115"}
    rooted = families.family(catalog, APRIL)
    assert rooted.upstream["C065"].upstream == APRIL
    assert "digraph" in family_graph.dot(catalog, rooted)


def test_the_table_says_what_the_drawing_says(catalog, april):
    table = families.family_table(catalog, april)
    assert list(table.columns) == ["Date", "Source", "Tier", "Says", "Copied from", "What changed"]
    assert list(table.index) == [node.node_id for node in april.nodes]
    assert table.loc["C015", "Copied from"] == "Kazakhstanskaya Pravda (C065)"
    assert table.loc["C039", "Copied from"] == "the first statement"
    assert table.loc["C070", "What changed"] == "nothing"
    assert table.loc["C065", "Date"] == "no date"


def test_words_of_ours_are_translated_and_names_of_documents_are_not(catalog, april):
    spoken = families.family_table(catalog, april, lambda text: f"[{text}]")
    assert "[over]" in spoken.loc["C015", "[What changed]"]
    assert not any("[" in name for name in spoken["[Source]"])
