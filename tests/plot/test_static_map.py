"""The map of a picture: where things lie, what shares a mark, and that nothing covers anything else."""

from __future__ import annotations

import itertools
import math
import time
from dataclasses import replace

import numpy as np
import pandas
import pytest
from shapely.geometry import Point

import geo
from geo.plot import canvas, map_names, static_map
from geo.plot.canvas import Canvas
from geo.plot.palette import PAPER
from pages.components.session import language
from tests.plot.marking import HEIGHT, WIDTH, drawn_map, site_names

VIEWS = [((), "en"), ((), "ru"), ((), "kk"), (("KZ-35",), "en"), (("KZ-61",), "ru"), (("KZ-63",), "kk")]


@pytest.fixture(scope="module", params=VIEWS, ids=lambda view: "-".join((*view[0], view[1])))
def picture(prepared, request):
    """A view and what is drawn on its map: the whole country in three languages, and three regions."""
    regions, code = request.param
    view = geo.select(prepared, geo.Selection(regions=regions))
    return view, drawn_map(view, language.of_code(code))


def crossing(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def touches(room, mark):
    """Whether a room reaches into the circle of a mark."""
    (x, y), (left, bottom, right, top) = mark.place, room
    return math.hypot(max(left - x, x - right, 0), max(bottom - y, y - top, 0)) < mark.radius


def test_every_mark_is_drawn_at_the_true_place_of_its_site(picture):
    view, found = picture
    for mark in found.marks:
        point = view.located.geometry[mark.first.site_id]
        assert math.dist(mark.place, found.plan.frame.place([(point.x, point.y)])[0]) < 0.5
    assert sorted(site.site_id for mark in found.marks for site in mark.members) == sorted(view.located.index)


def test_shapes_and_rings_are_drawn_where_their_marks_are(whole, monkeypatch):
    """Read back from the canvas: the middle of each disc, and of the corners of each shape without curves."""
    middles, rings = [], []
    shape, circle = Canvas.shape, Canvas.circle

    def shaped(page, corners, codes, *more, **how):
        if set(codes) == {1, 2, 79} and len(codes) == 5:  # squares and diamonds
            middles.append(tuple(np.asarray(corners)[:4].mean(axis=0)))
        shape(page, corners, codes, *more, **how)

    def circled(page, middle, *more, **how):
        rings.append(tuple(middle))
        circle(page, middle, *more, **how)

    monkeypatch.setattr(Canvas, "shape", shaped)
    monkeypatch.setattr(Canvas, "circle", circled)
    found = drawn_map(whole)
    alone = [mark for mark in found.marks if len(mark.members) == 1 and mark.first.group in {"tungsten", "light"}]
    assert len(alone) > 3
    assert all(any(math.dist(mark.place, middle) < 0.5 for middle in middles) for mark in alone)
    several = [mark for mark in found.marks if len(mark.members) > 1]
    assert len(several) > 3
    assert all(any(math.dist(mark.place, ring) < 0.5 for ring in rings) for mark in several)


def test_no_two_marks_overlap(picture):
    _, found = picture
    for one, other in itertools.combinations(found.marks, 2):
        assert math.dist(one.place, other.place) > one.radius + other.radius


def test_no_text_covers_a_text(picture):
    """Numbers in rings are texts too."""
    _, found = picture
    for one, other in itertools.combinations(found.texts, 2):
        assert not crossing(one[2], other[2]), (one, other)


def test_no_text_covers_a_mark(picture):
    _, found = picture
    for words, style, room in found.texts:
        for mark in found.marks:
            number = words == str(len(mark.members)) and math.dist(mark.place, Point(room[:2]).coords[0]) < 12
            assert number or not touches(room, mark), (words, style, mark)


def test_no_text_leaves_the_map(picture):
    _, found = picture
    for words, _, (left, bottom, right, top) in found.texts:
        assert left >= 1, words
        assert bottom >= 1, words
        assert right <= WIDTH - 1, words
        assert top <= HEIGHT - 1, words


def test_sites_at_one_place_share_one_circle(prepared):
    """Six sites of Zhana Kazakhstan have one point: six circles would add up to a blot."""
    plan = static_map.plan(geo.select(prepared, geo.Selection(regions=("KZ-35",))), WIDTH, HEIGHT)
    (zhana,) = (mark for mark in plan.circled if mark.first.site_id == "zhana_kazakhstan")
    assert len(zhana.members) == 6
    assert zhana.widest.radius_km == max(site.radius_km for site in zhana.members)
    mixed = [mark for mark in plan.marks if len({(site.lat, site.lon) for site in mark.members}) > 1]
    assert mixed
    assert not set(mixed) & set(plan.circled)


def test_a_circle_hidden_by_its_mark_is_not_drawn(whole):
    plan = static_map.plan(whole, WIDTH, HEIGHT)
    assert plan.circled
    assert all(mark.widest.radius_km * plan.frame.scale > mark.radius for mark in plan.circled)
    radii = [mark.widest.radius_km for mark in plan.circled]
    assert radii == sorted(radii, reverse=True)


def test_regions_with_sites_that_have_no_point_are_dotted(whole, monkeypatch):
    dotted = []
    monkeypatch.setattr(Canvas, "dotted", lambda *args: dotted.append(args))
    found = drawn_map(whole)
    counted = whole.unlocated["region_iso"].value_counts()
    assert found.plan.without_point == {iso: count for iso, count in counted.items() if iso}
    assert len(dotted) == len(found.plan.without_point) > 3
    said = [words for words, *_ in found.texts]
    assert "+3 without a point" in said  # Mangystau
    assert "+8" in said  # East Kazakhstan has no room for words


def test_a_view_without_such_sites_has_no_dots(prepared):
    view = geo.select(prepared, geo.Selection(regions=("KZ-35",)))
    assert static_map.plan(view, WIDTH, HEIGHT).without_point == {}


def test_the_country_has_a_band_and_a_border_below_its_land(whole, monkeypatch):
    edges, draw = [], Canvas.polygons

    def listening(page, rings, fill, edge="none", width=0.6, **more):
        edges.append((edge, more.get("zorder")))
        draw(page, rings, fill, edge, width, **more)

    monkeypatch.setattr(Canvas, "polygons", listening)
    drawn_map(whole)
    layers = dict(edges)
    assert layers[PAPER.glow] < layers[PAPER.border] < 2
    assert (PAPER.shore, 3) in edges


def many_sites(view, count):
    """Return a view of so many sites, scattered around the real ones."""
    draw = np.random.default_rng(1)
    sites = pandas.concat([view.located] * (count // len(view.located) + 1)).head(count).copy()
    sites["geometry"] = [Point(p.x + draw.normal(0, 1), p.y + draw.normal(0, 0.7)) for p in sites.geometry]
    sites.index = pandas.Index([f"s{number}" for number in range(count)])
    return replace(view, sites=sites)


def test_a_thousand_sites_are_clusters_and_names_leave_room(whole):
    started = time.process_time()
    found = drawn_map(many_sites(whole, 1000))
    assert time.process_time() - started < 15  # 3 s where nothing else runs
    assert sum(len(mark.members) for mark in found.marks) == 1000
    assert 80 < len(found.marks) < 300
    assert len(site_names(found)) <= map_names.MOST_NAMES
    for one, other in itertools.combinations(found.marks, 2):
        assert math.dist(one.place, other.place) > one.radius + other.radius


def test_a_view_without_sites_has_names_and_no_marks(prepared):
    view = geo.select(prepared, geo.Selection(elements=("Li",), regions=("KZ-47",)))
    with canvas.canvases() as page_of:
        static_map.draw(page_of(WIDTH, HEIGHT, "#FFFFFF"), view, static_map.plan(view, WIDTH, HEIGHT))
    found = drawn_map(view)
    assert found.marks == []
    assert "Mangystau" in {words for words, *_ in found.texts}
