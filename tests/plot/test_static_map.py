"""The map of a picture: where things lie, and what gives way to what."""

from __future__ import annotations

import pytest

from geo.catalog.regions import short_region
from geo.plot import canvas, static_map
from pages.components.session import language


def test_too_many_sites_are_dots(whole, monkeypatch):
    monkeypatch.setattr(static_map, "MOST_MARKS", 10)
    assert static_map.marks_of(whole) == ()


def written(view, code):
    """Return all lines of the map in a language."""
    lines, say = [], language.of_code(code)
    with canvas.canvases() as page_of:
        page = page_of(756, 452, "#FFFFFF")
        write = canvas.Canvas.text
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                canvas.Canvas,
                "text",
                lambda self, at, words, *a, **k: (lines.append(words), write(self, at, words, *a, **k)),
            )
            static_map.draw(page, view, static_map.marks_of(view, say), say)
    return lines


@pytest.mark.parametrize("code", ["en", "ru", "kk"])
def test_every_region_is_named_on_the_map_of_the_country(whole, code):
    """Long names stand in two lines, as on the screen's map."""
    said = set(written(whole, code))
    regions = whole.catalog.regions
    for name in regions.loc[regions["type"] == "region", f"name_{code}"]:
        assert any(said.issuperset(lines) for lines in static_map._layouts(short_region(name))), name


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("en", ("Astana", "RUSSIA", "Caspian Sea", "500 km", "Qyzylorda", "Akchatau")),
        ("ru", ("Астана", "РОССИЯ", "Каспийское море", "500 км", "Кызылординская", "Акчатау")),
        ("kk", ("Астана", "РЕСЕЙ", "Каспий теңізі", "500 км", "Қызылорда", "Ақшатау")),
    ],
)
def test_names_and_the_scale_are_in_the_language_of_the_picture(whole, code, names):
    said = written(whole, code)
    assert set(names) <= set(said)


def test_a_name_that_a_language_lacks_is_the_english_one(whole):
    assert "Boguty" in written(whole, "kk")
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
    assert list(static_map._layouts(name)) == lines
