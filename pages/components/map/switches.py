"""The lines of the map's legend as switches: each is a choice of a filter, so what the map hides, no list shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from geo.catalog import evidence, filters
from geo.catalog.filters import FacetSpec
from geo.catalog.model import Selection
from geo.plot import overlays
from geo.plot.overlays import OverlayKind
from geo.plot.palette import COLOUR_GROUPS
from pages.components.session import state


@dataclass(frozen=True)
class Switches:
    """The lines of a legend.

    ``spec`` is the filter, ``keys`` the choices of the lines in their order, and ``off`` the numbers of the lines that
    are off.
    """

    spec: FacetSpec
    keys: tuple[str, ...]
    off: tuple[int, ...]

    @property
    def chosen(self) -> tuple[str, ...]:
        """Choices of the filter that say the same; none where no line is off."""
        if self.spec.excludes:
            return tuple(self.keys[number] for number in self.off)
        return tuple(key for number, key in enumerate(self.keys) if number not in self.off) if self.off else ()

    def turned(self, off: Iterable[object]) -> Self:
        """Return them with other lines off; what is no number of a line is ignored: it comes from a browser."""
        numbers = (number for number in range(len(self.keys)) if number in off)
        return replace(self, off=tuple(numbers))


def of_legend(asked: Selection, overlay: OverlayKind | None) -> Switches:
    """Return the lines of the legend of an overlay as a selection has them; without one they are groups of minerals."""
    param, keys = {
        "evidence": ("evidence", tuple(evidence.STAGES)),
        "status": ("status", overlays.STATUSES),
    }.get(overlay or "", (state.LEFT_OUT, tuple(group.key for group in COLOUR_GROUPS)))
    spec = next(spec for spec in filters.FACETS if spec.param == param)
    chosen = asked.chosen(spec.field)
    off = (number for number, key in enumerate(keys) if chosen and (key in chosen) == spec.excludes)
    return Switches(spec, keys, tuple(off))
