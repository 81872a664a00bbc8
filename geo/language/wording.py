"""Rows in words: a claim's figure, a site's place, a date, for tables, cards and the command line.

Every function that makes words takes ``say``, which translates one of our phrases and writes numbers and dates as
the language does; digits, names and materials stay as the source wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas

from geo.language.codes import COUNTED, FORECAST, MASSES
from geo.language.numbers import grouped, plain, six_digits
from geo.language.translation import N_, Say, Text, language_of

_BY_CODE = re.compile(r"\b(?:JORC|KAZRC|CRIRSCO|NI 43-101|Inferred|Indicated|Measured)\b", re.IGNORECASE)
_STANDINGS: Final[Mapping[Text, re.Pattern[str]]] = {
    N_("forecast"): re.compile(r"forecast|predict|project(ed|ion)|prospective|prognostic", re.IGNORECASE),
    N_("reserves"): re.compile(r"\breserves?\b|\bstocks\b", re.IGNORECASE),
    N_("resources"): re.compile(r"\bresources?\b", re.IGNORECASE),
}
"""Words by which sources call a tonnage; the first that fits counts, so that forecast resources are a forecast."""
_UNITS: Final[Mapping[str, Text]] = {
    "count": Text(""),
    "rank": Text(""),
    "year": Text(""),
    "share": Text(""),
    "percent by mass": Text("%"),
    "km2": N_("km²"),
    "m3": N_("m³"),
    "km3": N_("km³"),
    "thousand m3": N_("thousand m³"),
    "million m3": N_("million m³"),
    "m3/a": N_("m³ per year"),
    "thousand m3 per year": N_("thousand m³ per year"),
    "thousand km2": N_("thousand km²"),
    "kg/m3": N_("kg/m³"),
    "mg/dm3": N_("mg/dm³"),
    "a": N_("years"),
    "USD/a": N_("USD per year"),
}
"""Units that are shown otherwise than they are written in the data: what is only counted has none."""
_LOCATORS: Final[Mapping[str, Text]] = {
    "line": N_("line {where}"),
    "lines": N_("lines {where}"),
    "page": N_("page {where}"),
    "pages": N_("pages {where}"),
    "record": N_("record {where}"),
    "records": N_("records {where}"),
    "table": N_("table {where}"),
    "section": N_("section {where}"),
    "figure": N_("figure {where}"),
    "row": N_("row {where}"),
    "rows": N_("rows {where}"),
}
"""Places in a document that have a number, by the word that stands before it."""
_LOCATED: Final[Mapping[str, Text]] = {"excerpt": N_("excerpt"), "title": N_("title")}
"""Places in a document that are named alone."""
_HEDGED: Final[Mapping[str, Text]] = {
    "about": N_("about {amount}"),
    "up to": N_("up to {amount}"),
    "over": N_("over {amount}"),
    "at least": N_("at least {amount}"),
    "nearly": N_("nearly {amount}"),
}
"""A figure with its qualifier, by qualifier."""


def amount(claim: Mapping[str, Any], say: Say = str) -> str:
    """Return a claim's figure as written: qualifier, digits, unit.

    Parameters
    ----------
    claim
        A claim by column, as in claims.csv.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The words, such as ``up to 20 million t``; digits are those of the source.
    """
    write = str if claim["unit"] == "year" else language_of(say).number
    value, upper = write(claim["value"]), write(claim["value_max"])
    figure = say("{low} to {high}").format(low=value, high=upper) if upper else value
    if claim["out_of"]:
        figure = say("{part} of {whole}").format(part=figure, whole=grouped(claim["out_of"], say))
    number = say("number {rank}").format(rank=figure) if claim["quantity"] == "rank" else figure
    return _hedged(claim, " ".join(filter(None, (number, unit(claim["unit"], say)))), say)


def unit(name: str, say: Say = str) -> str:
    """Return the words behind a figure for its unit.

    Parameters
    ----------
    name
        Unit as in the data.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The unit in the language; empty for what is only counted.
    """
    words = shown_unit(name)
    return say(words) if words else ""


def shown_unit(name: str) -> str:
    """Return a unit in English as the screen writes it.

    Parameters
    ----------
    name
        Unit as in the data, such as ``km2``.

    Returns
    -------
    str
        The unit, such as ``km²``; empty for what is only counted.
    """
    return _UNITS.get(name, name)


def locator(text: str, say: Say = str) -> str:
    """Return where in a document a figure stands, such as ``line 4`` or ``excerpt``.

    Parameters
    ----------
    text
        Locator as in the data; its parts are joined by a comma.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The words; a part that is not known here stays as written.
    """
    return ", ".join(_located(part, say) for part in text.split(", "))


def _located(part: str, say: Say) -> str:
    word, _, where = part.partition(" ")
    if part in _LOCATED:
        return say(_LOCATED[part])
    if word in _LOCATORS and where:
        return say(_LOCATORS[word]).format(where=where)
    return part


def reason(text: str, say: Say = str) -> str:
    """Return why reviewers decided on a row as they did.

    Parameters
    ----------
    text
        Reason as in the data; our own words, so it is translated.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The words; empty for an empty reason.
    """
    return say(text) if text else ""


_OF: Final[Mapping[str, Text]] = {"ore": N_("ore"), "element": N_("metal"), "oxide": N_("oxide")}
"""What a mass is a mass of, where the source names no material but leaves no doubt."""


def figure(claim: Mapping[str, Any], say: Say = str) -> str:
    """Return a claim's figure with what it is a figure of, in the source's words.

    Parameters
    ----------
    claim
        A claim by column, as in claims.csv.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The words, such as ``20 million t of ore``.
    """
    said = claim["material_as_written"] or (_OF.get(claim["basis"], "") if claim["quantity"] in MASSES else "")
    material = say(said) if said else ""
    if not material:
        return amount(claim, say)
    if claim["quantity"] in MASSES:
        return say("{amount} of {material}").format(amount=amount(claim, say), material=material)
    if claim["quantity"] == "count":
        return say("{amount} {material}").format(amount=amount(claim, say), material=material)
    return say("{amount} ({material})").format(amount=amount(claim, say), material=material)


def normalised(claim: Mapping[str, Any], say: Say = str) -> str:
    """Return a claim's figure in the units used inside, such as ``up to 935,400 t``.

    Parameters
    ----------
    claim
        A claim by column, as in claims.csv.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The words; empty for counts, ranks and years.
    """
    if claim["unit_si"] in COUNTED:
        return ""
    low, high = (plain(six_digits(claim[column]), say) for column in ("value_si", "value_max_si"))
    figures = say("{low} to {high}").format(low=low, high=high) if high else low
    return _hedged(claim, " ".join(filter(None, (figures, unit(claim["unit_si"], say)))), say)


def date(text: str, say: Say = str) -> str:
    """Return a date with the precision it is known to.

    Parameters
    ----------
    text
        ``2025``, ``2025-04``, ``2025-04-02``, or two of them joined by a slash.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        ``2025``, ``April 2025``, ``2 April 2025``, or from one to the other, in the language.
    """
    if "/" in text:
        first, last = text.split("/")
        return say("{first} to {last}").format(first=date(first, say), last=date(last, say))
    parts = text.split("-")
    if len(parts) < 2:
        return text
    return language_of(say).date(*map(int, parts[:3]))


def place(site: Mapping[str, Any], labels: Mapping[str, str], say: Say = str) -> str:
    """Say how surely a site's place is known.

    Parameters
    ----------
    site
        A site by column, as in its layer.
    labels
        Words for each value of ``location_precision``, in English.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The words, with the radius in km where it is known.
    """
    how = say(labels[site["location_precision"]])
    radius = site["uncertainty_km"]
    if pandas.isna(radius):
        return how
    return say("{how}; true within about {radius} km").format(how=how, radius=plain(radius, say))


def grade(low: int, high: int, names: Mapping[int, str], say: Say = str) -> str:
    """Say how well established a figure is: one evidence grade, or the span its wording allows.

    A forecast of no stated level has the span of all levels, or of some: it is not called by the lowest.

    Parameters
    ----------
    low
        Lowest evidence grade that the wording allows, from 0 to 8.
    high
        Highest evidence grade that the wording allows.
    names
        Names of the grades, as :func:`grade_names` returns them.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The words.
    """
    if low == high:
        return names[low]
    if 0 < low < high <= FORECAST:
        return say("Forecast resources, level not stated")
    return say("{first} to {last}").format(first=names[low], last=names[high])


def grade_names(grades: pandas.DataFrame, category: str = "", say: Say = str) -> dict[int, str]:
    """Return the names of the evidence grades, in the words of a reporting code where a category is of one.

    Of a JORC resource the names are Inferred, Indicated and Measured, not C2, C1, A and B.

    Parameters
    ----------
    grades
        The table of evidence grades, by grade.
    category
        Category of a claim, as written; empty for the general names.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    dict[int, str]
        Name by grade.
    """
    names = {int(str(level)): str(name) for level, name in language_of(say).name(grades).items()}
    if not _BY_CODE.search(category):
        return names
    codes = {int(str(level)): say(str(name).partition(" (")[0]) for level, name in grades["crirsco"].items()}
    return {level: codes[level] if level > FORECAST else name for level, name in names.items()}


def standing(words: str) -> Text:
    """Return what the words of a claim call its tonnage, to be shown; nothing is compared by it.

    Parameters
    ----------
    words
        Category and material as written.

    Returns
    -------
    str
        ``forecast``, ``reserves`` or ``resources``; empty where they call it none of these.
    """
    return next((name for name, pattern in _STANDINGS.items() if pattern.search(words)), Text(""))


def joined(items: Sequence[str]) -> str:
    """Return items in one line.

    Parameters
    ----------
    items
        The items, such as element symbols.

    Returns
    -------
    str
        The items, parted by commas.
    """
    return ", ".join(items)


def _hedged(claim: Mapping[str, Any], words: str, say: Say) -> str:
    template = _HEDGED.get(claim["qualifier"])
    return say(template).format(amount=words) if template else words


def short(title: str, limit: int = 60) -> str:
    """Cut a title at a word, so that it fits a label.

    Parameters
    ----------
    title
        The title.
    limit
        Greatest number of letters.

    Returns
    -------
    str
        The title in one line; a cut one ends in an ellipsis.
    """
    flat = re.sub(r"\s+", " ", title).strip()
    return flat if len(flat) <= limit else flat[: limit - 1].rsplit(" ", 1)[0] + "…"
