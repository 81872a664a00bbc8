"""The tests of claims that need more than one cell: units, categories, parts, dates, revisions."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from geo.catalog.day_spans import DaySpan
from geo.catalog.reader import Row
from geo.errors import Fault
from geo.language.codes import OF_MATERIAL

Tables = Mapping[str, Sequence[Row]]


def _claim_units(tables: Tables) -> Iterator[Fault]:
    units = {row.values.get("unit"): row.values for row in tables["units"]}
    for row in tables["claims"]:
        unit = units.get(row.values.get("unit"))
        if unit is None:
            continue
        if row.values.get("unit_si") != unit.get("unit_si"):
            yield row.fault(
                "unit_si", f"{row.values.get('unit_si')!r}, but {row.values['unit']!r} gives {unit.get('unit_si')!r}"
            )
        for column in ("value", "value_max"):
            yield from _product(row, column, unit.get("factor"))


def _product(row: Row, column: str, factor: Any) -> Iterator[Fault]:
    written, normalised = row.values.get(column), row.values.get(f"{column}_si")
    if f"{column}_si" not in row.values:  # it could not be read, which is a fault already
        return
    if not written:
        if normalised is not None:
            yield row.fault(f"{column}_si", f"is {normalised!r}, but {column} is empty")
        return
    if not isinstance(factor, (int, float)) or not re.fullmatch(r"\d+(\.\d+)?", str(written)):
        return
    product = float(written) * factor
    if not isinstance(normalised, (int, float)) or not math.isclose(product, normalised, rel_tol=1e-6, abs_tol=1e-12):
        yield row.fault(f"{column}_si", f"is {normalised!r}, but {written} x {factor:g} is {product:.12g}")


def _claim_sense(tables: Tables) -> Iterator[Fault]:
    for row in tables["claims"]:
        low, high = row.values.get("evidence_grade_min"), row.values.get("evidence_grade_max")
        if isinstance(low, int) and isinstance(high, int) and low > high:
            yield row.fault("evidence_grade_max", f"{high} is below evidence_grade_min {low}")
        first, last = row.values.get("value_si"), row.values.get("value_max_si")
        if isinstance(first, float) and isinstance(last, float) and last < first:
            yield row.fault("value_max", f"{last:g} is below value {first:g}")
        if (row.values.get("qualifier") == "range") != (row.values.get("value_max_si") is not None):
            yield row.fault("value_max", "a range, and only a range, has an upper figure")
        if (row.values.get("quantity") == "grade") != bool(row.values.get("grade_kind")):
            yield row.fault("grade_kind", "a grade, and only a grade, says which grade it is")
        if row.values.get("review") and not row.values.get("review_reason"):
            yield row.fault("review_reason", "is empty, but the row was reviewed")


def _claim_dates(tables: Tables) -> Iterator[Fault]:
    dates = {row.values.get("source_id"): row.values.get("date") for row in tables["sources"]}
    for row in tables["claims"]:
        source = row.values.get("source_id")
        if source in dates and (row.values.get("source_date") or None) != (dates[source] or None):
            yield row.fault("source_date", f"{row.values.get('source_date')!r}, but {source} has {dates[source]!r}")


def _codes(tables: Tables) -> Iterator[Fault]:
    """Test that codes are of the system named, and that the evidence grades are theirs."""
    known = {row.values.get("code"): row.values for row in tables.get("category_codes", ())}
    for row in tables["claims"]:
        codes = row.values.get("category_codes")
        if not codes or not all(code in known for code in codes):
            continue
        system = row.values.get("category_system") or ""
        foreign = next((code for code in codes if (known[code].get("system") or "") != system), None)
        if foreign is not None:
            own = known[foreign].get("system") or "no system"
            said = f"{foreign!r} is a code of {own}, but category_system is {system or 'empty'}"
            yield row.fault("category_codes", said)
        for column, ends in (("evidence_grade_min", min), ("evidence_grade_max", max)):
            grades = [grade for code in codes if (grade := known[code].get(column)) is not None]
            stated = row.values.get(column)
            if stated is not None and grades and stated != ends(grades):
                yield row.fault(column, f"is {stated}, but {'+'.join(codes)} gives {ends(grades)}")


def _measured(tables: Tables) -> Iterator[Fault]:
    """Test that what is measured, and the part that is covered, are said where they must be and only there."""
    for row in tables["claims"]:
        quantity, measurand = row.values.get("quantity"), row.values.get("measurand")
        if quantity and "measurand" in row.values:
            if quantity in OF_MATERIAL and measurand:
                yield row.fault("measurand", f"{measurand!r}, but of a {quantity} the material says what is measured")
            if quantity not in OF_MATERIAL and not measurand:
                yield row.fault("measurand", f"is empty, but a figure of quantity {quantity!r} says what is measured")
        scope = row.values.get("scope")
        if scope and "scope_as_written" in row.values:
            words = row.values["scope_as_written"]
            if scope == "whole" and words:
                yield row.fault("scope_as_written", f"{words!r}, but scope is 'whole'")
            if scope != "whole" and not words:
                yield row.fault("scope_as_written", f"is empty, but scope is {scope!r}: which part is it?")


def _spans(tables: Tables) -> Iterator[Fault]:
    for row in tables["claims"]:
        yield from span_fault(row, "as_of")


def span_fault(row: Row, column: str) -> Iterator[Fault]:
    """Yield a fault where a cell is filled and holds no date or span of dates.

    Parameters
    ----------
    row
        Row of any table.
    column
        Its column with the date.

    Yields
    ------
    Fault
        At most one.
    """
    text = row.values.get(column)
    if not text or not re.fullmatch(r"[\d./-]+", text):  # what is no date by its form is a fault already
        return
    try:
        DaySpan.parse(text)
    except ValueError:
        said = "write YYYY, YYYY-MM or YYYY-MM-DD, two joined by a slash in order of time, or one after ../"
        yield row.fault(column, f"{text!r} is no date that there is, nor a span of two: {said}")


def _revisions(tables: Tables) -> Iterator[Fault]:
    earlier = {row.values.get("claim_id"): row.values.get("revision_of") or None for row in tables["claims"]}
    for row in tables["claims"]:
        seen: set[Any] = set()
        claim = row.values.get("claim_id")
        while claim is not None and claim not in seen:
            seen.add(claim)
            claim = earlier.get(claim)
        if claim is not None:
            yield row.fault("revision_of", f"{claim!r} ends up as a revision of itself")


CHECKS: Final[tuple[Callable[[Tables], Iterator[Fault]], ...]] = (
    _claim_units,
    _claim_sense,
    _claim_dates,
    _codes,
    _measured,
    _spans,
    _revisions,
)
"""All tests of claims, in the order in which faults are given."""
