"""``python -m geo check``: the reality check in a terminal and for programs."""

from __future__ import annotations

import json

import pytest

from geo import cli
from geo.check import containment_report, plausibility, reports
from geo.claims import conflicts
from geo.claims.ledger import ledger


def run(capsys, *arguments):
    status = cli.main(["check", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_all_conflicts_are_printed_strongest_first(capsys, catalog):
    status, out, err = run(capsys)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    clashing = conflicts.conflicts(catalog)
    assert [line for line in lines if line in {group.text() for group in clashing}] == [g.text() for g in clashing]
    assert lines[0].startswith(f"{len(clashing)} of {len(conflicts.groups(catalog))} ")


def test_both_claims_verdict_factor_reason_and_arithmetic_are_there(capsys):
    _, out, _ = run(capsys)
    for words in ("C062", "C135", "at least 1,379 times apart", "reason: disjoint", "1,429 times as written",
                  "over 20 million t of metal / 700 g/t = over 28.57 billion t of rock", "Qazinform, 2025",
                  "Contradictions:", "20 million t x 700 g/t = 14,000 t"):  # fmt: skip
        assert words in out


def test_a_site_has_all_its_groups_containment_and_readings(capsys, catalog):
    status, out, _ = run(capsys, "zhana_kazakhstan")
    assert status == 0
    for group in conflicts.about(catalog, "zhana_kazakhstan"):
        head = group.text() if group.in_conflict else reports.title(catalog, group)
        assert head in out
        assert all(statement.figure.claim_id in out for statement in group.statements)
    for note in containment_report.notes(catalog, "zhana_kazakhstan"):
        assert note.text() in out
    for words in ("Parts and wholes", "read as ore", "read as metal, as the source says", "read as oxide",
                  "Not comparable:", "Figures of one origin that do not agree:", "200,000 tons"):  # fmt: skip
        assert words in out


def test_a_site_that_nothing_contradicts_is_still_read(capsys):
    status, out, _ = run(capsys, "irgiz")
    assert status == 0
    assert "Nothing contradicts." in out
    assert "800,000 t of metal / (1,000 to 2,500 g/t) = 320 to 800 million t of rock" in out
    assert "“nearly” makes both ends upper bounds." in out


@pytest.mark.parametrize("subject", ["KZ", "KZ-35", "CN"])
def test_regions_and_countries_can_be_checked(capsys, subject):
    status, out, _ = run(capsys, subject)
    assert status == 0
    assert "groups of claims" in out


def test_findings_are_printed_with_what_reviewers_decided(capsys, catalog):
    _, out, _ = run(capsys)
    for finding in plausibility.findings(catalog):
        assert finding.sentence.text() in out
        assert all(remark in out for remark in plausibility.remarks(catalog, finding))


@pytest.mark.parametrize("subject", ["", "zhana_kazakhstan", "KZ"])
def test_json_is_valid_and_says_the_same(capsys, catalog, subject):
    status, out, _ = run(capsys, *([subject] if subject else []), "--format", "json")
    assert status == 0

    def refuse(name):
        raise AssertionError(f"{name} is no JSON")

    found = json.loads(out, parse_constant=refuse)
    expected = conflicts.about(catalog, subject) if subject else conflicts.conflicts(catalog)
    assert [group["headline"] for group in found["groups"]] == [group.text() for group in expected]
    assert [group["id"] for group in found["groups"]] == [group.id for group in expected]
    assert {"subject", "containment", "findings"} <= set(found)


def test_an_unknown_site_is_one_sentence(capsys):
    status, out, err = run(capsys, "atlantis")
    assert (status, out) == (2, "")
    assert err == "geo: 'atlantis' is not the id of a site\n"


def test_a_site_without_claims_is_no_fault(capsys, catalog):
    silent = next(site for site in catalog.sites.index if not conflicts.about(catalog, site))
    status, out, err = run(capsys, silent)
    assert (status, err) == (0, "")
    assert out.startswith("0 of 0 groups")


def test_group_ids_are_unique_and_outlive_new_claims(catalog, broken):
    ids = [group.id for group in conflicts.groups(catalog)]
    assert len(set(ids)) == len(ids)
    broken.cells("claims.csv", "C135", value="15000", value_si="15000")
    assert {group.id for group in conflicts.groups(broken.load())} == set(ids)


def test_a_changed_figure_changes_the_check(capsys, broken):
    broken.cells("claims.csv", "C231", value="226900", value_si="226900", unit="tons")
    broken.load()
    status, out, _ = run(capsys, "KZ", "--data", str(broken.path))
    assert status == 0
    assert "2.9 times apart" not in out


def test_what_is_read_is_what_is_contested(catalog):
    book = ledger(catalog)
    for group in conflicts.groups(catalog):
        for figure in reports.to_read(group):
            assert figure.quantity == "tonnage"
            assert figure.unit == "t"
            assert figure.claim_id in book.figures


def test_every_level_of_nested_sites_is_in_one_line_and_their_sum_refused(capsys):
    for site in ("irgiz", "kuirektykol", "zhana_kazakhstan"):
        _, out, _ = run(capsys, site)
        assert "Irgiz 800,000 t ≤ Kuirektykol 935,400 t ≤ Zhana Kazakhstan 20 million t: holds" in out
        assert "Zhana Kazakhstan, Kuirektykol and Irgiz are nested: their tonnages must not be added." in out


@pytest.mark.parametrize("subject", ["KZ-35", "kuirektykol"])
def test_the_million_of_kuirektykol_is_that_of_its_region(capsys, subject):
    _, out, _ = run(capsys, subject)
    for words in ("935.4 thousand tons (lanthanides) + 59.8 thousand tons (yttrium) = 995,200 t",
                  "about 1 million tons at Kuirektykol, its nearest figure: consistent"):  # fmt: skip
        assert words in out


def test_a_group_of_one_claim_is_one_line(capsys):
    _, out, _ = run(capsys, "KZ")
    line = next(line for line in out.splitlines() if line.startswith("Kazakhstan: tonnage (COAL)"))
    assert "C112" in line
    assert "of rock" not in out
    assert "Nothing contradicts" not in line


def test_json_holds_the_readings_and_the_levels(capsys):
    _, out, _ = run(capsys, "irgiz", "--format", "json")
    found = json.loads(out)
    steps = [step for group in found["groups"] for item in group["readings"] for step in item["steps"]]
    assert any("320 to 800 million t of rock" in step for step in steps)
    assert any("holds" in note["sentence"] for note in found["nesting"])
    assert found["containment"]


def test_a_name_for_an_id_is_met_with_the_id(capsys):
    status, out, err = run(capsys, "Upper Kairakty")
    assert (status, out) == (2, "")
    assert "did you mean upper_kairakty (Upper Kairakty)" in err


def test_a_finding_names_who_says_which_number(capsys):
    _, out, _ = run(capsys, "irgiz")
    section = out.partition("Claims that cannot be right\n")[2]
    assert "Zhana Kazakhstan, about 14,000 tons: C135 The Caspian Post" in section
    assert "Irgiz, about 800,000 tons: C069" in section
