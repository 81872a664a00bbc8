"""Verdicts that turned: told with what they were and are, and what no longer is compared."""

from __future__ import annotations

from dataclasses import replace

import geo
from geo.claims.ledger import UNSAID
from geo.history import changes, descriptions
from geo.history.verdict_changes import turns
from tests.history.tiny import DIFFERENCE, NEW, OLD, row


def test_a_verdict_that_turned_is_told():
    (turn,) = DIFFERENCE.turns
    assert (turn.a, turn.b, turn.old, turn.new) == ("C029", "C062", "inconsistent", "undetermined")
    assert descriptions.turned(turn) == "C029 and C062 were inconsistent, are now undetermined"


def test_the_way_back_turns_the_verdict_round():
    (turn,) = changes.difference(NEW, OLD).turns
    assert (turn.old, turn.new) == ("undetermined", "inconsistent")
    assert row("claims", "C276", changes.difference(NEW, OLD)).kind == "removed"


def test_a_contradiction_goes_with_its_claim():
    without = replace(OLD, frames=OLD.frames | {"claims": OLD.claims.drop("C029")})
    (turn,) = changes.difference(OLD, without).turns
    assert (turn.a, turn.b, turn.old, turn.new) == ("C029", "C062", "inconsistent", "")
    assert descriptions.turned(turn) == "C029 and C062 were inconsistent, are now not set against each other"
    assert descriptions.reasoned(turn).startswith("Before: ")


def test_a_new_claim_brings_its_contradiction():
    without = replace(OLD, frames=OLD.frames | {"claims": OLD.claims.drop("C029")})
    (turn,) = changes.difference(without, OLD).turns
    assert (turn.old, turn.new) == ("", "inconsistent")


def test_claims_that_became_copies_are_one_statement(broken):
    broken.cells("claims.csv", "C022", qualifier="over")
    found = changes.difference(geo.load(), broken.load()).turns
    assert [(turn.a, turn.b, turn.new) for turn in found] == [("C022", "C062", "one statement")]


def test_a_column_that_is_new_turns_no_verdict_of_old_claims(catalog):
    lacking = catalog.claims.drop(columns=list(UNSAID))
    frames = {name: frame for name, frame in catalog.frames.items() if name != "category_codes"}
    before = replace(catalog, frames=frames | {"claims": lacking})
    for states in ((before, catalog), (catalog, before)):
        assert list(turns(*states)) == []
