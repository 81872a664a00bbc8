"""The names on the map of a picture: whose, in which language, and how they look."""

from __future__ import annotations

import pytest

from geo.catalog.regions import short_region
from geo.plot import map_names
from geo.plot.marks import importance
from pages.components.session import language
from tests.plot.marking import drawn_map, site_names


@pytest.mark.parametrize("code", ["en", "ru", "kk"])
def test_names_are_those_of_the_first_site_and_say_how_many_more(whole, code):
    found = drawn_map(whole, language.of_code(code))
    named = {
        f"{mark.first.name} +{len(mark.members) - 1}" if len(mark.members) > 1 else mark.first.name: mark
        for mark in found.marks
    }
    written = site_names(found)
    assert len(written) > 0.7 * len(found.marks)
    for words, style, _ in written:
        assert style.bold is named[words].first.strong


def test_what_matters_most_has_a_name_and_leads(whole):
    found = drawn_map(whole)
    matters = importance(whole)
    for mark in found.marks:
        assert matters[mark.first.site_id] == max(matters[site.site_id] for site in mark.members)
    written = [words for words, *_ in site_names(found)]
    strong = [mark for mark in found.marks if mark.first.strong]
    assert strong
    for mark in strong:
        assert any(words.startswith(mark.first.name) for words in written), mark.first.name


@pytest.mark.parametrize("code", ["en", "ru", "kk"])
def test_every_region_is_named_on_the_map_of_the_country(whole, code):
    """Long names stand in two lines, as on the screen's map."""
    said = {words for words, *_ in drawn_map(whole, language.of_code(code)).texts}
    regions = whole.catalog.regions
    for name in regions.loc[regions["type"] == "region", f"name_{code}"]:
        assert any(said.issuperset(lines) for lines in map_names._layouts(short_region(name))), name


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("en", ("Astana", "RUSSIA", "Caspian Sea", "500 km", "Qyzylorda", "Akchatau +4")),
        ("ru", ("Астана", "РОССИЯ", "Каспийское море", "500 км", "Кызылординская", "Акчатау +4")),
        ("kk", ("Астана", "РЕСЕЙ", "Каспий теңізі", "500 км", "Қызылорда", "Ақшатау +4")),
    ],
)
def test_names_and_the_scale_are_in_the_language_of_the_picture(whole, code, names):
    assert set(names) <= {words for words, *_ in drawn_map(whole, language.of_code(code)).texts}


def test_a_name_that_a_language_lacks_is_the_english_one(whole):
    assert "Boguty" in {words for words, *_ in drawn_map(whole, language.of_code("kk")).texts}
    assert not whole.catalog.sites.at["boguty", "name_kk"]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Abai", [("Abai",)]),
        ("North Kazakhstan", [("North Kazakhstan",), ("North", "Kazakhstan")]),
        ("Северо-Казахстанская", [("Северо-Казахстанская",), ("Северо-", "Казахстанская")]),
    ],
)
def test_a_name_is_parted_between_its_words_only(name, lines):
    assert list(map_names._layouts(name)) == lines
