"""Words, numbers and names in the language of the reader; English where that has none."""

from __future__ import annotations

import pytest

from geo.claims.sentences import phrase, times, with_unit
from geo.language.translation import ENGLISH, Numeral, ProperName, Times, Word, counted, language_of, spoken
from pages.components.session import language

NARROW = "\u202f"

RUSSIAN, KAZAKH = language.of_code("ru"), language.of_code("kk")


@pytest.mark.parametrize(
    ("digits", "russian"),
    [("1", "1 раз"), ("21", "21 раз"), ("22", "22 раза"), ("25", "25 раз"), ("24.8", "24,8 раза"), ("2.0", "2,0 раза")],
)
def test_times_go_with_the_number_and_fractions_have_their_own_form(digits, russian):
    assert Times(digits).text(RUSSIAN) == russian
    assert Times(digits).text() == digits
    assert Times(digits).text(KAZAKH) == f"{digits.replace('.', ',')} есе"


def test_a_text_without_a_translation_stays_english():
    assert counted(("{number} such thing", "{number} such things"), 2, RUSSIAN) == "2 such things"


def test_names_are_those_of_the_language_or_english(catalog):
    russian = language.of_code("ru").name(catalog.sites)
    assert russian["kuirektykol"] == "Куйректыколь"
    nameless = catalog.sites.index[catalog.sites["name_kk"] == ""]
    kazakh = language.of_code("kk").name(catalog.sites)
    assert list(kazakh[nameless]) == list(catalog.sites.loc[nameless, "name_en"])


def test_what_fills_a_phrase_is_said_too():
    say = language.of_code("ru")
    said = phrase("{a} and {b}", a=Numeral("1429"), b=ProperName("Irgiz", {"ru": "Иргиз"})).text(say)
    assert f"1{NARROW}429" in said
    assert "Иргиз" in said
    assert spoken(Word("no common word {at all}"), say) == "no common word {at all}"
    assert with_unit(20_000_000, "t").text(say).startswith("20")
    assert times(1429) == "1,429"
    assert language_of(str) is ENGLISH
