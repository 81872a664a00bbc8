"""Which sites share a mark where there is no room for one each: numbers in, numbers out, nothing is drawn.

The script of the screen has the same rules (``pages/components/map/assets/``); both are tested against the cases in
``tests/data/clusters.json``. Lengths are in any unit, as long as it is one and the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Place: TypeAlias = tuple[float, float]
_Numbers: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Sizes:
    """Say how large marks are and how far apart they stay; the defaults are pixels of the screen's map.

    Attributes
    ----------
    single
        Radius of the mark of one site.
    gap
        Room that stays free between two marks.
    least
        Distance that the middles of two marks keep at least, however small the marks are: a finger must hit one.
    several
        Radius of the mark of several sites: from how many sites, and the radius; more sites come later.
    """

    single: float = 6.2
    gap: float = 2.0
    least: float = 0.0
    several: tuple[tuple[int, float], ...] = ((2, 10.0), (5, 11.5), (10, 14.0), (20, 17.0))

    def scaled(self, factor: float) -> Sizes:
        """Return the same sizes in another unit.

        Parameters
        ----------
        factor
            New units in one old unit.

        Returns
        -------
        Sizes
            All lengths times ``factor``.
        """
        several = tuple((count, radius * factor) for count, radius in self.several)
        return replace(
            self, single=self.single * factor, gap=self.gap * factor, least=self.least * factor, several=several
        )

    def radius(self, count: int) -> float:
        """Return the radius of a mark.

        Parameters
        ----------
        count
            Number of sites that share it, 1 or more.

        Returns
        -------
        float
            The radius.
        """
        return max([self.single, *(radius for least, radius in self.several if count >= least)])


SCREEN: Final = Sizes()
"""Sizes of the screen's map in the first view, in pixels."""


@dataclass(frozen=True)
class Cluster:
    """Hold the sites that share a mark; most often it is one.

    Attributes
    ----------
    anchor
        Number of the site at whose place the mark stands: the most important member.
    members
        Numbers of all its sites, the most important first.
    radius
        Radius of the mark.
    """

    anchor: int
    members: tuple[int, ...]
    radius: float


def clusters(places: Sequence[Place], sizes: Sizes = SCREEN) -> tuple[Cluster, ...]:
    """Share out sites among marks that do not overlap, each of them at the true place of its most important site.

    All sites are gone through, the most important first: one that is too near to a mark joins the nearest mark, else
    it gets its own. A mark grows with its sites. Where it has grown over another, the less important of the two is
    dissolved: its first site may not lead again, and all is shared out anew. Each such round takes the lead from one
    site or more, so there are at most as many rounds as sites.

    Parameters
    ----------
    places
        Where the sites lie: x and y, a site each, the most important first.
    sizes
        Radii and distances, in the same unit.

    Returns
    -------
    tuple of Cluster
        Every site in exactly one; in the order of their anchors.

    Examples
    --------
    >>> [cluster.members for cluster in clusters([(0, 0), (50, 0), (6, 0)])]
    [(0, 2), (1,)]
    """
    points = np.asarray(places, dtype=float).reshape(-1, 2)
    followers: set[int] = set()
    while True:
        found = _shared_out(points, sizes, followers)
        beaten = _overgrown(points, sizes, found)
        if not beaten:
            return found
        followers |= beaten


def _shared_out(points: _Numbers, sizes: Sizes, followers: set[int]) -> tuple[Cluster, ...]:
    """Give every site a mark; followers join the nearest mark, however far it is."""
    members: list[list[int]] = []
    anchors, needed = np.empty_like(points), np.empty(len(points))
    for number, point in enumerate(points):
        there = len(members)
        far = _squares(anchors[:there], point)
        # The first site is never a follower, so that a follower always finds a mark.
        near = far if number in followers else np.where(far < needed[:there], far, np.inf)
        host = int(near.argmin()) if there else 0
        if there and near[host] < np.inf:
            members[host].append(number)
            needed[host] = _needed(sizes, sizes.radius(len(members[host])), sizes.single)
        else:
            anchors[there], needed[there] = point, _needed(sizes, sizes.single, sizes.single)
            members.append([number])
    return tuple(Cluster(sites[0], tuple(sites), sizes.radius(len(sites))) for sites in members)


def _needed(sizes: Sizes, one: float, other: float) -> float:
    """Return the square of the distance that marks of two radii keep from each other."""
    apart = max(one + other + sizes.gap, sizes.least)
    return apart * apart


def _squares(others: _Numbers, point: _Numbers) -> _Numbers:
    """Return squares of distances: unlike roots, they are the same to the last digit in every language."""
    x, y = others[:, 0] - point[0], others[:, 1] - point[1]
    return np.asarray(x * x + y * y)


def _overgrown(points: _Numbers, sizes: Sizes, found: Iterable[Cluster]) -> set[int]:
    """Return the anchors that overlap a more important mark which itself stays."""
    kept: list[Cluster] = []
    beaten = set()
    for cluster in found:
        far = _squares(points[[other.anchor for other in kept]], points[cluster.anchor])
        needed = [_needed(sizes, other.radius, cluster.radius) for other in kept]
        if (far < np.asarray(needed)).any():
            beaten.add(cluster.anchor)
        else:
            kept.append(cluster)
    return beaten
