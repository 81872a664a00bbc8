"""The chart of claims as a file: buttons below it for a picture that says where each figure comes from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from geo.catalog.model import View
from geo.claims.statements import Statement
from geo.export import registry
from geo.language.translation import Language
from geo.plot import pictures
from geo.plot.canvas import IMAGE_FORMATS, ImageFormat
from pages.components import embedding
from pages.components.session.language import say
from pages.components.session.screen import Screen


def site(screen: Screen, site_id: str, statements: Sequence[Statement]) -> None:
    """Offer the chart of the tonnages claimed of a site."""
    name = str(say.name(screen.catalog.sites)[site_id])
    title = say("Tonnages claimed of {site}").format(site=name)
    address = embedding.address_of(screen.view, embedding.SITE, site=site_id)
    _buttons(screen, statements, title, "", address, site_id)


def group(screen: Screen, statements: Sequence[Statement], title: str, headline: str, group_id: str) -> None:
    """Offer the chart of a group of claims."""
    address = embedding.address_of(screen.view, embedding.CONFLICT, conflict=group_id)
    _buttons(screen, statements, title, headline, address, group_id)


def _buttons(
    screen: Screen, statements: Sequence[Statement], title: str, headline: str, address: str, name: str
) -> None:
    shown, spoken = screen.view, screen.language
    with st.container(horizontal=True):
        for kind in IMAGE_FORMATS:
            st.download_button(
                say("This chart, {format}").format(format=kind.upper()),
                partial(_made, shown, tuple(statements), kind, title, headline, address, spoken),
                registry.filename_of_claims(shown, name, kind),
                registry.named(kind).mime,
                key=f"claims_{kind}_{name}",
                on_click="ignore",
                icon=":material/image:",
                type="tertiary",
            )


def _made(
    shown: View,
    statements: Sequence[Statement],
    kind: ImageFormat,
    title: str,
    headline: str,
    address: str,
    spoken: Language,
) -> bytes:
    return pictures.claims(shown, statements, kind, title=title, headline=headline, address=address, say=spoken)
