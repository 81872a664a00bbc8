"""From a folder to a catalog: all faults at once, nothing but DataError, and frames that say what the files say."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import geopandas
import pandas
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geo
from geo.catalog.loader import data_dir
from geo.export import registry, table_columns

DATA = Path(__file__).resolve().parents[2] / "data"


def test_default_folder_is_beside_the_package(monkeypatch):
    monkeypatch.delenv("DEPOSITS_DATA", raising=False)
    assert data_dir() == DATA


def test_variable_names_the_folder(monkeypatch, broken):
    broken.descriptor(lambda document: document.update(version="9.9.9"))
    monkeypatch.setenv("DEPOSITS_DATA", str(broken.path))
    catalog = geo.load()
    assert (catalog.folder, catalog.version) == (broken.path, "9.9.9")


def test_folder_may_be_given_as_text(catalog):
    assert geo.load(str(DATA)).sites.index.equals(catalog.sites.index)


def test_folder_that_does_not_exist(tmp_path):
    with pytest.raises(geo.DataError, match="there is no such folder") as caught:
        geo.load(tmp_path / "nowhere")
    assert isinstance(caught.value, ValueError)


def test_file_in_place_of_the_folder(tmp_path):
    (tmp_path / "data").write_text("")
    with pytest.raises(geo.DataError, match="there is no such folder"):
        geo.load(tmp_path / "data")


def test_empty_folder(tmp_path):
    with pytest.raises(geo.DataError, match=r"datapackage\.json: the file is missing"):
        geo.load(tmp_path)


def test_layer_that_is_not_listed(broken):
    shutil.copy(broken.path / "sites/turkistan.geojson", broken.path / "sites/atlantis.geojson")
    assert broken.faults() == [("sites/atlantis.geojson", 0, "", "the layer is not listed in datapackage.json")]


def test_layer_that_is_listed_and_missing(broken):
    broken.descriptor(lambda document: document["resources"][0]["path"].append("sites/atlantis.geojson"))
    assert broken.faults() == [("sites/atlantis.geojson", 0, "", "the file is missing")]


def test_resource_that_is_missing(broken):
    broken.descriptor(lambda document: document["resources"].pop(2))
    assert broken.faults()[0][0] == "datapackage.json"


def test_several_faults_are_all_reported_damaged_files_first(broken):
    (broken.path / "places.csv").unlink()
    claim = broken.cells("claims.csv", "C003", qualifier="roughly")
    source = broken.cells("sources.csv", "seed_001", url="nowhere")
    layer, site = broken.site("kurumsak", geometry={"type": "Point", "coordinates": [43.6, 68.9]})
    broken.write("sites/mangystau.geojson", "[]")
    faults = broken.faults()
    assert {fault[:3] for fault in faults} >= {
        ("places.csv", 0, ""),
        ("claims.csv", claim, "qualifier"),
        ("sources.csv", source, "url"),
        (layer, site, "geometry"),
        ("sites/mangystau.geojson", 1, ""),
    }
    assert faults == sorted(faults, key=lambda fault: (bool(fault[2]), fault))


def test_message_has_a_line_for_each_fault(broken):
    line = broken.cells("claims.csv", "C003", qualifier="roughly")
    broken.cells("claims.csv", "C004", qualifier="roughly")
    with pytest.raises(geo.DataError) as caught:
        broken.load()
    said = str(caught.value).split("\n")
    assert len(said) == len(caught.value.faults) == 2
    assert said[0].startswith(f"claims.csv:{line}: qualifier: 'roughly' is not one of exact, ")


def test_frames_hold_what_the_files_say(catalog):
    claim = catalog.claims.loc["C001"]
    assert (claim["value"], claim["unit"], claim["value_si"]) == ("28.2", "million tons", 28_200_000.0)
    assert claim["subject_ids"] == ("KZ",)
    assert claim["grade_kind"] == ""
    assert pandas.isna(claim["value_max_si"])
    site = catalog.sites.loc["kuirektykol"]
    assert site["elements"] == ("REE", "Ce", "La", "Nd", "Y")
    assert site["name_kk"] == "Күйректікөл"
    assert (site.geometry.x, site.geometry.y) == (76.46251, 50.04417)
    assert catalog.elements.at["Nd", "rare_earth"]
    assert catalog.elements.at["Nd", "atomic_number"] == 60
    assert isinstance(catalog.sites, geopandas.GeoDataFrame)
    assert catalog.sites.crs == catalog.regions.crs == "EPSG:4326"


def test_every_row_of_every_file_is_loaded(catalog):
    features = [
        feature["properties"]["site_id"]
        for path in catalog.schema.resources["sites"].paths
        for feature in json.loads((DATA / path).read_text(encoding="utf-8"))["features"]
    ]
    assert list(catalog.sites.index) == features
    assert catalog.sites.index.is_unique
    # every record of these two begins its line with its key, and no cell spans lines
    assert len(catalog.claims) == (DATA / "claims.csv").read_text(encoding="utf-8").count("\nC")
    assert len(catalog.frames["units"]) == (DATA / "units.csv").read_text(encoding="utf-8").count("\n") - 1


def test_layers_without_sites_and_tables_without_rows_are_sound(broken):
    for path in sorted(broken.path.glob("sites/*.geojson")):
        broken.write(path.relative_to(broken.path).as_posix(), '{"type":"FeatureCollection","features":[]}')
    broken.keep("claims.csv", lambda row: False)
    view = geo.select(broken.load(), geo.Selection(words="Irgiz", with_tonnage=True))
    assert len(view.sites) == len(view.claims) == 0
    assert registry.content(view, "csv").decode("utf-8") == ",".join(table_columns.SITE_COLUMNS) + "\r\n"
    assert all(number == 0 for counts in view.counts.values() for number in counts.values())


def test_sites_without_claims_are_sound(broken):
    broken.keep("claims.csv", lambda row: False)
    view = geo.select(broken.load())
    assert len(view.sites) == 79
    assert {row["claims"] for row in table_columns.site_rows(view)} == {0}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A copy with rectangles for outlines, quick to load again and again."""
    path = tmp_path_factory.mktemp("small") / "data"
    shutil.copytree(DATA, path)
    for name in ("regions.geojson", "basemap.geojson"):
        document = json.loads((path / name).read_text(encoding="utf-8"))
        for feature in document["features"]:
            west, south, east, north = 46, 40, 88, 56
            ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
            feature["geometry"] = {"type": "Polygon", "coordinates": [ring]}
        (path / name).write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    geo.load(path)
    return path


NAMES = ("claims.csv", "sources.csv", "elements.csv", "datapackage.json", "regions.geojson", "sites/turkistan.geojson")
BYTES = st.one_of(
    st.sampled_from([b'"', b",", b"\n", b"\0", b"[", b"]", b"{", b"}", b"\xff", b"\xef\xbb\xbf", b"9" * 5000, b"null"]),
    st.binary(max_size=3),
)
EDITS = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 40), BYTES), min_size=1, max_size=3)


def _load_or_faults(path):
    """Load, select and export; where loading fails, it must be with faults that name a file and fit in a line."""
    faults = None
    try:
        registry.content(geo.select(geo.load(path)), "csv")
    except geo.DataError as error:
        faults = error.faults
    assert faults is None or faults
    assert all(fault.file and fault.message and "\n" not in str(fault) for fault in faults or ())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(NAMES), edits=EDITS)
def test_random_damage_gives_faults_or_nothing(small, name, edits):
    sound = (small / name).read_bytes()
    raw = bytearray(sound)
    for where, length, new in edits:
        start = int(where * len(raw))
        raw[start : start + length] = new
    (small / name).write_bytes(raw)
    try:
        _load_or_faults(small)
    finally:
        (small / name).write_bytes(sound)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just(10**400),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["lat", "lon", "source_id", "x"]), inner)
    ),
    max_leaves=5,
)
PROPERTIES = tuple(
    json.loads((DATA / "sites/turkistan.geojson").read_text(encoding="utf-8"))["features"][0]["properties"]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.sampled_from(["geometry", "coordinates", "type", *PROPERTIES]), value=JSON)
def test_any_json_in_a_site_gives_faults_or_nothing(small, where, value):
    path = small / "sites/turkistan.geojson"
    sound = path.read_bytes()
    document = json.loads(sound)
    site = document["features"][0]
    holder = {"geometry": site, "coordinates": site["geometry"], "type": site["geometry"]}.get(
        where, site["properties"]
    )
    holder[where] = value
    path.write_text(json.dumps(document), encoding="utf-8")
    try:
        _load_or_faults(small)
    finally:
        path.write_bytes(sound)


def test_a_damaged_table_is_named_first_and_blames_nobody_else(broken) -> None:
    """One unreadable file must not bury itself under every row that refers to it."""
    (broken.path / "sources.csv").write_bytes("название".encode("cp1251"))
    faults = broken.faults()
    assert [fault[0] for fault in faults] == ["sources.csv"]
    assert "UTF-8" in faults[0][3]


def test_a_lost_row_blames_only_its_own_file(broken) -> None:
    path = broken.path / "roots.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], lines[1] + ",one cell too many", *lines[2:]]) + "\n", encoding="utf-8")
    assert {fault[0] for fault in broken.faults()} == {"roots.csv"}


def test_an_empty_file_is_called_empty(broken) -> None:
    (broken.path / "claims.csv").write_text("", encoding="utf-8")
    assert [tuple(fault) for fault in broken.faults()] == [("claims.csv", 1, "", "the file is empty")]
