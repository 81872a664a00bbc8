"""Give the data a new version, or check that the files are those of the version that they name.

``python -m tools.release VERSION --note "What is new."`` compares data/ with the last version (as the repository's
history holds it, or a folder named with ``--old``), writes what changed into data/changes.csv, the version into
datapackage.json and CITATION.cff, its digest into data/versions.csv, and a section into data/CHANGELOG.md, to be put
into better words by hand. ``python -m tools.release --check`` fails if data/ is not what the newest version says.
``python -m tools.release --first`` writes the list of versions for data that have none yet; where a first version is
recorded with other data it refuses, and only a hand can take that row away.
"""

import argparse
import csv
import datetime
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import geo
from geo.catalog import versions
from geo.catalog.descriptor import DESCRIPTOR, read
from geo.history import changes, descriptions

ROOT = Path(__file__).resolve().parents[1]
VERSIONS, CHANGES, LOG = "versions.csv", "changes.csv", "CHANGELOG.md"
CITATION = "CITATION.cff"
VERSION_COLUMNS = ("version", "date", "digest", "note")
FIRST_NOTE = "The first version."


class ReleaseError(ValueError):
    """The version cannot be made; the message says why."""


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says; return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        if options.check:
            said = faults(options.data)
        elif options.first:
            said = first(options.data)
        else:
            said = release(options.data, options.version or "", options.note, options.date, options.old)
    except ReleaseError as error:
        sys.stderr.write(f"release: {error}\n")
        return 2
    except geo.DataError as error:
        sys.stderr.writelines(f"{fault}\n" for fault in error.faults)
        return 1
    for line in said:
        (sys.stderr if options.check else sys.stdout).write(f"{line}\n")
    return 1 if options.check and said else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.release", description="Versions of the data.")
    parser.add_argument("version", nargs="?", help="the new version: three numbers, above the last")
    parser.add_argument("--note", default="", help="what is new, in a sentence")
    parser.add_argument("--date", default=datetime.date.today().isoformat(), help="day (default: today)")
    parser.add_argument(
        "--old", type=Path, help="folder with the last version (default: from the repository's history)"
    )
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="the data folder (default: data/)")
    parser.add_argument("--check", action="store_true", help="only check that the data are of the newest version")
    parser.add_argument("--first", action="store_true", help="write the list of versions for the first version")
    return parser


def faults(folder: Path) -> list[str]:
    """Say what does not fit between the data and the version they carry; an empty list if all does."""
    catalog = geo.load(folder)
    known = versions.history(catalog)
    if not known:
        return [f"{VERSIONS} names no version"]
    last, listed = known[-1], [item.version for item in known]
    told = (folder / LOG).read_text(encoding="utf-8") if (folder / LOG).is_file() else ""
    remedy = "a change of the data needs a new version: python -m tools.release"
    found = {
        f"{VERSIONS}: the versions do not rise from row to row": list(catalog.frames["versions"]["version"]) != listed,
        f"datapackage.json says {catalog.version}, {VERSIONS} says {last.version}": catalog.version != last.version,
        f"datapackage.json says {catalog.schema.created}, {VERSIONS} says {last.date}": catalog.schema.created
        != last.date,
        f"the data are not those of version {last.version}; {remedy}": versions.digest(folder) != last.digest,
    } | _citation_faults(folder.parent / CITATION, catalog.version, catalog.schema.created)
    missing = [f"{LOG} has no section on version {item}" for item in listed if f"## {item}" not in _headings(told)]
    return [sentence for sentence, holds in found.items() if holds] + missing


def _citation_faults(path: Path, version: str, date: str) -> dict[str, bool]:
    """Say whether the citation beside the data folder, if there is one, is of another version or day."""
    if not path.is_file():
        return {}
    said = dict(line.split(":", 1) for line in path.read_text(encoding="utf-8").splitlines() if ":" in line)
    given = {name: said.get(name, "").strip().strip("\"'") for name in ("version", "date-released")}
    wanted = {"version": version, "date-released": date}
    return {
        f"{CITATION} says {given[name] or 'no ' + name}, datapackage.json says {wanted[name]}": given[name]
        != wanted[name]
        for name in wanted
    }


def _headings(log: str) -> set[str]:
    return {" ".join(line.split()[:2]) for line in log.splitlines() if line.startswith("## ")}


def first(folder: Path) -> list[str]:
    """Write the list of versions with the one that datapackage.json names, and an empty history.

    Raises
    ------
    ReleaseError
        If there are later versions, or the first one is recorded with other data.
    """
    known = _rows(folder / VERSIONS)
    if len(known) > 1:
        raise ReleaseError(f"{VERSIONS} names {len(known)} versions: a later one is made with a number of its own")
    if known and known[0]["digest"] != versions.digest(folder):
        raise ReleaseError(
            f"{VERSIONS} has {known[0]['version']} with other data: give the change a number of its own, or, if nobody "
            "was ever given that version, take its row away by hand"
        )
    described = read(folder)
    row = {"version": described.version, "date": described.created, "digest": versions.digest(folder)}
    _write(folder / VERSIONS, VERSION_COLUMNS, [row | {"note": known[0]["note"] if known else FIRST_NOTE}])
    _write(folder / CHANGES, changes.COLUMNS, [])
    return [f"{described.version} of {described.created}: {row['digest']}"]


def release(folder: Path, version: str, note: str, date: str, old: Path | None) -> list[str]:
    """Make a new version of a data folder; say what was done.

    Parameters
    ----------
    folder
        The data folder; its files are changed.
    version
        The new version.
    note
        What is new, in one sentence.
    date
        Day of the version, ISO 8601.
    old
        Folder of the last version; None to take it from the repository's history.

    Returns
    -------
    list[str]
        What was done, a line each.

    Raises
    ------
    ReleaseError
        If the version is not above the last, the note is empty, or nothing changed.
    """
    known = _rows(folder / VERSIONS)
    _is_sound(version, note, date, known[-1]["version"] if known else "0.0.0")
    if not known:
        raise ReleaseError(f"{VERSIONS} names no version yet: begin with --first")
    with tempfile.TemporaryDirectory() as aside:
        before = old or _from_history(folder, Path(aside))
        if versions.digest(before) != known[-1]["digest"]:
            raise ReleaseError(f"{before} does not hold version {known[-1]['version']}: its digest is another")
        difference = changes.difference(geo.load(before), geo.load(folder))
    if difference.is_empty and versions.digest(folder) == known[-1]["digest"]:
        raise ReleaseError("the data are the same: there is nothing to give a number to")
    counts = descriptions.counted(difference)
    kept = [row | {"version": version} for row in changes.kept_rows(difference)]
    _name(folder, version, date)
    row = {"version": version, "date": date, "digest": versions.digest(folder), "note": note}
    _write(folder / VERSIONS, VERSION_COLUMNS, [*known, row])
    _write(folder / CHANGES, changes.COLUMNS, [*_rows(folder / CHANGES), *kept])
    _cite(folder.parent / CITATION, version, date)
    _tell(folder / LOG, f"## {version} ({date})\n\n{note} {counts}\n")
    return [f"{version} of {date}: {counts}", f"Read {LOG} over, then run python -m tools.describe."]


def _is_sound(version: str, note: str, date: str, last: str) -> None:
    if not versions.is_version(version):
        raise ReleaseError(f"{version!r} is not a version: write three numbers, such as 0.2.0")
    if versions.order(version) <= versions.order(last):
        raise ReleaseError(f"{version} is not above the last version, {last}")
    if not note.strip():
        raise ReleaseError("say with --note what is new")
    try:
        datetime.date.fromisoformat(date)
    except ValueError as error:
        raise ReleaseError(f"{date!r} is not a day: write it as 2026-12-31") from error


def _from_history(folder: Path, aside: Path) -> Path:
    """Fetch the data folder as it was when its list of versions last changed; return where it lies."""
    where = ("git", "-C", str(folder))
    done = subprocess.run([*where, "log", "-1", "--format=%H", "--", VERSIONS], capture_output=True, check=False)
    commit = done.stdout.decode().strip()
    if done.returncode or not commit:
        raise ReleaseError("the repository's history does not hold the last version: name its folder with --old")
    # a subfolder is archived from within, so that its files lie at the top
    packed = subprocess.run([*where, "archive", "--format=tar", commit, "."], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(aside, filter="data")
    return aside


def _name(folder: Path, version: str, date: str) -> None:
    """Write version and date into datapackage.json, whose layout stays as it is."""
    path = folder / DESCRIPTOR
    text = path.read_text(encoding="utf-8")
    wanted = json.loads(text) | {"version": version, "created": f"{date}T00:00:00Z"}
    for name in ("version", "created"):
        text = re.sub(rf'("{name}"\s*:\s*)"[^"]*"', rf'\g<1>"{wanted[name]}"', text, count=1)
    if json.loads(text) != wanted:
        raise ReleaseError("version and created of datapackage.json stand where they cannot be replaced")
    path.write_text(text, encoding="utf-8", newline="\n")


def _cite(path: Path, version: str, date: str) -> None:
    """Write version and date into the citation beside the data folder, if there is one."""
    if path.is_file():
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"^version:.*$", f"version: {version}", text, count=1, flags=re.MULTILINE)
        text = re.sub(r"^date-released:.*$", f'date-released: "{date}"', text, count=1, flags=re.MULTILINE)
        path.write_text(text, encoding="utf-8", newline="\n")


def _tell(path: Path, section: str) -> None:
    """Put a section above the older ones."""
    text = path.read_text(encoding="utf-8") if path.is_file() else "# Changes of the data\n"
    head, mark, rest = text.partition("\n## ")
    older = f"\n## {rest}" if mark else ""
    path.write_text(f"{head.rstrip()}\n\n{section}{older}", encoding="utf-8", newline="\n")


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _write(path: Path, columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
