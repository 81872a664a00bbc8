"""A view of one region, to be written in every format."""

from __future__ import annotations

import pytest

from geo import Selection
from geo.catalog.selection import select


@pytest.fixture(scope="module")
def qaraganda(prepared):
    return select(prepared, Selection(regions=("KZ-35",)))
