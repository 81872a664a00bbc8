"""One figure given for several materials: found with its claims, and told by how much the readings differ."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from geo.claims.basis_splits import splits
from tests.claims.making import BOOK, figure


def test_a_figure_given_as_ore_and_as_metal_differs_by_the_grade() -> None:
    found = {item.stated: item for item in splits(BOOK, BOOK.about("zhana_kazakhstan", "tonnage"))}
    split = found[Fraction(20_000_000)]
    assert split.factor == Fraction(10_000, 7)
    assert split.sentence.text() == (
        "the same 20 million t is given as tonnes of metal by some and of ore by others: "
        "the readings differ by a factor of 1,429"
    )


def test_a_figure_given_as_metal_and_as_oxide_differs_by_the_oxide() -> None:
    (split,) = splits(BOOK, [figure("C1"), figure("C2", basis="oxide")])
    assert split.claims == {"element": ("C1",), "oxide": ("C2",)}
    assert 1.1 < split.factor < 1.3


def test_one_material_a_part_and_an_open_basis_split_nothing() -> None:
    one = figure("C1")
    for other in (figure("C2"), figure("C2", basis="ambiguous"), figure("C2", basis="oxide", scope_kind="part")):
        assert list(splits(BOOK, [one, other])) == []
    assert list(splits(BOOK, [one, replace(figure("C2", basis="oxide"), stated=Fraction(1))])) == []
