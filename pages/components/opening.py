"""What a newcomer meets first: a question that the data raise, and views to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import streamlit as st

from geo.catalog import filters
from geo.catalog.selection import Index
from geo.check import questions
from geo.language.translation import N_, Text
from pages.components import summary
from pages.components.markdown import escaped
from pages.components.session import address, language, state, store
from pages.components.session.language import say
from pages.components.session.screen import Screen

MAP: Final = "pages/explore/map.py"


@dataclass(frozen=True)
class Example:
    """A view worth a look: what it shows, and the choices that make it, by their names in the address."""

    title: Text
    choices: Mapping[str, str]


MAGNETS: Final = Example(N_("Magnet metals"), {"group": "magnet"})
EXAMPLES: Final[tuple[Example, ...]] = (
    MAGNETS,
    Example(N_("Mangystau's fish-bone phosphates"), {"region": "KZ-47", "kind": "phosphate-by-product"}),
    Example(N_("What is only forecast"), {"evidence": "forecast", state.RINGS: "evidence"}),
)


def question(screen: Screen) -> None:
    """Draw the strongest contradiction of the view as a question, with the way to its answer."""
    asked = questions.strongest(screen.view, screen.whole)
    if asked is None:
        st.markdown(_calm(screen))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(f"**{escaped(asked.text(say))}**", width="content")
        st.page_link(
            "pages/evidence/check.py",
            label=say("Both are in print. See why"),
            icon=":material/balance:",
            query_params=address.carried() | {state.CONFLICT: [asked.group.id]},
        )


def _calm(screen: Screen) -> str:
    """Say why there is nothing to ask: no claim, none within the filter, or none that contradicts."""
    left_out = store.left_out(screen)
    if left_out:
        return summary.within_filter(left_out)
    if screen.view.claims.empty:
        return say("No figures are claimed of these sites.")
    return say("Nothing that is claimed of these sites contradicts itself.")


def examples(index: Index) -> None:
    """Draw links to the examples that the data have something for."""
    known = [example for example in EXAMPLES if offered(example, index)]
    if known:
        st.caption(say("Or begin with a view"))
    for example in known:
        link(example)


def link(example: Example) -> None:
    """Draw a link to an example."""
    chosen = {name: [value] for name, value in example.choices.items()} | {address.HERE: ["1"]}
    spoken = {language.KEY: language.publish()} if language.publish() else {}
    st.page_link(MAP, label=say(example.title), icon=":material/arrow_forward:", query_params=chosen | spoken)


def offered(example: Example, index: Index) -> bool:
    """Tell whether the data have all that an example chooses by."""
    asked = [spec for spec in filters.FACETS if spec.param in example.choices]
    return all(example.choices[spec.param] in index.facets[spec.field].choices for spec in asked)
