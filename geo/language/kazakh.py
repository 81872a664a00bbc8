"""Kazakh endings of figures: ``20 млн тоннадан``, ``25 км²-ге``, ``79-дың``; they follow the unit or the numeral.

A Kazakh text names the case that a value must take: ``{amount:ablative} астам``. What is known here are the units of
this collection and the numerals; anything else is followed by the word ``мән`` (value), which takes the ending.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

CASES: Final = ("genitive", "dative", "ablative", "instrumental", "possessive")
"""Names of the endings, in the order of the tables below."""

_NUMERALS: Final[Mapping[int, tuple[str, ...]]] = {
    0: ("дің", "ге", "ден", "мен", "і"),
    1: ("дің", "ге", "ден", "мен", "і"),
    2: ("нің", "ге", "ден", "мен", "сі"),
    3: ("тің", "ке", "тен", "пен", "і"),
    4: ("тің", "ке", "тен", "пен", "і"),
    5: ("тің", "ке", "тен", "пен", "і"),
    6: ("ның", "ға", "дан", "мен", "сы"),
    7: ("нің", "ге", "ден", "мен", "сі"),
    8: ("дің", "ге", "ден", "бен", "і"),
    9: ("дың", "ға", "дан", "бен", "ы"),
    10: ("ның", "ға", "нан", "мен", "ы"),
    20: ("ның", "ға", "дан", "мен", "сы"),
    30: ("дың", "ға", "дан", "бен", "ы"),
    40: ("тың", "қа", "тан", "пен", "ы"),
    50: ("дің", "ге", "ден", "мен", "і"),
    60: ("тың", "қа", "тан", "пен", "ы"),
    70: ("тің", "ке", "тен", "пен", "і"),
    80: ("нің", "ге", "нен", "мен", "і"),
    90: ("ның", "ға", "нан", "мен", "ы"),
    100: ("дің", "ге", "ден", "бен", "і"),
    1000: ("ның", "ға", "нан", "мен", "ы"),
    10**6: ("ның", "ға", "нан", "мен", "ы"),
}
"""Endings of a number by its last word: of 41 that is ``бір`` (1), of 160 ``алпыс`` (60), of 20,000 ``мың`` (1000)."""

_METRE: Final = ("-дің", "-ге", "-ден", "-мен", "-і")
_UNITS: Final[Mapping[str, tuple[str, ...]]] = {
    "т": ("оннаның", "оннаға", "оннадан", "оннамен", "оннасы"),
    "г/т": ("-ның", "-ға", "-дан", "-мен", "-сы"),
    **dict.fromkeys(("т/жыл", "кг/жыл", "м³/жыл", "га"), ("-дың", "-ға", "-дан", "-мен", "-ы")),
    **dict.fromkeys(("м", "м²", "м³", "км", "км²", "км³", "кг/м³", "мг/дм³", "мг/л"), _METRE),
    **dict.fromkeys(("жыл", "ай"), ("дың", "ға", "дан", "мен", "ы")),
    "уран": ("ның", "ға", "нан", "мен", "ы"),
    "унция": ("ның", "ға", "дан", "мен", "сы"),
    "фунт": ("тың", "қа", "тан", "пен", "ы"),
    "%": ("-дың", "-ға", "-дан", "-бен", "-ы"),
    "ppm": ("-нің", "-ге", "-нен", "-мен", "-і"),
    "есе": ("нің", "ге", "ден", "мен", "сі"),
    "миля": ("ның", "ға", "дан", "мен", "сы"),
    "теңге": ("нің", "ге", "ден", "мен", "сі"),
    "доллар": ("дың", "ға", "дан", "мен", "ы"),
    "доллары": ("ның", "на", "нан", "мен", ""),
}
"""Endings of a unit as it is written here: an abbreviation takes them behind a hyphen; tonnes are spelled out."""

_VALUE: Final = (" мәнінің", " мәніне", " мәнінен", " мәнімен", " мәні")
_DIGITS: Final = re.compile(r"[\d\u202f]+$")
"""The digits at the end of a text; of a decimal those behind the comma."""


def declined(words: str, case: str) -> str:
    """Return words that end in a unit or a number in a case.

    Parameters
    ----------
    words
        A number with or without a unit, such as ``20 млн т``.
    case
        One of :data:`CASES`.

    Returns
    -------
    str
        The words with the ending; behind words that are not known here stands ``мән`` (value) with the ending.

    Raises
    ------
    ValueError
        If there is no such case.
    """
    if case not in CASES:
        raise ValueError(f"{case!r} is no case; there are {', '.join(CASES)}")
    place = CASES.index(case)
    unit = words.split()[-1] if words.split() else ""
    if unit in _UNITS:
        return words + _UNITS[unit][place]
    digits = _DIGITS.search(words)
    if digits is None:
        return words + _VALUE[place]
    return f"{words}-{_NUMERALS[_last_numeral(digits[0])][place]}"


def _last_numeral(digits: str) -> int:
    """Return the number that is said last when a whole number is read aloud: 40 for 240, 1000 for 25,000."""
    whole = int("".join(filter(str.isdecimal, digits)) or 0)
    if whole % 100:
        return whole % 10 or whole % 100
    return next((size for size, more in ((100, 1000), (1000, 10**6)) if whole % more), 10**6 if whole else 0)


class Declining(str):
    """A text that names cases of its values; it is filled as any other, by ``format``."""

    __slots__ = ()

    def format(self, *args: object, **values: object) -> str:
        """Return the text with its values, each in the case that the text names for it.

        Parameters
        ----------
        *args
            Values without a name, which keep their form.
        **values
            Values by name.

        Returns
        -------
        str
            The filled text.
        """
        return super().format(*args, **{name: _Declined(value) for name, value in values.items()})


class _Declined(str):
    __slots__ = ()

    def __format__(self, case: str) -> str:
        return declined(str(self), case) if case else str(self)
