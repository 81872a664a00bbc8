"""Codes of the data that several modules know by name, each written once; ``data/README.md`` says what they mean.

A code that one module alone knows stays in that module.
"""

from __future__ import annotations

from typing import Final

OTHER_LANGUAGES: Final = ("ru", "kk")
"""Languages beside English that names have and texts are translated into, by ISO 639-1 code."""

HOME: Final = "KZ"
"""The country that the sites are of."""
WORLD: Final = "WORLD"
"""The subject of a claim about the whole world."""

RARE_EARTHS: Final = "REE"
"""Substance that stands for rare earths named as a whole; it belongs to the group of all rare earths only."""
MIXED: Final = "RM+REE"
"""Rare metals and rare earths in one name."""

MASSES: Final = ("tonnage", "production", "capacity")
"""Quantities whose tonnes are tonnes of something: of ore, element or oxide."""
MASS_UNITS: Final = ("t", "t/a")
OF_MATERIAL: Final = (*MASSES, "grade")
"""Quantities that need no word for what is measured: their material says it. All others name a measurand."""
MONEY: Final = ("investment", "value", "market-value")
"""Quantities that are sums of money, which belong to a year."""
COUNTED: Final = ("count", "rank", "year")
"""Units of things counted, not measured: their last digit carries no rounding."""
NO_CURRENCY: Final = "currency?"
"""The unit of money of which the source does not say whose money it is."""

UPWARD: Final = ("over", "at least")
DOWNWARD: Final = ("up to", "nearly")
"""Qualifiers that leave one end of a figure open."""

FORECAST: Final = 3
"""The highest evidence grade of a forecast."""
