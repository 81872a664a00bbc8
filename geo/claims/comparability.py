"""What keeps two figures from being compared: the tests of quantity, basis, scope, category, substance and date."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from geo.catalog.day_spans import DaySpan
from geo.claims.category_codes import is_total
from geo.claims.figure import Figure, basis_words
from geo.claims.pair_remarks import alike
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
    "rounding",
    "part above whole",
    "part within whole",
]
"""Why a verdict is what it is: an obstacle, or what the intervals say."""

_TIMELESS: Final = ("distance", "date", "thickness")
"""Quantities whose figure has no year of its own."""
_LASTING: Final = ("area", "depth", "rank")
"""Quantities whose figure has a year only where the source says for when it is."""
_BEYOND_RESERVE: Final = ("resource", "forecast")
"""Estimates that a reserve is not set against."""
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


def is_reserve_against_other(a: Figure, b: Figure) -> bool:
    """Say whether one figure is a reserve and the other a resource or a forecast.

    Parameters
    ----------
    a
        One figure.
    b
        Another.

    Returns
    -------
    bool
        False where either names no category.
    """
    return any(one.estimate == "reserve" and other.estimate in _BEYOND_RESERVE for one, other in ((a, b), (b, a)))


def is_class_within(part: Figure, whole: Figure) -> bool:
    """Say whether the classes that one figure adds up are some of the other's.

    Parameters
    ----------
    part
        Figure of fewer classes.
    whole
        Figure of more classes.

    Returns
    -------
    bool
        False where both add up the same ones. True where one names some classes, and the other, of all, names none.
    """
    if not whole.system:
        return _names_some(part)
    return part.system == whole.system and part.codes < whole.codes


def _quantity(a: Figure, b: Figure) -> Obstacle | None:
    if a.quantity == b.quantity and a.unit == b.unit:
        if a.cumulative == b.cumulative:
            return None
        return Obstacle("quantity", phrase("one is a sum over years, the other the output of one year"))
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
    if (a.scope_kind, a.scope.casefold()) != (b.scope_kind, b.scope.casefold()):
        whole = phrase("the whole")
        return Obstacle("scope", phrase("one covers {a}, the other {b}", a=a.scope or whole, b=b.scope or whole))
    if a.depth is not None and b.depth is not None and a.depth != b.depth:
        depths = phrase("they reach to different depths: {a}, {b}", a=span(a.depth, "m"), b=span(b.depth, "m"))
        return Obstacle("scope", depths)
    return None


def _category(a: Figure, b: Figure) -> Obstacle | None:
    if is_reserve_against_other(a, b):
        return Obstacle("category", _reserve_or_resource(*((a, b) if a.estimate == "reserve" else (b, a))))
    if graded_apart(a, b):
        words = phrase("one is {a}, the other {b}", a=category_words(a), b=category_words(b))
        return Obstacle("category", words)
    if a.cutoff and b.cutoff and a.cutoff != b.cutoff:
        cutoffs = phrase("they go by different cut-offs: {a}, {b}", a=a.cutoff, b=b.cutoff)
        return Obstacle("category", cutoffs)
    classes = _classes(a, b)
    if classes is not None:
        return Obstacle("category", classes)
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


def category_words(item: Figure) -> str:
    """Return the category of a figure as its source writes it.

    Parameters
    ----------
    item
        A figure.

    Returns
    -------
    str
        The words; the codes of its classes where none are stored.
    """
    return item.category or "+".join(sorted(item.codes))


def _classes(a: Figure, b: Figure) -> Phrase | None:
    """Say what keeps the classes of two codes apart; None where they may be the same, or a part is above its whole."""
    if any(_is_larger(part, whole) for part, whole in ((a, b), (b, a)) if is_class_within(part, whole)):
        return None
    for part, whole in ((a, b), (b, a)):
        if not whole.system and _names_some(part) and (part.quantity == "grade" or _is_larger(whole, part)):
            said: Text = N_("only one names its classes ({category}): some of them are not set against all")
            return phrase(said, category=category_words(part))
    if not (a.system and b.system):
        return None
    shown: dict[str, Value] = {"a": category_words(a), "b": category_words(b)}
    if a.system != b.system:
        shown |= {"system_a": a.system, "system_b": b.system}
        return Phrase("they go by different codes: {a} ({system_a}), {b} ({system_b})", shown)
    if a.codes == b.codes or a.codes <= b.may_stand_for or b.codes <= a.may_stand_for:
        return None
    return Phrase("they add up different classes: {a}, {b}", shown)


def _names_some(item: Figure) -> bool:
    """Whether a tonnage or grade is of some classes only: C2, proved, measured and indicated."""
    if item.quantity not in ("tonnage", "grade") or not (item.system and item.codes):
        return False
    return not (is_total(item.codes) or item.may_stand_for or item.is_forecast)


def _is_larger(one: Figure, other: Figure) -> bool:
    """Whether a tonnage is above another, on one basis; grades of classes are no parts of a sum."""
    if one.quantity != "tonnage" or _basis(one, other) is not None or one.unit != other.unit:
        return False
    left, right, _ = alike(one, other)
    return right.is_below(left)


def _reserve_or_resource(reserve: Figure, resource: Figure) -> Phrase:
    """Say why a reserve is not set against a resource: under one code it is a part of it, or beyond a forecast."""
    shown: dict[str, Value] = {"reserve": category_words(reserve), "resource": category_words(resource)}
    if resource.is_forecast and reserve.quantity == "tonnage":
        return Phrase(
            "one is a reserve ({reserve}), the other a forecast ({resource}), which is not yet a reserve", shown
        )
    said: Text = N_(
        "one is a reserve ({reserve}), the other a resource ({resource}): a reserve is a part of a resource"
    )
    if reserve.quantity != "tonnage":
        said = N_("one is of a reserve ({reserve}), the other of a resource ({resource}), which holds more than it")
    elif reserve.basis == resource.basis and resource.value.is_below(reserve.value):
        said = N_(
            "one is a reserve ({reserve}), the other a resource ({resource}): a reserve is a part of a resource, "
            "but here it is the larger of the two, so they do not go by one code"
        )
    return Phrase(said, shown)


def _substance(a: Figure, b: Figure) -> Obstacle | None:
    if a.substance != b.substance:
        said = phrase("they speak of different materials: {a}, {b}", a=_material(a), b=_material(b))
        return Obstacle("substance", said)
    if a.quantity == b.quantity and (a.measurand, a.out_of) != (b.measurand, b.out_of):
        reason: Reason = "anchor" if a.quantity == "distance" else "substance"
        said = phrase("they count or measure different things: {a}, {b}", a=_material(a), b=_material(b))
        return Obstacle(reason, said)
    return None


def _material(item: Figure) -> Value:
    return item.material or item.category or item.substance or phrase("not said")


def _date(a: Figure, b: Figure) -> Obstacle | None:
    if a.quantity in _TIMELESS:
        return None
    return _as_of(a, b) if a.quantity in _LASTING else _edition(a, b) or _as_of(a, b) or _revision(a, b)


def _edition(a: Figure, b: Figure) -> Obstacle | None:
    for new, old in ((a, b), (b, a)):
        if old.claim_id in new.replaces:
            said = phrase("{new} replaces {old}: its publisher has revised the figure", new=new.amount, old=old.amount)
            return Obstacle("date", said)
    if a.edition and b.edition and a.edition != b.edition:
        return Obstacle("date", phrase("they come from different editions: {a}, {b}", a=a.edition, b=b.edition))
    for new, old in ((a, b), (b, a)):
        if new.replaces and new.as_of and not old.as_of and not old.date:
            return Obstacle("date", phrase("one is a re-estimate of {year}, the other bears no date", year=new.as_of))
    return None


def _as_of(a: Figure, b: Figure) -> Obstacle | None:
    if a.as_of and b.as_of and a.as_of.is_apart(b.as_of):
        said = phrase("they are for different dates: {a}, {b}", a=a.as_of, b=b.as_of)
        if a.as_of.is_of_years and b.as_of.is_of_years:
            said = phrase("they are for different years: {a}, {b}", a=a.as_of, b=b.as_of)
        return Obstacle("date", said)
    return None


def _revision(a: Figure, b: Figure) -> Obstacle | None:
    """Take a later figure of who speaks for the same classes of the same subject as a revision of the earlier."""
    if not a.publisher or a.publisher != b.publisher or not (a.date and b.date) or a.value == b.value:
        return None
    early, late = sorted((DaySpan.parse(a.date), DaySpan.parse(b.date)), key=lambda day: (day.first, day.last))
    if not early.is_apart(late) or (a.codes, a.grade_low, a.grade_high) != (b.codes, b.grade_low, b.grade_high):
        return None
    said: Text = N_("both are of {publisher}, of {early} and of {late}: the later one revises the earlier")
    return Obstacle("date", phrase(said, publisher=a.publisher, early=early, late=late))


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
