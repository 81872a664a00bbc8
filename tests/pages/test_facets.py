"""The words of the filters: unlike ones for unlike choices, and a way back from an outdated label."""

import pytest

import geo
from geo.catalog.selection import Index
from geo.catalog.selection import index as make_index
from pages.components import facets
from pages.components.session import state


@pytest.fixture(scope="module")
def index() -> Index:
    return make_index(geo.load())


@pytest.mark.parametrize("name", state.FACETS)
def test_no_two_choices_look_the_same(index: Index, name: str) -> None:
    words = [facets.names(index)[name].get(choice, choice) for choice in index.facets[state.FACETS[name]].choices]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("name", state.FACETS)
def test_a_label_of_an_earlier_run_still_means_its_choice(index: Index, name: str) -> None:
    for choice in index.facets[state.FACETS[name]].choices:
        words = facets.names(index)[name].get(choice, choice)
        assert facets.meant(name, facets.label(words, 987), index) == choice
        assert facets.meant(name, choice, index) == choice


def test_words_of_nothing_stay_what_they_are(index: Index) -> None:
    assert facets.meant("element", "Xx · 3", index) == "Xx · 3"
