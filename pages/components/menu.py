"""The menu: links to all pages that take the view along, so that each step back is a step of the reader's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import Page

from pages.components.session import address, language
from pages.components.session.language import say


def draw(place: DeltaGenerator, sections: Mapping[str, Sequence[Page]]) -> None:
    """Draw the language switch and the links.

    Streamlit's own menu drops the address on the way, and writing it anew would leave an empty page in the
    browser's history for each change of page.
    """
    params = address.carried()
    place.markdown(f"**{say('Kazakhstan Deposits')}**")
    with place:
        language.switch()
    for title, pages in sections.items():
        place.caption(title)
        for page in pages:
            place.page_link(page, query_params=params, width="stretch")
