"""The map of a picture: where things lie, and what gives way to what."""

from __future__ import annotations

import itertools
import math

import pytest
from pyproj import Geod

import geo
from geo.catalog.tables import short_region
from geo.plot import canvas, static_map
from pages.components import language


@pytest.fixture(scope="module")
def whole(prepared):
    return geo.select(prepared)


def crossing(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize(("lat", "lon"), [(41, 68), (48, 47), (48.5, 67), (50, 87), (55, 69)])
def test_scale_holds_across_the_country(whole, lat, lon):
    """The scale bar and the circles are right to 2 % everywhere and in every direction."""
    frame = static_map.frame_of(whole, 756, 452)
    for bearing in (0, 90, 200):
        end = Geod(ellps="WGS84").fwd(lon, lat, bearing, 50_000)[:2]
        first, second = frame.place([(lon, lat), end])
        assert math.dist(first, second) / frame.scale == pytest.approx(50, rel=0.02)


@pytest.mark.parametrize("regions", [(), ("KZ-35",), ("KZ-61", "KZ-47"), ("KZ-79",)])
def test_frame_holds_what_is_selected(prepared, regions):
    view = geo.select(prepared, geo.Selection(regions=regions))
    frame = static_map.frame_of(view, 756, 452)
    chosen = view.catalog.regions.loc[list(regions) or list(view.catalog.regions.index)]
    for outline in [*chosen.geometry, *view.located.geometry]:
        left, bottom, right, top = frame.shape(outline).bounds
        assert left >= 0
        assert bottom >= 0
        assert right <= 756
        assert top <= 452


@pytest.mark.parametrize("regions", [(), ("KZ-35",), ("KZ-61",)])
def test_pills_do_not_cover_each_other(prepared, regions):
    view = geo.select(prepared, geo.Selection(regions=regions))
    with canvas.drawing_board() as page_of:
        page = page_of(756, 452, "#FFFFFF")
        marks = static_map.marks_of(view)
        chips = static_map._chips(page, static_map.frame_of(view, 756, 452), marks)
    assert len(chips) == len(marks) > 5
    assert {spot.site_id for chip in chips for spot in chip.mark.spots} == set(view.located.index)
    for one, other in itertools.combinations(chips, 2):
        assert not crossing(static_map._box(one.middle, one.width, 12), static_map._box(other.middle, other.width, 12))
    assert all(math.dist(chip.place, chip.middle) < 90 for chip in chips)


def test_pill_says_symbol_number_and_doubt(whole):
    words = {
        spot.site_id: static_map.chip_words(mark.spots) for mark in static_map.marks_of(whole) for spot in mark.spots
    }
    assert words["zhana_kazakhstan"] == "REE×6"
    flagged = whole.located.index[whole.located["review"] == "flag"]
    assert all(words[site].endswith("?") for site in flagged)


def test_too_many_sites_are_dots(whole, monkeypatch):
    monkeypatch.setattr(static_map, "MOST_MARKS", 10)
    assert static_map.marks_of(whole) == ()


def written(view, code):
    """Return all lines of the map in a language."""
    lines, say = [], language.of_code(code)
    with canvas.drawing_board() as page_of:
        page = page_of(756, 452, "#FFFFFF")
        write = canvas.Sheet.text
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                canvas.Sheet,
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
