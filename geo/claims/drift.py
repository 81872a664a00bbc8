"""What changed from one wording of a figure to the next: computed field by field from two rows of claims.csv."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

import pandas

from geo.catalog.model import Catalog
from geo.catalog.subjects import subjects
from geo.claims import units
from geo.claims.figures import ledger
from geo.claims.sentences import Number, Phrase, names_of, phrase
from geo.language import wording
from geo.language.translation import Text
from geo.language.vocabulary import COUNTED, MASS_UNITS, NO_CURRENCY

Claim: TypeAlias = Mapping[str, Any]
Kind: TypeAlias = Literal[
    "subject",
    "name",
    "value",
    "short tons",
    "rounding",
    "qualifier",
    "currency",
    "unit",
    "basis",
    "material",
    "category",
    "grade kind",
    "modality",
    "countries",
]

SHORT_TON_T: Final = float(units.ratio("short ton", "t"))
"""Tonnes in a short ton."""

UNDATED: Final = "9999"
"""Sorts behind every date; stands for a date not known."""

_STANDINGS: Final[Mapping[str, str]] = {
    "forecast": r"forecast|predict|project(ed|ion)|prospective|prognostic",
    "reserves": r"\breserves?\b|\bstocks\b",
    "resources": r"\bresources?\b",
}
"""Words by which sources say what standing a tonnage has; the first that fits counts, so that forecast
resources are a forecast."""


@dataclass(frozen=True)
class Change:
    """One thing that a copy says otherwise than what it copies; ``factor`` is after / before, where that tells much."""

    kind: Kind
    before: str | Phrase
    after: str | Phrase
    sentence: Phrase
    factor: float | None = None

    @property
    def arrow(self) -> Phrase:
        """The change as a label for an edge: ``over → up to``."""
        sides = {"before": self.before, "after": self.after}
        if self.factor is None:
            return Phrase("{before} → {after}", sides)
        return Phrase("{before} → {after} (× {factor})", {**sides, "factor": _short(self.factor)})


def _change(
    kind: Kind, before: str | Phrase, after: str | Phrase, template: Text, factor: float | None = None
) -> Change:
    values = {"before": before, "after": after} | ({} if factor is None else {"factor": _short(factor)})
    return Change(kind, before, after, Phrase(template, values), factor)


def _short(factor: float) -> str:
    return Number(wording.digits(round(factor, 3)))


def drift(catalog: Catalog, before: Claim, after: Claim) -> tuple[Change, ...]:
    """Return what changed from one claim to another that repeats it, in a fixed order; empty if nothing did."""
    return (
        *_subject(catalog, before, after),
        *_value(before, after),
        *_unit(before, after),
        *_qualifier(catalog, before, after),
        *_basis(catalog, before, after),
        *_material(catalog, before, after),
        *_category(catalog, before, after),
        *_label(catalog, "grade_kind", "kind of grade before: {before}; now: {after}", before, after),
        *_label(catalog, "modality", "“{before}” became “{after}”", before, after),
        *_countries(catalog, before, after),
    )


def written_half(claim: Claim) -> float:
    """Return half of the last digit that a claim writes, in its ``unit_si``: 50 for 935,400 t, 500,000 for 20 Mt.

    Zeros at the end of a number of four digits and more count as filling, to the first digit: whoever converts a
    figure may round it as far (:func:`geo.claims.intervals.half_digit` asks what the source vouches for, and is
    stricter).
    """
    digits = str(claim["value"])
    factor = 1.0 if not float(digits) else float(claim["value_si"]) / float(digits)
    behind = len(digits.partition(".")[2])
    filling = len(digits) - len(digits.rstrip("0")) if not behind and len(digits) > 3 else 0
    return float(factor * 10.0 ** (filling - behind) / 2)


def short_ton_slip(before: Claim, after: Claim) -> float | None:
    """Return the factor 0.907 or 1.102 by which the second figure is the first, within its rounding; else None.

    None too where the two figures are the same within the rounding of the second.
    """
    if before["unit_si"] != after["unit_si"] or before["unit_si"] not in MASS_UNITS:
        return None
    first, second, half = float(before["value_si"]), float(after["value_si"]), written_half(after)
    if not first or not second or abs(first - second) <= half:
        return None
    return next((factor for factor in (SHORT_TON_T, 1 / SHORT_TON_T) if abs(first * factor - second) <= half), None)


def last_day(date: str) -> str:
    """Return the last day (YYYY-MM-DD) that a date allows; a day after all others for an unknown one."""
    end = date.rpartition("/")[2]
    parts = [int(part) for part in end.split("-")] if end else []
    if not parts:
        return UNDATED
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
    return f"{year:04}-{month:02}-{day:02}"


def standing(catalog: Catalog, claim: Claim) -> Text:
    """Return ``forecast``, ``reserves`` or ``resources`` as a claim's evidence grade and words have it; else empty."""
    codes = catalog.frames["evidence_grades"]["code"]
    grades = [str(codes[int(claim[name])]) for name in ("evidence_grade_min", "evidence_grade_max")]
    if all(code.startswith("forecast") for code in grades):
        return "forecast"
    words = f"{claim['category_as_written']} {claim['material_as_written']}".lower()
    return next((name for name, pattern in _STANDINGS.items() if re.search(pattern, words)), "")


def _subject(catalog: Catalog, before: Claim, after: Claim) -> Iterator[Change]:
    names = subjects(catalog)
    sides = (names[str(before["claim_id"])], names[str(after["claim_id"])])
    first, second = (ledger(catalog).figure(str(side["claim_id"])) for side in (before, after))
    if first.subjects == second.subjects:
        if sides[0] != sides[1]:
            yield _change("name", *sides, "the name “{before}” is written “{after}”")
    elif first.subjects < second.subjects or first.containers & second.subjects:
        yield _change("subject", *sides, "said of {before}, now of {after}, which contains it")
    elif second.subjects < first.subjects or second.containers & first.subjects:
        yield _change("subject", *sides, "said of {before}, now of {after}, a part of it")
    else:
        yield _change("subject", *sides, "said of {before}, now of {after}")


def _value(before: Claim, after: Claim) -> Iterator[Change]:
    if before["unit_si"] != after["unit_si"] and NO_CURRENCY not in (before["unit_si"], after["unit_si"]):
        return
    ends = [tuple(_number(side[name]) for name in ("value_si", "value_max_si")) for side in (before, after)]
    if ends[0] == ends[1] and before["out_of"] == after["out_of"]:
        return
    sides = (_digits(before), _digits(after))
    slip = short_ton_slip(before, after)
    if slip is not None:
        template: Text = "{before} became {after}: times {factor}, as if short tons had been meant"
        yield _change("short tons", *sides, template, factor=slip)
    elif ends[0][1] == ends[1][1] and abs((ends[0][0] or 0) - (ends[1][0] or 0)) <= written_half(after):
        yield _change("rounding", *sides, "{before} was converted or rounded to {after}")
    else:
        yield _change("value", *sides, "the figure {before} became {after}")


def _unit(before: Claim, after: Claim) -> Iterator[Change]:
    if before["unit_si"] == after["unit_si"]:
        return
    sides = (phrase(str(before["unit"])), phrase(str(after["unit"])))
    if after["unit_si"] == NO_CURRENCY:
        yield _change("currency", *sides, "the currency is lost: {before} became {after}")
    else:
        yield _change("unit", *sides, "the unit {before} became {after}")


def _qualifier(catalog: Catalog, before: Claim, after: Claim) -> Iterator[Change]:
    if before["qualifier"] == after["qualifier"]:
        return
    labels: dict[str, Text] = {**catalog.schema.labels("claims", "qualifier"), "exact": "no hedge"}
    template: Text = "“{before}” became “{after}”"
    if after["qualifier"] == "exact":
        template = "the hedge “{before}” was dropped"
    elif before["qualifier"] == "exact":
        template = "the hedge “{after}” was added"
    yield _change("qualifier", phrase(labels[before["qualifier"]]), phrase(labels[after["qualifier"]]), template)


def _label(catalog: Catalog, name: str, template: Text, before: Claim, after: Claim) -> Iterator[Change]:
    if before[name] != after[name]:
        labels: dict[str, Text] = {**catalog.schema.labels("claims", name), "": "Not said"}
        kind: Kind = "modality" if name == "modality" else "grade kind"
        yield _change(kind, phrase(labels[before[name]]), phrase(labels[after[name]]), template)


def _basis(catalog: Catalog, before: Claim, after: Claim) -> Iterator[Change]:
    if before["basis"] == after["basis"]:
        return
    labels: dict[str, Text] = {**catalog.schema.labels("claims", "basis"), "": "not said"}
    template: Text = "{before} became {after}"
    if after["basis"] == "ambiguous":
        template = "{before} before; the words now leave open what is meant"
    elif before["basis"] == "ambiguous":
        template = "left open before, now {after}"
    yield _change("basis", phrase(labels[before["basis"]]), phrase(labels[after["basis"]]), template)


def _material(catalog: Catalog, before: Claim, after: Claim) -> Iterator[Change]:
    sides = (_material_words(catalog, before), _material_words(catalog, after))
    if before["substance"] != after["substance"]:
        yield _change("material", *sides, "the material “{before}” became “{after}”")
    elif before["material_as_written"] and not after["material_as_written"] and before["basis"] == after["basis"]:
        yield _change("material", sides[0], "…", "the material “{before}” is no longer named")


def _category(catalog: Catalog, before: Claim, after: Claim) -> Iterator[Change]:
    sides = (standing(catalog, before), standing(catalog, after))
    if sides[0] != sides[1]:
        words = [phrase(side or "no category") for side in sides]
        yield _change("category", words[0], words[1], "category before: {before}; now: {after}")


def _countries(catalog: Catalog, before: Claim, after: Claim) -> Iterator[Change]:
    ahead = (before["ranked_after"], after["ranked_after"])
    if ahead[0] and ahead[1] and ahead[0] != ahead[1]:
        sides = [names_of(catalog.frames["countries"], codes) for codes in ahead]
        yield _change("countries", sides[0], sides[1], "behind {before} before, behind {after} now")


def _material_words(catalog: Catalog, claim: Claim) -> str:
    if claim["material_as_written"]:
        return str(claim["material_as_written"])
    names = {**catalog.elements["name_en"], **catalog.frames["substances"]["name_en"]}
    return str(names.get(claim["substance"], "…"))


def _digits(claim: Claim) -> Phrase:
    """Return the figure without its hedge: digits and unit."""
    write = str if claim["unit"] == "year" else Number
    shown = {name: write(claim[name]) for name in ("value", "value_max", "out_of") if claim[name]}
    figures = "–".join(f"{{{name}}}" for name in ("value", "value_max") if name in shown)
    template = f"{figures}/{{out_of}}" if claim["out_of"] else figures
    if claim["unit_si"] in COUNTED:
        return Phrase(template, shown)
    return phrase("{number} {unit}", number=Phrase(template, shown), unit=phrase(claim["unit"]))


def _number(value: float | None) -> float | None:
    return None if value is None or pandas.isna(value) else float(value)
