"""What a session has chosen, by the names that also stand in its address.

The language alone is held by :mod:`pages.components.session.language`, which needs nothing of the data. All other keys
of the session are private: those of a component's widgets, and its notes, whose names begin with an underscore. No
other component reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from geo.catalog import filters, minerals
from geo.catalog.filters import FacetSpec
from geo.catalog.model import ORDERS, Order, Selection
from geo.catalog.selection import Index
from pages.components import choices

WORDS: Final = filters.WORDS
ORDER: Final = filters.ORDER
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
LEFT_OUT: Final = "off"
"""Filter of the groups of minerals that the legend of the map has switched off."""
WHOLE: Final = "all"
"""Strand that stands for the whole family."""
TYPED: Final = "typed"
"""Reading that stands for a tonnage typed in."""
MOST_TONNES: Final = 1e12
"""Largest tonnage that can be typed in, in t: more than the rock of any site here."""
CHOICES: Final = (SITE, AREA, CONFLICT, FAMILY, STRAND, CLAIM, EDITION, READING, TONNES, DOCUMENT, RINGS, PRINT)
"""Names that stand for one value each, or none; what they may be is in :mod:`pages.components.session.address`."""


def filter_names() -> tuple[str, ...]:
    """Return the names of all filters."""
    return (*(spec.param for spec in filters.every()), WORDS)


def chosen(spec: FacetSpec, index: Index) -> tuple[str, ...]:
    """Return the values chosen in a facet."""
    known = index.facets[spec.field].choices
    values = (choices.meant(spec.param, value, index) for value in st.session_state.get(spec.param) or ())
    return tuple(dict.fromkeys(value for value in values if value in known))


def selection(index: Index) -> Selection:
    """Return what the session has chosen."""
    order: Order = st.session_state.get(ORDER, "claims")
    return Selection().choosing(
        **{spec.field: chosen(spec, index) for spec in filters.FACETS},
        **{spec.field: bool(st.session_state.get(spec.param)) for spec in filters.SWITCHES},
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


def reset(index: Index) -> None:
    """Go back to the first view; the chosen site stays."""
    for name in filter_names():
        loosen(name)
    leave_out(minerals.wider(index.catalog))


def leave_out(groups: Sequence[str]) -> None:
    """Leave out the sites of some groups of minerals, and of no others."""
    st.session_state[LEFT_OUT] = list(groups)


def is_first_view(asked: Selection, index: Index) -> bool:
    """Tell whether nothing is chosen: the sites are those that a reader sees first."""
    spec = next(spec for spec in filters.FACETS if spec.param == LEFT_OUT)
    blank = asked.choosing(**{spec.field: ()}).is_empty
    return blank and set(asked.chosen(spec.field)) == set(minerals.wider(index.catalog))


def without(chosen: Selection, name: str) -> Selection:
    """Return a selection as it is without one filter."""
    field = next((spec.field for spec in filters.every() if spec.param == name), "words")
    return chosen.choosing(**{field: _blank(name)})


def loosen(name: str) -> None:
    """Clear one filter."""
    blank = _blank(name)
    st.session_state[name] = list(blank) if isinstance(blank, tuple) else blank


def _blank(name: str) -> object:
    """Return what a filter holds that asks for nothing."""
    if name == WORDS:
        return ""
    return () if any(spec.param == name for spec in filters.FACETS) else False


def loosen_sources() -> None:
    """Let claims of all documents pass."""
    for spec in filters.FACETS:
        if spec.of_documents:
            loosen(spec.param)


def choose_only(name: str, value: str) -> None:
    """Set one facet to one value."""
    st.session_state[name] = [value]
