"""What the words of a claim say besides its figure: which part of the subject, which thing, which years.

All of it is read by pattern from ``category_as_written`` and ``material_as_written`` of claims.csv.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

MONEY = ("investment", "value", "market-value")
"""Quantities whose figure belongs to a year and a purpose, which the category names."""

_COUNTED_OF_COUNTRY = re.compile(
    r"(?:\d+|several|promising)\b[^,;]*\b(?:areas|deposits|sites|fields|occurrences)\b|\bpromising areas\b",
    re.IGNORECASE,
)
_PART_OF_SITE = re.compile(r"\bone of [^,;]+|\bore body \d+", re.IGNORECASE)
_COMMON_WORDS = frozenset(
    {
        "a",
        "an",
        "and",
        "area",
        "as",
        "be",
        "can",
        "country",
        "earth",
        "earths",
        "element",
        "elements",
        "global",
        "in",
        "known",
        "metal",
        "metals",
        "of",
        "or",
        "plan",
        "planned",
        "potential",
        "project",
        "rare",
        "ree",
        "supply",
        "the",
        "to",
        "total",
        "world",
    }
)
_YEAR = re.compile(r"\b(?:before )?(?:19|20)\d\d\b")
_EDITION = re.compile(r"\bMCS (\d{4})\b")
_DIRECTION = re.compile(r", (?:to the \w+|which .*)$")


def scope(row: Mapping[str, Any], of_sites: bool) -> str:
    """Return the words that limit a mass to a part of its subject.

    Parameters
    ----------
    row
        Row of claims.csv with a quantity of mass.
    of_sites
        Whether all its subjects are sites, not regions or countries.

    Returns
    -------
    str
        Words as written ("38 promising areas", "ore body 2"); empty where the figure covers the whole.
    """
    pattern = _PART_OF_SITE if of_sites else _COUNTED_OF_COUNTRY
    for text in (row["category_as_written"], row["material_as_written"]):
        found = pattern.search(text)
        if found:
            return found.group(0)
    return ""


def thing(row: Mapping[str, Any]) -> frozenset[str]:
    """Return the words that tell what is counted or measured, or from where.

    Parameters
    ----------
    row
        Row of claims.csv of a quantity that is no mass.

    Returns
    -------
    frozenset of str
        Words in lower case, without directions and words that any claim has.
    """
    whole = {f"of {row['out_of']}"} if row["out_of"] else set()
    words = f"{_DIRECTION.sub('', row['material_as_written'])} {_YEAR.sub('', _EDITION.sub('', _matter(row)))}"
    return frozenset(re.findall(r"[^\W\d_]+", words.casefold())) - _COMMON_WORDS | whole


def _matter(row: Mapping[str, Any]) -> str:
    return row["category_as_written"] if row["quantity"] in MONEY else ""


def years(row: Mapping[str, Any]) -> frozenset[str]:
    """Return the years that a figure is for.

    Parameters
    ----------
    row
        Row of claims.csv.

    Returns
    -------
    frozenset of str
        Years of the category; for a sum of money without one, the year of its document.
    """
    said = frozenset(_YEAR.findall(_EDITION.sub("", row["category_as_written"])))
    return said or frozenset(_YEAR.findall(row["source_date"]) if row["quantity"] in MONEY else ())


def edition_year(category: str) -> str:
    """Return the year of the edition of the Mineral Commodity Summaries that a category names.

    Parameters
    ----------
    category
        Category as written.

    Returns
    -------
    str
        The year: ``MCS 2025 ...`` gives ``2025``; empty where it names none.
    """
    found = _EDITION.search(category)
    return found.group(1) if found else ""
