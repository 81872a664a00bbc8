"""The errors of this package.

::

    GeoError
    ├── DataError (ValueError)       the data folder is at fault: carries every fault found
    ├── FormatError (ValueError)     a view cannot be written in the format asked for
    ├── SelectionError (ValueError)  a filter names something that does not exist
    ├── UnitError (ValueError)       two units, or two materials, that no factor joins
    └── UnknownIdError (KeyError)    an id that no site, claim or source has
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one place of the data folder.

    Attributes
    ----------
    file
        Path inside the data folder, or the name of a table.
    line
        Line in the file, counted from 1; 0 where the whole file or table is meant.
    column
        Column or property; empty where the whole row or file is meant.
    message
        The value found and the rule that it breaks.
    """

    file: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        where = self.file if not self.line else f"{self.file}:{self.line}"
        return f"{where}: {self.column}: {self.message}" if self.column else f"{where}: {self.message}"


class GeoError(Exception):
    """Base of all errors of this package."""


class DataError(GeoError, ValueError):
    """The data folder breaks its schema.

    Parameters
    ----------
    faults
        All faults that were found, in any order.

    Attributes
    ----------
    faults
        All faults that were found: damaged files and rows first, then faults of single columns, by place.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        # A damaged file or row can cause the faults of its columns, so it comes first.
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.column != "", fault)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class FormatError(GeoError, ValueError):
    """A view cannot be written in the format asked for, or there is no such format."""


class SelectionError(GeoError, ValueError):
    """A filter names a value that the data do not have."""


class UnitError(GeoError, ValueError):
    """One unit or material cannot be turned into another; the message names both."""


class UnknownIdError(GeoError, KeyError):
    """No row has this id."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""
