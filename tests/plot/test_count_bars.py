"""Bars of counts: the longest on top, and the same in words for those who do not see them."""

from __future__ import annotations

import altair
import pandas

import geo
from geo.catalog import tables
from geo.plot.count_bars import bars


def test_bars_are_still_drawn(catalog, prepared):
    counted = tables.count_by(geo.select(prepared), "elements", {})
    assert isinstance(bars(counted, "Sites", "#0B6E69"), altair.LayerChart)


def test_the_description_says_every_bar_and_screen_readers_read_nothing_else():
    counted = pandas.DataFrame({"name": ["Neodymium", "Tungsten"], "sites": [7, 3]})
    drawn = bars(counted, "Elements", "#0B6E69", lambda text: f"[{text}]").to_dict()
    assert drawn["description"] == "Elements: Neodymium 7, Tungsten 3"
    assert drawn["config"]["mark"]["aria"] is drawn["config"]["axis"]["aria"] is False
    assert drawn["layer"][0]["encoding"]["tooltip"][1]["title"] == "[Sites]"
    assert drawn["layer"][0]["encoding"]["y"]["sort"] == "-x"
