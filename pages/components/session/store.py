"""The data that all sessions share, loaded once and looked at afresh only when a file of the data folder changes."""

from __future__ import annotations

import gc
import time
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pandas
import streamlit as st

import geo
from geo.catalog import filters
from geo.catalog.caching import cached_on_owner, few_on_owner
from geo.catalog.loader import data_dir
from geo.catalog.model import Selection, View
from geo.catalog.selection import Index, select
from geo.catalog.selection import index as make_index
from pages.components import appearance
from pages.components.session import state
from pages.components.session.language import readers_language
from pages.components.session.screen import Screen


@cached_on_owner
def settle(prepared: Index, page: str) -> None:
    """Freeze what a page's imports and the data have made, after the page's first run: the collector passes over it.

    A full collection over these 160,000 objects stops all sessions for 0.2 s and more; over the rest it takes no time.
    """
    del prepared, page  # each page imports what the others do not
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
    prepared: Index = _index(str(folder), _newest(folder, int(time.monotonic())))
    return prepared


@st.cache_resource(show_spinner=False, max_entries=2)
def _index(folder: str, newest: int) -> Index:
    del newest  # part of the key only
    gc.unfreeze()  # data that these take the place of may go, with all that is kept on them
    return make_index(geo.load(folder))


@lru_cache(maxsize=2)
def _newest(folder: Path, second: int) -> int:
    """Nanoseconds of the latest change to a file of the data, looked up once a second; 0 if there is none."""
    del second
    files = [*folder.glob("*.*"), *folder.glob("sites/*.geojson")]
    return max((file.stat().st_mtime_ns for file in files), default=0)


@few_on_owner(128)
def view(prepared: Index, selection: Selection) -> View:
    """Return the view of a selection; sessions that ask the same share it, and what is kept on it."""
    return select(prepared, selection)


def everything(prepared: Index) -> View:
    """Return the view without any filter, whatever the reader chose."""
    return view(prepared, Selection())


def screen(selection: Selection | None = None) -> Screen:
    """Return what this run shows.

    Parameters
    ----------
    selection
        What to show in place of the session's filters.
    """
    prepared = index()
    chosen = selection or state.selection(prepared)
    kept = replace(filters.of_documents_only(chosen), hidden_claims=chosen.hidden_claims)
    return Screen(
        index=prepared,
        view=view(prepared, chosen),
        whole=view(prepared, kept),
        language=readers_language(),
        theme=appearance.theme(),
    )


def regional(shown: Screen, iso: str) -> Screen:
    """Return a screen of one region in place of those chosen, with all other filters; ``iso`` may be ``UNSETTLED``."""
    return screen(replace(shown.view.selection, regions=(iso,)))


def again(shown: Screen) -> Screen:
    """Return a screen for a fragment that runs by itself: the same view, in the theme and language of this run."""
    return replace(shown, language=readers_language(), theme=appearance.theme())


def left_out(shown: Screen, site_id: str | None = None) -> int:
    """Return how many claims about the sites of a view, or about one, a filter of sources leaves out."""
    return _left_out(shown.view, shown.index, site_id)


@cached_on_owner
def _left_out(shown: View, prepared: Index, site_id: str | None) -> int:
    chosen = shown.selection
    every = filters.without_documents(chosen)
    if every == chosen:
        return 0
    whole = view(prepared, every)
    sites = shown.sites.index if site_id is None else pandas.Index([site_id])
    pairs = shown.catalog.site_claims
    about = set(pairs.loc[pairs["site_id"].isin(sites), "claim_id"])
    return len(about & set(whole.claims.index)) - len(about & set(shown.claims.index))
