"""The marks that sites get: where, how wide, clipped to what, and what they say."""

from __future__ import annotations

from typing import Any

import pytest
from shapely.geometry import Point, Polygon

import geo
from geo.claims.conflicts import strongest
from geo.language.translation import ENGLISH
from geo.plot.marks import CAPTION_LENGTH, STRONG, importance, of_view, site_marks
from tests.plot.marking import REGIONS, marks, real_marks, sites


def test_every_located_site_has_exactly_one_mark() -> None:
    located = geo.load().sites
    assert sorted(mark.site_id for mark in real_marks()) == sorted(located.index[~located.geometry.isna()])


def test_a_site_without_a_point_has_no_mark() -> None:
    assert marks(a={"geometry": None}) == ()


@pytest.mark.parametrize(("radius", "pin"), [(1.0, True), (5.0, True), (5.1, False), (40.0, False)])
def test_a_pin_only_where_the_place_is_known_to_5_km(radius: float, pin: bool) -> None:
    assert marks(a={"uncertainty_km": radius})[0].is_pin is pin


def test_a_point_without_a_radius_is_refused() -> None:
    with pytest.raises(ValueError, match="'a' has a point but no uncertainty_km"):
        marks(a={"uncertainty_km": float("nan")})


def test_sites_at_one_point_have_a_mark_each() -> None:
    assert [mark.site_id for mark in marks(a={}, b={}, c={})] == ["a", "b", "c"]


def test_the_most_important_come_first_and_ties_keep_their_order() -> None:
    found = site_marks(sites(a={}, b={}, c={}, d={}), REGIONS, {}, importance={"b": STRONG, "d": STRONG - 0.5})
    assert [mark.site_id for mark in found] == ["b", "d", "a", "c"]
    assert [mark.strong for mark in found] == [True, False, False, False]


def test_much_that_is_claimed_and_contradictions_make_a_site_important(prepared: geo.Catalog) -> None:
    view = geo.select(prepared)
    found = importance(view)
    assert set(found) == set(view.sites.index)
    contradicted = {site for site in strongest(view) if site in found}
    assert contradicted
    assert min(found[site] for site in contradicted) >= 30 > found["boguty"] > found["losevskoe"] == 0
    assert importance(view) is found


def test_a_mark_in_doubt_says_so() -> None:
    assert [mark.doubtful for mark in marks(a={"review": "flag"}, b={})] == [True, False]


def test_places_are_those_of_the_data() -> None:
    points = geo.load().sites.geometry
    for mark in real_marks():
        assert (mark.lat, mark.lon) == (points[mark.site_id].y, points[mark.site_id].x)


def test_a_circle_across_the_border_of_a_stated_region_is_clipped() -> None:
    (mark,) = marks(a={"uncertainty_km": 40.0, "geometry": Point(74.9, 48)})
    (ring,) = mark.outline
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
    assert marks(a=row)[0].outline == ()


def test_outlines_of_real_sites_stay_in_their_region() -> None:
    regions = geo.load().regions.geometry
    stated = geo.load().sites["region_iso"]
    clipped = [mark for mark in real_marks() if mark.outline]
    assert "kuirektykol" in {mark.site_id for mark in clipped}
    for mark in clipped:
        assert mark.region == stated[mark.site_id]
        region = regions[mark.region].buffer(0.02)
        assert all(region.covers(Point(lon, lat)) for ring in mark.outline for lat, lon in ring)


def test_names_fall_back_to_english() -> None:
    frame = sites(a={})
    names = [site_marks(frame, REGIONS, {}, language)[0].name for language in ("en", "ru", "kk")]
    assert names == ["North Katpar", "Северный Катпар", "North Katpar"]


def test_the_group_is_that_of_the_main_group_and_elements_are_parted_by_blanks() -> None:
    (mark,) = marks(a={"main_group": "uranium-by-product", "elements": ("REE", "U")})
    assert (mark.group, mark.elements) == ("by_product", "REE U")


def test_a_long_caption_ends_at_a_word() -> None:
    (mark,) = site_marks(sites(a={}), REGIONS, {"a": "word " * 40})
    assert mark.caption.endswith("word…")
    assert len(mark.caption) <= CAPTION_LENGTH


def test_marks_of_a_view_carry_headlines_and_are_made_once() -> None:
    view = geo.select(geo.load(), geo.Selection(regions=("KZ-35",)))
    found = of_view(view, ENGLISH)
    assert {mark.site_id for mark in found} == set(view.located.index)
    assert found[0].site_id == "zhana_kazakhstan"
    assert any(mark.caption for mark in found)
    assert of_view(view, ENGLISH) is found
