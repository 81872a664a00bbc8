"""The command line: what it prints, where, and with which exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from geo import Selection
from geo.cli import commands, exporting, main
from geo.export.registry import FORMATS
from geo.export.table_columns import SITE_COLUMNS

REPO = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _default_data(monkeypatch):
    monkeypatch.delenv("DEPOSITS_DATA", raising=False)


@pytest.fixture
def run(capsysbinary):
    """Run a command in this process: exit status, standard output and standard error."""

    def run(*arguments):
        status = main(list(arguments))
        out, err = capsysbinary.readouterr()
        return status, out.decode("utf-8"), err.decode("utf-8")

    return run


def process(*arguments, stdout=subprocess.PIPE, **environment):
    """Run a command as a process of its own, buffered as usual: exit status and the bytes it wrote."""
    strange = ("PYTHON", "LC_", "LANG", "DEPOSITS")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
    done = subprocess.run(
        [sys.executable, "-m", "geo", *arguments],
        cwd=REPO,
        env=clean | environment,
        stdout=stdout,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_validate_sound_data(run):
    status, out, err = run("validate")
    assert (status, err) == (0, "")
    assert re.fullmatch(r".*data: in order: 79 sites, \d+ claims, \d+ sources, \d+ roots\n", out)


def test_validate_prints_every_fault_on_a_line_of_its_own(run, broken):
    claim = broken.cells("claims.csv", "C003", value="1,5", qualifier="roughly")
    source = broken.cells("sources.csv", "seed_001", tier="gossip")
    (broken.path / "places.csv").unlink()
    status, out, err = run("validate", str(broken.path))
    assert (status, out) == (1, "")
    lines = err.splitlines()
    said = "'1,5' does not have the form of '12.5': write the number with a point and without commas"
    assert f"claims.csv:{claim}: value: {said}" in lines
    assert any(line.startswith(f"claims.csv:{claim}: qualifier: 'roughly' is not one of") for line in lines)
    assert any(line.startswith(f"sources.csv:{source}: tier: 'gossip' is not one of") for line in lines)
    assert "places.csv: the file is missing" in lines
    assert all(re.match(r"[\w./]+(:\d+)?: ", line) for line in lines)


@pytest.mark.parametrize("command", [["export"], ["search", "Irgiz"], ["show", "irgiz"]])
def test_other_commands_name_the_faults_too(run, broken, command):
    line = broken.cells("claims.csv", "C003", qualifier="roughly")
    status, out, err = run(*command, "--data", str(broken.path))
    assert (status, out) == (1, "")
    assert err.startswith(f"claims.csv:{line}: qualifier: 'roughly' is not one of")
    assert err.count("\n") == 1


def test_folder_that_does_not_exist(run, tmp_path):
    status, out, err = run("validate", str(tmp_path / "nowhere"))
    assert (status, out) == (1, "")
    said = "there is no such folder; name one with --data or the variable DEPOSITS_DATA"
    assert err == f"{tmp_path / 'nowhere'}: {said}\n"


def test_export_of_a_region_with_its_unlocated_sites(run):
    status, out, err = run("export", "--region", "KZ-47", "--format", "csv")
    rows = rows_of(out)
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == ",".join(SITE_COLUMNS)
    assert {"melovoye", "taybogar"} <= {row["site_id"] for row in rows}
    assert len(rows) == 4
    assert {row["region_iso"] for row in rows} == {"KZ-47"}
    assert all(row["sources"] for row in rows)
    assert {row["latitude"] for row in rows if row["location_precision"] == "region_only"} == {""}


def test_export_of_a_selection(run):
    status, out, _ = run("export", "--region", "KZ-35", "--element", "Nd", "--source", "seed_001", "--order", "name")
    rows = rows_of(out)
    assert status == 0
    assert rows
    assert all("Nd" in row["elements"].split(";") and row["sources"] == "seed_001" for row in rows)
    assert [row["name_en"] for row in rows] == sorted(row["name_en"] for row in rows)


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        (["--group", "battery"], lambda row: {"Li", "Co", "Ni"} & set(row["elements"].split(";"))),
        (["--main-group", "tungsten-molybdenum"], lambda row: row["main_group"] == "tungsten-molybdenum"),
        (["--on-map"], lambda row: row["latitude"]),
        (["--words", "Dos"], lambda row: row["name_en"].startswith("Dos")),
        (["--region", "KZ-47", "--region", "KZ-61"], lambda row: row["region_iso"] in ("KZ-47", "KZ-61")),
    ],
)
def test_each_filter_narrows(run, options, kept):
    everything = rows_of(run("export")[1])
    rows = rows_of(run("export", *options)[1])
    assert [row["site_id"] for row in rows] == [
        row["site_id"] for row in everything if kept(row)
    ] or "--words" in options
    assert 0 < len(rows) < len(everything)
    assert all(kept(row) for row in rows)


@pytest.mark.parametrize("options", [["--tier", "company"], ["--with-tonnage"]])
def test_filters_of_claims_narrow(run, options):
    assert 0 < len(rows_of(run("export", *options)[1])) < 79


def test_export_begins_with_the_mark_only_where_asked(run):
    plain, marked = run("export")[1], run("export", "--bom")[1]
    assert not plain.startswith("\ufeff")
    assert marked == "\ufeff" + plain


def test_export_of_claims(run):
    rows = rows_of(run("export", "--words", "Irgiz", "--format", "claims-csv")[1])
    assert rows
    assert all("irgiz" in row["subject_ids"].split(";") and row["source_url"] for row in rows)


def test_export_of_geojson(run):
    document = json.loads(run("export", "--region", "KZ-47", "--format", "geojson")[1])
    assert [feature["geometry"] is None for feature in document["features"]].count(True) >= 1


def test_export_to_a_file_holds_the_same_bytes(run, tmp_path):
    status, out, _ = run("export", "--region", "KZ-47", "--out", str(tmp_path / "out.csv"))
    assert (status, out) == (0, "")
    assert (tmp_path / "out.csv").read_bytes().decode("utf-8") == run("export", "--region", "KZ-47")[1]


def test_export_to_a_place_that_does_not_exist(run, tmp_path):
    status, out, err = run("export", "--out", str(tmp_path / "nowhere" / "out.csv"))
    assert (status, out) == (2, "")
    assert err == f"geo: {tmp_path / 'nowhere' / 'out.csv'}: the folder {tmp_path / 'nowhere'} is missing\n"


def test_export_into_a_folder_that_is_not_there_makes_no_file_of_its_name(run, tmp_path):
    place = f"{tmp_path}/maps.kml/"
    assert run("export", "--out", place) == (2, "", f"geo: {place}: the folder is missing\n")
    assert list(tmp_path.iterdir()) == []


def test_export_takes_the_format_from_the_ending(run, tmp_path):
    assert run("export", "--region", "KZ-47", "--out", str(tmp_path / "foo.gpkg")) == (0, "", "")
    assert (tmp_path / "foo.gpkg").read_bytes().startswith(b"SQLite format 3")


def test_export_refuses_an_ending_of_another_format(run, tmp_path):
    status, out, err = run("export", "--format", "csv", "--out", str(tmp_path / "foo.xlsx"))
    assert (status, out) == (2, "")
    assert err == "geo: 'foo.xlsx' ends like xlsx, but the format asked for is csv (.csv): change one of them\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ["--region", "Mangistau"],
            "'Mangistau' is not among the regions of the data; did you mean KZ-47 (Mangystau)?",
        ),
        (["--element", "Xx"], "'Xx' is not among the elements of the data"),
        (["--source", "nobody"], "'nobody' is not among the sources of the data"),
        (["--source", "seed_01"], "'seed_01' is not among the sources of the data; did you mean seed_001 or "),
        (["--main-group", "gold"], "'gold' is not among the main groups of the data; there are rare-earth, phosphate-"),
        (["--status", "running"], "'running' is not among the statuses of the data; there are operating, under-dev"),
        (["--place", "guess"], "'guess' is not among the precisions of the data; there are exact, dataset_point, "),
        (["--region", ""], "'' is not among the regions of the data; there are KZ-10, KZ-11, "),
    ],
)
def test_unknown_value_is_one_sentence_with_what_may_be_meant(run, options, said):
    status, out, err = run("export", *options)
    assert (status, out) == (2, "")
    assert err.startswith(f"geo: {said}")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "meant"),
    [
        (["--region", "kz-47"], ["--region", "KZ-47"]),
        (["--region", "mangystau"], ["--region", "KZ-47"]),
        (["--region", "North Kazakhstan"], ["--region", "KZ-59"]),
        (["--element", "nd"], ["--element", "Nd"]),
        (["--group", "Battery"], ["--group", "battery"]),
        (["--main-group", "Tin"], ["--main-group", "tin"]),
    ],
)
def test_case_does_not_matter_and_a_region_has_a_name(run, options, meant):
    assert run("export", *options) == run("export", *meant)


def test_every_filter_of_the_page_has_an_option(run):
    """Any view of the page can be made on the command line too."""
    everything = rows_of(run("export")[1])
    assert {row["site_id"] for row in rows_of(run("export", "--place", "none")[1])} == {
        row["site_id"] for row in everything if row["location_precision"] == "none"
    }
    forecast = rows_of(run("export", "--evidence", "forecast")[1])
    assert {"zhana_kazakhstan"} <= {row["site_id"] for row in forecast} < {row["site_id"] for row in everything}
    unsettled = rows_of(run("export", "--region", "unsettled")[1])
    assert {row["region_iso"] for row in unsettled} == {""}
    operating = rows_of(run("export", "--status", "operating")[1])
    assert 0 < len(operating) < len(everything)
    sure, all_of_it = (rows_of(run("export", "--element", "Sc", *more)[1]) for more in ([], ["--unconfirmed"]))
    assert len(sure) < len(all_of_it)
    shown, aside = (rows_of(run("export", "--format", "claims-csv", *more)[1]) for more in ([], ["--set-aside"]))
    assert len(aside) - len(shown) == sum(row["review"] == "hide" for row in aside) > 0
    arguments = vars(commands._parser().parse_args(["export"]))
    assert {item.name for item in fields(Selection)} - {"more"} <= set(arguments)


@pytest.mark.parametrize("arguments", [[], ["dig"], ["export", "--order", "xml"], ["show"], ["search"]])
def test_wrong_call_is_status_two(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: python -m geo" in capsys.readouterr().err


@pytest.mark.parametrize("command", [[], ["validate"], ["export"], ["search"], ["show"]])
def test_every_command_explains_itself(command, capsys):
    with pytest.raises(SystemExit) as caught:
        main([*command, "--help"])
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith(" ".join(["usage: python -m geo", *command]))


@pytest.mark.parametrize(
    ("words", "site_id"),
    [
        ("Жана Казахстан", "zhana_kazakhstan"),
        ("Zana Kazakhstan", "zhana_kazakhstan"),
        ("Severny Katpar", "north_katpar"),
        ("Condipbay", "kundybay"),
    ],
)
def test_search_finds_the_sites_of_the_issue(run, catalog, words, site_id):
    status, out, err = run("search", words)
    assert (status, err) == (0, "")
    found, name, region, why = out.splitlines()[0].split("\t")
    site = catalog.sites.loc[site_id]
    assert (found, name, region) == (site_id, site["name_en"], catalog.regions.at[site["region_iso"], "name_en"])
    assert why.startswith("did you mean") == (words == "Condipbay")
    assert run("search", *words.split()) == (status, out, err)


def test_search_says_where_the_region_is_not_settled(run, catalog):
    site = catalog.sites[catalog.sites["region_iso"] == ""].iloc[0]
    assert f"{site['site_id']}\t{site['name_en']}\tRegion not settled\t" in run("search", site["name_en"])[1]


def test_search_that_finds_nothing_says_so(run):
    status, out, err = run("search", "Xylophone")
    assert (status, out) == (0, "")
    assert err == "geo: no site is called anything like 'Xylophone'\n"


def test_search_for_programs(run):
    assert [row["id"] for row in json.loads(run("search", "Condipbay", "--format", "json")[1])] == ["kundybay"]
    assert json.loads(run("search", "Xylophone", "--format", "json")[1]) == []


def test_show_prints_the_site_and_every_claim_about_it(run, catalog):
    status, out, err = run("show", "kuirektykol")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "Name: Kuirektykol / Куйректыколь / Күйректікөл"
    assert "Region: Qaraganda" in lines
    assert "Part of: Zhana Kazakhstan" in lines
    assert any(line.startswith("Contains: Irgiz") for line in lines)
    about = [claim for claim, ids in catalog.claims["subject_ids"].items() if "kuirektykol" in ids]
    assert f"Claims: {len(about)}" in lines
    assert [line.split()[0] for line in lines if re.match(r"  C\d+ ", line)] == about


def test_show_of_a_site_without_claims_or_region(run, catalog):
    about = {site for ids in catalog.claims["subject_ids"] for site in ids}
    for site_id in catalog.sites.index[catalog.sites["region_iso"] == ""]:
        status, out, _ = run("show", site_id)
        assert status == 0
        assert "Region: Region not settled" in out
        assert ("Claims: 0" in out) == (site_id not in about)


def test_show_for_programs(run, catalog):
    shown = json.loads(run("show", "irgiz", "--format", "json")[1])
    point = catalog.sites.geometry["irgiz"]
    assert shown["site_id"] == "irgiz"
    assert shown["coordinates"] == [point.x, point.y]
    assert shown["elements"] == list(catalog.sites.at["irgiz", "elements"])
    assert {claim["claim_id"] for claim in shown["claims"]} == {
        claim for claim, ids in catalog.claims["subject_ids"].items() if "irgiz" in ids
    }


def test_show_for_programs_without_a_place_is_json(run, catalog):
    for site_id in catalog.sites.index[catalog.sites.geometry.isna()][:3]:
        text = run("show", site_id, "--format", "json")[1]
        shown = json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))
        assert shown["coordinates"] is None


def test_show_of_an_unknown_site_is_one_sentence(run):
    assert run("show", "atlantis") == (2, "", "geo: 'atlantis' is not the id of a site\n")


def test_other_data_by_option_and_by_variable(run, broken, monkeypatch):
    broken.site("kurumsak", name_en="Quite Another Name")
    assert "Quite Another Name" in run("show", "kurumsak", "--data", str(broken.path))[1]
    assert "Quite Another Name" not in run("show", "kurumsak")[1]
    monkeypatch.setenv("DEPOSITS_DATA", str(broken.path))
    assert "Quite Another Name" in run("show", "kurumsak")[1]
    assert "Quite Another Name" not in run("show", "kurumsak", "--data", str(REPO / "data"))[1]


@pytest.mark.parametrize(
    "environment", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONIOENCODING": "latin-1"}]
)
@pytest.mark.parametrize("command", [["show", "kuirektykol"], ["search", "Катпар"], ["export", "--words", "Irgiz"]])
def test_output_is_utf8_whatever_the_console(run, command, environment):
    status, out, err = process(*command, **environment)
    assert (status, err) == (0, b"")
    assert out.decode("utf-8") == run(*command)[1]
    assert re.search("[А-Яа-я]", out.decode("utf-8")) or command[0] == "search"


def test_faults_are_utf8_whatever_the_console(broken):
    broken.cells("sources.csv", "seed_001", tier="слухи")
    status, out, err = process("validate", str(broken.path), PYTHONIOENCODING="ascii")
    assert (status, out) == (1, b"")
    assert "'слухи' is not one of" in err.decode("utf-8")


def test_process_exits_with_the_status():
    assert process("validate")[0] == 0
    status, out, err = process("export", "--region", "KZ-99")
    assert (status, out) == (2, b"")
    assert err.startswith(b"geo: 'KZ-99' is not among the regions of the data; did you mean KZ-")


@pytest.mark.parametrize("command", ["export --format claims-csv", "show kuirektykol", "search Irgiz", "validate"])
def test_reader_that_leaves_early_is_no_error(command):
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        assert process(*command.split(), stdout=closed) == (0, None, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", ["export", "search Irgiz"])
def test_disk_that_is_full_is_one_sentence(command):
    with Path("/dev/full").open("wb") as full:
        assert process(*command.split(), stdout=full) == (2, None, b"geo: output: No space left on device\n")


@pytest.mark.parametrize("key", ["xlsx", "gpkg", "parquet", "kml", "bundle"])
def test_export_of_each_format_to_a_file(run, tmp_path, key):
    path = tmp_path / "out"
    assert run("export", "--region", "KZ-47", "--format", key, "--out", str(path)) == (0, "", "")
    starts = {"xlsx": b"PK", "gpkg": b"SQLite format 3", "parquet": b"PAR1", "kml": b"<?xml", "bundle": b"PK"}
    assert path.read_bytes().startswith(starts[key])
    assert [item.name for item in tmp_path.iterdir()] == ["out"]


def test_export_into_a_folder_has_the_usual_name(run, tmp_path, catalog):
    assert run("export", "--region", "KZ-47", "--format", "claims-csv", "--out", str(tmp_path)) == (0, "", "")
    assert [item.name for item in tmp_path.iterdir()] == [f"kazakhstan-deposits_mangystau-claims_{catalog.version}.csv"]


def test_export_that_is_no_text_goes_to_a_program_but_not_to_a_screen(tmp_path, monkeypatch, capsys):
    status, out, err = process("export", "--region", "KZ-47", "--format", "parquet")
    assert (status, out[:4], out[-4:], err) == (0, b"PAR1", b"PAR1", b"")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert main(["export", "--region", "KZ-47", "--format", "parquet"]) == 2
    assert capsys.readouterr() == ("", "geo: parquet is no text for a screen: name a file with --out\n")


@pytest.mark.parametrize("key", ["csv", "xlsx", "gpkg", "bundle"])
def test_a_file_that_takes_long_says_on_a_terminal_how_far_it_is(run, tmp_path, monkeypatch, key):
    monkeypatch.setattr(exporting, "_PATIENCE", 0)
    monkeypatch.setattr(exporting, "_STEP", 0)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    status, out, err = run("export", "--region", "KZ-47", "--format", key, "--out", str(tmp_path / "out"))
    assert (status, out) == (0, "")
    assert err.startswith(f"\rgeo: {key}: 1 of 4 sites\rgeo: {key}: 2 of 4 sites")
    assert err.endswith(f"\rgeo: {key}: 4 of 4 sites\n")


@pytest.mark.parametrize(("patience", "terminal"), [(0, False), (60, True)])
def test_nothing_is_said_of_quick_files_or_beside_a_terminal(run, monkeypatch, patience, terminal):
    monkeypatch.setattr(exporting, "_PATIENCE", patience)
    monkeypatch.setattr(exporting, "_STEP", 0)
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    status, out, err = run("export", "--region", "KZ-47")
    assert (status, err) == (0, "")
    assert len(rows_of(out)) == 4


def test_export_for_spreadsheets_that_expect_semicolons(run):
    text = run("export", "--region", "KZ-35", "--semicolon", "--bom")[1]
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    row = next(row for row in rows if row["site_id"] == "kuirektykol")
    assert (row["latitude"], row["elements"]) == ("50,04417", "REE;Ce;La;Nd;Y")


def test_unknown_format_is_one_sentence_that_names_those_there_are(run):
    status, out, err = run("export", "--format", "xml")
    assert (status, out) == (2, "")
    assert err == f"geo: 'xml' is not a format; there are {', '.join(FORMATS)}\n"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="this system has no folder that refuses even root")
@pytest.mark.parametrize("key", ["csv", "gpkg"])
def test_export_to_a_folder_that_refuses_everybody(run, key):
    status, out, err = run("export", "--format", key, "--out", "/proc/self/out")
    assert (status, out) == (2, "")
    assert re.fullmatch(r"geo: /proc/self/out: [A-Z][^\n]+\n", err)


def test_export_of_data_that_lack_a_column_names_it(run, broken):
    broken.descriptor(
        lambda document: next(item for item in document["resources"] if item["name"] == "sites")["schema"].update(
            fields=[
                field
                for item in document["resources"]
                if item["name"] == "sites"
                for field in item["schema"]["fields"]
                if field["name"] != "district"
            ]
        )
    )
    for path in sorted(broken.path.glob("sites/*.geojson")):
        name = path.relative_to(broken.path).as_posix()
        broken.features(name, lambda features: [item | {"properties": _without(item, "district")} for item in features])
    status, out, err = run("export", "--data", str(broken.path))
    assert (status, out, err) == (1, "", "sites: district: the column is missing, and every export has it\n")


def _without(feature, column):
    return {name: value for name, value in feature["properties"].items() if name != column}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--out", ""], "--out names no file"),
        (
            ["--format", "geojson", "--bom"],
            "--bom and --semicolon are for CSV, but the format is geojson: leave them out",
        ),
        (["--format", "bundle", "--semicolon"], "--bom and --semicolon are for CSV, but the format is bundle"),
    ],
)
def test_what_an_export_cannot_heed_is_refused(run, options, said):
    status, out, err = run("export", *options)
    assert (status, out) == (2, "")
    assert err.startswith(f"geo: {said}")


def test_help_says_what_a_search_without_a_hit_is(capsys):
    with pytest.raises(SystemExit):
        main(["search", "--help"])
    assert "that is an answer, and the exit status is 0" in " ".join(capsys.readouterr().out.split())
