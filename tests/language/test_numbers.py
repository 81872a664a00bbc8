"""Plain numbers: thousands parted, nothing rounded."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.language import numbers
from geo.language.numbers import grouped


@pytest.mark.parametrize(
    ("digits", "shown"),
    [
        ("935400", "935,400"),
        ("20000000", "20,000,000"),
        ("12345.678901", "12,345.678901"),
        ("1234", "1,234"),
        ("999", "999"),
        ("28.2", "28.2"),
        ("0.25", "0.25"),
        ("", ""),
    ],
)
def test_thousands_are_parted(digits, shown):
    assert grouped(digits) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (float("nan"), ""),
        (0.0, "0"),
        (0.0734, "0.0734"),
        (9999.5, "9,999.5"),
        (10_000.0, "10,000"),
        (935_400.1, "935,400.1"),
        (1e15, "1,000,000,000,000,000"),
        (1e-7, "0.0000001"),
        (5, "5"),
    ],
)
def test_plain_number(value, shown):
    assert numbers.plain(value) == shown


@given(st.decimals(min_value=0, max_value=10**12, places=3))
@example(Decimal("123456.7"))
@example(Decimal("482803.2"))
def test_plain_number_is_the_number(number):
    assert Decimal(numbers.plain(float(number)).replace(",", "")) == number


def test_normalised_figures_of_the_data_are_shown_whole(catalog):
    for value in catalog.claims["value_si"]:
        shown = numbers.plain(value)
        assert float(shown.replace(",", "")) == value
        assert len(shown.replace(",", "").replace(".", "").strip("0")) <= 9, shown
