"""The words of the filters: unlike ones for unlike choices, and a way back from an outdated label."""

import pytest

from geo.catalog import filters
from geo.catalog.selection import Index
from pages.components import choices


@pytest.mark.parametrize(("name", "field"), [(spec.param, spec.field) for spec in filters.FACETS])
def test_no_two_choices_look_the_same(prepared: Index, name: str, field: str) -> None:
    words = [choices.names(prepared)[name].get(choice, choice) for choice in prepared.facets[field].choices]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(("name", "field"), [(spec.param, spec.field) for spec in filters.FACETS])
def test_a_label_of_an_earlier_run_still_means_its_choice(prepared: Index, name: str, field: str) -> None:
    for choice in prepared.facets[field].choices:
        words = choices.names(prepared)[name].get(choice, choice)
        assert choices.meant(name, choices.label(words, 987), prepared) == choice
        assert choices.meant(name, choice, prepared) == choice


def test_words_of_nothing_stay_what_they_are(prepared: Index) -> None:
    assert choices.meant("element", "Xx · 3", prepared) == "Xx · 3"
