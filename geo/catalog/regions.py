"""What a region is called where room is short: its name without the word for its kind."""

from __future__ import annotations

import re
from typing import Final

KIND: Final = r"^область\s+|\s+область$|\s+облысы$"
"""What Russian and Kazakh names of regions say of their kind: a pattern for Python and for the map's script."""


def short(name: str) -> str:
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
    >>> short("Карагандинская область"), short("Қарағанды облысы"), short("Алматы")
    ('Карагандинская', 'Қарағанды', 'Алматы')
    """
    return re.sub(KIND, "", name.strip(), flags=re.IGNORECASE)
