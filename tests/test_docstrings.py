"""Every public function, method and class of geo says what it takes, gives and holds."""

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

import geo

_TITLE = re.compile(r"^(\w[\w ]*)\n-{3,}$", re.MULTILINE)
_SAYS_NOTHING = (None, "None", inspect.Signature.empty)
_SELF = ("self", "cls")
_REFERENCE = re.compile(r":(?:func|data|class|attr|meth|mod|exc|obj):`~?([^`]+)`")
_CLASS_NAME = re.compile(r"\b[A-Z]\w+")
MODULES = sorted(item.name for item in pkgutil.walk_packages(geo.__path__, "geo.") if "._" not in item.name)


def sections(doc: str) -> dict[str, list[str]]:
    """Numpy sections of a docstring: the names that each begins a line with."""
    parts = _TITLE.split(inspect.cleandoc(doc))
    found = {}
    for title, body in zip(parts[1::2], parts[2::2], strict=True):
        heads = [line.split(" : ")[0] for line in body.splitlines() if line and not line.startswith(" ")]
        found[title] = [name.strip().lstrip("*") for head in heads for name in head.split(",")]
    return found


def public(members: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((name, item) for name, item in members.items() if not name.startswith("_"))


def functions(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """Public functions of a module and methods of its public classes, without properties."""
    for name, item in public(vars(module)):
        if getattr(item, "__module__", "") != module.__name__:
            continue
        if inspect.isclass(item):
            methods = ((f"{name}.{key}", getattr(value, "__func__", value)) for key, value in public(vars(item)))
            yield from ((key, value) for key, value in methods if inspect.isfunction(value))
        elif inspect.isfunction(inspect.unwrap(item)):
            yield name, inspect.unwrap(item)


def classes(module: ModuleType) -> Iterator[tuple[str, type]]:
    found = public(vars(module))
    return ((name, item) for name, item in found if inspect.isclass(item) and item.__module__ == module.__name__)


def field_docs(item: type) -> set[str]:
    """Fields of a class with a docstring of their own beneath them."""
    tree = ast.parse(inspect.cleandoc(inspect.getsource(item))).body[0]
    assert isinstance(tree, ast.ClassDef)
    pairs = zip(tree.body, tree.body[1:], strict=False)
    return {ast.unparse(one.target) for one, below in pairs if isinstance(one, ast.AnnAssign) and _is_text(below)}


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def documented(tree: ast.Module) -> Iterator[str]:
    """All docstrings of a module, those of its fields and constants with them."""
    return (node.value.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and _is_text(node))  # type: ignore[attr-defined]


def resolves(target: str, module: ModuleType) -> bool:
    """Whether a name leads somewhere: from the module, from one of its classes, or as a full path."""
    own = [item for _, item in classes(module)]
    if any(_leads(item, target.split(".")) for item in (module, *own)):
        return True
    head, *rest = target.split(".")
    found = _imported(head)
    while found is not None and rest and (inner := _imported(f"{found.__name__}.{rest[0]}")):
        found, rest = inner, rest[1:]
    return found is not None and _leads(found, rest)


def _imported(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _leads(item: Any, names: list[str]) -> bool:
    for name in names:
        if name in getattr(item, "__annotations__", {}) and not hasattr(item, name):
            return name == names[-1]
        if not hasattr(item, name):
            return False
        item = getattr(item, name)
    return True


def untrue_references(module: ModuleType) -> list[str]:
    """Names that a docstring of the module refers to and that are not there."""
    texts = documented(ast.parse(inspect.getsource(module)))
    found = (target for text in texts for target in _REFERENCE.findall(text))
    return sorted({target for target in found if not resolves(target, module)})


def untrue_types(function: Any, module: ModuleType) -> list[str]:
    """Classes that a docstring says are returned and that neither the signature nor the module knows."""
    returned = str(inspect.signature(function).return_annotation)
    found = sections(function.__doc__ or "")
    lines = [*found.get("Returns", []), *found.get("Yields", [])]
    said = {name for line in lines for name in _CLASS_NAME.findall(line)}
    return sorted(name for name in said if name not in returned and not resolves(name, module))


def faults_of(function: Any) -> list[str]:
    signature = inspect.signature(function)
    names = [name for name in signature.parameters if name not in _SELF]
    if not names:
        return []
    found = sections(function.__doc__ or "")
    said = found.get("Parameters", [])
    faults = [] if said == names else [f"takes {', '.join(names)}, but documents {', '.join(said) or 'nothing'}"]
    if signature.return_annotation not in _SAYS_NOTHING and not {"Returns", "Yields"} & found.keys():
        faults.append("does not say what it returns")
    return faults


def faults_of_class(item: type) -> list[str]:
    if not dataclasses.is_dataclass(item):
        return []
    own = [field.name for field in dataclasses.fields(item) if not field.name.startswith("_")]
    found = sections(item.__doc__ or "")
    said = {*found.get("Attributes", []), *found.get("Parameters", []), *field_docs(item)}
    missing, unknown = [name for name in own if name not in said], said - set(own)
    faults = [f"does not say what {', '.join(missing)} holds"] if missing else []
    return [*faults, f"has no {', '.join(sorted(unknown))}"] if unknown else faults


@pytest.mark.parametrize("name", MODULES)
def test_every_public_name_is_documented(name: str) -> None:
    module = importlib.import_module(name)
    faults = [f"{key} {said}" for key, item in functions(module) for said in faults_of(item)]
    faults += [f"{key} {said}" for key, item in classes(module) for said in faults_of_class(item)]
    assert not faults, "\n".join([f"{name}:", *faults])


@pytest.mark.parametrize("name", MODULES)
def test_every_reference_leads_somewhere(name: str) -> None:
    assert untrue_references(importlib.import_module(name)) == []


@pytest.mark.parametrize("name", MODULES)
def test_every_class_returned_is_there(name: str) -> None:
    module = importlib.import_module(name)
    found = {key: untrue_types(item, module) for key, item in functions(module)}
    assert {key: said for key, said in found.items() if said} == {}


def test_a_class_that_is_not_there_is_found() -> None:
    def drawn(sites: int) -> int:
        """Draw it.

        Returns
        -------
        Sheet
            Text.
        """
        return sites

    assert untrue_types(drawn, importlib.import_module("geo.catalog.model")) == ["Sheet"]


@pytest.mark.parametrize("target", ["no_such_name", "Catalog.nothing", "geo.nowhere.load", "geo.catalog.model.Nothing"])
def test_a_reference_to_what_is_not_there_is_found(target: str) -> None:
    assert not resolves(target, importlib.import_module("geo.catalog.model"))


@pytest.mark.parametrize("target", ["Catalog", "Catalog.frames", "frames", "geo.load", "geo.catalog.filters"])
def test_a_reference_to_what_is_there_leads_there(target: str) -> None:
    assert resolves(target, importlib.import_module("geo.catalog.model"))


def test_what_is_not_documented_is_found() -> None:
    def silent(sites: int, /) -> int:
        """Return nothing much."""
        return sites

    def wrong(sites: int, claims: int) -> int:
        """Return nothing much.

        Parameters
        ----------
        claims
            Text.

        Returns
        -------
        int
            Text.
        """
        return sites + claims

    assert faults_of(silent) == ["takes sites, but documents nothing", "does not say what it returns"]
    assert faults_of(wrong) == ["takes sites, claims, but documents claims"]


@dataclasses.dataclass
class _Box:
    """A box.

    Attributes
    ----------
    width
        In metres.
    weight
        In tonnes.
    """

    width: float
    height: float
    depth: float
    """In metres."""


def test_a_field_that_is_not_documented_is_found() -> None:
    assert faults_of_class(_Box) == ["does not say what height holds", "has no weight"]
