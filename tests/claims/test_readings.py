"""Readings: the arithmetic of rock, metal and oxide keeps every bound, and says each line of it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from geo.claims import readings
from geo.claims.intervals import Interval, point
from geo.claims.ledger import ESTIMATED_DEPTH, ledger
from tests.conftest import whole_catalog

BOOK = ledger(whole_catalog())


def test_density_is_the_readers_choice():
    claim = BOOK.figure("C065")
    light, heavy = (readings.readings(BOOK, claim, density)[1].value("volume") for density in ("1.5", "3"))
    assert light.interval.low == 2 * heavy.interval.low
    assert light.interval.low_open


def test_a_grade_of_oxide_gives_oxide_first():
    read = readings.readings(BOOK, BOOK.figure("C168"))[0]
    assert read.stated
    assert read.implied[0].kind == "oxide"
    assert read.value("oxide").interval == point(34_700_000 * Fraction("0.0021"))
    assert round(float(read.value("element").interval.low), -2) == 57_800


def test_a_maximum_never_stands_for_an_average():
    without = {key: item for key, item in BOOK.figures.items() if item.grade_kind != "average"}
    book = replace(BOOK, figures=without)
    assert readings.average_grade(book, BOOK.figure("C069")) is None
    assert readings.average_grade(BOOK, BOOK.figure("C082")) is None


@pytest.mark.parametrize("unit", ["mg/l", "kg/m3"])
def test_the_strength_of_a_solution_is_no_grade_of_rock(unit):
    strengths = {key: replace(item, unit=unit) for key, item in BOOK.figures.items() if item.quantity == "grade"}
    book = replace(BOOK, figures=BOOK.figures | strengths)
    assert readings.average_grade(BOOK, BOOK.figure("C065")) is not None
    assert readings.average_grade(book, BOOK.figure("C065")) is None


def test_a_maximum_bounds_the_average_from_above():
    grade = readings.average_grade(BOOK, BOOK.figure("C069"))
    assert grade.interval == Interval(1000, 2500, low_open=True)
    assert grade.bounds == ("C068",)
    assert grade.same_statement


def test_a_grade_of_another_statement_is_said_to_be_one():
    grade = readings.average_grade(BOOK, BOOK.figure("C135"))
    assert not grade.same_statement
    assert any("another statement" in item.text() for item in readings.readings(BOOK, BOOK.figure("C135"))[0].remarks)


def test_the_reading_of_the_source_is_marked():
    stated = {cid: [r.basis for r in readings.readings(BOOK, BOOK.figure(cid)) if r.stated] for cid in ("C015", "C065")}
    assert stated == {"C015": [], "C065": ["element"]}


def test_only_tonnages_have_readings():
    assert readings.readings(BOOK, BOOK.figure("C063")) == ()
    assert readings.readings(BOOK, BOOK.figure("C226")) == ()


@pytest.mark.parametrize("claim_id", [key for key, item in BOOK.figures.items() if item.quantity == "tonnage"])
def test_every_tonnage_reads_without_a_gap(claim_id):
    for reading in readings.readings(BOOK, BOOK.figure(claim_id)):
        for line in (reading.title, *reading.steps, *reading.remarks, *(check.sentence for check in reading.areas)):
            assert "{" not in line.text()


def test_the_steps_work_from_the_figure_and_the_intervals_keep_the_hedge():
    reading = readings.telling(BOOK, BOOK.figure("C061"))[0]
    assert [step.text() for step in reading.steps][1:] == [
        "800,000 t of metal / (1,000 to 2,500 g/t) = 320 to 800 million t of rock",
        "320 to 800 million t of rock / 2.65 t/m³ = 0.1208 to 0.3019 km³",
        "“nearly” makes both ends upper bounds.",
    ]
    assert reading.value("ore").interval == Interval(0, 800_000_000, low_open=True, high_open=True)


def test_only_readings_that_somebody_may_mean_are_told():
    for item in BOOK.figures.values():
        told = readings.telling(BOOK, item)
        if item.quantity == "tonnage" and item.basis == "ore":
            copies = {other.basis for other in BOOK.figures.values() if other.stated == item.stated}
            assert {reading.basis for reading in told} <= {"ore"} | copies
        if not item.subjects <= set(BOOK.catalog.sites.index):
            assert all(reading.value("volume") is None for reading in told)


def test_an_area_says_whose_it_is_and_a_side_is_one_number():
    read = next(item for item in readings.readings(BOOK, BOOK.figure("C065")) if item.basis == "element")
    sentences = [check.sentence.text() for check in read.areas]
    assert any("(explored area of Kuirektykol): at least 56 % of it." in words for words in sentences)
    assert "measures 158.6 m a side" in " ".join(
        step.text() for step in readings.readings(BOOK, BOOK.figure("C136"))[0].steps
    )


def test_the_depth_is_stated_for_the_subject_and_best_by_the_same_statement():
    depths = [item for item in BOOK.figures.values() if item.measurand == ESTIMATED_DEPTH]
    assert depths
    for depth in depths:
        rivals = [item for item in depths if item.subjects == depth.subjects]
        claim = replace(depth, quantity="tonnage", root=depth.root)
        own = [item.stated for item in rivals if item.root == depth.root]
        assert readings.stated_depth(BOOK, claim) in own
    nowhere = replace(depths[0], subjects=frozenset(("no such place",)))
    assert readings.stated_depth(BOOK, nowhere) is None
