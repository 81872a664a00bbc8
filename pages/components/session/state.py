"""What a session has chosen, by the names that also stand in its address.

The language alone is held by :mod:`pages.components.session.language`, which needs nothing of the data. All other keys
of the session are private: those of a component's widgets, and its notes, whose names begin with an underscore. No
other component reads them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from geo.catalog.model import ORDERS, Order, Selection
from geo.catalog.selection import Index
from pages.components import facets

FACETS: Final = {
    "group": "groups",
    "element": "elements",
    "region": "regions",
    "source": "sources",
    "kind": "main_groups",
    "tier": "tiers",
    "status": "statuses",
    "place": "precisions",
    "evidence": "evidence",
}
"""Name in the address to facet of a selection; the values are our ids, so that a link outlives a change of words."""

SWITCHES: Final = {
    "tonnage": "with_tonnage",
    "mapped": "on_map",
    "uncertain": "uncertain_elements",
    "hidden": "hidden_claims",
}
WORDS: Final = "q"
ORDER: Final = "order"
SITE: Final = "site"
AREA: Final = "area"
CONFLICT: Final = "conflict"
FAMILY: Final = "family"
STRAND: Final = "strand"
CLAIM: Final = "claim"
EDITION: Final = "edition"
READING: Final = "reading"
TONNES: Final = "tonnes"
DOCUMENT: Final = "document"
RINGS: Final = "rings"
PRINT: Final = "print"
WHOLE: Final = "all"
"""Strand that stands for the whole family."""
TYPED: Final = "typed"
"""Reading that stands for a tonnage typed in."""
MOST_TONNES: Final = 1e12
"""Largest tonnage that can be typed in, in t: more than the rock of any site here."""
FILTERS: Final = (*FACETS, *SWITCHES, WORDS)
CHOICES: Final = (SITE, AREA, CONFLICT, FAMILY, STRAND, CLAIM, EDITION, READING, TONNES, DOCUMENT, RINGS, PRINT)
"""Names that stand for one value each, or none; what they may be is in :mod:`pages.components.session.address`."""


def chosen(name: str, index: Index) -> tuple[str, ...]:
    """Return the values chosen in a facet."""
    known = index.facets[FACETS[name]].choices
    values = (facets.meant(name, value, index) for value in st.session_state.get(name) or ())
    return tuple(dict.fromkeys(value for value in values if value in known))


def selection(index: Index) -> Selection:
    """Return what the session has chosen."""
    order: Order = st.session_state.get(ORDER, "claims")
    return Selection(
        **{field: chosen(name, index) for name, field in FACETS.items()},  # type: ignore[arg-type]
        **{field: bool(st.session_state.get(name)) for name, field in SWITCHES.items()},  # type: ignore[arg-type]
        words=(st.session_state.get(WORDS) or "").strip(),
        order=order if order in ORDERS else "claims",
    )


def kept(name: str) -> str | None:
    """Return what the session has chosen under a name of the address; None for the page's own choice."""
    value: str | None = st.session_state.get(name)
    return value


def keep(name: str, value: str | None) -> None:
    """Choose a value under a name of the address, or leave the choice to the page."""
    st.session_state[name] = value


def choose_site(site_id: str | None) -> None:
    """Choose a site, or none."""
    keep(SITE, site_id)


def choose_conflict(group_id: str | None) -> None:
    """Open a group of claims in the reality check, or none."""
    keep(CONFLICT, group_id)


def reset() -> None:
    """Forget all filters; the chosen site stays."""
    for name in FACETS:
        st.session_state[name] = []
    for name in SWITCHES:
        st.session_state[name] = False
    st.session_state[WORDS] = ""


def without(chosen: Selection, name: str) -> Selection:
    """Return a selection as it is without one filter."""
    blank = Selection()
    field = FACETS.get(name) or SWITCHES.get(name) or "words"
    return replace(chosen, **{field: getattr(blank, field)})


def loosen(name: str) -> None:
    """Clear one filter."""
    st.session_state[name] = [] if name in FACETS else "" if name == WORDS else False


def loosen_sources() -> None:
    """Let claims of all documents pass."""
    for name in ("source", "tier"):
        loosen(name)


def choose_only(name: str, value: str) -> None:
    """Set one facet to one value."""
    st.session_state[name] = [value]
