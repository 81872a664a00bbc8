"""The check in a terminal: every group, reading and finding is printed, with its arithmetic."""

from __future__ import annotations

import pytest

from geo.check import containment_report, plausibility, reports
from geo.claims import conflicts
from tests.cli.test_asking import run


def test_all_conflicts_are_printed_strongest_first(capsys, catalog):
    status, out, err = run(capsys)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    clashing = conflicts.conflicts(catalog)
    assert [line for line in lines if line in {group.text() for group in clashing}] == [g.text() for g in clashing]
    assert lines[0].startswith(f"{len(clashing)} of {len(conflicts.groups(catalog))} ")


def test_both_claims_verdict_factor_reason_and_arithmetic_are_there(capsys):
    _, out, _ = run(capsys)
    for words in (
        "C062",
        "C135",
        "at least 1,360 times apart",
        "reason: disjoint",
        "1,429 times as written",
        "over 20 million t of metal / 700 g/t = over 28.57 billion t of rock",
        "Qazinform, 2025",
        "Contradictions:",
        "20 million t x 700 g/t = 14,000 t",
    ):
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
    for words in (
        "Parts and wholes",
        "read as ore",
        "read as metal, as the source says",
        "read as oxide",
        "Not comparable:",
        "Figures of one origin that do not agree:",
        "200,000 tons",
    ):
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


def test_every_level_of_nested_sites_is_in_one_line_and_their_sum_refused(capsys):
    for site in ("irgiz", "kuirektykol", "zhana_kazakhstan"):
        _, out, _ = run(capsys, site)
        assert "Irgiz 800,000 t ≤ Kuirektykol 935,400 t ≤ Zhana Kazakhstan 20 million t: holds" in out
        assert "Zhana Kazakhstan, Kuirektykol and Irgiz are nested: their tonnages must not be added." in out


@pytest.mark.parametrize("subject", ["KZ-35", "kuirektykol"])
def test_the_million_of_kuirektykol_is_that_of_its_region(capsys, subject):
    _, out, _ = run(capsys, subject)
    for words in (
        "935.4 thousand tons (lanthanides) + 59.8 thousand tons (yttrium) = 995,200 t",
        "about 1 million tons at Kuirektykol, its nearest figure: consistent",
    ):
        assert words in out


def test_a_group_of_one_claim_is_one_line(capsys):
    _, out, _ = run(capsys, "KZ")
    line = next(line for line in out.splitlines() if line.startswith("Kazakhstan: tonnage (COAL)"))
    assert "C112" in line
    assert "of rock" not in out
    assert "Nothing contradicts" not in line


def test_a_finding_names_who_says_which_number(capsys):
    _, out, _ = run(capsys, "irgiz")
    section = out.partition("Claims that cannot be right\n")[2]
    assert "Zhana Kazakhstan, about 14,000 tons: C135 The Caspian Post" in section
    assert "Irgiz, about 800,000 tons: C069" in section
