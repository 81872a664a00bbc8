"""The browser's history: whether its buttons, Back and Forward, brought the address of this run."""

from __future__ import annotations

from streamlit.runtime.scriptrunner import get_script_run_ctx


def moved() -> bool:
    """Tell whether the reader went back or forward.

    What comes with a click instead is an address of ours, on a slow line one that is not yet replaced: to take it over
    would undo what was chosen meanwhile.
    """
    context = get_script_run_ctx(suppress_warning=True)
    return context is not None and context.is_history_navigation
