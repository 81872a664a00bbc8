"""Three steps for a newcomer beside the map; who skips or ends them is not asked again.

The browser keeps that in a cookie of one word for a year; within the session it is kept at once.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.check import questions
from pages.components import opening
from pages.components.session import address, state
from pages.components.session.language import say
from pages.components.session.screen import Screen

COOKIE: Final = "guide"
SEEN: Final = "seen"
_STEP: Final = "_guide_step"
_OVER: Final = "_guide_over"
_KEPT: Final = "_guide_kept"
_STEPS: Final = 3

_remember = st.components.v2.component(
    "guide_seen",
    js=f"""export default function () {{
        document.cookie = "{COOKIE}={SEEN}; path=/; max-age=31536000; samesite=lax";
    }}""",
)


def draw(screen: Screen) -> bool:
    """Draw the step that is due; return whether there is one.

    The first step disappears as soon as the reader does anything else. Whoever has begun sees them to the end.
    """
    if st.session_state.get(_OVER):
        if not st.session_state.get(_KEPT):
            _remember(key="guide_seen", height=1)
        st.session_state[_KEPT] = True
        return False
    step = st.session_state.get(_STEP, 0)
    untouched = state.is_first_view(screen.view.selection, screen.index) and state.kept(state.SITE) is None
    if st.context.cookies.get(COOKIE) == SEEN or not (step or untouched):
        return False
    title, words = _told()[step]
    with st.container(border=True, gap="small"):
        st.markdown(f"**{title}** · {_place(step)}  \n:small[{words}]")
        with st.container(horizontal=True, vertical_alignment="center"):
            (_pick, _narrow, _doubt)[step](screen)
            last = step == _STEPS - 1
            st.button(say("Done") if last else say("Next"), on_click=_end if last else _next, key="guide_next")
            if not last:
                st.button(say("Skip"), on_click=_end, key="guide_skip", type="tertiary")
    return True


def _told() -> tuple[tuple[str, str], ...]:
    """Return title and words of each step."""
    return (
        (
            say("Pick a site"),
            say(
                "Each mark is a site: colour and shape say which metal, a circle how surely its place is known. "
                "Click one to read every figure claimed of it, and who said it."
            ),
        ),
        (
            say("Narrow it down"),
            say(
                "The filters in the side bar keep sites by region, element or source. "
                "The address of the page keeps your view: send it, and others see the same."
            ),
        ),
        (
            say("Doubt it"),
            say(
                "Figures differ: some count ore and others metal, some the whole and others a part. "
                "The reality check sets them side by side and says which cannot both be true."
            ),
        ),
    )


def _place(step: int) -> str:
    return say("step {number} of {all}").format(number=step + 1, all=_STEPS)


def _pick(screen: Screen) -> None:
    asked = questions.strongest(screen.view, screen.whole)
    if asked is not None and state.kept(state.SITE) is None:
        st.button(say("Show me"), on_click=_show, args=(asked.site_id,), key="guide_show", icon=":material/visibility:")


def _narrow(screen: Screen) -> None:
    del screen
    opening.link(opening.MAGNETS)


def _doubt(screen: Screen) -> None:
    asked = questions.strongest(screen.view, screen.whole)
    chosen = {state.CONFLICT: [asked.group.id]} if asked is not None else {}
    st.page_link(
        "pages/evidence/check.py",
        label=say("Reality check"),
        icon=":material/balance:",
        query_params=address.carried() | chosen,
    )


def _show(site_id: str) -> None:
    state.choose_site(site_id)
    _next()


def _next() -> None:
    st.session_state[_STEP] = st.session_state.get(_STEP, 0) + 1


def _end() -> None:
    st.session_state[_OVER] = True
