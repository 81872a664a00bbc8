"""Sentences that can be translated: a template of ours and the values that go into it.

Values are figures, names and materials, which stay as they are, or further phrases.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Protocol

import pandas

from geo.claims.intervals import End, Interval
from geo.language import wording
from geo.language.translation import N_, Forms, Text, counted, spoken
from geo.language.translation import Name as Name
from geo.language.translation import Number as Number
from geo.language.translation import Times as Times
from geo.language.wording import Say

DIGITS = 4
"""Digits shown of a figure that we worked out."""

_SCALES: Sequence[tuple[int, Text]] = (
    (10**9, N_("{number} billion {unit}")),
    (10**6, N_("{number} million {unit}")),
    (1, N_("{number} {unit}")),
)


class Words(Protocol):
    """Whatever can say itself in a language."""

    def text(self, say: Say = str) -> str:
        """Return the words; ``say`` translates templates."""


Value = str | Words
"""What fills a template: a figure or name as it is, or further words."""


@dataclass(frozen=True)
class Phrase:
    """A template and what fills it."""

    template: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def text(self, say: Say = str) -> str:
        """Return the phrase in words; ``say`` translates templates."""
        filled = {name: spoken(value, say) for name, value in self.values.items()}
        return say(self.template).format(**filled)

    def __str__(self) -> str:
        return self.text()


@dataclass(frozen=True)
class Counted:
    """A template with a count in it, and what else fills it."""

    forms: Forms
    number: int
    values: Mapping[str, Value] = field(default_factory=dict)

    def text(self, say: Say = str) -> str:
        """Return the phrase in words; ``say`` translates templates."""
        filled = {name: spoken(value, say) for name, value in self.values.items()}
        return counted(self.forms, self.number, say, **filled)

    def __str__(self) -> str:
        return self.text()


def names_of(frame: pandas.DataFrame, keys: Iterable[str]) -> Phrase:
    """Return the names of some rows of a table in one line."""
    found = frame.loc[list(keys)]
    columns = found[["name_en", "name_ru", "name_kk"]].itertuples(index=False, name=None)
    parts = [Name(str(english), {"ru": str(russian), "kk": str(kazakh)}) for english, russian, kazakh in columns]
    names = [f"name{place}" for place in range(len(parts))]
    return Phrase(", ".join(f"{{{name}}}" for name in names), dict(zip(names, parts, strict=True)))


def phrase(template: str, **values: Value) -> Phrase:
    """Return a phrase."""
    return Phrase(template, values)


def numbered(forms: Forms, number: int, **values: Value) -> Counted:
    """Return a phrase with a count in it."""
    return Counted(forms, number, values)


def listed(parts: Iterable[Words | None], between: str) -> Phrase:
    """Return phrases in one, leaving out those that are None."""
    kept = [part for part in parts if part is not None]
    names = [f"part{place}" for place in range(len(kept))]
    return Phrase(between.join(f"{{{name}}}" for name in names), dict(zip(names, kept, strict=True)))


def sentences(parts: Iterable[Words | None]) -> Phrase:
    """Return phrases one behind the other, leaving out those that are None."""
    return listed(parts, " ")


def number(value: End, digits: int = DIGITS) -> Number:
    """Return a number rounded to some significant digits; a whole number below a million stays whole."""
    if value == math.inf:
        return Number("∞")
    exact = Fraction(value)
    if exact.denominator == 1 and exact < 10**6:
        return Number(wording.digits(float(exact)))
    return Number(wording.digits(float(_rounded(exact, digits))))


def amount(value: End, unit: str) -> Phrase:
    """Return a figure with its unit, in millions or billions where it is large: ``28.57 billion t``."""
    for scale, template in _SCALES:
        if value >= scale and value != math.inf:
            return phrase(template, number=number(Fraction(value) / scale), unit=_unit(unit))
    return phrase("{number} {unit}", number=number(value), unit=_unit(unit))


def span(interval: Interval, unit: str) -> Phrase:
    """Return an interval in words: ``over 28.57 billion t``, ``up to 14,000 t``, ``22.74 to 25.4 million t``."""
    low, high = interval.low, interval.high
    if interval.is_point:
        return amount(low, unit)
    if high == math.inf:
        if low == 0:
            return phrase("any amount")
        return phrase("over {amount}" if interval.low_open else "at least {amount}", amount=amount(low, unit))
    if low == 0:
        return phrase("under {amount}" if interval.high_open else "up to {amount}", amount=amount(high, unit))
    scale, template = next(((size, words) for size, words in _SCALES if high >= size), _SCALES[-1])
    ends = [number(Fraction(value) / scale) for value in (low, high)]
    both = phrase("{low} to {high}", low=ends[0], high=ends[1])
    return phrase(template, number=both, unit=_unit(unit))


def times(factor: End, *, at_least: bool = False) -> Times:
    """Return a ratio in words: ``1,429``, ``10.8``, ``3.2``, ``1.16``; one that is a least is never rounded up."""
    if factor == math.inf:
        return Times("∞")
    places = 0 if factor >= 100 else 1 if factor >= 2 else 2
    exact = Decimal(Fraction(factor).numerator) / Decimal(Fraction(factor).denominator)
    cut = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN if at_least else ROUND_HALF_UP)
    return Times(f"{cut}")


def _unit(name: str) -> Phrase:
    return phrase(wording.shown_unit(name))


def _rounded(value: Fraction, digits: int) -> Decimal:
    context = Context(prec=digits, rounding=ROUND_HALF_UP)
    return context.divide(Decimal(value.numerator), Decimal(value.denominator))
