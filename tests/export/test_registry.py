"""Every format: the same sites in the same order, nothing lost on the way."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import tempfile
import zipfile
from dataclasses import replace

import pytest

import geo
from geo import Selection
from geo.catalog.selection import select
from geo.cli import main
from geo.errors import DataError, FormatError
from geo.export import registry, table_columns
from geo.export.csv_files import write_csv
from geo.export.registry import FORMATS
from tests.export.beginning import QUICK, STARTS

SAME_EACH_TIME = ("xlsx", "csv", "claims-csv", "geojson", "parquet", "kml", "bundle")


@pytest.mark.parametrize("key", FORMATS)
def test_content_is_of_the_kind_it_claims(qaraganda, key):
    made = registry.content(qaraganda, key)
    assert made.startswith(STARTS[key])
    assert len(made) > 500


@pytest.mark.parametrize("key", SAME_EACH_TIME)
def test_the_same_view_gives_the_same_bytes(qaraganda, key):
    assert registry.content(qaraganda, key) == registry.content(qaraganda, key)


def test_csv_and_geojson_are_those_of_exports(qaraganda):
    sites, claims, layer = io.StringIO(), io.StringIO(), io.StringIO()
    write_csv(table_columns.each_site(qaraganda), table_columns.SITE_COLUMNS, sites)
    write_csv(table_columns.each_claim(qaraganda), table_columns.claim_columns(qaraganda), claims)
    table_columns.write_geojson(qaraganda, layer)
    for key, out in (("csv", sites), ("claims-csv", claims), ("geojson", layer)):
        assert registry.content(qaraganda, key).decode("utf-8") == out.getvalue(), key


def test_address_stands_in_the_formats_that_say_where_they_come_from(qaraganda):
    address = "https://deposits.example/?region=KZ-35"
    assert b"deposits.example" in registry.content(qaraganda, "svg", address=address)


def test_a_choice_that_no_format_has_is_refused(qaraganda):
    with pytest.raises(TypeError, match="semicolons"):
        registry.content(qaraganda, "csv", semicolons=True)


def test_the_bundle_is_the_same_from_any_app_and_the_command_line(qaraganda, tmp_path):
    taken = registry.content(qaraganda, "bundle", address="https://deposits.example/?region=KZ-35&v=0.1.0")
    assert main(["export", "--region", "KZ-35", "--out", str(tmp_path / "out.zip")]) == 0
    assert taken == (tmp_path / "out.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(taken)) as bundle:
        assert all(b"deposits.example" not in bundle.read(name) for name in bundle.namelist())


@pytest.mark.parametrize(
    ("key", "path", "found"),
    [
        *(
            ("", "", "csv"),
            ("", "out", "csv"),
            ("", "out.csv", "csv"),
            ("", "Out.GPKG", "gpkg"),
            ("", "a.b.zip", "bundle"),
        ),
        *(("claims-csv", "out.csv", "claims-csv"), ("charts-png", "out.png", "charts-png"), ("csv", "out.txt", "csv")),
    ],
)
def test_format_by_key_and_ending(key, path, found):
    assert registry.meant(key, path).key == found


def test_an_ending_does_not_speak_where_it_is_that_of_a_folder(tmp_path):
    (tmp_path / "maps.kml").mkdir()
    assert registry.meant("", tmp_path / "maps.kml").key == "csv"
    assert registry.meant("xlsx", tmp_path / "maps.kml").key == "xlsx"


@pytest.mark.parametrize(
    ("key", "path", "said"),
    [
        (
            "csv",
            "to/foo.xlsx",
            r"^'foo.xlsx' ends like xlsx, but the format asked for is csv \(.csv\): change one of them$",
        ),
        ("xlsx", "foo.csv", r"^'foo.csv' ends like csv or claims-csv, but the format asked for is xlsx"),
        ("", "foo.json", r"^'foo.json' ends like none of the formats xlsx, csv, .*: name one with --format$"),
    ],
)
def test_a_format_and_an_ending_that_disagree_are_refused(key, path, said):
    with pytest.raises(FormatError, match=said):
        registry.meant(key, path)


def test_unknown_format_is_one_sentence_that_lists_those_there_are(qaraganda, tmp_path):
    for call in (
        lambda: registry.content(qaraganda, "xml"),
        lambda: registry.write(qaraganda, "xml", tmp_path / "x"),
        lambda: registry.filename(qaraganda, "xml"),
    ):
        with pytest.raises(FormatError, match=r"^'xml' is not a format; there are xlsx, csv, claims-csv, geojson"):
            call()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("selection", "part"),
    [
        (Selection(), "all"),
        (Selection(order="name"), "all"),
        (Selection(regions=("KZ-35",)), "qaraganda"),
        (Selection(elements=("Nd",), regions=("KZ-35",)), "nd-qaraganda"),
        (Selection(groups=("rare-earths",)), "rare-earths"),
        (Selection(words="Жаңа Қазақстан"), "zhanga-qazaqstan"),
        (Selection(words="../../etc/passwd"), "etc-passwd"),
        (Selection(with_tonnage=True, on_map=True), "with-tonnage-on-map"),
        (Selection(sources=("seed_001",)), "seed_001"),
        (Selection(hidden_claims=True), "all-set-aside-too"),
        (Selection(elements=("Nd",), uncertain_elements=True), "nd-unconfirmed-too"),
        (Selection(uncertain_elements=True, hidden_claims=True), "all-unconfirmed-too-set-aside-too"),
    ],
)
def test_file_names(prepared, selection, part):
    view = replace(select(prepared), selection=selection)
    version = prepared.catalog.version
    if part == "zhanga-qazaqstan":  # the spelling is that of the library
        part = registry.part(view)
        assert re.fullmatch(r"zh?a\w+-[kq]aza[kq]h?stan", part)
    assert registry.filename(view, "xlsx") == f"kazakhstan-deposits_{part}_{version}.xlsx"
    assert registry.filename(view, "claims-csv") == f"kazakhstan-deposits_{part}-claims_{version}.csv"
    assert len({registry.filename(view, key) for key in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize(
    "chosen", [{"words": "=?"}, {"words": "a" * 200}, {"sources": tuple(f"document_{n}" for n in range(9))}]
)
def test_a_selection_too_long_for_a_name_has_a_number_of_its_own(prepared, chosen):
    view = select(prepared)
    names = [
        registry.part(replace(view, selection=Selection(**chosen, **more)))
        for more in ({}, {"order": "name"}, {"on_map": True}, {"hidden_claims": True})
    ]
    assert all(re.fullmatch(r"selection-[0-9a-f]{8}", name) for name in names)
    assert names[0] == names[1]
    assert len(set(names)) == 3


LACKING = (
    *("district", "name_en", "elements", "source_ids", "uncertainty_km", "main_group"),
    *("location_source_id", "location_note", "region_basis", "review", "geometry", "aliases"),
)


@pytest.mark.parametrize("key", FORMATS)
@pytest.mark.parametrize("column", LACKING)
def test_a_missing_column_is_named(catalog, tmp_path, key, column):
    view = geo.select(catalog)
    lacking = replace(view, sites=view.sites.drop(columns=column))
    with pytest.raises(DataError, match=rf"^sites: {column}: the column is missing, and every export has it$"):
        registry.write(lacking, key, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_every_missing_column_is_named_at_once(catalog):
    view = geo.select(catalog)
    lacking = replace(view, sites=view.sites.drop(columns=["review", "note"]))
    with pytest.raises(DataError) as caught:
        registry.content(lacking, "svg")
    assert [fault.column for fault in caught.value.faults] == ["note", "review"]


@pytest.mark.parametrize("key", FORMATS)
@pytest.mark.parametrize("column", ["value", "subject_ids", "root_id", "source_id"])
def test_a_missing_column_of_the_claims_is_named(catalog, key, column):
    view = geo.select(catalog)
    with pytest.raises(DataError, match=rf"^claims: {column}: the column is missing"):
        registry.content(replace(view, claims=view.claims.drop(columns=column)), key)


@pytest.mark.parametrize("key", QUICK)
def test_a_view_of_nothing_is_a_file_of_nothing(prepared, key):
    view = select(prepared, Selection(elements=("Li",), regions=("KZ-47",)))
    assert view.sites.empty
    made = registry.content(view, key)
    assert made.startswith(STARTS[key])
    if key == "geojson":
        assert json.loads(made)["features"] == []


def test_a_passing_file_that_finds_no_room_is_not_named(qaraganda, monkeypatch):
    def full(view, path, options):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setitem(registry.FORMATS, "csv", replace(FORMATS["csv"], write=full))
    with pytest.raises(OSError, match="No space left on device") as caught:
        registry.content(qaraganda, "csv")
    assert caught.value.filename == tempfile.gettempdir()
