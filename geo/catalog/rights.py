"""What a file that is taken away must say of its rights: the licence of the data, and who made the outlines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from geo.catalog.model import Catalog
from geo.catalog.schema import DESCRIPTOR

OUTLINES = "Outlines: Natural Earth (public domain), changed and generalised, not for legal use."
DUTY = "Cite the source of each figure as well as this collection."


@dataclass(frozen=True)
class Licence:
    """A licence as the data folder names it; each part is empty where it says none.

    Attributes
    ----------
    name
        Short name, as ``CC-BY-4.0``.
    title
        Full name.
    url
        Address of its text.
    """

    name: str = ""
    title: str = ""
    url: str = ""


@lru_cache(maxsize=4)
def _descriptor(catalog: Catalog) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((catalog.folder / DESCRIPTOR).read_text(encoding="utf-8-sig"))
    return document


def title(catalog: Catalog) -> str:
    """Return the title of the data, as the descriptor gives it.

    Parameters
    ----------
    catalog
        The data.

    Returns
    -------
    str
        Empty where it gives none.
    """
    return str(_descriptor(catalog).get("title", ""))


def homepage(catalog: Catalog) -> str:
    """Return the address of the data, as the descriptor gives it.

    Parameters
    ----------
    catalog
        The data.

    Returns
    -------
    str
        Empty where it gives none.
    """
    return str(_descriptor(catalog).get("homepage", ""))


def publisher(catalog: Catalog) -> str:
    """Return who publishes the data, as the descriptor gives it.

    Parameters
    ----------
    catalog
        The data.

    Returns
    -------
    str
        Empty where it names nobody in that role.
    """
    given = _descriptor(catalog).get("contributors") or ()
    return next((str(item.get("title", "")) for item in given if "publisher" in item.get("roles", ())), "")


def licence(catalog: Catalog) -> Licence:
    """Return the first licence that the descriptor of the data gives.

    Parameters
    ----------
    catalog
        The data.

    Returns
    -------
    Licence
        Empty where it gives none.
    """
    given: dict[str, str] = next(iter(_descriptor(catalog).get("licenses") or ()), {})
    return Licence(*(str(given.get(name, "")) for name in ("name", "title", "path")))
