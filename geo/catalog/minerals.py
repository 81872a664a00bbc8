"""Groups of minerals in the legend of the map: which main groups each holds, and which the first view leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geo.catalog.model import Catalog
from geo.language.translation import N_, Text


@dataclass(frozen=True)
class MineralGroup:
    """Describe main groups of sites that share a line of the legend.

    Attributes
    ----------
    key
        Name of the group in an address.
    title
        What the legend calls it.
    main_groups
        Its main groups, as ``main_group`` in the data has them.
    is_wider
        Whether it holds neither rare earths nor rare metals: the first view leaves it out.
    """

    key: str
    title: Text
    main_groups: tuple[str, ...]
    is_wider: bool = False


MINERALS: Final = (
    MineralGroup("rare_earth", N_("rare earths"), ("rare-earth",)),
    MineralGroup(
        "by_product",
        N_("rare earths as by-product of uranium or phosphate"),
        ("phosphate-by-product", "uranium-by-product"),
    ),
    MineralGroup("light", N_("lithium, caesium, tantalum, beryllium"), ("lithium-caesium-tantalum", "beryllium")),
    MineralGroup("tungsten", N_("tungsten, molybdenum"), ("tungsten-molybdenum",)),
    MineralGroup("titanium", N_("titanium, zirconium, niobium"), ("titanium-zirconium", "niobium-zirconium")),
    MineralGroup("vanadium", N_("vanadium"), ("vanadium",)),
    MineralGroup("tin", N_("tin"), ("tin",)),
    MineralGroup(
        "copper", N_("copper with molybdenum or rhenium"), ("copper-rhenium", "copper-molybdenum"), is_wider=True
    ),
    MineralGroup("uranium", N_("uranium"), ("uranium",), is_wider=True),
    MineralGroup("nickel", N_("nickel, cobalt, chromium"), ("nickel-cobalt", "chromium"), is_wider=True),
    MineralGroup(
        "other",
        N_("other critical minerals"),
        (
            "phosphate",
            "boron",
            "potash",
            "graphite",
            "fluorine-barium-strontium",
            "lead-zinc",
            "manganese",
            "aluminium-gallium",
            "other",
        ),
        is_wider=True,
    ),
)
"""In the order of the legend."""


def group_of(main_group: str) -> MineralGroup:
    """Return the group that a main group belongs to.

    Parameters
    ----------
    main_group
        A main group, as ``main_group`` in the data has it.

    Returns
    -------
    MineralGroup
        The group with this main group.

    Raises
    ------
    ValueError
        If no group has this main group.
    """
    for group in MINERALS:
        if main_group in group.main_groups:
            return group
    known = ", ".join(name for group in MINERALS for name in group.main_groups)
    raise ValueError(f"{main_group!r} is not a main group: expected one of {known}")


def wider(catalog: Catalog) -> tuple[str, ...]:
    """Return the groups that the first view leaves out: those of no rare metal that the data have sites of.

    Parameters
    ----------
    catalog
        The data.

    Returns
    -------
    tuple of str
        Keys in the order of the legend; empty where the data have no such site, or no other.
    """
    there = {group_of(name).key for name in catalog.sites["main_group"].unique()}
    found = tuple(group.key for group in MINERALS if group.is_wider and group.key in there)
    return found if len(found) < len(there) else ()
