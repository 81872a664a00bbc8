"""The legend of the map of a picture: what is on the map, all of it and nothing else."""

from __future__ import annotations

import pytest

import geo
from geo.plot import canvas, static_map
from geo.plot.map_legend import legend
from geo.plot.map_texts import ENGLISH_TEXTS
from geo.plot.palette import COLOUR_GROUPS, colour_group
from pages.components.session import language

WIDTH, HEIGHT = 756, 452


def legend_of(view, width=WIDTH, say=str):
    return legend(view, static_map.plan(view, WIDTH, HEIGHT, say), width, say)


def words(found):
    return [" ".join(entry.lines) for _, entries in found.columns for entry in entries]


def test_legend_explains_only_what_is_drawn(prepared):
    said = words(legend_of(geo.select(prepared, geo.Selection(regions=("KZ-47",)))))
    assert said == [ENGLISH_TEXTS.by_product, ENGLISH_TEXTS.hatched]


@pytest.mark.parametrize("regions", [(), ("KZ-35",), ("KZ-63",), ("KZ-79",)])
def test_every_group_that_is_there_has_a_line_in_the_order_of_the_groups(prepared, regions):
    view = geo.select(prepared, geo.Selection(regions=regions))
    there = {colour_group(group).key for group in view.located["main_group"]}
    expected = [getattr(ENGLISH_TEXTS, item.key) for item in COLOUR_GROUPS if item.key in there]
    said = words(legend_of(view))
    assert said[: len(expected)] == expected


def test_looks_of_marks_are_explained_where_they_are_seen(prepared):
    for regions in ((), ("KZ-35",), ("KZ-61",), ("KZ-15",)):
        view = geo.select(prepared, geo.Selection(regions=regions))
        plan = static_map.plan(view, WIDTH, HEIGHT)
        said = words(legend(view, plan, WIDTH))
        alone = [mark.first for mark in plan.marks if len(mark.members) == 1]
        assert (ENGLISH_TEXTS.cluster in said) is (len(alone) < len(plan.marks))
        assert (ENGLISH_TEXTS.circle in said) is bool(plan.circled)
        assert (ENGLISH_TEXTS.doubtful in said) is any(mark.doubtful for mark in alone)
        assert (ENGLISH_TEXTS.hatched in said) is bool(plan.without_point)


def test_no_place_is_known_says_the_legend_of_a_view_without_points(prepared):
    empty = geo.select(prepared, geo.Selection(elements=("Li",), regions=("KZ-47",)))
    assert words(legend_of(empty)) == ["No site of this selection has a known place."]


@pytest.mark.parametrize("code", ["en", "ru", "kk"])
def test_lines_lie_below_the_map_and_within_its_width(whole, code):
    found = legend_of(whole, say=language.of_code(code))
    lines = []
    with canvas.canvases() as page_of, pytest.MonkeyPatch.context() as patch:
        patch.setattr(canvas.Canvas, "text", lambda self, at, words, style, *more: lines.append((at, words)))
        found.draw(page_of(WIDTH, 300, "#FFFFFF"), (0, 300))
    shown = [(at, said) for at, said in lines if said != "3"]  # the number in the sample of a ring
    assert len(shown) == sum(len(entry.lines) for _, entries in found.columns for entry in entries)
    assert all(300 - found.height < level < 300 for (_, level), _ in shown)
    assert not any(said.endswith("…") for _, said in shown)


def test_legend_has_no_more_rows_than_it_needs(prepared):
    """Few groups stand in one column beside the rules; many in two."""
    rows = {}
    for regions in ((), ("KZ-35",)):
        view = geo.select(prepared, geo.Selection(regions=regions))
        rows[regions] = [len(entries) for _, entries in legend_of(view).columns]
    assert rows[()] == [4, 4, 4]
    assert rows[("KZ-35",)] == [2, 3]


def test_legend_takes_two_lines_where_one_has_no_room(whole):
    wide, narrow = (legend_of(whole, width) for width in (WIDTH, 500))
    assert narrow.height > wide.height
    assert all(len(entry.lines) == 1 for _, entries in wide.columns for entry in entries)
    assert any(len(entry.lines) == 2 for _, entries in narrow.columns for entry in entries)
