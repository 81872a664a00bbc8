"""GeoPackage, KML and GeoParquet, opened again: the same sites, places, empty cells and letters."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import geopandas
import pandas
import pyarrow
import pyogrio
import pytest
from pyarrow import parquet
from shapely.geometry import Point

import geo
from geo import Selection
from geo.catalog.selection import select
from geo.export import gis, registry, table_columns

LAYERS = ("gpkg", "kml", "parquet")
KML_NAMES = {"Name": "name"}


@pytest.fixture(scope="module")
def everything(prepared):
    return select(prepared)


@pytest.fixture(scope="module")
def opened(everything, tmp_path_factory):
    """Each layer of sites as other software reads it."""
    folder = tmp_path_factory.mktemp("layers")
    found = {}
    for key in LAYERS:
        path = folder / f"sites.{key}"
        registry.write(everything, key, path)
        found[key] = geopandas.read_parquet(path) if key == "parquet" else pyogrio.read_dataframe(path, layer="sites")
        found[key] = found[key].rename(columns=KML_NAMES)
    return found


@pytest.mark.parametrize("key", LAYERS)
def test_sites_and_their_order_are_those_of_the_view(opened, everything, key):
    assert list(opened[key]["site_id"]) == list(everything.sites.index)
    assert set(gis.SITE_FIELDS) <= set(opened[key].columns)
    assert opened[key].crs.to_epsg() == 4326


@pytest.mark.parametrize("key", LAYERS)
def test_places_are_the_same_and_none_is_made_up(opened, everything, key):
    assert everything.sites.geometry.isna().sum() == 25
    for site_id, read, point in zip(
        everything.sites.index, opened[key].geometry, everything.sites.geometry, strict=True
    ):
        if point is None:
            assert read is None, site_id
        else:
            assert isinstance(read, Point)
            assert abs(read.x - point.x) < 1e-6, site_id
            assert abs(read.y - point.y) < 1e-6, site_id


@pytest.mark.parametrize("key", LAYERS)
def test_every_cell_is_that_of_the_site_table(opened, everything, key):
    for expected, (_, read) in zip(table_columns.site_rows(everything), opened[key].iterrows(), strict=True):
        for name in gis.SITE_FIELDS:
            if expected[name] in (None, ""):
                assert pandas.isna(read[name]), (expected["site_id"], name)
            else:
                assert read[name] == expected[name], (expected["site_id"], name)


@pytest.mark.parametrize("layer", ["sites", "claims", "sources", "regions"])
def test_a_text_that_is_not_known_is_null_in_the_package(everything, tmp_path, layer):
    registry.write(everything, "gpkg", tmp_path / "out.gpkg")
    _, table = pyogrio.read_arrow(tmp_path / "out.gpkg", layer=layer)
    texts = [column for column in table.columns if pyarrow.types.is_string(column.type)]
    assert sum(column.null_count for column in texts) > 0
    assert not any("" in column.to_pylist() for column in texts)


def test_a_text_that_is_not_known_is_null_in_parquet(everything, tmp_path):
    registry.write(everything, "parquet", tmp_path / "out.parquet")
    table = parquet.read_table(tmp_path / "out.parquet")
    for name in ("name_kk", "district", "operator", "parent_id", "headline_claim"):
        rows = table_columns.site_rows(everything)
        assert table[name].null_count == sum(row[name] == "" for row in rows) > 0, name
        assert "" not in table[name].to_pylist()


def test_a_placemark_says_claim_region_and_how_surely_it_stands_there(opened):
    said = opened["kml"].set_index("site_id")["description"]
    assert said["zhana_kazakhstan"] == (
        "Headline claim: over 20 million tons of rare earth metals. Region: Qaraganda. "
        "Place: Worked out from a bearing and a distance; true within about 45 km."
    )
    unplaced = opened["kml"].set_index("site_id").geometry.isna()
    assert unplaced.sum() == 25
    assert all(text.rpartition("Not on the map: ")[2] for text in said[unplaced])
    assert said.str.contains("Not on the map: ").equals(unplaced)


@pytest.mark.parametrize("key", LAYERS)
def test_numbers_are_numbers(opened, key):
    assert opened[key]["uncertainty_km"].dtype == "float64"
    assert opened[key]["uncertainty_km"].isna().any()
    assert opened[key]["claims"].dtype.kind in "if"


@pytest.mark.parametrize("key", LAYERS)
def test_kazakh_and_russian_letters_are_whole(opened, key):
    row = opened[key].set_index("site_id").loc["kuirektykol"]
    assert (row["name_ru"], row["name_kk"]) == ("Куйректыколь", "Күйректікөл")


@pytest.fixture(scope="module")
def package(prepared, tmp_path_factory):
    view = select(prepared, Selection(regions=("KZ-35",), order="name"))
    path = tmp_path_factory.mktemp("package") / "out.gpkg"
    registry.write(view, "gpkg", path)
    return view, path


def test_package_has_two_layers_and_two_tables(package):
    _, path = package
    kinds = {str(name): kind for name, kind in pyogrio.list_layers(path)}
    assert kinds == {"sites": "Point", "regions": "MultiPolygon", "claims": None, "sources": None}


def test_package_holds_the_claims_of_the_view(package):
    view, path = package
    read = pyogrio.read_dataframe(path, layer="claims")
    rows = table_columns.claim_rows(view)
    assert list(read.columns) == list(table_columns.claim_columns(view))
    assert list(read["claim_id"]) == [row["claim_id"] for row in rows]
    assert list(read["value"]) == [row["value"] for row in rows]
    assert [value if value == value else None for value in read["value_max_si"]] == [
        row["value_max_si"] for row in rows
    ]
    assert read["value_si"].dtype == "float64"
    assert read["evidence_grade_max"].dtype.kind in "if"


def test_package_holds_the_documents_behind_the_view(package):
    view, path = package
    read = pyogrio.read_dataframe(path, layer="sources")
    assert list(read["source_id"]) == [row["source_id"] for row in table_columns.source_rows(view)]
    named = {item for row in table_columns.site_rows(view) for item in row["sources"].split(";")}
    assert named | set(view.claims["source_id"]) <= set(read["source_id"])
    assert len(read) < len(view.catalog.sources)


def test_package_holds_the_outlines_of_all_regions(package, catalog):
    read = pyogrio.read_dataframe(package[1], layer="regions").set_index("region_iso")
    assert list(read.index) == list(catalog.regions.index)
    for iso, outline in catalog.regions.geometry.items():
        assert read.geometry[iso].symmetric_difference(outline).area < 1e-9
        assert read.at[iso, "variants"] == ";".join(catalog.regions.at[iso, "variants"])


def test_files_say_what_they_are(package, everything, tmp_path):
    described = pyogrio.read_info(package[1], layer="sites")["dataset_metadata"]
    assert described["version"] == "0.1.0" or described["version"] == everything.catalog.version
    assert described["selection"] == "Qaraganda"
    assert "creativecommons.org/licenses/by/4.0" in described["licence"]
    registry.write(everything, "parquet", tmp_path / "out.parquet")
    metadata = parquet.read_schema(tmp_path / "out.parquet").metadata
    assert metadata[b"version"].decode() == everything.catalog.version
    said = json.loads(metadata[b"geo"])
    assert said["columns"][said["primary_column"]]["encoding"] == "WKB"


def test_hostile_names_stay_text(broken, tmp_path):
    names = {"kurumsak": "=1+1", "irgiz": "<b>&amp;]]></Placemark>", "dos1": "'; DROP TABLE sites; --"}
    for site_id, name in names.items():
        broken.site(site_id, name_en=name)
    view = geo.select(broken.load())
    for key, heading in (("gpkg", "name_en"), ("kml", "Name"), ("parquet", "name_en")):
        path = tmp_path / f"out.{key}"
        registry.write(view, key, path)
        read = geopandas.read_parquet(path) if key == "parquet" else pyogrio.read_dataframe(path, layer="sites")
        found = read.set_index("site_id")[heading]
        assert {site_id: found[site_id] for site_id in names} == names, key


def test_more_rows_than_are_held_at_a_time(everything, tmp_path, monkeypatch):
    monkeypatch.setattr(gis, "AT_ONCE", 7)
    for key in LAYERS:
        path = tmp_path / f"out.{key}"
        registry.write(everything, key, path)
        read = geopandas.read_parquet(path) if key == "parquet" else pyogrio.read_dataframe(path, layer="sites")
        assert list(read["site_id"]) == list(everything.sites.index)


def test_kml_says_what_it_is_and_gives_its_names_back(everything, tmp_path):
    path = tmp_path / "sites.kml"
    gis.write_kml(everything, path)
    root = ElementTree.parse(path).getroot()
    (document,) = root.findall("{*}Document")
    said = document.find("{*}description").text
    assert f"Version: {everything.catalog.version}." in said
    assert "Licence: Creative Commons Attribution 4.0" in said
    assert document[0].tag.endswith("description"), "the order of the schema: before styles, schemas and folders"
    read = pyogrio.read_dataframe(path)
    assert list(read["name_en"]) == list(read["Name"]) == list(everything.sites["name_en"])
