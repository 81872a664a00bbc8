"""Codes of categories: what they are classes of, and what an open one may stand for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.claims.category_codes import CategoryCodes


@pytest.mark.parametrize(
    ("codes", "estimate"),
    [
        ((), ""),
        (("proved", "probable"), "reserve"),
        (("B", "C1"), "reserve"),
        (("measured", "indicated", "inferred"), "resource"),
        (("P1",), "forecast"),
        (("C2", "P1"), ""),
        (("reserves-uncoded",), "reserve"),
    ],
)
def test_what_a_figure_of_some_classes_is(catalog, codes, estimate):
    assert CategoryCodes.of(catalog).estimate(codes) == estimate


def test_only_a_code_alone_that_names_no_class_stands_for_others(catalog):
    known = CategoryCodes.of(catalog)
    assert known.may_stand_for(("balance",)) == {"A", "B", "C1", "C2"}
    assert known.may_stand_for(("balance", "off-balance")) == frozenset()
    assert known.may_stand_for(("indicated",)) == known.may_stand_for(()) == frozenset()


def test_what_a_code_stands_for_is_of_its_own_system_and_kind(catalog):
    table = catalog.frames["category_codes"]
    for code, classes in table["stands_for"].items():
        for item in classes:
            assert (table.at[item, "system"], table.at[item, "estimate"]) == (
                table.at[code, "system"],
                table.at[code, "estimate"],
            )


def test_data_older_than_the_table_have_no_codes(catalog):
    frames = {name: frame for name, frame in catalog.frames.items() if name != "category_codes"}
    assert CategoryCodes.of(replace(catalog, frames=frames)) == CategoryCodes({}, {})
