"""The address bar: it brings a view back, and always names the view on screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from geo.catalog import filters, minerals, versions
from geo.catalog.model import ORDERS, UNSETTLED, Catalog
from geo.catalog.selection import Index
from geo.claims import conflicts, families
from geo.plot import overlays
from geo.world import country_tables, ranks, world_totals
from pages.components.session import history, language, state, store
from pages.components.session.language import say

_SEEN: Final = "_address_seen"
_PAGE: Final = "_address_page"
_CARRIED: Final = "_address_carried"
_RUNNING: Final = "_address_running"
_UNKNOWN: Final = "_address_unknown"
_LINKED: Final = "_address_linked"
_OPENED: Final = "_address_opened"
VERSION: Final = "v"
"""Name under which a link carries the version of the data that it was made with."""
AT: Final = "at"
"""Name under which the map's own script keeps its view in the address: no run needs it, and none writes it."""
HERE: Final = "go"
"""Name that marks a link to the page on which it stands: Streamlit does not show the address of such a link itself."""
_MARKED: Final = "_address_marked"
_NOTHING: Final = "none"
"""Stands in an address for no group left out, where a bare address would leave some out."""


def arrive(page: str, index: Index) -> None:
    """Take over an address that the session has not made itself: a link opened, or the browser's back button.

    Values that the data do not have are left out and named in a small notice.
    """
    params = {name: st.query_params.get_all(name) for name in st.query_params}
    if _PAGE not in st.session_state or (params != st.session_state[_SEEN] and _is_foreign(page, params)):
        st.session_state[_UNKNOWN] = _take(params, index)
        st.session_state[_LINKED] = (_version_of(params), _view())
        st.session_state[_OPENED] = {name: values[0] for name, values in params.items() if values}
        st.session_state[_SEEN] = params
    st.session_state[_MARKED] = HERE in params and _PAGE in st.session_state
    st.session_state[_PAGE] = page
    st.session_state[_RUNNING] = True
    unknown = st.session_state.get(_UNKNOWN)
    if unknown:
        st.info(
            say("Left out of this link, because the data do not have it: {values}").format(values=", ".join(unknown))
        )


def _is_foreign(page: str, params: dict[str, list[str]]) -> bool:
    """Tell whether an address other than the last one written is news.

    On the page on screen only the browser's buttons and a link to the same page bring one.
    """
    if history.moved():
        return True
    if st.session_state[_PAGE] == page:
        return HERE in params
    return params not in ({}, st.session_state.get(_CARRIED))


def linked_version() -> str:
    """Return the version of the data that the opened link was made with; empty where it names none."""
    version: str = st.session_state[_LINKED][0]
    return version


def linked_choice(name: str) -> str:
    """Return what the opened link names for a choice, also where the data do not have it: untrusted text."""
    opened: dict[str, str] = st.session_state[_OPENED]
    return opened.get(name, "")


def publish(part: bool = False) -> None:
    """Write what the session shows into the address bar.

    A fragment calls this with ``part``: within a run of the whole page it leaves the writing to the end of it. For
    the version alone nothing is written: that would leave a step in the browser's history that leads nowhere.
    """
    if part and st.session_state[_RUNNING]:
        return
    st.session_state[_RUNNING] = False
    before = {name: st.query_params.get_all(name) for name in st.query_params}
    after, written = _params(), st.session_state[_SEEN]
    marked = st.session_state.pop(_MARKED, False)
    if not marked and _without_version(after) == _without_version(before) == _without_version(written):
        return
    st.session_state[_SEEN] = after  # first: a click may end this run as soon as the browser has the new address
    st.query_params.from_dict(after)


def carried() -> dict[str, list[str]]:
    """Return what the links of the menu carry: the view on screen."""
    st.session_state[_CARRIED] = _params()
    return _params()


def link(**changed: str) -> str:
    """Return the address of the view on screen with some choices changed, relative to the page."""
    return "?" + urlencode(_params() | {name: [value] for name, value in changed.items()}, doseq=True)


def _params() -> dict[str, list[str]]:
    """Return the view on screen with the version of its data: of the link it came by, as long as it is the same."""
    view = _view()
    version, linked = st.session_state.get(_LINKED, ("", {}))
    spoken = {language.KEY: language.publish()} if language.publish() else {}
    return view | spoken | {VERSION: [version if version and view == linked else store.index().catalog.version]}


def _without_version(params: dict[str, list[str]]) -> dict[str, list[str]]:
    kept = {name: values for name, values in params.items() if name not in (HERE, AT)}
    return {name: values for name, values in kept.items() if name != VERSION or not _version_of(kept)}


def _version_of(params: dict[str, list[str]]) -> str:
    """Return the version that a link carries; empty where there is none, or what stands there cannot be one."""
    values = params.get(VERSION, [])
    return values[0] if len(values) == 1 and versions.is_version(values[0]) else ""


def _view() -> dict[str, list[str]]:
    names = [spec.param for spec in filters.FACETS]
    found = {name: [str(value) for value in st.session_state.get(name) or ()] for name in names}
    found |= {spec.param: ["1"] for spec in filters.SWITCHES if st.session_state.get(spec.param)}
    for name in (state.WORDS, *state.CHOICES):
        found[name] = [st.session_state[name]] if st.session_state.get(name) else []
    if st.session_state.get(state.ORDER, ORDERS[0]) != ORDERS[0]:
        found[state.ORDER] = [st.session_state[state.ORDER]]
    found[state.LEFT_OUT] = _left_out(found)
    return {name: values for name, values in found.items() if values}


def _left_out(found: dict[str, list[str]]) -> list[str]:
    """Return what an address says of the groups left out: nothing where an address without it would mean the same."""
    chosen = found[state.LEFT_OUT]
    if set(chosen) == set(_at_first({name for name, values in found.items() if values})):
        return []
    return chosen or [_NOTHING]


def _at_first(names: Container[str]) -> tuple[str, ...]:
    """Return the groups that an address leaves out which names none: of the first view, unless it has a filter."""
    others = (name for name in state.filter_names() if name != state.LEFT_OUT)
    return () if any(name in names for name in others) else minerals.wider(store.index().catalog)


def _take(params: dict[str, list[str]], index: Index) -> list[str]:
    unknown: list[str] = []

    def known(name: str, values: list[str], allowed: object) -> list[str]:
        good = [value for value in dict.fromkeys(values) if value in allowed]  # type: ignore[operator]
        unknown.extend(_quoted(name, value) for value in values if value not in good)
        return good

    for spec in filters.FACETS:
        given, choices = params.get(spec.param, []), index.facets[spec.field].choices
        if spec.param == state.LEFT_OUT and given == [_NOTHING]:
            given = []
        st.session_state[spec.param] = known(spec.param, given, choices)
    if state.LEFT_OUT not in params:
        state.leave_out(_at_first(params))
    for switch in filters.SWITCHES:
        st.session_state[switch.param] = known(switch.param, params.get(switch.param, []), ("1",)) == ["1"]
    st.session_state[state.WORDS] = " ".join(params.get(state.WORDS, []))[:200]
    for name in state.CHOICES:
        given = params.get(name, [])
        st.session_state[name] = next(iter(known(name, given, _allowed(name, index.catalog))), None) if given else None
    st.session_state[state.ORDER] = next(iter(known(state.ORDER, params.get(state.ORDER, []), ORDERS)), ORDERS[0])
    own = (VERSION, AT, HERE, language.KEY, "embed", "embed_options")
    mine = (*state.filter_names(), *state.CHOICES, state.ORDER, *own)
    known(language.KEY, params.get(language.KEY, []), language.LANGUAGES)
    unknown.extend(_quoted(VERSION, value) for value in params.get(VERSION, []) if not _version_of(params))
    unknown.extend(_quoted(name, " ".join(values)) for name, values in params.items() if name not in mine)
    return unknown


def _allowed(name: str, catalog: Catalog) -> Container[str]:
    """Return the values that a choice may have; worked out only for a link that names one."""
    claims = catalog.claims.index
    allowed: dict[str, Callable[[], Container[str]]] = {
        state.SITE: lambda: catalog.sites.index,
        state.AREA: lambda: (*catalog.regions.index, UNSETTLED),
        state.CONFLICT: lambda: {group.id for group in conflicts.groups(catalog)},
        state.FAMILY: lambda: families.keys(catalog),
        state.STRAND: lambda: (state.WHOLE, *claims),
        state.CLAIM: lambda: (*claims, *catalog.roots.index),
        state.EDITION: lambda: country_tables.editions(catalog),
        state.READING: lambda: (state.TYPED, *ranks.known(catalog)),
        state.TONNES: _Tonnes,
        state.DOCUMENT: lambda: world_totals.production_sources(catalog),
        state.RINGS: lambda: overlays.OVERLAYS,
        state.PRINT: lambda: ("1",),
    }
    return allowed[name]()


class _Tonnes:
    """Every amount that can be typed in: digits with at most one point, above nothing, up to state.MOST_TONNES."""

    def __contains__(self, text: object) -> bool:
        return (
            bool(re.fullmatch(r"[0-9]{1,13}(\.[0-9]{1,3})?", str(text))) and 0 < float(str(text)) <= state.MOST_TONNES
        )


def _quoted(name: str, value: str) -> str:
    """Return a parameter as inert text: it comes from a stranger's link and is shown through Markdown."""
    letters = "".join(
        character if character.isalnum() or character in " _-." else "?" for character in f"{name} {value}"
    )
    return f"`{letters[:60]}`"
