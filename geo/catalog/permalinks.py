"""The address of a selection: the names that a link gives to its parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from geo.catalog.model import Selection

NAMES: Final[Mapping[str, str]] = {
    "groups": "group",
    "elements": "element",
    "regions": "region",
    "sources": "source",
    "main_groups": "kind",
    "tiers": "tier",
    "statuses": "status",
    "precisions": "place",
    "evidence": "evidence",
    "with_tonnage": "tonnage",
    "on_map": "mapped",
    "uncertain_elements": "uncertain",
    "hidden_claims": "hidden",
    "words": "q",
    "order": "order",
}
"""Field of a selection to its name in an address; a test holds it against what the app reads."""


def query(selection: Selection, version: str = "") -> str:
    """Return the part of an address that brings a selection back: ``?element=Nd&region=KZ-35&v=0.1.0``.

    Parameters
    ----------
    selection
        What is asked for.
    version
        Version of the data that the link was made with; left out where empty.
    """
    changed = selection.changed()
    found: dict[str, object] = {name: changed[field] for field, name in NAMES.items() if field in changed}
    found = {name: "1" if value is True else value for name, value in found.items()}
    return "?" + urlencode(found | ({"v": version} if version else {}), doseq=True)
