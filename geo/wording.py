"""Rows in words: a claim's figure, a site's place, a date, for tables, cards and the command line.

Every function that makes words takes ``say``, which translates one of our phrases; figures, names and
materials stay as the source wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas

Say = Callable[[str], str]

_FORECAST = 3
"""The highest evidence grade of a forecast."""
_BY_CODE = re.compile(r"\b(?:JORC|KAZRC|CRIRSCO|NI 43-101|Inferred|Indicated|Measured)\b", re.IGNORECASE)
_MASSES = ("tonnage", "production", "capacity")
_UNITS = {"count": "", "rank": "", "year": "", "percent by mass": "%"}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def grouped(digits: str) -> str:
    """Return a plain number with a comma between thousands; digits behind the point stay as they are."""
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.isdigit() and len(whole) > 3 else digits


def amount(claim: Mapping[str, Any], say: Say = str) -> str:
    """Return a claim's figure as written: qualifier, digits, unit."""
    write = str if claim["unit"] == "year" else grouped
    value, upper = write(claim["value"]), write(claim["value_max"])
    figure = say("{low} to {high}").format(low=value, high=upper) if upper else value
    if claim["out_of"]:
        figure = say("{part} of {whole}").format(part=figure, whole=grouped(claim["out_of"]))
    unit = _UNITS.get(claim["unit"], claim["unit"])
    number = say("number {rank}").format(rank=figure) if claim["quantity"] == "rank" else figure
    return " ".join(part for part in (_hedge(claim, say), number, unit) if part)


def figure(claim: Mapping[str, Any], say: Say = str) -> str:
    """Return a claim's figure with what it is a figure of, in the source's words."""
    material = claim["material_as_written"]
    if not material:
        return amount(claim, say)
    if claim["quantity"] in _MASSES:
        return say("{amount} of {material}").format(amount=amount(claim, say), material=material)
    if claim["quantity"] == "count":
        return f"{amount(claim, say)} {material}"
    return say("{amount} ({material})").format(amount=amount(claim, say), material=material)


def normalised(claim: Mapping[str, Any], say: Say = str) -> str:
    """Return a claim's figure in the units used inside: ``up to 935,400 t``; empty for counts, ranks and years."""
    if claim["unit_si"] in ("count", "rank", "year"):
        return ""
    low, high = (plain(_six_digits(claim[column])) for column in ("value_si", "value_max_si"))
    figures = say("{low} to {high}").format(low=low, high=high) if high else low
    return " ".join(part for part in (_hedge(claim, say), figures, claim["unit_si"]) if part)


def plain(value: float | None) -> str:
    """Return a number without exponent or needless zeros, with commas between thousands; empty for a missing one."""
    if value is None or pandas.isna(value):
        return ""
    text = f"{Decimal(f'{value:.15g}'):f}"  # 15 digits: all that a float holds for sure, none that it makes up
    return grouped(text)


def date(text: str, say: Say = str) -> str:
    """Return a date with the precision it is known to: ``2 April 2025``, ``April 2025``, ``2025``."""
    if "/" in text:
        first, last = text.split("/")
        return say("{low} to {high}").format(low=date(first, say), high=date(last, say))
    parts = text.split("-")
    if len(parts) < 2:
        return text
    month = say(_MONTHS[int(parts[1]) - 1])
    day = [str(int(parts[2]))] if len(parts) == 3 else []
    return " ".join([*day, month, parts[0]])


def place(site: Mapping[str, Any], labels: Mapping[str, str], say: Say = str) -> str:
    """Say how surely a site's place is known."""
    how = say(labels[site["location_precision"]])
    radius = site["uncertainty_km"]
    if pandas.isna(radius):
        return how
    return say("{how}; true within about {radius} km").format(how=how, radius=plain(radius))


def grade(low: int, high: int, names: Mapping[int, str], say: Say = str) -> str:
    """Say how well established a figure is: one evidence grade, or the span its wording allows.

    A forecast of no stated level has the span of all levels, or of some: it is not called by the lowest.
    """
    if low == high:
        return say(names[low])
    if 0 < low < high <= _FORECAST:
        return say("Forecast resources, level not stated")
    return say("{low} to {high}").format(low=say(names[low]), high=say(names[high]))


def grade_names(grades: pandas.DataFrame, category: str = "") -> dict[int, str]:
    """Return the names of the evidence grades, in the words of the reporting code where a category is of one.

    ``grades`` is the table of evidence grades by grade, ``category`` a claim's category as written: of a JORC
    resource the names are Inferred, Indicated and Measured, not C2, C1, A and B.
    """
    names = {int(str(level)): str(name) for level, name in grades["name_en"].items()}
    if not _BY_CODE.search(category):
        return names
    codes = {int(str(level)): str(name).partition(" (")[0] for level, name in grades["crirsco"].items()}
    return {level: codes[level] if level > _FORECAST else name for level, name in names.items()}


def joined(items: Sequence[str]) -> str:
    """Return items in one line; the element symbols of a site, say."""
    return ", ".join(items)


def _six_digits(value: float | None) -> float | None:
    """Drop the digits that only the conversion made: 261 miles are 420.039 km here, and no source said so much."""
    return None if value is None or pandas.isna(value) else float(f"{value:.6g}")


def _hedge(claim: Mapping[str, Any], say: Say) -> str:
    return "" if claim["qualifier"] in ("exact", "range") else say(claim["qualifier"])


def short(title: str, limit: int = 60) -> str:
    """Cut a title at a word, so that it fits a label."""
    flat = re.sub(r"\s+", " ", title).strip()
    return flat if len(flat) <= limit else flat[: limit - 1].rsplit(" ", 1)[0] + "…"
