"""Statements: copies of one origin count once, and the best worded of them speaks."""

from __future__ import annotations

import pytest

from geo.catalog.day_spans import DaySpan
from geo.claims.conflicts import about, groups
from geo.claims.statements import statements
from tests.claims.making import figure
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
    assert strays["C018"] == "C057"
    assert (
        "one document only" in next(verdict for verdict in group.conflicting if "C018" in (verdict.a, verdict.b)).text()
    )


def test_copies_that_change_nothing_are_not_called_changed():
    for group in GROUPS:
        for statement in group.statements:
            assert statement.figure.source_id in statement.faithful
            changed = len(statement.faithful) < len(statement.sources)
            assert ("changed" in statement.said_by.text()) == changed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"scope": "block 1", "scope_kind": "part"}, {"scope": "block 2", "scope_kind": "part"}),
        ({"codes": frozenset({"indicated"})}, {"codes": frozenset({"inferred"})}),
        ({"as_of": DaySpan.parse("2023")}, {"as_of": DaySpan.parse("2024")}),
        ({"edition": "MCS 2024"}, {"edition": "MCS 2025"}),
        ({"measurand": "zones"}, {"measurand": "ore bodies"}),
        ({"cumulative": True}, {}),
    ],
)
def test_one_number_for_two_things_is_two_statements_and_a_copy_may_drop_which(one, other):
    assert len(statements([figure("C1", **one), figure("C2", **other)])) == 2
    unsaid = {key: value for key, value in one.items() if key not in ("measurand", "cumulative")}
    assert len(statements([figure("C1", **unsaid), figure("C2")])) == 1
