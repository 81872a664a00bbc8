"""Groups of claims, views and all that is written on a picture."""

from __future__ import annotations

import pytest

import geo
from geo.claims.conflicts import groups
from geo.plot.canvas import Canvas


@pytest.fixture(scope="module")
def found(catalog):
    return groups(catalog)


@pytest.fixture(scope="module")
def zhana(found):
    return next(group for group in found if group.subjects == {"zhana_kazakhstan"} and group.quantity == "tonnage")


@pytest.fixture
def said(monkeypatch):
    """All lines that are written while the test runs; in the file itself letters are shapes."""
    lines, write = [], Canvas.text

    def listening(page, at, words, *more, **how):
        lines.append(words)
        write(page, at, words, *more, **how)

    monkeypatch.setattr(Canvas, "text", listening)
    return lines


@pytest.fixture(scope="module")
def whole(prepared):
    return geo.select(prepared)
