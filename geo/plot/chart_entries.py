"""The wordings of a statement as rows of a chart: what each copy makes of it, in numbers and in words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from geo.catalog.model import Catalog
from geo.claims.figure import Figure
from geo.claims.intervals import Interval
from geo.claims.statements import Statement
from geo.language import plurals
from geo.language.codes import MASS_UNITS, MASSES
from geo.language.translation import Say, spoken
from geo.language.wording import grade, grade_names


def wordings(statement: Statement) -> list[Statement]:
    """Split a statement by what its copies make of it: another basis, another hedge, another figure.

    Parameters
    ----------
    statement
        A statement with all claims that repeat it.

    Returns
    -------
    list[Statement]
        One statement a wording, in the order in which the wordings first occur.
    """
    found: dict[tuple[str, Interval], list[Figure]] = {}
    for claim in statement.claims:
        found.setdefault((claim.basis, claim.written), []).append(claim)
    return [replace(statement, figure=claims[0], claims=tuple(claims)) for claims in found.values()]


def row(catalog: Catalog, statement: Statement, several: bool, say: Say) -> dict[str, Any]:
    """Return what a chart shows of one wording.

    Parameters
    ----------
    catalog
        The data; for the words of tiers and evidence grades.
    statement
        The wording.
    several
        Whether the chart has more than one subject, so that each figure needs its own.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    dict[str, Any]
        The columns of :func:`geo.plot.charts.chart_rows`.
    """
    figure = statement.figure
    names = grade_names(catalog.frames["evidence_grades"], figure.category, say)
    said = figure.described().text(say)
    if len(statement.sources) > 1:
        said = f"{said} · {plurals.sources(len(statement.sources), say)}"
    tiers = catalog.schema.labels("sources", "tier")
    return {
        "claim_id": figure.claim_id,
        "panel": figure.basis,
        "label": f"{spoken(figure.label, say)}: {said}" if several else said,
        "low": float(figure.written.low),
        "high": float(figure.written.high),
        "kind": _kind(figure.written),
        "grade": figure.grade_low,
        "evidence": grade(figure.grade_low, figure.grade_high, names, say),
        "tier": say(tiers[list(tiers)[figure.tier]]),
        "said_by": statement.said_by.text(say),
        "unit": figure.unit,
        "source_ids": statement.sources,
        "mass": _is_mass(figure),
    }


def size(row: Mapping[str, Any]) -> float:
    """Return the figure by which rows are sorted: the upper end, or the lower one where the upper is open.

    Parameters
    ----------
    row
        A row as :func:`row` returns it.

    Returns
    -------
    float
        The figure in the unit of the row.
    """
    return float(row["low"] if row["high"] == math.inf else row["high"])


def _is_mass(figure: Figure) -> bool:
    return figure.quantity in MASSES and figure.unit in MASS_UNITS


def _kind(interval: Interval) -> str:
    if interval.is_point:
        return "exact"
    if interval.high == math.inf:
        return "over"
    return "up to" if interval.one_sided else "range"
