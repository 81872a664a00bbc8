"""What stands out in a view: chosen by rule, and only among what the view shows."""

from __future__ import annotations

from collections import Counter

import geo
from geo.catalog.selection import Index, select
from geo.check import highlights
from geo.claims import conflicts
from pages.components.session import language


def told(prepared: Index, **chosen):
    shown = select(prepared, geo.Selection(**chosen))
    return shown, highlights.highlights(shown, select(prepared))


def test_the_first_is_the_strongest_contradiction(prepared: Index) -> None:
    shown, found = told(prepared)
    strongest = conflicts.strongest(shown)
    largest = max(group.factor for site, group in strongest.items() if site in shown.sites.index)
    site, words = found[0]
    assert strongest[site].factor == largest
    assert words == highlights.differ(strongest[site])
    assert words[0].isupper()


def test_each_reason_is_true_of_its_site(prepared: Index) -> None:
    shown, found = told(prepared)
    reasons = {words.partition(":")[0]: (site, words) for site, words in found}
    number = Counter(shown.catalog.site_claims.loc[lambda pairs: pairs["claim_id"].isin(shown.claims.index), "site_id"])
    site, words = reasons["Most claims"]
    assert (number[site], words) == (max(number.values()), f"Most claims: {number[site]}")
    site, _ = reasons["Least sure place on the map"]
    assert shown.sites.at[site, "uncertainty_km"] == shown.sites["uncertainty_km"].max()


def test_only_sites_of_the_view_stand_out(prepared: Index) -> None:
    for iso in prepared.catalog.regions.index:
        shown, found = told(prepared, regions=(iso,))
        assert {site for site, _ in found} <= set(shown.sites.index)


def test_nothing_stands_out_where_no_site_is_left(prepared: Index) -> None:
    shown, found = told(prepared, regions=("KZ-35",), main_groups=("phosphate-by-product",))
    assert shown.sites.empty
    assert found == ()


def test_languages_are_kept_apart(prepared: Index) -> None:
    shown, whole = select(prepared), select(prepared)
    english, russian = (highlights.highlights(shown, whole, language.of_code(code)) for code in ("en", "ru"))
    assert english is highlights.highlights(shown, whole, language.of_code("en"))
    assert [site for site, _ in english] == [site for site, _ in russian]
    assert not {words for _, words in english} & {words for _, words in russian}
