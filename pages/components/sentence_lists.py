"""Lists of sentences under headings: verdicts, notes, the origins of figures; long ones are folded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from geo.check import reports
from geo.claims.conflicts import ConflictGroup
from geo.claims.verdicts import Verdict
from geo.language.translation import N_, Text
from pages.components.markdown import escaped
from pages.components.session.language import say

_FOLDED: Final[tuple[Text, ...]] = (N_("Not comparable"), N_("Agree"))
_MANY: Final = 3
"""Sentences that are shown before the rest is folded."""


def verdicts(heading: Text, items: Sequence[Verdict]) -> None:
    """Draw verdicts under a heading."""
    listed(heading, [reports.verdict_words(verdict, say) for verdict in items])


def listed(heading: Text, sentences: Sequence[str]) -> None:
    """Draw sentences under a heading: a few are shown, the rest is folded, and all of it where nothing clashes."""
    title = f"{say(heading)} · {len(sentences)}"
    lines = [f"- {escaped(sentence)}" for sentence in sentences]
    if heading in _FOLDED and len(lines) > _MANY:
        with st.expander(title, type="compact"):
            st.markdown("\n".join(lines))
        return
    shown = lines if len(lines) <= _MANY + 2 else lines[:_MANY]
    st.markdown("\n".join([f"**{title}**\n", *shown]))
    if shown is not lines:
        with st.expander(say("{number} more").format(number=len(lines) - len(shown)), type="compact"):
            st.markdown("\n".join(lines[len(shown) :]))


def origins(group: ConflictGroup) -> None:
    """Draw which figures come of others, and what the figures of one document add up to."""
    steps = [*(total.step.text(say) for total in group.sums), *(item.sentence.text(say) for item in group.derivations)]
    if steps:
        lines = "\n".join(f"- {escaped(step)}" for step in steps)
        st.markdown(f"**{say('Where figures come from')}**\n\n{lines}")
