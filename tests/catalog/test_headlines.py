"""The headline claim is chosen by rule: each rule decides where those before it are even."""

from __future__ import annotations

import pandas
import pytest

import geo
from geo import Selection
from geo.catalog.headlines import QUANTITIES, headline_claims

BASE = {
    "claim_id": "C001",
    "subject_ids": "kurumsak",
    "subject_label": "Kurumsak",
    "quantity": "tonnage",
    "qualifier": "exact",
    "modality": "stated",
    "value": "5",
    "unit": "t",
    "value_si": "5",
    "unit_si": "t",
    "basis": "ore",
    "evidence_grade_min": "0",
    "evidence_grade_max": "0",
    "source_id": "seed_001",
    "source_date": "2025-04",
    "paraphrase": "x",
    "scope": "whole",
    "cumulative": "false",
}
YEAR = {
    "quantity": "date",
    "unit": "year",
    "unit_si": "year",
    "value": "1950",
    "value_si": "1950",
    "measurand": "discovery",
}
INDICATED = {
    "category_system": "CRIRSCO",
    "category_codes": "indicated",
    "evidence_grade_min": "5",
    "evidence_grade_max": "5",
}
INFERRED = INDICATED | {"category_codes": "inferred", "evidence_grade_min": "4", "evidence_grade_max": "4"}
BALANCE = {
    "category_system": "GKZ",
    "category_codes": "balance",
    "evidence_grade_min": "4",
    "evidence_grade_max": "6",
}
GRADE = {"quantity": "grade", "unit": "g/t", "unit_si": "g/t", "basis": "", "grade_kind": "average"}


def headline(broken, *claims):
    """Load the data with only these claims and return the headline claim of Kurumsak."""
    columns = broken.text("claims.csv").split("\n")[0].split(",")
    dates = dict(geo.load(broken.path).sources["date"])
    rows = [BASE | {"claim_id": f"C{number:03}"} | values for number, values in enumerate(claims, start=1)]
    for row in rows:
        row["source_date"] = dates[row["source_id"]]
    pandas.DataFrame(rows, columns=columns).to_csv(broken.path / "claims.csv", index=False, lineterminator="\n")
    return headline_claims(geo.select(broken.load())).get("kurumsak")


def source_of(catalog, tier, dates=lambda date: True):
    sources = catalog.sources
    return next(key for key, row in sources.iterrows() if row["tier"] == tier and dates(row["date"]))


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ({"review": "flag", "review_reason": "doubted"}, GRADE | {"subject_ids": "kurumsak;melovoye"}),
        ({"subject_ids": "kurumsak;melovoye"}, GRADE),
        (GRADE, {}),
        (YEAR, GRADE),
        (INFERRED | {"scope": "ore body", "scope_as_written": "ore body 1"}, {}),
        (BALANCE, INDICATED),
        (INFERRED | {"as_of": "2025"}, INDICATED | {"as_of": "2019"}),
        (INDICATED | {"as_of": "2024"}, INDICATED | {"as_of": "2025-06-30"}),
        (INDICATED, INDICATED | {"as_of": "../2010"}),
        (INFERRED, BALANCE),
    ],
    ids=[
        "not doubted",
        "about the site alone",
        "quantity",
        "no headline quantity",
        "the whole site",
        "lowest grade of its range",
        "category before date",
        "newest date",
        "a date at all",
        "highest grade where all else is even",
    ],
)
def test_rule(broken, worse, better):
    assert headline(broken, worse, better) == "C002"


@pytest.mark.parametrize("tier", ["aggregator", "press-unsourced"])
def test_unsure_documents_stand_below_all_others_of_their_kind(broken, catalog, tier):
    unsure = INDICATED | {"source_id": source_of(catalog, tier), "as_of": "2025"}
    assert headline(broken, unsure, {"source_id": source_of(catalog, "dataset")}) == "C002"
    assert headline(broken, unsure, GRADE | {"source_id": source_of(catalog, "dataset")}) == "C001"


def test_a_better_category_wins_over_a_nearer_source_and_that_over_a_farther_one(broken, catalog):
    ministry = {"source_id": source_of(catalog, "official-primary")}
    company = {"source_id": source_of(catalog, "company")}
    assert headline(broken, INFERRED | ministry, INDICATED | company) == "C002"
    assert headline(broken, INDICATED | company, INDICATED | ministry) == "C002"


def test_a_doubted_claim_is_never_the_headline(broken):
    doubted = {"review": "flag", "review_reason": "doubted"}
    assert headline(broken, INDICATED | doubted) is None


def test_a_reserve_by_code_wins_over_the_figure_of_a_database(catalog, broken):
    columns = broken.text("claims.csv").split("\n")[0].split(",")
    jorc = BASE | INDICATED | {"claim_id": "C900", "subject_ids": "boguty", "subject_label": "Boguty", "as_of": "2025"}
    jorc |= {"source_id": "far_20240201", "source_date": catalog.sources.at["far_20240201", "date"]}
    row = pandas.DataFrame([jorc], columns=columns).to_csv(index=False, header=False, lineterminator="\n")
    broken.write("claims.csv", broken.text("claims.csv") + row)
    assert headline_claims(geo.select(catalog))["boguty"] == "C187"
    assert headline_claims(geo.select(broken.load()))["boguty"] == "C900"


def test_later_date_wins_among_equals(broken, catalog):
    early = {"source_id": source_of(catalog, "press-citing-primary", lambda date: date[:4] in ("2023", "2024"))}
    late = {"source_id": source_of(catalog, "press-citing-primary", lambda date: date[:4] == "2025")}
    assert headline(broken, early, late) == "C002"


def test_lower_id_wins_among_full_equals(broken):
    assert headline(broken, {}, {}) == "C001"


def test_hidden_claim_is_never_the_headline(broken):
    assert headline(broken, {"review": "hide", "review_reason": "absurd"}) is None


def test_every_shown_site_with_a_claim_has_one_of_its_own(catalog):
    view = geo.select(catalog, Selection(regions=("KZ-35",)))
    chosen = headline_claims(view)
    about = {site for subjects in view.claims["subject_ids"] for site in subjects}
    assert set(chosen.index) == about & set(view.sites.index)
    assert all(site in catalog.claims.at[claim, "subject_ids"] for site, claim in chosen.items())
    assert chosen.isin(view.claims.index).all()


def test_headline_is_among_the_claims_of_the_sources_asked_for(catalog):
    view = geo.select(catalog, Selection(sources=("seed_001",)))
    chosen = headline_claims(view)
    assert len(chosen) > 0
    assert set(catalog.claims.loc[chosen, "source_id"]) == {"seed_001"}


def test_nothing_has_no_headline(catalog):
    assert headline_claims(geo.select(catalog, Selection(regions=("KZ-71",)))).empty


def test_quantities_are_those_of_the_schema(catalog):
    assert set(QUANTITIES) <= set(catalog.schema.labels("claims", "quantity"))
    assert len(set(QUANTITIES)) == len(QUANTITIES)
