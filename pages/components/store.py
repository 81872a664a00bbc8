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
from geo.catalog import tables
from geo.catalog.loader import data_dir
from geo.catalog.model import Catalog, Selection, View
from geo.catalog.selection import Index, select
from geo.catalog.selection import index as make_index
from geo.check import questions, reports
from geo.claims import conflicts, families
from geo.claims.figures import Figure
from geo.language import wording
from geo.language.translation import Tongue
from geo.plot import folium_map, overlays
from geo.world import ranks
from pages.components import state
from pages.components.language import tongue


@lru_cache(maxsize=32)
def settle(page: str) -> None:
    """Take what a page's imports and the data made out of the garbage collector's sight, after the page's first run.

    Streamlit collects after every run, and nothing is sent meanwhile.
    """
    del page  # each imports what the others do not
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
    return make_index(geo.load(folder))


@lru_cache(maxsize=2)
def _newest(folder: Path, second: int) -> int:
    """Nanoseconds of the latest change to a file of the data, looked up once a second; 0 if there is none."""
    del second
    files = [*folder.glob("*.*"), *folder.glob("sites/*.geojson")]
    return max((file.stat().st_mtime_ns for file in files), default=0)


@lru_cache(maxsize=256)
def view(prepared: Index, selection: Selection) -> View:
    """Return the view of a selection; sessions that ask the same share it."""
    return select(prepared, selection)


def around(prepared: Index, shown: View) -> View:
    """Return the view of all sites with the same claims about each: what is costly is made once for it.

    Of a site that is open, all is told that the documents asked for claim, also where a filter of sites leaves it out.
    """
    chosen = shown.selection
    kept = Selection(sources=chosen.sources, tiers=chosen.tiers, hidden_claims=chosen.hidden_claims)
    return view(prepared, kept)


def claims_about(shown: View, site_id: str) -> pandas.DataFrame:
    """Return the claims about a site in the documents that a view asks for, whatever its other filters."""
    return tables.claims_about(around(index(), shown), site_id)


@lru_cache(maxsize=2)
def group_ids(catalog: Catalog) -> frozenset[str]:
    """Return the ids of all groups of claims that the reality check can open."""
    return frozenset(group.id for group in reports.groups_of(catalog))


def site_table(shown: View) -> pandas.DataFrame:
    """Return the site table of a view."""
    table: pandas.DataFrame = _every_row(around(index(), shown), tongue()).loc[shown.sites.index]
    return table


def marks(shown: View) -> tuple[folium_map.Mark, ...]:
    """Return the marks of a view for the map, each with its site's headline claim."""
    return folium_map.only(_every_mark(around(index(), shown), tongue()), frozenset(shown.sites.index))


def mark_of(site_id: str) -> tuple[folium_map.Mark, ...]:
    """Return the mark of one site, whatever the filters; none for a site without a known place."""
    return folium_map.only(_every_mark(view(index(), Selection()), tongue()), frozenset({site_id}))


def marks_ringed(shown: View) -> overlays.Rings | None:
    """Return what the marks show of the claims, as the session has chosen; None for how the place is known."""
    kind = state.kept(state.RINGS)
    found = [name for name in overlays.KINDS if name == kind]
    return _every_ring(around(index(), shown), found[0], tongue()) if found else None


@lru_cache(maxsize=32)
def _every_ring(whole: View, kind: overlays.Kind, say: Tongue) -> overlays.Rings:
    return overlays.rings(whole, kind, say)


@lru_cache(maxsize=256)
def left_out(shown: View, site_id: str | None = None) -> int:
    """Return how many claims about the sites of a view, or about one, a filter of sources leaves out."""
    chosen = shown.selection
    if not chosen.sources and not chosen.tiers:
        return 0
    whole = view(index(), replace(chosen, sources=(), tiers=()))
    sites = shown.sites.index if site_id is None else pandas.Index([site_id])
    pairs = shown.catalog.site_claims
    about = set(pairs.loc[pairs["site_id"].isin(sites), "claim_id"])
    return len(about & set(whole.claims.index)) - len(about & set(shown.claims.index))


@lru_cache(maxsize=16)
def _every_row(whole: View, say: Tongue) -> pandas.DataFrame:
    return tables.site_table(whole, say)


@lru_cache(maxsize=16)
def _every_mark(whole: View, say: Tongue) -> tuple[folium_map.Mark, ...]:
    captions = {str(site): words for site, words in tables.headline_words(whole, say).items()}
    return folium_map.site_marks(whole.sites, whole.catalog.regions, captions, say.code)


@lru_cache(maxsize=64)
def touched_families(shown: View) -> tuple[str, ...]:
    """Return the claim families that the claims of a view belong to, largest first."""
    found = {families.of_claim(shown.catalog, str(claim)) for claim in shown.claims.index}
    return tuple(key for key in families.keys(shown.catalog) if key in found)


@lru_cache(maxsize=64)
def candidates(shown: View) -> tuple[Figure, ...]:
    """Return the tonnages of rare earths claimed of Kazakhstan in a view, largest first."""
    return ranks.candidates(shown)


@lru_cache(maxsize=4)
def every_candidate(catalog: Catalog) -> tuple[Figure, ...]:
    """Return the tonnages of rare earths claimed of Kazakhstan, largest first."""
    return ranks.candidates(catalog)


def unlocated_names(shown: View) -> dict[str, str]:
    """Return the sites of a view that have no mark, by region: id to name, with the region behind it."""
    return _unlocated_names(shown, tongue())


@lru_cache(maxsize=64)
def _unlocated_names(shown: View, say: Tongue) -> dict[str, str]:
    hidden = shown.unlocated
    regions = tables.region_names(shown.catalog, hidden["region_iso"], say)
    ordered = hidden.assign(region=regions, name=say.name(hidden)).sort_values(["region", "name"])
    names = ordered["name"] + ", " + ordered["region"]
    return {str(site): str(name) for site, name in names.items()}


def highlights(shown: View) -> tuple[tuple[str, str], ...]:
    """Return sites that stand out in a view, each with the reason.

    That is: largest contradiction, most claims, least sure place, largest tonnage.
    """
    return _highlights(shown, tongue())


@lru_cache(maxsize=64)
def _highlights(shown: View, say: Tongue) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    known = frozenset(shown.sites.index)
    contested = next((item for item in _contested(around(index(), shown), say) if item[0] in known), None)
    counted = tables.claim_counts(shown).reindex(shown.sites.index).dropna()
    places = shown.sites["uncertainty_km"].dropna()
    largest = tables.largest_claim(shown, say)
    if contested is not None:
        found.append(contested)
    if not counted.empty:
        found.append((str(counted.idxmax()), say("Most claims: {number}").format(number=int(counted.max()))))
    if not places.empty:
        words = say("Least sure place on the map: within {km} km").format(km=wording.plain(places.max(), say))
        found.append((str(places.idxmax()), words))
    if largest:
        found.append((largest[0], say("Largest tonnage claimed: {words}").format(words=largest[1])))
    return tuple(found)


def question(shown: View) -> questions.Question | None:
    """Return the strongest contradiction about a site of a view as a question; None where nothing contradicts."""
    asked = _questions(around(index(), shown))
    known = frozenset(shown.sites.index)
    return next((item for item in asked if item.site_id in known), None)


@lru_cache(maxsize=16)
def _questions(whole: View) -> tuple[questions.Question, ...]:
    return questions.questions(whole)


@lru_cache(maxsize=16)
def _contested(whole: View, say: Tongue) -> tuple[tuple[str, str], ...]:
    """Return the sites whose claims contradict each other, by how much, strongest first."""
    strongest = conflicts.strongest(whole)
    ordered = sorted(strongest, key=lambda subject: (-strongest[subject].factor, subject))
    return tuple((subject, differ(strongest[subject], say)) for subject in ordered if subject in whole.sites.index)


def differ(group: conflicts.ConflictGroup, say: Tongue) -> str:
    """Say how far the claims of a contradiction are apart."""
    words = overlays.apart(group, say)
    return words[:1].upper() + words[1:]
