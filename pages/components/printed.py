"""The print view: a site or a selection on paper, with nothing folded, scrolled or to be clicked.

The way to it is :func:`pages.components.embedding.print_button`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas
import streamlit as st

from geo.catalog import tables, titles
from geo.catalog.caching import few_on_owner
from geo.catalog.model import Catalog, Selection, View, records
from geo.language.translation import Language
from geo.plot import pictures
from pages.components import card, contradictions, embedding
from pages.components.markdown import escaped
from pages.components.session import state, store
from pages.components.session.language import say
from pages.components.session.screen import Screen


def draw(page: str, screen: Screen) -> None:
    """Draw what an address names: the chosen site on the page of deposits, else a region or the selection."""
    site, area = state.kept(state.SITE), state.kept(state.AREA)
    if page == embedding.SITE and site is not None:
        _site(screen, site)
    elif page == "regions" and area is not None:
        _view(store.regional(screen, area))
    else:
        _view(screen)
    _origin(page, screen.catalog)


def _origin(page: str, catalog: Catalog) -> None:
    """Say where the page comes from, with the address that leads back to the screen."""
    state.keep(state.PRINT, None)
    address = embedding.link(page)
    state.keep(state.PRINT, "1")
    version = titles.data_version(catalog, say)
    st.markdown(f":small[{say('Kazakhstan Deposits')}, {escaped(version)} · CC BY 4.0 · {escaped(address)}]")


def _site(screen: Screen, site_id: str) -> None:
    """Draw everything known of a site."""
    catalog = screen.catalog
    site = catalog.sites.loc[site_id]
    st.title(escaped(str(say.name(catalog.sites)[site_id])), anchor=False)
    card.subtitle(catalog, site)
    alone = _alone(screen.view, site_id)
    if not alone.located.empty:
        _picture(alone, screen.language)
    card.known_facts(catalog, site)
    claims = screen.claims_about(site_id)
    st.header(f"{say('What is claimed')} · {len(claims)}", anchor=False)
    if claims.empty:
        st.write(card.silence(screen, site_id))
    else:
        contradictions.tonnages(screen, site_id)
        _table(_claims(catalog, claims), say("Table of the claims"))
    st.header(say("What contradicts"), anchor=False)
    contradictions.clashing(screen, site_id)
    _documents(catalog, {*site["source_ids"], *claims["source_id"]})


def _claims(catalog: Catalog, claims: pandas.DataFrame) -> pandas.DataFrame:
    """Return claims as a table narrow enough for paper: where each stands is told in one column."""
    table = tables.claim_table(catalog, claims, say)
    who = tables.publishers(catalog.sources.loc[claims["source_id"]])
    rows = zip(who, table[say("Date")], table[say("Where in it")], strict=True)
    said = [", ".join(filter(None, map(str, row))) for row in rows]
    narrow = table[[say("Claim"), say("As written"), say("Tonnes of"), say("Evidence")]]
    return narrow.assign(**{say("Source"): said})


def _documents(catalog: Catalog, ids: set[str]) -> None:
    """List documents with their addresses written out: paper has no links."""
    st.header(say("Documents"), anchor=False)
    sources = catalog.sources.loc[sorted(ids)]
    lines = [
        " — ".join(escaped(text) for text in (name, source["title"], source["url"]) if text)
        for source, name in zip(records(sources), tables.source_names(sources), strict=True)
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))


def _view(screen: Screen) -> None:
    """Draw a selection: its map and all its sites."""
    shown = screen.view
    st.title(say("Rare-earth and rare-metal deposits of Kazakhstan"), anchor=False)
    what = titles.selection(shown, say) or say("All sites")
    st.markdown(f"**{escaped(what)}** — {escaped(titles.counts_line(shown, say))}")
    if shown.sites.empty:
        st.info(say("No site has all of this."))
        return
    _picture(shown, screen.language)
    st.header(say("Sites"), anchor=False)
    table = screen.site_table
    if len(shown.selection.regions) == 1:
        table = table.drop(columns=say("Region"))
    _table(table, say("Table of the sites on the map"))


def _table(table: pandas.DataFrame, alt: str) -> None:
    """Draw a table that shows every row on paper, without the columns that hold nothing."""
    said = table.map(lambda cell: "" if pandas.isna(cell) else f"{cell:g}" if isinstance(cell, float) else str(cell))
    kept = [name for name in said.columns if (said[name] != "").any()]
    st.table(said[kept].map(escaped), border="horizontal", hide_index=True, alt=alt)


def _picture(shown: View, language: Language) -> None:
    st.image(
        _drawn(shown, language), width="stretch", alt=say("Map of the sites; what it shows stands below in words.")
    )


@lru_cache(maxsize=16)
def _drawn(shown: View, say: Language) -> bytes:
    """Return the map as a picture; only the last ones are kept, for each takes as much room as all else of a view."""
    return pictures.plain(shown, say=say)


@few_on_owner(8)
def _alone(shown: View, site_id: str) -> View:
    """Return a view of a site and its parts alone, in its region."""
    catalog = shown.catalog
    region = str(catalog.sites.at[site_id, "region_iso"])
    ids = [site_id, *catalog.parts.get(site_id, ())]
    return replace(shown, selection=Selection(regions=(region,) if region else ()), sites=catalog.sites.loc[ids])
