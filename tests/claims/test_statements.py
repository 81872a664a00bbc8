"""Statements: copies of one origin count once, and the best worded of them speaks."""

from __future__ import annotations

from geo.claims.conflicts import about, groups
from tests.conftest import whole_catalog

CATALOG = whole_catalog()
GROUPS = groups(CATALOG)


def test_copies_count_once():
    statement = about(CATALOG, "zhana_kazakhstan")[0].statements[0]
    assert statement.root == "ministry-2025-04-02"
    assert len(statement.sources) > 10
    count, same = len(statement.sources), len(statement.faithful)
    said = f"one origin; repeated by {count} documents, {same} as it stands, {count - same} changed"
    assert 1 < same < count
    assert statement.said_by.text() == said
    assert statement.figure.basis == "element"


def test_the_best_worded_claim_speaks_for_its_origin():
    for group in GROUPS:
        for statement in group.statements:
            assert statement.figure == min(statement.claims, key=lambda item: item.rank_as_wording)


def test_a_slip_of_one_copy_is_noted():
    group = next(group for group in about(CATALOG, "kuirektykol") if group.quantity == "tonnage")
    strays = {statement.figure.claim_id: statement.stray for statement in group.statements if statement.stray}
    assert strays["C279"] == "C057"
    assert "one document only" in group.conflicting[0].text()


def test_copies_that_change_nothing_are_not_called_changed():
    for group in GROUPS:
        for statement in group.statements:
            assert statement.figure.source_id in statement.faithful
            changed = len(statement.faithful) < len(statement.sources)
            assert ("changed" in statement.said_by.text()) == changed
