"""``python -m geo check | search | show | diff``: questions to the data, answered on standard output."""

from __future__ import annotations

import argparse
import errno
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

import pandas

from geo.catalog import search, tables
from geo.catalog.loader import load
from geo.catalog.model import Catalog, Selection, site_facts
from geo.catalog.name_index import NameIndex
from geo.catalog.regions import region_names
from geo.catalog.selection import select
from geo.check import as_json, as_text
from geo.claims import conflicts
from geo.errors import DataError, UnknownIdError
from geo.export import table_columns
from geo.history import changes, descriptions
from geo.language import wording


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


def _json(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else str(value)
