"""The chart of claims on the screen: statements on one axis, as soon as they can lie on one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from geo.catalog.caching import few_on_owner
from geo.catalog.model import Catalog
from geo.check import reports
from geo.claims.statements import Statement
from geo.language.translation import Language
from geo.plot import charts
from geo.plot.palette import Theme
from pages.components.session.screen import Screen


@dataclass(frozen=True)
class _Drawing:
    """What a chart shows; the same claims make the same chart, whatever else is filtered."""

    claims: tuple[tuple[str, ...], ...]
    statements: tuple[Statement, ...] = field(compare=False)


def draw(screen: Screen, statements: Sequence[Statement], key: str) -> bool:
    """Draw statements on one axis, if they can lie on one; return whether they can."""
    ids = tuple(reports.figures_of(statement) for statement in statements)
    drawn = _drawn(screen.catalog, _Drawing(ids, tuple(statements)), screen.theme, screen.language)
    if drawn is not None:
        st.vega_lite_chart(spec=drawn, width="stretch", key=key)
    return drawn is not None


@few_on_owner(256)
def _drawn(catalog: Catalog, drawing: _Drawing, theme: Theme, language: Language) -> dict[str, Any] | None:
    """Return a chart as Vega-Lite, worked out once: Altair takes an eighth of a second to check one."""
    chart = charts.claims(catalog, drawing.statements, theme, language) if drawing.statements else None
    return None if chart is None else charts.stacked(chart)
