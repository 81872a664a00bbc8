"""Columns of claims that the arithmetic reads: each broken rule is found where it is broken."""

from __future__ import annotations

import pytest

from tests.catalog.test_validation import said


@pytest.mark.parametrize(
    ("claim", "changes", "column", "message"),
    [
        (
            "C226",
            {"category_system": "CRIRSCO"},
            "category_codes",
            "'B' is a code of GKZ, but category_system is CR",
        ),
        ("C226", {"category_system": ""}, "category_codes", "'B' is a code of GKZ, but category_system is empty"),
        ("C081", {"category_system": "GKZ"}, "category_codes", "'reserves-uncoded' is a code of no system, but"),
        ("C226", {"category_codes": "B+C9"}, "category_codes", "'C9' is not in category_codes"),
        ("C226", {"category_codes": "B+C2"}, "evidence_grade_min", "is 5, but B+C2 gives 4"),
        ("C226", {"category_codes": "C1"}, "evidence_grade_max", "is 6, but C1 gives 5"),
        ("C081", {"evidence_grade_max": "8"}, "evidence_grade_max", "is 8, but reserves-uncoded gives 0"),
        ("C017", {"measurand": ""}, "measurand", "is empty, but a figure of quantity 'count' says what is measured"),
        (
            "C081",
            {"measurand": "reserves"},
            "measurand",
            "'reserves', but of a tonnage the material says",
        ),
        (
            "C109",
            {"scope_as_written": ""},
            "scope_as_written",
            "is empty, but scope is 'of N areas': which",
        ),
        ("C081", {"scope_as_written": "half"}, "scope_as_written", "'half', but scope is 'whole'"),
        ("C081", {"scope": "half"}, "scope", "'half' is not one of whole, part"),
        ("C081", {"as_of": "2024-13"}, "as_of", "'2024-13' is no date that there is"),
        ("C081", {"as_of": "2025/2024"}, "as_of", "'2025/2024' is no date that there is, nor a span of two"),
        ("C081", {"as_of": "spring 2024"}, "as_of", "does not have the form"),
        ("C081", {"revision_of": "C9999"}, "revision_of", "'C9999' is not in claims"),
        ("C223", {"revision_of": "C223"}, "revision_of", "'C223' ends up as a revision of itself"),
        ("C081", {"cumulative": "perhaps"}, "cumulative", "'perhaps' is neither true nor false"),
    ],
)
def test_columns_that_the_arithmetic_reads(broken, claim, changes, column, message):
    line = broken.cells("claims.csv", claim, **changes)
    found = [text for where, text in said(broken, "claims.csv", column) if where == line]
    assert len(found) == 1
    assert message in found[0]


def test_revisions_in_a_circle_are_named_each(broken):
    lines = [broken.cells("claims.csv", "C222", revision_of="C223"), broken.line_of("claims.csv", "C223,syrymbet")]
    assert [line for line, _ in said(broken, "claims.csv", "revision_of")] == lines
