"""Versions of the data: which there were, and the digest by which anybody can tell that two copies are the same."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geo.catalog import schema
from geo.catalog.model import Catalog, records
from geo.catalog.schema import DESCRIPTOR, Schema
from geo.errors import DataError, Fault

HISTORY: Final = ("versions", "changes")
"""Tables about the data, which are no part of a version's digest."""

_FORM: Final = re.compile(r"[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}", re.ASCII)


@dataclass(frozen=True)
class Version:
    """One state of the data that was given out."""

    version: str
    date: str
    digest: str
    note: str


def is_version(text: str) -> bool:
    """Whether a text has the form of a version: three numbers with points between them."""
    return _FORM.fullmatch(text) is not None


def order(version: str) -> tuple[int, ...]:
    """Return a sort key: 0.10.0 comes after 0.9.0."""
    return tuple(int(part) for part in version.split("."))


def history(catalog: Catalog) -> tuple[Version, ...]:
    """Return the versions up to that of the catalog, oldest first; none where the folder keeps no list of them."""
    if "versions" not in catalog.frames:
        return ()
    rows = records(catalog.frames["versions"])
    found = (Version(row["version"], row["date"], row["digest"], row["note"]) for row in rows)
    return tuple(sorted(found, key=lambda item: order(item.version)))


def data_files(described: Schema) -> tuple[str, ...]:
    """Return the names of the files that make up the data, in the order of their letters' codes."""
    tables = (resource for resource in described.resources.values() if resource.name not in HISTORY)
    return tuple(sorted({DESCRIPTOR, *(path for resource in tables for path in resource.paths)}))


def digest(folder: Path) -> str:
    """Return the SHA-256 of a data folder, 64 hexadecimal digits.

    It is that of the list which ``sha256sum`` prints for the descriptor and the files it names, sorted by name, so
    that it can be worked out without this package. The history of the data is not part of it.

    Raises
    ------
    DataError
        If a file is missing or cannot be read.
    """
    listed = "".join(f"{_sum(folder, name)}  {name}\n" for name in data_files(schema.read(folder)))
    return hashlib.sha256(listed.encode("utf-8")).hexdigest()


def _sum(folder: Path, name: str) -> str:
    try:
        return hashlib.sha256((folder / name).read_bytes()).hexdigest()
    except OSError as error:
        raise DataError([Fault(name, 0, "", f"the file cannot be read: {error.strerror}")]) from error
