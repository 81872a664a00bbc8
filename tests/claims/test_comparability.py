"""What stands between two figures: every obstacle is named, in the order of the rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.catalog.day_spans import DaySpan
from geo.claims import intervals
from geo.claims.category_codes import CategoryCodes
from geo.claims.comparability import obstacles
from geo.claims.verdicts import compare
from tests.claims.making import BOOK, figure

BOOK_CODES = CategoryCodes.of(BOOK.catalog)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"quantity": "production", "unit": "t/a"}, "quantity"),
        ({"basis": "ore"}, "basis"),
        ({"scope": "one of five ore bodies", "scope_kind": "ore body"}, "scope"),
        ({"scope": "49 %", "scope_kind": "attributable"}, "scope"),
        ({"cumulative": True}, "quantity"),
        ({"measurand": "deposits"}, "substance"),
        ({"out_of": "34"}, "substance"),
        ({"subjects": frozenset({"irgiz"})}, "scope"),
        ({"depth": intervals.point(100)}, "scope"),
        ({"substance": "RM"}, "substance"),
        ({"modality": "target"}, "modality"),
    ],
)
def test_each_obstacle_is_named(changes, reason):
    verdict = compare(replace(figure("C1"), depth=intervals.point(300)), replace(figure("C2", **changes)))
    assert verdict.outcome == "not comparable"
    assert verdict.reasons == (reason,)
    assert verdict.factor is None


def test_tests_run_in_the_order_of_the_rules():
    other = figure(
        "C2",
        basis="ore",
        scope="half",
        scope_kind="part",
        grade_low=4,
        grade_high=8,
        substance="RM",
        edition="MCS 2024",
        category="reserve",
    )
    one = figure("C1", grade_low=1, grade_high=3, edition="MCS 2023", category="forecast")
    assert [item.reason for item in obstacles(one, other)] == ["basis", "scope", "category", "substance", "date"]


def test_forecast_against_reserve_is_no_comparison_but_none_stated_is_only_remarked():
    forecast = figure("C1", grade_low=1, grade_high=3, category="forecast")
    assert compare(forecast, figure("C2", grade_low=4, grade_high=8, category="reserve")).reason == "category"
    verdict = compare(forecast, figure("C2"))
    assert verdict.outcome == "consistent"
    assert "Only one names a category" in verdict.text()


def test_editions_and_years_of_figures_that_change():
    a, b = figure("C1", as_of=DaySpan.parse("2023")), figure("C2", as_of=DaySpan.parse("2024"))
    assert "different years: 2023, 2024" in compare(a, b).text()
    assert compare(a, b).reason == "date"
    assert compare(a, figure("C2")).outcome == "consistent"
    assert compare(replace(a, quantity="thickness"), replace(b, quantity="thickness")).outcome == "consistent"
    for quantity in ("area", "rank", "depth"):
        assert compare(replace(a, quantity=quantity), replace(b, quantity=quantity)).reason == "date"
        assert compare(replace(a, quantity=quantity), figure("C2", quantity=quantity)).outcome == "consistent"
    turn = [figure(f"C{number}", as_of=DaySpan.parse(day)) for number, day in enumerate(("2024-12-31", "2025-01-01"))]
    assert compare(*turn).outcome == "consistent"
    later = figure("C3", as_of=DaySpan.parse("2025-01-02"))
    assert "different dates: 31 December 2024, 2 January 2025" in compare(turn[0], later).text()


def by_code(claim_id, codes, system="CRIRSCO", **changes):
    named = frozenset(codes.split("+"))
    stands_for = BOOK_CODES.may_stand_for(codes.split("+"))
    category = changes.pop("category", codes)
    return figure(claim_id, codes=named, system=system, may_stand_for=stands_for, category=category, **changes)


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (("measured+indicated", "CRIRSCO"), ("measured+indicated+inferred", "CRIRSCO"), "different classes"),
        (("inferred", "CRIRSCO"), ("indicated", "CRIRSCO"), "different classes"),
        (("balance", "GKZ"), ("off-balance", "GKZ"), "different classes"),
        (("balance", "GKZ"), ("mineral-resources", "CRIRSCO"), "balance (GKZ), mineral-resources (CRIRSCO)"),
        (("C1", "GKZ"), ("RAR", "NEA/IAEA"), "go by different codes"),
    ],
)
def test_other_codes_and_other_classes_are_not_set_against_each_other(one, other, words):
    verdict = compare(by_code("C1", *one), by_code("C2", *other))
    assert (verdict.outcome, verdict.reasons) == ("not comparable", ("category",))
    assert words in verdict.text()


@pytest.mark.parametrize(
    ("one", "other", "system"),
    [
        ("measured+indicated", "indicated+measured", "CRIRSCO"),
        ("mineral-resources", "indicated+inferred", "CRIRSCO"),
        ("balance", "A+B+C1", "GKZ"),
        ("forecast", "P1", "GKZ"),
    ],
)
def test_a_code_that_names_no_class_may_be_any_of_its_kind(one, other, system):
    for left, right in ((one, other), (other, one)):
        assert compare(by_code("C1", left, system), by_code("C2", right, system)).outcome == "consistent"
    assert compare(by_code("C1", one, system), figure("C2")).outcome == "consistent"


def test_an_owners_share_is_not_the_whole_and_equals_itself_only():
    share = {"scope": "49 % of the owner", "scope_kind": "attributable"}
    verdict = compare(figure("C1", value="49", **share), figure("C2", value="100"))
    assert verdict.reasons == ("scope",)
    assert "one covers 49 % of the owner, the other the whole" in verdict.text()
    assert compare(figure("C1", value="49", **share), figure("C2", value="100", **share)).outcome == "inconsistent"


@pytest.mark.parametrize(
    ("reserve", "resource"),
    [("reserves", "JORC resources"), ('"confirmed reserves"', "estimated total resources")],
)
def test_a_reserve_is_not_set_against_a_resource(reserve, resource):
    one = figure("C1", value="20", category=reserve, estimate="reserve")
    verdict = compare(one, figure("C2", value="64", category=resource, estimate="resource"))
    assert (verdict.outcome, verdict.reasons) == ("not comparable", ("category",))
    for part in ("a reserve is a part of a resource", reserve, resource, "64 million t is 3.2 times 20 million t"):
        assert part in verdict.text()
    assert compare(replace(one, estimate=""), figure("C2", category=resource)).reason != "category"


def test_a_reserve_above_the_resource_goes_by_another_code():
    reserve = figure("C1", value="64", category="reserves", estimate="reserve")
    verdict = compare(reserve, figure("C2", value="20", category="resources", estimate="resource"))
    assert verdict.reason == "category"
    assert "do not go by one code" in verdict.text()


def test_a_forecast_is_not_a_reserve_and_words_of_one_kind_are_compared():
    forecast = figure("C1", category="forecast resources", grade_low=1, grade_high=3, estimate="forecast")
    verdict = compare(forecast, figure("C2", category="reserves", estimate="reserve"))
    assert verdict.reason == "category"
    assert "which is not yet a reserve" in verdict.text()
    far = figure("C2", value="90", category="state reserves", estimate="reserve")
    assert compare(figure("C1", category="reserves", estimate="reserve"), far).outcome == "inconsistent"
    assert compare(figure("C1", category="estimate"), far).outcome == "inconsistent"


def test_what_was_before_a_revision_is_not_set_against_it():
    for pair in (("C222", "C223"), ("C223", "C222")):
        verdict = compare(*map(BOOK.figure, pair))
        assert (verdict.outcome, verdict.reasons) == ("not comparable", ("date",))
        assert "286 thousand tons replaces 206 thousand tons: its publisher has revised" in verdict.text()
    earlier = compare(BOOK.figure("C221"), BOOK.figure("C222"))
    assert earlier.reasons == ("date",)
    assert "2019, 2024 or before" in earlier.text()
    undated = compare(BOOK.figure("C223"), BOOK.figure("C224"))
    assert (undated.outcome, undated.reason) == ("not comparable", "date")
    assert "bears no date" in undated.text()
    assert "1.72 times" in undated.text()


@pytest.mark.parametrize("metals", ["C029", "C128"])
@pytest.mark.parametrize("small", ["C031", "C135"])
def test_metals_of_a_rare_earth_site_are_rare_earths(metals, small):
    verdict = compare(BOOK.figure(metals), BOOK.figure(small))
    assert "substance" not in verdict.reasons
    assert "different materials" not in verdict.text()
    assert round(float(verdict.ratio)) == 67
    assert "66.8 times" in verdict.text()


def test_other_substances_stay_apart():
    assert compare(BOOK.figure("C093"), BOOK.figure("C094")).reason == "substance"
    assert BOOK.figure("C041").substance == "RM+REE"


def test_a_reserves_grade_is_not_set_against_a_resources():
    grade = {"quantity": "grade", "unit": "g/t", "grade_kind": "average"}
    reserve = figure("C1", value="20", estimate="reserve", category="reserves", **grade)
    resource = figure("C2", value="90", estimate="resource", category="resources", **grade)
    verdict = compare(reserve, resource)
    assert (verdict.outcome, verdict.reasons) == ("not comparable", ("category",))
    assert "is of a reserve (reserves), the other of a resource (resources)" in verdict.text()
    # Two such grades in the record: Kounrad's molybdenum.
    assert {BOOK.figure(claim).estimate for claim in ("C579", "C679")} == {"reserve", "resource"}


@pytest.mark.parametrize(
    ("codes", "system"), [("proved", "CRIRSCO"), ("measured+indicated", "CRIRSCO"), ("C2", "GKZ"), ("A+B+C1", "GKZ")]
)
def test_some_classes_are_a_contradiction_to_all_only_where_they_are_the_larger(codes, system):
    some = by_code("C1", codes, system, value="20")
    verdict = compare(some, figure("C2", value="90"))
    assert (verdict.outcome, verdict.reasons) == ("not comparable", ("category",))
    assert f"only one names its classes ({codes})" in verdict.text()
    assert compare(some, figure("C2", value="20")).outcome == "consistent"
    assert compare(some, figure("C2", value="9")).outcome == "inconsistent"


@pytest.mark.parametrize(
    ("codes", "system"),
    [
        ("indicated+inferred", "CRIRSCO"),
        ("proved+probable", "CRIRSCO"),
        ("C1+C2", "GKZ"),
        ("mineral-resources", "CRIRSCO"),
    ],
)
def test_a_total_as_reported_is_set_against_a_figure_without_classes(codes, system):
    assert compare(by_code("C1", codes, system, value="20"), figure("C2", value="90")).outcome == "inconsistent"
    grade = {"quantity": "grade", "unit": "g/t", "grade_kind": "average"}
    one = by_code("C1", codes, system, value="20", **grade)
    assert compare(one, figure("C2", value="90", **grade)).outcome == "inconsistent"


def test_metal_becomes_oxide_before_a_class_is_set_against_all():
    factor = intervals.Interval("1.14", "1.27")
    some = replace(by_code("C1", "proved", value="21", basis="element"), factor=factor)
    # 21 of metal are 23 to 27 of oxide: more than the 20 of all classes.
    all_of_it = [replace(figure("C2", value=value, basis="oxide"), factor=factor) for value in ("20", "29")]
    assert compare(some, all_of_it[0]).outcome == "inconsistent"
    assert compare(some, all_of_it[1]).reasons == ("category",)


def test_the_grade_of_a_class_is_not_that_of_all():
    grade = {"quantity": "grade", "unit": "g/t", "grade_kind": "average"}
    for value in ("9", "20", "90"):
        verdict = compare(by_code("C1", "C2", "GKZ", value="20", **grade), figure("C2", value=value, **grade))
        assert (verdict.outcome, verdict.reasons) == ("not comparable", ("category",))


def test_fewer_classes_cannot_be_more_than_more_classes():
    some, more = "measured+indicated", "measured+indicated+inferred"
    assert compare(by_code("C1", some, value="90"), by_code("C2", more, value="20")).outcome == "inconsistent"
    assert compare(by_code("C1", some, value="20"), by_code("C2", more, value="90")).reasons == ("category",)


def test_a_later_figure_of_who_speaks_for_the_same_classes_is_a_revision():
    early = figure("C1", value="20", publisher="JOGMEC", date="2014")
    late = figure("C2", value="90", publisher="JOGMEC", date="2021-05")
    verdict = compare(early, late)
    assert (verdict.outcome, verdict.reasons) == ("not comparable", ("date",))
    assert "both are of JOGMEC, of 2014 and of May 2021: the later one revises the earlier" in verdict.text()
    for other in ({"publisher": "USGS"}, {"date": "2014"}, {"date": ""}):
        assert compare(early, replace(late, **other)).outcome == "inconsistent"
    assert compare(early, by_code("C3", "inferred", value="9", publisher="JOGMEC", date="2021")).reason != "date"


def test_newspapers_and_aggregators_revise_nothing():
    press = [item for item in BOOK.figures.values() if item.source_id in ("caspianpost_2025",)]
    assert press
    assert not any(item.publisher for item in press)


def test_different_cut_offs_are_different_categories():
    one, other = figure("C1", value="20", cutoff="0.2 % Cu"), figure("C2", value="90", cutoff="0.4 % Cu")
    verdict = compare(one, other)
    assert (verdict.outcome, verdict.reasons) == ("not comparable", ("category",))
    assert "different cut-offs: 0.2 % Cu, 0.4 % Cu" in verdict.text()
    assert compare(one, replace(other, cutoff="")).outcome == "inconsistent"
    assert compare(one, replace(other, cutoff=one.cutoff)).outcome == "inconsistent"
