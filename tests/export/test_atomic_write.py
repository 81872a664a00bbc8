"""A file is written whole or not at all, and nothing is left beside it."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from geo.export import registry
from geo.export.formats import Options
from geo.export.registry import FORMATS
from tests.export.beginning import QUICK, STARTS

REPO = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("key", ["csv", "gpkg"])
def test_file_takes_the_place_of_an_older_one_and_nothing_is_left_beside_it(qaraganda, tmp_path, key):
    path = tmp_path / "out"
    path.write_bytes(b"older")
    registry.write(qaraganda, key, path)
    assert path.read_bytes().startswith(STARTS[key])
    assert [item.name for item in tmp_path.iterdir()] == ["out"]


def test_a_link_stays_a_link(qaraganda, tmp_path):
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_bytes(b"older")
    link.symlink_to(target)
    registry.write(qaraganda, "csv", link)
    assert link.is_symlink()
    assert target.read_bytes().startswith(b"site_id,")


def test_a_device_is_written_to_not_replaced(qaraganda):
    registry.write(qaraganda, "csv", os.devnull)
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("key", QUICK)
def test_folder_that_is_not_there(qaraganda, tmp_path, key):
    path = tmp_path / "nowhere" / "out"
    with pytest.raises(FileNotFoundError) as caught:
        registry.write(qaraganda, key, path)
    assert caught.value.filename == str(path)
    assert caught.value.strerror == f"the folder {path.parent} is missing"


def test_folder_in_place_of_a_file(qaraganda, tmp_path):
    with pytest.raises(IsADirectoryError) as caught:
        registry.write(qaraganda, "csv", tmp_path)
    assert caught.value.filename == str(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_folder_that_may_not_be_written_to(qaraganda, tmp_path, monkeypatch):
    def refuse(path, *arguments, **options):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(PermissionError) as caught:
        registry.write(qaraganda, "csv", tmp_path / "out.csv")
    assert (caught.value.filename, caught.value.strerror) == (str(tmp_path / "out.csv"), os.strerror(errno.EACCES))


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
import geo
from geo.export import registry
view = geo.select(geo.load(), geo.Selection(regions=("KZ-35",)))
for key in sys.argv[2:]:
    registry.content(view, key)
for key in sys.argv[2:]:
    whole = len(registry.content(view, key))
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(whole * 0.6), resource.RLIM_INFINITY))
    try:
        registry.write(view, key, sys.argv[1])
        print(key, "written")
    except OSError as error:
        print(key, "refused", error.filename == sys.argv[1], bool(error.strerror), "\\n" not in error.strerror)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="this system cannot limit the size of files")
def test_disk_that_takes_no_more_leaves_the_older_file_and_nothing_half_written(tmp_path):
    path = tmp_path / "out"
    path.write_bytes(b"older")
    command = [sys.executable, "-c", LIMITED, str(path), *QUICK]
    done = subprocess.run(command, cwd=REPO, capture_output=True, text=True, timeout=100, check=False)
    assert done.stdout.splitlines() == [f"{key} refused True True True" for key in QUICK], done.stderr
    assert path.read_bytes() == b"older"
    assert [item.name for item in tmp_path.iterdir()] == ["out"]


def test_interrupted_writing_leaves_nothing(qaraganda, tmp_path, monkeypatch):
    def stop(view, path, options):
        path.write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setitem(registry.FORMATS, "csv", replace(FORMATS["csv"], write=stop))
    with pytest.raises(KeyboardInterrupt):
        registry.write(qaraganda, "csv", tmp_path / "out.csv", Options())
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_file_is_left_alone(qaraganda, tmp_path):
    path = tmp_path / "out.csv"
    path.write_bytes(b"older")
    path.chmod(0o444)
    with pytest.raises(PermissionError) as caught:
        registry.write(qaraganda, "csv", path)
    assert (caught.value.filename, caught.value.strerror) == (str(path), "the file is read-only")
    assert path.read_bytes() == b"older"
    assert [item.name for item in tmp_path.iterdir()] == ["out.csv"]
