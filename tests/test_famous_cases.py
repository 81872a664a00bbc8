"""The cases that everybody quotes, over the real data: each must come out by computation."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest

from geo.claims import arithmetic, readings
from geo.claims.conflicts import about
from geo.claims.derivations import derivation
from geo.claims.intervals import point
from geo.claims.ledger import ledger
from geo.claims.totals import Refusal, Total, total
from geo.claims.verdicts import compare, inside, weigh
from tests.conftest import whole_catalog

CATALOG = whole_catalog()
BOOK = ledger(CATALOG)
claim = BOOK.figure


def read(claim_id, basis):
    return next(item for item in readings.readings(BOOK, claim(claim_id)) if item.basis == basis)


def group(subject, family):
    return next(g for g in about(CATALOG, subject) if g.quantity == "tonnage" and g.family == family)


def test_over_20_million_tonnes_of_metal_is_a_block_of_36_square_kilometres_by_300_metres():
    reading = read("C065", "element")
    ore, area = reading.value("ore").interval, reading.value("area").interval
    assert ore.low == Fraction(20_000_000 * 1_000_000, 700)
    assert 28.57e9 < ore.low < 28.58e9
    assert ore.low_open
    assert round(float(area.low)) == 36
    assert area.one_sided
    lines = [step.text() for step in reading.steps]
    assert "over 20 million t of metal / 700 g/t = over 28.57 billion t of rock" in lines
    assert {check.claim_id: round(float(check.share), 2) for check in reading.areas} == {"C086": 0.56, "C087": 0.27}


def test_read_as_ore_it_is_14000_tonnes():
    assert read("C136", "ore").value("element").interval == point(14_000)
    assert read("C136", "ore").stated


def test_the_readings_differ_1429_times():
    found = group("zhana_kazakhstan", "REE")
    split = max(found.splits, key=lambda item: item.factor)
    assert split.factor == Fraction(10_000, 7)
    assert "by a factor of 1,429" in found.text()
    assert "C065" in split.claims["element"]
    assert {"C039", "C136", "C137", "C139"} <= set(split.claims["ore"])
    assert found.factor == split.factor


def test_up_to_20_against_over_20():
    verdict = compare(claim("C022"), claim("C065"))
    assert (verdict.outcome, verdict.reason) == ("inconsistent", "opposite qualifiers")
    assert verdict.ratio == 1


def test_over_20_million_against_14000():
    verdict = compare(claim("C065"), claim("C135"))
    assert verdict.outcome == "inconsistent"
    assert verdict.factor == Fraction(20_000_000, 14_700)
    assert "1,360 times" in verdict.text()


def test_14000_comes_of_20_million_and_not_of_935400():
    assert derivation(BOOK, claim("C136"), claim("C135")).follows
    # 935,400 t are said to be metal, and metal has no grade of ore.
    assert derivation(BOOK, claim("C029"), claim("C031")) is None
    said = {(item.source_id, item.target_id): item.follows for item in group("zhana_kazakhstan", "REE").derivations}
    assert said["C136", "C135"]
    assert ("C128", "C135") not in said


def test_about_14000_of_elements_and_of_oxides_are_apart_by_less_than_rounding():
    assert compare(claim("C031"), claim("C135")).reasons == ("rounding",)


def test_lanthanides_and_yttrium_make_the_million():
    result = total([claim("C093"), claim("C094")], substance="REE")
    assert isinstance(result, Total)
    assert result.figure.stated == 995_200
    assert weigh(result.interval, claim("C281").value)[0] == "consistent"


def test_irgiz_in_kuirektykol_in_zhana_kazakhstan():
    chain = [claim("C069"), claim("C082"), claim("C065")]
    result = total(chain)
    assert isinstance(result, Refusal)
    assert result.reason == "scope"
    assert "part of" in result.sentence.text()
    assert [inside(a, b).outcome for a, b in pairwise(chain)] == ["consistent", "consistent"]


def test_irgiz_is_320_to_800_million_tonnes_of_ore():
    ore = read("C069", "element").value("ore").interval
    assert (ore.low, ore.high) == (320_000_000, 800_000_000)
    assert ore.high_open
    assert "320 to 800 million t of rock" in read("C069", "element").steps[1].text()


@pytest.mark.parametrize("areas", ["C109", "C114"])
def test_the_national_total_against_38_areas(areas):
    verdict = compare(claim("C001"), claim(areas))
    assert (verdict.outcome, verdict.reason) == ("not comparable", "scope")
    assert verdict.factor is None
    assert round(float(verdict.ratio), 1) == 10.8
    assert "38 promising areas" in verdict.text()


@pytest.mark.parametrize("china", ["C003", "C238", "C250"])
def test_the_national_total_against_china(china):
    verdict = compare(claim("C001"), claim(china))
    assert verdict.outcome == "not comparable"
    assert "scope" in verdict.reasons
    assert "category" in verdict.reasons or claim(china).basis == "ambiguous"


def test_china_by_usgs_is_another_category_too():
    verdict = compare(claim("C001"), claim("C250"))
    assert verdict.reasons == ("scope", "category")
    assert "reserves, MCS 2025" in verdict.text()


def test_tungsten_410_or_1303_thousand_tonnes():
    pair = compare(claim("C153"), claim("C193"))
    assert (pair.outcome, pair.reason) == ("not comparable", "category")
    assert round(float(pair.ratio), 1) == 3.2
    for words in ("3.2 times", "JORC resources", "total reserves", "WO3", "do not go by one code"):
        assert words in pair.text()
    found = group_of_pair()
    sums = {item.claim_ids: item.figure.stated for item in found.sums}
    assert sums["C156", "C158"] == 1_303_000
    verdict = next(v for v in found.sum_verdicts if {v.a, v.b} == {"C153", "C156+C158"})
    assert (verdict.outcome, verdict.reason) == ("not comparable", "category")
    for words in ("3.2 times", "JORC resources", "historical", "WO3"):
        assert words in verdict.text()
    assert not found.in_conflict
    assert "differ by a factor of 3.2, but are not comparable: reserve against resource" in found.text()


def group_of_pair():
    wanted = frozenset({"north_katpar", "upper_kairakty"})
    return next(g for g in about(CATALOG, "north_katpar") if g.subjects == wanted and g.family == "W" and g.sums)


def test_fifteen_deposits_against_over_a_hundred():
    assert compare(claim("C017"), claim("C041")).outcome == "not comparable"


def test_chinese_output_revised_between_editions():
    assert compare(claim("C265"), claim("C270")).reason == "date"


def test_upper_kairakty_molybdenum_slipped_a_digit():
    implied = arithmetic.imply(
        claim("C165").written,
        "ore",
        arithmetic.Assumptions(arithmetic.Grade(claim("C167").written, claim("C167").value, "element", "C167")),
    )
    assert implied[0].interval == point(40_000)
    assert round(float(claim("C159").stated / implied[0].interval.low), 1) == 8.6


def test_soviet_tungsten_trioxide_by_ore_and_grade():
    reading = read("C165", "ore")
    assert reading.value("oxide").interval == point(1_080_000)
    assert round(float(reading.value("element").interval.low), -3) == 856_000


def test_distances_from_different_towns_are_not_compared():
    assert compare(claim("C058"), claim("C059")).reason == "anchor"


def test_a_mean_and_a_highest_sample_are_not_compared():
    assert compare(claim("C285"), claim("C068")).outcome == "not comparable"


def test_lithium_three_times_apart():
    assert round(float(compare(claim("C122"), claim("C231")).ratio), 1) == 3.0
