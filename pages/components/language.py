"""The reader's language: every text of the screen passes through :func:`say`."""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parents[2] / "locale"
DEFAULT = "en"


def say(text: str) -> str:
    """Return a text of the screen in the reader's language."""
    return _translations(DEFAULT).gettext(text)


@lru_cache(maxsize=8)
def _translations(language: str) -> gettext.NullTranslations:
    return gettext.translation("messages", CATALOGUES, [language], fallback=True)
