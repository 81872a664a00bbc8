"""The table of a group's statements, and the excerpt of a group for an article."""

from __future__ import annotations

import math

import pytest

import geo
from geo.check import excerpts, reports
from geo.check.group_table import statement_table
from geo.claims import conflicts
from pages.components.session import language

GROUPS = conflicts.groups(geo.load())


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


@pytest.mark.parametrize("group", [group for group in GROUPS if group.conflicting], ids=lambda group: group.id)
def test_an_excerpt_shows_the_figures_of_its_contradictions(group):
    told = excerpts.verdicts(group)
    assert 0 < len(told) <= 3
    assert told == group.conflicting[: len(told)]
    shown = {claim.claim_id for statement in excerpts.statements(group) for claim in statement.claims}
    assert len(excerpts.statements(group)) <= 6
    assert {told[0].a, told[0].b} <= shown


def test_longer_words_take_more_height(catalog):
    plain, long = GROUPS[0], language.of_code("ru")
    assert excerpts.words_height(plain) > 0
    letters = {len(group.text()) for group in GROUPS if not group.conflicting}
    heights = {len(group.text()): excerpts.words_height(group) for group in GROUPS if not group.conflicting}
    ordered = [heights[number] for number in sorted(letters)]
    assert ordered == sorted(ordered)
    assert excerpts.height(catalog, plain, long) >= excerpts.words_height(plain, long) + 146


def test_a_verdict_gives_its_ratio_once():
    found = [verdict for group in GROUPS for verdict in group.verdicts]
    with_ratio = [verdict for verdict in found if reports.ratio_words(verdict)]
    assert with_ratio
    for verdict in found:
        words = reports.verdict_words(verdict)
        assert words.startswith(verdict.text())
        assert words in (verdict.text(), f"{verdict.text()} ({reports.ratio_words(verdict)})")
