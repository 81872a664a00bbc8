"""The language that texts are said in: English here; the web app brings others.

Functions that make words take ``say``: any function from one of our English texts to the reader's. Where it is a
:class:`Tongue` it also writes numbers and dates and picks the names of places and elements; any other writes English.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NewType, Self, TypeAlias

import pandas

Say: TypeAlias = Callable[[str], str]
Text = NewType("Text", str)
"""A text of ours in English that is translated where it is shown; one that is kept until then is marked by :func:`N_`.

``Text("%")`` without the mark is the same in every language.
"""
Forms = NewType("Forms", tuple[str, str])
"""A text of ours with a ``{number}`` in it, for one and for many; other languages have more forms, or fewer."""


def N_(text: str) -> Text:  # noqa: N802  the name that gettext gives this mark
    """Mark a text that is said later, as it is written out: ``N_("Legend")``; ``tools.translate`` finds it by this."""
    return Text(text)


def NN_(one: str, many: str) -> Forms:  # noqa: N802  as N_
    """Mark a text with a count that is said later: ``NN_("{number} site", "{number} sites")``."""
    return Forms((one, many))


_TIMES: Final[Forms] = NN_("{number} time", "{number} times")

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Tongue:
    """One language: English."""

    @property
    def code(self) -> str:
        """ISO 639-1."""
        return "en"

    def __call__(self, text: str) -> str:
        """Return one of our texts in this language."""
        return text

    def number(self, digits: str) -> str:
        """Return a plain number such as ``935400`` or ``0.25`` as this language writes it; no digit is lost or added.

        What is no plain number stays as it is.
        """
        whole, point, rest = digits.partition(".")
        return f"{int(whole):,}{point}{rest}" if whole.isdigit() and len(whole) > 3 else digits

    def form(self, forms: Forms, digits: str) -> str:
        """Return the form of a text that goes with a plain number, such as ``21`` or ``24.8``."""
        return forms[digits != "1"]

    def ratio(self, digits: str) -> str:
        """Return how many times one thing is another, by a plain number.

        English sentences say themselves ``times`` or ``a factor of``, so it is the bare number here; elsewhere the
        word is part of it, because its form follows the number: ``22 раза``, ``25 раз``.
        """
        return self.number(digits)

    def date(self, year: int, month: int, day: int | None = None) -> str:
        """Return a month of a year, or a day of it: ``April 2025``, ``2 April 2025``."""
        return " ".join([*([] if day is None else [str(day)]), _MONTHS[month - 1], str(year)])

    def name(self, frame: pandas.DataFrame, column: str = "name") -> pandas.Series:
        """Return the names of the rows of a table, of the columns ``<column>_en``, ``_ru`` and ``_kk``.

        Where this language has none, the English one.
        """
        return frame[f"{column}_en"]


ENGLISH: Final = Tongue()


def tongue(say: Say) -> Tongue:
    """Return the language behind ``say``."""
    return say if isinstance(say, Tongue) else ENGLISH


def counted(forms: Forms, number: int | str, say: Say = str, **values: object) -> str:
    """Return a text with a count in it, in the form that goes with the number, and with further values."""
    speaker, digits = tongue(say), str(number)
    return speaker.form(forms, digits).format(number=speaker.number(digits), **values)


def times(digits: str, say: Say = str) -> str:
    """Return a plain number with the word for ``times`` behind it, in the form that goes with it."""
    return counted(_TIMES, digits, say)


class Number(str):
    """A plain number: a text as English writes it, which a phrase writes as the language does."""

    __slots__ = ("digits",)
    digits: str

    def __new__(cls, digits: str) -> Self:
        """Make one of plain digits."""
        made = super().__new__(cls, ENGLISH.number(digits))
        made.digits = digits
        return made

    def text(self, say: Say = str) -> str:
        """Return it as a language writes it."""
        return tongue(say).number(self.digits)


class Times(Number):
    """How many times one thing is another: a number that brings its word with it where a language needs that."""

    __slots__ = ()

    def text(self, say: Say = str) -> str:
        """Return it as a language writes it."""
        return tongue(say).ratio(self.digits)


class Name(str):
    """A name of a place or a thing: a text in English, which a phrase says in the language where it has one there."""

    __slots__ = ("others",)
    others: Mapping[str, str]

    def __new__(cls, name: str, others: Mapping[str, str]) -> Self:
        """Make one of its English form and those in other languages, by code."""
        made = super().__new__(cls, name)
        made.others = others
        return made

    def text(self, say: Say = str) -> str:
        """Return it in a language."""
        return self.others.get(tongue(say).code) or str(self)


class Word(str):
    """A word of a source: as written, which a phrase translates where it is one of the common ones."""

    __slots__ = ()

    def text(self, say: Say = str) -> str:
        """Return it in a language."""
        return say(str(self)) if self else ""


def spoken(value: object, say: Say = str) -> str:
    """Return a name, a number or whatever else can say itself in a language; a plain text stays as it is."""
    if isinstance(value, str) and not isinstance(value, Number | Name | Word):
        return value
    return str(value.text(say))  # type: ignore[attr-defined]
