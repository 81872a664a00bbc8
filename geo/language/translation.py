"""The language that texts are said in: English here; the web app brings others.

Functions that make words take ``say``: any function from one of our English texts to the reader's. Where it is a
:class:`Language` it also writes numbers and dates and picks the names of places and elements; any other writes English.
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
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def N_(text: str) -> Text:  # noqa: N802  the name that gettext gives this mark
    """Mark a text that is said later, as it is written out: ``N_("Legend")``; ``tools.translate`` finds it by this.

    Parameters
    ----------
    text
        The text in English.

    Returns
    -------
    str
        The same text.
    """
    return Text(text)


def NN_(one: str, many: str) -> Forms:  # noqa: N802  as N_
    """Mark a text with a count that is said later: ``NN_("{number} site", "{number} sites")``.

    Parameters
    ----------
    one
        The text in English for one, with ``{number}`` in it.
    many
        The text in English for many.

    Returns
    -------
    tuple of str
        Both texts.
    """
    return Forms((one, many))


# Not at the top: a constant made by NN_ comes after it.
_TIMES: Final[Forms] = NN_("{number} time", "{number} times")


class Language:
    """Write texts, numbers, dates and names in one language: here English."""

    @property
    def code(self) -> str:
        """ISO 639-1."""
        return "en"

    def __call__(self, text: str) -> str:
        """Return one of our texts in this language."""
        return text

    def number(self, digits: str) -> str:
        """Return a plain number as this language writes it.

        No digit is lost or added. A text that is no plain number stays as it is.

        Parameters
        ----------
        digits
            A plain number as text, such as ``935400`` or ``0.25``.

        Returns
        -------
        str
            The number with its thousands parted.
        """
        whole, point, rest = digits.partition(".")
        return f"{int(whole):,}{point}{rest}" if whole.isdigit() and len(whole) > 3 else digits

    def form(self, forms: Forms, digits: str) -> str:
        """Return the form of a text that goes with a number.

        Parameters
        ----------
        forms
            The text for one and for many.
        digits
            A plain number as text, such as ``935400`` or ``0.25``.

        Returns
        -------
        str
            One of the forms, its ``{number}`` not yet filled.
        """
        return forms[0] if digits == "1" else forms[1]  # many also for 0 and decimals: "0 sites", "1.5 times"

    def ratio(self, digits: str) -> str:
        """Return how many times one thing is another.

        English sentences say themselves ``times`` or ``a factor of``, so it is the bare number here; elsewhere the
        word is part of it, because its form follows the number: ``22 раза``, ``25 раз``.

        Parameters
        ----------
        digits
            A plain number as text, such as ``935400`` or ``0.25``.

        Returns
        -------
        str
            The number as the language writes it, with the word where the language needs it.
        """
        return self.number(digits)

    def date(self, year: int, month: int, day: int | None = None) -> str:
        """Return a month of a year, or a day of it: ``April 2025``, ``2 April 2025``.

        Parameters
        ----------
        year
            The year.
        month
            The month, from 1 to 12.
        day
            The day of the month; None where only the month is known.

        Returns
        -------
        str
            The date in words.
        """
        return " ".join([*([] if day is None else [str(day)]), _MONTHS[month - 1], str(year)])

    def name(self, frame: pandas.DataFrame, column: str = "name") -> pandas.Series:
        """Return the names of the rows of a table in this language.

        Where this language has none, the English one.

        Parameters
        ----------
        frame
            A table with columns ``<column>_en``, ``_ru`` and ``_kk``.
        column
            First part of the names of those columns.

        Returns
        -------
        pandas.Series
            The names, by the index of the table; the English one where this language has none.
        """
        return frame[f"{column}_en"]


ENGLISH: Final = Language()


def language_of(say: Say) -> Language:
    """Return the language behind ``say``.

    Parameters
    ----------
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    Language
        The language; English where ``say`` is a plain function.
    """
    return say if isinstance(say, Language) else ENGLISH


def counted(forms: Forms, number: int | str, say: Say = str, **values: object) -> str:
    """Return a text with a count in it, in the form that goes with the number.

    Parameters
    ----------
    forms
        The text for one and for many.
    number
        The count.
    say
        Translates our phrases; writes numbers and dates as the language does.
    **values
        Further values of the text, by name.

    Returns
    -------
    str
        The filled text.
    """
    speaker, digits = language_of(say), str(number)
    return speaker.form(forms, digits).format(number=speaker.number(digits), **values)


def times(digits: str, say: Say = str) -> str:
    """Return a number with the word for ``times`` behind it.

    Parameters
    ----------
    digits
        A plain number as text, such as ``935400`` or ``0.25``.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The words, in the form that goes with the number.
    """
    return counted(_TIMES, digits, say)


class Numeral(str):
    """Hold a plain number: a text as English writes it, which a phrase writes as the reader's language does.

    Attributes
    ----------
    digits
        The number without separators of thousands.
    """

    __slots__ = ("digits",)
    digits: str

    def __new__(cls, digits: str) -> Self:
        """Make one of plain digits."""
        made = super().__new__(cls, ENGLISH.number(digits))
        made.digits = digits
        return made

    def text(self, say: Say = str) -> str:
        """Return the number as a language writes it.

        Parameters
        ----------
        say
            Translates our phrases; writes numbers and dates as the language does.

        Returns
        -------
        str
            The words.
        """
        return language_of(say).number(self.digits)


class Times(Numeral):
    """Hold how many times one thing is another: a number that brings its word with it where a language needs that."""

    __slots__ = ()

    def text(self, say: Say = str) -> str:
        """Return the number as a language writes it, with its word where the language needs one.

        Parameters
        ----------
        say
            Translates our phrases; writes numbers and dates as the language does.

        Returns
        -------
        str
            The words.
        """
        return language_of(say).ratio(self.digits)


class ProperName(str):
    """Hold a name in English, of a place or a thing, which a phrase says in the reader's language if that has one.

    Attributes
    ----------
    others
        Names in other languages, by ISO 639-1 code.
    """

    __slots__ = ("others",)
    others: Mapping[str, str]

    def __new__(cls, name: str, others: Mapping[str, str]) -> Self:
        """Make one of its English form and those in other languages, by code."""
        made = super().__new__(cls, name)
        made.others = others
        return made

    def text(self, say: Say = str) -> str:
        """Return the name in a language.

        Parameters
        ----------
        say
            Translates our phrases; writes numbers and dates as the language does.

        Returns
        -------
        str
            The name; the English one where the language has none.
        """
        return self.others.get(language_of(say).code) or str(self)


class Word(str):
    """Hold a word of a source as written, which a phrase translates if it is one of the common ones."""

    __slots__ = ()

    def text(self, say: Say = str) -> str:
        """Return the word in a language.

        Parameters
        ----------
        say
            Translates our phrases; writes numbers and dates as the language does.

        Returns
        -------
        str
            The word; as written where it has no translation.
        """
        return say(str(self)) if self else ""


def spoken(value: object, say: Say = str) -> str:
    """Return a name, a number or a word in a language.

    Parameters
    ----------
    value
        A plain text, or an object with a method ``text(say)``.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The words; a plain text stays as it is.
    """
    if isinstance(value, str) and not isinstance(value, Numeral | ProperName | Word):
        return value
    return str(value.text(say))  # type: ignore[attr-defined]
