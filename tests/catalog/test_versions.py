"""The digest of the data and the list of versions."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

import geo
from geo.catalog import versions

TINY = Path(__file__).resolve().parents[1] / "data" / "versions"


@pytest.fixture(scope="module")
def newer():
    return geo.load(TINY / "new")


def test_the_digest_is_what_sha256sum_makes_of_the_files(broken):
    names = sorted(
        path.relative_to(broken.path).as_posix()
        for path in [broken.path / "datapackage.json", *broken.path.rglob("*.csv"), *broken.path.rglob("*.geojson")]
        if path.name not in ("versions.csv", "changes.csv")
    )
    listed = [f"{hashlib.sha256((broken.path / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    assert versions.digest(broken.path) == hashlib.sha256("".join(listed).encode()).hexdigest()


@pytest.mark.parametrize("name", ["claims.csv", "sites/turkistan.geojson", "basemap.geojson", "datapackage.json"])
def test_any_byte_of_the_data_changes_the_digest(broken, name):
    before = versions.digest(broken.path)
    broken.write(name, broken.text(name) + "\n")
    assert versions.digest(broken.path) != before


@pytest.mark.parametrize("name", ["versions.csv", "changes.csv", "CHANGELOG.md", "README.md", "stray.csv"])
def test_what_is_told_about_the_data_is_no_part_of_the_digest(broken, name):
    before = versions.digest(broken.path)
    broken.write(name, "something else\n")
    assert versions.digest(broken.path) == before


def test_a_missing_file_is_named(broken):
    (broken.path / "claims.csv").unlink()
    with pytest.raises(geo.DataError, match=r"claims\.csv: the file cannot be read"):
        versions.digest(broken.path)


def test_versions_come_oldest_first(newer):
    assert [item.version for item in versions.history(newer)] == ["0.1.0", "0.2.0"]
    assert versions.order("0.10.0") > versions.order("0.9.0")


def test_a_folder_without_a_list_has_no_history(broken):
    broken.descriptor(
        lambda document: document.update(
            resources=[item for item in document["resources"] if item["name"] not in versions.HISTORY]
        )
    )
    assert versions.history(broken.load()) == ()


@pytest.mark.parametrize("text", ["", "1", "0.1", "v0.1.0", "0.1.0 ", "0.1.x", "0.1.0.0", "0.1.٣", "1" * 9 + ".0.0"])
def test_what_is_no_version(text):
    assert not versions.is_version(text)
    assert versions.is_version("0.12.3")


def test_a_change_must_name_a_version_that_is_listed(broken):
    broken.write("changes.csv", broken.text("changes.csv") + "9.9.9,claims,C001,value,changed,1,2\n")
    assert [(file, column) for file, _, column, _ in broken.faults()] == [("changes.csv", "version")]


def test_the_dictionary_says_how_to_check_the_digest():
    words = (TINY.parents[2] / "data" / "README.md").read_text(encoding="utf-8")
    assert re.search(r"sha256sum .*\| sha256sum", words.replace("\\\n", " "))
