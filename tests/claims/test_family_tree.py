"""The tree of a family: the first statement on top, copies below what they copy, one strand a figure."""

from __future__ import annotations

import pytest

from geo.claims import families
from tests.claims.copying import APRIL, DECEMBER, changes


@pytest.fixture(scope="module")
def april(catalog):
    return families.family(catalog, APRIL)


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


def test_two_figures_of_one_speech_are_two_statements(catalog):
    december = families.family(catalog, DECEMBER)
    assert set(december.strands) == {"C082", "C280"}
    assert december.best("C143") == "C280"
    assert december.best("C138") == "C082"
    assert "basis" in changes(december, "C138")


def test_a_strand_holds_all_copies_of_one_figure(april):
    strand = april.strand("C015")
    assert strand.origin is april.origin
    assert {"C022", "C039", "C062", "C065", "C141", "C279"} <= {node.node_id for node in strand.nodes}
    assert "C057" not in {node.node_id for node in strand.nodes}
    assert sum(len(ids) for ids in april.strands.values()) == len(april.members)
