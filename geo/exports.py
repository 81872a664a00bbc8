"""A view as files other software reads: CSV and GeoJSON, with the rows and the order seen on screen."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from shapely.geometry import mapping

from geo import tables, wording
from geo.model import View, records

BOM = "\ufeff"
"""Mark that makes Excel read a CSV as UTF-8."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")

SITE_COLUMNS: Mapping[str, str] = {
    "site_id": "our key for the site",
    "name_en": "English name",
    "name_ru": "Russian name",
    "name_kk": "Kazakh name",
    "region_iso": "ISO 3166-2 code of today's region",
    "region": "name of that region",
    "district": "district as a source states it",
    "occurrence_type": "deposit, prospect, mineralized-zone, occurrence or project",
    "main_group": "what the site is chiefly known for",
    "elements": "element symbols, joined by ;",
    "elements_uncertain": "symbols not confirmed, joined by ;",
    "deposit_type": "kind of deposit",
    "status": "what is being done there",
    "operator": "holder or contractor named",
    "parent_id": "site that contains this one",
    "latitude": "WGS 84 degrees; empty where no place is known",
    "longitude": "WGS 84 degrees; empty where no place is known",
    "location_precision": "how the place is known",
    "uncertainty_km": "radius within which the site lies, km",
    "claims": "number of claims shown for the site",
    "headline_claim": "one claim as written, chosen by rule",
    "sources": "ids of the documents that list the site or make those claims, joined by ;",
    "source_urls": "addresses of those documents, joined by a space",
}
"""Columns of the site table and what they hold."""

_LISTS = ("elements", "elements_uncertain")
_COPIED = (
    *("name_en", "name_ru", "name_kk", "region_iso", "district", "occurrence_type", "main_group"),
    *("deposit_type", "status", "operator", "parent_id", "location_precision"),
)


def site_rows(view: View) -> list[dict[str, Any]]:
    """Return the sites of a view as plain rows with the columns of :data:`SITE_COLUMNS`."""
    counts, headlines = tables.claim_counts(view), tables.headline_words(view)
    regions = view.catalog.regions["name_en"]
    claimed = _claim_sources(view)
    rows = []
    for site_id, site in view.sites.iterrows():
        documents = list(dict.fromkeys([*_listed(view, site["source_ids"]), *claimed.get(str(site_id), ())]))
        point = site.geometry
        row: dict[str, Any] = {"site_id": site_id} | {name: site[name] for name in _COPIED}
        row |= {name: ";".join(site[name]) for name in _LISTS}
        row |= {
            "region": regions.get(site["region_iso"], ""),
            "latitude": None if point is None else round(point.y, 5),
            "longitude": None if point is None else round(point.x, 5),
            "uncertainty_km": None if site["uncertainty_km"] != site["uncertainty_km"] else site["uncertainty_km"],
            "claims": int(counts.get(site_id, 0)),
            "headline_claim": headlines.get(site_id, ""),
            "sources": ";".join(documents),
            "source_urls": " ".join(filter(None, view.catalog.sources.loc[documents, "url"])),
        }
        rows.append({name: row[name] for name in SITE_COLUMNS})
    return rows


def claim_rows(view: View) -> list[dict[str, Any]]:
    """Return the claims of a view as plain rows: every column of claims.csv, then title and address of the source."""
    columns = view.catalog.schema.resources["claims"].columns
    rows = []
    for record in records(view.claims):
        source = view.catalog.sources.loc[record["source_id"]]
        row = {name: _cell(record[name]) for name in columns} | {"as_written": wording.figure(record)}
        rows.append(row | {"source_title": source["title"], "source_url": source["url"]})
    return rows


def to_csv(rows: Sequence[Mapping[str, Any]], columns: Iterable[str], bom: bool = False) -> str:
    """Return rows as RFC 4180 CSV text.

    Text cells that a spreadsheet would take for a formula get an apostrophe in front; numbers never do.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(columns), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _neutral(value) for name, value in row.items()} for row in rows)
    return (BOM if bom else "") + out.getvalue()


def sites_csv(view: View, bom: bool = False) -> str:
    """Return the site table of a view as CSV text."""
    return to_csv(site_rows(view), SITE_COLUMNS, bom)


def claims_csv(view: View, bom: bool = False) -> str:
    """Return the claims of a view as CSV text."""
    columns = [*view.catalog.schema.resources["claims"].columns, "as_written", "source_title", "source_url"]
    return to_csv(claim_rows(view), columns, bom)


def sites_geojson(view: View) -> str:
    """Return the sites of a view as RFC 7946 GeoJSON text; a site without a known place has a null geometry."""
    features = [
        {
            "type": "Feature",
            "id": row["site_id"],
            "geometry": None if point is None else mapping(point),
            "properties": {name: value for name, value in row.items() if name not in ("latitude", "longitude")},
        }
        for row, point in zip(site_rows(view), view.sites.geometry, strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1)


def neutralised(text: str) -> str:
    """Return text that no spreadsheet takes for a formula (DESIGN: CSV injection)."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _neutral(value: Any) -> Any:
    return neutralised(value) if isinstance(value, str) else value


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return ";".join(value)
    return None if value is None or value != value else value


def _listed(view: View, ids: Sequence[str]) -> list[str]:
    """Documents that list a site, narrowed as the claims are when the view is filtered by source or tier."""
    chosen, tiers = view.selection.sources, view.selection.tiers
    tier_of = view.catalog.sources["tier"]
    return [item for item in ids if (not chosen or item in chosen) and (not tiers or tier_of[item] in tiers)]


def _claim_sources(view: View) -> Mapping[str, tuple[str, ...]]:
    pairs = view.catalog.site_claims
    shown = pairs[pairs["claim_id"].isin(view.claims.index)]
    return {str(site): tuple(dict.fromkeys(ids)) for site, ids in shown.groupby("site_id")["source_id"]}
