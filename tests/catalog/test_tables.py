"""Tables for people: words for codes, the same rows and order as the view."""

from __future__ import annotations

import re

import pandas
import pytest

import geo
from geo import Selection
from geo.catalog import tables
from geo.catalog.selection import select


def test_site_table_has_the_rows_and_order_of_the_view(prepared):
    view = select(prepared, Selection(groups=("rare-earths",), order="name"))
    table = tables.site_table(view)
    assert list(table.index) == list(view.sites.index)
    assert list(table.columns) == [
        "Name",
        "Region",
        "Elements",
        "Headline claim",
        "Claims",
        "Status",
        "± km",
    ]


def test_site_table_row(prepared):
    row = tables.site_table(select(prepared)).loc["kuirektykol"]
    assert row["Name"] == "Kuirektykol"
    assert row["Region"] == "Qaraganda"
    assert row["Elements"] == "REE, Ce, La, Nd, Y"
    assert row["Status"] == "Exploration or research"
    assert row["± km"] == 40
    assert "t" in row["Headline claim"].split()[:3] or "tons" in row["Headline claim"]


def test_site_table_says_where_the_region_is_not_settled(catalog, prepared):
    table = tables.site_table(select(prepared))
    unsettled = catalog.sites.index[catalog.sites["region_iso"] == ""]
    assert set(table.loc[unsettled, "Region"]) == {"Region not settled"}
    assert (table["Region"] == "Region not settled").sum() == len(unsettled)


def test_claims_are_counted_by_site_as_the_view_shows_them(catalog, prepared):
    view = select(prepared, Selection(sources=("seed_000", "seed_001")))
    table = tables.site_table(view)
    for site_id, number in table["Claims"].items():
        assert number == sum(site_id in subjects for subjects in view.claims["subject_ids"])
    assert table["Claims"].sum() > 0


@pytest.mark.parametrize(
    "make", [tables.site_table, lambda view: tables.claim_table(view.catalog, view.claims), tables.source_table]
)
def test_no_code_of_ours_is_on_screen(catalog, make):
    table = make(geo.select(catalog, Selection(hidden_claims=True)))
    vocabularies = {
        value
        for name in ("sites", "claims", "sources")
        for field in catalog.schema.resources[name].fields
        for value in field.categories
        if re.search("[-_]", value)
    }
    assert vocabularies
    for column in table.columns.drop("Link", errors="ignore"):
        assert not set(table[column].astype(str)) & vocabularies, column
        assert not table[column].astype(str).isin(["nan", "None", "<NA>"]).any() or table[column].dtype == "float64"


def test_closed_vocabularies_all_have_words(catalog):
    table = tables.claim_table(catalog, catalog.claims)
    for column, field in (("What", "quantity"), ("Tonnes of", "basis")):
        assert ((table[column] == "") == (catalog.claims[field] == "")).all()
    sites = tables.site_table(geo.select(catalog))
    assert (sites["Status"] != "").all()


def test_claim_table_row(catalog):
    row = tables.claim_table(catalog, catalog.claims.loc[["C001"]]).loc["C001"]
    assert row["About"] == "Kazakhstan"
    assert row["As written"] == "about 28.2 million tons of rare earth metals"
    assert row["Normalised"] == "about 28,200,000 t"
    assert row["Source"] == "Orda.kz (English), 2025"
    assert row["Date"] == "November 2025"
    assert row["Where in it"] == "line 5"
    assert row["Copied from"] == "EnergyProm"
    assert (
        row["Link"]
        == "https://en.orda.kz/kazakhstan-ranked-second-worldwide-in-rare-earth-metal-reserves-energyprom-9300"
    )


def test_claim_table_says_why_a_claim_is_under_review(catalog):
    reviewed = catalog.claims[catalog.claims["review"] != ""]
    table = tables.claim_table(catalog, reviewed)
    labels = catalog.schema.labels("claims", "review")
    for claim_id, row in reviewed.iterrows():
        assert table.at[claim_id, "Remark"].startswith(f"{labels[row['review']]}: {row['review_reason']}")


def test_claim_table_of_nothing_keeps_its_columns(catalog):
    table = tables.claim_table(catalog, catalog.claims.iloc[:0])
    assert len(table) == 0
    assert "As written" in table.columns


def test_source_table_counts_claims_and_listings_of_the_view(catalog, prepared):
    view = select(prepared, Selection(regions=("KZ-35",)))
    table = tables.source_table(view)
    assert list(table.index) == list(catalog.sources.index)
    for source_id, row in table.iterrows():
        assert row["Claims"] == (view.claims["source_id"] == source_id).sum()
        assert row["Sites listed"] == sum(source_id in listed for listed in view.sites["source_ids"])
    assert 0 < table["Claims"].sum() < len(catalog.claims)


def test_headline_words_are_the_figure_of_the_headline_claim(prepared):
    view = select(prepared, Selection(words="Upper Kairakty"))
    words = tables.headline_words(view)
    assert set(words.index) <= set(view.sites.index)
    assert re.search(r"\d", words["upper_kairakty"])


def test_largest_claim_is_the_largest_in_tonnes_that_is_not_of_ore(catalog, prepared):
    view = select(prepared)
    site_id, words = tables.largest_claim(view)
    shown = catalog.claims[catalog.claims["review"] != "hide"]
    tonnages = shown[(shown["quantity"] == "tonnage") & (shown["unit_si"] == "t") & (shown["basis"] != "ore")]
    of_sites = tonnages[tonnages["subject_ids"].map(lambda subjects: not set(subjects).isdisjoint(catalog.sites.index))]
    top = of_sites[of_sites["value_si"] == of_sites["value_si"].max()]
    assert site_id in {subject for subjects in top["subject_ids"] for subject in subjects}
    assert words in set(tables.claim_table(catalog, top)["As written"])


def test_largest_claim_ignores_volumes(catalog, prepared):
    volumes = catalog.claims[(catalog.claims["quantity"] == "tonnage") & (catalog.claims["unit_si"] == "m3")]
    assert len(volumes) > 0
    for subjects in volumes["subject_ids"]:
        view = select(prepared, Selection(words=catalog.sites.at[subjects[0], "name_en"]))
        largest = tables.largest_claim(view)
        assert largest is None or "m3" not in largest[1]


def test_largest_claim_of_nothing(prepared):
    assert tables.largest_claim(select(prepared, Selection(regions=("KZ-71",)))) is None


def test_claims_about_a_site_include_the_joint_ones(catalog):
    claims = tables.claims_about(geo.select(catalog), "north_katpar")
    expected = [
        claim_id
        for claim_id, row in catalog.claims.iterrows()
        if "north_katpar" in row["subject_ids"] and row["review"] != "hide"
    ]
    assert list(claims.index) == expected
    assert any(len(subjects) > 1 for subjects in claims["subject_ids"])


def test_count_by_counts_a_site_once_for_each_of_its_items(prepared):
    view = select(prepared, Selection(regions=("KZ-35",)))
    counted = tables.count_by(view, "elements", {"Nd": "Neodymium"})
    numbers = dict(zip(counted["name"], counted["sites"], strict=True))
    assert numbers["Neodymium"] == sum("Nd" in elements for elements in view.sites["elements"]) > 0
    assert numbers["W"] == sum("W" in elements for elements in view.sites["elements"])
    assert list(counted["sites"]) == sorted(counted["sites"], reverse=True)


def test_count_by_leaves_out_what_is_empty(prepared):
    counted = tables.count_by(select(prepared), "parent_id", {})
    assert "" not in set(counted["name"])
    assert counted["sites"].sum() == (select(prepared).sites["parent_id"] != "").sum()


def test_source_name_is_publisher_and_year_or_the_title():
    sources = pandas.DataFrame(
        {
            "publisher": ["Orda.kz", "", "USGS"],
            "title": ["A", "A very\nlong title", "B"],
            "date": ["2025-04-02", "2024", ""],
        }
    )
    assert list(tables.source_names(sources)) == ["Orda.kz, 2025", "A very long title, 2024", "USGS"]


def test_headings_and_labels_can_be_translated(prepared):
    view = select(prepared, Selection(words="Irgiz"))
    russian = {"Name": "Название", "Status": "Состояние", "Exploration or research": "Разведка"}
    table = tables.site_table(view, lambda phrase: russian.get(phrase, phrase))
    assert list(table.columns)[:2] == ["Название", "Region"]
    assert table.at["irgiz", "Состояние"] == "Разведка"
    assert table.at["irgiz", "Название"] == "Irgiz"


def test_sites_without_a_mark_are_named_by_region(prepared):
    view = select(prepared)
    names = tables.unlocated_names(view)
    assert set(names) == set(view.unlocated.index)
    regions = [words.rpartition(", ")[2] for words in names.values()]
    assert regions == sorted(regions)
    for site, words in names.items():
        assert words.startswith(view.sites.at[site, "name_en"] + ", ")
