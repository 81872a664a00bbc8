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
from geo.language import numbers, wording
from geo.language.codes import OTHER_LANGUAGES
from geo.language.translation import N_, Forms, Numeral, ProperName, Say, Text, Times, counted, spoken

DIGITS = 4
"""Digits shown of a figure that we worked out."""

_SCALES: Sequence[tuple[int, Text]] = (
    (10**9, N_("{number} billion {unit}")),
    (10**6, N_("{number} million {unit}")),
    (1, N_("{number} {unit}")),
)


class Words(Protocol):
    """Whatever can write itself in a language."""

    def text(self, say: Say = str) -> str:
        """Return the words in a language.

        Parameters
        ----------
        say
            Translates our phrases; writes numbers and dates as the language does.

        Returns
        -------
        str
            Text for people.
        """


Value = str | Words
"""What fills a template: a figure or name as it is, or further words."""


@dataclass(frozen=True)
class Phrase:
    """A template of ours and the values that fill it.

    Attributes
    ----------
    template
        English text with a ``{name}`` for each value; translated before it is filled.
    values
        What stands for each name.

    Examples
    --------
    >>> print(phrase("{a} against {b}", a="20 t", b=with_unit(28_570_000_000, "t")))
    20 t against 28.57 billion t
    """

    template: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def text(self, say: Say = str) -> str:
        """Return the phrase in a language.

        Parameters
        ----------
        say
            Translates our phrases; writes numbers and dates as the language does.

        Returns
        -------
        str
            Text for people.
        """
        filled = {name: spoken(value, say) for name, value in self.values.items()}
        return say(self.template).format(**filled)

    def __str__(self) -> str:
        return self.text()


@dataclass(frozen=True)
class Counted:
    """A template with a count in it, and the values that fill it.

    Attributes
    ----------
    forms
        English text for one and for many, with ``{number}`` for the count.
    number
        The count, zero or more.
    values
        What stands for each other name.
    """

    forms: Forms
    number: int
    values: Mapping[str, Value] = field(default_factory=dict)

    def text(self, say: Say = str) -> str:
        """Return the phrase in a language, in the form that goes with the number.

        Parameters
        ----------
        say
            Translates our phrases; writes numbers and dates as the language does.

        Returns
        -------
        str
            Text for people.
        """
        filled = {name: spoken(value, say) for name, value in self.values.items()}
        return counted(self.forms, self.number, say, **filled)

    def __str__(self) -> str:
        return self.text()


def names_of(frame: pandas.DataFrame, keys: Iterable[str]) -> Phrase:
    """Return the names of some rows of a table in one line.

    Parameters
    ----------
    frame
        Table with ``name_en``, ``name_ru`` and ``name_kk``.
    keys
        Index values of the rows wanted.

    Returns
    -------
    Phrase
        Names in the order of ``keys``, commas between them.
    """
    found = frame.loc[list(keys)]
    columns = ["name_en", *(f"name_{code}" for code in OTHER_LANGUAGES)]
    rows = (map(str, row) for row in found[columns].itertuples(index=False, name=None))
    parts = [ProperName(english, dict(zip(OTHER_LANGUAGES, others, strict=True))) for english, *others in rows]
    names = [f"name{place}" for place in range(len(parts))]
    return Phrase(", ".join(f"{{{name}}}" for name in names), dict(zip(names, parts, strict=True)))


def phrase(template: str, **values: Value) -> Phrase:
    """Return a phrase of a template and its values.

    Parameters
    ----------
    template
        English text with a ``{name}`` for each value.
    **values
        What stands for each name.

    Returns
    -------
    Phrase
        Not yet translated.
    """
    return Phrase(template, values)


def numbered(forms: Forms, number: int, **values: Value) -> Counted:
    """Return a phrase with a count in it.

    Parameters
    ----------
    forms
        English text for one and for many, with ``{number}`` for the count.
    number
        The count, zero or more.
    **values
        What stands for each other name.

    Returns
    -------
    Counted
        Not yet translated.
    """
    return Counted(forms, number, values)


def listed(parts: Iterable[Words | None], between: str) -> Phrase:
    """Return several phrases as one.

    Parameters
    ----------
    parts
        Phrases in their order; None is left out.
    between
        What stands between two of them.

    Returns
    -------
    Phrase
        The phrases joined.
    """
    kept = [part for part in parts if part is not None]
    names = [f"part{place}" for place in range(len(kept))]
    return Phrase(between.join(f"{{{name}}}" for name in names), dict(zip(names, kept, strict=True)))


def sentences(parts: Iterable[Words | None]) -> Phrase:
    """Return several sentences as one phrase, a space between two.

    Parameters
    ----------
    parts
        Sentences in their order; None is left out.

    Returns
    -------
    Phrase
        The sentences joined.
    """
    return listed(parts, " ")


def number(value: End, digits: int = DIGITS) -> Numeral:
    """Return a number rounded to some significant digits.

    Parameters
    ----------
    value
        Number zero or above, or infinity.
    digits
        Significant digits to keep; a whole number below a million keeps all its digits.

    Returns
    -------
    Numeral
        Written as the language does where it stands in a phrase.

    Examples
    --------
    >>> str(number(Fraction(1, 3))), str(number(935400)), str(number(28571428571))
    ('0.3333', '935,400', '28,570,000,000')
    """
    if value == math.inf:
        return Numeral("∞")
    exact = Fraction(value)
    if exact.denominator == 1 and exact < 10**6:
        return Numeral(numbers.digits(float(exact)))
    return Numeral(numbers.digits(float(_rounded(exact, digits))))


def with_unit(value: End, unit: str) -> Phrase:
    """Return a figure with its unit, in millions or billions where it is large.

    Parameters
    ----------
    value
        Number in ``unit``, zero or above, or infinity.
    unit
        Name of the unit.

    Returns
    -------
    Phrase
        For example ``28.57 billion t``, to :data:`DIGITS` significant digits.
    """
    for scale, template in _SCALES:
        if value >= scale and value != math.inf:
            return phrase(template, number=number(Fraction(value) / scale), unit=_unit(unit))
    return phrase("{number} {unit}", number=number(value), unit=_unit(unit))


def span(interval: Interval, unit: str) -> Phrase:
    """Return an interval in words.

    Parameters
    ----------
    interval
        Numbers in ``unit``.
    unit
        Name of the unit.

    Returns
    -------
    Phrase
        For example ``over 28.57 billion t``, ``up to 14,000 t``, ``22.74 to 25.4 million t``.
    """
    low, high = interval.low, interval.high
    if interval.is_point:
        return with_unit(low, unit)
    if high == math.inf:
        if low == 0:
            return phrase("any amount")
        return phrase("over {amount}" if interval.low_open else "at least {amount}", amount=with_unit(low, unit))
    if low == 0:
        return phrase("under {amount}" if interval.high_open else "up to {amount}", amount=with_unit(high, unit))
    scale, template = next(((size, words) for size, words in _SCALES if high >= size), _SCALES[-1])
    ends = [number(Fraction(value) / scale) for value in (low, high)]
    both = phrase("{low} to {high}", low=ends[0], high=ends[1])
    return phrase(template, number=both, unit=_unit(unit))


def times(factor: End, *, at_least: bool = False) -> Times:
    """Return a ratio in words: ``1,429``, ``10.8``, ``3.2``, ``1.16``.

    Parameters
    ----------
    factor
        Ratio above zero, or infinity.
    at_least
        Whether it is a lower bound: then it is never rounded up.

    Returns
    -------
    Times
        Whole from 100 on, one decimal from 2 on, else two.
    """
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
