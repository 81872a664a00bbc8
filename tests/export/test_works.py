"""Works: authors as far as a printed line names them, and the DOI behind an address."""

from __future__ import annotations

import pytest

from geo.export.works import Name, Work, people


@pytest.mark.parametrize(
    ("printed", "names", "others"),
    [
        ("", (), False),
        ("Ruslan Loginov", (Name("Loginov", "Ruslan"),), False),
        ("Daniel (surname not given)", (Name("Daniel"),), False),
        ("Mariya Gordeyeva; Felix Light", (Name("Gordeyeva", "Mariya"), Name("Light", "Felix")), False),
        ("AFP", (Name("AFP", literal=True),), False),
        ("National Minerals Information Center", (Name("National Minerals Information Center", literal=True),), False),
        ("Omirserikov M.Sh. et al.", (Name("Omirserikov", "M.Sh."),), True),
        ("Zagorodnyaya A. N. et al.", (Name("Zagorodnyaya", "A. N."),), True),
        ("Levine and Wallace", (Name("Levine"), Name("Wallace")), False),
        ("Oitseva, Mizernaya, Kuzmina", (Name("Oitseva"), Name("Mizernaya"), Name("Kuzmina")), False),
        ("C. S. Bishop, S. Ivanov", (Name("Bishop", "C. S."), Name("Ivanov", "S.")), False),
        ("Петров А. Б.", (Name("Петров", "А. Б."),), False),
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
