"""A choice that stands in the address, unless it is the page's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from geo.catalog.model import Catalog
from geo.catalog.tables import source_names
from geo.language import wording
from pages.components.markdown import escaped, linked
from pages.components.session import state
from pages.components.session.language import say


def select(name: str, label: str, options: Sequence[str], default: str, words: Callable[[str], str]) -> str:
    """Draw a box with one value chosen, kept under a name of the address.

    Parameters
    ----------
    name
        One of :data:`pages.components.session.state.CHOICES`.
    label
        Text above the box.
    options
        Values, at least one; a value that the session holds and that is none of them counts as no choice.
    default
        What is chosen where the session holds nothing; it stays out of the address.
    words
        Turns a value into words.
    """
    held = state.kept(name)
    chosen = held if held in options else default
    key = f"{name}_choice"
    st.session_state[key] = chosen
    st.selectbox(label, options, key=key, format_func=words, on_change=_take, args=(name, key, default))
    return chosen if chosen is not None else default


def _take(name: str, key: str, default: str) -> None:
    value = st.session_state[key]
    state.keep(name, None if value == default else value)


def source(catalog: Catalog, source_id: str, locator: str = "") -> str:
    """Return a source as Markdown: its short name, linked where it has an address, and where in it.

    Parameters
    ----------
    catalog
        The data.
    source_id
        Id of the document.
    locator
        Where in the document, as in the data; empty for the document as a whole.

    Returns
    -------
    str
        Markdown in the reader's language.
    """
    row = catalog.sources.loc[source_id]
    name = linked(str(source_names(catalog.sources.loc[[source_id]]).iloc[0]), str(row["url"]))
    return f"{name}, {escaped(wording.locator(locator, say))}" if locator else name


def aside(words: str) -> None:
    """Draw small text with links in it: a caption fades its links too far to be read by everyone."""
    st.markdown(f":small[{words}]")
