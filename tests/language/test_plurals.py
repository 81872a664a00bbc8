"""Counts take the form that goes with the number."""

from __future__ import annotations

import pytest

from geo.claims.sentences import times
from geo.language import plurals
from pages.components.session import language

RUSSIAN, KAZAKH = language.of_code("ru"), language.of_code("kk")


@pytest.mark.parametrize(
    ("number", "english", "russian", "kazakh"),
    [
        (1, "1 claim", "1 утверждение", "1 тұжырым"),
        (2, "2 claims", "2 утверждения", "2 тұжырым"),
        (5, "5 claims", "5 утверждений", "5 тұжырым"),
        (11, "11 claims", "11 утверждений", "11 тұжырым"),
        (21, "21 claims", "21 утверждение", "21 тұжырым"),
        (153, "153 claims", "153 утверждения", "153 тұжырым"),
    ],
)
def test_claims(number, english, russian, kazakh):
    assert plurals.claims(number) == english
    assert plurals.claims(number, RUSSIAN) == russian
    assert plurals.claims(number, KAZAKH) == kazakh


def test_sites_of_all():
    assert plurals.sites(41, 79) == "41 of 79 sites"
    assert plurals.sites(41, 79, RUSSIAN) == "41 из 79 объектов"
    assert plurals.sites(1, 21, RUSSIAN) == "1 из 21 объекта"
    assert plurals.sites(79, 79, KAZAKH) == "79 нысанның 79-ы"


def test_what_goes_back_to_one_statement():
    assert plurals.descent(45, 17) == "45 claims from 17 sources go back to one statement"
    assert plurals.descent(45, 17, RUSSIAN) == "45 утверждений из 17 источников восходят к одному заявлению"
    assert plurals.descent(1, 1, RUSSIAN) == "1 утверждение из 1 источника восходит к одному заявлению"
    assert plurals.repeated(1, 1) == "1 claim from 1 source repeats one figure"


def test_the_other_counts():
    assert plurals.carried(2, 1, RUSSIAN) == "2 утверждения в 1 источнике"
    assert plurals.agreed(1) == "Nothing contradicts in the 1 group of claims of this selection."
    assert plurals.agreed(2, RUSSIAN) == "В 2 группах утверждений этой выборки противоречий нет."
    assert plurals.calm(3, RUSSIAN) == "3 группы без противоречий"
    assert plurals.left("Region", 1) == "Region: 1 site without it"
    assert plurals.resting(2, 3, 148, RUSSIAN) == "3 из 148 документов; на них опираются 2 утверждения выборки."
    assert plurals.filtered("Abai", 1) == "Abai has 1 site, but it does not pass the filters."
    assert plurals.families(5, 30, KAZAKH) == "Іріктеме 30 тектес топтың 5-ін қамтиды."
    assert plurals.faults(22, RUSSIAN) == "найдены 22 ошибки"
    assert plurals.sources(1) == "1 source"


def test_contradictions_with_the_largest_gap():
    assert plurals.contradictions(7, 41) == "7 contradictions in 41 groups of claims."
    assert plurals.contradictions(1, 2, "10.8") == "1 contradiction in 2 groups of claims: a factor of 10.8."
    gap = times(1429).text(RUSSIAN)
    said = "7 противоречий в 41 группе утверждений; наибольший разрыв — в 1\u202f429 раз."
    assert plurals.contradictions(7, 41, gap, RUSSIAN) == said
