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
    most telling quantity, a document that says where it has the figure from, the whole site, the best category by its
    lowest evidence grade, the newest date that a figure is for, the source nearest to the first statement, the highest
    evidence grade, the latest document, the lower id.

    Parameters
    ----------
    view
        The part of the data that is shown.

    Returns
    -------
    pandas.Series
        ``claim_id`` by ``site_id``; sites without a claim, or with doubted ones alone, are absent.
    """
    order = preference(view.catalog)
    pairs = view.catalog.site_claims
    able = view.claims.index[~view.claims["review"].isin(DOUBTED)]
    pairs = pairs[pairs["claim_id"].isin(able) & pairs["site_id"].isin(view.sites.index)]
    best = pairs.assign(order=pairs["claim_id"].map(order)).sort_values("order").drop_duplicates("site_id")
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
    # The columns are the order of preference of headline_claims: doubt first, for a doubted figure stands for nothing;
    # a figure of several sites belongs to none of them; copies lose words, so near sources come before late ones;
    # the id only keeps the order fixed.
    claims = catalog.claims
    tiers = {tier: place for place, tier in enumerate(catalog.schema.labels("sources", "tier"))}
    quantities = {quantity: place for place, quantity in enumerate(QUANTITIES)}
    tier = claims["source_id"].map(catalog.sources["tier"])
    keys = pandas.DataFrame(
        {
            "doubted": claims["review"] != "",
            "joint": claims["subject_ids"].map(len) > 1,
            "quantity": claims["quantity"].map(quantities).fillna(len(quantities)),
            "unsure": tier.isin(UNSURE_TIERS),
            "part": _column(claims, "scope", "whole") != "whole",
            "surely": -claims["evidence_grade_min"].astype(int),
            "as_of": -_column(claims, "as_of", "").map(_last_day).astype(int),
            "tier": tier.map(tiers),
            "at_best": -claims["evidence_grade_max"].astype(int),
            "date": -claims["source_date"].rank(method="dense"),  # of sources equally near, the newest knows most
            "claim_id": claims["claim_id"],
        }
    )
    ordered = keys.sort_values(list(keys.columns))
    return pandas.Series(range(len(ordered)), index=ordered.index)


def _column(claims: pandas.DataFrame, name: str, unsaid: str) -> pandas.Series:
    """Return a column of the claims; where older data have it not, what stands in it where nothing is said."""
    return claims[name] if name in claims else pandas.Series(unsaid, index=claims.index)


def _last_day(as_of: str) -> int:
    """Return the last day that a figure is for, as a number that grows with time; 0 where none is said."""
    return DaySpan.parse(as_of).last.toordinal() if as_of else 0
