"""Charts of claims: what stands in which panel, how its ends are drawn, and whether the colours can be told apart."""

from __future__ import annotations

import json

import pytest

from geo.claims.ledger import ledger
from geo.claims.statements import statements
from geo.plot import charts
from geo.plot.palette import THEMES, contrast

SURFACES = {"light": "#FFFFFF", "dark": "#1E2528"}


def test_panels_keep_the_bases_apart(catalog, zhana):
    rows = charts.chart_rows(catalog, zhana.statements)
    assert list(dict.fromkeys(rows["panel"])) == ["ore", "element", "oxide", "ambiguous"]
    figures = {claim.claim_id: claim for claim in zhana.claims}
    assert all(figures[row["claim_id"]].basis == row["panel"] for _, row in rows.iterrows())


def test_ranks_and_dates_have_no_chart(catalog, found):
    for group in found:
        if group.quantity in ("rank", "date"):
            assert charts.claims(catalog, group.statements, "light") is None


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_group_gives_a_valid_chart_without_bars(catalog, found, theme):
    drawn = 0
    for group in found[:30]:
        chart = charts.claims(catalog, group.statements, theme)
        if chart is None:
            continue
        spec = charts.stacked(chart)
        marks = {layer["mark"]["type"] for layer in spec["layer"]}
        assert marks == {"rect", "rule", "point", "text"}
        assert not {"bar", "errorbar"} & marks
        json.dumps(spec, allow_nan=False)
        drawn += 1
    assert drawn > 20


def test_open_ends_reach_the_edge_and_a_nil_is_not_put_on_a_log_axis(catalog, found, zhana):
    spec = charts.stacked(charts.claims(catalog, zhana.statements, "light"))
    rows = [row for data in spec["datasets"].values() for row in data if "kind" in row]
    assert {row["stop"] for row in rows if row["kind"] == "over"} == {1e8}
    assert {row["start"] for row in rows if row["kind"] == "up to"} == {1e3}
    nil = next(group for group in found if group.quantity == "production" and any(
        not statement.figure.stated for statement in group.statements) and len(group.statements) > 1)  # fmt: skip
    spec = charts.stacked(charts.claims(catalog, nil.statements, "light"))
    rows = [row for data in spec["datasets"].values() for row in data if "kind" in row]
    assert "nil" in {row["kind"] for row in rows}


def test_description_says_every_row(catalog, zhana):
    rows = charts.chart_rows(catalog, zhana.statements)
    words = charts.claims(catalog, zhana.statements, "light").description
    assert all(label in words for label in rows["label"])
    assert "Ore: " in words


def test_statements_in_another_unit_are_left_to_the_table(catalog, found):
    mixed = next(
        group for group in found if len({statement.figure.unit for statement in group.statements}) > 1
        and group.statements[0].figure.unit not in ("rank", "year")
    )  # fmt: skip
    assert set(charts.chart_rows(catalog, mixed.statements)["unit"]) == {mixed.statements[0].figure.unit}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_grades_are_ordered_by_lightness_and_stand_out(theme):
    steps = [contrast(colour, SURFACES[theme]) for colour in charts.GRADES[theme]]
    assert steps == sorted(steps)
    assert min(steps) >= 3
    assert len(set(steps)) == len(steps) == 9


def test_there_is_a_shape_for_every_tier_and_none_looks_like_an_arrow(catalog):
    assert len(set(charts.SHAPES)) == len(charts.SHAPES) == len(catalog.schema.labels("sources", "tier"))
    assert not {"triangle-left", "triangle-right", "triangle", "arrow"} & set(charts.SHAPES)


def test_words_are_translated(catalog, zhana):
    chart = charts.claims(catalog, zhana.statements, "dark", lambda text: f"<{text}>")
    spec = json.dumps(charts.stacked(chart))
    assert "<Ore>" in spec
    assert "<Evidence>" in spec
    assert THEMES["dark"].text in spec


def test_the_legend_says_the_evidence_in_the_words_of_its_code(catalog, zhana):
    spec = json.dumps(charts.stacked(charts.claims(catalog, zhana.statements, "light")))
    assert "Forecast resources, level not stated" in spec
    assert "Forecast resources, P3" not in spec
    rows = charts.chart_rows(catalog, statements(ledger(catalog).about("syrymbet", "tonnage")))
    words = dict(zip(rows["claim_id"], rows["evidence"], strict=True))
    assert words["C224"] == "Inferred to Measured"
    assert words["C221"] == "No category stated"
