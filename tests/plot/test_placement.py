"""Where things go on the map of a picture: lengths hold, what is selected is seen, rooms are told from rooms."""

from __future__ import annotations

import itertools
import math

import pytest
from pyproj import Geod
from shapely.geometry import box

import geo
from geo.plot import placement
from geo.plot.canvas import canvases
from geo.plot.placement import Taken


@pytest.mark.parametrize(("lat", "lon"), [(41, 68), (48, 47), (48.5, 67), (50, 87), (55, 69)])
def test_scale_holds_across_the_country(whole, lat, lon):
    """The scale bar and the circles are right to 2 % everywhere and in every direction."""
    frame = placement.frame_of(whole, 756, 452)
    for bearing in (0, 90, 200):
        end = Geod(ellps="WGS84").fwd(lon, lat, bearing, 50_000)[:2]
        first, second = frame.place([(lon, lat), end])
        assert math.dist(first, second) / frame.scale == pytest.approx(50, rel=0.02)


@pytest.mark.parametrize("regions", [(), ("KZ-35",), ("KZ-61", "KZ-47"), ("KZ-79",)])
def test_frame_holds_what_is_selected(prepared, regions):
    view = geo.select(prepared, geo.Selection(regions=regions))
    frame = placement.frame_of(view, 756, 452)
    chosen = view.catalog.regions.loc[list(regions) or list(view.catalog.regions.index)]
    for outline in [*chosen.geometry, *view.located.geometry]:
        left, bottom, right, top = frame.shape(outline).bounds
        assert left >= 0
        assert bottom >= 0
        assert right <= 756
        assert top <= 452


def test_rooms_that_touch_do_not_hinder_each_other():
    taken = Taken([placement.room_of((10, 10), 10, 4)])
    assert taken.leaves((15, 8, 20, 12))
    assert not taken.leaves((14, 8, 20, 12))
    assert Taken().leaves((14, 8, 20, 12))


def test_a_mark_takes_a_circle_not_its_corners():
    taken = Taken(circles=[((10, 10), 5)])
    assert taken.leaves((14, 14, 20, 20))
    assert not taken.leaves((13, 13, 20, 20))
    assert not taken.leaves((8, 8, 9, 9))
    taken.add((30, 30, 40, 40))
    assert not taken.leaves((35, 35, 36, 36))


def test_a_room_keeps_off_the_edge_of_its_sheet():
    with canvases() as page_of:
        page = page_of(100, 50, "#FFFFFF")
        assert placement.is_inside(page, (2, 2, 98, 48))
        assert not placement.is_inside(page, (1, 2, 98, 48))
        assert not placement.is_inside(page, (2, 2, 98, 49))


def test_a_name_stands_right_of_its_mark_else_left_else_slanting_else_above_and_below():
    found, taken = [], Taken(circles=[((200, 100), 5)])
    with canvases() as page_of:
        page = page_of(400, 200, "#FFFFFF")
        while room := placement.room_beside(page, (200, 100), 5, 60, 9, taken):
            found.append(room)
            taken.add(room)
        assert placement.room_beside(page, (200, 100), 5, 398, 9, Taken()) is None
    right, left, *_ = found
    assert right == (206.5, 95.5, 269.5, 104.5)
    assert left == (130.5, 95.5, 193.5, 104.5)
    assert len(found) >= 3
    for one, other in itertools.combinations(found, 2):
        assert Taken([one]).leaves(other)
    assert all(Taken(circles=[((200, 100), 5)]).leaves(room) for room in found)


def test_every_place_beside_a_mark_is_tried():
    tried = set()

    class Watched(Taken):
        def leaves(self, room):
            tried.add(room)
            return False

    with canvases() as page_of:
        assert placement.room_beside(page_of(400, 200, "#FFFFFF"), (200, 100), 5, 60, 9, Watched()) is None
    assert len(tried) == 12


def test_a_text_stands_as_near_to_the_middle_as_what_is_taken_allows():
    outline = box(0, 0, 100, 60)
    free = placement.nearest_room(outline, 20, Taken(), (49, 30), height=10)
    assert free == (49, 30)
    taken = Taken([placement.room_of(free, 20, 10)])
    beside = placement.nearest_room(outline, 20, taken, (49, 30), height=10)
    assert taken.leaves(placement.room_of(beside, 20, 10))
    assert math.dist(beside, free) == 10
    assert placement.nearest_room(outline, 120, Taken(), (49, 30)) is None
