"""The command line: ``python -m geo validate | export | check | search | show | diff``.

Exit status: 0 fine, 1 the data are at fault, 2 the call is. Errors go to standard error, one line each. A search that
finds nothing is an answer, not a fault: it says so on standard error and its status is 0.
"""

from __future__ import annotations

import argparse
import errno
import io
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TextIO

import pandas

from geo.catalog import filters, permalinks, search, tables
from geo.catalog.loader import data_dir, load
from geo.catalog.model import ORDERS, Catalog, Selection, View, site_facts
from geo.catalog.name_index import NameIndex
from geo.catalog.regions import region_names
from geo.catalog.selection import Index, index, select
from geo.check import as_json, as_text
from geo.claims import conflicts
from geo.errors import DataError, FormatError, SelectionError, UnknownIdError
from geo.export import registry, table_columns
from geo.export.formats import Format, Options
from geo.export.table_columns import Progress, no_progress
from geo.history import changes, descriptions
from geo.language import wording

_PATIENCE, _STEP = 1.0, 0.5
"""Seconds after which a file's progress is told, and between two tellings."""
_NEAR = 0.6
"""How alike, from 0 to 1, a value must be to be suggested."""
_FEW = 24
"""Values of a filter that a message lists."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments
        Words behind ``python -m geo``; by default those of the process.

    Returns
    -------
    int
        Exit status: 0 where all went well, 1 for faulty data, 2 for a question that cannot be answered.
    """
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace, TextIO], int] = options.command
    _speak_utf8()
    try:
        status = command(options, sys.stdout)
        sys.stdout.flush()
        return status
    except DataError as error:
        sys.stderr.writelines(f"{fault}\n" for fault in error.faults)
        return 1
    except (FormatError, SelectionError, UnknownIdError) as error:
        sys.stderr.write(f"geo: {error}\n")
        return 2
    except BrokenPipeError:
        _drop_output()
        return 0
    except OSError as error:
        if error.filename is None:
            _drop_output()
        sys.stderr.write(f"geo: {error.filename or 'output'}: {error.strerror}\n")
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m geo", description="Kazakhstan's rare-earth and rare-metal deposits."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    data = argparse.ArgumentParser(add_help=False)
    data.add_argument(
        "--data", type=Path, default=None, metavar="DIR", help="data folder (default: DEPOSITS_DATA, else data/)"
    )
    reading = argparse.ArgumentParser(add_help=False)
    reading.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default: text)")

    validate = commands.add_parser("validate", parents=[data], help="check a data folder and print every fault")
    validate.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="the folder to check")
    validate.set_defaults(command=_validate)

    _add_export(commands, data)

    check = commands.add_parser("check", parents=[data, reading], help="print what contradicts what, and why")
    check.add_argument("site", nargs="?", default="", metavar="SITE", help="a site, region or country; default: all")
    check.set_defaults(command=_check)

    find = commands.add_parser(
        "search",
        parents=[data, reading],
        help="find sites by name in any spelling or script",
        epilog="Where no site is found, standard error says so; that is an answer, and the exit status is 0.",
    )
    find.add_argument("words", nargs="+", metavar="WORDS", help="a name or a part of one")
    find.set_defaults(command=_search)

    show = commands.add_parser("show", parents=[data, reading], help="print everything known of one site")
    show.add_argument("site", metavar="SITE", help="id of the site, as search prints it")
    show.set_defaults(command=_show)

    diff = commands.add_parser("diff", parents=[reading], help="print what changed between two data folders")
    diff.add_argument("old", type=Path, metavar="OLD", help="the earlier data folder")
    diff.add_argument("new", type=Path, metavar="NEW", help="the later data folder")
    diff.set_defaults(command=_diff)
    return parser


def _add_export(commands: Any, data: argparse.ArgumentParser) -> None:
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


def _validate(options: argparse.Namespace, out: TextIO) -> int:
    catalog = load(options.folder or options.data)
    counts = ", ".join(f"{len(catalog.frames[name])} {name}" for name in ("sites", "claims", "sources", "roots"))
    out.write(f"{options.folder or options.data or data_dir()}: in order: {counts}\n")
    return 0


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


def _check(options: argparse.Namespace, out: TextIO) -> int:
    catalog = load(options.data)
    _suggest(catalog, options.site)
    if options.format == "json":
        whole = as_json.values(catalog, options.site)
        out.write(json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n")
    else:
        out.writelines(f"{line}\n" for line in as_text.text(catalog, options.site))
    return 0


def _suggest(catalog: Catalog, subject: str) -> None:
    """Complain of a subject that is a name, not an id, and give the ids that it may mean."""
    if not subject or subject in catalog.sites.index or conflicts.about(catalog, subject):
        return
    hits = search.find(NameIndex.from_sites(catalog.sites), subject, limit=3)
    if hits:
        meant = " or ".join(f"{hit.site_id} ({catalog.sites.at[hit.site_id, 'name_en']})" for hit in hits)
        raise UnknownIdError(f"{subject!r} is not the id of a site; did you mean {meant}?")


def _search(options: argparse.Namespace, out: TextIO) -> int:
    catalog = load(options.data)
    hits = search.find(NameIndex.from_sites(catalog.sites), " ".join(options.words))
    rows = [
        {
            "id": hit.site_id,
            "name": catalog.sites.at[hit.site_id, "name_en"],
            "region": region_names(catalog, catalog.sites.loc[[hit.site_id], "region_iso"]).iloc[0],
            "why": f"did you mean: like {hit.matched}" if hit.did_you_mean else f"{hit.why}: {hit.matched}",
        }
        for hit in hits
    ]
    if options.format == "json":
        out.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        out.writelines("\t".join(row.values()) + "\n" for row in rows)
        if not rows:
            sys.stderr.write(f"geo: no site is called anything like {' '.join(options.words)!r}\n")
    return 0


def _show(options: argparse.Namespace, out: TextIO) -> int:
    catalog = load(options.data)
    site = catalog.site(options.site)
    view = select(catalog, Selection(hidden_claims=True))
    claims = tables.claims_about(view, options.site)
    if options.format == "json":
        plain = {name: None if value != value else value for name, value in site.items() if name != "geometry"}
        plain["coordinates"] = None if site.geometry is None else [site.geometry.x, site.geometry.y]
        plain["claims"] = [row for row in table_columns.claim_rows(view) if row["claim_id"] in claims.index]
        out.write(json.dumps(plain, ensure_ascii=False, indent=1, default=_json) + "\n")
    else:
        out.writelines(f"{line}\n" for line in _portrait(catalog, site, claims))
    return 0


def _diff(options: argparse.Namespace, out: TextIO) -> int:
    difference = changes.difference(_load_named(options.old), _load_named(options.new))
    if options.format == "json":
        out.write(json.dumps(descriptions.values(difference), ensure_ascii=False, indent=1) + "\n")
    else:
        out.writelines(f"{line}\n" for line in descriptions.lines(difference))
    return 0


def _load_named(folder: Path) -> Catalog:
    """Load a folder; its faults name it, for there are two."""
    if not folder.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no such folder", str(folder))
    try:
        return load(folder)
    except DataError as error:
        inside = (fault for fault in error.faults if fault.file != str(folder))
        named = [replace(fault, file=str(folder / fault.file)) for fault in inside]
        raise DataError(named or error.faults) from None


def _portrait(catalog: Catalog, site: pandas.Series[Any], claims: pandas.DataFrame) -> list[str]:
    labels = catalog.schema.labels("sites", "location_precision")
    parts = [catalog.sites.at[part, "name_en"] for part in catalog.parts.get(site["site_id"], ())]
    parent = catalog.sites.at[site["parent_id"], "name_en"] if site["parent_id"] else ""
    facts = {
        "Name": " / ".join(filter(None, (site["name_en"], site["name_ru"], site["name_kk"]))),
        "Region": region_names(catalog, pandas.Series([site["region_iso"]])).iloc[0],
        "District": site["district"],
        "Place": wording.place(site_facts(site), labels),
        "Elements": wording.joined(site["elements"]),
        "Not confirmed": wording.joined(site["elements_uncertain"]),
        "Kind": site["deposit_type"],
        "Status": site["status"],
        "Operator": site["operator"],
        "Part of": parent,
        "Contains": wording.joined(parts),
        "Remark": site["note"],
    }
    lines = [f"{name}: {text}" for name, text in facts.items() if text]
    aside = int((claims["review"] == "hide").sum())
    lines.append(f"Claims: {len(claims) - aside}" + (f", and {aside} set aside by reviewers" if aside else ""))
    table = tables.claim_table(catalog, claims)
    for claim_id, row in table.iterrows():
        lines.append(f"  {claim_id}  {row['As written']}  [{row['Normalised']}]")
        where = ", ".join(filter(None, (row["Source"], row["Date"], row["Where in it"])))
        lines.append(f"        {where}" + (f"; {row['Remark']}" if row["Remark"] else ""))
    return lines


def _drop_output() -> None:
    """Discard pending output, so that exit does not fail on a closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """Make the console streams UTF-8, whatever the locale says: names are in three scripts."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _copy(path: Path, out: TextIO) -> None:
    """Write the bytes of a file, whatever the console's encoding."""
    raw = getattr(out, "buffer", None)
    if raw is None:
        out.write(path.read_bytes().decode("utf-8"))
    else:
        with path.open("rb") as made:
            shutil.copyfileobj(made, raw)


def _json(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else str(value)
