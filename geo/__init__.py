"""Kazakhstan's rare-earth and rare-metal deposits: sites, claims and who said what.

>>> import geo
>>> catalog = geo.load()
>>> nd = geo.select(catalog, geo.Selection(elements=("Nd",)))

The packages, from the lowest up; each imports only those above it in this list::

    errors      the tree of errors
    spatial     the Earth: coordinate system, projection, distances
    language    texts, numbers and dates in the reader's language
    catalog     the data folder as objects: read, checked, searched, filtered
    claims      the arithmetic: figures, verdicts, conflicts, families of copies
    plot        marks, colours, the interactive map, charts and pictures
    world       ranks among countries, by edition of the world table
    export      files to take away: CSV, GeoJSON, GeoPackage, workbook, bundle, citations
    check       all that is wrong with the claims of a subject, in words
    history     what changed between two states of the data
    cli         the command line, ``python -m geo``

Each package says in its own docstring what it holds and what to read first. Start with ``catalog``.
"""

from geo.catalog.loader import load
from geo.catalog.model import Catalog, Selection
from geo.catalog.selection import select
from geo.errors import DataError, FormatError, GeoError, SelectionError, UnitError, UnknownIdError

__all__ = [
    "Catalog",
    "DataError",
    "FormatError",
    "GeoError",
    "Selection",
    "SelectionError",
    "UnitError",
    "UnknownIdError",
    "__version__",
    "load",
    "select",
]

__version__ = "0.1.0"
"""Version of the code, read from here by ``pyproject.toml``; the data have their own, ``Catalog.version``."""
