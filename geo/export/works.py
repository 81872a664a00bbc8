"""What can be cited: a document of sources.csv or the data set, with its authors as far as the data name them.

Nothing is made up to fill a field: a date keeps the precision it is known to, and a name is taken apart only where its
form tells how.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

_NEWS: Final = ("press", "agency")
"""Kinds of documents that are cited as articles of a newspaper."""
_INITIALS: Final = re.compile(r"(?:[^\W\d_]{1,2}\.)+")
"""``A.``, ``A.B.``; two letters because Russian and Kazakh initials are also written ``Ye.``, ``Yu.``."""
_DOI: Final = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\.[0-9]{4,9}/[^\s?#]+)", re.IGNORECASE)
_REMARK: Final = re.compile(r"\s*\([^)]*\)")
"""What stands in brackets behind a name, such as an office; it is no part of the name."""


@dataclass(frozen=True)
class PersonName:
    """Hold a name of an author.

    Attributes
    ----------
    family
        Family name, or the whole name where it must not be taken apart.
    given
        Given name or initials; empty where the name is not taken apart.
    literal
        Whether ``family`` is the name of an institution, or a name that must stay whole.
    """

    family: str
    given: str = ""
    literal: bool = False


@dataclass(frozen=True)
class Work:
    """Hold what a reference says of one document or of the data set.

    Attributes
    ----------
    key
        Key of the reference: the id of the source, or the name of the data set with its version.
    kind
        Item type of CSL: article-newspaper, dataset, document, report, webpage.
    title
        Title in one line.
    names
        Authors, in the order in which the document prints them.
    others
        Whether there are authors that the data do not name: "et al.".
    publisher
        Publisher; empty where none is known.
    date
        ``2025``, ``2025-04``, ``2025-04-02``, two of them joined by a slash, or empty.
    basis
        ``inferred`` or ``estimated`` where the date is not printed on the document; else empty.
    url
        Address; empty where there is none.
    language
        ISO 639-1 code of the document's language; empty where it is not known.
    version
        Version of the data set; empty for documents.
    note
        Remark that goes into the reference.
    """

    key: str
    kind: str
    title: str
    names: tuple[PersonName, ...] = ()
    others: bool = False
    publisher: str = ""
    date: str = ""
    basis: str = ""
    url: str = ""
    language: str = ""
    version: str = ""
    note: str = ""

    @property
    def dates(self) -> tuple[tuple[int, ...], ...]:
        """The date as numbers, as many as are known: year, month, day; two for a span; none for no date."""
        return tuple(tuple(map(int, part.split("-"))) for part in self.date.split("/") if part)

    @property
    def doi(self) -> str:
        """The DOI that the address leads to, such as ``10.4095/295581``; empty for any other address."""
        found = _DOI.fullmatch(self.url)
        return unquote(found[1]) if found else ""


def work_of(row: Mapping[str, Any]) -> Work:
    """Return the work that a row of sources.csv describes.

    Parameters
    ----------
    row
        The row by column.

    Returns
    -------
    Work
        The document, with no more than the row tells.
    """
    names, others = people(row["author"])
    return Work(
        key=row["source_id"],
        kind=_kind(row),
        title=_flat(row["title"]),
        names=names,
        others=others,
        publisher=_flat(row["publisher"]),
        date=row["date"],
        basis=row["date_basis"] if row["date_basis"] in ("inferred", "estimated") else "",
        url=row["url"],
        language=row["language"],
    )


def _kind(row: Mapping[str, Any]) -> str:
    """Return the type of CSL that promises no more than the data say: a paper is a document, not an article."""
    if row["kind"] in _NEWS:
        return "article-newspaper"
    if row["kind"] == "dataset" and row["tier"] in ("dataset", "technical-report"):
        return "dataset"
    if row["kind"] == "academic":
        return "document"
    return "report" if row["tier"] == "technical-report" else "webpage"


def people(text: str) -> tuple[tuple[PersonName, ...], bool]:
    """Return the authors that a printed line names.

    A semicolon, a comma or "and" stands between two people, never within one name.

    Parameters
    ----------
    text
        The line, as sources.csv has it in ``author``.

    Returns
    -------
    tuple[tuple[PersonName, ...], bool]
        The authors, in the order of the line; and whether it says that there are others ("et al.").

    Examples
    --------
    >>> people("Togizov et al.")
    ((PersonName(family='Togizov', given='', literal=False),), True)
    """
    flat = _REMARK.sub("", _flat(text))
    named = re.sub(r",?\s*\bet al\b\.?$", "", flat)
    parts = [part.strip() for part in re.split(r"[;,]|\band\b", named)]
    return tuple(_name(part) for part in parts if part), named != flat


def _name(text: str) -> PersonName:
    """Take a name apart where its form tells how: initials and one word, or the two words of a byline, family last."""
    words = text.split(" ")
    initials = [word for word in words if _INITIALS.fullmatch(word)]
    rest = [word for word in words if word not in initials]
    if initials and len(rest) == 1:
        return PersonName(rest[0], " ".join(initials))
    if len(words) == 2 and not initials and not any(word.isupper() for word in words):
        return PersonName(words[1], words[0])
    return PersonName(text, literal=len(words) > 1 or text.isupper())


def _flat(text: str) -> str:
    return " ".join(text.split())
