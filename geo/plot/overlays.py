"""What the marks on the map can show of a site's claims in place of what is found there.

How far they contradict, how good their evidence is, how many tonnes they state, what is going on.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from geo.catalog import evidence
from geo.catalog.caching import cached_on_owner
from geo.catalog.headlines import preference
from geo.catalog.model import View, records
from geo.claims.conflicts import ConflictGroup, strongest
from geo.claims.sentences import times
from geo.language import wording
from geo.language.numbers import plain
from geo.language.translation import N_, Say, Text, language_of

OverlayKind: TypeAlias = Literal["contradiction", "evidence", "ore", "element", "oxide", "status"]

OVERLAYS: Final[tuple[OverlayKind, ...]] = ("contradiction", "evidence", "ore", "element", "oxide", "status")
"""What the marks can show in place of what is found there; the three bases show tonnages of that basis."""
TONNAGES: Final[tuple[OverlayKind, ...]] = ("ore", "element", "oxide")
"""Overlays that show tonnages, by what the tonnes are tonnes of."""
STATUSES: Final = ("unknown", "not-operating", "exploration", "under-development", "operating")
"""Classes of status, from the one of which least is going on."""

_AT_LEAST: Final[Text] = N_("claims differ by a factor of at least {factor}")


@dataclass(frozen=True)
class Rating:
    """Hold what one mark shows of the claims about its site.

    Attributes
    ----------
    level
        Number of its line in the legend, from 0; of no account where the size says it.
    remark
        What it means, in words, without a full stop.
    amount
        What the size of the mark stands for: a factor, or tonnes; 0 where nothing has a size.
    label
        The amount as it is written beside the name; empty where there is none.
    """

    level: int
    remark: str
    amount: float = 0.0
    label: str = ""


@dataclass(frozen=True, eq=False)
class Overlay:
    """Hold what the marks show of a view's claims.

    Attributes
    ----------
    kind
        What is shown: contradictions, evidence, tonnages of one basis, or status.
    title
        Title of the legend.
    levels
        Words of the legend, one a level, from the lowest; empty where the size says it.
    marks
        The rating of each site that has one, by ``site_id``.
    steps
        Amounts that the legend shows as samples of size, with their words.
    none
        Words of the legend for a site without a rating.
    """

    kind: OverlayKind
    title: str
    levels: tuple[str, ...]
    marks: Mapping[str, Rating]
    steps: tuple[tuple[float, str], ...] = ()
    none: str = ""


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
        ``ore``, ``element``, ``oxide``: sites of which a tonnage of that basis is claimed, by the most telling one.
        ``status``: all sites, by how much is going on there.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    Overlay
        Ratings by site, with the words of the legend.
    """
    if kind == "contradiction":
        return _contradictions(view, say)
    if kind == "evidence":
        return _evidence(view, say)
    return _status(view, say) if kind == "status" else _tonnages(view, kind, say)


def _contradictions(view: View, say: Say) -> Overlay:
    found = {site: group for site, group in strongest(view).items() if site in view.sites.index}
    marks = {site: _apart(group, say) for site, group in found.items()}
    return Overlay(
        "contradiction",
        say("Size and number: by what factor the claims about a site differ, at the least"),
        (),
        marks,
        tuple((float(step), _factor(str(step), say)) for step in _FACTORS),
        say("no contradiction found"),
    )


_FACTORS: Final = (2, 10, 1000)
"""Factors that the legend shows."""


def _apart(group: ConflictGroup, say: Say) -> Rating:
    sized = 1 < group.factor < math.inf
    by_reading = any(split.factor == group.factor for split in group.splits)
    label = _factor(times(group.factor, at_least=not by_reading).digits, say) if sized else "≠"
    return Rating(0, apart(group, say), float(group.factor) if sized else 1.0, label)


def _factor(digits: str, say: Say) -> str:
    """Write a factor behind its sign, without the word that some languages add to a ratio."""
    return f"×\u00a0{language_of(say).number(digits)}"


def _status(view: View, say: Say) -> Overlay:
    labels = view.catalog.schema.labels("sites", "status_class")
    levels = tuple(say(labels[name]) for name in STATUSES)
    marks = {
        str(site): Rating(STATUSES.index(name), levels[STATUSES.index(name)])
        for site, name in view.sites["status_class"].items()
    }
    return Overlay("status", say("Fill: what is going on at the site"), levels, marks)


def _tonnages(view: View, basis: OverlayKind, say: Say) -> Overlay:
    """Rate each site by the most telling claim about it alone that states tonnes of one basis."""
    claims = view.claims
    claims = claims[(claims["quantity"] == "tonnage") & (claims["basis"] == basis) & (claims["unit_si"] == "t")]
    claims = claims[claims["value_si"].notna() & (claims["review"] == "") & (claims["subject_ids"].map(len) == 1)]
    order = preference(view.catalog).reindex(claims.index).sort_values().index
    claims = claims.loc[order].assign(site=claims["subject_ids"].str[0])
    marks = {}
    for claim in records(claims.drop_duplicates("site")):
        if claim["site"] in view.sites.index:
            words = wording.figure(claim, say)
            top = claim["value_max_si"] if claim["value_max_si"] > 0 else claim["value_si"]
            marks[str(claim["site"])] = Rating(0, words, float(top), _tonnes(float(top), say))
    steps = tuple((float(step), _tonnes(float(step), say)) for step in _STEPS)
    return Overlay(basis, say(_TONNAGE_TITLES[basis]), (), marks, steps, say("no such tonnage is claimed"))


_STEPS: Final = (100_000, 10_000_000, 1_000_000_000)
"""Tonnages that the legend shows, in t."""
_TONNAGE_TITLES: Final[Mapping[str, Text]] = {
    "ore": N_("Area: tonnes of ore, by the headline claim"),
    "element": N_("Area: tonnes of metal, by the headline claim"),
    "oxide": N_("Area: tonnes of oxide, by the headline claim"),
}


def _tonnes(amount: float, say: Say) -> str:
    """Write tonnes in short, to three figures: what stands beside a mark is read at a glance."""
    for size, words in _SIZES:
        if amount >= size:
            return say(words).format(number=plain(float(f"{amount / size:.3g}"), say))
    return say(_SIZES[-1][1]).format(number=plain(float(f"{amount:.3g}"), say))


_SIZES: Final[tuple[tuple[float, Text], ...]] = (
    (1e9, N_("{number} billion t")),
    (1e6, N_("{number} million t")),
    (1e3, N_("{number} thousand t")),
    (1.0, N_("{number} t")),
)


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
    marks = {str(site): Rating(0, say(evidence.STAGES[evidence.UNCLAIMED])) for site in view.sites.index}
    found = evidence.best(view.catalog, view.claims)
    for site, low, high, category in found[found.index.isin(view.sites.index)].itertuples(name=None):
        names = wording.grade_names(grades, category, say)
        words = say("best evidence: {grade}").format(grade=wording.grade(low, high, names, say))
        marks[site] = Rating(order.index(stages[low]), words)
    title = say("Fill: best evidence of any claim")
    return Overlay("evidence", title, tuple(map(say, evidence.STAGES.values())), marks)
