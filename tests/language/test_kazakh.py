"""Kazakh endings of figures follow the unit, or the last word of the number."""

from __future__ import annotations

import json

import pytest

from geo.catalog.model import records
from geo.language import kazakh, wording
from pages.components.session import language
from tests.conftest import DATA

NARROW = "\u202f"


@pytest.mark.parametrize(
    ("words", "ablative", "dative"),
    [
        ("20 млн т", "20 млн тоннадан", "20 млн тоннаға"),
        ("0,25 %", "0,25 %-дан", "0,25 %-ға"),
        ("25 км²", "25 км²-ден", "25 км²-ге"),
        ("2 500 г/т", "2 500 г/т-дан", "2 500 г/т-ға"),
        ("6 127 ppm", "6 127 ppm-нен", "6 127 ppm-ге"),
        ("1 млрд доллар", "1 млрд доллардан", "1 млрд долларға"),
        ("755 млн АҚШ доллары", "755 млн АҚШ долларынан", "755 млн АҚШ долларына"),
        ("106 млрд теңге", "106 млрд теңгеден", "106 млрд теңгеге"),
        ("10 есе", "10 еседен", "10 есеге"),
        ("424 млрд (валюта?)", "424 млрд (валюта?) мәнінен", "424 млрд (валюта?) мәніне"),
    ],
)
def test_a_figure_takes_the_ending_of_its_unit(words, ablative, dative):
    assert kazakh.declined(words, "ablative") == ablative
    assert kazakh.declined(words, "dative") == dative


@pytest.mark.parametrize(
    ("number", "ending"),
    [
        ("0", "ден"),
        ("3", "тен"),
        ("6", "дан"),
        ("9", "дан"),
        ("10", "нан"),
        ("15", "тен"),
        ("20", "дан"),
        ("40", "тан"),
        ("50", "ден"),
        ("60", "тан"),
        ("80", "нен"),
        ("90", "нан"),
        ("100", "ден"),
        ("160", "тан"),
        ("200", "ден"),
        (f"1{NARROW}000", "нан"),
        (f"25{NARROW}000", "нан"),
        (f"1{NARROW}429", "дан"),
        ("0,25", "тен"),
        ("№ 10", "нан"),
    ],
)
def test_a_number_takes_the_ending_of_its_last_word(number, ending):
    assert kazakh.declined(number, "ablative") == f"{number}-{ending}"


def test_a_part_of_a_number():
    text = kazakh.Declining("{whole:genitive} {part:possessive}")
    assert text.format(whole=34, part=19) == "34-тің 19-ы"
    assert text.format(whole=79, part=41) == "79-дың 41-і"
    assert text.format(whole=7, part=6) == "7-нің 6-сы"


def test_a_value_without_a_case_stays_as_it_is():
    assert kazakh.Declining("{a:dative} дейін, {b}").format(a="5 км", b="5 км") == "5 км-ге дейін, 5 км"


def test_an_unknown_case_is_refused():
    with pytest.raises(ValueError, match="no case"):
        kazakh.declined("5 т", "vocative")


def test_every_figure_of_the_data_has_an_ending(catalog):
    say = language.of_code("kk")
    said = {
        wording.amount(row, say) for row in records(catalog.claims) if row["qualifier"] in ("over", "up to", "nearly")
    }
    assert "20 млн тоннадан астам" in said
    assert f"800{NARROW}000 тоннаға жуық" in said
    assert not [words for words in said if "мән" in words]


def test_the_units_used_inside_have_endings():
    schema = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    claims = next(item for item in schema["resources"] if item["name"] == "claims")
    field = next(item for item in claims["schema"]["fields"] if item["name"] == "unit_si")
    say = language.of_code("kk")
    units = {wording.unit(item["value"], say) for item in field["categories"]} - {""}
    unknown = {unit for unit in units if "мән" in kazakh.declined(f"5 {unit}", "dative")}
    assert unknown <= {wording.unit(name, say) for name in ("currency?", "currency not stated")}
