"""Versions of the data: which there were, and the digest by which anybody can tell that two copies are the same."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geo.catalog.descriptor import DESCRIPTOR, read
from geo.catalog.model import Catalog, records
from geo.catalog.schema import Schema
from geo.errors import DataError, Fault

HISTORY: Final = ("versions", "changes")
"""Tables about the data, which are no part of a version's digest."""

_FORM: Final = re.compile(r"[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}", re.ASCII)


@dataclass(frozen=True)
class Version:
    """One state of the data that was given out.

    Attributes
    ----------
    version
        Three numbers with points between them.
    date
        Day that it was given out, YYYY-MM-DD.
    digest
        SHA-256 of the files, 64 hexadecimal digits (:func:`digest`).
    note
        What changed, in a sentence.
    """

    version: str
    date: str
    digest: str
    note: str


def is_version(text: str) -> bool:
    """Say whether a text has the form of a version: three numbers with points between them.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    bool
        By form alone, not whether there was such a version.
    """
    return _FORM.fullmatch(text) is not None


def order(version: str) -> tuple[int, ...]:
    """Return the key by which versions are sorted.

    Parameters
    ----------
    version
        A text that :func:`is_version`.

    Returns
    -------
    tuple of int
        Its numbers.

    Examples
    --------
    >>> order("0.10.0") > order("0.9.0")
    True
    """
    return tuple(int(part) for part in version.split("."))


def history(catalog: Catalog) -> tuple[Version, ...]:
    """Return the versions up to that of the catalog.

    Parameters
    ----------
    catalog
        The data.

    Returns
    -------
    tuple of Version
        Oldest first; none where the folder keeps no list of them.
    """
    if "versions" not in catalog.frames:
        return ()
    rows = records(catalog.frames["versions"])
    found = (Version(row["version"], row["date"], row["digest"], row["note"]) for row in rows)
    return tuple(sorted(found, key=lambda item: order(item.version)))


def data_files(described: Schema) -> tuple[str, ...]:
    """Return the names of the files that make up the data.

    Parameters
    ----------
    described
        What datapackage.json says.

    Returns
    -------
    tuple of str
        Names in the data folder, sorted by the codes of their letters.
    """
    tables = (resource for resource in described.resources.values() if resource.name not in HISTORY)
    return tuple(sorted({DESCRIPTOR, *(path for resource in tables for path in resource.paths)}))


def digest(folder: Path) -> str:
    """Return the SHA-256 of a data folder.

    It is that of the list which ``sha256sum`` prints for the descriptor and the files it names, sorted by name, so that
    it can be worked out without this package. The history of the data is not part of it.

    Parameters
    ----------
    folder
        The data folder.

    Returns
    -------
    str
        64 hexadecimal digits.

    Raises
    ------
    DataError
        If a file is missing or cannot be read.
    """
    listed = "".join(f"{_sum(folder, name)}  {name}\n" for name in data_files(read(folder)))
    return hashlib.sha256(listed.encode("utf-8")).hexdigest()


def _sum(folder: Path, name: str) -> str:
    try:
        return hashlib.sha256((folder / name).read_bytes()).hexdigest()
    except OSError as error:
        raise DataError([Fault(name, 0, "", f"the file cannot be read: {error.strerror}")]) from error
