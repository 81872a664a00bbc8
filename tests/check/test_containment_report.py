"""Sites inside sites: each culprit once, the reason of what stays open, the chain, refused sums."""

from __future__ import annotations

import pytest

from geo.check import containment_report
from geo.claims.containment import nested
from geo.claims.ledger import ledger
from tests.conftest import whole_catalog

CATALOG = whole_catalog()
BOOK = ledger(CATALOG)
NESTED = sorted({*CATALOG.parts, *(part for parts in CATALOG.parts.values() for part in parts)})


@pytest.mark.parametrize("site", NESTED)
def test_every_contradiction_is_told_once(site):
    clashing = [item for item in nested(CATALOG, site) if item.outcome == "inconsistent"]
    told = [note for note in containment_report.notes(CATALOG, site) if note.outcome == "inconsistent"]
    assert all(any({item.a, item.b} <= set(note.claim_ids) for note in told) for item in clashing)
    first = [note.claim_ids[0] for note in told]
    assert len(first) == len(set(first)) <= max(len(clashing), 0)


def test_the_smallest_whole_is_the_culprit():
    told = [
        note.text() for note in containment_report.notes(CATALOG, "zhana_kazakhstan") if note.outcome == "inconsistent"
    ]
    culprit = next(words for words in told if "about 14,000 tons" in words)
    assert "is smaller than every figure for its part Kuirektykol" in culprit
    assert "The Caspian Post" in culprit


@pytest.mark.parametrize("site", NESTED)
def test_what_stays_open_has_a_reason(site):
    for note in containment_report.notes(CATALOG, site):
        assert (note.outcome != "undetermined") or "This is because" in note.text()
        assert "{" not in note.text()


def test_a_rounded_whole_is_why_a_part_may_not_fit():
    told = [note.text() for note in containment_report.notes(CATALOG, "irgiz")]
    assert any("about 1 million tons as written may be as little as 500,000 t" in words for words in told)


def test_a_whole_smaller_than_its_part_breaks_the_chain(broken):
    for claim in BOOK.about("kuirektykol", "tonnage"):
        broken.cells(
            "claims.csv",
            claim.claim_id,
            value="900",
            value_si="900",
            value_max="",
            value_max_si="",
            qualifier="exact",
            unit="tons",
        )
    for claim in BOOK.about("irgiz", "tonnage"):
        broken.cells("claims.csv", claim.claim_id, qualifier="exact")
    catalog = broken.load()
    assert any(note.outcome == "inconsistent" for note in containment_report.notes(catalog, "irgiz"))
    assert all("does not hold" in note.text() for note in containment_report.chains(catalog, "irgiz"))


def test_a_site_alone_has_no_levels():
    alone = next(site for site in CATALOG.sites.index if site not in NESTED)
    assert (
        containment_report.notes(CATALOG, alone)
        == containment_report.chains(CATALOG, alone)
        == containment_report.refusals(CATALOG, alone)
        == ()
    )
