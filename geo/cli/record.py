"""``python -m geo validate``: what a data folder holds, and whether it is sound."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, TextIO

from geo.catalog.loader import data_dir, load
from geo.catalog.model import Catalog
from geo.catalog.summary import Holding, holdings
from geo.catalog.versions import HISTORY

_OF_SITES: Final = ("with_figure", "with_tonnage", "with_place")
"""Counts that are told as shares of the sites too."""
_HEADINGS: Final = ("region", "sites", "with figure", "with tonnage", "with place", "claims", "sources")


def add(commands: Any, data: argparse.ArgumentParser, reading: argparse.ArgumentParser) -> None:
    """Add the commands to the parser.

    Parameters
    ----------
    commands
        Parsers of the commands.
    data
        Parser of the options that every command has.
    reading
        Parser of the options of commands that a program may read.
    """
    validate = commands.add_parser(
        "validate", parents=[data, reading], help="check a data folder and print every fault"
    )
    validate.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="the folder to check")
    validate.add_argument(
        "--summary", action="store_true", help="count sites, figures, places, claims and sources by region too"
    )
    validate.set_defaults(command=_validate)


def _validate(options: argparse.Namespace, out: TextIO) -> int:
    catalog = load(options.folder or options.data)
    folder = str(options.folder or options.data or data_dir())
    if options.format == "json":
        out.write(json.dumps(_values(catalog, folder, options.summary), ensure_ascii=False, indent=1) + "\n")
        return 0
    counts = ", ".join(f"{len(catalog.frames[name])} {name}" for name in ("sites", "claims", "sources", "roots"))
    out.write(f"{folder}: in order: {counts}\n")
    if options.summary:
        out.writelines(f"{line}\n" for line in ("", *_counts(catalog), "", *_table(holdings(catalog))))
    return 0


def _values(catalog: Catalog, folder: str, summary: bool) -> dict[str, Any]:
    """Return what is known of a sound folder as plain values."""
    tables = {name: len(frame) for name, frame in catalog.frames.items() if name not in HISTORY}
    known: dict[str, Any] = {"folder": folder, "version": catalog.version, "rows": tables}
    if summary:
        *regions, whole = map(_plain, holdings(catalog))
        known |= {"regions": regions, "in_all": whole}
    return known


def _plain(held: Holding) -> dict[str, Any]:
    shares = {f"share_{name}": held.share(getattr(held, name)) for name in _OF_SITES}
    return asdict(held) | {name: None if share is None else round(share, 4) for name, share in shares.items()}


def _counts(catalog: Catalog) -> Iterator[str]:
    for name, frame in catalog.frames.items():
        if name not in HISTORY:
            yield f"{len(frame):>6,}  {catalog.schema.resources[name].title}"


def _table(held: tuple[Holding, ...]) -> Iterator[str]:
    """Yield the lines of the table, regions without a site or a claim left out."""
    rows = [_HEADINGS, *(_cells(item) for item in held if item.sites or item.claims)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(_HEADINGS))]
    for name, *numbers in rows:
        padded = (number.rjust(width) for number, width in zip(numbers, widths[1:], strict=True))
        yield "  ".join((name.ljust(widths[0]), *padded))


def _cells(held: Holding) -> tuple[str, ...]:
    sites = (_of_sites(held, count) for count in (held.with_figure, held.with_tonnage, held.with_place))
    return (held.name, f"{held.sites:,}", *sites, f"{held.claims:,}", f"{held.sources:,}")


def _of_sites(held: Holding, count: int) -> str:
    share = held.share(count)
    return f"{count:,}" if share is None else f"{count:,} ({share:.0%})".rjust(len("999 (100%)"))
