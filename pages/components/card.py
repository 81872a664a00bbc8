"""The card of a site: its names, place and kind, and everything claimed about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas
import streamlit as st

from geo.catalog import headlines, tables
from geo.catalog.model import Catalog, records, site_facts
from geo.catalog.regions import region_names
from geo.export import citations
from geo.language import wording
from geo.language.translation import ENGLISH
from pages.components import appearance, citing, contradictions, embedding, explained, facts
from pages.components.map import map as site_map
from pages.components.markdown import escaped, linked
from pages.components.session import address, state, store
from pages.components.session.language import say
from pages.components.session.screen import Screen

_UNFOLDED: Final = 5
"""Documents that the card lists before it folds the rest."""
_MAP_HEIGHT: Final = 320
"""Pixels of the map of one place."""


def brief(screen: Screen, site_id: str) -> None:
    """Draw the short card over the map."""
    catalog = screen.catalog
    site = catalog.sites.loc[site_id]
    with st.container(border=True, key="card_area"):
        heading(catalog, site)
        _outside(screen, site_id)
        _facts(catalog, {say("Place"): _place(catalog, site)})
        contradictions.strongest(screen, site_id)
        claimed(screen, site_id)
        _facts(catalog, {say("Status"): _status(catalog, site), say("Geology"): site["deposit_type"]})
        st.page_link(
            "pages/explore/deposits.py",
            label=say("All that is known of it"),
            icon=":material/arrow_forward:",
            query_params=address.carried(),
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            _cite(screen, site_id, "brief")
            st.button(say("Close"), on_click=state.choose_site, args=(None,), key="close_card", type="tertiary")


def claimed(screen: Screen, site_id: str, most: int = 4) -> None:
    """Draw the claims about a site that say most of it, each with who says it and when."""
    catalog = screen.catalog
    claims = screen.claims_about(site_id)
    told = headlines.distinct(catalog, claims)
    st.markdown(f"**{say('What is claimed')}** · {len(claims)}", help=explained.term("claim"))
    for claim in records(told.head(most)):
        figure = escaped(wording.figure(claim, say))
        st.markdown(f"- {figure}  \n  :small[{_origin(catalog, claim)}{_established(catalog, claim)}]")
    left = int(told["copies"].iloc[most:].sum())
    if left:
        st.caption(say("{number} more").format(number=left))
    _left_out(screen, site_id)


def silence(screen: Screen, site_id: str) -> str:
    """Say why nothing is claimed of a site: nothing is, or only by documents that a filter leaves out."""
    if store.left_out(screen, site_id):
        return say("The documents of this filter give no figure for this site.")
    return facts.looked_for(screen.catalog, site_id) or say("No source that we read gives a figure for this site.")


def _left_out(screen: Screen, site_id: str) -> None:
    """Say how many claims a filter of sources leaves out, with the way to see them."""
    number = store.left_out(screen, site_id)
    if number:
        words = say("Claims of other sources, left out by the filter: {number}.").format(number=number)
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.caption(words, width="content")
            st.button(say("Show them"), on_click=state.loosen_sources, key=f"all_claims_{site_id}", type="tertiary")


def _outside(screen: Screen, site_id: str) -> None:
    """Say so where the open site is not among those of the filters."""
    if site_id not in screen.view.sites.index:
        st.caption(say("This site is outside the current filters."))


def _origin(catalog: Catalog, claim: Mapping[str, Any]) -> str:
    """Return who says it and when, in Markdown: a short name that links to the document, its full title on hover."""
    source = catalog.sources.loc[claim["source_id"]]
    who = str(tables.publishers(catalog.sources.loc[[claim["source_id"]]]).iloc[0])
    when = escaped(wording.date(claim["source_date"], say))
    copies = say("and {number} more").format(number=claim["copies"] - 1) if claim["copies"] > 1 else ""
    return ", ".join(filter(None, (linked(who, str(source["url"]), str(source["title"])), when, copies)))


def _established(catalog: Catalog, claim: Mapping[str, Any]) -> str:
    """Return how well a figure is established, in Markdown; nothing where no category is stated."""
    low, high = int(claim["evidence_grade_min"]), int(claim["evidence_grade_max"])
    names = wording.grade_names(catalog.frames["evidence_grades"], claim["category_as_written"], say)
    return f" · {escaped(wording.grade(low, high, names, say))}" if high else ""


def full(screen: Screen, site_id: str) -> None:
    """Draw everything known of a site."""
    catalog = screen.catalog
    site = catalog.sites.loc[site_id]
    st.divider()
    heading(catalog, site)
    _outside(screen, site_id)
    with st.container(horizontal=True):
        _cite(screen, site_id, "full")
        embedding.print_button(embedding.SITE)
    left, right = st.columns([3, 2])
    with left:
        known_facts(catalog, site)
    with right:
        site_map.place(screen, site_id, "place_map", height=_MAP_HEIGHT)
        _family(catalog, site)
        _elsewhere(site)
    _claims(screen, site_id)
    contradictions.verdicts(screen, site_id)
    facts.draw(catalog, site_id)
    _sources(catalog, site)


def heading(catalog: Catalog, site: pandas.Series[Any]) -> None:
    """Draw the names of a site, its region and its elements."""
    st.header(escaped(str(say.name(catalog.sites)[site["site_id"]])), anchor=False)
    subtitle(catalog, site)


def subtitle(catalog: Catalog, site: pandas.Series[Any]) -> None:
    """Draw what stands below a site's name."""
    shown = str(say.name(catalog.sites)[site["site_id"]])
    others = [name for name in (site["name_en"], site["name_ru"], site["name_kk"]) if name and name != shown]
    region = region_names(catalog, pandas.Series([site["region_iso"]]), say).iloc[0]
    st.caption(escaped(" — ".join(filter(None, (" · ".join(dict.fromkeys(others)), region)))))
    symbols = [*(f":primary-badge[{escaped(item)}]" for item in site["elements"])]
    symbols += [f":gray-badge[{escaped(item)}?]" for item in site["elements_uncertain"]]
    st.markdown(" ".join(symbols) or say("No element is named."))


def known_facts(catalog: Catalog, site: pandas.Series[Any]) -> None:
    """Draw what is known of a site, a line each."""
    labels = catalog.schema.labels
    known = {
        say("Place"): _place(catalog, site),
        say("Status"): _status(catalog, site),
        say("Geology"): site["deposit_type"],
        say("What it is"): say(labels("sites", "occurrence_type")[site["occurrence_type"]]),
        say("Main group"): say(labels("sites", "main_group")[site["main_group"]]),
        say("District"): site["district"],
        say("Region in the source"): site["region_as_stated"],
        say("Operator"): site["operator"],
        say("The search also knows it as"): wording.joined(site["aliases"]),
        say("How the place was found"): site["location_note"],
        say("Remark"): site["note"],
    }
    if site["review"]:
        known[say("Caution")] = (
            f"{say(labels('sites', 'review')[site['review']])}: {wording.reason(site['review_reason'], say)}"
        )
    _facts(catalog, known)
    if say.code != ENGLISH.code:
        st.caption(say("What the data say in whole sentences is in English."))


def _facts(catalog: Catalog, known: Mapping[str, str]) -> None:
    """Draw facts with their names, a line each; nothing for one that is not known."""
    for name, text in known.items():
        if text:
            st.markdown(f":gray[{name}]  \n{escaped(tables.in_words(catalog, text))}")


def _place(catalog: Catalog, site: pandas.Series[Any]) -> str:
    return wording.place(site_facts(site), catalog.schema.labels("sites", "location_precision"), say)


def _status(catalog: Catalog, site: pandas.Series[Any]) -> str:
    """Return the status as the data put it, in another language behind the word for its class."""
    if say.code == ENGLISH.code or not site["status"]:
        return str(site["status"])
    kind = say(catalog.schema.labels("sites", "status_class")[site["status_class"]])
    return say("{kind}: {words}").format(kind=kind, words=site["status"])


def _family(catalog: Catalog, site: pandas.Series[Any]) -> None:
    parts = catalog.parts.get(site["site_id"], ())
    if site["parent_id"]:
        st.markdown(f"**{say('Part of')}**", help=explained.term("parent"))
        _go(catalog, site["parent_id"])
    if parts:
        st.markdown(f"**{say('Contains')}**")
        for part in parts:
            _go(catalog, part)


def _go(catalog: Catalog, site_id: str) -> None:
    name = str(say.name(catalog.sites)[site_id])
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
        appearance.room()
        st.dataframe(table, hide_index=True, placeholder="", alt=say("Table of other coordinates"))


def _claims(screen: Screen, site_id: str) -> None:
    claims = screen.claims_about(site_id)
    st.markdown(f"### {say('What is claimed')} · {len(claims)}", help=explained.term("claim"))
    if claims.empty:
        st.write(silence(screen, site_id))
        _left_out(screen, site_id)
        return
    _left_out(screen, site_id)
    contradictions.tonnages(screen, site_id, files=True)
    table = tables.claim_table(screen.catalog, claims, say)
    config = {
        say("Claim"): st.column_config.TextColumn(width=60),
        say("As written"): st.column_config.TextColumn(width=275, help=explained.term("qualifier")),
        say("Normalised"): st.column_config.TextColumn(width=160),
        say("Source"): st.column_config.Column(width=170, help=explained.term("source")),
        say("Date"): st.column_config.TextColumn(width=115),
        say("Link"): st.column_config.LinkColumn(display_text=say("open"), width=72),
        say("Where in it"): st.column_config.TextColumn(width=80),
        say("About"): st.column_config.Column(help=explained.term("subject")),
        say("Tonnes of"): st.column_config.Column(help=explained.term("basis")),
        say("Evidence"): st.column_config.Column(help=explained.term("grade")),
    }
    appearance.room()
    alt = say("Table of the claims")
    st.dataframe(table, hide_index=True, height="content", column_config=config, placeholder="", alt=alt)


def _sources(catalog: Catalog, site: pandas.Series[Any]) -> None:
    st.markdown(f"### {say('Documents that list it')}")
    sources = catalog.sources.loc[list(site["source_ids"])]
    names = tables.source_names(sources)
    lines = [
        f"- {linked(source['title'], source['url'])} — {escaped(name)}"
        for source, name in zip(records(sources), names, strict=True)
    ]
    few = lines if len(lines) <= _UNFOLDED + 1 else lines[:_UNFOLDED]
    st.markdown("\n".join(few))
    if len(few) < len(lines):
        with st.expander(say("{number} more").format(number=len(lines) - len(few)), type="compact"):
            st.markdown("\n".join(lines[len(few) :]))


def _cite(screen: Screen, site_id: str, key: str) -> None:
    """Offer the citations of the documents that speak of a site, and of the data set."""
    ids = citations.used_by(screen.catalog, site_id, screen.claims_about(site_id))
    citing.button((citations.dataset(screen.catalog), *citations.sources(screen.catalog, ids)), key)
