"""Pills on the map of a picture: what they say, and that none hides another."""

from __future__ import annotations

import itertools
import math

import pytest

import geo
from geo.plot import canvas, placement, static_map
from geo.plot.pills import chip_words, pills_of


def crossing(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("regions", [(), ("KZ-35",), ("KZ-61",)])
def test_pills_do_not_cover_each_other(prepared, regions):
    view = geo.select(prepared, geo.Selection(regions=regions))
    with canvas.canvases() as page_of:
        page = page_of(756, 452, "#FFFFFF")
        marks = static_map.marks_of(view)
        chips = pills_of(page, placement.frame_of(view, 756, 452), marks)
    assert len(chips) == len(marks) > 5
    assert {spot.site_id for chip in chips for spot in chip.mark.spots} == set(view.located.index)
    for one, other in itertools.combinations(chips, 2):
        assert not crossing(
            placement.room_of(one.middle, one.width, 12), placement.room_of(other.middle, other.width, 12)
        )
    assert all(math.dist(chip.place, chip.middle) < 90 for chip in chips)


def test_pill_says_symbol_number_and_doubt(whole):
    words = {spot.site_id: chip_words(mark.spots) for mark in static_map.marks_of(whole) for spot in mark.spots}
    assert words["zhana_kazakhstan"] == "REE×6"
    flagged = whole.located.index[whole.located["review"] == "flag"]
    assert all(words[site].endswith("?") for site in flagged)
