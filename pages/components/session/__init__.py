"""What a session has chosen, and what it is shown: the ground under all other components.

Read ``state`` (what is chosen), ``address`` (the same in the address bar), ``store`` (the data, shared by all sessions)
and ``screen`` (what a page is given). ``language`` says every text; ``history`` knows of the browser's buttons.
"""
