"""The card of a site: its names, place and kind, and everything claimed about it."""

from __future__ import annotations

from typing import Any, Final

import pandas
import streamlit as st

from geo import headlines, maps, tables, wording
from geo.model import Catalog, View, records, site_facts
from pages.components import address, appearance, conflicts, state, store
from pages.components import map as site_map
from pages.components.language import say
from pages.components.summary import escaped

CARD_HEIGHT: Final = 470
"""Pixels: no taller than the map beside it, so that nothing below moves when a card opens."""


def brief(shown: View, site_id: str) -> None:
    """Draw the short card beside the map."""
    catalog = shown.catalog
    site = catalog.sites.loc[site_id]
    with st.container(border=True, height=CARD_HEIGHT):
        _heading(catalog, site)
        claims = tables.claims_about(shown, site_id)
        claims = claims.loc[headlines.preference(catalog).reindex(claims.index).sort_values().index]
        st.markdown(f"**{say('What is claimed')}** · {len(claims)}")
        for claim in records(claims.head(4)):
            source = catalog.sources.loc[[claim["source_id"]]]
            origin = ", ".join(
                filter(
                    None,
                    (tables.source_names(source).iloc[0].rsplit(", ", 1)[0], wording.date(claim["source_date"], say)),
                )
            )
            st.markdown(f"- {escaped(wording.figure(claim, say))}  \n  :small[{escaped(origin)}]")
        _facts(catalog, site, full=False)
        if site_id not in shown.sites.index:
            st.caption(say("This site is outside the current filters."))
        st.page_link(
            "pages/explore/deposits.py",
            label=say("All that is known of it"),
            icon=":material/arrow_forward:",
            query_params=address.carried(),
        )
        st.button(say("Close"), on_click=state.choose_site, args=(None,), key="close_card", type="tertiary")


def full(shown: View, site_id: str) -> None:
    """Draw everything known of a site."""
    catalog = shown.catalog
    site = catalog.sites.loc[site_id]
    st.divider()
    _heading(catalog, site)
    left, right = st.columns([3, 2])
    with left:
        _facts(catalog, site, full=True)
    with right:
        _small_map(site_id)
        _family(catalog, site)
        _elsewhere(site)
    _claims(shown, site_id)
    conflicts.verdicts(shown, site_id)
    _sources(catalog, site)


def _heading(catalog: Catalog, site: pandas.Series[Any]) -> None:
    st.subheader(escaped(site["name_en"]), anchor=False)
    others = " · ".join(filter(None, (site["name_ru"], site["name_kk"])))
    region = tables.region_names(catalog, pandas.Series([site["region_iso"]]), say).iloc[0]
    st.caption(escaped(" — ".join(filter(None, (others, region)))))
    symbols = [*(f":primary-badge[{escaped(item)}]" for item in site["elements"])]
    symbols += [f":gray-badge[{escaped(item)}?]" for item in site["elements_uncertain"]]
    st.markdown(" ".join(symbols) or say("No element is named."))


def _facts(catalog: Catalog, site: pandas.Series[Any], full: bool) -> None:
    labels = catalog.schema.labels
    facts = {
        "Place": wording.place(site_facts(site), labels("sites", "location_precision"), say),
        "Status": site["status"],
        "Kind": site["deposit_type"],
    }
    if full:
        facts |= {
            "What it is": say(labels("sites", "occurrence_type")[site["occurrence_type"]]),
            "Main group": say(labels("sites", "main_group")[site["main_group"]]),
            "District": site["district"],
            "Region in the source": site["region_as_stated"],
            "Operator": site["operator"],
            "The search also knows it as": wording.joined(site["aliases"]),
            "How the place was found": site["location_note"],
            "Remark": site["note"],
        }
    if site["review"]:
        facts["Caution"] = f"{say(labels('sites', 'review')[site['review']])}: {site['review_reason']}"
    for name, text in facts.items():
        if text:
            st.markdown(f":gray[{say(name)}]  \n{escaped(tables.in_words(catalog, text))}")


def _small_map(site_id: str) -> None:
    """Draw where the site is, with the circle in which it lies."""
    marks = store.mark_of(site_id)
    if marks:
        site_map.draw(
            marks,
            focus=site_id,
            theme=appearance.theme(),
            texts=maps.ENGLISH,
            key="place_map",
            approach=True,
            height=320,
        )


def _family(catalog: Catalog, site: pandas.Series[Any]) -> None:
    parts = catalog.parts.get(site["site_id"], ())
    if site["parent_id"]:
        st.markdown(f"**{say('Part of')}**")
        _go(catalog, site["parent_id"])
    if parts:
        st.markdown(f"**{say('Contains')}**")
        for part in parts:
            _go(catalog, part)


def _go(catalog: Catalog, site_id: str) -> None:
    name = catalog.sites.at[site_id, "name_en"]
    st.button(
        escaped(name),
        key=f"go_{site_id}",
        on_click=state.choose_site,
        args=(site_id,),
        icon=":material/arrow_forward:",
        type="tertiary",
    )


def _elsewhere(site: pandas.Series[Any]) -> None:
    if site["other_locations"]:
        st.markdown(f"**{say('Other coordinates in circulation')}**")
        table = pandas.DataFrame(list(site["other_locations"])).reindex(columns=["lat", "lon", "source_id", "note"])
        table.columns = pandas.Index([say("Latitude"), say("Longitude"), say("Source"), say("Remark")])
        st.dataframe(table, hide_index=True, placeholder="")


def _claims(shown: View, site_id: str) -> None:
    claims = tables.claims_about(shown, site_id)
    st.markdown(f"#### {say('What is claimed')} · {len(claims)}")
    if claims.empty:
        st.write(say("No source that we read gives a figure for this site."))
        return
    conflicts.tonnages(shown, site_id)
    table = tables.claim_table(shown.catalog, claims, say)
    config = {
        say("Link"): st.column_config.LinkColumn(display_text=say("open")),
        say("As written"): st.column_config.TextColumn(width="large"),
    }
    st.dataframe(table, hide_index=True, height="content", column_config=config, placeholder="")


def _sources(catalog: Catalog, site: pandas.Series[Any]) -> None:
    st.markdown(f"#### {say('Documents that list it')}")
    sources = catalog.sources.loc[list(site["source_ids"])]
    for source, name in zip(records(sources), tables.source_names(sources), strict=True):
        title = escaped(source["title"])
        linked = f"[{title}](<{source['url']}>)" if source["url"] else title
        st.markdown(f"- {linked} — {escaped(name)}")
