"""How the files of each format begin, and which formats are quick to make."""

from __future__ import annotations

STARTS = {
    "xlsx": b"PK",
    "csv": b"site_id,",
    "claims-csv": b"claim_id,",
    "geojson": b'{"type": "FeatureCollection"',
    "gpkg": b"SQLite format 3\x00",
    "parquet": b"PAR1",
    "kml": b"<?xml",
    "bundle": b"PK",
    "png": b"\x89PNG",
    "svg": b"<?xml",
    "charts-png": b"\x89PNG",
    "charts-svg": b"<?xml",
}
QUICK = ("xlsx", "csv", "claims-csv", "geojson", "gpkg", "parquet", "kml", "bundle")
