"""Facts and searches of a view: of its sites, by documents that its filters let pass."""

from __future__ import annotations

from dataclasses import replace

from geo import Selection
from geo.catalog.selection import select
from geo.export import site_tables


def test_facts_are_of_the_sites_of_the_view_and_by_documents_of_its_filters(broken):
    fact = "F00{number},{site},age,Permian,,{source},line 1,\n"
    rows = [fact.format(number=1, site="melovoye", source="seed_001")]
    rows += [fact.format(number=2, site="melovoye", source="usgs_ofr20051294")]
    rows += [fact.format(number=3, site="irgiz", source="seed_001")]
    broken.write("site_facts.csv", broken.text("site_facts.csv") + "".join(rows))
    catalog = broken.load()
    view = select(catalog, Selection(regions=("KZ-47",)))
    assert [row["fact_id"] for row in site_tables.rows(view, "site_facts")] == ["F001", "F002"]
    narrowed = select(catalog, Selection(regions=("KZ-47",), sources=("usgs_ofr20051294",)))
    assert list(site_tables.facts(narrowed)["fact_id"]) == ["F002"]


def test_older_data_have_no_such_tables(catalog):
    frames = {name: frame for name, frame in catalog.frames.items() if name not in site_tables.SITE_TABLES}
    view = select(replace(catalog, frames=frames))
    assert site_tables.held(view) == ()
    assert view.facts.empty
    assert view.searches.empty
