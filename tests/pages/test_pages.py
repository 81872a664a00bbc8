"""Every page as the frame shows it, without a browser: app.py runs, then the page is switched to."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import geo
from geo.catalog import filters, headlines, tables
from geo.catalog.model import UNSETTLED, records
from geo.errors import DataError
from geo.language import wording
from pages.components import summary
from pages.components.markdown import escaped
from tests import spoilt

APP = str(Path(__file__).resolve().parents[2] / "app.py")
MAP, DEPOSITS, REGIONS = "pages/explore/map.py", "pages/explore/deposits.py", "pages/explore/regions.py"
SOURCES, METHOD = "pages/evidence/sources.py", "pages/about/method.py"
CHANGES = "pages/about/changes.py"
PAGES = (MAP, DEPOSITS, REGIONS, SOURCES, METHOD, CHANGES)
WITH_SITES = (MAP, DEPOSITS)
EMPTY = {"element": ["Li"], "region": ["KZ-47"]}
ONE = {"element": ["V"], "region": ["KZ-43"]}


def opened(page: str = MAP, /, **query: Any) -> AppTest:
    """Open the app at a page and a query; with all sites in view, unless the query has a filter or is ``bare``."""
    if not query.pop("bare", False) and not {filters.WORDS, *(spec.param for spec in filters.every())} & set(query):
        query["off"] = "none"
    app = AppTest.from_file(APP, default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    if page != MAP:
        app.switch_page(page)
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
    assert not app.exception, app.exception
    return app


def text(app: AppTest) -> str:
    """Return the words on the page, without the escapes of Markdown, with commas between thousands."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "text")
    found = [element.value for kind in kinds for element in app.get(kind) if isinstance(element.value, str)]
    return re.sub(r"\\(.)", r"\1", "\n".join(found)).replace("\u202f", ",")


def site_names(app: AppTest) -> list[str]:
    """Return the first text column of the first table: names of sites on the pages that list them."""
    frame = app.dataframe[0].value
    return list(frame[next(column for column in frame.columns if frame[column].dtype.kind in "OTU")])


def address(app: AppTest) -> dict[str, list[str]]:
    """Return the address without the version of the data, and without the word that all sites are in view."""
    found = {name: [values] if isinstance(values, str) else list(values) for name, values in app.query_params.items()}
    return {name: values for name, values in found.items() if name != "v" and (name, values) != ("off", ["none"])}


def has_filters(app: AppTest) -> bool:
    """Tell whether the sidebar offers the filters that are always open."""
    return {widget.key for widget in facets(app)} >= {"group", "element", "region", "source"}


def facets(app: AppTest) -> list[Any]:
    """Return the filters that offer choices."""
    return [*app.sidebar.multiselect, *app.sidebar.pills]


def components(app: AppTest) -> list[dict[str, Any]]:
    """Return the arguments of the maps on the page."""
    return [json.loads(node.proto.json_args) for node in app.get("component_instance")]


@pytest.mark.parametrize("page", PAGES)
def test_page_opens(page: str) -> None:
    app = opened(page)
    assert app.title[0].value
    assert has_filters(app)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("query", [{"region": ["KZ-61"]}, {"site": "irgiz"}, {"q": "Condipbay"}, EMPTY, ONE])
def test_page_opens_with_every_kind_of_link(page: str, query: dict[str, Any]) -> None:
    app = opened(page, **query)
    assert app.title[0].value
    assert address(app) == {name: [value] if isinstance(value, str) else value for name, value in query.items()}


@pytest.mark.parametrize("page", PAGES)
def test_unknown_values_are_named_and_left_out(page: str) -> None:
    app = opened(page, element=["Unobtanium", "Nd"], site="atlantis", nonsense="whatever")
    notice = " ".join(item.value for item in app.info)
    for word in ("Unobtanium", "atlantis", "nonsense"):
        assert word in notice
    assert address(app) == {"element": ["Nd"]}
    assert app.session_state["element"] == ["Nd"]


def test_a_notice_of_unknown_values_shows_no_markup() -> None:
    app = opened(element="![x](http://outside.example/p.png)<b>`{{7*7}}")
    notice = " ".join(item.value for item in app.info)
    assert "](" not in notice
    assert "<" not in notice


@pytest.mark.parametrize("page", WITH_SITES)
def test_all_sites_are_listed(page: str, prepared: Any) -> None:
    shown = geo.select(prepared)
    app = opened(page)
    assert summary.counts(shown) in text(app)
    assert site_names(app) == list(shown.sites["name_en"])


@pytest.mark.parametrize("page", WITH_SITES)
@pytest.mark.parametrize(
    ("query", "selection"),
    [
        ({"element": ["Nd"], "region": ["KZ-35"]}, geo.Selection(elements=("Nd",), regions=("KZ-35",))),
        ({"source": ["seed_001"]}, geo.Selection(sources=("seed_001",))),
        ({"kind": ["tin"], "order": "name"}, geo.Selection(main_groups=("tin",), order="name")),
        ({"tonnage": "1", "mapped": "1"}, geo.Selection(with_tonnage=True, on_map=True)),
        ({"hidden": "1", "uncertain": "1"}, geo.Selection(hidden_claims=True, uncertain_elements=True)),
        ({"q": "Жана Казахстан"}, geo.Selection(words="Жана Казахстан")),
    ],
)
def test_a_link_brings_its_view_back(page: str, query: dict[str, Any], selection: geo.Selection, prepared: Any) -> None:
    shown = geo.select(prepared, selection)
    app = opened(page, **query)
    assert summary.counts(shown) in text(app)
    assert site_names(app) == list(shown.sites["name_en"])


@pytest.mark.parametrize("page", WITH_SITES)
def test_one_row(page: str, prepared: Any) -> None:
    shown = geo.select(prepared, geo.Selection(elements=("V",), regions=("KZ-43",)))
    assert len(shown.sites) == 1
    assert site_names(opened(page, **ONE)) == list(shown.sites["name_en"])


@pytest.mark.parametrize("page", WITH_SITES)
def test_an_empty_result_says_what_to_loosen(page: str, prepared: Any) -> None:
    assert geo.select(prepared, geo.Selection(elements=("Li",), regions=("KZ-47",))).sites.empty
    app = opened(page, **EMPTY)
    assert app.info
    assert not app.dataframe
    labels = {widget.key: widget.label for widget in facets(app)}
    left = {
        "element": geo.select(prepared, geo.Selection(regions=("KZ-47",))),
        "region": geo.select(prepared, geo.Selection(elements=("Li",))),
    }
    for facet, shown in left.items():
        assert app.main.button(key=f"loosen_{facet}").label == f"{labels[facet]}: {len(shown.sites)} sites without it"
    app.main.button(key="loosen_element").click().run()
    assert not app.exception
    assert address(app) == {"region": ["KZ-47"]}
    assert site_names(app) == list(left["element"].sites["name_en"])


def test_filters_that_only_fail_together_are_cleared_together(prepared: Any) -> None:
    app = opened(DEPOSITS, element=["Li"], region=["KZ-47"], q="Condipbay")
    assert not [button for button in app.main.button if (button.key or "").startswith("loosen_")]
    next(button for button in app.main.button if button.label == "Clear all filters").click().run()
    assert not app.exception
    assert address(app) == {}
    assert site_names(app) == list(geo.select(prepared).sites["name_en"])


def test_reset_forgets_the_filters_and_keeps_the_site(prepared: Any) -> None:
    app = opened(DEPOSITS, element=["W"], region=["KZ-35"], q="Katpar", tonnage="1", site="irgiz")
    (reset,) = app.sidebar.button
    reset.click().run()
    assert address(app) == {"site": ["irgiz"]}
    assert site_names(app) == list(geo.select(prepared).sites["name_en"])
    assert app.sidebar.button[0].disabled


def test_a_filter_set_in_the_sidebar_narrows_the_page_and_writes_the_address(prepared: Any) -> None:
    app = opened(DEPOSITS)
    app.sidebar.pills(key="region").set_value(["KZ-61"]).run()
    shown = geo.select(prepared, geo.Selection(regions=("KZ-61",)))
    assert site_names(app) == list(shown.sites["name_en"])
    assert address(app) == {"region": ["KZ-61"]}


def test_filters_survive_a_change_of_page(prepared: Any) -> None:
    app = opened()
    app.sidebar.pills(key="region").set_value(["KZ-61"]).run()
    shown = geo.select(prepared, geo.Selection(regions=("KZ-61",)))
    for page in (*PAGES[1:], MAP):
        app.switch_page(page).run()
        assert not app.exception
        assert app.sidebar.pills(key="region").value == ["KZ-61"]
        if page in WITH_SITES:
            assert site_names(app) == list(shown.sites["name_en"])


def test_choices_carry_the_number_of_sites_they_leave(prepared: Any) -> None:
    app = opened(element=["W"])
    every, counts = (geo.select(prepared, geo.Selection(elements=chosen)).counts["regions"] for chosen in ((), ("W",)))
    options = app.sidebar.pills(key="region").options
    left = {words: int(number) for words, number in (option.rsplit(" · ", 1) for option in options)}
    names = {iso: str(name) for iso, name in prepared.catalog.regions["name_en"].items()}
    names[UNSETTLED] = "Region not settled"
    assert left == {names[iso]: counts[iso] for iso, number in every.items() if number}
    assert list(left) == [*sorted(name for name in left if name != names[UNSETTLED]), names[UNSETTLED]]
    assert 0 in left.values()


@pytest.mark.parametrize("site", ["irgiz", "dos2", "zhana_kazakhstan"])
def test_page_of_a_site_shows_all_that_is_known(site: str, prepared: Any) -> None:
    app = opened(DEPOSITS, site=site)
    row = prepared.catalog.sites.loc[site]
    for column in ("name_en", "name_ru", "name_kk", "district", "operator", "location_note"):
        assert row[column] in text(app), column
    claims = tables.claims_about(geo.select(prepared), site)
    assert len(claims) in [len(frame.value) for frame in app.dataframe[1:]]


@pytest.mark.parametrize(
    "query", [{"region": ["KZ-47"]}, {"element": ["W"]}, {"q": "Melovoye"}], ids=["region", "element", "words"]
)
def test_a_filter_of_sites_takes_no_claim_from_an_open_site(query: dict[str, Any], prepared: Any) -> None:
    claims = tables.claims_about(geo.select(prepared), "zhana_kazakhstan")
    app = opened(DEPOSITS, site="zhana_kazakhstan", **query)
    assert "This site is outside the current filters." in text(app)
    assert f"What is claimed** · {len(claims)}" in text(opened(MAP, site="zhana_kazakhstan", **query))
    assert len(claims) in [len(frame.value) for frame in app.dataframe]
    assert "gives a figure" not in text(app)


def test_a_filter_of_sources_says_what_it_leaves_out_of_a_site_and_gives_it_back(prepared: Any) -> None:
    claims = tables.claims_about(geo.select(prepared), "zhana_kazakhstan")
    app = opened(DEPOSITS, site="zhana_kazakhstan", source=["minex_20241213"])
    assert "The documents of this filter give no figure for this site." in text(app)
    assert f"Claims of other sources, left out by the filter: {len(claims)}." in text(app)
    app.button(key="all_claims_zhana_kazakhstan").click().run()
    assert len(claims) in [len(frame.value) for frame in app.dataframe]
    assert "left out by the filter" not in text(app)
    assert address(app) == {"site": ["zhana_kazakhstan"]}


def test_a_card_tells_each_figure_once_and_how_many_say_it(prepared: Any) -> None:
    said = text(opened(MAP, site="zhana_kazakhstan"))
    told = headlines.distinct(prepared.catalog, tables.claims_about(geo.select(prepared), "zhana_kazakhstan"))
    figures = [wording.figure(claim) for claim in records(told.head(4))]
    assert len(set(figures)) == len(figures)
    assert all(said.count(f"- {figure}  \n") == 1 for figure in figures)
    assert f"and {told['copies'].iloc[0] - 1} more" in said
    assert "\n" + f"{told['copies'].iloc[4:].sum()} more" in said


@pytest.mark.parametrize("source", ["seed_002", "seed_004", "usgs_mrds"])
def test_all_that_a_source_claims_stands_below_the_list(source: str, prepared: Any) -> None:
    """Of regions and countries too, which have no page of their own."""
    claims = geo.select(prepared, geo.Selection(sources=(source,))).claims
    app = opened(SOURCES, source=[source])
    assert str(prepared.catalog.sources.at[source, "title"]) in text(app)
    if claims.empty:
        assert "it lists sites" in text(app)
        return
    assert list(app.dataframe[1].value["Claim"]) == list(claims.index)
    assert "Kazakhstan" in set(app.dataframe[1].value["About"])


def test_what_is_only_forecast_is_a_filter(prepared: Any) -> None:
    kept = geo.select(prepared, geo.Selection(evidence=("forecast",)))
    assert site_names(opened(DEPOSITS, evidence=["forecast"])) == list(kept.sites["name_en"])
    assert "zhana_kazakhstan" in kept.sites.index
    assert "north_katpar" not in kept.sites.index


def test_sites_of_no_settled_region_have_a_page_of_their_own(prepared: Any) -> None:
    shown = geo.select(prepared, geo.Selection(regions=(UNSETTLED,)))
    app = opened(REGIONS, area=UNSETTLED)
    assert summary.counts(shown) in text(app)
    assert site_names(app) == list(shown.sites["name_en"])
    assert "Region not settled" in text(app)
    table = opened(REGIONS).dataframe[0].value.set_index("Region")
    assert table.at["Region not settled", "Sites"] == len(shown.sites)
    assert table["Sites"].sum() == len(prepared.catalog.sites)


def test_a_region_opened_beside_a_filter_says_which_counts() -> None:
    assert "The region chosen on this page counts here" in text(opened(REGIONS, area="KZ-47", region=["KZ-35"]))
    assert "The region chosen on this page counts here" not in text(opened(REGIONS, area="KZ-47"))


def test_every_page_has_a_title_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    titles: list[str] = []
    monkeypatch.setattr(st, "set_page_config", lambda **given: titles.append(given["page_title"]))
    for page in (MAP, DEPOSITS, METHOD):
        opened(page)
    assert list(dict.fromkeys(titles)) == [
        "Kazakhstan Deposits",
        "Deposits · Kazakhstan Deposits",
        "Method · Kazakhstan Deposits",
    ]


def test_every_site_has_its_page(prepared: Any) -> None:
    app = opened(DEPOSITS)
    for site, row in prepared.catalog.sites.iterrows():
        app.session_state["site"] = site
        app.run()
        assert not app.exception, site
        assert row["name_en"] in text(app), site


@pytest.mark.parametrize("iso", ["KZ-35", "KZ-61", "KZ-47"])
def test_page_of_a_region_lists_its_sites(iso: str, prepared: Any) -> None:
    shown = geo.select(prepared, geo.Selection(regions=(iso,)))
    app = opened(REGIONS, area=iso)
    assert summary.counts(shown) in text(app)
    assert site_names(app) == list(shown.sites["name_en"])


def test_a_region_without_sites_is_a_sentence(prepared: Any) -> None:
    regions = prepared.catalog.regions
    bare = [iso for iso in regions.index if iso not in set(prepared.catalog.sites["region_iso"])]
    assert bare
    for iso in bare:
        app = opened(REGIONS, area=iso)
        assert any(regions.at[iso, "name_en"] in item.value for item in app.info)
        assert not app.dataframe


def test_sources_page_lists_the_documents_of_the_view(prepared: Any) -> None:
    shown = geo.select(prepared, geo.Selection(regions=("KZ-47",)))
    expected = tables.source_table(shown)
    used = expected[(expected["Claims"] > 0) | (expected["Sites listed"] > 0)]
    app = opened(SOURCES, region=["KZ-47"])
    assert set(app.dataframe[0].value.index) == set(used.index) or len(app.dataframe[0].value) == len(used)


@pytest.mark.parametrize(("page", "query"), [(MAP, {}), (MAP, {"site": "irgiz"}), (REGIONS, {"area": "KZ-35"})])
def test_the_map_links_to_nothing_outside(page: str, query: dict[str, str]) -> None:
    """Only the online backgrounds, off at first, have addresses of other servers; scripts and styles are our own."""
    (sent,) = components(opened(page, **query))
    links = [*sent["js_links"], *sent["css_links"]]
    assert links
    assert [link for link in links if not link.startswith("../")] == []
    drawn = json.dumps([sent[part] for part in ("html", "header", "feature_group")])
    assert "://" not in drawn
    assert 'src="//' not in drawn
    assert sent["returned_objects"] == []


def test_the_base_map_is_the_same_whatever_is_chosen() -> None:
    sent = [components(opened(MAP, **query))[0] for query in ({}, {"region": ["KZ-61"]}, {"site": "irgiz"})]
    assert len({args["script"] for args in sent}) == 1
    assert len({json.dumps(args["feature_group"]) for args in sent}) == 3


def test_hostile_names_reach_no_page_as_markup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = spoilt.hostile(tmp_path / "data")
    monkeypatch.setenv("DEPOSITS_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DEPOSITS_FIRED", raising=False)
    for page in PAGES:
        app = opened(page, region=["KZ-61"], site=next(iter(names)))
        for node in components(app):
            code = json.dumps([node["script"], node["feature_group"]])
            for danger in ("{{", "{%", "${", "`", "<img", "</script"):
                assert danger not in code
    assert "DEPOSITS_FIRED" not in os.environ


@pytest.mark.parametrize("kind", spoilt.BROKEN)
@pytest.mark.parametrize("page", [MAP, DEPOSITS])
def test_broken_data_are_one_page_of_faults(
    kind: str, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = spoilt.copy(tmp_path / "data")
    spoilt.BROKEN[kind](folder)
    with pytest.raises(DataError) as caught:
        geo.load(folder)
    monkeypatch.setenv("DEPOSITS_DATA", str(folder))
    app = opened(page)
    assert app.title[0].value
    (table,) = app.table
    faults = caught.value.faults
    where, wrong = (list(column) for _, column in table.value.items())
    assert wrong == [escaped(fault.message) for fault in faults]
    assert all(escaped(fault.file) in place for fault, place in zip(faults, where, strict=True))
    assert not facets(app)


def test_mended_data_are_shown_at_the_next_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = spoilt.copy(tmp_path / "data")
    whole = (folder / "sources.csv").read_bytes()
    (folder / "sources.csv").write_bytes(whole[: len(whole) // 2])
    monkeypatch.setenv("DEPOSITS_DATA", str(folder))
    app = opened()
    assert not facets(app)
    (folder / "sources.csv").write_bytes(whole)
    app.run()
    assert not app.exception
    assert has_filters(app)


def test_the_largest_contradiction_stands_out_first(prepared: Any) -> None:
    app = opened()
    assert "What stands out" not in text(app), "the guide shows the way"
    app.main.button(key="guide_skip").click().run()
    first = next(button for button in app.button if (button.key or "").startswith("stands_out_"))
    assert "Zhana Kazakhstan" in first.label
    assert "Claims differ by a factor of 1,429" in text(app)
    filtered = opened(element=["W"])
    first = next(button for button in filtered.button if (button.key or "").startswith("stands_out_"))
    assert "Zhana Kazakhstan" not in first.label
    assert "Claims differ" in text(filtered)
