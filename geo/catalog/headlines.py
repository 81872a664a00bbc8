"""The one claim that stands for a site in a list: chosen by rule, so that nobody's favourite figure wins."""

from __future__ import annotations

from typing import Final

import pandas

from geo.catalog.caching import cached_on_owner
from geo.catalog.day_spans import DaySpan
from geo.catalog.model import Catalog, View

_SAID: Final = ["quantity", "substance", "basis", "qualifier", "value_si", "value_max_si", "unit_si"]
"""What claims must share to say the same."""
QUANTITIES = (
    "tonnage",
    "grade",
    "production",
    "capacity",
    "area",
    "depth",
    "thickness",
    "investment",
    "duration",
    "count",
    "share",
    "distance",
)
"""Kinds of figure, the most telling first."""
DOUBTED: Final = ("flag", "hide")
"""Decisions of reviewers after which a claim never stands for a site."""
UNSURE_TIERS: Final = ("press-unsourced", "aggregator")
"""Tiers whose figures stand for a site only where no other document has one of that kind."""


def headline_claims(view: View) -> pandas.Series:
    """Return the headline claim of each site of a view.

    Of the claims that the view shows and no reviewer doubts, in this order of preference: about this site alone, the
    most telling quantity, the element that the site is listed for first, a document that says where it has the figure
    from, the whole site, what is no plan, no class that the same document adds up with others, the best category by its
    lowest evidence grade, the newest date that a figure is for, the source nearest to the first statement, the highest
    evidence grade, the latest document, the earlier row.

    Parameters
    ----------
    view
        The part of the data that is shown.

    Returns
    -------
    pandas.Series
        ``claim_id`` by ``site_id``; sites without a claim, or with doubted ones alone, are absent.
    """
    keys = _keys(view.catalog)
    pairs = view.catalog.site_claims
    able = view.claims.index[~view.claims["review"].isin(DOUBTED)]
    pairs = pairs[pairs["claim_id"].isin(able) & pairs["site_id"].isin(view.sites.index)]
    main = view.catalog.sites["elements"].str[0]
    told = pairs["claim_id"].map(view.catalog.claims["substance"])
    aside = (told != "") & (told.to_numpy() != pairs["site_id"].map(main).to_numpy())
    found = pairs.join(keys.drop(columns="claim_id"), on="claim_id").assign(aside=aside)
    order = list(keys.columns.drop("claim_id"))
    order.insert(order.index("quantity") + 1, "aside")
    best = found.sort_values(order).drop_duplicates("site_id")
    return best.set_index("site_id")["claim_id"]


def distinct(catalog: Catalog, claims: pandas.DataFrame) -> pandas.DataFrame:
    """Return claims about one subject, one for all that say the same.

    Parameters
    ----------
    catalog
        The data.
    claims
        Rows of the catalog's claims.

    Returns
    -------
    pandas.DataFrame
        Rows, the most telling first, with how many claims say it in the column ``copies``.
    """
    ordered = claims.loc[preference(catalog).reindex(claims.index).sort_values().index]
    copies = ordered.groupby(_SAID, dropna=False, sort=False)["claim_id"].transform("size")
    return ordered.assign(copies=copies).drop_duplicates(_SAID)


@cached_on_owner
def preference(catalog: Catalog) -> pandas.Series:
    """Return the place of each claim in the order of preference.

    Parameters
    ----------
    catalog
        The data.

    Returns
    -------
    pandas.Series of int
        By ``claim_id``; 0 is the most telling.
    """
    keys = _keys(catalog)
    ordered = keys.sort_values([name for name in keys.columns if name != "claim_id"])
    return pandas.Series(range(len(ordered)), index=ordered.index)


@cached_on_owner
def _keys(catalog: Catalog) -> pandas.DataFrame:
    # The columns are the order of preference of headline_claims: doubt first, for a doubted figure stands for nothing;
    # a figure of several sites belongs to none of them; copies lose words, so near sources come before late ones;
    # the row only keeps the order fixed.
    claims = catalog.claims
    tiers = {tier: place for place, tier in enumerate(catalog.schema.labels("sources", "tier"))}
    quantities = {quantity: place for place, quantity in enumerate(QUANTITIES)}
    tier = claims["source_id"].map(catalog.sources["tier"])
    return pandas.DataFrame(
        {
            "claim_id": claims["claim_id"],
            "doubted": claims["review"] != "",
            "joint": claims["subject_ids"].map(len) > 1,
            "quantity": claims["quantity"].map(quantities).fillna(len(quantities)),
            "unsure": tier.isin(UNSURE_TIERS),
            "part": _column(claims, "scope", "whole") != "whole",
            "planned": claims["modality"] == "target",
            "added_up": _added_up(claims),
            "surely": -claims["evidence_grade_min"].astype(int),
            "as_of": -_column(claims, "as_of", "").map(_last_day).astype(int),
            "tier": tier.map(tiers),
            "at_best": -claims["evidence_grade_max"].astype(int),
            "date": -claims["source_date"].rank(method="dense"),  # of sources equally near, the newest knows most
            "row": range(len(claims)),
        },
        index=claims.index,
    )


_TOTALLED: Final = ["source_id", "subject_ids", "quantity", "substance", "basis", "as_of", "scope"]
"""What a class and the total that it is part of share."""


def _added_up(claims: pandas.DataFrame) -> pandas.Series:
    """Tell which figures are of classes that the same document adds up with others to a larger set of classes."""
    if "category_codes" not in claims:
        return pandas.Series(False, index=claims.index)
    sets = claims["category_codes"].map(frozenset)
    told = sets[sets.map(len) > 0]
    parts = {
        claim
        for _, group in claims.loc[told.index].groupby(_TOTALLED, sort=False)
        for claim in group.index
        if any(told[claim] < other for other in told.loc[group.index])
    }
    return pandas.Series(claims.index.isin(parts), index=claims.index)


def _column(claims: pandas.DataFrame, name: str, unsaid: str) -> pandas.Series:
    """Return a column of the claims; where older data have it not, what stands in it where nothing is said."""
    return claims[name] if name in claims else pandas.Series(unsaid, index=claims.index)


def _last_day(as_of: str) -> int:
    """Return the last day that a figure is for, as a number that grows with time; 0 where none is said."""
    return DaySpan.parse(as_of).last.toordinal() if as_of else 0
