"""Texts on their way into Markdown, which Streamlit shows: nothing that comes from the data acts as a mark of it."""

from __future__ import annotations

from typing import Final

_NO_QUOTES: Final = str.maketrans({'"': "”", "\\": "/", "\n": " ", "<": "‹", ">": "›"})


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return "".join(f"\\{character}" if character in r"\`*_{}[]()<>#+-.!|~$:" else character for character in text)


def linked(words: str, url: str, title: str = "") -> str:
    """Return a link in Markdown, or the words alone where there is no address.

    Parameters
    ----------
    words
        What the reader sees.
    url
        Where the link leads; empty for no link.
    title
        What is shown while the pointer rests on the link.

    Returns
    -------
    str
        Markdown; the words are escaped, for they may come from the data.
    """
    if not url:
        return escaped(words)
    hover = f' "{title.translate(_NO_QUOTES)}"' if title else ""
    return f"[{escaped(words)}](<{url}>{hover})"
