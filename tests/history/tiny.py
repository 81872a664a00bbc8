"""Two small versions of the data, and what differs between them."""

from __future__ import annotations

from pathlib import Path

import geo
from geo.history import changes

TINY = Path(__file__).resolve().parents[1] / "data" / "versions"
OLD, NEW = geo.load(TINY / "old"), geo.load(TINY / "new")
DIFFERENCE = changes.difference(OLD, NEW)


def row(table, key, difference=DIFFERENCE):
    return next(item for item in difference.rows if (item.table, item.id) == (table, key))
