"""The marks that sites get: where, how wide, clipped to what, and what they say."""

from __future__ import annotations

from typing import Any

import pytest
from shapely.geometry import Point, Polygon

import geo
from geo.language.translation import ENGLISH
from geo.plot.marks import CAPTION_LENGTH, of_view, only, site_ids, site_marks
from tests.plot.marking import REGIONS, marks, real_marks, sites


def test_every_located_site_has_exactly_one_mark() -> None:
    located = geo.load().sites
    assert sorted(site_ids(real_marks())) == sorted(located.index[~located.geometry.isna()])


def test_a_site_without_a_point_has_no_mark() -> None:
    assert marks(a={"geometry": None}) == ()


@pytest.mark.parametrize(("radius", "pin"), [(1.0, True), (5.0, True), (5.1, False), (40.0, False)])
def test_a_pin_only_where_the_place_is_known_to_5_km(radius: float, pin: bool) -> None:
    assert marks(a={"uncertainty_km": radius})[0].is_pin is pin


def test_a_point_without_a_radius_is_refused() -> None:
    with pytest.raises(ValueError, match="'a' has a point but no uncertainty_km"):
        marks(a={"uncertainty_km": float("nan")})


def test_sites_at_one_point_are_one_mark_with_the_widest_circle() -> None:
    (mark,) = marks(a={"uncertainty_km": 40.0}, b={"uncertainty_km": 45.0}, c={"uncertainty_km": 40.0})
    assert site_ids([mark]) == ("a", "b", "c")
    assert mark.widest.site_id == "b"


def test_smaller_circles_lie_on_top() -> None:
    radii = [mark.widest.radius_km for mark in real_marks()]
    assert radii == sorted(radii, reverse=True)


def test_places_are_those_of_the_data() -> None:
    points = geo.load().sites.geometry
    for mark in real_marks():
        for spot in mark.spots:
            assert (mark.lat, mark.lon) == pytest.approx((points[spot.site_id].y, points[spot.site_id].x), abs=1e-5)


def test_a_circle_across_the_border_of_a_stated_region_is_clipped() -> None:
    (mark,) = marks(a={"uncertainty_km": 40.0, "geometry": Point(74.9, 48)})
    (ring,) = mark.widest.outline
    assert len(ring) <= 30
    assert max(lon for _, lon in ring) == pytest.approx(75.0)
    assert all(part == round(part, 3) for corner in ring for part in corner)
    assert Polygon(ring).buffer(1e-9).contains(Point(48, 74.9))


@pytest.mark.parametrize(
    "row",
    [
        {"uncertainty_km": 40.0, "geometry": Point(72.5, 47.5)},
        {"uncertainty_km": 40.0, "geometry": Point(74.9, 48), "region_basis": "from point"},
        {"uncertainty_km": 40.0, "geometry": Point(74.9, 48), "region_iso": ""},
        {"uncertainty_km": 5.0, "geometry": Point(74.99, 48)},
    ],
    ids=["inside", "region from point", "no region", "pin"],
)
def test_other_circles_stay_whole(row: dict[str, Any]) -> None:
    assert marks(a=row)[0].widest.outline == ()


def test_outlines_of_real_sites_stay_in_their_region() -> None:
    regions = geo.load().regions.geometry
    stated = geo.load().sites["region_iso"]
    clipped = [spot for mark in real_marks() for spot in mark.spots if spot.outline]
    assert "kuirektykol" in {spot.site_id for spot in clipped}
    for spot in clipped:
        region = regions[stated[spot.site_id]].buffer(0.02)
        assert all(region.covers(Point(lon, lat)) for ring in spot.outline for lat, lon in ring)


def test_only_keeps_whole_marks_and_parts_of_marks() -> None:
    drawn = marks(a={"uncertainty_km": 45.0}, b={"uncertainty_km": 40.0}, c={"geometry": Point(71, 46)})
    assert only(drawn, {"a", "b", "c"}) == drawn
    (left,) = only(drawn, {"b"})
    assert left.widest.radius_km == 40.0


def test_names_fall_back_to_english() -> None:
    frame = sites(a={})
    names = [site_marks(frame, REGIONS, {}, language)[0].spots[0].name for language in ("en", "ru", "kk")]
    assert names == ["North Katpar", "Северный Катпар", "North Katpar"]


@pytest.mark.parametrize(
    ("main_group", "elements", "symbol"),
    [
        ("rare-earth", ("REE", "Ce"), "REE"),
        ("rare-earth", ("Y",), "Y"),
        ("uranium-by-product", ("REE", "U"), "U"),
        ("copper-rhenium", ("Cu", "Re"), "Re"),
        ("other", (), ""),
    ],
)
def test_the_symbol_doubles_the_colour(main_group: str, elements: tuple[str, ...], symbol: str) -> None:
    assert marks(a={"main_group": main_group, "elements": elements})[0].spots[0].symbol == symbol


def test_a_long_caption_ends_at_a_word() -> None:
    (mark,) = site_marks(sites(a={}), REGIONS, {"a": "word " * 40})
    assert mark.spots[0].caption.endswith("word…")
    assert len(mark.spots[0].caption) <= CAPTION_LENGTH


def test_marks_of_a_view_carry_headlines_and_are_made_once() -> None:
    view = geo.select(geo.load(), geo.Selection(regions=("KZ-35",)))
    found = of_view(view, ENGLISH)
    assert set(site_ids(found)) == set(view.located.index)
    assert any(spot.caption for mark in found for spot in mark.spots)
    assert of_view(view, ENGLISH) is found
