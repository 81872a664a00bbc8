"""Verdicts: symmetry, a reason for each, readings weighed one by one, and no factor where nothing may be compared."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from geo.claims import intervals
from geo.claims.verdicts import compare, inside, weigh
from tests.claims.making import BOOK, figure

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
    assert compare(part, replace(whole, scope="half", scope_kind="part")).outcome == "not comparable"


def test_all_claims_can_be_compared_with_all_others_of_their_subject():
    by_subject = {}
    for item in BOOK.figures.values():
        by_subject.setdefault(item.subjects, []).append(item)
    for items in by_subject.values():
        for a, b in combinations(items[:12], 2):
            assert "{" not in compare(a, b).text()


def test_figures_nearer_than_rounding_are_consistent_unless_they_are_counted_or_say_at_most_and_more():
    near = compare(figure("C1", value="1001"), figure("C2", value="1041"))
    assert (near.outcome, near.reasons, near.factor) == ("consistent", ("rounding",), None)
    assert "rounding explains it" in near.text()
    assert compare(figure("C1", value="1001"), figure("C2", value="1071")).outcome == "inconsistent"
    counts = [figure(f"C{number}", value=str(number), unit="count", quantity="count") for number in (101, 103)]
    assert compare(*counts).outcome == "inconsistent"
    assert compare(figure("C1", "up to"), figure("C2", "over")).reason == "opposite qualifiers"
    part = figure("C1", value="1041", subjects=frozenset({"irgiz"}), containers=frozenset({"zhana_kazakhstan"}))
    assert inside(part, figure("C2", value="1001")).outcome == "undetermined"
