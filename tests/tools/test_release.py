"""Making a version, and the check that the data are of the newest one."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import geo
from geo.catalog import versions
from geo.history import changes
from tools import release

ROOT = Path(__file__).resolve().parents[2]
TINY = ROOT / "tests" / "data" / "versions"


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(TINY / "old", tmp_path / "data"))


def edit(folder, name, old, new):
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def made(folder, *arguments):
    return release.main(["--data", str(folder), "--date", "2027-01-05", *arguments])


@pytest.mark.parametrize("data", [ROOT / "data", TINY / "old", TINY / "new"], ids=["real", "old", "new"])
def test_the_data_are_those_of_their_version(data):
    assert release.faults(data) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("claims.csv", "Several areas", "Many areas", "the data are not those of version 0.1.0"),
        ("datapackage.json", '"version": "0.1.0"', '"version": "0.1.1"', "datapackage.json says 0.1.1"),
        ("datapackage.json", '"created": "2026-11-21"', '"created": "2026-11-22"', "datapackage.json says 2026-11-22"),
        ("CHANGELOG.md", "## 0.1.0", "## 0.0.1", "CHANGELOG.md has no section on version 0.1.0"),
        ("versions.csv", "0.1.0", "0.1.2", "versions.csv says 0.1.2"),
    ],
)
def test_the_check_says_what_does_not_fit(folder, capsys, name, old, new, said):
    edit(folder, name, old, new)
    assert made(folder, "--check") == 1
    assert said in capsys.readouterr().err


def test_a_release_leaves_data_that_pass_and_a_history_that_leads_back(folder):
    edit(folder, "claims.csv", "Several areas", "Many areas")
    assert made(folder, "0.2.0", "--note", "A paraphrase mended.", "--old", str(TINY / "old")) == 0
    assert release.faults(folder) == []
    now = geo.load(folder)
    assert (now.version, now.schema.created) == ("0.2.0", "2027-01-05")
    assert changes.difference(changes.rewound(now, "0.1.0"), geo.load(TINY / "old")).is_empty
    log = (folder / "CHANGELOG.md").read_text(encoding="utf-8")
    assert log.index("## 0.2.0 (2027-01-05)\n\nA paraphrase mended. Claims: 1 changed.") < log.index("## 0.1.0")


def test_a_release_keeps_the_layout_of_the_descriptor(folder):
    before = (folder / "datapackage.json").read_text(encoding="utf-8")
    edit(folder, "claims.csv", "Several areas", "Many areas")
    made(folder, "0.2.0", "--note", "x", "--old", str(TINY / "old"))
    after = (folder / "datapackage.json").read_text(encoding="utf-8")
    assert after.replace("0.2.0", "0.1.0").replace("2027-01-05T00:00:00Z", "2026-11-21") == before


def test_a_release_brings_the_citation_along(folder):
    citation = folder.parent / "CITATION.cff"
    citation.write_text(
        'title: "A"\nversion: 0.1.0\ndate-released: "2026-11-21"\nlicense: CC-BY-4.0\n', encoding="utf-8"
    )
    edit(folder, "claims.csv", "Several areas", "Many areas")
    made(folder, "0.2.0", "--note", "x", "--old", str(TINY / "old"))
    said = 'title: "A"\nversion: 0.2.0\ndate-released: "2027-01-05"\nlicense: CC-BY-4.0\n'
    assert citation.read_text(encoding="utf-8") == said


def test_two_releases_one_after_the_other(folder, tmp_path):
    edit(folder, "claims.csv", "Several areas", "Many areas")
    made(folder, "0.2.0", "--note", "x", "--old", str(TINY / "old"))
    second = Path(shutil.copytree(folder, tmp_path / "second"))
    edit(folder, "claims.csv", "Many areas", "Some areas")
    assert made(folder, "0.10.0", "--note", "y", "--old", str(second)) == 0
    assert release.faults(folder) == []
    words = [
        changes.rewound(geo.load(folder), item).claims.at["C057", "paraphrase"].split()[0]
        for item in ("0.1.0", "0.2.0", "0.10.0")
    ]
    assert words == ["Several", "Many", "Some"]


def test_the_last_version_comes_from_the_history_of_the_repository(folder):
    def git(*arguments):
        who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "core.autocrlf=false")
        subprocess.run(["git", *who, "-C", str(folder.parent), *arguments], check=True, capture_output=True)

    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "-m", "first")
    edit(folder, "claims.csv", "Several areas", "Many areas")
    git("commit", "--quiet", "-am", "a change")
    assert made(folder, "0.2.0", "--note", "x") == 0
    assert [row.id for row in changes.between(geo.load(folder), "0.1.0", "0.2.0").rows] == ["C057"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("0.1.0", "--note", "x"), "0.1.0 is not above the last version, 0.1.0"),
        (("0.0.9", "--note", "x"), "not above"),
        (("next", "--note", "x"), "'next' is not a version"),
        (("--note", "x"), "'' is not a version"),
        (("0.2.0",), "say with --note what is new"),
        (("0.2.0", "--note", "x", "--date", "soon"), "'soon' is not a day"),
        (("0.2.0", "--note", "x", "--old", str(TINY / "new")), "does not hold version 0.1.0"),
        (("0.2.0", "--note", "x", "--old", str(TINY / "old")), "the data are the same"),
        (("0.2.0", "--note", "x"), "name its folder with --old"),
    ],
)
def test_a_release_that_cannot_be_writes_nothing(folder, capsys, arguments, said):
    before = {path: path.read_bytes() for path in folder.rglob("*.*")}
    assert made(folder, *arguments) == 2
    assert said in capsys.readouterr().err
    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == before


def test_first_does_not_pass_other_data_off_as_a_version_that_is_recorded(folder, capsys):
    assert made(folder, "--first") == 0, "the same data: nothing is lost"
    before = (folder / "versions.csv").read_bytes()
    edit(folder, "claims.csv", "Several areas", "Many areas")
    assert made(folder, "--first") == 2
    assert "versions.csv has 0.1.0 with other data: give the change a number of its own" in capsys.readouterr().err
    assert (folder / "versions.csv").read_bytes() == before


@pytest.mark.parametrize("rest", ["version,date,digest,note\n", None], ids=["no row", "no file"])
def test_first_writes_the_list_where_there_is_none(folder, rest):
    edit(folder, "claims.csv", "Several areas", "Many areas")
    (folder / "versions.csv").unlink()
    if rest is not None:
        (folder / "versions.csv").write_text(rest, encoding="utf-8")
    assert made(folder, "--first") == 0
    assert release.faults(folder) == []


@pytest.mark.parametrize(
    ("cited", "said"),
    [
        ('version: 0.1.0\ndate-released: "2026-11-21"\n', []),
        ("version: 0.0.9\ndate-released: '2026-11-21'\n", ["CITATION.cff says 0.0.9, datapackage.json says 0.1.0"]),
        ("version: 0.1.0\n", ["CITATION.cff says no date-released, datapackage.json says 2026-11-21"]),
    ],
)
def test_the_check_reads_the_citation_too(folder, cited, said):
    (folder.parent / "CITATION.cff").write_text(f"cff-version: 1.2.0\n{cited}", encoding="utf-8")
    assert release.faults(folder) == said


def test_later_versions_are_never_first(folder, capsys):
    target = Path(shutil.copytree(TINY / "new", folder.parent / "new"))
    assert made(target, "--first") == 2
    assert "names 2 versions" in capsys.readouterr().err


def test_the_changelog_of_the_code_sends_readers_to_that_of_the_data():
    assert json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))["version"] in (
        ROOT / "data" / "CHANGELOG.md"
    ).read_text(encoding="utf-8")
    assert versions.digest(ROOT / "data") in (ROOT / "data" / "versions.csv").read_text(encoding="utf-8")
