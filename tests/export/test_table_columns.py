"""Exports: the rows and order on screen, nothing lost, nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json

import pytest

import geo
from geo import Selection
from geo.catalog.selection import select
from geo.export import registry, table_columns
from geo.export.csv_files import BOM, neutralised, neutralised_everywhere
from geo.export.table_columns import SITE_COLUMNS

HOSTILE = {
    "kurumsak": "=1+1",
    "melovoye": '=HYPERLINK("http://example.org","x")',
    "irgiz": "+x",
    "dos1": "@x",
    "dos2": "-x",
    "dos3": "-2+3+cmd|' /C calc'!A0",
}


def sites_csv(view, **choices):
    return registry.content(view, "csv", **choices).decode("utf-8")


def claims_csv(view, **choices):
    return registry.content(view, "claims-csv", **choices).decode("utf-8")


def sites_geojson(view):
    return registry.content(view, "geojson").decode("utf-8")


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def everything(prepared):
    return select(prepared)


def test_columns_are_the_documented_ones_in_their_order(everything):
    header = next(csv.reader(io.StringIO(sites_csv(everything))))
    assert header == list(SITE_COLUMNS)
    assert all(meaning.strip() for meaning in SITE_COLUMNS.values())
    assert {"latitude", "longitude", "claims", "headline_claim", "sources", "source_urls"} <= set(header)


@pytest.mark.parametrize("order", ["claims", "name", "region", "tonnage"])
def test_rows_stand_in_the_order_of_the_view(prepared, order):
    view = select(prepared, Selection(groups=("rare-earths",), order=order))
    expected = list(view.sites.index)
    assert [row["site_id"] for row in rows_of(sites_csv(view))] == expected
    assert [item["id"] for item in json.loads(sites_geojson(view))["features"]] == expected


def test_site_row_says_what_the_data_say(catalog, everything):
    row = next(row for row in rows_of(sites_csv(everything)) if row["site_id"] == "kuirektykol")
    claims = catalog.claims
    about = claims[claims["subject_ids"].map(lambda ids: "kuirektykol" in ids) & (claims["review"] != "hide")]
    assert row["name_ru"] == "Куйректыколь"
    assert row["name_kk"] == "Күйректікөл"
    assert (row["region_iso"], row["region"]) == ("KZ-35", "Qaraganda")
    assert (row["latitude"], row["longitude"], row["uncertainty_km"]) == ("50.04417", "76.46251", "40.0")
    assert row["elements"] == "REE;Ce;La;Nd;Y"
    assert row["parent_id"] == "zhana_kazakhstan"
    assert row["claims"] == str(len(about))
    sources = {*catalog.sites.at["kuirektykol", "source_ids"], *about["source_id"]}
    assert sorted(row["sources"].split(";")) == sorted(sources)
    assert set(row["source_urls"].split(" ")) == {url for url in catalog.sources.loc[sorted(sources), "url"] if url}


def test_every_site_is_a_row_with_a_source_that_exists(catalog, everything):
    rows = rows_of(sites_csv(everything))
    assert len(rows) == len(catalog.sites)
    for row in rows:
        assert row["sources"], row["site_id"]
        assert set(row["sources"].split(";")) <= set(catalog.sources.index)


def test_sites_without_a_place_stay_with_empty_coordinates(catalog, everything):
    rows = {row["site_id"]: row for row in rows_of(sites_csv(everything))}
    unlocated = set(catalog.sites.index[catalog.sites.geometry.isna()])
    assert len(unlocated) == 25
    assert {site for site, row in rows.items() if row["latitude"] == row["longitude"] == ""} == unlocated
    assert all(
        float(row["latitude"]) and float(row["longitude"]) for site, row in rows.items() if site not in unlocated
    )


def test_sources_of_a_row_are_narrowed_as_the_view_is(prepared):
    view = select(prepared, Selection(sources=("seed_001",)))
    rows = rows_of(sites_csv(view))
    assert rows
    assert {row["sources"] for row in rows} == {"seed_001"}


@pytest.mark.parametrize("make", [sites_csv, claims_csv])
def test_lines_end_as_the_standard_says_and_no_cell_holds_a_stray_one(everything, make):
    text = make(everything)
    assert text.endswith("\r\n")
    assert text.count("\r") == text.count("\n") == len(rows_of(text)) + 1


@pytest.mark.parametrize("make", [sites_csv, claims_csv])
def test_byte_order_mark_is_a_choice_and_changes_nothing_else(everything, make):
    assert not make(everything).startswith(BOM)
    assert make(everything, bom=True) == BOM + make(everything)
    assert make(everything, bom=True).encode()[:3] == b"\xef\xbb\xbf"


def test_kazakh_and_russian_survive_the_round_trip(catalog, everything):
    rows = {row["site_id"]: row for row in rows_of(sites_csv(everything).encode("utf-8").decode("utf-8"))}
    for site_id, site in catalog.sites.iterrows():
        assert (rows[site_id]["name_ru"], rows[site_id]["name_kk"]) == (site["name_ru"], site["name_kk"])


def test_what_is_not_known_is_null_in_geojson_and_an_empty_cell_in_csv(everything):
    features = json.loads(sites_geojson(everything))["features"]
    empty = 0
    for row, feature in zip(rows_of(sites_csv(everything)), features, strict=True):
        for name, value in feature["properties"].items():
            assert value != ""
            assert (value is None) == (row[name] == ""), (row["site_id"], name)
            empty += value is None
    assert empty > 100


def test_formula_like_cells_are_neutralised(broken):
    for site_id, name in HOSTILE.items():
        broken.site(site_id, name_en=name)
    view = geo.select(broken.load())
    rows = {row["site_id"]: row for row in rows_of(sites_csv(view))}
    for site_id, name in HOSTILE.items():
        assert rows[site_id]["name_en"] == f"'{name}"
    names = {item["id"]: item["properties"]["name_en"] for item in json.loads(sites_geojson(view))["features"]}
    assert names["kurumsak"] == "=1+1", "no spreadsheet opens GeoJSON: its texts stay as they are"


def test_formula_like_cells_of_claims_are_neutralised(broken):
    broken.cells("claims.csv", "C001", paraphrase="=cmd|' /C calc'!A0", material_as_written="@SUM(1)", note="-1")
    row = next(row for row in rows_of(claims_csv(geo.select(broken.load()))) if row["claim_id"] == "C001")
    assert row["paraphrase"] == "'=cmd|' /C calc'!A0"
    assert (row["material_as_written"], row["note"]) == ("'@SUM(1)", "'-1")


def test_texts_without_a_hidden_formula_stay_as_they_are(everything):
    plain = "tonnes, -1 to +1; by-product (see a,b;c) e-mail me@example.org"
    assert neutralised_everywhere(plain) == plain
    for row in (*table_columns.site_rows(everything), *table_columns.claim_rows(everything)):
        for value in row.values():
            assert not isinstance(value, str) or neutralised_everywhere(value) == neutralised(value)


def test_claims_have_a_row_each_with_every_column_and_the_source(catalog, everything):
    rows = rows_of(claims_csv(everything))
    assert [row["claim_id"] for row in rows] == list(everything.claims.index)
    assert list(rows[0])[: len(catalog.schema.resources["claims"].columns)] == list(
        catalog.schema.resources["claims"].columns
    )
    for row in rows:
        source = catalog.sources.loc[row["source_id"]]
        assert (row["source_title"].lstrip("'"), row["source_url"]) == (source["title"], source["url"])
        assert row["value"] == catalog.claims.at[row["claim_id"], "value"]
        assert float(row["value_si"]) == catalog.claims.at[row["claim_id"], "value_si"]
        assert bool(row["value_max_si"]) == bool(row["value_max"])


def test_subjects_of_a_joint_claim_are_joined_not_split(everything):
    rows = rows_of(claims_csv(everything))
    assert any({"north_katpar", "upper_kairakty"} <= set(row["subject_ids"].split(";")) for row in rows)


def test_geojson_is_as_the_standard_says(catalog, everything):
    document = json.loads(sites_geojson(everything), parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))
    assert document["type"] == "FeatureCollection"
    assert "crs" not in document
    assert document["version"] == catalog.version
    assert document["licence"].startswith("Creative Commons Attribution 4.0 https://")
    assert "Natural Earth" in document["attribution"]
    assert (document["selection"], document["address"]) == ("everything", f"?v={catalog.version}")
    assert not {"coordinates", "geometries", "geometry", "properties"} & set(document), "RFC 7946, section 7.1"
    assert len(document["features"]) == len(catalog.sites)
    for feature in document["features"]:
        assert feature["type"] == "Feature"
        assert {"type", "id", "geometry", "properties"} == feature.keys()
        point = catalog.sites.geometry[feature["id"]]
        if point is None:
            assert feature["geometry"] is None
        else:
            assert feature["geometry"] == {"type": "Point", "coordinates": [point.x, point.y]}
            assert 46 < feature["geometry"]["coordinates"][0] < 88
        assert feature["properties"]["sources"]


def test_geojson_keeps_letters_readable(everything):
    text = sites_geojson(everything)
    assert "Күйректікөл" in text
    assert text.encode("utf-8")


def test_geojson_of_a_view_says_the_same_as_its_csv(prepared):
    view = select(prepared, Selection(regions=("KZ-47", "KZ-61")))
    features = json.loads(sites_geojson(view))["features"]
    for row, feature in zip(rows_of(sites_csv(view)), features, strict=True):
        for name, value in feature["properties"].items():
            assert row[name] == ("" if value is None else str(value))


def test_rows_are_made_one_at_a_time(prepared):
    """Nothing may gather the rows of a large view before it writes them."""
    view = select(prepared)
    for each in (table_columns.each_site, table_columns.each_claim):
        rows = each(view)
        assert iter(rows) is rows
        assert next(rows)


DOUBT = ("review", "review_reason", "status_class", "region_basis", "location_precision", "location_source_id")


def test_every_site_table_says_what_is_doubted_and_how_the_place_is_known(catalog):
    view = select(catalog, Selection(words="Bayan"))
    site = catalog.sites.loc["bayan_w"]
    row = next(item for item in table_columns.site_rows(view) if item["site_id"] == "bayan_w")
    assert {name: row[name] for name in DOUBT} == {name: site[name] for name in DOUBT}
    assert row["review"] == "flag"
    assert row["location_note"] == site["location_note"]
    assert "commodities" in row


def test_claims_carry_what_the_arithmetic_reads_as_the_data_write_it(catalog):
    rows = {row["claim_id"]: row for row in table_columns.claim_rows(select(catalog))}
    assert rows["C227"]["category_codes"] == "B+C1"
    assert (rows["C223"]["revision_of"], rows["C223"]["as_of"]) == ("C222", "2025-06")
    assert rows["C109"]["scope_as_written"] == "38 promising areas"
    text = registry.content(select(catalog), "claims-csv").decode("utf-8")
    assert {row["cumulative"] for row in csv.DictReader(io.StringIO(text, newline=""))} == {"false"}
    assert {"review", "review_reason"} <= set(table_columns.claim_columns(select(catalog)))
