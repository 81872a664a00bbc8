"""What the codes of a category say: reserve, resource or forecast, and which classes a code may stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from geo.catalog.model import Catalog

TOTALS: Final = tuple(
    map(
        frozenset,
        (
            ("proved", "probable"),
            ("indicated", "inferred"),
            ("C1", "C2"),
            ("RAR", "inferred-NEA"),
            ("usgs-reserves",),
        ),
    )
)
"""Classes that, reported together, are a total: the surer ones may be missing because nothing is of them."""


@dataclass(frozen=True)
class CategoryCodes:
    """The table of category codes, as far as comparing needs it.

    Attributes
    ----------
    estimates
        By code, what it is a class of: ``reserve``, ``resource`` or ``forecast``.
    open_codes
        By code that names no class, the codes of the classes that it may stand for.
    """

    estimates: Mapping[str, str]
    open_codes: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, catalog: Catalog) -> CategoryCodes:
        """Return the codes of a catalog.

        Parameters
        ----------
        catalog
            The data.

        Returns
        -------
        CategoryCodes
            The codes; none where the data are older than the table.
        """
        table = catalog.frames.get("category_codes")
        if table is None:
            return cls({}, {})
        estimates = {str(code): str(estimate) for code, estimate in table["estimate"].items()}
        return cls(estimates, {str(code): frozenset(classes) for code, classes in table["stands_for"].items()})

    def estimate(self, codes: Sequence[str]) -> str:
        """Return what a figure of some classes is.

        Parameters
        ----------
        codes
            Codes of the classes that the figure adds up.

        Returns
        -------
        str
            ``reserve``, ``resource`` or ``forecast``; empty without a code, and where they are of several kinds.
        """
        found = {self.estimates[code] for code in codes}
        return found.pop() if len(found) == 1 else ""

    def may_stand_for(self, codes: Sequence[str]) -> frozenset[str]:
        """Return the classes that a figure's code may stand for.

        Parameters
        ----------
        codes
            Codes of the classes that the figure adds up.

        Returns
        -------
        frozenset of str
            Codes; none where the figure names its classes, or adds up several.
        """
        return self.open_codes[codes[0]] if len(codes) == 1 else frozenset()


def is_total(codes: frozenset[str]) -> bool:
    """Say whether some classes are all that is reported of a deposit, not a part of it.

    Parameters
    ----------
    codes
        Codes of the classes that a figure adds up.

    Returns
    -------
    bool
        True too where the surest classes are not among them.
    """
    return any(total <= codes for total in TOTALS)
