"""The bundle: what is on the screen, valid for the frictionless library, the same bytes each time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path

import bibtexparser
import geopandas
import pandas
import pytest
import rispy
from frictionless import validate

import geo
from geo import Selection
from geo.catalog import titles, versions
from geo.catalog.selection import select
from geo.export import bundle, citations, registry
from tests import spoilt

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("with the licence that our source list names:", "no licence stated in our source list; a single fact each")
FILES = [
    *("sites.csv", "sites.geojson", "claims.csv", "sources.csv", "roots.csv", "site_facts.csv", "searches.csv"),
    *("citations.bib", "citations.ris", "citations.json", "datapackage.json", "README.md"),
]
SELECTIONS = {
    "all": Selection(),
    "region": Selection(elements=("Nd",), regions=("KZ-35",)),
    "hidden": Selection(hidden_claims=True, uncertain_elements=True, order="tonnage"),
    "source": Selection(sources=("seed_004",)),
    "unlocated": Selection(precisions=("none", "region_only")),
    "none": Selection(elements=("Li",), regions=("KZ-47",)),
}


def unpacked(raw):
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rows_of(files, name):
    return list(csv.DictReader(io.StringIO(files[name].decode("utf-8"), newline="")))


def extracted(raw, folder):
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(params=SELECTIONS)
def view(request, prepared):
    return select(prepared, SELECTIONS[request.param])


def test_frictionless_finds_nothing_to_complain_of(view, tmp_path):
    folder = extracted(bundle.content(view), tmp_path)
    report = validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["title", "fieldName", "rowNumber", "note"])
    rows = {task.name: task.stats.get("rows") or 0 for task in report.tasks if task.type == "table"}
    assert set(rows) == {"sites", "claims", "sources", "roots", "site_facts", "searches"}
    assert (rows["sites"], rows["claims"]) == (len(view.sites), len(view.claims))


def test_facts_and_searches_of_the_sites_come_along_with_their_documents(broken, tmp_path):
    facts = ["F001,melovoye,operator,=Somebody,2024,tks_xiamen,line 1,", "F002,irgiz,age,Permian,,seed_001,line 2,"]
    broken.write("site_facts.csv", broken.text("site_facts.csv") + "\n".join(facts) + "\n")
    search = "S001,melovoye,figure,catalogues,2026-11-30,nothing,\n"
    broken.write("searches.csv", broken.text("searches.csv") + search)
    view = select(broken.load(), Selection(regions=("KZ-47",)))
    files = unpacked(bundle.content(view))
    assert [row["value"] for row in rows_of(files, "site_facts.csv")] == ["'=Somebody"]
    assert [row["search_id"] for row in rows_of(files, "searches.csv")] == ["S001"]
    assert "tks_xiamen" in {row["source_id"] for row in rows_of(files, "sources.csv")}
    assert "| site_facts.csv | 1 |" in files["README.md"].decode("utf-8")
    assert validate(str(extracted(bundle.content(view), tmp_path / "all") / "datapackage.json")).valid
    narrowed = select(broken.load(), Selection(regions=("KZ-47",), sources=("usgs_ofr20051294",)))
    assert rows_of(unpacked(bundle.content(narrowed)), "site_facts.csv") == []


def test_frictionless_opens_the_zip_itself(prepared, tmp_path):
    path = tmp_path / "bundle.zip"
    bundle.write(select(prepared), path)
    assert validate(str(path), type="package").valid


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("sites.csv", b"kuirektykol", b"kuirektykoi"),
        ("citations.bib", b"@misc", b"@book"),
        ("claims.csv", b",seed_00", b",seed_99"),
    ],
)
def test_frictionless_notices_a_changed_file(prepared, tmp_path, name, old, new):
    folder = extracted(bundle.content(select(prepared)), tmp_path)
    whole = (folder / name).read_bytes()
    assert old in whole
    (folder / name).write_bytes(whole.replace(old, new, 1))
    assert not validate(str(folder / "datapackage.json")).valid


def test_files_are_those_of_the_contract_in_their_order(view):
    assert list(unpacked(bundle.content(view))) == FILES


def test_tables_are_the_exports_of_the_view(view):
    files = unpacked(bundle.content(view))
    assert files["sites.csv"] == registry.content(view, "csv")
    assert files["claims.csv"] == registry.content(view, "claims-csv")
    assert files["sites.geojson"] == registry.content(view, "geojson")
    assert [row["site_id"] for row in rows_of(files, "sites.csv")] == list(view.sites.index)


def test_every_document_and_root_that_is_named_is_there(view):
    files = unpacked(bundle.content(view))
    sources = {row["source_id"] for row in rows_of(files, "sources.csv")}
    roots = {row["root_id"] for row in rows_of(files, "roots.csv")}
    named = {row["source_id"] for row in rows_of(files, "claims.csv")}
    named |= {item for row in rows_of(files, "sites.csv") for item in row["sources"].split(";") if item}
    named |= {row["source_id"] for row in rows_of(files, "roots.csv") if row["source_id"]}
    assert named <= sources
    assert sources == set(citations.source_ids(view))
    assert roots == {row["root_id"] for row in rows_of(files, "claims.csv")} - {""}


def test_sources_are_as_the_data_have_them(prepared, catalog):
    rows = rows_of(unpacked(bundle.content(select(prepared))), "sources.csv")
    for row in rows:
        assert row == {name: catalog.sources.at[row["source_id"], name] for name in row}


def test_citations_are_of_the_data_set_and_its_documents(view, catalog):
    files = unpacked(bundle.content(view))
    expected = [f"kazakhstan-deposits-{catalog.version}", *citations.source_ids(view)]
    assert [item["id"] for item in json.loads(files["citations.json"])] == expected
    library = bibtexparser.parse_string(files["citations.bib"].decode("utf-8"))
    assert [entry.key for entry in library.entries] == expected
    assert [entry["id"] for entry in rispy.loads(files["citations.ris"].decode("utf-8"))] == expected


def test_the_page_says_selection_address_counts_version_digest_and_rights(prepared, catalog):
    view = select(prepared, SELECTIONS["region"])
    files = unpacked(bundle.content(view))
    said = files["README.md"].decode("utf-8")
    assert said.startswith(f"# Kazakhstan Deposits: {titles.selection(view)}\n")
    assert f"- Address: `?element=Nd&region=KZ-35&v={catalog.version}` (to be put behind" in said
    assert f"{len(view.sites)} of {len(catalog.sites)} sites · {len(view.claims)} claims" in said
    assert f"data version {catalog.version}" in said
    assert versions.digest(catalog.folder) in said
    assert "Creative Commons Attribution 4.0 (https://creativecommons.org/licenses/by/4.0/)" in said
    stated, unstated = (next(line for line in said.splitlines() if words in line) for words in PLACES)
    assert "GeoNames (CC BY 4.0)" in stated
    assert "Qazinform" in unstated
    assert "Qazinform" not in stated
    for name in FILES:
        assert f"| {name} |" in said or name == "README.md"
    assert f"| claims.csv | {len(view.claims)} |" in said
    for source_id in citations.source_ids(view):
        assert catalog.sources.at[source_id, "url"] in said


def test_the_page_shows_hostile_words_as_words(prepared):
    view = select(prepared, Selection(words="<img src=x> [a](b://c) `c` | # *d*"))
    lines = unpacked(bundle.content(view))["README.md"].decode("utf-8").splitlines()
    said = "\n".join(line for line in lines if not line.startswith("    "))  # what is indented is shown as it is
    assert not re.search(r"(?<!\\)<img|(?<!\\)\[a|(?<!\\)\*d", said)
    assert r"\<img" in said
    assert r"\[a\](b://c)" in said


def test_the_same_selection_gives_the_same_bytes_in_another_process(prepared, tmp_path):
    script = (
        "import sys, geo; from geo.export import bundle; from pathlib import Path; bundle.write(geo.select(geo.load(), "
        "geo.Selection(elements=('Nd',), regions=('KZ-35',))), Path(sys.argv[1]))"
    )
    made = [bundle.content(select(prepared, SELECTIONS["region"]))]
    for number, zone in enumerate(("Asia/Almaty", "America/Lima")):
        path = tmp_path / f"{number}.zip"
        environment = os.environ | {"PYTHONHASHSEED": str(number + 7), "TZ": zone, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", script, path], check=True, cwd=tmp_path, env=environment, timeout=60)
        made.append(path.read_bytes())
    assert len({hashlib.sha256(raw).hexdigest() for raw in made}) == 1


def test_every_place_is_of_a_publisher_with_or_without_a_licence(view, catalog):
    said = unpacked(bundle.content(view))["README.md"].decode("utf-8")
    lines = "\n".join(line for line in said.splitlines() if any(words in line for words in PLACES))
    for source_id in set(view.sites["location_source_id"]) - {""}:
        assert catalog.sources.at[source_id, "publisher"] in lines
    assert "CC BY-SA" not in lines or view.sites["location_source_id"].str.startswith("wiki_").any()


def test_another_selection_is_another_bundle(prepared):
    view = select(prepared, SELECTIONS["region"])
    assert bundle.content(view) != bundle.content(select(prepared, Selection(elements=("Nd",))))


def test_other_data_of_the_same_version_have_another_digest(prepared, broken):
    broken.cells("sources.csv", "afp_20250402", note="Another remark.")
    changed = select(geo.load(broken.path), SELECTIONS["region"])
    before, after = (
        json.loads(unpacked(bundle.content(view))["datapackage.json"])["data"]["hash"]
        for view in (select(prepared, SELECTIONS["region"]), changed)
    )
    assert before != after


def test_nothing_of_this_machine_is_in_it(prepared):
    for name, text in unpacked(bundle.content(select(prepared))).items():
        assert str(ROOT).encode() not in text, name
        assert b"/home/" not in text, name
        assert b"/tmp/" not in text, name


def test_hostile_names_stay_text(tmp_path):
    spoilt.hostile(tmp_path / "data")
    view = select(geo.load(tmp_path / "data"))
    folder = extracted(bundle.content(view), tmp_path / "out")
    report = validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["title", "fieldName", "rowNumber", "note"])


def test_a_day_that_no_zip_can_tell_is_the_first_it_can(broken):
    broken.descriptor(lambda document: document.update(created="1969-01-01"))
    raw = bundle.content(select(geo.load(broken.path)))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_table_is_held_whole(catalog, prepared, tmp_path):
    """A bundle of many sites takes less memory to write than its largest file is long."""
    view = select(prepared)
    many = pandas.concat([view.sites] * 60, ignore_index=True)
    many["site_id"] = [f"s{number}" for number in range(len(many))]
    sites = geopandas.GeoDataFrame(many.set_index("site_id", drop=False).rename_axis(None), crs=view.sites.crs)
    larger = replace(catalog, frames={**catalog.frames, "sites": sites})
    shown = replace(view, catalog=larger, sites=sites)
    bundle.write(view, tmp_path / "small.zip")  # what is imported and cached on the way is not counted
    tracemalloc.start()
    try:
        bundle.write(shown, tmp_path / "large.zip")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    with zipfile.ZipFile(tmp_path / "large.zip") as archive:
        largest = archive.getinfo("sites.geojson").file_size
    assert largest > 4_000_000
    assert peak < largest
