"""A view as rows, and as files that other software reads: CSV and GeoJSON, with the rows and the order seen on screen.

How a CSV is written is in :mod:`geo.export.csv_files`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TextIO, TypeAlias

import pandas
import shapely
from shapely.geometry import mapping

from geo.catalog import filters, permalinks, rights, tables, titles
from geo.catalog.model import View, records
from geo.errors import DataError, Fault
from geo.export import citations
from geo.language import wording

Progress: TypeAlias = Callable[[int, int], None]
"""What is told of each site that is written: its number, and how many there are."""

SITE_COLUMNS: Mapping[str, str] = {
    "site_id": "our key for the site",
    "name_en": "English name",
    "name_ru": "Russian name",
    "name_kk": "Kazakh name",
    "region_iso": "ISO 3166-2 code of today's region",
    "region": "name of that region",
    "region_basis": "how the region is known",
    "district": "district as a source states it",
    "occurrence_type": "deposit, prospect, mineralized-zone, occurrence or project",
    "main_group": "what the site is chiefly known for",
    "elements": "element symbols, joined by ;",
    "elements_uncertain": "symbols not confirmed, joined by ;",
    "commodities": "other commodities, joined by ;",
    "deposit_type": "kind of deposit",
    "status": "what is being done there",
    "status_class": "that in one of five classes",
    "operator": "holder or contractor named",
    "parent_id": "site that contains this one",
    "latitude": "WGS 84 degrees; empty where no place is known",
    "longitude": "WGS 84 degrees; empty where no place is known",
    "location_precision": "how the place is known",
    "uncertainty_km": "radius within which the site lies, km",
    "location_source_id": "document that gives the place",
    "location_note": "how the coordinates were derived and what speaks against them",
    "review": "reviewers' decision: flag where the site or its place is doubted; empty when nothing is amiss",
    "review_reason": "why they decided so",
    "claims": "number of claims shown for the site",
    "headline_claim": "one claim as written, chosen by rule",
    "sources": "ids of the documents that list the site or make those claims, joined by ;",
    "source_urls": "addresses of those documents, joined by a space",
}
"""Columns of the site table and what they hold."""

_LISTS = ("elements", "elements_uncertain", "commodities")
_MADE = ("site_id", "region", "latitude", "longitude", "claims", "headline_claim", "sources", "source_urls")
_NEEDED = (*(name for name in SITE_COLUMNS if name not in _MADE), "source_ids")
"""Columns of sites that the site table is made of; those of :data:`_MADE` are worked out."""


def check_exportable(view: View) -> None:
    """Make sure that a view has every column: those that exports use, and those that its own schema promises.

    Parameters
    ----------
    view
        The sites and claims to check.

    Raises
    ------
    DataError
        With every column that the sites or the claims lack.
    """
    promised = {name: view.catalog.schema.resources[name].columns for name in ("sites", "claims")}
    wanted = promised | {"sites": tuple(dict.fromkeys((*_NEEDED, "geometry", *promised["sites"])))}
    frames = {"sites": view.sites, "claims": view.claims}
    faults = [
        Fault(table, 0, name, "the column is missing, and every export has it")
        for table, names in wanted.items()
        for name in names
        if name not in frames[table].columns
    ]
    if faults:
        raise DataError(faults)


def site_rows(view: View) -> list[dict[str, Any]]:
    """Return the sites of a view as plain rows with the columns of :data:`SITE_COLUMNS`.

    Parameters
    ----------
    view
        The sites and claims to write.

    Returns
    -------
    list[dict[str, Any]]
        One row a site, in the order of the view.

    Raises
    ------
    DataError
        As :func:`check_exportable` does.
    """
    return list(each_site(view))


def no_progress(number: int, of: int) -> None:
    """Ignore progress reports.

    Parameters
    ----------
    number
        Number of the site, counted from 1.
    of
        Number of all sites.
    """


def each_site(view: View, progress: Progress = no_progress) -> Iterator[dict[str, Any]]:
    """Yield the rows of :func:`site_rows` one at a time.

    No second copy of a large view is ever held in memory.

    Parameters
    ----------
    view
        The sites and claims to write.
    progress
        Function that is told the number of each site, counted from 1, and the number of all sites.

    Yields
    ------
    dict[str, Any]
        A row with the columns of :data:`SITE_COLUMNS`, in the order of the view.

    Raises
    ------
    DataError
        As :func:`check_exportable` does.
    """
    check_exportable(view)
    sites, catalog = view.sites, view.catalog
    spoken_of = sites[sites.index.isin(catalog.site_claims["site_id"].unique())]  # the rest need not be looked through
    counts, headlines = (
        tables.claim_counts(view).to_dict(),
        tables.headline_words(replace(view, sites=spoken_of)).to_dict(),
    )
    regions, urls = catalog.regions["name_en"].to_dict(), catalog.sources["url"].to_dict()
    claimed, listed = _claim_sources(view), _listed(view)
    points = sites.geometry.to_numpy()
    columns = (sites[name] for name in _NEEDED)
    for number, (site_id, lat, lon, *cells) in enumerate(
        zip(sites.index, shapely.get_y(points), shapely.get_x(points), *columns, strict=True), start=1
    ):
        progress(number, len(sites))
        row = dict(zip(_NEEDED, cells, strict=True))
        documents = list(dict.fromkeys([*listed(row["source_ids"]), *claimed.get(str(site_id), ())]))
        row |= {name: ";".join(row[name]) for name in _LISTS}
        row |= {
            "site_id": site_id,
            "region": regions.get(row["region_iso"], ""),
            "latitude": _number(lat, 6),  # six digits are 0.1 m: finer than any source
            "longitude": _number(lon, 6),
            "uncertainty_km": _number(row["uncertainty_km"]),
            "claims": int(counts.get(site_id, 0)),
            "headline_claim": headlines.get(site_id, ""),
            "sources": ";".join(documents),
            "source_urls": " ".join(filter(None, (urls[document] for document in documents))),
        }
        yield {name: row[name] for name in SITE_COLUMNS}


def claim_rows(view: View) -> list[dict[str, Any]]:
    """Return the claims of a view as plain rows with the columns of :func:`claim_columns`.

    Parameters
    ----------
    view
        The sites and claims to write.

    Returns
    -------
    list[dict[str, Any]]
        One row a claim, in the order of the view.

    Raises
    ------
    DataError
        As :func:`check_exportable` does.
    """
    return list(each_claim(view))


def each_claim(view: View) -> Iterator[dict[str, Any]]:
    """Yield the rows of :func:`claim_rows` one at a time.

    Parameters
    ----------
    view
        The sites and claims to write.

    Yields
    ------
    dict[str, Any]
        A row with the columns of :func:`claim_columns`, in the order of the view.

    Raises
    ------
    DataError
        As :func:`check_exportable` does.
    """
    check_exportable(view)
    fields = view.catalog.schema.resources["claims"].fields
    titles, urls = (view.catalog.sources[name].to_dict() for name in ("title", "url"))
    for record in _each_record(view.claims):
        source = record["source_id"]
        row = {item.name: _cell(record[item.name], item.delimiter) for item in fields}
        row["as_written"] = wording.figure(record)
        yield row | {"source_title": titles[source], "source_url": urls[source]}


def claim_columns(view: View) -> tuple[str, ...]:
    """Return the columns of the claim table.

    They are those of claims.csv, then the figure in words, its source's title and url.

    Parameters
    ----------
    view
        The sites and claims to write.

    Returns
    -------
    tuple[str, ...]
        Names of the columns, in the order in which they are written.
    """
    return (*view.catalog.schema.resources["claims"].columns, "as_written", "source_title", "source_url")


def source_rows(view: View) -> list[dict[str, Any]]:
    """Return the documents that a view rests on as plain rows, in the order and columns of sources.csv.

    Parameters
    ----------
    view
        The sites and claims to write.

    Returns
    -------
    list[dict[str, Any]]
        One row a document.
    """
    columns = view.catalog.schema.resources["sources"].columns
    used = view.catalog.sources.loc[list(citations.source_ids(view))]
    return [{name: _cell(record[name]) for name in columns} for record in records(used)]


def write_geojson(view: View, out: TextIO, address: str = "", progress: Progress = no_progress) -> None:
    """Write the sites of a view as RFC 7946 GeoJSON, a feature a line.

    Members of our own (RFC 7946, section 6.1) say what the file is, of which version and under which licence. A site
    without a known place has no geometry; a property that is not known is null.

    Parameters
    ----------
    view
        The sites and claims to write.
    out
        Text stream to write to.
    address
        Address of the view; by default the part of it behind ``?``.
    progress
        Function that is told the number of each site, counted from 1, and the number of all sites.

    Raises
    ------
    DataError
        As :func:`check_exportable` does.
    """
    members = {"type": "FeatureCollection", "name": "sites"} | described(view)
    members["address"] = address or permalinks.query(view.selection, view.catalog.version)
    out.write(json.dumps(members, ensure_ascii=False)[:-1] + ', "features": [')
    between = "\n"
    for row, point in zip(each_site(view, progress), view.sites.geometry, strict=True):
        feature = {
            "type": "Feature",
            "id": row["site_id"],
            "geometry": None if point is None else mapping(point),
            "properties": {name: value for name, value in known(row).items() if name not in ("latitude", "longitude")},
        }
        out.write(between + json.dumps(feature, ensure_ascii=False, allow_nan=False))
        between = ",\n"
    out.write("\n]}\n")


def described(view: View) -> dict[str, str]:
    """Return what a file says of itself where its format has room for it.

    Parameters
    ----------
    view
        The view that the file holds.

    Returns
    -------
    dict[str, str]
        ``title, selection, version, licence, attribution``, each with its words in English.
    """
    licence = view.catalog.schema.licence
    return {
        "title": view.catalog.schema.title,
        "selection": titles.selection(view) or "everything",
        "version": view.catalog.version,
        "licence": " ".join(filter(None, (licence.title, licence.url))),
        "attribution": f"{rights.DUTY} {rights.OUTLINES}",
    }


def known(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with None for each text that is empty.

    The data write what is not known as an empty text.

    Parameters
    ----------
    row
        A row by column; it is not changed.

    Returns
    -------
    dict[str, Any]
        A new row with the same columns.
    """
    return {name: None if value == "" else value for name, value in row.items()}


def _cell(value: Any, between: str = ";") -> Any:
    if isinstance(value, tuple):
        return between.join(value)
    return None if value is None or value != value else value


def _number(value: float, digits: int = 15) -> float | None:
    return None if value != value else round(float(value), digits)


def _each_record(frame: pandas.DataFrame, at_once: int = 5000) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table; 5000 at a time are plain objects, so that memory does not grow with the table."""
    for start in range(0, len(frame), at_once):
        yield from records(frame.iloc[start : start + at_once])


def _listed(view: View) -> Callable[[Sequence[str]], list[str]]:
    """Return a function that keeps those documents of a list that pass the filters by source and tier."""
    allowed = set(view.catalog.sources.index[filters.documents(view.catalog, view.selection)])
    return lambda ids: [document for document in ids if document in allowed]


def _claim_sources(view: View) -> Mapping[str, tuple[str, ...]]:
    pairs = view.catalog.site_claims
    shown = pairs[pairs["claim_id"].isin(view.claims.index)]
    return {str(site): tuple(dict.fromkeys(ids)) for site, ids in shown.groupby("site_id")["source_id"]}
