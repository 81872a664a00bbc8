"""How to cite: the window on the pages about sources and deposits, and the data set on the page about the method."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import geo
from geo.catalog import tables
from geo.export import citations
from tests.pages.test_pages import DEPOSITS, MAP, METHOD, SOURCES, opened

FORMATS = ("BibTeX", "RIS", "CSL-JSON")


def codes(app: AppTest) -> list[str]:
    return [element.value for element in app.code]


def expected(works: Any) -> list[str]:
    """Return what the four texts of some works are."""
    written = [write(works) for _, write in citations.CITATION_FORMATS.values()]
    return [text.strip("\r\n") for text in ("\n\n".join(map(citations.plain, works)), *written)]


@pytest.mark.parametrize(("page", "key"), [(MAP, "cite_brief"), (DEPOSITS, "cite_full")])
def test_a_deposit_can_be_cited_with_its_documents(prepared: Any, page: str, key: str) -> None:
    app = opened(page, site="irgiz")
    assert codes(app) == []
    app.button(key=key).click().run()
    assert not app.exception
    claims = tables.claims_about(geo.select(prepared), "irgiz")
    ids = citations.used_by(prepared.catalog, "irgiz", claims)
    works = (citations.dataset(prepared.catalog), *citations.sources(prepared.catalog, ids))
    assert len(works) > 2
    assert codes(app) == expected(works)
    assert [tab.label for tab in app.tabs] == ["As text", *FORMATS]


def window() -> None:
    import geo
    from geo.export import citations
    from pages.components import citing

    catalog = geo.load()
    citing.choose((citations.dataset(catalog), *citations.sources(catalog, ["seed_000", "afp_20250402"])))


def test_one_of_several_works_can_be_chosen(prepared: Any) -> None:
    app = AppTest.from_function(window, default_timeout=30).run()
    (choice,) = app.selectbox
    assert choice.options[0] == "All 3 together"
    assert len(choice.options) == 4
    choice.select_index(3).run()
    assert codes(app) == expected(citations.sources(prepared.catalog, ["afp_20250402"]))
    app.selectbox[0].select_index(0).run()
    assert "seed_000" in codes(app)[1]


def test_all_listed_sources_can_be_cited(prepared: Any) -> None:
    app = opened(SOURCES, region=["KZ-47"])
    ids = list(tables.source_table(geo.select(prepared, geo.Selection(regions=("KZ-47",)))).index)
    app.button(key="cite_sources").click().run()
    assert not app.exception
    keys = [line[6:-1] for line in codes(app)[1].splitlines() if line.startswith("@misc{")]
    assert 0 < len(keys) < len(ids)
    assert len(keys) == len(app.dataframe[0].value)
    assert set(codes(app)) == set(expected(citations.sources(prepared.catalog, keys)))


def test_the_card_of_a_document_cites_it(prepared: Any) -> None:
    app = opened(SOURCES, source="afp_20250402")
    app.button(key="cite_source_afp_20250402").click().run()
    assert not app.exception
    assert codes(app) == expected(citations.sources(prepared.catalog, ["afp_20250402"]))
    app.run()
    assert codes(app) == []


def test_the_data_set_is_cited_on_the_page_about_the_method(prepared: Any) -> None:
    app = opened(METHOD)
    assert codes(app) == expected([citations.dataset(prepared.catalog)])
    assert f"Version {prepared.catalog.version}" in codes(app)[0]
