"""Sentences about figures: put together in the language of the reader, and counted in its forms."""

from __future__ import annotations

from geo.claims.sentences import numbered, phrase, times, with_unit
from geo.claims.verdicts import compare
from pages.components.session import language
from tests.claims.making import BOOK, figure

RUSSIAN = language.of_code("ru")


def test_sentences_are_translated():
    said = []
    compare(figure("C1"), figure("C2")).text(lambda words: said.append(words) or words)
    assert "{a} against {b}." in said


def test_qualifiers_are_translated_too():
    words = {"up to {amount}": "до {amount}", "over {amount}": "свыше {amount}"}
    text = compare(BOOK.figure("C022"), BOOK.figure("C065")).text(lambda template: words.get(template, template))
    assert "до 20" in text
    assert "свыше 20" in text


def test_a_ratio_without_end_has_a_form_too():
    assert times(float("inf")).text(RUSSIAN) == "∞ раз"


def test_a_phrase_counts():
    phrase = numbered(("{number} figure in {claims}", "{number} figures in {claims}"), 2, claims="x")
    assert str(phrase) == "2 figures in x"
    assert phrase.text(RUSSIAN) == "2 цифры, x"


def test_a_ratio_brings_its_word_where_a_language_needs_it():
    said = phrase(
        "{label}: {a} and {b} are at least {factor} times apart.", label="x", a="a", b="b", factor=times(24.8)
    )
    assert str(said) == "x: a and b are at least 24.8 times apart."
    assert said.text(language.of_code("ru")) == "x: a и b расходятся не менее чем в 24,8 раза."
    assert said.text(language.of_code("kk")) == "x: a және b — айырмасы кемінде 24,8 есе."


def test_the_units_of_the_screen_have_raised_digits():
    assert str(with_unit(25, "km2")) == "25 km²"
    assert with_unit(25, "km2").text(language.of_code("ru")) == "25 км²"
