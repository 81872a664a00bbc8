"""Verdicts: every reason, the order of the tests, symmetry, and no factor where nothing may be compared."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo.claims import intervals
from geo.claims.comparability import obstacles
from geo.claims.ledger import ledger
from geo.claims.sentences import phrase
from geo.claims.totals import Refusal, Total, total
from geo.claims.verdicts import compare, inside, weigh

BOOK = ledger(geo.load())
BASE = replace(
    BOOK.figure("C065"), material="rare earths", category="", grade_low=0, grade_high=0, depth=None, review=""
)


def figure(claim_id="C1", qualifier="exact", value="20", value_max="", factor=1_000_000, **changes):
    """A tonnage of rare-earth metal of one site, but for what is asked for."""
    written, loose = (
        intervals.from_claim(qualifier, value, value_max, factor=factor, counted=counted) for counted in (True, False)
    )
    return replace(
        BASE,
        claim_id=claim_id,
        qualifier=qualifier,
        value=loose,
        written=written,
        stated=Fraction(value) * factor,
        half_digit=intervals.half_digit(value) * factor,
        amount=phrase("{figure}", figure=f"{qualifier} {value} million t"),
        **changes,
    )


QUALIFIERS = ("exact", "about", "up to", "nearly", "over", "at least")
FIGURES = st.builds(
    figure,
    claim_id=st.sampled_from(["C1", "C2", "C3"]),
    qualifier=st.sampled_from(QUALIFIERS),
    value=st.integers(1, 10**6).map(str),
    basis=st.sampled_from(["ore", "element", "oxide", "ambiguous"]),
    substance=st.sampled_from(["REE", "RM"]),
    scope=st.sampled_from(["", "38 promising areas"]),
    grade_low=st.just(1),
    grade_high=st.sampled_from([1, 3]),
)


@given(FIGURES, FIGURES)
def test_verdicts_are_symmetric(a, b):
    if a.claim_id != b.claim_id:
        assert compare(a, b) == compare(b, a)


@given(FIGURES, FIGURES)
def test_a_factor_belongs_to_inconsistent_and_reasons_are_never_empty(a, b):
    verdict = compare(a, b)
    assert (verdict.factor is not None) == (verdict.outcome == "inconsistent")
    assert verdict.factor is None or verdict.factor >= 1
    assert verdict.reason == verdict.reasons[0]
    assert "{" not in verdict.text()


@given(FIGURES, FIGURES)
def test_no_two_figures_that_share_a_number_are_inconsistent(a, b):
    if a.basis == b.basis and a.value.meet(b.value) is not None:
        assert compare(a, b).outcome != "inconsistent"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"quantity": "production", "unit": "t/a"}, "quantity"),
        ({"basis": "ore"}, "basis"),
        ({"scope": "one of five ore bodies"}, "scope"),
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
        "C2", basis="ore", scope="half", grade_low=4, grade_high=8, substance="RM", edition="2024", category="reserve"
    )
    one = figure("C1", grade_low=1, grade_high=3, edition="2023", category="forecast")
    assert [item.reason for item in obstacles(one, other)] == ["basis", "scope", "category", "substance", "date"]


def test_forecast_against_reserve_is_no_comparison_but_none_stated_is_only_remarked():
    forecast = figure("C1", grade_low=1, grade_high=3, category="forecast")
    assert compare(forecast, figure("C2", grade_low=4, grade_high=8, category="reserve")).reason == "category"
    verdict = compare(forecast, figure("C2"))
    assert verdict.outcome == "consistent"
    assert "Only one names a category" in verdict.text()


def test_editions_and_years_of_figures_that_change():
    a, b = figure("C1", years=frozenset({"2023"})), figure("C2", years=frozenset({"2024"}))
    assert compare(a, b).reason == "date"
    assert compare(a, figure("C2")).outcome == "consistent"
    assert compare(replace(a, quantity="area"), replace(b, quantity="area")).outcome == "consistent"


def test_oxide_and_element_are_compared_after_conversion():
    verdict = compare(figure("C1", value="20"), figure("C2", value="24", basis="oxide"))
    assert verdict.outcome == "consistent"
    assert "turned into oxide" in verdict.text()
    assert compare(figure("C1", value="20"), figure("C2", value="20", basis="oxide")).outcome == "inconsistent"


def test_opposite_qualifiers_of_the_same_figure():
    verdict = compare(figure("C1", "up to"), figure("C2", "over"))
    assert (verdict.outcome, verdict.reason, verdict.factor) == ("inconsistent", "opposite qualifiers", 1)
    assert compare(figure("C1", "up to"), figure("C2", "at least")).outcome == "undetermined"


def test_one_sided_overlap_is_undetermined_and_two_sided_is_consistent():
    assert compare(figure("C1", "over"), figure("C2", value="28")).reason == "one-sided"
    assert compare(figure("C1", "about"), figure("C2")).outcome == "consistent"


def test_ambiguous_basis_names_its_readings():
    verdict = compare(figure("C1", basis="ambiguous"), figure("C2"))
    assert (verdict.outcome, verdict.reason) == ("undetermined", "basis")
    assert set(verdict.by_reading) == {"ore/element", "element/element", "oxide/element"}
    for words in ("Read as ore", "Read as metal", "Read as oxide"):
        assert words in verdict.text()


def test_readings_that_all_agree_settle_the_matter():
    verdict = compare(figure("C1", basis="ambiguous"), figure("C2", scope="half", basis="ore"))
    assert verdict.outcome == "not comparable"
    assert "every reading" in verdict.text()


def test_weighing_is_by_ends_alone():
    a, b = intervals.point(10), intervals.point(25)
    assert weigh(a, b) == ("inconsistent", "disjoint", Fraction(5, 2))
    assert weigh(a, a) == ("consistent", "same figure", None)


def test_a_part_above_its_whole_is_inconsistent():
    part = figure("C1", value="30", subjects=frozenset({"irgiz"}), containers=frozenset({"zhana_kazakhstan"}))
    whole = figure("C2", value="20")
    verdict = compare(part, whole)
    assert (verdict.outcome, verdict.reason) == ("inconsistent", "part above whole")
    assert verdict.factor == Fraction("29.5") / Fraction("20.5")
    assert inside(replace(part, value=intervals.point(1)), whole).outcome == "consistent"
    assert compare(part, replace(whole, scope="half")).outcome == "not comparable"


def test_all_claims_can_be_compared_with_all_others_of_their_subject():
    by_subject = {}
    for item in BOOK.figures.values():
        by_subject.setdefault(item.subjects, []).append(item)
    for items in by_subject.values():
        for a, b in combinations(items[:12], 2):
            assert "{" not in compare(a, b).text()


def test_sentences_are_translated():
    said = []
    compare(figure("C1"), figure("C2")).text(lambda words: said.append(words) or words)
    assert "{a} against {b}." in said


def test_qualifiers_are_translated_too():
    words = {"up to {amount}": "до {amount}", "over {amount}": "свыше {amount}"}
    text = compare(BOOK.figure("C022"), BOOK.figure("C065")).text(lambda template: words.get(template, template))
    assert "до 20" in text
    assert "свыше 20" in text


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"quantity": "grade", "unit": "g/t"}, "quantity"),
        ({"subjects": frozenset({"irgiz"}), "containers": frozenset({"zhana_kazakhstan"})}, "scope"),
        ({"subjects": frozenset({"zhana_kazakhstan", "boguty"})}, "scope"),
        ({"subjects": frozenset({"boguty"}), "basis": "oxide"}, "basis"),
        ({"subjects": frozenset({"boguty"}), "grade_low": 4, "grade_high": 6}, "category"),
        ({"subjects": frozenset({"boguty"}), "substance": "W"}, "substance"),
        ({}, "substance"),
    ],
)
def test_sums_without_sense_are_refused(changes, reason):
    for pair in product([figure("C1")], [figure("C2", **changes)]):
        for order in (pair, pair[::-1]):
            result = total(order)
            assert isinstance(result, Refusal)
            assert result.reason == reason
            assert result.sentence.text()


def test_sums_of_different_places_are_exact():
    result = total([figure("C1"), figure("C2", value="0.5", subjects=frozenset({"boguty"}))])
    assert isinstance(result, Total)
    assert result.interval == intervals.Interval(19_950_000, 21_050_000)
    assert result.claim_ids == ("C1", "C2")
    with pytest.raises(ValueError, match="nothing"):
        total([])


@pytest.mark.parametrize(
    ("reserve", "resource", "words"),
    [
        ("reserves", "JORC resources", "a reserve is a part of a resource"),
        ("total reserves", "JORC Indicated+Inferred", "a reserve is a part of a resource"),
        ("historical reserves", "resources", "a reserve is a part of a resource"),
        ('"confirmed reserves"', "estimated total resources", "a reserve is a part of a resource"),
    ],
)
def test_a_reserve_is_not_set_against_a_resource(reserve, resource, words):
    verdict = compare(figure("C1", value="20", category=reserve), figure("C2", value="64", category=resource))
    assert (verdict.outcome, verdict.reasons) == ("not comparable", ("category",))
    for part in (words, reserve, resource, "64 million t is 3.2 times 20 million t"):
        assert part in verdict.text()


def test_a_reserve_above_the_resource_goes_by_another_code():
    verdict = compare(figure("C1", value="64", category="reserves"), figure("C2", value="20", category="resources"))
    assert verdict.reason == "category"
    assert "do not go by one code" in verdict.text()


def test_a_forecast_is_not_a_reserve_and_words_of_one_kind_are_compared():
    forecast = figure("C1", category="forecast resources", grade_low=1, grade_high=3)
    verdict = compare(forecast, figure("C2", category="reserves"))
    assert verdict.reason == "category"
    assert "which is not yet a reserve" in verdict.text()
    far = figure("C2", value="90", category="state reserves")
    assert compare(figure("C1", category="reserves"), far).outcome == "inconsistent"
    assert compare(figure("C1", category="estimate"), far).outcome == "inconsistent"


def test_only_tonnages_are_reserves_or_resources():
    assert figure(category="reserves").estimate == "reserve"
    assert figure(category="reserves and resources").estimate == ""
    assert figure(category="reserves", quantity="rank").estimate == ""


def test_what_was_before_a_revision_is_not_set_against_it():
    verdict = compare(BOOK.figure("C222"), BOOK.figure("C223"))
    assert (verdict.outcome, verdict.reasons) == ("not comparable", ("date",))
    assert "before 2025" in verdict.text()
    undated = compare(BOOK.figure("C223"), BOOK.figure("C224"))
    assert (undated.outcome, undated.reason) == ("not comparable", "date")
    assert "bears no date" in undated.text()
    assert "1.72 times" in undated.text()


@pytest.mark.parametrize(
    ("a", "b", "ratio"), [("C001", "C109", "10.8"), ("C221", "C224", "3.2"), ("C135", "C136", "1,429")]
)
def test_what_is_not_comparable_still_says_how_many_times(a, b, ratio):
    verdict = compare(BOOK.figure(a), BOOK.figure(b))
    assert verdict.outcome == "not comparable"
    assert f" is {ratio} times " in verdict.text()
    assert " times " not in compare(figure("C1", basis="ore"), figure("C2", value="29")).text()


def test_ratios_of_different_things_counted_are_not_told():
    verdict = compare(BOOK.figure("C088"), BOOK.figure("C089"))
    assert verdict.ratio == Fraction(9, 4)
    assert "times" not in verdict.text()


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


def test_a_category_that_only_one_names_is_left_out_where_it_changes_nothing():
    forecast = figure("C1", grade_low=1, grade_high=3, category="forecast")
    assert "Only one names" in compare(forecast, figure("C2", value="60")).text()
    assert "Only one names" not in compare(forecast, figure("C2", value="900")).text()
    assert "Only one names" not in compare(forecast, figure("C2", basis="ore")).text()


def test_tonnes_of_what_is_not_said():
    text = compare(figure("C1", basis="ambiguous"), figure("C2")).text()
    assert "exact 20 million t does not say tonnes of what." in text
