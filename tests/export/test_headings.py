"""Headings of a workbook: words, and others where a column of that name holds something else."""

from __future__ import annotations

from geo.export.headings import heading


def test_a_column_without_a_heading_of_its_own_is_its_name_in_words():
    assert heading("some_new_column") == "Some new column"
    assert heading("revision_of") == "Replaces claim, ID"


def test_the_value_of_a_fact_is_no_figure():
    assert heading("value", "Claims") == "Value, as written"
    assert heading("value", "Facts") == "Statement"
