"""Plain numbers in words of a language: their digits, and how they are rounded and grouped."""

from __future__ import annotations

from decimal import Decimal

import pandas

from geo.language.translation import Say, language_of


def grouped(number: str, say: Say = str) -> str:
    """Return a plain number with its thousands parted.

    Parameters
    ----------
    number
        The number as text, such as ``935400``.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The number as the language writes it; no digit is lost or added.
    """
    return language_of(say).number(number)


def plain(value: float | None, say: Say = str) -> str:
    """Return a number without exponent or needless zeros, with its thousands parted.

    Parameters
    ----------
    value
        The number; None or NaN if it is missing.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The number as the language writes it; empty for a missing one.
    """
    return "" if value is None or pandas.isna(value) else grouped(digits(value), say)


def digits(value: float) -> str:
    """Return the digits of a number, without exponent or needless zeros.

    Parameters
    ----------
    value
        The number.

    Returns
    -------
    str
        The digits, with a point before decimals.
    """
    return f"{Decimal(f'{value:.15g}'):f}"  # 15 digits: all that a float holds for sure, none that it makes up


def six_digits(value: float | None) -> float | None:
    """Round to six digits, dropping those that only a conversion of units made.

    261 miles are 420.039 km here, and no source said so much.

    Parameters
    ----------
    value
        The number; None or NaN if it is missing.

    Returns
    -------
    float | None
        The rounded number; None for a missing one.
    """
    return None if value is None or pandas.isna(value) else float(f"{value:.6g}")
