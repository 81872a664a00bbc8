"""The data that all sessions share, loaded once and looked at afresh only when a file of the data folder changes."""

from __future__ import annotations

import gc
from functools import lru_cache
from pathlib import Path

import pandas
import streamlit as st

import geo
from geo import maps, tables
from geo.load import data_dir
from geo.model import Selection, View
from geo.select import Index, select
from geo.select import index as make_index
from pages.components.language import say


@st.cache_resource(show_spinner=False)
def settle() -> None:
    """Take what the imports made out of the garbage collector's sight: Streamlit collects after every run."""
    gc.collect()
    gc.freeze()


def index() -> Index:
    """Return the indexed catalog of the data folder.

    Raises
    ------
    geo.DataError
        If the folder is at fault.
    """
    folder = data_dir()
    return _index(str(folder), _newest(folder))


@st.cache_resource(show_spinner=False, max_entries=2)
def _index(folder: str, newest: int) -> Index:
    del newest  # part of the key only
    return make_index(geo.load(folder))


def _newest(folder: Path) -> int:
    """Nanoseconds of the latest change to a file of the data; 0 if there is none."""
    files = [*folder.glob("*.*"), *folder.glob("sites/*.geojson")]
    return max((file.stat().st_mtime_ns for file in files), default=0)


@lru_cache(maxsize=256)
def view(prepared: Index, selection: Selection) -> View:
    """Return the view of a selection; sessions that ask the same share it."""
    return select(prepared, selection)


@lru_cache(maxsize=64)
def site_table(shown: View) -> pandas.DataFrame:
    """Return the site table of a view."""
    return tables.site_table(shown)


@lru_cache(maxsize=64)
def marks(shown: View) -> tuple[maps.Mark, ...]:
    """Return the marks of a view for the map, each with its site's headline claim."""
    captions = {str(site): words for site, words in tables.headline_words(shown).items()}
    return maps.site_marks(shown.sites, shown.catalog.regions, captions)


@lru_cache(maxsize=64)
def highlights(shown: View) -> tuple[tuple[str, str], ...]:
    """Return sites that stand out in a view, each with the reason: most claims, least sure place, largest tonnage."""
    found: list[tuple[str, str]] = []
    counted = tables.claim_counts(shown).reindex(shown.sites.index).dropna()
    places = shown.sites["uncertainty_km"].dropna()
    largest = tables.largest_claim(shown)
    if not counted.empty:
        found.append((str(counted.idxmax()), say("Most claims: {number}").format(number=int(counted.max()))))
    if not places.empty:
        words = say("Least sure place on the map: within {km} km").format(km=f"{places.max():g}")
        found.append((str(places.idxmax()), words))
    if largest:
        found.append((largest[0], say("Largest tonnage claimed: {words}").format(words=largest[1])))
    return tuple(found)
