"""What a format says of itself, and the choices that it leaves open."""

from __future__ import annotations

import csv
import io

import pytest

from geo.export import registry
from geo.export.registry import FORMATS
from tests.export.beginning import STARTS


def test_the_formats_are_those_of_the_contract():
    assert set(STARTS) == set(FORMATS)
    for key, kind in FORMATS.items():
        assert kind.key == key
        assert kind.suffix.startswith(".")
        assert kind.title[0].isupper() or kind.title == "KML"
        assert kind.purpose
    assert len({kind.title for kind in FORMATS.values()}) == len(FORMATS)
    texts = {"csv", "claims-csv", "geojson", "kml", "svg", "charts-svg"}
    assert {key for key, kind in FORMATS.items() if kind.is_text} == texts


@pytest.mark.parametrize("key", ["csv", "claims-csv"])
def test_choices_for_csv(qaraganda, key):
    plain, marked = registry.content(qaraganda, key), registry.content(qaraganda, key, bom=True)
    assert marked == b"\xef\xbb\xbf" + plain
    with_semicolons = registry.content(qaraganda, key, semicolon=True).decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(plain.decode("utf-8"), newline="")))
    others = list(csv.DictReader(io.StringIO(with_semicolons, newline=""), delimiter=";"))
    assert [list(row) for row in rows] == [list(row) for row in others]
    figures = {"latitude", "longitude", "uncertainty_km", "value", "value_max", "out_of", "value_si", "value_max_si"}
    for row, other in zip(rows, others, strict=True):
        for name in row:
            assert other[name] == (row[name].replace(".", ",") if name in figures else row[name]), name
    assert any("," in other[name] for other in others for name in figures & other.keys())
