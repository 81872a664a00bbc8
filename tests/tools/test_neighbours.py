"""Where the neighbours' names stand, and which of their lines are borders."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geo.spatial import BOUNDS
from tests.conftest import DATA
from tools import neighbours

SIDES = (40.0, 35.0, 90.0, 60.0)


def feature(*corners: tuple[float, float], kind: str = "country", name: str = "Neighbour") -> dict[str, Any]:
    ring = [list(corner) for corner in (*corners, corners[0])]
    properties = {"kind": kind, "name_en": name}
    return {"properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def square(west: float, south: float, wide: float, **more: str) -> dict[str, Any]:
    east, north = west + wide, south + wide
    return feature((west, south), (east, south), (east, north), (west, north), **more)


def test_the_file_is_that_of_the_base_map() -> None:
    held = (DATA / neighbours.NEIGHBOURS).read_text(encoding="utf-8")
    assert held == neighbours.written(DATA), "run python -m tools.neighbours"


def test_the_file_can_be_made_anew(tmp_path: Path) -> None:
    features = [square(45, 40, 6), square(60, 45, 1, kind="lake", name="Lake")]
    (tmp_path / neighbours.BASE_MAP).write_text(json.dumps({"features": features}), encoding="utf-8")
    region = square(61, 41, 2) | {"properties": {"region_iso": "KZ-1"}}
    (tmp_path / neighbours.REGIONS).write_text(json.dumps({"features": [region]}), encoding="utf-8")
    assert neighbours.main([str(tmp_path)]) == 0
    made = json.loads((tmp_path / neighbours.NEIGHBOURS).read_text(encoding="utf-8"))
    assert list(made) == ["Neighbour", "inside"], "lakes have no borders"
    places = made["inside"]["KZ-1"]
    assert 1 <= len(places) <= neighbours.PLACES
    assert [km for *_, km in places] == sorted((km for *_, km in places), reverse=True), "the roomiest first"
    assert sorted(made["Neighbour"]) == ["borders", "label"]


def test_a_name_stands_where_the_land_is_widest() -> None:
    """Corners every half degree, for the distance is that to the corners."""
    steps = [i / 2 for i in range(13)]
    south, north = [(60 + x, 44.0) for x in steps], [(66 - x, 50.0) for x in steps]
    east, west = [(66.0, 44 + y) for y in steps], [(60.0, 50 - y) for y in steps]
    found = neighbours.label(feature(*south, *east[1:], *north[1:], *west[1:-1]))
    assert found is not None
    lat, lon = found
    assert abs(lon - 63) <= 0.4
    assert abs(lat - 47) <= 1


@pytest.mark.parametrize("land", [square(60, 44, 1), square(10, 10, 8)], ids=["narrow", "far away"])
def test_land_that_is_narrow_or_far_away_has_no_name(land: dict[str, Any]) -> None:
    assert neighbours.label(land) is None


def test_names_stand_near_kazakhstan() -> None:
    (south, west), (north, east) = BOUNDS
    made = json.loads((DATA / neighbours.NEIGHBOURS).read_text(encoding="utf-8"))
    places = [shown["label"] for shown in made.values() if shown.get("label")]
    assert len(places) == 5
    for lat, lon in places:
        assert south - 2 <= lat <= north + 0.5
        assert west < lon < east


@pytest.mark.parametrize(
    ("one", "other", "step"),
    [
        ((40.0, 50.0), (40.0, 51.0), neighbours.OUTSIDE),
        ((40.0005, 50.0), (40.0, 51.0), neighbours.OUTSIDE),
        ((40.0, 50.0), (41.0, 50.0), 0),
        ((41.0, 50.0), (42.0, 50.0), 1),
        ((89.0, 50.0), (88.0, 50.0), 1),
        ((50.0, 36.7), (50.0, 38.0), 2),
        ((50.0, 57.5), (50.0, 57.0), 3),
        ((60.0, 45.0), (61.0, 46.0), 4),
    ],
)
def test_a_border_fades_towards_the_sides_and_a_side_is_none(
    one: tuple[float, float], other: tuple[float, float], step: int
) -> None:
    assert neighbours.step_of(one, other, SIDES) == step
    assert neighbours.step_of(other, one, SIDES) == step


def test_borders_are_runs_of_equal_steps() -> None:
    land = feature((40, 50), (40, 45), (44, 45), (45, 45), (46, 46))
    assert neighbours.borders(land, SIDES) == [[neighbours.OUTSIDE, 1, 0, 1, 4, 2, 0, 1]]
