"""What claims are about, by name: translated where the data know the place under the name the source uses."""

from __future__ import annotations

import pytest

import geo
from geo.catalog.subjects import subjects


@pytest.mark.parametrize(
    ("claim", "english", "russian"),
    [
        ("C001", "Kazakhstan", "Казахстан"),
        ("C062", "Zhana Kazakhstan", "Жана Казахстан"),
        ("C093", "Qaraganda region", "Карагандинская область"),
        ("C153", "North Katpar + Upper Kairakty", "Северный Катпар + Верхнее Кайракты"),
    ],
)
def test_sites_regions_and_the_country_are_named_in_each_language(
    catalog: geo.Catalog, claim: str, english: str, russian: str
) -> None:
    name = subjects(catalog)[claim]
    assert (str(name), name.others["ru"]) == (english, russian)


def test_what_is_no_place_of_the_data_keeps_its_english_name(catalog: geo.Catalog) -> None:
    assert subjects(catalog)["C104"] == "East Kazakhstan granitoids"
    assert subjects(catalog)["C104"].others == {}


def test_every_claim_has_a_subject_as_its_source_calls_it(catalog: geo.Catalog) -> None:
    named = {claim: str(name) for claim, name in subjects(catalog).items()}
    assert named == dict(catalog.claims["subject_label"])
