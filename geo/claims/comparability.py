"""What keeps two figures from being compared: the tests of quantity, basis, scope, category, substance and date."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from geo.claims.figure import Figure, basis_words
from geo.claims.sentences import Phrase, Value, phrase, span
from geo.language.translation import N_, Text

Reason = Literal[
    "quantity",
    "basis",
    "scope",
    "category",
    "substance",
    "date",
    "anchor",
    "grade kind",
    "modality",
    "disjoint",
    "opposite qualifiers",
    "one-sided",
    "overlap",
    "same figure",
    "part above whole",
    "part within whole",
]
"""Why a verdict is what it is: an obstacle, or what the intervals say."""

_TIMELESS: Final = ("area", "depth", "distance", "rank", "date")
"""Quantities whose figure has no year of its own."""
_KINDS: Final[Mapping[str, Text]] = {
    "": N_("no grade"),
    "average": N_("an average grade"),
    "cut_off": N_("a cut-off grade"),
    "minimum_of_zone": N_("the lowest grade of a zone"),
    "max_sample": N_("the highest grade of single samples"),
    "range": N_("a range of samples"),
    "unspecified": N_("a grade of a kind not said"),
}


@dataclass(frozen=True)
class Obstacle:
    """A reason why two figures cannot be compared.

    Attributes
    ----------
    reason
        Its kind, for programs.
    sentence
        The reason in words, for people.
    """

    reason: Reason
    sentence: Phrase


def obstacles(a: Figure, b: Figure) -> tuple[Obstacle, ...]:
    """Return everything that keeps two figures from being compared.

    Parameters
    ----------
    a
        One figure.
    b
        Another; which is which makes no difference to the kinds found.

    Returns
    -------
    tuple of Obstacle
        In the order of the tests: quantity, basis, scope, category, substance, date, kind of grade, modality. Empty
        where the two can be compared.
    """
    found = (test(a, b) for test in _TESTS)
    return tuple(obstacle for obstacle in found if obstacle is not None)


def is_within(part: Figure, whole: Figure) -> bool:
    """Say whether the subject of one figure lies inside the other's subject.

    Parameters
    ----------
    part
        Figure of the inner subject.
    whole
        Figure of the outer subject.

    Returns
    -------
    bool
        False where both have the same subject.
    """
    if whole.subjects <= part.containers:
        return True
    return part.subjects < whole.subjects


def graded_apart(a: Figure, b: Figure) -> bool:
    """Say whether two figures name categories of evidence that no evidence grade fits both.

    Parameters
    ----------
    a
        One figure.
    b
        Another.

    Returns
    -------
    bool
        False where one names no category.
    """
    apart = a.grade_high < b.grade_low or b.grade_high < a.grade_low
    return a.named_category and b.named_category and apart


def _quantity(a: Figure, b: Figure) -> Obstacle | None:
    if a.quantity == b.quantity and a.unit == b.unit:
        return None
    what: dict[str, Value] = {
        "a": phrase(a.quantity),
        "b": phrase(b.quantity),
        "unit_a": a.unit,
        "unit_b": b.unit,
    }
    return Obstacle("quantity", Phrase("they measure different things ({a} in {unit_a}, {b} in {unit_b})", what))


def _basis(a: Figure, b: Figure) -> Obstacle | None:
    if a.basis == b.basis or not (a.has_basis and b.has_basis):
        return None
    if {a.basis, b.basis} == {"element", "oxide"} and a.factor is not None and b.factor is not None:
        return None
    words = phrase("one is {a}, the other {b}", a=basis_words(a.basis, a.oxide), b=basis_words(b.basis, b.oxide))
    return Obstacle("basis", words)


def _scope(a: Figure, b: Figure) -> Obstacle | None:
    if a.subjects != b.subjects:
        inner = next(((part, whole) for part, whole in ((a, b), (b, a)) if is_within(part, whole)), None)
        if inner is not None:
            said = phrase("{part} is part of {whole}", part=inner[0].label, whole=inner[1].label)
            return Obstacle("scope", said)
        return Obstacle("scope", phrase("they speak of different places: {a}, {b}", a=a.label, b=b.label))
    if a.scope.casefold() != b.scope.casefold():
        whole = phrase("the whole")
        return Obstacle("scope", phrase("one covers {a}, the other {b}", a=a.scope or whole, b=b.scope or whole))
    if a.depth is not None and b.depth is not None and a.depth != b.depth:
        depths = phrase("they reach to different depths: {a}, {b}", a=span(a.depth, "m"), b=span(b.depth, "m"))
        return Obstacle("scope", depths)
    return None


def _category(a: Figure, b: Figure) -> Obstacle | None:
    if {a.estimate, b.estimate} == {"reserve", "resource"}:
        return Obstacle("category", _reserve_or_resource(*((a, b) if a.estimate == "reserve" else (b, a))))
    if graded_apart(a, b):
        words = phrase("one is {a}, the other {b}", a=a.category, b=b.category)
        return Obstacle("category", words)
    if (
        a.subjects != b.subjects
        and not is_within(a, b)
        and not is_within(b, a)
        and a.named_category != b.named_category
    ):
        named = a if a.named_category else b
        words = phrase("only one names a category: {category}", category=named.category)
        return Obstacle("category", words)
    return None


def _reserve_or_resource(reserve: Figure, resource: Figure) -> Phrase:
    """Say why a reserve is not set against a resource: under one code it is a part of it, or beyond a forecast."""
    shown: dict[str, Value] = {"reserve": reserve.category, "resource": resource.category}
    if resource.is_forecast:
        return Phrase(
            "one is a reserve ({reserve}), the other a forecast ({resource}), which is not yet a reserve", shown
        )
    said: Text = N_(
        "one is a reserve ({reserve}), the other a resource ({resource}): a reserve is a part of a resource"
    )
    if reserve.basis == resource.basis and resource.value.is_below(reserve.value):
        said = N_(
            "one is a reserve ({reserve}), the other a resource ({resource}): a reserve is a part of a resource, "
            "but here it is the larger of the two, so they do not go by one code"
        )
    return Phrase(said, shown)


def _substance(a: Figure, b: Figure) -> Obstacle | None:
    if a.substance != b.substance:
        said = phrase("they speak of different materials: {a}, {b}", a=_material(a), b=_material(b))
        return Obstacle("substance", said)
    if a.quantity == "area" and not (a.thing and b.thing):
        return None
    if a.thing != b.thing:
        reason: Reason = "anchor" if a.quantity == "distance" else "substance"
        said = phrase("they count or measure different things: {a}, {b}", a=_material(a), b=_material(b))
        return Obstacle(reason, said)
    return None


def _material(item: Figure) -> Value:
    return item.material or item.category or item.substance or phrase("not said")


def _date(a: Figure, b: Figure) -> Obstacle | None:
    if a.quantity in _TIMELESS:
        return None
    if a.edition_year and b.edition_year and a.edition_year != b.edition_year:
        said = phrase("they come from different editions: {a}, {b}", a=a.edition_year, b=b.edition_year)
        return Obstacle("date", said)
    revised, other = (a, b) if a.is_revision else (b, a)
    if revised.is_revision and not other.years and not other.date:
        year = ", ".join(sorted(revised.years))
        return Obstacle("date", phrase("one is a re-estimate of {year}, the other bears no date", year=year))
    if a.years and b.years and a.years.isdisjoint(b.years):
        first, second = (", ".join(sorted(item.years)) for item in (a, b))
        return Obstacle("date", phrase("they are for different years: {a}, {b}", a=first, b=second))
    return None


def _grade_kind(a: Figure, b: Figure) -> Obstacle | None:
    if a.grade_kind == b.grade_kind:
        return None
    said = phrase("one is {a}, the other {b}", a=phrase(_KINDS[a.grade_kind]), b=phrase(_KINDS[b.grade_kind]))
    return Obstacle("grade kind", said)


def _modality(a: Figure, b: Figure) -> Obstacle | None:
    if (a.modality == "target") == (b.modality == "target"):
        return None
    return Obstacle("modality", phrase("one is a plan, the other a statement of what is"))


# The first obstacle found is the reason shown, so the plainest come first: what is measured, of what, of which place.
_TESTS: Final[tuple[Callable[[Figure, Figure], Obstacle | None], ...]] = (
    _quantity,
    _basis,
    _scope,
    _category,
    _substance,
    _date,
    _grade_kind,
    _modality,
)
