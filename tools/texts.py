"""The texts of the screen in the source: all that is passed on or kept as a ``Text`` or ``Forms`` of ``geo.language``.

A text counts where it is written out (a constant, or constants to choose from) and is given to a parameter of type
``Text``, kept in a variable, constant or field whose type names ``Text``, or returned from a function that returns one.
The same holds for ``Forms``, a pair of texts for one and for many.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).resolve().parents[1]
SAY = "say"
"""The function that says a text at once."""
WHOLE_CLASSES = ("MapTexts",)
"""Classes whose fields with a default are texts, but for that of the language itself."""
CODES = ("Outcome",)
"""Types whose values are said as they are: ``Outcome = Literal[...]``."""
TEXT, FORMS = "Text", "Forms"
"""Types of what is said: a text, and a text with a count, for one and for many."""
Said: TypeAlias = str | tuple[str, str]
"""A text, or one for one and for many."""
Place: TypeAlias = tuple[str, int]
"""File, relative to the folder of the repository, and line."""


class GluedError(ValueError):
    """A text that cannot be translated, because it is put together before it is said."""


@dataclass
class Takers:
    """Functions and classes with parameters of a type: name to positions and names of these."""

    wanted: str
    positions: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    keywords: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, name: str, position: int, keyword: str) -> None:
        """Note that a parameter is a text."""
        self.positions[name].add(position)
        self.keywords[name].add(keyword)


def sources() -> tuple[Path, ...]:
    """Return the files that hold texts of the screen."""
    found = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "geo").rglob("*.py")]
    return tuple(sorted(found))


def texts(files: Iterable[Path]) -> dict[Said, list[Place]]:
    """Return the texts in some files, each with where it stands.

    Raises
    ------
    GluedError
        If a text is put together (an f-string, a sum) before it is said.
    """
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in files}
    found: dict[Said, list[Place]] = {}
    for takers in (_takers(trees.values(), TEXT), _takers(trees.values(), FORMS)):
        for path, tree in trees.items():
            name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
            for text, line in _of_tree(tree, takers, name):
                if any(letter.isalpha() for letter in "".join(text)):
                    found.setdefault(text, []).append((name, line))
    return found


def _takers(trees: Iterable[ast.Module], wanted: str) -> Takers:
    takers = Takers(wanted)
    if wanted == TEXT:
        takers.add(SAY, 0, "text")
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                _add_function(takers, node)
            elif isinstance(node, ast.ClassDef):
                _add_class(takers, node)
    return takers


def _add_function(takers: Takers, node: ast.FunctionDef) -> None:
    arguments = [*node.args.posonlyargs, *node.args.args]
    method = bool(arguments) and arguments[0].arg in ("self", "cls")
    for place, argument in enumerate(arguments):
        if _names(argument.annotation, takers.wanted):
            takers.add(node.name, place - method, argument.arg)
    for argument in node.args.kwonlyargs:
        if _names(argument.annotation, takers.wanted):
            takers.keywords[node.name].add(argument.arg)


def _add_class(takers: Takers, node: ast.ClassDef) -> None:
    fields = [item for item in node.body if isinstance(item, ast.AnnAssign)]
    for place, item in enumerate(fields):
        if _names(item.annotation, takers.wanted) and isinstance(item.target, ast.Name):
            takers.add(node.name, place, item.target.id)


def _names(annotation: ast.expr | None, wanted: str) -> bool:
    """Whether a type is the wanted one, or a container of it."""
    return annotation is not None and any(
        isinstance(node, ast.Name) and node.id == wanted for node in ast.walk(annotation)
    )


def _of_tree(tree: ast.Module, takers: Takers, name: str) -> Iterator[tuple[Said, int]]:
    for node in ast.walk(tree):
        for value, keys in _said(node, takers):
            yield from _strings(value, keys, name) if takers.wanted == TEXT else _forms(value, name)


def _said(node: ast.AST, takers: Takers) -> Iterator[tuple[ast.expr, bool]]:
    """Yield the expressions directly in a node that stand for texts, and whether keys of a mapping there are texts."""
    if isinstance(node, ast.Call):
        yield from ((value, False) for value in _arguments(node, takers))
    elif isinstance(node, ast.AnnAssign) and node.value is not None and _names(node.annotation, takers.wanted):
        yield node.value, _keys_are_texts(node.annotation)
    elif isinstance(node, ast.FunctionDef):
        yield from ((value, False) for value in _of_function(node, takers.wanted))
    elif takers.wanted == TEXT:
        yield from _by_name(node)


def _by_name(node: ast.AST) -> Iterator[tuple[ast.expr, bool]]:
    """Yield the texts of types that are named here because their annotation does not tell."""
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in CODES:
        yield node.value, False
    elif isinstance(node, ast.ClassDef) and node.name in WHOLE_CLASSES:
        for item in node.body:
            if isinstance(item, ast.AnnAssign) and item.value is not None and ast.unparse(item.annotation) == "str":
                yield item.value, False


def _arguments(call: ast.Call, takers: Takers) -> Iterator[ast.expr]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    positions = takers.positions.get(name, set())
    star = next((place for place, value in enumerate(call.args) if isinstance(value, ast.Starred)), len(call.args))
    for place, value in enumerate(call.args):
        behind = place > star and any(position >= place for position in positions)  # how many the star stands for?
        if place in positions or behind:
            yield value
    named = takers.keywords.get(name, set())
    yield from (item.value for item in call.keywords if item.arg in named)


def _of_function(node: ast.FunctionDef, wanted: str) -> Iterator[ast.expr]:
    arguments = [*node.args.posonlyargs, *node.args.args]
    defaults = zip(arguments[len(arguments) - len(node.args.defaults) :], node.args.defaults, strict=True)
    yield from (value for argument, value in defaults if _names(argument.annotation, wanted))
    yield from _assigned(node, wanted)
    if _names(node.returns, wanted):
        for item in ast.walk(node):
            if isinstance(item, ast.Return) and item.value is not None:
                yield item.value


def _assigned(node: ast.FunctionDef, wanted: str) -> Iterator[ast.expr]:
    """Yield what is given later to the variables of a function that hold texts."""
    inside = list(ast.walk(node))
    declared = [item.target for item in inside if isinstance(item, ast.AnnAssign) and _names(item.annotation, wanted)]
    names = {target.id for target in declared if isinstance(target, ast.Name)}
    for item in inside:
        if isinstance(item, ast.AugAssign) and isinstance(item.target, ast.Name) and item.target.id in names:
            yield ast.JoinedStr(values=[], lineno=item.lineno, col_offset=0)  # glued: refused where it is read
        elif isinstance(item, ast.Assign):
            yield from (value for target, value in _pairs(item) if getattr(target, "id", "") in names)


def _pairs(item: ast.Assign) -> Iterator[tuple[ast.expr, ast.expr]]:
    for target in item.targets:
        if isinstance(target, ast.Tuple) and isinstance(item.value, ast.Tuple):
            yield from zip(target.elts, item.value.elts, strict=False)
        else:
            yield target, item.value


def _keys_are_texts(annotation: ast.expr) -> bool:
    """Whether the keys of the outermost mapping of a type are texts."""
    for node in ast.walk(annotation):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple) and len(node.slice.elts) == 2:
            return _names(node.slice.elts[0], TEXT)
    return False


def _strings(node: ast.expr, keys: bool, name: str) -> Iterator[tuple[str, int]]:  # noqa: C901  one branch a form
    """Yield the constants that an expression may turn out to be."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.value, node.lineno
    elif isinstance(node, ast.IfExp):
        for part in (node.body, node.orelse):
            yield from _strings(part, keys, name)
    elif isinstance(node, ast.BoolOp | ast.Tuple | ast.List | ast.Set):
        for part in node.values if isinstance(node, ast.BoolOp) else node.elts:
            yield from _strings(part, keys, name)
    elif isinstance(node, ast.Dict):
        for part in (*(node.keys if keys else ()), *node.values):
            if part is not None:
                yield from _strings(part, keys, name)
    elif isinstance(node, ast.Subscript | ast.Starred):
        literal = isinstance(node, ast.Subscript) and getattr(node.value, "id", "") == "Literal"
        yield from _strings(node.slice if literal else node.value, keys, name)
    elif isinstance(node, ast.JoinedStr) or (isinstance(node, ast.BinOp) and _has_string(node)):
        raise GluedError(f"{name}:{node.lineno}: a text is put together before it is said: {ast.unparse(node)[:80]}")


def _forms(node: ast.expr, name: str) -> Iterator[tuple[Said, int]]:
    """Yield the pairs of constants, for one and for many, that an expression may turn out to be."""
    for part in ast.walk(node):
        if isinstance(part, ast.Tuple) and len(part.elts) == 2:
            pair = [text for half in part.elts for text, _ in _strings(half, keys=False, name=name)]
            if len(pair) == 2:
                yield (pair[0], pair[1]), part.lineno


def _has_string(node: ast.expr) -> bool:
    return any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in ast.walk(node))
