"""Documents and the data set as references: CSL-JSON, BibTeX, RIS, and one plain line.

A date is written with the precision it is known to and no more: a year stays a year, an undated page has none. Nothing
is made up to fill a field, such as the day on which a page was read.

Sources: CSL 1.0.2 (item types, ``date-parts``, ``circa``), BibTeX 0.99d with the ``date`` of biblatex (ISO 8601-2), RIS
as Reference Manager wrote it (tags of two letters, CRLF).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

import pandas

from geo.catalog import facets, versions
from geo.catalog.caching import cached_on_owner
from geo.catalog.model import Catalog, View, records
from geo.errors import UnknownIdError
from geo.language import wording
from geo.language.wording import Say

COLLECTION: Final = "Kazakhstan Deposits"
"""Whose work the data set is."""

_NEWS: Final = ("press", "agency")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]{1,2}\.)+")
_DOI: Final = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\.[0-9]{4,9}/[^\s?#]+)", re.IGNORECASE)
_REMARK: Final = re.compile(r"\s*\([^)]*\)")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BIBTEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "$&%#_"},
    }
)


@dataclass(frozen=True)
class Name:
    """A person with family and given name, or a name that is not to be taken apart (``given`` is empty)."""

    family: str
    given: str = ""
    literal: bool = False


@dataclass(frozen=True)
class Work:
    """What can be cited."""

    key: str
    kind: str
    """Item type of CSL: article-newspaper, dataset, document, report, webpage."""
    title: str
    names: tuple[Name, ...] = ()
    others: bool = False
    """Whether there are authors that the data do not name: "et al."."""
    publisher: str = ""
    date: str = ""
    """``2025``, ``2025-04``, ``2025-04-02``, two of them joined by a slash, or empty."""
    basis: str = ""
    """``inferred`` or ``estimated`` where the date is not printed on the document."""
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


def source(catalog: Catalog, source_id: str) -> Work:
    """Return a document of sources.csv.

    Raises
    ------
    UnknownIdError
        If there is no such source.
    """
    if source_id not in catalog.sources.index:
        raise UnknownIdError(f"{source_id!r} is not the id of a source")
    return _work(records(catalog.sources.loc[[source_id]])[0])


def sources(catalog: Catalog, source_ids: Iterable[str] | None = None) -> tuple[Work, ...]:
    """Return the documents with these ids, in the order of the ids; all of sources.csv without ids.

    Raises
    ------
    UnknownIdError
        If an id is unknown.
    """
    ids = list(catalog.sources.index) if source_ids is None else list(source_ids)
    unknown = [item for item in ids if item not in catalog.sources.index]
    if unknown:
        raise UnknownIdError(f"{unknown[0]!r} is not the id of a source")
    return tuple(_work(row) for row in records(catalog.sources.loc[ids]))


def dataset(catalog: Catalog, note: str = "") -> Work:
    """Return the data set itself, in the version of the catalog; without an address it is told by its digest."""
    url = catalog.schema.homepage
    found = f"No address of its own: cited by version and SHA-256 of the data, {_digest(catalog)}"
    return Work(
        key=f"kazakhstan-deposits-{catalog.version}",
        kind="dataset",
        title=catalog.schema.title or COLLECTION,
        names=(Name(COLLECTION, literal=True),),
        date=catalog.schema.created,
        publisher=catalog.schema.publisher,
        language="en",
        url=url,
        version=catalog.version,
        note=". ".join(filter(None, (catalog.schema.licence.name, note, "" if url else found))),
    )


@cached_on_owner
def _digest(catalog: Catalog) -> str:
    return versions.digest(catalog.folder)


def source_ids(view: View) -> tuple[str, ...]:
    """Return the documents that a view rests on, in the order of sources.csv.

    They are those that list one of its sites, give its place, make one of its claims, or stand nearest to the first
    statement behind one; where the view is filtered by source, those that list a site are narrowed as the claims are.
    """
    catalog = view.catalog
    listed = {item for ids in set(view.sites["source_ids"]) for item in ids}
    listed &= set(catalog.sources.index[facets.documents(catalog, view.selection)])
    behind = catalog.roots.loc[catalog.roots.index.isin(view.claims["root_id"]), "source_id"]
    used = listed | set(view.claims["source_id"]) | set(view.sites["location_source_id"]) | set(behind)
    return tuple(str(item) for item in catalog.sources.index if item in used)


def used_by(catalog: Catalog, site_id: str, claims: pandas.DataFrame) -> tuple[str, ...]:
    """Return the documents that list a site or make one of these claims about it, those that list it first."""
    listed = catalog.site(site_id)["source_ids"]
    return tuple(dict.fromkeys([*listed, *(str(item) for item in claims["source_id"])]))


def csl(work: Work) -> dict[str, Any]:
    """Return a work as an item of CSL-JSON."""
    news = work.kind in ("article-newspaper", "webpage")
    item: dict[str, Any] = {
        "id": work.key,
        "type": work.kind,
        "title": work.title,
        "author": _csl_names(work),
        "container-title" if news else "publisher": work.publisher,
        "issued": _csl_date(work),
        "DOI": work.doi,
        "URL": work.url,
        "language": work.language,
        "version": work.version,
        "note": work.note,
    }
    return {name: value for name, value in item.items() if value}


def csl_json(works: Iterable[Work]) -> str:
    """Return works as CSL-JSON text."""
    return json.dumps([csl(work) for work in works], ensure_ascii=False, indent=1) + "\n"


def bibtex(works: Iterable[Work]) -> str:
    """Return works as BibTeX text in UTF-8: ``year`` and ``month`` for BibTeX, ``date`` for biblatex."""
    return "\n".join(_bibtex_entry(work) for work in works)


def ris(works: Iterable[Work]) -> str:
    """Return works as RIS text, with the line ends of that format (CRLF)."""
    return "".join(f"{line}\r\n" for work in works for line in _ris_lines(work))


FORMATS: Final[Mapping[str, tuple[str, Callable[[Iterable[Work]], str]]]] = {
    "BibTeX": (".bib", bibtex),
    "RIS": (".ris", ris),
    "CSL-JSON": (".json", csl_json),
}
"""What a reference manager reads: name of the format to the end of a file's name and the writer."""


def plain(work: Work, say: Say = str) -> str:
    """Return a work as one line: authors, title, publisher, date, address."""
    names = ", ".join(" ".join(filter(None, (name.given, name.family))) for name in work.names)
    if work.others:
        names = say("{names} and others").format(names=names)
    date = wording.date(work.date, say) if work.date else say("no date")
    if work.basis:
        date += f" ({say(work.basis)})"
    version = say("Version {version}").format(version=work.version) if work.version else ""
    where = ", ".join(filter(None, (work.publisher, version, date)))
    said = [part if part[-1] in ".?!" else f"{part}." for part in (names, work.title, where, work.note) if part]
    return " ".join([*said, work.url]).rstrip()


def _work(row: Mapping[str, Any]) -> Work:
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


def people(text: str) -> tuple[tuple[Name, ...], bool]:
    """Return the authors that a printed line names, and whether it has others whom it does not name.

    A semicolon, a comma or "and" stands between two people, never within one.

    Examples
    --------
    >>> people("Togizov et al.")
    ((Name(family='Togizov', given='', literal=False),), True)
    """
    flat = _REMARK.sub("", _flat(text))
    named = re.sub(r",?\s*\bet al\b\.?$", "", flat)
    parts = [part.strip() for part in re.split(r"[;,]|\band\b", named)]
    return tuple(_name(part) for part in parts if part), named != flat


def _name(text: str) -> Name:
    """Take a name apart where its form tells how: initials and one word, or the two words of a byline, family last."""
    words = text.split(" ")
    initials = [word for word in words if _INITIALS.fullmatch(word)]
    rest = [word for word in words if word not in initials]
    if initials and len(rest) == 1:
        return Name(rest[0], " ".join(initials))
    if len(words) == 2 and not initials and not any(word.isupper() for word in words):
        return Name(words[1], words[0])
    return Name(text, literal=len(words) > 1 or text.isupper())


def _flat(text: str) -> str:
    return " ".join(text.split())


def _csl_names(work: Work) -> list[dict[str, str]]:
    """Return the authors; those that nobody names are the word that BibTeX has for them, as pandoc turns it into CSL.

    CSL has no nameless author. Without the word every style would make the named ones the only ones; "et al." would be
    set as a surname.
    """
    others = [{"literal": "others"}] if work.others else []
    return [_csl_name(name) for name in work.names] + others


def _csl_name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.family}
    return {"family": name.family} | ({"given": name.given} if name.given else {})


def _csl_date(work: Work) -> dict[str, Any]:
    if not work.date:
        return {}
    return {"date-parts": [list(parts) for parts in work.dates]} | ({"circa": True} if work.basis else {})


def _bibtex_entry(work: Work) -> str:
    fields = {
        "author": _bibtex_names(work),
        "title": f"{{{_tex(work.title)}}}",
        "howpublished": _tex(work.publisher),
        "version": work.version,
        "date": work.date,
        "year": "--".join(dict.fromkeys(str(parts[0]) for parts in work.dates)),
        "month": _bibtex_month(work),
        "doi": _tex(work.doi),
        "url": work.url.replace("{", "%7B").replace("}", "%7D"),
        "language": work.language,
        "key": "" if work.names else _tex(work.publisher or work.title),
        "note": _tex(_note(work)),
    }
    wrapped = {name: value if name == "month" else f"{{{value}}}" for name, value in fields.items() if value}
    lines = [f"  {name} = {value}," for name, value in wrapped.items()]
    return "\n".join((f"@misc{{{work.key},", *lines, "}", ""))


def _bibtex_month(work: Work) -> str:
    """Return BibTeX's own word for the month; empty for a span or where only the year is known."""
    known = len(work.dates) == 1 and len(work.dates[0]) > 1
    return _MONTHS[work.dates[0][1] - 1] if known else ""


def _bibtex_names(work: Work) -> str:
    names = []
    for name in work.names:
        family = _tex(name.family)
        names.append(f"{{{family}}}" if name.literal else ", ".join(filter(None, (family, _tex(name.given)))))
    return " and ".join([*names, *(["others"] if work.others else [])])


def _tex(text: str) -> str:
    return text.translate(_BIBTEX)


def _note(work: Work) -> str:
    return ". ".join(filter(None, (work.note, f"Date {work.basis}" if work.basis else "")))


def _ris_lines(work: Work) -> list[str]:
    kinds = {"article-newspaper": "NEWS", "dataset": "DATA", "report": "RPRT", "document": "GEN", "webpage": "ELEC"}
    names = [", ".join(filter(None, (name.family, name.given))) for name in work.names]
    news = work.kind in ("article-newspaper", "webpage")
    found = [
        ("ID", work.key),
        *(("AU", name) for name in names),
        ("TI", work.title),
        ("T2" if news else "PB", work.publisher),
        ("PY", str(work.dates[0][0]) if work.dates else ""),
        ("DA", _ris_date(work)),
        ("ET", work.version),
        ("LA", work.language),
        ("DO", work.doi),
        ("UR", work.url),
        ("N1", "The authors named here have others beside them (et al.)" if work.others else ""),
        ("N1", _note(work)),
    ]
    lines = [f"{tag}  - {value}" for tag, value in found if value]
    return [f"TY  - {kinds[work.kind]}", *lines, "ER  - ", ""]


def _ris_date(work: Work) -> str:
    """Return ``2025/04/02/``, with empty parts for what is not known; a span is put in words behind its first year."""
    if not work.dates:
        return ""
    if len(work.dates) > 1:
        return f"{work.dates[0][0]}///{wording.date(work.date)}"
    parts = [f"{part:02d}" for part in work.dates[0]]
    return "/".join([*parts, *[""] * (4 - len(parts))])
