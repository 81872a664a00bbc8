"""How well the figures about a site are established: the stage of its best claim."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas

from geo.catalog.model import Catalog
from geo.language.translation import N_, Text

UNCLAIMED: Final = "unclaimed"
"""Stage of a site of which no figure is claimed."""

STAGES: Final[Mapping[str, Text]] = {
    UNCLAIMED: N_("no figure is claimed"),
    "uncategorised": N_("no category stated"),
    "forecast": N_("forecast resources"),
    "preliminary": N_("preliminary estimate"),
    "explored": N_("explored"),
    "reserve": N_("reserve"),
}
"""Stages in words, weakest first; but for the first, each is the beginning of the codes of its evidence grades."""

_GRADES: Final = ["evidence_grade_min", "evidence_grade_max"]


def stages(catalog: Catalog) -> dict[int, str]:
    """Return the stage of each evidence grade.

    Parameters
    ----------
    catalog
        The data.

    Returns
    -------
    dict of int to str
        Grade 0 to 8 to one of :data:`STAGES`.
    """
    codes = catalog.frames["evidence_grades"]["code"]
    return {int(str(grade)): str(code).partition("-")[0] for grade, code in codes.items()}


def best(catalog: Catalog, claims: pandas.DataFrame) -> pandas.DataFrame:
    """Return the best-established claim about each site that has any.

    Parameters
    ----------
    catalog
        The data.
    claims
        The claims that count, by ``claim_id``. The best is the one whose grade is the highest for sure.

    Returns
    -------
    pandas.DataFrame
        By ``site_id``; columns ``low``, ``high`` (evidence grades 0 to 8) and ``category`` (as written).
    """
    pairs = catalog.site_claims[catalog.site_claims["claim_id"].isin(claims.index)]
    graded = claims[[*_GRADES, "category_as_written"]].astype(dict.fromkeys(_GRADES, int))
    found = pairs.join(graded, on="claim_id").sort_values(_GRADES)
    last = found.drop_duplicates("site_id", keep="last").set_index("site_id")
    renamed = {"evidence_grade_min": "low", "evidence_grade_max": "high", "category_as_written": "category"}
    return last[list(renamed)].rename(columns=renamed)


def stage_of_sites(catalog: Catalog) -> pandas.Series:
    """Return the stage of each site, by all its claims that are not hidden.

    Parameters
    ----------
    catalog
        The data.

    Returns
    -------
    pandas.Series
        One of :data:`STAGES`, by ``site_id``, for every site of the catalog.
    """
    found = best(catalog, catalog.claims[catalog.claims["review"] != "hide"])
    return found["low"].map(stages(catalog)).reindex(catalog.sites.index).fillna(UNCLAIMED)
