"""Excerpts: the figures of the contradictions told, and room for their words."""

from __future__ import annotations

import pytest

from geo.check import excerpts
from geo.claims import conflicts
from pages.components.session import language
from tests.conftest import whole_catalog

GROUPS = conflicts.groups(whole_catalog())


@pytest.mark.parametrize("group", [group for group in GROUPS if group.conflicting], ids=lambda group: group.id)
def test_an_excerpt_shows_the_figures_of_its_contradictions(group):
    told = excerpts.told_verdicts(group)
    assert 0 < len(told) <= 3
    assert told == group.conflicting[: len(told)]
    shown = {claim.claim_id for statement in excerpts.told_statements(group) for claim in statement.claims}
    assert len(excerpts.told_statements(group)) <= 6
    assert {told[0].a, told[0].b} <= shown


def test_longer_words_take_more_height(catalog):
    plain, long = GROUPS[0], language.of_code("ru")
    assert excerpts.words_height(plain) > 0
    letters = {len(group.text()) for group in GROUPS if not group.conflicting}
    heights = {len(group.text()): excerpts.words_height(group) for group in GROUPS if not group.conflicting}
    ordered = [heights[number] for number in sorted(letters)]
    assert ordered == sorted(ordered)
    assert excerpts.height(catalog, plain, long) >= excerpts.words_height(plain, long) + 146
