"""Conflict groups: one statement an origin, computed from the rows, made and settled by a row."""

from __future__ import annotations

import csv
import shutil

import pytest

import geo
from geo.claims import conflicts as module
from geo.claims.conflicts import about, conflicts, groups
from geo.claims.ledger import ledger
from tests.conftest import whole_catalog

CATALOG = whole_catalog()
BOOK = ledger(CATALOG)
GROUPS = groups(CATALOG)


def test_every_visible_claim_is_in_exactly_one_group():
    listed = [item.claim_id for group in GROUPS for item in group.claims]
    visible = CATALOG.claims.index[CATALOG.claims["review"] != "hide"]
    assert sorted(listed) == sorted(visible)


def test_strongest_first():
    factors = [group.factor for group in GROUPS]
    assert factors == sorted(factors, reverse=True)
    assert [group for group in GROUPS if group.in_conflict] == list(conflicts(CATALOG))
    assert all(group.in_conflict == (group.factor > 0) for group in GROUPS)


def test_origins_are_not_set_against_themselves():
    for group in GROUPS:
        roots = {item.claim_id: item.root for item in group.claims}
        assert all(roots[verdict.a] != roots[verdict.b] for verdict in group.verdicts)
        together = [{item.claim_id for item in statement.claims} for statement in group.statements]
        for verdict in group.drift:
            copies = any({verdict.a, verdict.b} <= claims for claims in together)
            assert copies or roots[verdict.a] == roots[verdict.b]


def test_up_to_made_of_over_is_drift_of_one_statement():
    drift = about(CATALOG, "zhana_kazakhstan")[0].drift
    assert [(item.a, item.b) for item in drift if item.reason == "opposite qualifiers"] == [("C022", "C062")]


def test_what_lies_apart_without_a_contradiction_is_told_behind_the_contradictions():
    places = [place for place, group in enumerate(GROUPS) if group.apart]
    first = sum(group.in_conflict for group in GROUPS)
    assert places == list(range(first, first + len(places)))
    for group in (GROUPS[place] for place in places):
        assert group.apart.ratio >= module.APART
        assert not group.factor
        assert "but are not comparable" in group.text()
    labels = [GROUPS[place].label for place in places]
    assert {"Akdala", "Kounrad"} <= set(labels)


def test_cases_of_the_reviewers_that_are_no_contradictions():
    kounrad = next(g for g in about(CATALOG, "kounrad") if g.family == "Mo" and g.quantity == "grade")
    assert not kounrad.in_conflict
    assert "differ by a factor of 2.2, but are not comparable: reserve against resource" in kounrad.text()
    akdala = next(g for g in about(CATALOG, "akdala") if g.family == "U" and g.quantity == "tonnage")
    assert not akdala.in_conflict
    zones = next(g for g in about(CATALOG, "kuirektykol") if g.quantity == "count")
    assert not zones.in_conflict
    pair = next(v for v in zones.verdicts if {v.a, v.b} == {"C019", "C088"})
    assert pair.reason == "substance"
    tonnage = next(g for g in about(CATALOG, "kuirektykol") if g.quantity == "tonnage")
    pair = next(v for v in (*tonnage.verdicts, *tonnage.drift) if {v.a, v.b} == {"C082", "C280"})
    assert (pair.outcome, pair.reason) == ("not comparable", "category")


def test_a_view_narrows_the_claims():
    view = geo.select(CATALOG, geo.Selection(sources=("seed_002",)))
    listed = {item.source_id for group in groups(view) for item in group.claims}
    assert listed == {"seed_002"}
    rows = CATALOG.claims[CATALOG.claims["claim_id"].isin(["C122", "C231"])]
    assert [group.family for group in conflicts(CATALOG, rows)] == ["Li"]


def test_the_strongest_of_each_subject():
    found = module.strongest(CATALOG)
    assert found["zhana_kazakhstan"] is not None
    assert all(group.in_conflict and subject in group.subjects for subject, group in found.items())


def test_words_for_rare_metals_join_the_rare_earths_only_where_the_place_is_known_for_them():
    assert module.material_group(BOOK.figure("C029")) == "REE"
    assert module.material_group(BOOK.figure("C094")) == "REE"
    assert module.material_group(BOOK.figure("C153")) == "W"


@pytest.fixture
def folder(tmp_path):
    copy = tmp_path / "data"
    shutil.copytree(CATALOG.folder, copy)
    return copy


def rows(folder):
    with (folder / "claims.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(folder, table):
    with (folder / "claims.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=table[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def conflict_of(folder, subject, quantity, family):
    key = (frozenset({subject}), quantity, family)
    found = (g for g in conflicts(geo.load(folder)) if (g.subjects, g.quantity, g.family) == key)
    return next(found, None)


def test_adding_a_row_makes_a_conflict_and_removing_it_settles_it(folder):
    table = rows(folder)
    first = next(row for row in table if row["claim_id"] == "C161")
    rival = {**first, "claim_id": "C9999", "subject_ids": "akmaya", "subject_label": "Akmaya", "value": "48"}
    rival |= {"value_si": "48000000", "category_as_written": "", "category_system": "", "category_codes": ""}
    rival |= {"evidence_grade_min": "0", "evidence_grade_max": "0"}
    assert conflict_of(folder, "akmaya", "tonnage", "W") is None
    write(folder, [*table, rival])
    made = conflict_of(folder, "akmaya", "tonnage", "W")
    assert [verdict.b for verdict in made.conflicting] == ["C9999"]
    assert 9.5 < made.factor < 10.5
    write(folder, table)
    assert conflict_of(folder, "akmaya", "tonnage", "W") is None


def test_removing_a_row_of_the_data_settles_its_conflict(folder):
    assert conflict_of(folder, "KZ", "tonnage", "Li") is not None
    write(folder, [row for row in rows(folder) if row["claim_id"] != "C231"])
    assert conflict_of(folder, "KZ", "tonnage", "Li") is None


def test_a_group_is_one_line_in_a_notebook():
    group = GROUPS[0]
    number = (
        f"{len(group.claims)} claims, {len(group.statements)} statements, {len(group.conflicting)} conflicting pairs"
    )
    assert repr(group) == f"ConflictGroup({group.id}: {number})"
    assert max(len(repr(item)) for item in GROUPS) < 200


def test_group_ids_are_unique_and_outlive_new_claims(catalog, broken):
    ids = [group.id for group in groups(catalog)]
    assert len(set(ids)) == len(ids)
    broken.cells("claims.csv", "C135", value="15000", value_si="15000")
    assert {group.id for group in groups(broken.load())} == set(ids)
