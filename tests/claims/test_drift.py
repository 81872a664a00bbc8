"""What changed from one claim to its copy: each field once, in words."""

from __future__ import annotations

import pytest

import geo
from geo.claims import drift, families
from tests.claims.copying import APRIL, DECEMBER, changes, words


@pytest.fixture(scope="module")
def april(catalog):
    return families.family(catalog, APRIL)


def test_over_twenty_becomes_up_to_twenty(april):
    edge = april.upstream["C015"]
    assert (edge.upstream, edge.stated) == ("C065", True)
    assert words(april, "C015")[0] == "over → up to"
    assert "“over” became “up to”" in edge.words()


def test_metal_becomes_ore(april):
    for claim in ("C039", "C137", "C139"):
        assert changes(april, claim)["basis"].arrow.text() == "metal → ore"
        assert april.upstream[claim].upstream == APRIL
        assert april.upstream[claim].compared == april.best(claim) != ""


def test_metal_is_no_longer_said(april):
    assert changes(april, "C075")["basis"].sentence.text().startswith("metal before; the words now leave open")


def test_the_site_becomes_the_area_and_the_area_the_site(catalog, april):
    december = families.family(catalog, DECEMBER)
    assert changes(december, "C128")["subject"].sentence.text() == (
        "said of Kuirektykol, now of Zhana Kazakhstan, which contains it"
    )
    assert changes(april, "C129")["subject"].after == "Zhana Kazakhstan"
    assert changes(april, "C279")["subject"].sentence.text().endswith("a part of it")
    assert "which contains it" in changes(december, "C093")["subject"].sentence.text()


def test_a_forecast_becomes_reserves_or_nothing(catalog, april):
    assert changes(april, "C276")["category"].arrow.text() == "forecast → reserves"
    assert changes(april, "C015")["category"].arrow.text() == "forecast → no category"
    december = families.family(catalog, DECEMBER)
    assert changes(december, "C275")["category"].arrow.text() == "forecast → reserves"


def test_short_tons_are_seen_where_tonnes_were_meant(april):
    for claim, factor in (("C140", 0.907), ("C141", 0.907)):
        change = changes(april, claim)["short tons"]
        assert round(change.factor, 3) == factor
        assert "0.907" in change.sentence.text()
        assert "value" not in changes(april, claim)


def test_a_converted_distance_is_no_new_figure(april):
    assert set(changes(april, "C050")) == {"rounding"}
    assert words(april, "C050") == ["420 km → 261 miles"]


def test_tens_of_millions_is_another_figure_of_the_site(april):
    change = changes(april, "C018")["value"]
    assert (str(change.before), str(change.after)) == ("1 million tons", "10–100 million tons")


def test_a_lost_currency(catalog):
    family = families.family(catalog, "C115")
    assert family.origin.claim["claim_id"] == "C115"
    assert "currency" in changes(family, "C055")
    assert "the currency is lost" in family.upstream["C055"].words()


def test_a_target_becomes_a_fact_and_critical_materials_become_rare_earths(catalog):
    assert words(families.family(catalog, "C117"), "C054") == ["Planned → Stated"]
    assert "material" in changes(families.family(catalog, "C146"), "C042")


def test_third_becomes_second(catalog):
    assert changes(families.family(catalog, "reuters-2025-04-02"), "C049")["value"].arrow.text() == "3 → 2"


def test_a_claim_has_not_drifted_from_itself(catalog):
    for row in geo.catalog.model.records(catalog.claims):
        assert drift.drift(catalog, row, row) == ()


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        ("qualifier", "up to", "qualifier"),
        ("basis", "ore", "basis"),
        ("substance", "Nd", "material"),
        ("subject_ids", "kuirektykol", "subject"),
        ("subject_label", "Jana Qazaqstan", "name"),
        ("modality", "potential", "modality"),
        ("material_as_written", "", "material"),
    ],
)
def test_each_field_that_changes_is_one_change(broken, column, value, kind):
    broken.cells("claims.csv", "C070", **{column: value})
    catalog = broken.load()
    rows = catalog.claims.loc[["C062", "C070"]]
    before, after = geo.catalog.model.records(rows)
    assert [change.kind for change in drift.drift(catalog, before, after)] == [kind]


def test_an_average_that_becomes_a_maximum_is_one_change(broken):
    broken.cells("claims.csv", "C063", grade_kind="max_sample")
    catalog = broken.load()
    before, after = geo.catalog.model.records(catalog.claims.loc[["C287", "C063"]])
    assert [change.arrow.text() for change in drift.drift(catalog, before, after)] == ["Average → Highest sample"]


@pytest.mark.parametrize(
    ("date", "last"),
    [
        ("2025", "2025-12-31"),
        ("2024-02", "2024-02-29"),
        ("2025-04-02", "2025-04-02"),
        ("2025-08/2025-09", "2025-09-30"),
        ("", drift.UNDATED),
    ],
)
def test_the_last_day_of_a_date(date, last):
    assert drift.last_day(date) == last
