"""Files of many rows: what is held in memory does not grow with them, in the formats that are written row by row."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import pandas
import pytest

import geo
from geo.export import gis, registry, workbook

FEW, MANY = 400, 1_600


@pytest.fixture(scope="module")
def whole(prepared):
    return geo.select(prepared)


def repeated(view, rows):
    times = -(-rows // len(view.sites))
    frame = pandas.concat([view.sites] * times, ignore_index=True).iloc[:rows]
    frame["site_id"] = [f"{site}_{number}" for number, site in enumerate(frame["site_id"])]
    return replace(view, sites=frame.set_index("site_id", drop=False).rename_axis(None))


def peak(view, key, path):
    """Return the most bytes that Python held while a file was written."""
    tracemalloc.start()
    try:
        registry.write(view, key, path)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("key", ["csv", "geojson", "xlsx", "gpkg", "parquet", "kml"])
def test_four_times_the_rows_take_hardly_more_memory(whole, tmp_path, monkeypatch, key):
    monkeypatch.setattr(gis, "AT_ONCE", 100)
    monkeypatch.setattr(workbook, "MOST_LINKS", 0)  # links are held up to a fixed number
    registry.write(whole, key, tmp_path / "first")  # imports are no part of the figure
    few, many = (peak(repeated(whole, rows), key, tmp_path / "made") for rows in (FEW, MANY))
    assert many - few < 300 * (MANY - FEW), f"{few:,} and {many:,} bytes"


def test_what_is_held_at_a_time_is_little():
    assert gis.AT_ONCE <= 10_000
    assert workbook.MOST_LINKS <= 65_530, "no sheet can hold more"
