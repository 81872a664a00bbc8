"""The rows of a chart of claims: one for each wording of a statement."""

from __future__ import annotations

import math

from geo.claims.statements import statements
from geo.plot import charts


def group_of(found, subject, quantity):
    return next(group for group in found if subject in group.subjects and group.quantity == quantity)


def test_every_basis_and_hedge_of_a_statement_has_its_row(catalog, zhana):
    rows = charts.chart_rows(catalog, zhana.statements)
    drawn = set(zip(rows["panel"], rows["low"], rows["high"], strict=True))
    told = {(claim.basis, float(claim.written.low), float(claim.written.high)) for claim in zhana.claims}
    assert drawn == told


def test_kinds_follow_from_the_interval(catalog, zhana):
    kinds = {"exact": lambda low, high: low == high, "over": lambda _, high: high == math.inf,
             "up to": lambda low, _: low == 0, "range": lambda low, high: 0 < low < high < math.inf}  # fmt: skip
    for _, row in charts.chart_rows(catalog, zhana.statements).iterrows():
        assert kinds[row["kind"]](row["low"], row["high"])


def test_subjects_are_named_only_where_they_differ(catalog, found):
    one = group_of(found, "kuirektykol", "tonnage").statements
    assert not any(label.startswith("Kuirektykol") for label in charts.chart_rows(catalog, one)["label"])
    two = (*one, *group_of(found, "irgiz", "tonnage").statements)
    assert all(":" in label for label in charts.chart_rows(catalog, two)["label"])


def test_a_single_statement_has_one_row(catalog, zhana):
    exact = statements([claim for claim in zhana.claims if claim.qualifier == "exact" and claim.basis == "ore"][:1])
    assert len(charts.chart_rows(catalog, exact)) == 1
