"""The marks of pictures: shapes of the groups, rings of clusters."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

import geo
from geo.plot import canvas, mark_shapes, placement
from geo.plot.canvas import Canvas
from geo.plot.mark_shapes import outline
from geo.plot.palette import COLOUR_GROUPS, PAPER
from tests.plot.marking import marks


def drawn(monkeypatch, draw):
    """Return the calls of the canvas that drawing makes, each with its name."""
    calls = []
    for name in ("shape", "band", "circle", "text"):
        monkeypatch.setattr(Canvas, name, lambda self, *a, name=name, **k: calls.append((name, a, k)))
    with canvas.canvases() as page_of:
        draw(page_of(100, 100, "#FFFFFF"))
    return calls


def test_lines_of_an_svg_path_are_read():
    corners, codes = outline("M0,-10L10.5,0L0,10L-10,.5Z")
    assert codes == (1, 2, 2, 2, 79)
    assert corners[:4].tolist() == [[0, -10], [10.5, 0], [0, 10], [-10, 0.5]]


@pytest.mark.parametrize(("data", "radius"), [("M0,-8A8,8 0 1 1 -.01,-8Z", 8), ("M0,-4A4,4 0 1 0 .01,-4Z", 4)])
def test_an_arc_of_an_svg_path_is_a_circle(data, radius):
    corners, codes = outline(data)
    ends = corners[[number for number, code in enumerate(codes) if code in {1, 4}]][::3]
    assert np.hypot(*ends.T) == pytest.approx(radius, rel=0.002)
    assert (np.hypot(*corners[:-1].T) < 1.2 * radius).all()


def test_a_small_arc_takes_the_short_way():
    corners, codes = outline("M1,0A1,1 0 0 1 0,1Z")
    assert codes == (1, 4, 4, 4, 79)
    assert corners[3] == pytest.approx([0, 1])
    assert corners[1] == pytest.approx([1, 0.5523], abs=1e-3)


@pytest.mark.parametrize("data", ["M0,0C1,1 2,2 3,3Z", "M0,0l1,1Z", "M0,0L1Z", "M0,0H4Z"])
def test_other_commands_are_refused(data):
    with pytest.raises(ValueError, match="is not understood: expected M x,y, L x,y, A with 7 numbers or Z"):
        outline(data)


@pytest.mark.parametrize("item", COLOUR_GROUPS, ids=lambda item: item.key)
def test_a_shape_stands_around_its_place_upright(monkeypatch, item):
    calls = drawn(monkeypatch, lambda page: mark_shapes.draw_shape(page, (40, 60), item.key))
    assert [call[0] for call in calls] == ["shape", "shape"]
    (halo, *_), (body, _, colour) = (call[1][:3] for call in calls)
    assert calls[0][1][2] == PAPER.land
    assert colour == item.light
    corners, codes = outline(item.shape)
    kept = [code != 79 for code in codes]
    assert body[kept] == pytest.approx(corners[kept] * [0.555, -0.555] + [40, 60])
    assert halo == pytest.approx(body)


def test_a_mark_in_doubt_is_hollow(monkeypatch):
    calls = drawn(monkeypatch, lambda page: mark_shapes.draw_shape(page, (40, 60), "tin", hollow=True))
    (_, fill, edge) = calls[-1][1][1:4]
    assert (fill, edge) == (PAPER.land, "#54402A")


def test_a_ring_says_of_what_and_how_many(monkeypatch):
    keys = ["tin", "other", "tin", "tin"]
    calls = drawn(monkeypatch, lambda page: mark_shapes.draw_ring(page, (40, 60), 7.5, keys))
    assert [call[0] for call in calls] == ["circle", "band", "band", "text"]
    assert calls[-1][1][:2] == ((40, 60), "4")
    (_, _, (start, end), tin, _), (_, _, (then, last), other, _) = calls[1][1], calls[2][1]
    assert (tin, other) == ("#54402A", "#4D5062")
    notch = then - end
    assert notch == pytest.approx(math.degrees(1.4 * 0.75 / 7.5))
    assert (end - start + notch, last - then + notch) == (pytest.approx(270), pytest.approx(90))


def test_a_ring_of_one_group_is_whole(monkeypatch):
    calls = drawn(monkeypatch, lambda page: mark_shapes.draw_ring(page, (40, 60), 7.5, ["tin", "tin"]))
    assert calls[1][1][2] == (0.0, 360.0)


def test_each_part_of_a_ring_is_seen(monkeypatch):
    keys = ["tin"] * 400 + ["other"]
    calls = drawn(monkeypatch, lambda page: mark_shapes.draw_ring(page, (40, 60), 12.75, keys))
    assert all(end - start >= 4 for _, (_, _, (start, end), *_), _ in calls[1:3])


def test_sites_too_near_share_a_mark_at_the_first(prepared):
    frame = placement.frame_of(geo.select(prepared), 756, 452)
    first, second, far = (marks(a={})[0], marks(b={})[0], replace(marks(c={})[0], lon=60.0))
    pair, alone = mark_shapes.placed_marks(frame, [first, replace(second, lat=48.05), far])
    assert [mark.site_id for mark in pair.members] == ["a", "b"]
    assert pair.place == pytest.approx(tuple(frame.place([(72, 48)])[0]))
    assert not pair.is_one_place
    assert alone.is_one_place
    assert mark_shapes.placed_marks(frame, ()) == ()


def test_the_widest_of_sites_at_one_place_has_the_circle(prepared):
    frame = placement.frame_of(geo.select(prepared), 756, 452)
    (mark,) = mark_shapes.placed_marks(frame, marks(a={}, b={"uncertainty_km": 45.0}))
    assert (mark.first.site_id, mark.widest.site_id) == ("a", "b")
    assert mark.is_one_place
