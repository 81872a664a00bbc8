"""How to cite what is on the screen: a window of texts to copy, for a reference manager or a list of references."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import streamlit as st

from geo.export import citations
from geo.export.works import Work
from pages.components.session.language import say

_ICON: Final = ":material/format_quote:"
_FEW: Final = 3
"""Works whose texts are shown in full height; longer ones scroll."""
_HEIGHT: Final = 360
"""Pixels."""
_LANGUAGES: Final = {"CSL-JSON": "json"}


@st.fragment
def button(works: Sequence[Work], key: str) -> None:
    """Draw a button that opens the window for some works, all together or one at a time."""
    if st.button(say("Cite"), icon=_ICON, key=f"cite_{key}", disabled=not works):
        window(works)


def window(works: Sequence[Work]) -> None:
    """Open the window: wherever its button stands, it is as large as the texts need."""
    st.dialog(say("Cite"), width="medium", icon=_ICON)(choose)(works)


def texts(works: Sequence[Work]) -> None:
    """Draw the citations of some works in each format; each text has its own button to copy it."""
    shown = {say("As text"): "\n\n".join(citations.plain(work, say) for work in works)}
    shown |= {name: written(works) for name, (_, written) in citations.CITATION_FORMATS.items()}
    for tab, (name, text) in zip(st.tabs(list(shown)), shown.items(), strict=True):
        tab.code(text.strip("\r\n"), language=_LANGUAGES.get(name), wrap_lines=True, height=_height(works))


def choose(works: Sequence[Work]) -> None:
    """Draw the citations of the works that the reader chooses, where there are several."""
    by_key = {work.key: work for work in works}
    every = say("All {number} together").format(number=len(works))
    chosen = ""
    if len(works) > 1:
        chosen = st.selectbox(
            say("What to cite"),
            ["", *by_key],
            format_func=lambda item: citations.plain(by_key[item], say) if item else every,
        )
    texts([by_key[chosen]] if chosen else works)


def _height(works: Sequence[Work]) -> int | Literal["content"]:
    return "content" if len(works) <= _FEW else _HEIGHT
