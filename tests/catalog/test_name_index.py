"""The index of names: which names it holds, and what of them can be searched for."""

from __future__ import annotations

import geopandas

from geo.catalog.name_index import NameIndex
from geo.catalog.search import find
from tests.catalog.test_search import ids


def test_a_remark_on_a_district_is_not_searched() -> None:
    index = NameIndex.from_names({"a": ["Tomak"]}, {"a": "Kokpekty (before 2022)"})
    assert [find(index, words) for words in ("2022", "before")] == [(), ()]
    assert find(index, "Көкпекті")[0].matched == "Kokpekty (before 2022)"


def test_generic_words_name_a_site_that_has_no_others() -> None:
    index = NameIndex.from_names({"plot": ["Uchastok"], "other": ["Uchastok Tau"]})
    assert ids("участок", index) == ["plot"]


def test_empty_index() -> None:
    for index in (NameIndex.from_names({}), NameIndex.from_names({"a": [], "b": ["", "🙂"]})):
        assert find(index, "Kundybay") == ()


def test_from_sites() -> None:
    sites = geopandas.GeoDataFrame(
        {
            "name_en": ["Kundybai", "Dos 2"],
            "name_ru": ["Кундыбай", None],
            "name_kk": [float("nan"), ""],
            "aliases": [["Kundybay", ""], None],
            "district": ["Denisov", None],
        },
        index=["kundybay", "dos2"],
        geometry=[None, None],
    )
    index = NameIndex.from_sites(sites)
    assert [entry.written for entry in index.entries] == ["Kundybai", "Кундыбай", "Kundybay", "Dos 2", "Denisov"]
    assert ids("denisov", index) == ["kundybay"]
    assert ids("Dos 2", NameIndex.from_sites(sites[["name_en", "geometry"]])) == ["dos2"]
