"""What stands out in a view: the sites that a newcomer may look at first, found by rule, each with the reason."""

from __future__ import annotations

from geo.catalog import tables
from geo.catalog.caching import cached_on_owner
from geo.catalog.model import View
from geo.claims import conflicts
from geo.claims.conflicts import ConflictGroup
from geo.language.numbers import plain
from geo.language.translation import Say
from geo.plot import overlays


@cached_on_owner
def highlights(view: View, whole: View, say: Say = str) -> tuple[tuple[str, str], ...]:
    """Return sites that stand out in a view, each with the reason; a site may stand out for several.

    That is: largest contradiction, most claims, least sure place, largest tonnage.

    Parameters
    ----------
    view
        The sites to choose from, and the claims that count.
    whole
        The same claims without a filter of sites: the contradictions are worked out of it once for all its views.
    say
        Translates our phrases.

    Returns
    -------
    tuple of (str, str)
        Ids of sites with the reason in words, the largest contradiction first; what a view has none of is absent.
    """
    found: list[tuple[str, str]] = []
    known = frozenset(view.sites.index)
    contested = next((item for item in _contested(whole, say) if item[0] in known), None)
    counted = tables.claim_counts(view).reindex(view.sites.index).dropna()
    places = view.sites["uncertainty_km"].dropna()
    largest = tables.largest_claim(view, say)
    if contested is not None:
        found.append(contested)
    if not counted.empty:
        found.append((str(counted.idxmax()), say("Most claims: {number}").format(number=int(counted.max()))))
    if not places.empty:
        words = say("Least sure place on the map: within {km} km").format(km=plain(places.max(), say))
        found.append((str(places.idxmax()), words))
    if largest:
        found.append((largest[0], say("Largest tonnage claimed: {words}").format(words=largest[1])))
    return tuple(found)


@cached_on_owner
def _contested(whole: View, say: Say) -> tuple[tuple[str, str], ...]:
    """Return the sites whose claims contradict each other, by how much, strongest first."""
    strongest = conflicts.strongest(whole)
    ordered = sorted(strongest, key=lambda subject: (-strongest[subject].factor, subject))
    return tuple((subject, differ(strongest[subject], say)) for subject in ordered if subject in whole.sites.index)


def differ(group: ConflictGroup, say: Say = str) -> str:
    """Say how far the claims of a contradiction are apart.

    Parameters
    ----------
    group
        A group in conflict.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        A few words, the first letter large.
    """
    words = overlays.apart(group, say)
    return words[:1].upper() + words[1:]
