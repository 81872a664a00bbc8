"""What changed from one wording of a figure to the next: computed field by field from two rows of claims.csv."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

import pandas

from geo.catalog.model import Catalog
from geo.catalog.subjects import subjects
from geo.claims import units
from geo.claims.category_codes import CategoryCodes
from geo.claims.ledger import ledger
from geo.claims.sentences import Phrase, names_of, phrase
from geo.language import numbers, wording
from geo.language.codes import COUNTED, MASS_UNITS, NO_CURRENCY
from geo.language.translation import N_, Numeral, Text

Claim: TypeAlias = Mapping[str, Any]
DriftKind: TypeAlias = Literal[
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

_STANDINGS: Final[Mapping[str, Text]] = {
    "forecast": N_("forecast"),
    "reserve": N_("reserves"),
    "resource": N_("resources"),
}
"""What standing a tonnage has, by what its codes say that it is."""


@dataclass(frozen=True)
class Change:
    """One thing that a copy says otherwise than what it copies.

    Attributes
    ----------
    kind
        What changed, for programs.
    before
        What the copied claim says.
    after
        What the copy says.
    sentence
        The change in words.
    factor
        After / before, where that tells much; else None.
    """

    kind: DriftKind
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
    kind: DriftKind, before: str | Phrase, after: str | Phrase, template: Text, factor: float | None = None
) -> Change:
    values = {"before": before, "after": after} | ({} if factor is None else {"factor": _short(factor)})
    return Change(kind, before, after, Phrase(template, values), factor)


def _short(factor: float) -> str:
    return Numeral(numbers.digits(round(factor, 3)))


def drift(catalog: Catalog, before: Claim, after: Claim) -> tuple[Change, ...]:
    """Return what changed from one claim to another that repeats it.

    Parameters
    ----------
    catalog
        The data.
    before
        Row of claims.csv that is repeated.
    after
        Row of claims.csv that repeats it.

    Returns
    -------
    tuple of Change
        In a fixed order of fields; empty where nothing changed.
    """
    return (
        *_subject(catalog, before, after),
        *_value(before, after),
        *_unit(before, after),
        *_qualifier(catalog, before, after),
        *_basis(catalog, before, after),
        *_material(catalog, before, after),
        *_category(catalog, before, after),
        *_label(catalog, "grade_kind", N_("kind of grade before: {before}; now: {after}"), before, after),
        *_label(catalog, "modality", N_("“{before}” became “{after}”"), before, after),
        *_countries(catalog, before, after),
    )


def written_half(claim: Claim) -> float:
    """Return half of the last digit that a claim writes: 50 for 935,400 t, 500,000 for 20 Mt.

    Zeros at the end of a number of four digits and more count as filling, to the first digit: whoever converts a figure
    may round it as far (:func:`geo.claims.intervals.half_digit` asks what the source vouches for, and is stricter).

    Parameters
    ----------
    claim
        Row of claims.csv.

    Returns
    -------
    float
        In the claim's ``unit_si``.
    """
    digits = str(claim["value"])
    factor = 1.0 if not float(digits) else float(claim["value_si"]) / float(digits)
    behind = len(digits.partition(".")[2])
    # Up to three digits zeros are as likely meant as not ("800"), so only longer figures count as rounded.
    filling = len(digits) - len(digits.rstrip("0")) if not behind and len(digits) > 3 else 0
    return float(factor * 10.0 ** (filling - behind) / 2)


def short_ton_slip(before: Claim, after: Claim) -> float | None:
    """Return the factor by which a figure is another one taken for short tons, or for tonnes.

    Parameters
    ----------
    before
        Row of claims.csv with the figure that is repeated.
    after
        Row of claims.csv with the figure that may be the other converted.

    Returns
    -------
    float or None
        0.907 or 1.102 where the second figure is the first times this, within its rounding. None else, and where the
        two are the same within the rounding of the second.
    """
    if before["unit_si"] != after["unit_si"] or before["unit_si"] not in MASS_UNITS:
        return None
    first, second, half = float(before["value_si"]), float(after["value_si"]), written_half(after)
    if not first or not second or abs(first - second) <= half:
        return None
    return next((factor for factor in (SHORT_TON_T, 1 / SHORT_TON_T) if abs(first * factor - second) <= half), None)


def last_day(date: str) -> str:
    """Return the last day that a date allows.

    Parameters
    ----------
    date
        YYYY, YYYY-MM, YYYY-MM-DD, or two of them with a slash between.

    Returns
    -------
    str
        YYYY-MM-DD; :data:`UNDATED`, which sorts behind every day, for an empty date.

    Examples
    --------
    >>> last_day("2025"), last_day("2024-02"), last_day("2024-02-01/2024-02-03")
    ('2025-12-31', '2024-02-29', '2024-02-03')
    """
    end = date.rpartition("/")[2]
    parts = [int(part) for part in end.split("-")] if end else []
    if not parts:
        return UNDATED
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
    return f"{year:04}-{month:02}-{day:02}"


def standing(catalog: Catalog, claim: Claim) -> Text:
    """Return what a claim calls its tonnage: a forecast, reserves or resources.

    Parameters
    ----------
    catalog
        The data.
    claim
        Row of claims.csv.

    Returns
    -------
    str
        ``forecast``, ``reserves`` or ``resources``, by the codes of its category and then by the words; empty where
        neither tells.
    """
    estimate = CategoryCodes.of(catalog).estimate(claim.get("category_codes", ()))
    if estimate:
        return _STANDINGS[estimate]
    return wording.standing(f"{claim['category_as_written']} {claim['material_as_written']}")


def _subject(catalog: Catalog, before: Claim, after: Claim) -> Iterator[Change]:
    names = subjects(catalog)
    sides = (names[str(before["claim_id"])], names[str(after["claim_id"])])
    first, second = (ledger(catalog).figure(str(side["claim_id"])) for side in (before, after))
    if first.subjects == second.subjects:
        if sides[0] != sides[1]:
            yield _change("name", *sides, N_("the name “{before}” is written “{after}”"))
    elif first.subjects < second.subjects or first.containers & second.subjects:
        yield _change("subject", *sides, N_("said of {before}, now of {after}, which contains it"))
    elif second.subjects < first.subjects or second.containers & first.subjects:
        yield _change("subject", *sides, N_("said of {before}, now of {after}, a part of it"))
    else:
        yield _change("subject", *sides, N_("said of {before}, now of {after}"))


def _value(before: Claim, after: Claim) -> Iterator[Change]:
    if before["unit_si"] != after["unit_si"] and NO_CURRENCY not in (before["unit_si"], after["unit_si"]):
        return
    ends = [tuple(_number(side[name]) for name in ("value_si", "value_max_si")) for side in (before, after)]
    if ends[0] == ends[1] and before["out_of"] == after["out_of"]:
        return
    sides = (_digits(before), _digits(after))
    slip = short_ton_slip(before, after)
    if slip is not None:
        template: Text = N_("{before} became {after}: times {factor}, as if short tons had been meant")
        yield _change("short tons", *sides, template, factor=slip)
    elif ends[0][1] == ends[1][1] and abs((ends[0][0] or 0) - (ends[1][0] or 0)) <= written_half(after):
        yield _change("rounding", *sides, N_("{before} was converted or rounded to {after}"))
    else:
        yield _change("value", *sides, N_("the figure {before} became {after}"))


def _unit(before: Claim, after: Claim) -> Iterator[Change]:
    if before["unit_si"] == after["unit_si"]:
        return
    sides = (phrase(str(before["unit"])), phrase(str(after["unit"])))
    if after["unit_si"] == NO_CURRENCY:
        yield _change("currency", *sides, N_("the currency is lost: {before} became {after}"))
    else:
        yield _change("unit", *sides, N_("the unit {before} became {after}"))


def _qualifier(catalog: Catalog, before: Claim, after: Claim) -> Iterator[Change]:
    if before["qualifier"] == after["qualifier"]:
        return
    labels: dict[str, str] = {**catalog.schema.labels("claims", "qualifier"), "exact": N_("no hedge")}
    template: Text = N_("“{before}” became “{after}”")
    if after["qualifier"] == "exact":
        template = N_("the hedge “{before}” was dropped")
    elif before["qualifier"] == "exact":
        template = N_("the hedge “{after}” was added")
    yield _change("qualifier", phrase(labels[before["qualifier"]]), phrase(labels[after["qualifier"]]), template)


def _label(catalog: Catalog, name: str, template: Text, before: Claim, after: Claim) -> Iterator[Change]:
    if before[name] != after[name]:
        labels: dict[str, str] = {**catalog.schema.labels("claims", name), "": N_("Not said")}
        kind: DriftKind = "modality" if name == "modality" else "grade kind"
        yield _change(kind, phrase(labels[before[name]]), phrase(labels[after[name]]), template)


def _basis(catalog: Catalog, before: Claim, after: Claim) -> Iterator[Change]:
    if before["basis"] == after["basis"]:
        return
    labels: dict[str, str] = {**catalog.schema.labels("claims", "basis"), "": N_("not said")}
    template: Text = N_("{before} became {after}")
    if after["basis"] == "ambiguous":
        template = N_("{before} before; the words now leave open what is meant")
    elif before["basis"] == "ambiguous":
        template = N_("left open before, now {after}")
    yield _change("basis", phrase(labels[before["basis"]]), phrase(labels[after["basis"]]), template)


def _material(catalog: Catalog, before: Claim, after: Claim) -> Iterator[Change]:
    sides = (_material_words(catalog, before), _material_words(catalog, after))
    if before["substance"] != after["substance"]:
        yield _change("material", *sides, N_("the material “{before}” became “{after}”"))
    elif before["material_as_written"] and not after["material_as_written"] and before["basis"] == after["basis"]:
        yield _change("material", sides[0], "…", N_("the material “{before}” is no longer named"))


def _category(catalog: Catalog, before: Claim, after: Claim) -> Iterator[Change]:
    sides = (standing(catalog, before), standing(catalog, after))
    if sides[0] != sides[1]:
        words = [phrase(side or "no category") for side in sides]
        yield _change("category", words[0], words[1], N_("category before: {before}; now: {after}"))


def _countries(catalog: Catalog, before: Claim, after: Claim) -> Iterator[Change]:
    ahead = (before["ranked_after"], after["ranked_after"])
    if ahead[0] and ahead[1] and ahead[0] != ahead[1]:
        sides = [names_of(catalog.frames["countries"], codes) for codes in ahead]
        yield _change("countries", sides[0], sides[1], N_("behind {before} before, behind {after} now"))


def _material_words(catalog: Catalog, claim: Claim) -> str:
    if claim["material_as_written"]:
        return str(claim["material_as_written"])
    names = {**catalog.elements["name_en"], **catalog.frames["substances"]["name_en"]}
    return str(names.get(claim["substance"], "…"))


def _digits(claim: Claim) -> Phrase:
    """Return the figure without its hedge: digits and unit."""
    write = str if claim["unit"] == "year" else Numeral
    shown = {name: write(claim[name]) for name in ("value", "value_max", "out_of") if claim[name]}
    figures = "–".join(f"{{{name}}}" for name in ("value", "value_max") if name in shown)
    template = f"{figures}/{{out_of}}" if claim["out_of"] else figures
    if claim["unit_si"] in COUNTED:
        return Phrase(template, shown)
    return phrase("{number} {unit}", number=Phrase(template, shown), unit=phrase(claim["unit"]))


def _number(value: float | None) -> float | None:
    return None if value is None or pandas.isna(value) else float(value)
