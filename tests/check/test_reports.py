"""What the check tells: figures that are contested are read, and a ratio is given once."""

from __future__ import annotations

from geo.check import reports
from geo.claims import conflicts
from geo.claims.ledger import ledger
from tests.conftest import whole_catalog

GROUPS = conflicts.groups(whole_catalog())


def test_what_is_read_is_what_is_contested(catalog):
    book = ledger(catalog)
    for group in conflicts.groups(catalog):
        for figure in reports.to_read(group):
            assert figure.quantity == "tonnage"
            assert figure.unit == "t"
            assert figure.claim_id in book.figures


def test_a_verdict_gives_its_ratio_once():
    found = [verdict for group in GROUPS for verdict in group.verdicts]
    with_ratio = [verdict for verdict in found if reports.ratio_words(verdict)]
    assert with_ratio
    for verdict in found:
        words = reports.verdict_words(verdict)
        assert words.startswith(verdict.text())
        assert words in (verdict.text(), f"{verdict.text()} ({reports.ratio_words(verdict)})")
