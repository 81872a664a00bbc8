"""Rows that differ are told field by field, old and new."""

from __future__ import annotations

import geo
from geo.history import changes
from geo.history.row_changes import Cell
from tests.history.tiny import row


def test_fields_are_told_old_and_new():
    assert row("claims", "C029").cells == (Cell("qualifier", "up to", "over"),)
    assert row("world", "MCS 2023 / CN / reserves").cells == (Cell("value_t_reo", "44000000", "43000000"),)
    assert [cell.column for cell in row("sites", "zhana_kazakhstan").cells] == ["geometry"]
    assert row("claims", "C276").kind == "added"
    gone = {cell.column: cell.old for cell in row("claims", "C057").cells}
    assert gone["value"] == "1"
    assert all(gone.values())


def test_an_outline_is_told_by_its_size_alone(broken):
    def shift(features):
        ring = features[0]["geometry"]["coordinates"]
        while isinstance(ring[0][0], list):
            ring = ring[0]
        ring[1] = [ring[1][0] + 0.001, ring[1][1]]
        return features

    broken.features("basemap.geojson", shift)
    (changed,) = changes.difference(geo.load(), broken.load()).rows
    (cell,) = changed.cells
    assert cell.column == "geometry"
    assert cell.old != cell.new
    assert max(len(cell.old), len(cell.new)) < 60
