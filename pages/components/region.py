"""One region: how much is known of it, its map, charts and table."""

from __future__ import annotations

from functools import partial

import pandas
import streamlit as st

from geo.catalog import tables
from geo.catalog.model import UNSETTLED, Catalog, View
from geo.export import registry
from geo.language import plurals
from geo.language.translation import Language
from geo.plot import pictures
from geo.plot.canvas import IMAGE_FORMATS, ImageFormat
from geo.plot.count_bars import bars
from geo.plot.palette import THEMES
from pages.components import appearance, embedding, explained, explorer, summary
from pages.components.map import map as site_map
from pages.components.session import state, store
from pages.components.session.language import say
from pages.components.session.screen import Screen


def choose(screen: Screen) -> str | None:
    """Let the reader pick a region; return its ISO code. Without a pick the one region of the filter counts."""
    selection, names = screen.view.selection, _names(screen.catalog)
    kazakh = screen.catalog.regions["name_kk"]
    filtered = selection.regions[0] if len(selection.regions) == 1 else None
    prompt = say("Pick a region, or click one on the map")
    chosen: str | None = st.selectbox(
        say("Region"),
        list(names),
        key=state.AREA,
        index=None,
        format_func=lambda iso: " — ".join(dict.fromkeys((names[iso], kazakh.get(iso, names[iso])))),
        placeholder=names[filtered] if filtered else prompt,
        label_visibility="collapsed",
    )
    return chosen or filtered


def _names(catalog: Catalog) -> dict[str, str]:
    """Return the regions by name, and last what stands for none: ISO code to name."""
    names = say.name(catalog.regions).sort_values()
    return {str(iso): str(name) for iso, name in names.items()} | {UNSETTLED: say("Region not settled")}


def draw(screen: Screen, iso: str | None) -> None:
    """Draw one region, or the list of all."""
    if iso is None:
        _overview(screen)
        return
    regional = store.regional(screen, iso)
    _heading(screen.catalog, iso)
    chosen = screen.view.selection.regions
    if chosen and iso not in chosen:
        st.caption(say("The region chosen on this page counts here, not the one in the side bar."))
    if regional.view.sites.empty:
        _nothing(regional, iso)
        return
    summary.draw(regional, iso)
    explorer.draw(regional, regional=True)
    _charts(regional)


def _heading(catalog: Catalog, iso: str) -> None:
    """Draw the names of a region, the reader's first."""
    if iso == UNSETTLED:
        st.header(say("Region not settled"), anchor=False)
        st.caption(say("The sources do not say in which region these sites lie, or disagree."))
        return
    region = catalog.regions.loc[iso]
    names = (_names(catalog)[iso], region["name_kk"], region["name_ru"], region["name_en"])
    st.header(" · ".join(dict.fromkeys(names)), anchor=False)


def _nothing(screen: Screen, iso: str) -> None:
    name = _names(screen.catalog)[iso]
    known = store.everything(screen.index).counts["regions"][iso]
    if known:
        st.info(plurals.filtered(name, known, say))
        summary.nothing(screen)
    else:
        st.info(say("Nothing known here: no source that we read places a rare-metal site in {name}.").format(name=name))


def _charts(screen: Screen) -> None:
    shown, colour = screen.view, THEMES[screen.theme].accent
    elements = tables.count_by(shown, "elements", {})
    labels = shown.catalog.schema.labels("sites", "main_group")
    groups = tables.count_by(shown, "main_group", {group: say(label) for group, label in labels.items()})
    left, right = st.columns(2)
    left.altair_chart(bars(elements.head(12), say("Sites by element"), colour, say), width="stretch")
    right.altair_chart(bars(groups, say("Sites by main group"), colour, say), width="stretch")
    _pictures(screen)


def _pictures(screen: Screen) -> None:
    """Offer the bars as a picture for a report."""
    shown = screen.view
    with st.container(horizontal=True):
        embedding.print_button("regions")
        for key in IMAGE_FORMATS:
            kind = registry.named(key)
            st.download_button(
                say("These bars, {format}").format(format=key.upper()),
                partial(_counts, shown, key, embedding.address_of(shown), screen.language),
                registry.filename(shown, key).replace("kazakhstan-deposits_", "kazakhstan-deposits_counts_", 1),
                kind.mime,
                key=f"counts_{key}",
                on_click="ignore",
                icon=":material/image:",
                type="tertiary",
            )


def _counts(shown: View, key: ImageFormat, address: str, spoken: Language) -> bytes:
    return pictures.content(shown, key, drawing="counts", address=address, say=spoken)


def _overview(screen: Screen) -> None:
    shown = screen.view
    table = _region_table(shown)
    known = int((table[say("Sites")].drop(UNSETTLED) > 0).sum())
    words = say("{known} of {all} regions and cities have a site.").format(known=known, all=len(table) - 1)
    st.markdown(words, help=explained.term("layer"))
    site_map.draw(
        screen,
        site_map.Layer(frozenset(shown.located.index)),
        key="regions_map",
        window=site_map.Window(height=440),
        on_pick=lambda site: _open(str(shown.sites.at[site, "region_iso"]) or UNSETTLED),
        on_area=_open,
    )
    codes = list(table.index)
    appearance.room()
    st.dataframe(
        table,
        key="regions",
        hide_index=True,
        on_select=lambda: _take(codes),
        selection_mode="single-row",
        height="content",
        placeholder="",
        alt=say("Table of the regions"),
    )


def _take(codes: list[str]) -> None:
    rows = st.session_state["regions"]["selection"]["rows"]
    if rows:
        _open(codes[rows[0]])


def _open(iso: str | None) -> None:
    state.keep(state.AREA, iso)


def _region_table(shown: View) -> pandas.DataFrame:
    """Return the regions, those with most sites first, and last the row of what stands for none."""
    regions = shown.catalog.regions
    counted = {
        say("Sites"): shown.sites["region_iso"].value_counts(),
        say("On the map"): shown.located["region_iso"].value_counts(),
        say("Claims"): tables.claims_by_region(shown),
    }
    names = {
        say("Region"): say.name(regions),
        say("Kazakh name"): regions["name_kk"],
        say("Capital"): say.name(regions, "capital"),
    }
    numbers = {title: column.reindex(regions.index, fill_value=0) for title, column in counted.items()}
    table = pandas.DataFrame(names | numbers)
    table = table.sort_values([say("Sites"), say("Region")], ascending=[False, True])
    unsettled = dict.fromkeys(names, "") | {title: int(column.get("", 0)) for title, column in counted.items()}
    table.loc[UNSETTLED] = unsettled | {say("Region"): say("Region not settled")}
    return table
