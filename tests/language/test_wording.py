"""Figures, dates and places in words: nothing rounded, nothing added."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.language import wording
from pages.components.session import language


def claim(**values):
    blank = {
        "value": "20",
        "value_max": "",
        "out_of": "",
        "unit": "t",
        "quantity": "tonnage",
        "qualifier": "exact",
        "material_as_written": "",
        "unit_si": "t",
        "value_si": 20.0,
        "value_max_si": None,
    }
    return blank | values


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"value": "28.2", "unit": "million tons", "qualifier": "about"}, "about 28.2 million tons"),
        ({"value": "935400", "qualifier": "up to"}, "up to 935,400 t"),
        ({"value": "20", "unit": "million tonnes"}, "20 million tonnes"),
        ({"value": "0.01", "value_max": "0.25", "unit": "percent by mass", "qualifier": "range"}, "0.01 to 0.25 %"),
        ({"value": "6", "out_of": "18", "unit": "count", "quantity": "count"}, "6 of 18"),
        ({"value": "2", "unit": "rank", "quantity": "rank"}, "number 2"),
        ({"value": "2024", "unit": "year", "quantity": "date"}, "2024"),
        ({"value": "5.50", "unit": "million dollars", "qualifier": "over"}, "over 5.50 million dollars"),
    ],
)
def test_amount_keeps_the_digits_as_written(values, shown):
    assert wording.amount(claim(**values)) == shown


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"material_as_written": "rare earth metals"}, "20 t of rare earth metals"),
        ({"quantity": "count", "unit": "count", "material_as_written": "deposits"}, "20 deposits"),
        ({"quantity": "grade", "unit": "g/t", "material_as_written": "neodymium"}, "20 g/t (neodymium)"),
        ({}, "20 t"),
    ],
)
def test_figure_says_of_what(values, shown):
    assert wording.figure(claim(**values)) == shown


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"value_si": 20_000_000.0, "qualifier": "up to"}, "up to 20,000,000 t"),
        ({"value_si": 100.0, "value_max_si": 2500.0, "qualifier": "range", "unit_si": "g/t"}, "100 to 2,500 g/t"),
        ({"value_si": 20.0, "value_max_si": float("nan")}, "20 t"),
        ({"unit_si": "rank"}, ""),
        ({"unit_si": "count"}, ""),
        ({"unit_si": "year"}, ""),
    ],
)
def test_normalised(values, shown):
    assert wording.normalised(claim(**values)) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2025-04-02", "2 April 2025"),
        ("2025-12-31", "31 December 2025"),
        ("2025-04", "April 2025"),
        ("2025", "2025"),
        ("2024/2025", "2024 to 2025"),
        ("2025-11/2025-12-03", "November 2025 to 3 December 2025"),
        ("", ""),
    ],
)
def test_date_is_no_more_precise_than_known(text, shown):
    assert wording.date(text) == shown


@given(st.dates(datetime.date(1930, 1, 1)))
def test_every_day_in_words_is_that_day(day):
    number, month, year = wording.date(day.isoformat()).split()
    assert (int(number), month, int(year)) == (day.day, day.strftime("%B"), day.year)


def test_place_says_how_surely(catalog):
    labels = catalog.schema.labels("sites", "location_precision")
    assert wording.place(dict(catalog.sites.loc["kuirektykol"]), labels) == (
        f"{labels['bearing_and_distance']}; true within about 40 km"
    )
    assert wording.place(dict(catalog.sites.loc["taybogar"]), labels) == labels["region_only"]


def test_grade_is_one_or_a_span():
    names = {1: "Forecast", 3: "Inferred"}
    assert wording.grade(1, 1, names) == "Forecast"
    assert wording.grade(1, 3, names) == "Forecast resources, level not stated"
    assert wording.grade(2, 3, {2: "P2", 3: "P1"}) == "Forecast resources, level not stated"
    assert wording.grade(4, 6, {4: "C2", 6: "A and B"}) == "C2 to A and B"


@pytest.mark.parametrize("category", ["JORC resources", "JORC Indicated+Inferred", "measured resources"])
def test_resources_by_a_reporting_code_are_named_in_its_words(catalog, category):
    names = wording.grade_names(catalog.frames["evidence_grades"], category)
    assert wording.grade(4, 6, names) == "Inferred to Measured"
    assert wording.grade(4, 5, names) == "Inferred to Indicated"
    assert wording.grade(0, 0, names) == "No category stated"


def test_soviet_reserves_keep_their_words(catalog):
    names = wording.grade_names(catalog.frames["evidence_grades"], "state reserves")
    assert wording.grade(5, 5, names) == "Explored, C1"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Short", "Short"),
        ("two\n  lines", "two lines"),
        ("x" * 60, "x" * 60),
        ("word " * 20, "word word word word word word word word word word word…"),
    ],
)
def test_short_title_ends_at_a_word(title, shown):
    assert wording.short(title) == shown
    assert len(wording.short(title)) <= 60


def test_phrases_and_units_pass_through_the_translator_and_figures_do_not():
    russian = {
        "about {amount}": "около {amount}",
        "million tons": "млн т",
        "{amount} of {material}": "{amount}: {material}",
        "{low} to {high}": "от {low} до {high}",
    }
    asked = []

    def say(phrase):
        asked.append(phrase)
        return russian.get(phrase, phrase)

    about = claim(qualifier="about", value="28.2", unit="million tons", material_as_written="rare earths")
    assert wording.figure(about, say) == "около 28.2 млн т: rare earths"
    assert wording.amount(claim(qualifier="range", value_max="30"), say) == "от 20 до 30 t"
    assert not any(digit in phrase for phrase in asked for digit in "0123456789")


@pytest.mark.parametrize(
    ("text", "russian", "kazakh"),
    [
        ("line 4", "строка 4", "4-жол"),
        ("lines 4-5", "строки 4-5", "4-5-жолдар"),
        ("record 472", "запись 472", "472-жазба"),
        ("page 3, table 2", "стр. 3, таблица 2", "3-бет, 2-кесте"),
        ("excerpt", "отрывок", "үзінді"),
        ("title", "заглавие", "тақырып"),
        ("Annex B", "Annex B", "Annex B"),
        ("page", "page", "page"),
        ("", "", ""),
    ],
)
def test_a_place_in_a_document_is_said_in_each_language(text, russian, kazakh):
    assert wording.locator(text) == text
    assert wording.locator(text, language.of_code("ru")) == russian
    assert wording.locator(text, language.of_code("kk")) == kazakh


def test_every_place_in_a_document_of_the_data_is_known(catalog):
    places = set(catalog.claims["locator"]) - {""}
    for say in map(language.of_code, ("ru", "kk")):
        assert not [text for text in places if re.search("[a-z]", wording.locator(text, say))]


def test_every_reason_of_reviewers_is_said_in_each_language(catalog):
    reasons = {*catalog.claims["review_reason"], *catalog.sites["review_reason"]} - {""}
    for say in map(language.of_code, ("ru", "kk")):
        assert not [text for text in reasons if wording.reason(text, say) == text]
    assert wording.reason("") == ""


def test_only_words_that_the_source_mangled_stay_english(catalog):
    """Symbols, codes and years need no words; all other materials and categories have one in each language."""
    written = {*catalog.claims["material_as_written"], *catalog.claims["category_as_written"]} - {""}
    plain = {
        text for text in written if re.search(r"[a-z]{3}", text.replace("JORC Indicated", "").replace("+Inferred", ""))
    }
    for say in map(language.of_code, ("ru", "kk")):
        assert {text for text in plain if say(text) == text} == {
            "noodimium-fertilized materials, serum, lanthanum, and erdum (sic)"
        }


def test_units_are_shown_with_raised_digits():
    assert [wording.unit(name) for name in ("km2", "m3", "km3", "thousand m3")] == ["km²", "m³", "km³", "thousand m³"]
    assert wording.unit("km2", language.of_code("kk")) == "км²"
    assert wording.unit("share") == ""
