"""What the rings of the marks show: how far claims contradict, how good their evidence is."""

from __future__ import annotations

from typing import Any

import geo
from geo.claims.conflicts import strongest
from geo.plot import overlays


def test_rings_of_contradictions_carry_the_least_factor(prepared: Any) -> None:
    view = geo.select(prepared)
    found = overlays.overlay(view, "contradiction")
    assert found.marks["zhana_kazakhstan"] == (2, "claims differ by a factor of 1,429")
    assert set(found.marks) == {site for site in strongest(view) if site in view.sites.index}
    assert all(0 <= level < len(found.levels) for level, _ in found.marks.values())


def test_rings_of_evidence_grade_every_site(prepared: Any) -> None:
    view = geo.select(prepared)
    found = overlays.overlay(view, "evidence")
    assert set(found.marks) == set(view.sites.index)
    bare = set(view.sites.index) - set(view.catalog.site_claims["site_id"])
    assert bare
    assert {found.marks[site][0] for site in bare} == {0}
    levels = {site: level for site, (level, _) in found.marks.items()}
    assert levels["zhana_kazakhstan"] == found.levels.index("forecast resources")
    assert max(levels.values()) == len(found.levels) - 1
