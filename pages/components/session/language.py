"""The reader's language: every text of the screen passes through :data:`say`.

A session's language is the one chosen in a link or by the switch; else the browser's, where we speak it; else English.
The translations stand in ``locale/<language>/LC_MESSAGES/messages.po`` and are read when they are first needed.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

import pandas
import streamlit as st
from babel import Locale
from babel.dates import format_date
from babel.messages.pofile import read_po
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.language.kazakh import Declining
from geo.language.translation import ENGLISH, Forms, Language, times
from geo.plot.map_texts import MapTexts
from pages.components.session import history

CATALOGUES: Final = Path(__file__).resolve().parents[3] / "locale"
LANGUAGES: Final = {"en": "Eng", "ru": "Рус", "kk": "Қаз"}
"""Codes of the languages, each with the beginning of its own name for itself, as the switch has room for."""
KEY: Final = "lang"
"""Name of the chosen language in the session and in its address; nothing is held there for the browser's own."""
_GROUP: Final = "\u202f"
"""Narrow space between thousands, which breaks no line."""
_NUMBER: Final = re.compile(r"[-−]?\d+(?:\.\d+)?")
_COUNT: Final = re.compile(r"\d+(?:\.\d+)?")
_DATES: Final = {"ru": ("d MMMM y", "LLLL y"), "kk": ("y 'ж'. d MMMM", "y 'ж'. MMMM")}
"""Patterns of a day and of a month, of Babel: the usual ones, less the point behind the Russian year."""
_PLURALS: Final = ("zero", "one", "two", "few", "many", "other")
"""Names of the forms that go with numbers (CLDR), in the order that catalogues have them in."""
_CASE: Final = re.compile(r"\{\w+:\w+\}")
"""A value whose case a text names."""


class English(Language):
    """English as the screen writes it; files and the command line keep commas, which any program reads."""

    def number(self, digits: str) -> str:
        """Return a plain number with a narrow space between thousands: ``935 400``."""
        return super().number(digits).replace(",", _GROUP)


class Foreign(Language):
    """A language with a catalogue of translations; a text without a translation stays English."""

    def __init__(self, code: str) -> None:
        locale = Locale(code)
        self._code = code
        self._texts = _translations(CATALOGUES / code / "LC_MESSAGES" / "messages.po")
        self._point = locale.number_symbols["latn"]["decimal"]
        self._plural = locale.plural_form
        self._plurals: list[str] = [name for name in _PLURALS if name in self._plural.tags or name == "other"]

    @property
    def code(self) -> str:
        """ISO 639-1."""
        return self._code

    def __call__(self, text: str) -> str:
        """Return one of our texts in this language."""
        return self._texts[text][0] if text in self._texts else text

    def form(self, forms: Forms, digits: str) -> str:
        """Return the form of a text that goes with a plain number, by the rules of CLDR: ``24.8`` is no ``24``."""
        found = self._texts.get(forms[0], ())
        name = self._plural(Decimal(digits) if _COUNT.fullmatch(digits) else Decimal(0))
        return found[self._plurals.index(name)] if len(found) == len(self._plurals) else super().form(forms, digits)

    def ratio(self, digits: str) -> str:
        """Return how many times one thing is another, with the word that goes with the number."""
        return times(digits, self)

    def number(self, digits: str) -> str:
        """Return a plain number as this language writes it: ``935 400``, ``0,25``."""
        if not _NUMBER.fullmatch(digits):
            return digits
        return ENGLISH.number(digits).replace(",", _GROUP).replace(".", self._point)

    def date(self, year: int, month: int, day: int | None = None) -> str:
        """Return a month of a year, or a day of it.

        Parameters
        ----------
        year
            The year.
        month
            The month, from 1 to 12.
        day
            The day of the month; None where only the month is known.

        Returns
        -------
        str
            The date in words.
        """
        pattern = _DATES[self._code][day is None]
        return format_date(datetime.date(year, month, day or 1), pattern, self._code)

    def name(self, frame: pandas.DataFrame, column: str = "name") -> pandas.Series:
        """Return the names of the rows of a table, English where this language has none."""
        own = frame[f"{column}_{self._code}"]
        return own.where(own.fillna("") != "", frame[f"{column}_en"])


class _Reader(Language):
    """The language of whichever session is running."""

    @property
    def code(self) -> str:
        """ISO 639-1."""
        return readers_language().code

    def __call__(self, text: str) -> str:
        """Return one of our texts in the reader's language."""
        return readers_language()(text)

    def number(self, digits: str) -> str:
        """Return a plain number as the reader writes it."""
        return readers_language().number(digits)

    def form(self, forms: Forms, digits: str) -> str:
        """Return the form of a text that goes with a plain number."""
        return readers_language().form(forms, digits)

    def ratio(self, digits: str) -> str:
        """Return how many times one thing is another."""
        return readers_language().ratio(digits)

    def date(self, year: int, month: int, day: int | None = None) -> str:
        """Return a month of a year, or a day of it."""
        return readers_language().date(year, month, day)

    def name(self, frame: pandas.DataFrame, column: str = "name") -> pandas.Series:
        """Return the names of the rows of a table."""
        return readers_language().name(frame, column)


say: Final = _Reader()
"""Says texts in the reader's language. What is cached for all sessions is made with :func:`readers_language`."""


def readers_language() -> Language:
    """Return the language of the session that is running; the same object for all sessions that speak it."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return of_code(ENGLISH.code)
    chosen = st.session_state.get(KEY)
    return of_code(chosen if chosen in LANGUAGES else _of_browser())


@cache
def of_code(code: str) -> Language:
    """Return a language by its code."""
    return English() if code == ENGLISH.code else Foreign(code)


def arrive() -> None:
    """Take over the language of an address that the session has not made itself, before anything is said.

    What is no language of ours is named and left out by :mod:`pages.components.session.address`.
    """
    if KEY not in st.session_state or history.moved():
        st.session_state[KEY] = next((code for code in st.query_params.get_all(KEY) if code in LANGUAGES), None)


def publish() -> list[str]:
    """Return the language for the address; empty if it is the browser's."""
    chosen = st.session_state.get(KEY)
    return [chosen] if chosen else []


def switch() -> None:
    """Draw the switch; it changes the language and nothing else of the view."""
    st.session_state["language_choice"] = say.code
    st.segmented_control(
        say("Language"),
        list(LANGUAGES),
        key="language_choice",
        format_func=lambda code: LANGUAGES[code],
        label_visibility="collapsed",
        required=True,
        width="stretch",
        on_change=_take,
    )
    # Streamlit's page says that it is English; a screen reader must know better.
    st.html(f"<script>document.documentElement.lang = '{say.code}'</script>", unsafe_allow_javascript=True)


def map_texts() -> MapTexts:
    """Return the texts of the map in the reader's language."""
    return _map_texts(say.code)


def _take() -> None:
    st.session_state[KEY] = st.session_state["language_choice"]


def _of_browser() -> str:
    code = (st.context.locale or "").partition("-")[0].lower()
    return code if code in LANGUAGES else ENGLISH.code


@cache
def _map_texts(code: str) -> MapTexts:
    spoken = of_code(code)
    words = {item.name: spoken(str(item.default)) for item in fields(MapTexts) if item.name != "language"}
    return MapTexts(language=code, **words)  # type: ignore[arg-type]


def _translations(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the forms of each text of a catalogue, by its English; none where the file is missing."""
    if not path.exists():
        return {}
    with path.open("rb") as source:
        catalog = read_po(source, locale=path.parents[1].name)
    found = {}
    for message in catalog:
        text, said = (part if isinstance(part, tuple | list) else (part,) for part in (message.id, message.string))
        if all((*text, *said)) and not message.fuzzy:
            found[str(text[0])] = tuple(_text(str(form)) for form in said)
    return found


def _text(said: str) -> str:
    return Declining(said) if _CASE.search(said) else said
