"""What the marks can show of the claims: how far they contradict, how good their evidence is, tonnages, status."""

from __future__ import annotations

from typing import Any, get_args

import pytest

import geo
from geo.claims.conflicts import strongest
from geo.plot import overlays
from geo.plot.overlays import OVERLAYS, TONNAGES, OverlayKind, overlay
from pages.components.session import language


@pytest.fixture(scope="module")
def view(prepared: Any) -> geo.View:
    return geo.select(prepared)


def test_all_kinds_are_offered() -> None:
    assert get_args(OverlayKind) == OVERLAYS
    assert set(TONNAGES) < set(OVERLAYS)


@pytest.mark.parametrize("kind", OVERLAYS)
def test_levels_are_lines_of_the_legend_and_sizes_have_words(view: geo.View, kind: OverlayKind) -> None:
    found = overlay(view, kind)
    assert found.kind == kind
    assert found.title
    assert found.marks
    assert set(found.marks) <= set(view.sites.index)
    for rating in found.marks.values():
        assert rating.remark
        assert not rating.remark.endswith(".")
        if found.levels:
            assert 0 <= rating.level < len(found.levels)
            assert (rating.amount, rating.label) == (0.0, "")
        else:
            assert rating.amount > 0
            assert rating.label
    assert bool(found.levels) is not bool(found.steps)
    assert bool(found.none) is bool(found.steps)


@pytest.mark.parametrize("kind", OVERLAYS)
def test_an_overlay_of_a_view_is_made_once(view: geo.View, kind: OverlayKind) -> None:
    assert overlay(view, kind) is overlay(view, kind)


def test_contradictions_carry_the_least_factor(view: geo.View) -> None:
    found = overlay(view, "contradiction")
    zhana = found.marks["zhana_kazakhstan"]
    assert zhana.remark == "claims differ by a factor of 1,429"
    assert zhana.label == "×\u00a01,429"
    assert zhana.amount == pytest.approx(1429, abs=0.5)
    assert set(found.marks) == {site for site in strongest(view) if site in view.sites.index}
    assert [amount for amount, _ in found.steps] == sorted(amount for amount, _ in found.steps)


def test_evidence_grades_every_site(view: geo.View) -> None:
    found = overlay(view, "evidence")
    assert set(found.marks) == set(view.sites.index)
    bare = set(view.sites.index) - set(view.catalog.site_claims["site_id"])
    assert bare
    assert {found.marks[site].level for site in bare} == {0}
    assert found.levels[found.marks["zhana_kazakhstan"].level] == "forecast resources"
    assert max(rating.level for rating in found.marks.values()) == len(found.levels) - 1


@pytest.mark.parametrize("basis", TONNAGES)
def test_tonnages_are_of_one_basis_and_of_the_site_alone(view: geo.View, basis: OverlayKind) -> None:
    claims = view.claims
    claims = claims[(claims["quantity"] == "tonnage") & (claims["basis"] == basis) & (claims["unit_si"] == "t")]
    for site, rating in overlay(view, basis).marks.items():
        about = claims[claims["subject_ids"].map(lambda subjects, site=site: tuple(subjects) == (site,))]
        assert rating.amount in {*about["value_si"], *about["value_max_si"]}


def test_tonnes_are_written_in_short() -> None:
    amounts = (0.5, 950, 12_345, 1_429_000, 2_000_000_000)
    assert [overlays._tonnes(amount, str) for amount in amounts] == [
        "0.5 t",
        "950 t",
        "12.3 thousand t",
        "1.43 million t",
        "2 billion t",
    ]


def test_status_rates_every_site(view: geo.View) -> None:
    found = overlay(view, "status")
    assert set(found.marks) == set(view.sites.index)
    labels = view.catalog.schema.labels("sites", "status_class")
    for site, rating in found.marks.items():
        assert rating.remark == labels[view.sites.at[site, "status_class"]] == found.levels[rating.level]


@pytest.mark.parametrize("kind", OVERLAYS)
def test_a_view_without_sites_has_no_ratings(prepared: Any, kind: OverlayKind) -> None:
    empty = geo.select(prepared, geo.Selection(elements=("Li",), regions=("KZ-47",)))
    assert overlay(empty, kind).marks == {}


def test_words_are_in_the_language(view: geo.View) -> None:
    found = overlay(view, "contradiction", language.of_code("ru"))
    assert found.marks["zhana_kazakhstan"].label == "×\u00a01\u202f429"
