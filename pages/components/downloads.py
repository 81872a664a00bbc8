"""The menu of files in which the view can be taken away, and what it says of a file that could not be made."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable
from functools import partial
from typing import Final

import streamlit as st

from geo.catalog.model import View
from geo.errors import GeoError
from geo.export import registry
from geo.export.formats import Format
from geo.language.translation import N_, Language, Text
from pages.components import embedding
from pages.components.markdown import escaped
from pages.components.session import language
from pages.components.session.language import say

_TABLES = ("xlsx", "csv", "claims-csv")
"""Formats that stand before the choices for CSV."""
_NOT_MADE: Final[Text] = N_("{file} could not be made: {reason}")
_FAILED: Final = "_files_failed"
_MAKER: Final = "streamlit.runtime.backend_operation_handler"
"""Name of what in Streamlit makes a file when its button is clicked, and logs what goes wrong."""


@st.fragment
def menu(shown: View, where: str = "") -> None:
    """Draw a menu of files of the view: what is on the screen, in its order."""
    popover = st.popover(
        say("Download"),
        icon=":material/download:",
        disabled=shown.sites.empty,
        key=f"download{where}",
        on_change="rerun",
    )
    if popover.open:
        with popover, st.container(width=400):
            _files(shown, where)


def _files(shown: View, where: str) -> None:
    """Draw a button a format; while a file is being made, its button shows a turning wheel."""
    failed = _failures()
    tables, csv, others = st.container(gap="xsmall"), st.container(horizontal=True), st.container(gap="xsmall")
    with csv:
        bom = st.checkbox(
            say("For Excel"),
            key=f"bom{where}",
            help=say("Begins a CSV with the mark that Excel needs to read Cyrillic."),
        )
        semicolon = st.checkbox(
            say("Semicolons"),
            key=f"semicolon{where}",
            help=say(
                "Parts the cells of a CSV by semicolons and writes decimal commas, "
                "as Excel set to Kazakh, Russian and most European languages expects."
            ),
        )
    st.caption(say("Rows come in the order set under More filters and order, not in that of a column clicked."))
    address = embedding.address_of(shown)
    spoken = language.readers_language()  # a file is made when it is asked for, outside the session
    for kind in registry.FORMATS.values():
        with tables if kind.key in _TABLES else others:
            make = partial(registry.content, shown, kind.key, bom=bom, semicolon=semicolon, address=address, say=spoken)
            name = registry.filename(shown, kind.key)
            _file(kind, name, partial(_made, make, name, spoken, failed), where)


def _file(kind: Format, name: str, make: Callable[[], bytes], where: str) -> None:
    button, purpose = st.columns([2, 3], gap="small", vertical_alignment="center")
    label, key = say(kind.title), f"{kind.key}{where}"
    button.download_button(label, make, name, kind.mime, key=key, on_click="ignore", width="stretch")
    purpose.caption(say(kind.purpose))


class NotMadeError(OSError):
    """A file could not be made; the message says why, in the reader's language."""


def _made(make: Callable[[], bytes], name: str, spoken: Language, failed: list[str]) -> bytes:
    """Make a file outside the session; what goes wrong is kept for the menu.

    Beside the button Streamlit can only say that there is no file, and nothing may be drawn from here: the reason
    stands in the menu when it is drawn next.

    Raises
    ------
    NotMadeError
        If the file cannot be made.
    """
    try:
        return make()
    except (OSError, GeoError) as error:
        words = spoken(_NOT_MADE).format(file=name, reason=_reason(error, spoken))
        failed.append(words)
        raise NotMadeError(words) from None


def _reason(error: Exception, spoken: Language) -> str:
    """Return why a file could not be made; the temporary file is not named, because it is deleted by now."""
    full: Text = N_("no space is left on the server's disk.")
    if isinstance(error, OSError):
        return spoken(full) if error.errno == errno.ENOSPC else f"{error.strerror or error}."
    return str(error)


def _failures() -> list[str]:
    """Say which files could not be made since the menu was last drawn; return where the next ones are to be noted."""
    logging.getLogger(_MAKER).addFilter(_one_line)
    failed: list[str] = st.session_state.setdefault(_FAILED, [])
    while failed:
        st.error(escaped(failed.pop()), icon=":material/error:")
    return failed


def _one_line(record: logging.LogRecord) -> bool:
    """Make one line of Streamlit's record of a file that could not be made: it is no fault of the code."""
    error = record.exc_info[1] if record.exc_info else None
    if error is not None and isinstance(error.__cause__, NotMadeError):
        record.msg, record.args, record.exc_info = str(error.__cause__), (), None
    return True
