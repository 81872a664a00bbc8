"""Conflict groups: one statement an origin, computed from the rows, made and settled by a row."""

from __future__ import annotations

import csv
import json
import shutil

import pytest

import geo
from geo import conflicts as module
from geo.conflicts import about, conflicts, groups, nested, record
from geo.figures import ledger

CATALOG = geo.load()
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


def test_copies_count_once():
    statement = about(CATALOG, "zhana_kazakhstan")[0].statements[0]
    assert statement.root == "ministry-2025-04-02"
    assert len(statement.sources) > 10
    assert statement.said_by.text() == f"said by {len(statement.sources)} sources, 1 origin"
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


def test_headlines_are_sentences_and_records_are_json():
    for group in GROUPS:
        assert group.text().endswith(".")
        assert "{" not in group.text()
        assert json.loads(json.dumps(record(group)))["headline"] == group.text()


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


def test_parts_and_parent_are_tested():
    verdicts = {(item.a, item.b): item for item in nested(CATALOG, "kuirektykol")}
    assert verdicts["C061", "C082"].outcome == "consistent"
    assert verdicts["C082", "C062"].reason == "part within whole"
    assert verdicts["C082", "C135"].reason == "part above whole"


def test_words_for_rare_metals_join_the_rare_earths_only_where_the_place_is_known_for_them():
    assert module.family(BOOK, BOOK.figure("C029")) == "REE"
    assert module.family(BOOK, BOOK.figure("C094")) == "REE"
    assert module.family(BOOK, BOOK.figure("C153")) == "W"


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
    rival = {**first, "claim_id": "C999", "subject_ids": "boguty", "subject_label": "Boguty", "value": "43.2"}
    rival |= {"value_si": "43200000", "category_as_written": "", "evidence_grade_min": "0", "evidence_grade_max": "0"}
    assert conflict_of(folder, "boguty", "tonnage", "W") is None
    write(folder, [*table, rival])
    made = conflict_of(folder, "boguty", "tonnage", "W")
    assert [verdict.b for verdict in made.conflicting] == ["C999"]
    assert 9.5 < made.factor < 10.5
    write(folder, table)
    assert conflict_of(folder, "boguty", "tonnage", "W") is None


def test_removing_a_row_of_the_data_settles_its_conflict(folder):
    assert conflict_of(folder, "KZ", "tonnage", "Li") is not None
    write(folder, [row for row in rows(folder) if row["claim_id"] != "C231"])
    assert conflict_of(folder, "KZ", "tonnage", "Li") is None
