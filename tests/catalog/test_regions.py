"""Names of regions: the short ones."""

from __future__ import annotations

import pytest

from geo.catalog.model import Catalog
from geo.catalog.regions import short_region

SHORT_NAMES = {
    "KZ-10": ("Абай", "Абай"),
    "KZ-11": ("Акмолинская", "Ақмола"),
    "KZ-15": ("Актюбинская", "Ақтөбе"),
    "KZ-19": ("Алматинская", "Алматы"),
    "KZ-23": ("Атырауская", "Атырау"),
    "KZ-27": ("Западно-Казахстанская", "Батыс Қазақстан"),
    "KZ-31": ("Жамбылская", "Жамбыл"),
    "KZ-33": ("Жетісу", "Жетісу"),
    "KZ-35": ("Карагандинская", "Қарағанды"),
    "KZ-39": ("Костанайская", "Қостанай"),
    "KZ-43": ("Кызылординская", "Қызылорда"),
    "KZ-47": ("Мангистауская", "Маңғыстау"),
    "KZ-55": ("Павлодарская", "Павлодар"),
    "KZ-59": ("Северо-Казахстанская", "Солтүстік Қазақстан"),
    "KZ-61": ("Туркестанская", "Түркістан"),
    "KZ-62": ("Ұлытау", "Ұлытау"),
    "KZ-63": ("Восточно-Казахстанская", "Шығыс Қазақстан"),
    "KZ-71": ("город Астана", "Астана қаласы"),
    "KZ-75": ("город Алматы", "Алматы қаласы"),
    "KZ-79": ("город Шымкент", "Шымкент қаласы"),
}


@pytest.mark.parametrize("iso", SHORT_NAMES)
def test_every_region_has_a_short_name_in_russian_and_kazakh(iso: str, catalog: Catalog) -> None:
    region = catalog.regions.loc[iso]
    assert (short_region(region["name_ru"]), short_region(region["name_kk"])) == SHORT_NAMES[iso]


def test_no_two_units_share_a_short_name(catalog: Catalog) -> None:
    regions = catalog.regions
    assert set(regions.index) == set(SHORT_NAMES)
    for language in ("en", "ru", "kk"):
        assert regions[f"name_{language}"].map(short_region).is_unique


def test_english_names_of_regions_are_short_already(catalog: Catalog) -> None:
    for name in catalog.regions["name_en"]:
        assert short_region(name) == name


@pytest.mark.parametrize("name", ["", "область", "Областная", "облысы"])
def test_what_is_no_name_of_a_region_stays(name: str) -> None:
    assert short_region(name) == name
