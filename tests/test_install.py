"""A plain install: the package carries the data, and finds them from anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parent.parent
CONFIGURED = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]


def data_files():
    return {path.relative_to(REPO / "data").as_posix() for path in (REPO / "data").rglob("*.*") if path.is_file()}


def test_the_package_names_every_file_of_the_data():
    folder = REPO / CONFIGURED["package-dir"]["geo.data"]
    patterns = CONFIGURED["package-data"]["geo.data"]
    assert "geo.data" in CONFIGURED["packages"]
    taken = {path.relative_to(folder).as_posix() for pattern in patterns for path in folder.glob(pattern)}
    assert taken == data_files()


def test_what_setuptools_builds_loads_from_another_folder(tmp_path):
    """The step of setuptools that fills a wheel, with the packages and files that pyproject.toml names."""
    setuptools = pytest.importorskip("setuptools")
    built = tmp_path / "site-packages"
    arguments = {name.replace("-", "_"): value for name, value in CONFIGURED.items()}
    build = setuptools.Distribution({"script_name": "setup.py", **arguments}).get_command_obj("build_py")
    build.build_lib, build.force = str(built), True
    here = Path.cwd()
    os.chdir(REPO)  # setuptools takes folders from where it stands
    try:
        build.ensure_finalized()
        build.build_packages()
        build.build_package_data()
    finally:
        os.chdir(here)
    assert (built / "geo" / "data" / "claims.csv").is_file()
    command = "import geo; catalog = geo.load(); print(catalog.folder, len(catalog.sites))"
    clean = {name: value for name, value in os.environ.items() if name not in ("DEPOSITS_DATA", "PYTHONPATH")}
    done = subprocess.run(
        [sys.executable, "-c", command],
        cwd=tmp_path,
        env=clean | {"PYTHONPATH": str(built)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == f"{built / 'geo' / 'data'} 79\n", done.stderr
