"""Parts of a site against the whole."""

from __future__ import annotations

from geo.claims.containment import nested


def test_parts_and_parent_are_tested(catalog):
    verdicts = {(item.a, item.b): item for item in nested(catalog, "kuirektykol")}
    assert verdicts["C061", "C082"].outcome == "consistent"
    assert verdicts["C082", "C062"].reason == "part within whole"
    assert verdicts["C082", "C135"].reason == "part above whole"
