"""Works: authors as far as a printed line names them, and the DOI behind an address."""

from __future__ import annotations

import pytest

from geo.export.works import PersonName, Work, people


@pytest.mark.parametrize(
    ("printed", "names", "others"),
    [
        ("", (), False),
        ("Ruslan Loginov", (PersonName("Loginov", "Ruslan"),), False),
        ("Daniel (surname not given)", (PersonName("Daniel"),), False),
        ("Mariya Gordeyeva; Felix Light", (PersonName("Gordeyeva", "Mariya"), PersonName("Light", "Felix")), False),
        ("AFP", (PersonName("AFP", literal=True),), False),
        (
            "National Minerals Information Center",
            (PersonName("National Minerals Information Center", literal=True),),
            False,
        ),
        ("Omirserikov M.Sh. et al.", (PersonName("Omirserikov", "M.Sh."),), True),
        ("Zagorodnyaya A. N. et al.", (PersonName("Zagorodnyaya", "A. N."),), True),
        ("Levine and Wallace", (PersonName("Levine"), PersonName("Wallace")), False),
        ("Oitseva, Mizernaya, Kuzmina", (PersonName("Oitseva"), PersonName("Mizernaya"), PersonName("Kuzmina")), False),
        ("C. S. Bishop, S. Ivanov", (PersonName("Bishop", "C. S."), PersonName("Ivanov", "S.")), False),
        ("Петров А. Б.", (PersonName("Петров", "А. Б."),), False),
    ],
)
def test_authors_are_taken_apart_as_far_as_their_form_tells(printed, names, others):
    assert people(printed) == (names, others)


@pytest.mark.parametrize(
    ("url", "doi"),
    [
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("http://dx.doi.org/10.1016/S0169-1368(14)00001-X", "10.1016/S0169-1368(14)00001-X"),
        ("https://doi.org/10.1002/a%3Cb%3E", "10.1002/a<b>"),
        ("https://example.org/10.1000/182", ""),
        ("https://doi.org/", ""),
        ("", ""),
    ],
)
def test_only_an_address_of_the_doi_system_is_a_doi(url, doi):
    assert Work("x", "document", "Title", url=url).doi == doi
