"""The chart of claims as a picture: it names every figure, basis and document."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

import geo
from geo.catalog import tables
from geo.check import reports
from geo.claims import conflicts
from geo.plot import charts, pictures


@pytest.fixture(scope="module")
def zhana(whole):
    return next(item for item in conflicts.groups(whole) if item.id == "zhana_kazakhstan.tonnage.REE")


def test_chart_of_claims_names_every_figure_basis_and_document(whole, zhana, said):
    title, address = reports.title(whole.catalog, zhana), "https://maps.example/check?conflict=x"
    made = pictures.claims(whole, zhana.statements, "svg", title=title, headline=zhana.text(), address=address)
    ElementTree.fromstring(made.decode("utf-8"))
    words = " ".join(said)
    assert title in said
    assert zhana.text() in words
    for panel in ("Ore", "Metal", "Oxide", "Of what, the source does not say", "Evidence", "Best source", "10 Mt"):
        assert panel in said, panel
    for label in charts.chart_rows(whole.catalog, zhana.statements)["label"]:
        assert label in words, label
    for name in tables.source_names(whole.catalog.sources.loc[list(zhana.sources)]):
        assert name in words, name
    assert f"{len({claim.claim_id for claim in zhana.claims})} claims in {len(zhana.sources)} sources" in said
    version = whole.catalog.version
    assert any(line.startswith(f"Kazakhstan Deposits, data version {version} of ") for line in said)
    assert any(line.endswith(f"View: {address}") for line in said)


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_same_claims_same_bytes(whole, zhana, kind):
    made = [pictures.claims(whole, zhana.statements, kind, title="Zhana Kazakhstan") for _ in range(2)]
    assert made[0] == made[1]
    assert made[0] != pictures.claims(whole, zhana.statements[1:], kind, title="Zhana Kazakhstan")


def test_claims_that_have_no_axis_say_so(whole, said):
    ranks = next(item for item in conflicts.groups(whole) if item.quantity == "rank")
    pictures.claims(whole, ranks.statements, "svg", title="Ranks")
    assert "None of this can lie on an axis." in said


def test_the_selection_is_told_on_the_chart_of_claims(prepared, zhana, said):
    view = geo.select(prepared, geo.Selection(elements=("Nd",)))
    pictures.claims(view, zhana.statements, "svg", title="x")
    assert any("Nd Neodymium" in line for line in said)
