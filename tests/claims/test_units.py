"""Units and oxides: exact definitions, factors from atomic weights, refusals that name both sides."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.claims import units
from geo.errors import GeoError, UnitError
from tests.conftest import whole_catalog

CATALOG = whole_catalog()
CHEMISTRY = units.chemistry(CATALOG)
UNIT = st.sampled_from(sorted(units.UNITS))


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("20", "Mt", "t", "20000000"),
        ("935.4", "kt", "t", "935400"),
        ("1", "short ton", "t", "0.90718474"),
        ("0.25", "%", "g/t", "2500"),
        ("700", "ppm", "g/t", "700"),
        ("1", "kg/t", "%", "0.1"),
        ("261", "mile", "km", "420.038784"),
        ("300", "m", "km", "0.3"),
    ],
)
def test_definitions_are_exact(value, source, target, expected):
    assert units.convert(value, source, target) == Fraction(expected)


@given(UNIT, UNIT, st.fractions(min_value=0, max_value=10**12))
def test_there_and_back_is_the_same_or_refused(source, target, value):
    if units.UNITS[source].measures == units.UNITS[target].measures:
        assert units.convert(units.convert(value, source, target), target, source) == value
    else:
        with pytest.raises(UnitError) as caught:
            units.convert(value, source, target)
        assert repr(source) in str(caught.value)
        assert repr(target) in str(caught.value)


@pytest.mark.parametrize("unit", ["mg/l", "kg/m3"])
def test_a_content_by_volume_never_becomes_a_grade(unit):
    with pytest.raises(UnitError):
        units.convert(1, unit, "g/t")


def test_an_unknown_unit_is_a_unit_error_of_this_package_and_a_value_error():
    with pytest.raises(UnitError, match="'pood'"):
        units.convert(1, "pood", "t")
    assert issubclass(UnitError, GeoError)
    assert issubclass(UnitError, ValueError)


@pytest.mark.parametrize(
    ("formula", "counts"),
    [
        ("Pr6O11", {"Pr": 6, "O": 11}),
        ("BeO", {"Be": 1, "O": 1}),
        ("Nb2O5", {"Nb": 2, "O": 5}),
        ("SnO2", {"Sn": 1, "O": 2}),
    ],
)
def test_formulas_are_read(formula, counts):
    assert units.atoms(formula) == counts


@pytest.mark.parametrize("text", ["", "water", "2O", "Pr6 O11", "{{x}}"])
def test_what_is_no_formula_is_refused(text):
    with pytest.raises(UnitError):
        units.atoms(text)


@pytest.mark.parametrize("formula", ["La2O3", "Ce", "CeSO4"])
def test_an_oxide_of_something_else_is_refused(formula):
    with pytest.raises(UnitError):
        units.oxide_factor("Ce", "140.116", formula)


@pytest.mark.parametrize("symbol", sorted(CHEMISTRY.oxides))
def test_computed_factors_agree_with_the_table(symbol):
    factor = CHEMISTRY.factor(symbol)
    assert factor.is_point
    assert float(factor.low) == pytest.approx(CATALOG.elements.at[symbol, "element_to_oxide"], abs=0.00006)


def test_unknown_mix_of_rare_earths_converts_by_an_interval():
    factor = CHEMISTRY.factor("REE")
    assert round(float(factor.low), 4) == 1.1372
    assert round(float(factor.high), 4) == 1.2699
    assert factor.low == CHEMISTRY.factor("Lu").low
    assert factor.high == CHEMISTRY.factor("Y").high
    assert factor.covers(CHEMISTRY.factor("LN"))
    assert CHEMISTRY.factor("LN").high == CHEMISTRY.factor("Ce").high


@pytest.mark.parametrize("substance", ["Au", "RM", "RM+REE", "COAL", "", "nonsense"])
def test_what_has_no_oxide_is_refused_by_name(substance):
    with pytest.raises(UnitError, match=repr(substance).replace("+", r"\+")):
        CHEMISTRY.factor(substance)


def test_units_of_the_data_agree_with_the_definitions():
    table = CATALOG.frames["units"]["factor"]
    assert table["miles"] == float(units.UNITS["mile"].factor)
    assert table["percent by mass"] == float(units.UNITS["%"].factor)
    assert table["million tons"] == float(units.UNITS["Mt"].factor)
