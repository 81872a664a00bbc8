"""The browser's history: whether its buttons, Back and Forward, brought the address of this run."""

from __future__ import annotations

from streamlit.runtime.scriptrunner import get_script_run_ctx


def moved() -> bool:
    """Tell whether the reader went back or forward.

    A run caused by a click also brings an address, but one that we wrote. On a slow line it may be an old one, and
    to follow it would undo the reader's latest choice.
    """
    context = get_script_run_ctx(suppress_warning=True)
    return context is not None and context.is_history_navigation
