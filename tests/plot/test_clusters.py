"""Which sites share a mark: every site has one, no two marks overlap, each stands at its most important site."""

from __future__ import annotations

import itertools
import json
import math
import os
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import geo
from geo.plot.clusters import SCREEN, Cluster, Sizes, clusters
from geo.plot.marks import importance, site_marks
from geo.spatial import projected

CASES = Path(__file__).parents[1] / "data" / "clusters.json"
"""Cases of which the script of the screen must make the same; pixels, 6.2, 10, 11.5, 14, 17 as radii."""
SCALES = (0.25, 0.6, 2.0)
"""Pixels a km of the cases of real sites: the whole country, a region, a part of it."""

Places = list[tuple[float, float]]


def real_places(scale: float) -> Places:
    """Return where the sites of the data lie, the most important first, to a hundredth of a pixel."""
    view = geo.select(geo.load())
    found = site_marks(view.located, view.catalog.regions, {}, "en", importance(view))
    return rounded(projected([(mark.lon, mark.lat) for mark in found]) * (scale, -scale))


def rounded(places: Any) -> Places:
    return [(round(float(x), 2), round(float(y), 2)) for x, y in places]


def made_up() -> dict[str, tuple[Places, Sizes]]:
    """Return small cases by what they show, and some drawn by lot."""
    chain: Places = [(14.0 * step, 0.0) for step in range(12)]
    cases: dict[str, tuple[Places, Sizes]] = {
        "nothing": ([], SCREEN),
        "one": ([(3.5, -2.0)], SCREEN),
        "far apart": ([(0, 0), (40, 0), (0, 40)], SCREEN),
        "just apart": ([(0, 0), (14.4, 0)], SCREEN),
        "just together": ([(0, 0), (14.39, 0)], SCREEN),
        "one place": ([(5, 5)] * 6, SCREEN),
        "one place of 25": ([(5, 5)] * 25, SCREEN),
        "the nearest of two": ([(0, 0), (20, 0), (11, 0)], SCREEN),
        "between two, as near": ([(0, 0), (20, 0), (10, 0)], SCREEN),
        "grown over a neighbour": ([(0, 0), (15, 0), (3, 0)], SCREEN),
        "grown over a neighbour with sites": ([(0, 0), (17, 0), (20, 2), (-3, 0), (18, -1)], SCREEN),
        "a chain": (chain, SCREEN),
        "a chain, the last first": (chain[::-1], SCREEN),
        "a chain, the middle first": (sorted(chain, key=lambda place: abs(place[0] - 70)), SCREEN),
        "a finger's width": ([(0, 0), (20, 0), (44, 0)], replace(SCREEN, least=24.0)),
        "a wide gap": ([(0, 0), (20, 0), (44, 0)], replace(SCREEN, gap=12.0)),
        "a square lattice": ([(x * 12.0, y * 12.0) for x in range(5) for y in range(5)], SCREEN),
    }
    for number in range(12):
        draw = random.Random(number)
        spread, count = draw.choice([60, 120, 250]), draw.randint(5, 60)
        places = rounded((draw.gauss(0, spread), draw.gauss(0, spread / 2)) for _ in range(count))
        cases[f"drawn by lot {number}"] = (places, replace(SCREEN, least=24.0 if number % 3 == 2 else 0.0))
    return cases


def write_cases() -> None:
    """Write the cases with what they come to now: UPDATE_CASES=1 asks for it, after a change of the rules."""
    cases = made_up() | {f"all sites, {scale:g} px a km": (real_places(scale), SCREEN) for scale in SCALES}
    rows = []
    for name, (places, sizes) in cases.items():
        found = [[cluster.anchor, list(cluster.members), cluster.radius] for cluster in clusters(places, sizes)]
        row = {"name": name, "single": sizes.single, "gap": sizes.gap, "least": sizes.least, "places": places}
        rows.append(json.dumps(row | {"clusters": found}, separators=(",", ":")))
    CASES.write_text("[\n" + ",\n".join(rows) + "\n]\n", encoding="utf-8")


def read_cases() -> list[dict[str, Any]]:
    if os.environ.get("UPDATE_CASES") == "1":
        write_cases()
    cases: list[dict[str, Any]] = json.loads(CASES.read_text(encoding="utf-8"))
    return cases


def sizes_of(case: dict[str, Any]) -> Sizes:
    return replace(SCREEN, single=case["single"], gap=case["gap"], least=case["least"])


def is_right(places: Places, sizes: Sizes, found: tuple[Cluster, ...]) -> bool:
    """Whether all that is promised holds."""
    whole = sorted(number for cluster in found for number in cluster.members) == list(range(len(places)))
    led = all(cluster.anchor == min(cluster.members) == cluster.members[0] for cluster in found)
    sized = all(cluster.radius == sizes.radius(len(cluster.members)) for cluster in found)
    apart = all(
        math.dist(places[one.anchor], places[other.anchor])
        > max(one.radius + other.radius + sizes.gap, sizes.least) - 1e-9
        for one, other in itertools.combinations(found, 2)
    )
    return whole and led and sized and apart


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case["name"])
def test_the_cases_come_out_as_written(case: dict[str, Any]) -> None:
    found = clusters([(x, y) for x, y in case["places"]], sizes_of(case))
    assert [[cluster.anchor, list(cluster.members), cluster.radius] for cluster in found] == case["clusters"]
    assert is_right(case["places"], sizes_of(case), found)


def test_the_small_cases_are_those_that_are_written() -> None:
    written = {case["name"]: [tuple(place) for place in case["places"]] for case in read_cases()}
    assert {name: places for name, (places, _) in made_up().items()}.items() <= written.items()
    assert len(written) == len(made_up()) + len(SCALES)


def members(places: Places, sizes: Sizes = SCREEN) -> list[tuple[int, ...]]:
    return [cluster.members for cluster in clusters(places, sizes)]


def test_a_site_has_its_own_mark_where_there_is_room() -> None:
    assert members([(0, 0), (14.4, 0)]) == [(0,), (1,)]
    assert members([(0, 0), (14.39, 0)]) == [(0, 1)]


def test_a_site_joins_the_nearest_mark() -> None:
    assert members([(0, 0), (22, 0), (13, 0)]) == [(0,), (1, 2)]


def test_the_less_important_of_two_that_overlap_is_dissolved() -> None:
    """The second has its own mark until the third joins the first, which grows over it."""
    assert members([(0, 0), (15, 0)]) == [(0,), (1,)]
    assert members([(0, 0), (15, 0), (3, 0)]) == [(0, 1, 2)]


def test_marks_keep_the_room_of_a_finger() -> None:
    assert members([(0, 0), (20, 0), (44, 0)], replace(SCREEN, least=24.0)) == [(0, 1), (2,)]


def test_more_sites_more_room() -> None:
    assert [SCREEN.radius(count) for count in (1, 2, 4, 5, 9, 10, 19, 20, 500)] == [
        *(6.2, 10, 10, 11.5, 11.5, 14, 14, 17, 17)
    ]
    assert SCREEN.scaled(2).radius(7) == 23


@pytest.mark.parametrize("seed", range(20))
def test_all_holds_for_any_places(seed: int) -> None:
    draw = random.Random(seed)
    places = [(draw.gauss(0, 90), draw.gauss(0, 40)) for _ in range(draw.randint(1, 150))]
    sizes = replace(SCREEN, least=draw.choice([0.0, 24.0]))
    assert is_right(places, sizes, clusters(places, sizes))


def test_the_unit_does_not_count() -> None:
    places = real_places(0.5)
    half = [(x / 2, y / 2) for x, y in places]
    assert members(half, SCREEN.scaled(0.5)) == members(places)


def test_members_are_not_drawn_far_from_their_place() -> None:
    """On the map of the whole country: no site is further from its mark than two marks are wide."""
    places = real_places(0.33)
    for cluster in clusters(places):
        assert all(math.dist(places[number], places[cluster.anchor]) < 25 for number in cluster.members)


def test_a_thousand_sites_in_a_heap_come_to_an_end() -> None:
    draw = random.Random(5)
    places = [(draw.gauss(0, 150), draw.gauss(0, 80)) for _ in range(1000)]
    assert is_right(places, SCREEN, clusters(places))
