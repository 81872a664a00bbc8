"""Tonnages that come of others: the arithmetic in words, and nothing where no grade is known."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from geo.claims.derivations import bases_apart, derivation
from geo.claims.intervals import point
from tests.claims.making import BOOK


def test_the_arithmetic_is_told_whether_it_comes_out_or_not() -> None:
    right = derivation(BOOK, BOOK.figure("C136"), BOOK.figure("C135"))
    assert right is not None
    assert right.follows
    assert right.product == point(14_000)
    assert str(right.sentence) == "20 million t x 700 g/t = 14,000 t: this is where 14,000 t can come from."
    wrong = derivation(BOOK, BOOK.figure("C129"), BOOK.figure("C135"))
    assert wrong is not None
    assert not wrong.follows
    assert str(wrong.sentence).endswith("14,000 t cannot come from that.")


def test_nothing_is_derived_where_no_single_grade_is_stated() -> None:
    assert bases_apart(BOOK, BOOK.figure("C153")) is None
    assert derivation(BOOK, BOOK.figure("C153"), BOOK.figure("C193")) is None


def test_readings_as_ore_and_as_metal_differ_by_one_over_the_grade() -> None:
    assert bases_apart(BOOK, BOOK.figure("C136")) == Fraction(10_000, 7)


def test_what_is_said_to_be_metal_or_oxide_has_no_grade_of_ore_and_ore_comes_of_none() -> None:
    assert derivation(BOOK, BOOK.figure("C029"), BOOK.figure("C031")) is None
    assert derivation(BOOK, BOOK.figure("C138"), BOOK.figure("C031")) is None
    assert derivation(BOOK, BOOK.figure("C129"), replace(BOOK.figure("C135"), basis="ore")) is None
