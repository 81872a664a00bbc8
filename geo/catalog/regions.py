"""The names of regions: in a language, and short."""

from __future__ import annotations

import re
from typing import Final

import pandas

from geo.catalog.model import Catalog
from geo.language.translation import Say, language_of

REGION_KIND: Final = r"^область\s+|\s+область$|\s+облысы$"
"""What Russian and Kazakh names of regions say of their kind: a pattern for Python and for the map's script."""


def region_names(catalog: Catalog, codes: pandas.Series, say: Say = str) -> pandas.Series:
    """Return the short names of regions for the screen.

    Parameters
    ----------
    catalog
        The data.
    codes
        ISO codes; empty where the sources do not settle the region.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    pandas.Series of str
        In the order of ``codes``; a phrase where the region is not settled.
    """
    names = language_of(say).name(catalog.regions).map(short_region)
    return codes.map(names).fillna(say("Region not settled"))


def short_region(name: str) -> str:
    """Return a region's name without the word for its kind.

    Parameters
    ----------
    name
        Name in Russian or Kazakh.

    Returns
    -------
    str
        The rest of the name; cities stay as they are.

    Examples
    --------
    >>> short_region("Карагандинская область"), short_region("Қарағанды облысы"), short_region("Алматы")
    ('Карагандинская', 'Қарағанды', 'Алматы')
    """
    return re.sub(REGION_KIND, "", name.strip(), flags=re.IGNORECASE)
