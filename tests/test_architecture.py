"""Rules of the layout that no type checker sees."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import geo
from pages.components.session import state

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("geo", "pages", "server")
CODE = sorted([ROOT / "app.py", *(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))])
SCRIPTS = sorted(
    path for path in (ROOT / "pages").glob("*/*.py") if path.parent.name != "components" and path.stem != "__init__"
)
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in (ROOT / "geo").rglob("*.py")
    if path.stem != "__main__"
)
STATE = "pages/components/session/state.py"
NOT_MIRRORED = ("geo/__main__.py", "geo/language/codes.py", "geo/plot/map_texts.py")
"""Modules without a test file of their name: the door to the command line, and constants alone."""
NAMED_FOR_WHAT_THEY_PROVE = ("tests/export/test_memory.py",)
"""Test files in the folder of a package that mirror no module."""
BLOCKED = ("streamlit", "streamlit_folium", "starlette", "uvicorn", "pages", "server")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def imported(path: Path) -> set[str]:
    """Return the first part of every module that a file imports by its full name."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_no_script_lies_directly_in_pages() -> None:
    """Streamlit's old page discovery would take it over on a cold start."""
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_page_scripts_are_short(path: Path) -> None:
    assert 5 <= len(path.read_text(encoding="utf-8").splitlines()) <= 60


def test_every_page_script_is_in_the_navigation() -> None:
    frame = (ROOT / "app.py").read_text(encoding="utf-8")
    assert [name(path) for path in SCRIPTS if f'"{name(path)}"' not in frame] == []


def test_geo_works_without_the_web_app() -> None:
    """Every module of geo can be imported where Streamlit, the pages and the server are not."""
    script = f"""
import importlib, sys
for name in {BLOCKED!r}:
    sys.modules[name] = None
for name in {MODULES!r}:
    importlib.import_module(name)
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", CODE, ids=name)
def test_code_keeps_the_rules(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert path.name != "utils.py"
    assert "unsafe_allow_html" not in text
    broad = [
        node.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
    ]
    assert broad == [], f"{name(path)} catches everything"


@pytest.mark.parametrize("path", [path for path in CODE if path.name != "cli.py"], ids=name)
def test_code_prints_nothing(path: Path) -> None:
    assert "print" not in calls(path)


@pytest.mark.parametrize("path", [path for path in CODE if "components" not in path.parts], ids=name)
def test_only_components_cache_and_remember(path: Path) -> None:
    for word in ("st.cache_", "st.session_state", "st_folium("):
        assert word not in path.read_text(encoding="utf-8")


def test_what_runs_the_product_needs_nothing_of_the_developers() -> None:
    """Neither their tools nor the tests nor the benchmark."""
    words = ("tools", "tests", "benchmark")
    found = {name(path): sorted(imported(path) & set(words)) for path in CODE}
    assert {path: names for path, names in found.items() if names} == {}


def test_a_key_of_the_session_is_one_components_own() -> None:
    """Only the names of the address are read in several modules: by the constants of state, which have no literals."""
    owners: dict[str, set[str]] = {}
    for path in CODE:
        for key in session_keys(tree(path)):
            owners.setdefault(key, set()).add(name(path))
    assert len(owners) > 10
    assert {key: found for key, found in owners.items() if len(found) > 1} == {}
    named = set(state.filter_names()) | set(state.CHOICES) | {state.ORDER}
    assert {key: found for key, found in owners.items() if key in named and not found <= {STATE}} == {}


def session_keys(module: ast.Module) -> Iterator[str]:
    """Yield the keys that a module uses in the session by a text, or by a constant of its own that is one."""
    texts: dict[str, str] = {}
    for node in module.body:
        value = getattr(node, "value", None)
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            texts |= {target.id: value.value for target in targets if isinstance(target, ast.Name)}
    for node in ast.walk(module):
        asked: ast.expr | None = None
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "st.session_state":
            asked = node.slice
        elif isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[0] == "st.session_state":
            asked = node.args[0]
        if isinstance(asked, ast.Constant):
            yield str(asked.value)
        elif isinstance(asked, ast.Name) and asked.id in texts:
            yield texts[asked.id]


@pytest.mark.parametrize("path", CODE, ids=name)
def test_modules_are_not_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_public_names_are_sorted_and_there() -> None:
    assert list(geo.__all__) == sorted(geo.__all__)
    assert [item for item in geo.__all__ if not hasattr(geo, item)] == []


@pytest.mark.parametrize("module", MODULES)
def test_modules_say_what_they_are(module: str) -> None:
    assert importlib.import_module(module).__doc__


def mirror(path: Path) -> str:
    """Return the test file of a module: ``geo/claims/units.py`` has ``tests/claims/test_units.py``."""
    package, *folders, module = path.relative_to(ROOT).parts
    if package != "geo":
        folders.insert(0, package)
    return "/".join(["tests", *folders, f"test_{module.replace('__', '')}"])


MIRRORED = {
    name(path): mirror(path)
    for package in ("geo", "server")
    for path in sorted((ROOT / package).rglob("*.py"))
    if path.stem != "__init__"
}


def test_every_module_has_a_test_file_of_its_name() -> None:
    lacking = [module for module, test in MIRRORED.items() if not (ROOT / test).is_file()]
    assert lacking == list(NOT_MIRRORED)


def test_every_test_file_of_a_package_mirrors_a_module_or_is_named_for_what_it_proves() -> None:
    folders = sorted({Path(test).parent.name for test in MIRRORED.values()} - {"tests"})
    found = [name(path) for folder in folders for path in sorted((ROOT / "tests" / folder).rglob("test_*.py"))]
    assert len(found) > 80
    assert [path for path in found if path not in MIRRORED.values()] == list(NAMED_FOR_WHAT_THEY_PROVE)
