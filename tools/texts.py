"""The texts of the screen in the source: what is said at once, and what is marked to be said later.

``say("...")`` and ``phrase("...")`` say a text; ``N_("...")`` and ``NN_("one", "many")`` mark one that is kept. They
are keywords of Babel, which calls :func:`written` for each file. Babel's own reader of Python goes by tokens: it misses
a text inside an f-string, takes the key in ``say(names["tier"])`` for a text, and makes one text of two to choose from.

A text that is kept without its mark is found by mypy: only what is marked is a ``Text``.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

from babel.messages.extract import extract

ROOT = Path(__file__).resolve().parents[1]
KEYWORDS: Final[Mapping[str, tuple[int, ...] | None]] = {
    "say": None,
    "phrase": None,
    "Phrase": None,
    "N_": None,
    "NN_": (1, 2),
}
"""Calls whose first argument is a text, or whose first two are one: for one and for many."""
MARKS: Final = ("N_", "NN_")
"""Those that only mark: a name there would mark nothing."""
Said: TypeAlias = str | tuple[str, str]
"""A text, or one for one and for many."""
Place: TypeAlias = tuple[str, int]
"""File, relative to the folder of the repository, and line."""


class GluedError(ValueError):
    """A text that cannot be translated: it is put together before it is said, or not written out where it is marked."""


def sources() -> tuple[Path, ...]:
    """Return the files that hold texts of the screen."""
    found = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "geo").rglob("*.py")]
    return tuple(sorted(found))


def texts(files: Iterable[Path]) -> dict[Said, list[Place]]:
    """Return the texts in some files, each with where it stands.

    Raises
    ------
    GluedError
        If a text is put together (an f-string, a sum) before it is said, or is not written out in its mark.
    """
    found: dict[Said, list[Place]] = {}
    for path in files:
        name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
        with path.open("rb") as file:
            for line, text, *_ in extract(written, file, KEYWORDS):
                found.setdefault(text, []).append((name, line))
    return found


def written(
    file: BinaryIO, keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, object]
) -> Iterator[tuple[int, str, tuple[str, ...], list[str]]]:
    """Yield line, keyword and texts of each call of a keyword: a method of extraction as Babel calls it."""
    del comment_tags, options
    for node in ast.walk(ast.parse(file.read())):
        name = _called(node)
        if isinstance(node, ast.Call) and name in keywords:
            wanted = len(KEYWORDS[name] or (1,))
            parts = [_literals(part, file.name) for part in node.args[:wanted]]
            if len(parts) < wanted or (name in MARKS and not all(parts)):
                raise GluedError(f"{file.name}:{node.lineno}: write the text out here: {ast.unparse(node)[:80]}")
            for said in zip(*parts, strict=True):
                yield node.lineno, name, said, []


def _called(node: ast.AST) -> str:
    """Return the bare name of what is called; empty if nothing is."""
    function = node.func if isinstance(node, ast.Call) else None
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _literals(node: ast.expr, file: str) -> list[str]:
    """Return the texts that are written out in an argument: one, several to choose from, none where it has a name."""
    if isinstance(node, ast.IfExp | ast.BoolOp):
        choices = node.values if isinstance(node, ast.BoolOp) else [node.body, node.orelse]
        return [text for choice in choices for text in _literals(choice, file)]
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Dict):
        return [text for choice in node.value.values for text in _literals(choice, file)]
    if isinstance(node, ast.JoinedStr | ast.BinOp):
        raise GluedError(f"{file}:{node.lineno}: a text is put together before it is said: {ast.unparse(node)[:80]}")
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []
