"""The chart of claims as a file: buttons below it for a picture that says where each figure comes from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from geo import formats, links, pictures
from geo.model import View
from geo.sheet import KINDS, Kind
from geo.statements import Statement
from geo.tongue import Tongue
from pages.components import embedding
from pages.components.language import say, tongue


def site(shown: View, site_id: str, statements: Sequence[Statement]) -> None:
    """Offer the chart of the tonnages claimed of a site."""
    name = str(say.name(shown.catalog.sites)[site_id])
    title = say("Tonnages claimed of {site}").format(site=name)
    _buttons(shown, statements, title, "", f"{embedding.SITE}?site={site_id}", site_id)


def group(shown: View, statements: Sequence[Statement], title: str, headline: str, group_id: str) -> None:
    """Offer the chart of a group of claims."""
    _buttons(shown, statements, title, headline, f"{embedding.CONFLICT}?conflict={group_id}", group_id)


def _buttons(shown: View, statements: Sequence[Statement], title: str, headline: str, place: str, name: str) -> None:
    here, spoken = links.query(shown.selection, shown.catalog.version), tongue()
    address = f"{embedding.home()}{place}&{here.removeprefix('?')}"
    with st.container(horizontal=True):
        for kind in KINDS:
            st.download_button(
                say("This chart, {format}").format(format=kind.upper()),
                partial(_made, shown, tuple(statements), kind, title, headline, address, spoken),
                formats.filename_of_claims(shown, name, kind),
                formats.named(kind).mime,
                key=f"claims_{kind}_{name}",
                on_click="ignore",
                icon=":material/image:",
                type="tertiary",
            )


def _made(
    shown: View, statements: Sequence[Statement], kind: Kind, title: str, headline: str, address: str, spoken: Tongue
) -> bytes:
    return pictures.claims(shown, statements, kind, title=title, headline=headline, address=address, say=spoken)
