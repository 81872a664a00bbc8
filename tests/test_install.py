"""A plain install: the package carries all of geo and the data, and needs no more than it declares."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
import setuptools
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from setuptools.config.expand import read_attr

import geo
from geo.export import registry

REPO = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))
CONFIGURED = PROJECT["tool"]["setuptools"]
PACKAGES = {".".join(path.parent.relative_to(REPO).parts) for path in (REPO / "geo").rglob("__init__.py")}
MODULES = {path.relative_to(REPO).as_posix() for path in (REPO / "geo").rglob("*.py")}

AS_DECLARED = """
import sys
from importlib.machinery import PathFinder

beyond = set({beyond!r})

class Declared(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name.partition(".")[0] in beyond else super().find_spec(name, path, target)

sys.meta_path[:] = [Declared if finder is PathFinder else finder for finder in sys.meta_path]
for name in beyond & set(sys.modules):
    del sys.modules[name]
"""
"""Begins a script that finds the standard library, geo and what geo declares, as after ``pip install .`` alone."""

EVERY_MODULE = """
import importlib, pkgutil, geo
for module in pkgutil.walk_packages(geo.__path__, "geo."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
"""

COMMANDS = """
import contextlib, io, runpy
for command in {commands!r}:
    sys.argv = ["geo", *command]
    try:
        with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")):
            runpy.run_module("geo", run_name="__main__")
    except SystemExit as end:
        if end.code:
            raise SystemExit(f"{{command}} ended with {{end.code}}") from None
"""

CHART_OF_CLAIMS = """
import geo
from geo.claims import conflicts
from geo.plot import pictures
view = geo.select(geo.load())
group = conflicts.conflicts(view.catalog)[0]
assert pictures.claims(view, group.statements, "svg", title="Zhana Kazakhstan", headline=group.text())
"""


EXPORT = "export --region KZ-61 --format {0} --out {0}.out"


def data_files():
    return {path.relative_to(REPO / "data").as_posix() for path in (REPO / "data").rglob("*.*") if path.is_file()}


def required(requirements):
    """Return the names of the distributions that a list of requirements brings, those that they need in turn too."""
    found = set()
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        wanted = waiting.pop()
        names = {(canonicalize_name(wanted.name), extra) for extra in ("", *wanted.extras)}
        for name, extra in names - found:
            found.add((name, extra))
            needed = map(Requirement, importlib.metadata.requires(name) or ())
            waiting += [item for item in needed if item.marker is None or item.marker.evaluate({"extra": extra})]
    return {name for name, _ in found}


def beyond(requirements):
    """Return the modules that are installed here, but would not be with these requirements alone."""
    brought = required(requirements)
    return sorted(module for module, names in installed().items() if not brought & set(map(canonicalize_name, names)))


@cache
def installed():
    """Return the modules that are installed here, each with the distributions that it is of: all are read, once."""
    return importlib.metadata.packages_distributions()


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The step of setuptools that fills a wheel, with the packages and files that pyproject.toml names."""
    folder = tmp_path_factory.mktemp("built") / "site-packages"
    arguments = {name.replace("-", "_"): value for name, value in CONFIGURED.items() if name != "dynamic"}
    build = setuptools.Distribution({"script_name": "setup.py", **arguments}).get_command_obj("build_py")
    build.build_lib, build.force = str(folder), True
    here = Path.cwd()
    os.chdir(REPO)  # setuptools takes folders from where it stands
    try:
        build.ensure_finalized()
        build.build_packages()
        build.build_package_data()
    finally:
        os.chdir(here)
    return folder


def run(script, built, folder):
    """Run a script in an empty folder, with the package as it was built and not as it lies here."""
    clean = {name: value for name, value in os.environ.items() if name not in ("DEPOSITS_DATA", "PYTHONPATH")}
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env=clean | {"PYTHONPATH": str(built)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def as_declared(script, requirements=None):
    return AS_DECLARED.format(beyond=beyond(requirements or PROJECT["project"]["dependencies"])) + script


def examples():
    page = (REPO / "docs" / "notebook.md").read_text(encoding="utf-8")
    return re.findall(r"```python\n(.*?)```", page, re.DOTALL)


def documented_commands():
    page = (REPO / "README.md").read_text(encoding="utf-8").replace("tests/data/", f"{REPO.as_posix()}/tests/data/")
    return [shlex.split(line, comments=True) for line in re.findall(r"^\.venv/bin/python -m geo (.*)$", page, re.M)]


def test_the_package_names_every_file_of_the_data():
    folder = REPO / CONFIGURED["package-dir"]["geo.data"]
    patterns = CONFIGURED["package-data"]["geo.data"]
    taken = {path.relative_to(folder).as_posix() for pattern in patterns for path in folder.glob(pattern)}
    assert taken == data_files()


def test_the_package_names_every_folder_of_geo():
    assert set(CONFIGURED["packages"]) == PACKAGES | {"geo.data"}
    assert {Path(name).parent.as_posix().replace("/", ".") for name in MODULES} == PACKAGES


def test_what_is_built_holds_every_module_and_says_that_it_has_types(built):
    held = {path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()}
    assert held == MODULES | {f"geo/data/{name}" for name in data_files()} | {"geo/py.typed"}


def test_what_setuptools_builds_loads_from_another_folder(built, tmp_path):
    done = run("import geo; catalog = geo.load(); print(catalog.folder, len(catalog.sites))", built, tmp_path)
    assert done.stdout == f"{built / 'geo' / 'data'} 79\n", done.stderr


def test_the_version_is_read_without_importing_geo(tmp_path):
    """Setuptools reads it from the text of the file; an import would need the packages that are yet to be installed."""
    attribute = CONFIGURED["dynamic"]["version"]["attr"]
    (tmp_path / "geo").mkdir()
    source = (REPO / "geo" / "__init__.py").read_text(encoding="utf-8")
    (tmp_path / "geo" / "__init__.py").write_text(f"raise ImportError\n{source}", encoding="utf-8")
    assert read_attr(attribute, root_dir=str(tmp_path)) == geo.__version__
    assert re.fullmatch(r"\d+\.\d+\.\d+", geo.__version__)


@pytest.mark.parametrize(
    "script",
    [
        EVERY_MODULE,
        "".join(examples()),
        COMMANDS.format(commands=documented_commands()),
        COMMANDS.format(commands=[shlex.split(EXPORT.format(key)) for key in registry.FORMATS]),
        CHART_OF_CLAIMS,
    ],
    ids=["every module", "docs/notebook.md", "README.md", "every format", "the chart of claims"],
)
def test_what_is_documented_works_with_what_is_declared(script, built, tmp_path):
    """After ``pip install .``, without the extra packages of the app and of the tests."""
    done = run(as_declared(script), built, tmp_path)
    assert done.returncode == 0, done.stderr


def test_what_is_not_declared_is_not_found(built, tmp_path):
    """Else the test above would pass whatever is declared."""
    names = ["streamlit", "starlette", "openpyxl", "pytest", "numpy", "PIL"]
    seen = f"import importlib.util, json\nprint(json.dumps([bool(importlib.util.find_spec(n)) for n in {names!r}]))"
    assert json.loads(run(as_declared(seen), built, tmp_path).stdout) == [False] * 4 + [True] * 2
    fewer = [text for text in PROJECT["project"]["dependencies"] if not text.startswith("altair")]
    done = run(as_declared(CHART_OF_CLAIMS, fewer), built, tmp_path)
    assert done.returncode
    assert "No module named 'altair'" in done.stderr


def test_documents_are_read_for_what_they_show():
    assert len(examples()) == 5
    commands = {command[0] for command in documented_commands()}
    assert commands == {"validate", "search", "show", "check", "export", "diff"}
