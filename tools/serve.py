"""Serve the app: ``python -m tools.serve [PORT] [streamlit options]``; ``make run`` does.

The same as ``streamlit run app.py``, but for two things: a port in use is said in one sentence, and the first
visitor may come by a deep link. Streamlit takes a folder called ``pages`` for its old page discovery until
``st.navigation`` has run once in the process, and tells whoever opens a deep link before that "Page not found".
"""

import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

APP = Path(__file__).resolve().parents[1] / "app.py"
PORT = "8501"


def main(arguments: Sequence[str]) -> int:
    """Serve until interrupted; return 1 at once if the port cannot be had."""
    port, *options = arguments or [PORT]
    complaint = fault(port)
    if complaint:
        sys.stderr.write(f"{complaint}\n")
        return 1
    PagesManager.uses_pages_directory = False
    status: int | None = cli.main(["run", str(APP), "--server.port", port, *options], standalone_mode=False)
    return status or 0


def fault(port: str) -> str | None:
    """Say in one sentence why a port cannot be served, None if it can."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        return f"{port!r} is not a port: choose a number from 1 to 65535, for example make run PORT=8600."
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", int(port))) == 0:
            return f"Port {port} is in use: end that program, or choose another: make run PORT=8600."
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
