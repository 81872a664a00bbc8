"""The line above every list: how much of the data it is, what is not on the map, and the way to take it away."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from geo import exports, wording
from geo.model import View
from pages.components import state
from pages.components.language import say


def counts(shown: View) -> str:
    """Return ``41 of 79 sites · 153 claims · 12 not on the map``."""
    parts = [
        say("{kept} of {all} sites").format(kept=len(shown.sites), all=len(shown.catalog.sites)),
        say("{number} claims").format(number=len(shown.claims)),
        say("{number} not on the map").format(number=len(shown.unlocated)),
    ]
    return " · ".join(parts)


def draw(shown: View, where: str = "") -> None:
    """Draw the line with the downloads; ``where`` names the part for the file, if it is a region."""
    words, download = st.columns([5, 1], vertical_alignment="bottom")
    words.markdown(f"**{counts(shown)}**")
    with download:
        downloads(shown, where)


@st.fragment
def downloads(shown: View, where: str = "") -> None:
    """Draw a menu of files of the view: what is on the screen, in its order."""
    menu = st.popover(
        say("Download"),
        icon=":material/download:",
        width="stretch",
        disabled=shown.sites.empty,
        key=f"download{where}",
        on_change="rerun",
    )
    if menu.open:
        with menu:
            _files(shown, where)


def _files(shown: View, where: str) -> None:
    bom = st.checkbox(
        say("For Excel"),
        key=f"bom{where}",
        help=say("Begins the file with the mark that Excel needs to read Cyrillic."),
    )
    stem = "_".join(("kazakhstan-deposits", where or _part(shown), shown.catalog.version))
    files = (
        (say("Sites, CSV"), f"{stem}.csv", "text/csv", lambda: exports.sites_csv(shown, bom)),
        (say("Claims, CSV"), f"{stem}_claims.csv", "text/csv", lambda: exports.claims_csv(shown, bom)),
        (say("Sites, GeoJSON"), f"{stem}.geojson", "application/geo+json", lambda: exports.sites_geojson(shown)),
    )
    for label, name, mime, text in files:
        st.download_button(label, _encoded(text), name, mime, key=f"{name}{where}", on_click="ignore", width="stretch")


def _encoded(text: Callable[[], str]) -> Callable[[], bytes]:
    return lambda: text().encode("utf-8")


def nothing(shown: View) -> None:
    """Say that no site is left, and what to loosen."""
    st.info(say("No site has all of this. Loosen one of these filters:"), icon=":material/filter_alt_off:")
    st.markdown("\n".join(f"- {item}" for item in _loosening(shown)) or say("Clear the search."))
    st.button(say("Clear all filters"), on_click=state.reset)


def suggestions(shown: View) -> None:
    """Say so when the words asked for were only guessed at."""
    if shown.suggestions and not shown.sites.empty:
        names = [escaped(shown.catalog.sites.at[item, "name_en"]) for item in shown.suggestions]
        st.info(say("No site is called that. Did you mean {names}?").format(names=wording.joined(names)))


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return "".join(f"\\{character}" if character in r"\`*_{}[]()<>#+-.!|~$:" else character for character in text)


def _loosening(shown: View) -> list[str]:
    chosen = shown.selection
    words = {
        "groups": "Element group",
        "elements": "Element",
        "regions": "Region",
        "sources": "Source",
        "main_groups": "Main group",
        "tiers": "Tier of source",
        "statuses": "Status",
        "precisions": "How the place is known",
        "words": "Search",
        "with_tonnage": "Has a tonnage",
        "on_map": "On the map",
    }
    found = []
    for name, title in words.items():
        if getattr(chosen, name):
            left = sum(shown.counts[name].values()) if name in shown.counts else 0
            found.append(say(title) + (f": {say('another choice leaves sites')}" if left else ""))
    return found


def _part(shown: View) -> str:
    if shown.selection.is_empty:
        return "all"
    if len(shown.selection.regions) == 1:
        return str(shown.catalog.regions.at[shown.selection.regions[0], "layer"])
    return "selection"
