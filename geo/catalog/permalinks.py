"""The address of a selection: the names that a link gives to its parts."""

from __future__ import annotations

from urllib.parse import urlencode

from geo.catalog import filters
from geo.catalog.model import Selection


def names() -> dict[str, str]:
    """Return the name in an address of each field of a selection, in the order of an address."""
    named = {spec.field: spec.param for spec in filters.every()}
    return named | {"words": filters.WORDS, "order": filters.ORDER}


def query(selection: Selection, version: str = "") -> str:
    """Return the part of an address that brings a selection back: ``?element=Nd&region=KZ-35&v=0.1.0``.

    Parameters
    ----------
    selection
        What is asked for.
    version
        Version of the data that the link was made with; left out where empty.

    Returns
    -------
    str
        A question mark, then names and values; what is as in an empty selection is left out.
    """
    changed = selection.changed()
    found: dict[str, object] = {name: changed[field] for field, name in names().items() if field in changed}
    found = {name: "1" if value is True else value for name, value in found.items()}
    return "?" + urlencode(found | ({"v": version} if version else {}), doseq=True)
