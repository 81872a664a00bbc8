"""The words, the rules, the limits and the rights of the data."""

from __future__ import annotations

import pandas
import streamlit as st

from geo.catalog.model import Catalog
from geo.export import citations
from geo.language import wording
from geo.language.translation import N_, Text
from pages.components import citing, explained
from pages.components.markdown import escaped
from pages.components.session.language import say

_RULES: tuple[Text, ...] = (
    N_(
        "A claim is never deleted because another contradicts it. "
        "Value and unit as written stay beside the normalised ones."
    ),
    N_("Where a source does not say what its tonnes are tonnes of, we say ambiguous and do not guess."),
    N_("Claims that reviewers set aside stay in the data with the reason, and can be switched on under More filters."),
    N_(
        "Every mark stands at the place of its site. Sites too close to draw share one mark at the most important of "
        "them: its number says how many they are, its ring of what. "
        "A site whose place is known to worse than 5 km has a circle of that radius besides. "
        "Where only the region is known, the region can be dotted with the number of such sites; they are listed below "
        "the map as well. Nothing is moved to look better."
    ),
    N_("An element that a source mentions without confirming it does not count, unless you switch that on."),
    N_("Rare earths named as a whole (REE) never stand for a single element or for the light or heavy ones."),
    N_(
        "Two claims are compared in this order: what the tonnes are of, the place, the category of evidence, the "
        "material, the date. Only then the figures: disjoint means inconsistent, by at least the factor shown."
    ),
    N_(
        "A hedge is part of the figure: up to 20 is anything from 0 to 20, over 20 anything above. "
        "An exact figure holds to half its last written digit."
    ),
    N_(
        "Only an average grade turns metal into ore. What is worked out is called implied, keeps its range, "
        "and never ranks."
    ),
    N_(
        "Contradictions are computed from the claims each time; none is written down. "
        "Copies of one statement count once."
    ),
    N_(
        "The headline claim of a site is chosen by rule: not doubted by reviewers, about this site alone, tonnage "
        "before grade, the source nearest to the first statement, the better established, the later. "
        "It is not the true value."
    ),
    N_("Counts beside a filter say how many sites that choice gives together with all other filters."),
    N_("In CSV files, text that a spreadsheet would take for a formula begins with an apostrophe. Numbers never do."),
)
_LIMITS: tuple[Text, ...] = (
    N_("Most documents were read as excerpts: the sentence with the figure, not the whole page. Each source says so."),
    N_("No figure here is a reserve in the sense of a reporting code unless its evidence grade says so."),
    N_(
        "Outlines are generalised, by up to some 20 km between regions, and not for legal use; "
        "a place near a border may fall on the wrong side."
    ),
    N_("Coordinates come from data sets that disagree with each other; rivals are listed on the site's card."),
    N_("Names in Kazakh or Russian that no source gives are left empty or marked as formed by us."),
)
_RIGHTS: tuple[tuple[Text, Text], ...] = (
    (N_("Code"), N_("Apache License 2.0")),
    (N_("Data"), N_("CC BY 4.0, Kazakhstan Deposits. Cite the source of each figure as well as this collection.")),
    (N_("Outlines, neighbours, lakes"), N_("Natural Earth (public domain), changed and generalised.")),
    (N_("Towns"), N_("GeoNames (CC BY 4.0).")),
    (N_("Map software"), N_("Leaflet (BSD), folium (MIT), streamlit-folium (MIT), Streamlit (Apache 2.0).")),
)
_COUNTED: dict[str, Text] = {
    "sites": N_("Sites"),
    "claims": N_("Claims"),
    "sources": N_("Sources"),
    "roots": N_("First statements"),
}


def draw(catalog: Catalog) -> None:
    """Draw the page for the data in use."""
    st.write(say("How figures get here, what we do to them, and what we do not."))
    counts = {say(name): len(catalog.frames[table]) for table, name in _COUNTED.items()}
    for column, (name, number) in zip(st.columns(len(counts)), counts.items(), strict=True):
        column.metric(name, say.number(f"{number}"))
    date = wording.date(catalog.schema.created, say)
    aside = int((catalog.claims["review"] == "hide").sum())
    told = say("Data version {version} of {date}").format(version=catalog.version, date=date)
    st.caption(f"{told} · {say('claims set aside by reviewers: {number}').format(number=aside)}")
    st.header(say("Words"), anchor=False)
    st.markdown("\n".join(f"- **{word}** — {meaning}" for word, meaning in explained.listed()))
    for title, sentences in ((say("Rules"), _RULES), (say("Limits"), _LIMITS)):
        st.header(title, anchor=False)
        st.markdown("\n".join(f"- {say(sentence)}" for sentence in sentences))
    st.header(say("Evidence grades"), anchor=False)
    _grades(catalog)
    st.header(say("Rights"), anchor=False)
    st.markdown("\n".join(f"- **{say(what)}** — {say(whose)}" for what, whose in _RIGHTS))
    st.header(say("How to cite it"), anchor=False)
    st.write(say("The collection with its version, and for a single figure the document that states it too."))
    citing.texts([citations.dataset(catalog)])


def _grades(catalog: Catalog) -> None:
    grades = catalog.frames["evidence_grades"]
    table = pandas.DataFrame(
        {
            say("Evidence grade"): grades["grade"],
            say("Meaning"): say.name(grades),
            say("State category"): grades["gkz"].map(say),
            say("CRIRSCO, indicative"): grades["crirsco"].map(say),
            say("UNFC, indicative"): grades["unfc"].map(say),
        }
    )
    # each cell wraps: a category cut short would be another category
    st.table(table.astype(str).map(escaped), border="horizontal", hide_index=True, alt=say("Table of evidence grades"))
