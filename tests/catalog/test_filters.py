"""A filter is declared once: one row more in the table is a filter in every place that has filters."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs

import pytest
import streamlit as st

import geo
from geo import Selection
from geo.catalog import filters, permalinks, titles
from geo.catalog.choices import labelled
from geo.catalog.filters import FacetSpec
from geo.catalog.selection import Index, index, select
from geo.cli import main
from geo.export import citations, registry
from geo.language import glossary
from geo.language.translation import N_, NN_
from pages.components import choices
from pages.components.session import state
from tests.pages.test_pages import address, opened

TYPES = FacetSpec(
    field="types",
    param="type",
    option="--type",
    metavar="TYPE",
    help="what kind of occurrence it is",
    title=N_("Kind of occurrence"),
    many=NN_("{number} kind", "{number} kinds"),
    vocabulary=labelled("occurrence_type"),
    phrase=lambda words, say: say("of the kind {kinds}").format(kinds=words),
    spot="sight",
    term="claim",
)
READ = FacetSpec(
    field="readings",
    param="read",
    option="--read",
    metavar="HOW",
    help="how the source was read",
    title=N_("How read"),
    many=NN_("{number} way", "{number} ways"),
    vocabulary=labelled("read_as", "sources"),
    of_documents=True,
)
ZONES = Selection().choosing(types=("mineralized-zone",))


@pytest.fixture
def wider(catalog: geo.Catalog, monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    """The index of the data with two filters more than there are."""
    monkeypatch.setattr(filters, "FACETS", (*filters.FACETS, TYPES, READ))
    st.cache_resource.clear()
    yield index(catalog)
    st.cache_resource.clear()


@pytest.fixture
def zones(catalog: geo.Catalog) -> list[str]:
    """The sites that the new filter is to find."""
    found = catalog.sites.index[catalog.sites["occurrence_type"] == "mineralized-zone"]
    assert 0 < len(found) < len(catalog.sites)
    return list(found)


def test_a_selection_holds_it() -> None:
    assert ZONES.chosen("types") == ("mineralized-zone",)
    assert ZONES.changed() == {"types": ("mineralized-zone",)}
    assert not ZONES.is_empty
    assert ZONES.choosing(types=()) == Selection()
    assert ZONES.choosing(types=["mineralized-zone"] * 2, elements=("Nd",)) == replace(ZONES, elements=("Nd",))
    assert len({ZONES, ZONES.choosing(types=("deposit",)), Selection()}) == 3
    with pytest.raises(TypeError, match="types is 'deposit'"):
        Selection().choosing(types="deposit")


def test_it_keeps_sites_and_counts_them(wider: Index, zones: list[str]) -> None:
    view = select(wider, ZONES)
    assert set(view.sites.index) == set(zones)
    assert view.counts["types"]["mineralized-zone"] == len(zones)
    assert view.counts["types"] == select(wider).counts["types"], "a filter does not narrow its own choices"
    assert sum(view.counts["statuses"].values()) == len(zones)
    subjects = {subject for row in view.claims["subject_ids"] for subject in row}
    assert not any(subject.startswith("KZ") for subject in subjects), "only a site has a kind"


def test_a_wrong_value_is_named(wider: Index) -> None:
    with pytest.raises(geo.SelectionError, match=r"^'Atlantis' is not among the types of the data$"):
        select(wider, Selection().choosing(types=("Atlantis",)))


def test_one_document_must_satisfy_all_that_is_asked_of_it(wider: Index, catalog: geo.Catalog) -> None:
    asked = Selection(tiers=("press-citing-primary",)).choosing(readings=("whole",))
    wanted = (catalog.sources["tier"] == "press-citing-primary") & (catalog.sources["read_as"] == "whole")
    passing = set(catalog.sources.index[wanted])
    assert passing
    view = select(wider, asked)
    assert set(view.claims["source_id"]) <= passing
    claimed = catalog.claims[(catalog.claims["review"] != "hide") & catalog.claims["source_id"].isin(passing)]
    expected = {site for ids in claimed["subject_ids"] for site in ids if site in catalog.sites.index}
    expected |= {site for site, ids in catalog.sites["source_ids"].items() if not passing.isdisjoint(ids)}
    assert set(view.sites.index) == expected
    assert len(expected) == view.counts["readings"]["whole"] == view.counts["tiers"]["press-citing-primary"]
    alone = set(select(wider, Selection(tiers=("press-citing-primary",))).sites.index)
    alone &= set(select(wider, Selection().choosing(readings=("whole",))).sites.index)
    assert expected < alone, "the example does not tell one document from two"
    assert citations.source_ids(view)
    assert filters.of_documents_only(asked.choosing(types=("deposit",))) == asked
    assert filters.without_documents(asked.choosing(types=("deposit",))) == Selection().choosing(types=("deposit",))


def test_an_address_has_it(wider: Index) -> None:
    assert permalinks.query(ZONES, "1.0") == "?type=mineralized-zone&v=1.0"
    given = parse_qs(permalinks.query(ZONES.choosing(elements=("Nd",))).removeprefix("?"))
    back = {field: tuple(given[name]) for field, name in permalinks.names().items() if name in given}
    assert Selection().choosing(**back) == ZONES.choosing(elements=("Nd",))


def test_titles_and_file_names_say_it(wider: Index) -> None:
    view = select(wider, ZONES)
    assert titles.selection(view) == "of the kind Mineralised zone"
    every = Selection().choosing(types=tuple(wider.facets["types"].choices))
    assert titles.selection(select(wider, every)) == "of the kind 5 kinds"
    assert registry.part(view) == "mineralized-zone"
    long = select(wider, every.choosing(words="a name as long as nobody has ever searched for on any map"))
    assert registry.part(long).startswith("selection-")


def test_the_command_line_takes_it(wider: Index, zones: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--type", "Mineralized-Zone"]) == 0
    assert {row["site_id"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))} == set(zones)
    assert main(["export", "--type", "depsit"]) == 2
    assert capsys.readouterr().err == "geo: 'depsit' is not among the types of the data; did you mean deposit?\n"
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    assert "--type TYPE what kind of occurrence it is; may be repeated" in " ".join(capsys.readouterr().out.split())


def test_its_choices_have_words_and_a_way_back(wider: Index) -> None:
    assert choices.names(wider)["type"]["mineralized-zone"] == "Mineralised zone"
    assert choices.meant("type", choices.label("Mineralised zone", 7), wider) == "mineralized-zone"


def test_the_sidebar_offers_it_and_the_address_follows(wider: Index, zones: list[str]) -> None:
    app = opened()
    widget = app.sidebar.multiselect(key="type")
    assert widget.label == "Kind of occurrence"
    assert f"Mineralised zone · {len(zones)}" in widget.options
    assert [item.key for item in app.sidebar.multiselect] == ["group", "element", "source", "type"]
    widget.set_value(["mineralized-zone"]).run()
    assert not app.exception
    assert address(app) == {"type": ["mineralized-zone"]}
    assert app.sidebar.multiselect(key="type").proto.help == glossary.TERMS["claim"].meaning


def test_a_link_brings_it_back_and_reset_forgets_it(wider: Index, zones: list[str]) -> None:
    assert "type" in state.filter_names()
    app = opened(type="mineralized-zone")
    assert app.session_state["type"] == ["mineralized-zone"]
    assert len(app.dataframe[0].value) == len(zones)
    next(button for button in app.sidebar.button if button.label == "Reset").click().run()
    assert "type" not in address(app)
    assert any("Atlantis" in item.value for item in opened(type="Atlantis").info)


def test_it_can_be_loosened_where_nothing_is_left(wider: Index) -> None:
    nothing = next(
        (element, kind)
        for element in wider.facets["elements"].choices
        for kind in wider.facets["types"].choices
        if select(wider).counts["elements"][element]
        and select(wider).counts["types"][kind]
        and select(wider, Selection(elements=(element,)).choosing(types=(kind,))).sites.empty
    )
    app = opened(element=nothing[0], type=nothing[1])
    assert app.main.button(key="loosen_type").label.startswith("Kind of occurrence: ")
    app.main.button(key="loosen_type").click().run()
    assert "type" not in address(app)


def test_the_table_has_each_name_once() -> None:
    for name in ("field", "param", "option", "title"):
        said = [getattr(spec, name) for spec in filters.every()]
        assert len(set(said)) == len(said), name
    assert all(spec.term in glossary.TERMS for spec in filters.FACETS if spec.term)
