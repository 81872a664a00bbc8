"""Kazakhstan's rare-earth and rare-metal deposits: sites, claims and who said what.

>>> import geo
>>> catalog = geo.load()
>>> nd = geo.select(catalog, geo.Selection(elements=("Nd",)))
"""

from geo.catalog.loader import load
from geo.catalog.model import Catalog, Selection
from geo.catalog.selection import select
from geo.errors import DataError, GeoError, SelectionError, UnknownIdError

__all__ = [
    "Catalog",
    "DataError",
    "GeoError",
    "Selection",
    "SelectionError",
    "UnknownIdError",
    "__version__",
    "load",
    "select",
]

__version__ = "0.1.0"
"""Version of the code, read from here by ``pyproject.toml``; the data have their own, ``Catalog.version``."""
