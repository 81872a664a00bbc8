"""The tonnages of a part against those of the site that contains it."""

from __future__ import annotations

from itertools import product

from geo.catalog.model import Catalog
from geo.claims.comparability import graded_apart, is_class_within, is_reserve_against_other, obstacles
from geo.claims.figure import Figure
from geo.claims.ledger import ledger
from geo.claims.statements import statements
from geo.claims.verdicts import Verdict, inside


def nested(catalog: Catalog, site: str) -> tuple[Verdict, ...]:
    """Test the tonnages of a site's parts against the site's, and the site's against its parent's.

    Only figures of one basis, category and material are set against each other, one an origin.

    Parameters
    ----------
    catalog
        The data.
    site
        Id of a site.

    Returns
    -------
    tuple of Verdict
        Part by part, then the site in its parent.

    Raises
    ------
    UnknownIdError
        If there is no such site.
    """
    book = ledger(catalog)
    parent = str(catalog.site(site)["parent_id"])
    pairs = [*((part, site) for part in catalog.parts.get(site, ())), *([(site, parent)] if parent else [])]
    found = []
    for part, whole in pairs:
        inner, outer = (statements(book.about(item, "tonnage")) for item in (part, whole))
        for a, b in product(inner, outer):
            known = "ambiguous" not in (a.figure.basis, b.figure.basis) and not b.figure.covers_part
            if known and may_be_inside(a.figure, b.figure):
                found.append(inside(a.figure, b.figure))
    return tuple(found)


def may_be_inside(part: Figure, whole: Figure) -> bool:
    """Say whether a part's figure is of its whole's kind or of some of its classes, or a reserve in a resource.

    Parameters
    ----------
    part
        Figure of the inner subject.
    whole
        Figure of the outer subject.

    Returns
    -------
    bool
        True where the part must not be the larger one.
    """
    reserve_in_resource = part.estimate == "reserve" and is_reserve_against_other(part, whole)
    loosely = (reserve_in_resource or is_class_within(part, whole)) and not graded_apart(part, whole)
    return all(item.reason == "scope" or (loosely and item.reason == "category") for item in obstacles(part, whole))
