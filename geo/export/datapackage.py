"""The descriptor of a bundle: Data Package 2.0, its tables with the columns, words and keys of the data's own schema.

A key is kept where the bundle holds both ends of it. A selection may leave out the site that contains another, or the
claim that one repeats: such ids stay in their columns and promise nothing.

Source: Data Package, Data Resource and Table Schema specifications, version 2.0 (https://datapackage.org/).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from geo.catalog import permalinks, titles
from geo.catalog.descriptor import DESCRIPTOR
from geo.catalog.model import Catalog, View
from geo.export.site_tables import SITE_TABLES
from geo.export.table_columns import SITE_COLUMNS

PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLES: Final = ("claims", "sources", "roots", *SITE_TABLES)
"""Tables of the data that a bundle holds a part of."""
ADDED: Final[Mapping[str, str]] = {
    "as_written": "The figure in words, as the source writes it",
    "source_title": "Title of the document",
    "source_url": "Address of the document",
}
"""Columns that a bundle's claims have beside those of the data."""

_WHOLE: Final = ("sources", "roots")
"""Tables of which a bundle holds every row that the others name by a key."""
_OF_A_SITE: Final = {"fields": "site_id", "reference": {"resource": "sites", "fields": "site_id"}}
"""Key of a table of sites; the data themselves cannot have it, for there sites are layers."""
_NUMBERS: Final = ("latitude", "longitude", "uncertainty_km")
_MEDIA: Final = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "json": "application/vnd.citationstyles.csl+json",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}
_TITLES: Final = {
    "sites.csv": "Sites of the selection as a table",
    "sites.geojson": "The same sites as a layer; a site without a known place has a null geometry",
    "claims.csv": "Claims about them, one published figure a row",
    "sources.csv": "Documents behind both, one a row",
    "roots.csv": "First statements that those claims descend from, one a row",
    "site_facts.csv": "Facts about the sites, one dated statement a row",
    "searches.csv": "Where a figure, a place or a name of a site was looked for and not found",
    "citations.json": "The data set and those documents as CSL-JSON",
    "citations.bib": "The data set and those documents as BibTeX",
    "citations.ris": "The data set and those documents as RIS",
}


@dataclass(frozen=True)
class Part:
    """Hold what the descriptor says of one file of a bundle.

    Attributes
    ----------
    name
        File name inside the bundle.
    size
        Length in bytes.
    digest
        SHA-256 of the bytes, in hexadecimal digits.
    """

    name: str
    size: int
    digest: str


def of_data(catalog: Catalog) -> dict[str, Any]:
    """Return the descriptor of the data that a catalog was read from.

    Parameters
    ----------
    catalog
        The data that the selection was made from.

    Returns
    -------
    dict[str, Any]
        The parsed ``datapackage.json`` of the data folder.

    Raises
    ------
    OSError
        If the data folder has no such file any more.
    """
    found: dict[str, Any] = json.loads((catalog.folder / DESCRIPTOR).read_text(encoding="utf-8-sig"))
    return found


def describe(view: View, parts: Iterable[Part], digest: str) -> str:
    """Return the text of a bundle's ``datapackage.json``.

    Parameters
    ----------
    view
        The selection.
    parts
        The other files, in the order in which they are to stand.
    digest
        SHA-256 of the data that the selection was made from, in hexadecimal digits.

    Returns
    -------
    str
        JSON text that ends in a line feed; a Data Package of version 2.0.
    """
    catalog, data = view.catalog, of_data(view.catalog)
    words = titles.selection(view)
    schemas = _schemas(data)
    package = {
        "$schema": PROFILE,
        "name": f"{data['name']}-bundle",
        "title": ": ".join(filter(None, (data["title"], words))),
        "version": catalog.version,
        "created": f"{catalog.schema.created}T00:00:00Z",
        "licenses": data["licenses"],
        "selection": dict(view.selection.changed()),
        "address": permalinks.query(view.selection, catalog.version),
        "data": {"name": data["name"], "version": catalog.version, "hash": f"sha256:{digest}"},
        "resources": [_resource(part, schemas) for part in parts],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def title(name: str) -> str:
    """Return in one sentence what a file of a bundle holds.

    Parameters
    ----------
    name
        File name inside the bundle.

    Returns
    -------
    str
        The sentence, in English.

    Raises
    ------
    KeyError
        If bundles have no such file.
    """
    return _TITLES[name]


def _resource(part: Part, schemas: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    stem, _, suffix = part.name.rpartition(".")
    described: dict[str, Any] = {
        "name": stem if suffix == "csv" else f"{stem}-{suffix}",
        "title": _TITLES[part.name],
        "path": part.name,
        "format": suffix,
        "mediatype": _MEDIA[suffix],
        "encoding": "utf-8",
        "bytes": part.size,
        "hash": f"sha256:{part.digest}",
    }
    return described | ({"type": "table", "schema": schemas[stem]} if suffix == "csv" else {})


def _schemas(data: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    by_name = {item["name"]: item["schema"] for item in data["resources"]}
    found: dict[str, Mapping[str, Any]] = {name: _part_of(by_name[name]) for name in TABLES if name in by_name}
    added = [{"name": name, "type": "string", "description": f"{what}."} for name, what in ADDED.items()]
    found["claims"] = {**found["claims"], "fields": [*found["claims"]["fields"], *added]}
    for name in (table for table in SITE_TABLES if table in found):
        found[name] = {**found[name], "foreignKeys": [*found[name].get("foreignKeys", ()), _OF_A_SITE]}
    return found | {"sites": _sites(by_name["sites"])}


def _part_of(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a table, with those of its keys that a part of the data keeps."""
    keys = [key for key in schema.get("foreignKeys", ()) if key["reference"]["resource"] in _WHOLE]
    kept = {name: value for name, value in schema.items() if name != "foreignKeys"}
    kept["fields"] = [_without_references(field) for field in schema["fields"]]
    return kept | ({"foreignKeys": keys} if keys else {})


def _sites(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of the site table: columns of the export, with the vocabularies of the layers."""
    described = {field["name"]: field for field in schema["fields"]}
    fields: list[dict[str, Any]] = []
    for name, what in SITE_COLUMNS.items():
        field: dict[str, Any] = {"name": name, "type": _type(name), "description": f"{what[:1].upper()}{what[1:]}."}
        known = described.get(name, {})
        fields.append(field | {key: known[key] for key in ("constraints", "categories") if key in known})
    return {"fields": fields, "primaryKey": "site_id", "missingValues": [""]}


def _type(name: str) -> str:
    if name in _NUMBERS:
        return "number"
    return "integer" if name == "claims" else "string"


def _without_references(field: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in field.items() if key != "references"}
