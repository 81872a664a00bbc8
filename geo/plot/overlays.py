"""What the marks on the map can show of a site's claims: how far they contradict, or how good their evidence is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from geo.catalog import evidence
from geo.catalog.caching import cached_on_owner
from geo.catalog.model import View
from geo.claims.conflicts import ConflictGroup, strongest
from geo.claims.sentences import times
from geo.language import wording
from geo.language.translation import N_, Say, Text, Times

OverlayKind: TypeAlias = Literal["contradiction", "evidence"]

OVERLAYS: Final[tuple[OverlayKind, ...]] = ("contradiction", "evidence")
"""What a ring can show in place of how the place is known."""

STEPS: Final = (10, 100)
"""Factors from which the ring of a contradiction is thicker: one and two orders of magnitude."""

_AT_LEAST: Final[Text] = N_("claims differ by a factor of at least {factor}")


@dataclass(frozen=True, eq=False)
class Overlay:
    """Hold what the marks show of a view's claims.

    Attributes
    ----------
    kind
        What is shown: contradictions or evidence.
    title
        Title of the legend.
    levels
        Words of the legend, one a level, from the lowest.
    marks
        Level, counted from 0, and a remark for each site that has one, by ``site_id``.
    """

    kind: OverlayKind
    title: str
    levels: tuple[str, ...]
    marks: Mapping[str, tuple[int, str]]


@cached_on_owner
def overlay(view: View, kind: OverlayKind, say: Say = str) -> Overlay:
    """Return what the marks of a view's sites show of its claims.

    Parameters
    ----------
    view
        The sites, and the claims that count.
    kind
        ``contradiction``: sites whose claims contradict, by the least factor of the strongest contradiction.
        ``evidence``: all sites, by the best evidence grade that a claim reaches for sure.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    Overlay
        Levels and remarks by site, with the words of the legend.
    """
    return _contradictions(view, say) if kind == "contradiction" else _evidence(view, say)


def _contradictions(view: View, say: Say) -> Overlay:
    title = say("Thick ring and ≠: claims contradict each other")
    levels = [say("at least {low} times apart").format(low=Times(str(step)).text(say)) for step in STEPS]
    found = {site: group for site, group in strongest(view).items() if site in view.sites.index}
    marks = {site: (sum(group.factor >= step for step in STEPS), apart(group, say)) for site, group in found.items()}
    under = say("under {high} times apart").format(high=Times(str(STEPS[0])).text(say))
    return Overlay("contradiction", title, (under, *levels), marks)


def apart(group: ConflictGroup, say: Say = str) -> str:
    """Say by how much the claims of a group differ.

    Parameters
    ----------
    group
        Claims that were compared with each other.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        One sentence without a full stop; without a factor where claims contradict in another way than by size.
    """
    if group.factor <= 1 or group.factor == math.inf:
        return say("claims contradict each other")
    by_reading = any(split.factor == group.factor for split in group.splits)
    words: Text = N_("claims differ by a factor of {factor}") if by_reading else _AT_LEAST
    return say(words).format(factor=times(group.factor, at_least=not by_reading).text(say))


def _evidence(view: View, say: Say) -> Overlay:
    """Return a level a stage: the first is a site without any figure."""
    grades, stages = view.catalog.frames["evidence_grades"], evidence.stages(view.catalog)
    order = list(evidence.STAGES)
    marks = {str(site): (0, say(evidence.STAGES[evidence.UNCLAIMED])) for site in view.sites.index}
    found = evidence.best(view.catalog, view.claims)
    for site, low, high, category in found[found.index.isin(view.sites.index)].itertuples(name=None):
        names = wording.grade_names(grades, category, say)
        words = say("best evidence: {grade}").format(grade=wording.grade(low, high, names, say))
        marks[site] = (order.index(stages[low]), words)
    title = say("Fill: best evidence of any claim")
    return Overlay("evidence", title, tuple(map(say, evidence.STAGES.values())), marks)
