"""A group of claims as short as an article has room for: what is told of it, and how high that is on a screen."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

from geo.catalog.model import Catalog
from geo.check import reports
from geo.claims.conflicts import ConflictGroup
from geo.claims.statements import Statement
from geo.claims.verdicts import Verdict
from geo.language.translation import Say
from geo.plot import charts

_MANY: Final = 3
"""Contradictions that are told."""
_TITLE_LINE: Final = 78
_LINE: Final = 76
"""Letters in a line of the title and in one of a sentence, 640 pixels wide."""
_AROUND: Final = 146
"""Pixels of what stands above and below the words and the chart."""


def told_verdicts(group: ConflictGroup) -> tuple[Verdict, ...]:
    """Return the contradictions of a group that are told: the strongest.

    Parameters
    ----------
    group
        One of :func:`geo.claims.conflicts.groups`.

    Returns
    -------
    tuple of Verdict
        At most three, the strongest first.
    """
    return group.conflicting[:_MANY]


def told_statements(group: ConflictGroup) -> list[Statement]:
    """Return what the contradictions told are about, so worded; the first few figures where there is none.

    Parameters
    ----------
    group
        One of :func:`geo.claims.conflicts.groups`.

    Returns
    -------
    list of Statement
        At most six, each with the claims in the wording that is told.
    """
    named = {claim for verdict in told_verdicts(group) for claim in (verdict.a, verdict.b)}
    named |= {ids[0] for split in group.splits[:1] for ids in split.claims.values()}
    if not named:
        return list(group.statements[: 2 * _MANY])
    found = []
    for item in group.statements:
        worded = {(claim.basis, claim.written) for claim in item.claims if claim.claim_id in named}
        claims = tuple(claim for claim in item.claims if (claim.basis, claim.written) in worded)
        found += [replace(item, claims=claims)] if claims else []
    return found[: 2 * _MANY]


def words_height(group: ConflictGroup, say: Say = str) -> int:
    """Return the height of the words above the chart, 640 pixels wide; narrower, they scroll.

    Parameters
    ----------
    group
        One of :func:`geo.claims.conflicts.groups`.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    int
        The height in pixels.
    """
    title = math.ceil(len(group.text(say)) / _TITLE_LINE)
    lines = [math.ceil(len(reports.verdict_words(item, say)) / _LINE) for item in told_verdicts(group)]
    return 14 + 24 * title + 26 * sum(lines) + 8 * len(lines)


def height(catalog: Catalog, group: ConflictGroup, say: Say = str) -> int:
    """Return the height of words and chart together, at any width that an article has.

    Parameters
    ----------
    catalog
        The data.
    group
        One of :func:`geo.claims.conflicts.groups`.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    int
        The height in pixels.
    """
    chart = charts.height(charts.chart_rows(catalog, told_statements(group), say))
    return words_height(group, say) + chart + _AROUND
