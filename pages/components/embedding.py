"""Showing a view inside somebody's article: whether this is such a frame, and the lines of HTML that make one."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import streamlit as st

from geo.catalog import permalinks
from geo.catalog.model import View
from geo.language.translation import N_, Text
from pages.components.session import address, language, state
from pages.components.session.language import say

MAP, SITE, CONFLICT = "", "deposits", "check"
"""Pages that can stand in a frame, by their addresses."""
HEIGHTS: Final = {MAP: 620, SITE: 620}
"""Heights in pixels that the map and a site with its map take in the column of an article, 360 to 800 pixels wide."""
PLACELESS: Final = 540
"""Height of a site without a place, and so without a map."""
_LOCAL: Final = "http://localhost:8501/"
_LIGHT: Final = "&embed=true&embed_options=light_theme"
"""What asks Streamlit for the light theme; it heeds this in embedded pages alone."""
_THIS_MACHINE: Final[Text] = N_(
    "The app runs at {host}: a frame with this address works on this machine only. Open the app at its public address "
    "to copy a frame for others."
)
_THIS_NETWORK: Final[Text] = N_(
    "The app runs at {host}: a frame with this address works in this network only. Open the app at its public address "
    "to copy a frame for others."
)


def embedded() -> bool:
    """Whether the page stands in a frame of another: its address has ``embed=true``."""
    return bool(st.context.is_embedded)


def home() -> str:
    """Return the address of the app as this reader sees it, with a slash at its end."""
    parts = urlsplit(st.context.url or _LOCAL)
    folder, _, last = parts.path.rpartition("/")
    path = f"{folder}/" if last in _pages() else f"{parts.path.rstrip('/')}/"
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def link(page: str, **changed: str) -> str:
    """Return the whole address of the view on screen on a page, with some choices changed."""
    return home() + page + address.link(**changed).removesuffix("?")


def address_of(shown: View, page: str = "", **named: str) -> str:
    """Return the whole address that a file gives for its view: what else it shows, the filters, version, language.

    Parameters
    ----------
    shown
        The view.
    page
        Page of the address; empty for the map.
    **named
        Further parts of the address, by name.

    Returns
    -------
    str
        The address with its host, as the browser has it.
    """
    filters = permalinks.query(shown.selection, shown.catalog.version).removeprefix("?")
    spoken = urlencode({language.KEY: language.publish()}, doseq=True)
    return f"{home()}{page}?{'&'.join(filter(None, (urlencode(named), filters, spoken)))}"


def snippet(page: str, title: str, height: int, **changed: str) -> str:
    """Return the HTML that shows a page in a frame: the filters on screen, and of other choices only ``changed``.

    Parameters
    ----------
    page
        Page that the frame shows.
    title
        Title of the frame, for screen readers.
    height
        Height of the frame, in pixels.
    **changed
        Choices that the frame has besides the filters, by their names in the address.

    Returns
    -------
    str
        HTML of one frame.
    """
    query = {name: values for name, values in parse_qs(address.link()[1:]).items() if name not in state.CHOICES}
    if page == MAP and state.kept(state.RINGS):
        query[state.RINGS] = [str(state.kept(state.RINGS))]
    query |= {name: [value] for name, value in changed.items()}
    target = f"{home()}{page}?{urlencode(query | {'embed': ['true']}, doseq=True)}"
    return (
        f'<iframe src="{escape(target)}" title="{escape(title)}" width="100%" height="{height}" '
        'style="border:1px solid #d5dadd;border-radius:6px" loading="lazy" allowfullscreen></iframe>'
    )


def print_button(page: str) -> None:
    """Offer the print view of what is on screen, in a tab of its own and in light colours, whatever the theme."""
    address = link(page, **{state.PRINT: "1"}) + _LIGHT
    words = say("Opens all of it on one page, for paper: print that with Ctrl+P or ⌘P.")
    st.link_button(say("Print view"), address, icon=":material/print:", type="tertiary", help=words)


@st.fragment
def menu(shown: View, where: str = "") -> None:
    """Draw the menu with the HTML of the map, and of the chosen site if there is one."""
    box = st.popover(say("Embed"), icon=":material/code:", key=f"embed{where}", on_change="rerun")
    if not box.open:
        return
    regions = shown.selection.regions
    changed = {"region": regions[0]} if len(regions) == 1 else {}
    with box:
        _local()
        st.caption(say("Paste this into the HTML of an article: it shows the present filters, and leads back here."))
        title = say("Map of rare-earth and rare-metal deposits of Kazakhstan")
        _offer(say("This map"), snippet(MAP, title, HEIGHTS[MAP], **changed))
        site = state.kept(state.SITE)
        if site is not None:
            name = str(say.name(shown.catalog.sites)[site])
            title = say("{site}: what is claimed of it").format(site=name)
            height = PLACELESS if shown.catalog.sites.geometry[site] is None else HEIGHTS[SITE]
            _offer(say("The chosen site"), snippet(SITE, title, height, **{state.SITE: site}))


@st.fragment
def conflict_menu(group_id: str, title: str, height: int) -> None:
    """Draw the menu with the HTML of one group of claims.

    Parameters
    ----------
    group_id
        Id of the group.
    title
        Title of the frame, for screen readers.
    height
        Height of the frame, in pixels.
    """
    box = st.popover(say("Embed"), icon=":material/code:", key=f"embed_{group_id}", on_change="rerun")
    if box.open:
        with box:
            _local()
            _offer(say("This contradiction"), snippet(CONFLICT, title, height, **{state.CONFLICT: group_id}))


def _local() -> None:
    """Say so where the app's own address leads nowhere from another machine, or from outside this network."""
    host = urlsplit(home()).hostname or ""
    reach = reached(host)
    if reach:
        st.warning(say(reach).format(host=f"`{host}`"), icon=":material/lan:")


def reached(host: str) -> Text:
    """Return what to say of a host that not everybody can reach; empty for any other."""
    if host == "localhost" or host.endswith(".localhost"):
        return _THIS_MACHINE
    try:
        address = ip_address(host)
    except ValueError:
        return Text("") if "." in host else _THIS_NETWORK
    if address.is_loopback or address.is_unspecified:
        return _THIS_MACHINE
    return _THIS_NETWORK if address.is_private or address.is_link_local else Text("")


def _offer(label: str, html: str) -> None:
    st.markdown(f"**{label}**")
    st.code(html, language=None, wrap_lines=True)


@lru_cache(maxsize=1)
def _pages() -> frozenset[str]:
    """Return the names of all pages in addresses: those of their scripts."""
    return frozenset(path.stem for path in Path(__file__).resolve().parents[1].glob("*/*.py"))
