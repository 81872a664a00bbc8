"""What the record holds, by region and in all."""

from __future__ import annotations

import pytest

import geo
from geo.catalog.summary import holdings


@pytest.fixture(scope="module")
def held(catalog):
    return {item.region: item for item in holdings(catalog)}


def test_every_site_is_counted_once(catalog, held):
    *regions, whole = held.values()
    assert list(held) == [*catalog.regions.index, "unsettled", ""]
    for name in ("sites", "with_figure", "with_tonnage", "with_place"):
        assert sum(getattr(item, name) for item in regions) == getattr(whole, name)
    assert (whole.sites, whole.claims, whole.sources) == tuple(
        len(catalog.frames[name]) for name in ("sites", "claims", "sources")
    )


def test_a_region_holds_what_is_said_of_it_and_of_its_sites(catalog, held):
    turkistan = held["KZ-61"]
    sites = catalog.sites[catalog.sites["region_iso"] == "KZ-61"]
    assert turkistan.sites == len(sites)
    assert turkistan.with_place == int((~sites.geometry.isna()).sum())
    about_region = [claim for claim, ids in catalog.claims["subject_ids"].items() if "KZ-10" in ids]
    assert about_region
    assert held["KZ-10"].claims >= len(about_region)


def test_a_hidden_figure_counts_as_a_claim_and_not_as_a_figure(broken, held):
    for claim in ("C187", "C188", "C217", "C218", "C219", "C220"):
        broken.cells("claims.csv", claim, review="hide", review_reason="doubted")
    after = next(item for item in holdings(broken.load()) if item.region == "KZ-19")
    assert after.claims == held["KZ-19"].claims
    assert (after.with_figure, held["KZ-19"].with_figure) == (0, 1)


def test_a_share_of_no_site_is_none(catalog):
    empty = next(item for item in holdings(catalog) if not item.sites)
    assert empty.share(0) is None
    assert geo.select(catalog, geo.Selection(regions=(empty.region,))).sites.empty
