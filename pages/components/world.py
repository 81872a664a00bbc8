"""Kazakhstan in a world table by each reading of its claims, and the world's production beside the summaries."""

from __future__ import annotations

from fractions import Fraction

import pandas
import streamlit as st

from geo.catalog import tables
from geo.catalog.model import Catalog, View
from geo.claims.figure import Figure
from geo.claims.ledger import ledger
from geo.language.translation import spoken
from geo.plot.palette import THEMES
from geo.world import country_tables, ranks, world_totals
from geo.world.country_tables import NOT_COMPARABLE
from pages.components import appearance, choice
from pages.components.markdown import escaped
from pages.components.session import address, state, store
from pages.components.session.language import say
from pages.components.session.screen import Screen


@st.fragment
def draw(page: Screen) -> None:
    """Draw the page for a view; a choice on it reruns only this."""
    screen = store.again(page)
    shown, catalog = screen.view, screen.catalog
    default = ranks.default_edition(catalog)
    if not default:
        st.info(say("No edition of a world table has been read."))
        return
    top = st.container()
    left, middle, right = st.columns([1, 3, 1], vertical_alignment="bottom")
    with left:
        edition = choice.select(state.EDITION, say("Edition"), country_tables.editions(catalog), default, str)
    with middle:
        figure = _reading(shown)
    with right:
        tonnes = _tonnes(shown, figure)
    with top:
        who = spoken(figure.label, say) if figure else say("A tonnage typed in")
        said = ranks.sentence(catalog, edition, tonnes, figure).text(say)
        st.markdown(f"**{escaped(who)}:** {escaped(said)}")
        st.warning(escaped(NOT_COMPARABLE.text(say)), icon=":material/balance:")
    _leader(catalog, edition, figure)
    _origin(catalog, figure)
    if not ranks.candidates(shown):
        st.caption(say("The selection has no tonnage of rare earths: those of all claims are offered."))
    _countries(screen, edition, tonnes)
    _editions(catalog, tonnes)
    _production(catalog)
    address.publish()


def _reading(shown: View) -> Figure | None:
    """Draw the choice of a claim; return None where a tonnage is typed in."""
    book, offered = ledger(shown.catalog), _offered(shown)
    held = state.kept(state.READING)
    known = {figure.claim_id: figure for figure in offered}
    if held and held not in known and held != state.TYPED:
        known[held] = book.figure(held)
    options = [*known, state.TYPED]
    chosen = choice.select(
        state.READING, say("Kazakhstan, read as"), options, options[0], lambda item: _words(known, item)
    )
    return known.get(chosen)


def _offered(shown: View) -> tuple[Figure, ...]:
    return ranks.candidates(shown) or ranks.candidates(shown.catalog)


def _words(known: dict[str, Figure], item: str) -> str:
    if item == state.TYPED:
        return say("A number typed in")
    figure = known[item]
    words = say("{about}: {figure} · {claim}")
    return words.format(about=spoken(figure.label, say), figure=figure.described().text(say), claim=item)


def _tonnes(shown: View, figure: Figure | None) -> Fraction:
    """Draw the tonnage: that of the claim, or one that the reader types in."""
    if figure is not None:
        return figure.stated
    start = next((float(item.stated) for item in _offered(shown)), 1.0)
    st.session_state["tonnes_typed"] = float(state.kept(state.TONNES) or start)
    value = st.number_input(
        say("Tonnes"),
        min_value=1.0,
        max_value=state.MOST_TONNES,
        step=max(1.0, start / 20),
        key="tonnes_typed",
        format="%.0f",
        on_change=_take_tonnes,
    )
    return Fraction(value)


def _take_tonnes() -> None:
    state.keep(state.TONNES, f"{st.session_state['tonnes_typed']:.0f}")


def _leader(catalog: Catalog, edition: str, figure: Figure | None) -> None:
    """Say what comes of setting the claim against the first country of the edition."""
    verdict = None if figure is None else ranks.beside_leader(catalog, edition, figure)
    if figure is not None and verdict is not None:
        other = verdict.b if verdict.a == figure.claim_id else verdict.a
        label = spoken(ledger(catalog).figure(other).label, say)
        words = say("Against {country}: {verdict}").format(country=label, verdict=verdict.text(say))
        st.markdown(escaped(f"{words} [{verdict.a}, {verdict.b}]"))


def _origin(catalog: Catalog, figure: Figure | None) -> None:
    """Say who claims the tonnage."""
    if figure is None:
        st.caption(say("A tonnage of the reader's own: no claim stands behind it."))
        return
    claim = catalog.claims.loc[figure.claim_id]
    words = escaped(f"{figure.claim_id}, {spoken(figure.label, say)}: {figure.described().text(say)}. ")
    choice.aside(words + choice.source(catalog, figure.source_id, str(claim["locator"])))


def _countries(screen: Screen, edition: str, tonnes: Fraction) -> None:
    catalog, accent = screen.catalog, THEMES[screen.theme].accent
    table = ranks.world_table(catalog, edition, tonnes, say)
    st.markdown(f"## {escaped(say('Reserves in {edition}: USGS Mineral Commodity Summaries').format(edition=edition))}")
    appearance.room()
    st.dataframe(
        appearance.written(table).apply(_marked, axis=1, accent=accent),
        hide_index=True,
        height="content",
        placeholder="",
        alt=say("Table of countries by reserves, with Kazakhstan where the tonnage would put it"),
        column_config={
            say("Place"): st.column_config.TextColumn(width=85),
            say("Country"): st.column_config.TextColumn(width=185),
            say("Reserves (t of oxide)"): st.column_config.NumberColumn(width=150),
            say("Sources"): st.column_config.TextColumn(width="medium"),
        },
    )
    links = " · ".join(choice.source(catalog, item) for item in ranks.edition_sources(catalog, edition))
    choice.aside(say("Read in: {sources}").format(sources=links))


def _marked(row: pandas.Series[str], accent: str) -> list[str]:
    colour = f"color: {accent}; font-weight: bold"
    return [colour if row.name == ranks.SUPPOSED else ""] * len(row)


def _editions(catalog: Catalog, tonnes: Fraction) -> None:
    st.markdown(f"## {say('The same tonnage under every edition')}")
    table = ranks.place_table(catalog, tonnes, say).map(escaped)
    st.table(table, border="horizontal", hide_index=True, alt=say("Table of the place under every edition"))


def _production(catalog: Catalog) -> None:
    """Draw what a document gives as the world's production beside the summaries, and whether its sum closes."""
    st.markdown(f"## {say('World production: a document beside the summaries')}")
    sources = world_totals.production_sources(catalog)
    if not sources:
        st.info(say("No document gives the production of other countries."))
        return
    names = tables.source_names(catalog.sources)
    source = choice.select(state.DOCUMENT, say("Document"), sources, sources[0], lambda item: str(names[item]))
    for item in world_totals.sums(catalog):
        if item.source_id == source:
            ids = ", ".join((item.total_id, *item.part_ids))
            st.markdown(f"**{escaped(item.sentence.text(say))}** :gray[{escaped(ids)}]")
    table = world_totals.production_table(catalog, source, say)
    appearance.room()
    st.dataframe(
        appearance.written(table),
        hide_index=True,
        height="content",
        placeholder="",
        alt=say("Table of production by country"),
    )
    words = say("In tonnes a year; the summaries count tonnes of rare-earth oxide. Read in: {source}")
    choice.aside(words.format(source=choice.source(catalog, source)))
