"""Documents and the data set as references: CSL-JSON, BibTeX, RIS, and one plain line.

A date is written with the precision it is known to and no more: a year stays a year, an undated page has none. Nothing
is made up to fill a field, such as the day on which a page was read.

Sources: CSL 1.0.2 (item types, ``date-parts``, ``circa``), BibTeX 0.99d with the ``date`` of biblatex (ISO 8601-2), RIS
as Reference Manager wrote it (tags of two letters, CRLF).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import pandas

from geo.catalog import filters, versions
from geo.catalog.caching import cached_on_owner
from geo.catalog.model import Catalog, View, records
from geo.errors import UnknownIdError
from geo.export import site_tables
from geo.export.works import PersonName, Work, work_of
from geo.language import wording
from geo.language.translation import Say

COLLECTION: Final = "Kazakhstan Deposits"
"""Name of the data set and of its author in references."""

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


def source(catalog: Catalog, source_id: str) -> Work:
    """Return one document of sources.csv as a work.

    Parameters
    ----------
    catalog
        The data.
    source_id
        Id of the document.

    Returns
    -------
    Work
        The document.

    Raises
    ------
    UnknownIdError
        If there is no such source.
    """
    if source_id not in catalog.sources.index:
        raise UnknownIdError(f"{source_id!r} is not the id of a source")
    return work_of(records(catalog.sources.loc[[source_id]])[0])


def sources(catalog: Catalog, source_ids: Iterable[str] | None = None) -> tuple[Work, ...]:
    """Return documents of sources.csv as works.

    Parameters
    ----------
    catalog
        The data.
    source_ids
        Ids of the documents; None for all of sources.csv.

    Returns
    -------
    tuple[Work, ...]
        The documents, in the order of the ids, or of sources.csv.

    Raises
    ------
    UnknownIdError
        If an id is unknown.
    """
    ids = list(catalog.sources.index) if source_ids is None else list(source_ids)
    unknown = [item for item in ids if item not in catalog.sources.index]
    if unknown:
        raise UnknownIdError(f"{unknown[0]!r} is not the id of a source")
    return tuple(work_of(row) for row in records(catalog.sources.loc[ids]))


def dataset(catalog: Catalog, note: str = "") -> Work:
    """Return the data set itself as a work, in the version of the catalog.

    A data set without an address is identified by the SHA-256 of its files.

    Parameters
    ----------
    catalog
        The data.
    note
        Further remark, such as the selection that is cited.

    Returns
    -------
    Work
        The data set.
    """
    url = catalog.schema.homepage
    found = f"No address of its own: cited by version and SHA-256 of the data, {_digest(catalog)}"
    return Work(
        key=f"kazakhstan-deposits-{catalog.version}",
        kind="dataset",
        title=catalog.schema.title or COLLECTION,
        names=(PersonName(COLLECTION, literal=True),),
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
    """Return the ids of the documents that a view rests on.

    They are the documents that list one of its sites, give its place, state a fact about it, make one of its claims, or
    stand nearest to the first statement behind one. Where the view is filtered by source or tier, those that list a
    site or state a fact are narrowed as the claims are.

    Parameters
    ----------
    view
        The view.

    Returns
    -------
    tuple[str, ...]
        Ids, in the order of sources.csv.
    """
    catalog = view.catalog
    listed = {item for ids in set(view.sites["source_ids"]) for item in ids}
    listed &= set(catalog.sources.index[filters.documents(catalog, view.selection)])
    behind = catalog.roots.loc[catalog.roots.index.isin(view.claims["root_id"]), "source_id"]
    listed |= set(site_tables.facts(view)["source_id"])
    used = listed | set(view.claims["source_id"]) | set(view.sites["location_source_id"]) | set(behind)
    return tuple(str(item) for item in catalog.sources.index if item in used)


def used_by(catalog: Catalog, site_id: str, claims: pandas.DataFrame) -> tuple[str, ...]:
    """Return the ids of the documents that list a site or make one of some claims about it.

    Parameters
    ----------
    catalog
        The data.
    site_id
        Id of the site.
    claims
        Claims about the site, with a column ``source_id``.

    Returns
    -------
    tuple[str, ...]
        Ids without repetition: documents that list the site, then those of the claims.

    Raises
    ------
    UnknownIdError
        If there is no such site.
    """
    listed = catalog.site(site_id)["source_ids"]
    return tuple(dict.fromkeys([*listed, *(str(item) for item in claims["source_id"])]))


def csl(work: Work) -> dict[str, Any]:
    """Return a work as an item of CSL-JSON.

    Parameters
    ----------
    work
        The work.

    Returns
    -------
    dict[str, Any]
        The item; fields that are empty are left out.
    """
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
    """Return works as CSL-JSON text.

    Parameters
    ----------
    works
        The works, in the order in which they are written.

    Returns
    -------
    str
        A JSON array that ends in a line feed.
    """
    return json.dumps([csl(work) for work in works], ensure_ascii=False, indent=1) + "\n"


def bibtex(works: Iterable[Work]) -> str:
    """Return works as BibTeX text.

    ``year`` and ``month`` are for BibTeX, ``date`` is for biblatex.

    Parameters
    ----------
    works
        The works, in the order in which they are written.

    Returns
    -------
    str
        Entries of the type ``@misc``, parted by empty lines; characters beyond ASCII stay, to be saved as UTF-8.
    """
    return "\n".join(_bibtex_entry(work) for work in works)


def ris(works: Iterable[Work]) -> str:
    """Return works as RIS text, with the line ends of that format (CRLF).

    Parameters
    ----------
    works
        The works, in the order in which they are written.

    Returns
    -------
    str
        Records whose lines end in CR and LF, as that format demands.
    """
    return "".join(f"{line}\r\n" for work in works for line in _ris_lines(work))


CITATION_FORMATS: Final[Mapping[str, tuple[str, Callable[[Iterable[Work]], str]]]] = {
    "BibTeX": (".bib", bibtex),
    "RIS": (".ris", ris),
    "CSL-JSON": (".json", csl_json),
}
"""What a reference manager reads: name of the format to the end of a file's name and the writer."""


def plain(work: Work, say: Say = str) -> str:
    """Return a work as one line.

    Parameters
    ----------
    work
        The work.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        Authors, title, publisher, version, date, remark and address, as far as they are known.
    """
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


def _csl_names(work: Work) -> list[dict[str, str]]:
    """Return the authors; those that nobody names are the word that BibTeX has for them, as pandoc turns it into CSL.

    CSL has no nameless author. Without the word every style would make the named ones the only ones; "et al." would be
    set as a surname.
    """
    others = [{"literal": "others"}] if work.others else []
    return [_csl_name(name) for name in work.names] + others


def _csl_name(name: PersonName) -> dict[str, str]:
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
