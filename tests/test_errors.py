"""The errors of the package, and how a fault of the data is told."""

from __future__ import annotations

from geo.errors import DataError, Fault, GeoError, SelectionError, UnknownIdError


def test_errors_are_also_the_nearest_builtin():
    assert issubclass(DataError, GeoError)
    assert issubclass(DataError, ValueError)
    assert issubclass(SelectionError, ValueError)
    assert issubclass(UnknownIdError, KeyError)


def test_fault_leaves_out_what_is_not_known():
    assert str(Fault("claims.csv", 3, "unit", "is wrong")) == "claims.csv:3: unit: is wrong"
    assert str(Fault("claims.csv", 3, "", "is wrong")) == "claims.csv:3: is wrong"
    assert str(Fault("claims.csv", 0, "", "is missing")) == "claims.csv: is missing"
