"""The table of a group's statements."""

from __future__ import annotations

import math

from geo.check.group_table import statement_table
from geo.claims import conflicts
from pages.components.session import language
from tests.conftest import whole_catalog

GROUPS = conflicts.groups(whole_catalog())


def test_a_row_a_statement_with_figure_and_source(catalog):
    for group in GROUPS:
        table = statement_table(catalog, group)
        assert list(table["Figure"]) == [item.figure.described().text() for item in group.statements]
        assert list(table["Link"]) == [catalog.sources.at[item.figure.source_id, "url"] for item in group.statements]


def test_columns_that_hold_nothing_are_left_out(catalog):
    for group in GROUPS:
        table = statement_table(catalog, group)
        assert not [name for name in table if table[name].isna().all() or (table[name] == "").all()]


def test_ends_are_numbers_in_one_unit_and_open_ends_are_empty(catalog):
    group = next(item for item in GROUPS if item.id == "zhana_kazakhstan.tonnage.REE")
    table = statement_table(catalog, group)
    for row, statement in zip(table.itertuples(index=False), group.statements, strict=True):
        values = dict(zip(table.columns, row, strict=True))
        high = float(statement.figure.written.high)
        end = values["To, t"]
        assert math.isnan(end) if high == math.inf else end == high


def test_tables_speak_the_language_asked_for(catalog):
    russian = language.of_code("ru")
    table = statement_table(catalog, GROUPS[0], russian)
    assert russian("Figure") in table
    assert "Figure" not in table
