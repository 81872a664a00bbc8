"""``python -m geo export``: the sites of a selection in a file of any format."""

from __future__ import annotations

import argparse
import errno
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TextIO

from geo.catalog import filters, permalinks
from geo.catalog.loader import load
from geo.catalog.model import ORDERS, Selection, View
from geo.catalog.selection import Index, index, select
from geo.errors import FormatError, SelectionError
from geo.export import registry
from geo.export.formats import Format, Options
from geo.export.table_columns import Progress, no_progress

_PATIENCE, _STEP = 1.0, 0.5
"""Seconds after which a file's progress is told, and between two tellings."""
_NEAR = 0.6
"""How alike, from 0 to 1, a value must be to be suggested."""
_FEW = 24
"""Values of a filter that a message lists."""


def add(commands: Any, data: argparse.ArgumentParser) -> None:
    """Add the command to the parser.

    Parameters
    ----------
    commands
        Parsers of the commands.
    data
        Parser of the options that every command has.
    """
    export = commands.add_parser(
        "export", parents=[data], help="print the sites of a selection, or write them to a file"
    )
    _add_filters(export)
    export.add_argument(
        "--format",
        default="",
        metavar="FORMAT",
        help="default: as the file of --out ends, else csv; "
        + "; ".join(f"{kind.key}: {kind.title} ({kind.purpose})" for kind in registry.FORMATS.values()),
    )
    export.add_argument("--bom", action="store_true", help="begin a CSV with the mark that Excel needs for Cyrillic")
    export.add_argument(
        "--semicolon",
        action="store_true",
        help="part the cells of a CSV by semicolons and write decimal commas, as Excel in Kazakh or Russian expects",
    )
    export.add_argument(
        "--out",
        metavar="FILE",
        help="write here instead of standard output; in a folder, under the usual name. Needed for a format that is "
        "not text, unless standard output leads to a file or a program",
    )
    export.set_defaults(command=_export)


def _add_filters(parser: argparse.ArgumentParser) -> None:
    for spec in sorted(filters.FACETS, key=lambda spec: spec.rank_in_help):
        told = f"{spec.help}; may be repeated"
        parser.add_argument(spec.option, dest=spec.field, metavar=spec.metavar, help=told, action="append", default=[])
    _add_switches(parser, narrowing=False)
    parser.add_argument("--words", default="", metavar="WORDS", help="words of a name")
    _add_switches(parser, narrowing=True)
    parser.add_argument(
        "--order", choices=ORDERS, default="claims", help="order of the rows (default: most claims first)"
    )


def _add_switches(parser: argparse.ArgumentParser, narrowing: bool) -> None:
    for spec in filters.SWITCHES:
        if spec.narrows == narrowing:
            parser.add_argument(spec.option, dest=spec.field, action="store_true", help=spec.help)


def _export(options: argparse.Namespace, out: TextIO) -> int:
    if options.out == "":
        raise FormatError("--out names no file")
    if options.out and options.out.endswith("/") and not Path(options.out).is_dir():
        raise FileNotFoundError(errno.ENOENT, "the folder is missing", options.out)
    kind = registry.meant(options.format, options.out or "")
    if options.out is None and not kind.is_text and out.isatty():
        raise FormatError(f"{kind.key} is no text for a screen: name a file with --out")
    if not kind.is_csv and (options.bom or options.semicolon):
        raise FormatError(f"--bom and --semicolon are for CSV, but the format is {kind.key}: leave them out")
    prepared = index(load(options.data))
    shown = select(prepared, _chosen(options, prepared))
    with _progress(kind.key) as tell:
        _write(options, shown, kind, Options(options.bom, options.semicolon, progress=tell), out)
    return 0


def _write(options: argparse.Namespace, shown: View, kind: Format, asked: Options, out: TextIO) -> None:
    if options.out is None:
        with registry.made(shown, kind.key, asked) as path:
            _copy(path, out)
    else:
        path = Path(options.out)
        registry.write(shown, kind.key, path / registry.filename(shown, kind.key) if path.is_dir() else path, asked)


@contextmanager
def _progress(key: str) -> Iterator[Progress]:
    """Say on a terminal how far a file is, once it takes longer than a moment; elsewhere nothing."""
    told = begun = time.monotonic()
    shown = False

    def tell(number: int, of: int) -> None:
        nonlocal told, shown
        now = time.monotonic()
        if now - begun >= _PATIENCE and (now - told >= _STEP or (shown and number == of)):
            sys.stderr.write(f"\rgeo: {key}: {number:,} of {of:,} sites")
            sys.stderr.flush()
            told, shown = now, True

    if not sys.stderr.isatty():
        yield no_progress
        return
    try:
        yield tell
    finally:
        if shown:
            sys.stderr.write("\n")


def _chosen(options: argparse.Namespace, prepared: Index) -> Selection:
    """Return the selection that the options ask for, its values spelled as the data spell them."""
    given = {name: getattr(options, name) for name in permalinks.names()}
    for spec in filters.FACETS:
        given[spec.field] = tuple(_meant(prepared, spec, word) for word in given[spec.field])
    return Selection().choosing(**given)


def _meant(prepared: Index, spec: filters.FacetSpec, word: str) -> str:
    """Return the value of a filter that a word means: case does not matter, and a region may go by its name.

    Raises
    ------
    SelectionError
        If it means none; the message gives the values that are near, or all where they are few.
    """
    choices = prepared.facets[spec.field].choices
    titles = spec.vocabulary.names(prepared.catalog)
    names = {str(title).casefold(): str(choice) for choice, title in titles.items()}
    names |= {choice.casefold(): choice for choice in choices}
    if word in choices:
        return word
    if word.casefold() in names:
        return names[word.casefold()]
    near = [names[name] for name in get_close_matches(word.casefold(), names, cutoff=_NEAR)]
    told = [f"{choice} ({titles[choice]})" if choice in titles else choice for choice in near]
    rest = f"; there are {', '.join(choices)}" if len(choices) <= _FEW else ""
    hint = f"; did you mean {' or '.join(dict.fromkeys(told))}?" if told else rest
    raise SelectionError(f"{word!r} is not among the {spec.field.replace('_', ' ')} of the data{hint}")


def _copy(path: Path, out: TextIO) -> None:
    """Write the bytes of a file, whatever the console's encoding."""
    raw = getattr(out, "buffer", None)
    if raw is None:
        out.write(path.read_bytes().decode("utf-8"))
    else:
        with path.open("rb") as made:
            shutil.copyfileobj(made, raw)
