"""The index of all names of all sites, folded, that a search looks into."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.catalog import folding

if TYPE_CHECKING:
    import geopandas

NameKind = Literal["name", "district", "misprint"]

REMARK = re.compile(r"\W*\(\s*sic\b[^)]*\)?", re.IGNORECASE)
"""What a source's misprint is noted with among the aliases: "(sic)", with or without more words."""
_DISTRICT_REMARK = re.compile(r"\(\s*[a-z][^)]*\)")  # "Kokpekty (before 2022)", but not "Karkaraly (Qarqaraly)"


@dataclass(frozen=True)
class Entry:
    """One name of one site, folded.

    Attributes
    ----------
    site_id
        Id of the site.
    written
        The name, alias or district as written.
    kind
        Which of these it is; ``misprint`` for an alias noted as "(sic)".
    words
        Folded words, those that many names hold left out.
    senses
        The same words, the translated ones in English.
    key
        The words without spaces between them.
    """

    site_id: str
    written: str
    kind: NameKind
    words: tuple[str, ...]
    senses: tuple[str, ...]
    key: str


@dataclass(frozen=True, eq=False)
class NameIndex:
    """All names of all sites, ready to be searched; build it with ``from_names`` or ``from_sites``.

    Attributes
    ----------
    entries
        Every name, in the order of the sites.
    by_written
        Numbers of entries by the name as written, but for case.
    by_key
        Numbers of entries by key.
    by_word
        Numbers of entries by folded word.
    by_sense
        Numbers of entries by word in English.
    keys
        All keys, sorted.
    vocabulary
        All folded words, sorted.
    """

    entries: tuple[Entry, ...]
    by_written: Mapping[str, tuple[int, ...]]
    by_key: Mapping[str, tuple[int, ...]]
    by_word: Mapping[str, tuple[int, ...]]
    by_sense: Mapping[str, tuple[int, ...]]
    keys: tuple[str, ...]
    vocabulary: tuple[str, ...]

    @classmethod
    def from_names(cls, names: Mapping[str, Sequence[str]], districts: Mapping[str, str] | None = None) -> NameIndex:
        """Build the index from names.

        Parameters
        ----------
        names : mapping of site_id to its names and aliases
            The display name first. An alias that ends in "(sic)", with or without more words in the parentheses, is
            a source's misprint: it leads to its site as a guess.
        districts : mapping of site_id to the district as stated, optional
            Remarks in parentheses, which begin with a small letter, are not searched.

        Returns
        -------
        NameIndex
            Names of which nothing can be compared are left out.
        """
        rows: list[tuple[str, str, NameKind]] = []
        for site_id, written in ((site_id, name) for site_id, all_names in names.items() for name in all_names):
            rows.append((site_id, written, "misprint" if REMARK.search(written) else "name"))
        rows.extend((site_id, district, "district") for site_id, district in (districts or {}).items())
        entries = tuple(entry for row in dict.fromkeys(rows) if (entry := _entry(*row)).key)
        by_key = _inverted((entry.key,) for entry in entries)
        by_word = _inverted(entry.words for entry in entries)
        return cls(
            entries=entries,
            by_written=_inverted((as_written(entry.written),) for entry in entries),
            by_key=by_key,
            by_word=by_word,
            by_sense=_inverted(entry.senses for entry in entries),
            keys=tuple(sorted(by_key)),
            vocabulary=tuple(sorted(by_word)),
        )

    @classmethod
    def from_sites(cls, sites: geopandas.GeoDataFrame) -> NameIndex:
        """Build the index from the catalog's sites.

        Parameters
        ----------
        sites
            Index ``site_id``; columns ``name_en, name_ru, name_kk, aliases`` (a list) and ``district``. A missing
            column, an empty cell or a missing list of aliases is no name.

        Returns
        -------
        NameIndex
            The names first, then the districts.
        """
        names: dict[str, list[str]] = {str(site_id): [] for site_id in sites.index}
        for column in ("name_en", "name_ru", "name_kk", "aliases"):
            if column in sites:
                for site_id, cell in zip(names, sites[column], strict=True):
                    names[site_id].extend(_texts(cell))
        districts: dict[str, str] = {}
        if "district" in sites:
            districts = {s: text for s, cell in zip(names, sites["district"], strict=True) for text in _texts(cell)}
        return cls.from_names(names, districts)


def _entry(site_id: str, written: str, kind: NameKind) -> Entry:
    remark = _DISTRICT_REMARK if kind == "district" else REMARK
    words = telling(folding.fold(remark.sub(" ", written)))
    senses = tuple(folding.meaning(word) or word for word in words)
    return Entry(site_id, written, kind, words, senses, "".join(words))


def telling(folded: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name that tell its site from others.

    Parameters
    ----------
    folded
        Words of :func:`geo.catalog.folding.fold`.

    Returns
    -------
    tuple of str
        The words that are not generic; all where there are no others.
    """
    return tuple(word for word in folded if not folding.is_generic(word)) or folded


def as_written(text: str) -> str:
    """Return a name as it is compared letter by letter.

    Parameters
    ----------
    text
        Name, or what was typed.

    Returns
    -------
    str
        The text without differences of case, of spaces and of the Turkic dotless i.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ı", "i").replace("\u0307", "")
    return " ".join(plain.split())


def _texts(cell: object) -> list[str]:
    if isinstance(cell, str):
        return [cell] if cell.strip() else []
    return [text for item in cell for text in _texts(item)] if isinstance(cell, Iterable) else []


def _inverted(rows: Iterable[Iterable[str]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, terms in enumerate(rows):
        for term in dict.fromkeys(terms):
            found.setdefault(term, []).append(number)
    return {term: tuple(numbers) for term, numbers in found.items()}
