"""Evidence: each grade has a stage, and a site that of its best claim that is not hidden."""

from __future__ import annotations

import geo
from geo.catalog import evidence


def test_every_grade_has_a_stage_and_no_stage_is_left_over(catalog: geo.Catalog) -> None:
    stages = evidence.stages(catalog)
    assert set(stages) == set(range(9))
    assert set(stages.values()) == set(evidence.STAGES) - {evidence.UNCLAIMED}
    order = list(evidence.STAGES)
    assert [order.index(stages[grade]) for grade in sorted(stages)] == sorted(map(order.index, stages.values()))


def test_the_best_claim_has_the_highest_grade_for_sure(catalog: geo.Catalog) -> None:
    found = evidence.best(catalog, catalog.claims)
    for site, low in found["low"].items():
        claims = catalog.site_claims.loc[catalog.site_claims["site_id"] == site, "claim_id"]
        assert low == catalog.claims.loc[claims, "evidence_grade_min"].astype(int).max()
    assert evidence.best(catalog, catalog.claims.iloc[:0]).empty


def test_a_site_without_a_claim_is_unclaimed_and_a_hidden_claim_is_none(broken) -> None:
    catalog = broken.load()
    stages = evidence.stage_of_sites(catalog)
    assert list(stages.index) == list(catalog.sites.index)
    assert set(stages.index[stages == evidence.UNCLAIMED]).isdisjoint(
        evidence.best(catalog, catalog.claims[catalog.claims["review"] != "hide"]).index
    )
    site = next(site for site in stages.index if stages[site] == "reserve")
    for claim in catalog.site_claims.loc[catalog.site_claims["site_id"] == site, "claim_id"]:
        broken.cells("claims.csv", claim, review="hide", review_reason="not about this place")
    assert evidence.stage_of_sites(broken.load())[site] == evidence.UNCLAIMED
