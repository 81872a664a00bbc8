"""The folded spelling: what must fall together, what must stay apart."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.catalog.folding import fold, is_generic, meaning

TOGETHER = [
    ("Qatpar", "Катпар", "Қатпар", "Katpar"),
    ("Jana", "Zhana", "Zana", "Dzhana", "Djana", "Жана", "Жаңа", "Джана"),
    ("Qazaqstan", "Kazakhstan", "Казахстан", "Қазақстан"),
    ("Irgiz", "Irgyz", "Иргиз", "Ырғыз", "Yrǵyz", "Irğız", "Yrghyz"),
    ("Kuirektykol", "Kuyrektikol", "Куйректыколь", "Күйректікөл"),
    ("Balasausqandiq", "Balasauskandyk", "Баласаусқандық", "Balasausqandıq", "Balasaýsqandyq", "Balasawsqandyq"),
    ("Kairakty", "Qairaqty", "Кайракты", "Қайрақты", "Kayrakty"),
    ("Akchatau", "Aqshatau", "Акчатау", "Ақшатау", "Aqşatau"),
    ("Akhmetkino", "Ahmetkino", "Ахметкино", "Axmetkino"),
    ("Melovoye", "Melovoe", "Меловое"),
    ("Ognyovka", "Ognevka", "Огневка", "Огнёвка"),
    ("Budenovskoye", "Boudenovskoe", "Буденовское", "Буденновское"),
    ("Kundybajskoe", "Kundybayskoye", "Кундыбайское"),
    ("Singirbajskaja", "Singirbaiskaya", "Сингирбайская"),
    ("Moinkum", "Moynkum", "Моинкум", "Мойынқұм"),
    ("Shubarkol'", "Шубарколь", "Шұбаркөл", "SHUBARKÖL"),
    ("Schevchenko", "Shevchenko", "Шевченко"),
    ("Kounrad", "Коунрад"),
]


@pytest.mark.parametrize("spellings", TOGETHER, ids=lambda spellings: spellings[0])
def test_spellings_of_one_name_fold_together(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1, {s: fold(s) for s in spellings}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Dos 1", "Dos 11"), ("Karasu", "Karasai"), ("Akdala", "Aktala"), ("Aksai", "Akshai"), ("Bayan", "Boyan")],
)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    "text", ["Dos 2", "dos-2", "DOS2", "Дос 2", "Дос-2", "  dos_2!", "d\u200bo\u0301s\t2\x00", "dos²"]
)
def test_digits_are_words_and_punctuation_is_not(text: str) -> None:
    assert fold(text) == ("dos", "2")


@pytest.mark.parametrize("text", ["", " \t\n", "?!-–—()", "🙂🗺️", "\x00\x1b\x7f", "\ud800", "\u200b\ufeff", "'ь"])
def test_nothing_to_compare(text: str) -> None:
    assert fold(text) == ()


@pytest.mark.parametrize(
    ("sense", "words"),
    [
        ("north", "Severny Severnyi Severniy Severnyj Severnaya Severo Северный Северное Солтүстік Soltüstik Northern"),
        ("south", "Yuzhny Yuzhniy Yujny Juzhny Южный Южная Оңтүстік Ontustik Southern South"),
        ("east", "Vostochny Vostochnyj Восточный Шығыс Shygys Shyghys Eastern"),
        ("west", "Zapadny Zapadnoye Западный Батыс Batys Western"),
        ("central", "Tsentralny Centralny Центральный Орталық Ortalyq Central"),
        (
            "upper",
            "Verkhny Verkhnee Verkhniy Verkhne Verkhnye Verhnij Верхнее Верхние Жоғарғы Joghargy Zhogargy Joğarğı",
        ),
        ("lower", "Nizhny Nijniy Nizhne Nizhnee Нижний Нижнее Төменгі Tomengi"),
        ("new", "Novy Novo Novoye Novaya Новый Ново Жаңа Jana Zhana Zana"),
        ("old", "Stary Staro Старый Ескі Eski"),
        ("great", "Bolshoi Bol'shoy Bolshaya Большой Үлкен Ulken Big"),
        ("small", "Maly Malyi Maloe Малый Кіші Kishi Little"),
    ],
)
def test_translated_words(sense: str, words: str) -> None:
    meanings = {word: [meaning(part) for part in fold(word)] for word in words.split()}
    assert meanings == {word: [sense] for word in words.split()}


@pytest.mark.parametrize(
    "text", ["Deposit", "месторождение", "Mestorozhdenie", "кен орны", "участок", "uchastok", "zone", "the"]
)
def test_generic_words(text: str) -> None:
    assert all(map(is_generic, fold(text)))


@pytest.mark.parametrize("text", ["Katpar", "Batystau", "Kenzhe", "Zona-Tau", "Bala", "gold"])
def test_names_are_neither_generic_nor_translated(text: str) -> None:
    assert not all(map(is_generic, fold(text)))
    assert not any(map(meaning, fold(text)))


@given(st.text())
def test_folding_any_text_gives_plain_words(text: str) -> None:
    assert all(re.fullmatch("[a-z]+|[0-9]+", word) for word in fold(text))
