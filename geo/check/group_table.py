"""The statements of a group of claims as a table: figure, of what, how often, when, by whom first."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas

from geo.catalog import tables
from geo.catalog.model import Catalog
from geo.claims.conflicts import ConflictGroup
from geo.claims.figure import Figure, basis_words
from geo.claims.statements import Statement
from geo.language import wording
from geo.language.translation import Say


def statement_table(catalog: Catalog, group: ConflictGroup, say: Say = str) -> pandas.DataFrame:
    """Return the statements of a group, one row each; columns that hold nothing are left out.

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
    pandas.DataFrame
        Columns by their titles in the language.
    """
    names = tables.source_names(catalog.sources)
    grades = catalog.frames["evidence_grades"]
    figures = [statement.figure for statement in group.statements]
    of_what = [basis_words(figure.basis, figure.oxide).text(say) if figure.basis else "" for figure in figures]
    columns = {
        say("Figure"): [figure.described().text(say) for figure in figures],
        **_limits(figures, say),
        say("Tonnes of") if figures[0].is_mass else say("Of"): of_what,
        say("Repeated"): [statement.said_by.text(say) for statement in group.statements],
        say("Said"): [_dates(statement, say) for statement in group.statements],
        say("Evidence"): [
            wording.grade(item.grade_low, item.grade_high, wording.grade_names(grades, item.category, say), say)
            for item in figures
        ],
        say("Best source"): [names[item.source_id] for item in figures],
        say("Link"): [catalog.sources.at[item.source_id, "url"] for item in figures],
    }
    table = pandas.DataFrame(columns)
    empty = [name for name in table.columns if table[name].isna().all() or (table[name] == "").all()]
    return table.drop(columns=empty)


def _limits(figures: Sequence[Figure], say: Say) -> dict[str, list[float | None]]:
    """Return the ends of figures that a reader may compare, in one unit; an open end is empty."""
    units = {figure.unit for figure in figures}
    if len(units) > 1 or not units.isdisjoint(("rank", "year")):
        return {}
    words = wording.unit(units.pop(), say)
    unit = f", {words}" if words else ""
    ends = [(float(figure.written.low) or None, float(figure.written.high)) for figure in figures]
    return {
        say("From") + unit: [low for low, _ in ends],
        say("To") + unit: [None if high == math.inf else high for _, high in ends],
    }


def _dates(statement: Statement, say: Say) -> str:
    said = {claim.date for claim in statement.claims if claim.date}
    dated = sorted(date for date in said if not any(other != date and other.startswith(date) for other in said))
    if not dated:
        return ""
    first, last = wording.date(dated[0], say), wording.date(dated[-1], say)
    return first if first == last else say("{first} to {last}").format(first=first, last=last)
