"""The words of the filters: unlike ones for unlike choices, and a way back from an outdated label."""

import pytest

import geo
from geo.catalog import filters
from geo.catalog.selection import Index
from geo.catalog.selection import index as make_index
from pages.components import choices


@pytest.fixture(scope="module")
def index() -> Index:
    return make_index(geo.load())


@pytest.mark.parametrize(("name", "field"), [(spec.param, spec.field) for spec in filters.FACETS])
def test_no_two_choices_look_the_same(index: Index, name: str, field: str) -> None:
    words = [choices.names(index)[name].get(choice, choice) for choice in index.facets[field].choices]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(("name", "field"), [(spec.param, spec.field) for spec in filters.FACETS])
def test_a_label_of_an_earlier_run_still_means_its_choice(index: Index, name: str, field: str) -> None:
    for choice in index.facets[field].choices:
        words = choices.names(index)[name].get(choice, choice)
        assert choices.meant(name, choices.label(words, 987), index) == choice
        assert choices.meant(name, choice, index) == choice


def test_words_of_nothing_stay_what_they_are(index: Index) -> None:
    assert choices.meant("element", "Xx · 3", index) == "Xx · 3"
