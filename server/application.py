"""Serve the app: ``python -m tools.serve [PORT] [--address ADDRESS] [--quiet]``; ``make run`` does.

The app is Streamlit's ASGI application under uvicorn, and not ``streamlit run app.py``, for four things:

- Small messages leave at once. Streamlit opens its own socket without naming TCP, asyncio then leaves Nagle's algorithm
  on, and a page of many small messages waits up to 40 ms for each acknowledgement; uvicorn's own socket names it.
- Files of the map carry a mark of their content in their address, so browsers are told to keep them.
- The first visitor may come by a deep link. Streamlit takes a folder called ``pages`` for its old page discovery until
  ``st.navigation`` has run once in the process, and tells whoever opens a deep link before that "Page not found".
- A port in use is said in one sentence.

Everything else is set as ever, in ``.streamlit/config.toml`` or by variables, such as
``STREAMLIT_SERVER_BASE_URL_PATH``.
"""

import argparse
import logging
import os
import socket
import sys
import webbrowser
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import streamlit
import uvicorn
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

APP = Path(__file__).resolve().parents[1] / "app.py"
PORT = "8501"
HERE = "127.0.0.1"
KEPT = "public, max-age=31536000, immutable"


def main(arguments: Sequence[str]) -> int:
    """Serve until interrupted; return 1 at once if the port cannot be had."""
    options = _parser().parse_args(arguments)
    complaint = fault(options.port, options.address)
    if complaint:
        sys.stderr.write(f"{complaint}\n")
        return 1
    PagesManager.uses_pages_directory = False
    address = f"http://{'localhost' if options.address in (HERE, '0.0.0.0') else options.address}:{options.port}"
    app = streamlit.App(APP, middleware=[Middleware(Keeping)], lifespan=partial(_greeting, address, options.quiet))
    uvicorn.run(
        app,  # type: ignore[arg-type]
        host=options.address,
        port=int(options.port),
        log_config=None,
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=2,
    )
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.serve", description="Serve the app until Ctrl+C.")
    parser.add_argument("port", nargs="?", default=PORT, metavar="PORT", help=f"port to serve at (default: {PORT})")
    where = f"address to listen at; 0.0.0.0 lets other machines in (default: {HERE}, this machine alone)"
    parser.add_argument("--address", default=HERE, metavar="ADDRESS", help=where)
    parser.add_argument("--quiet", action="store_true", help="open no browser")
    return parser


def fault(port: str, address: str = HERE) -> str | None:
    """Say in one sentence why a port cannot be served, None if it can."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        return f"{port!r} is not a port: choose a number from 1 to 65535, for example make run PORT=8600."
    with socket.socket() as probe:
        if probe.connect_ex((HERE, int(port))) == 0:
            return f"Port {port} is in use: end that program, or choose another: make run PORT=8600."
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((address, int(port)))
    except OSError as error:
        return f"Port {port} of {address} cannot be had: {error.strerror or error}. Choose another: make run PORT=8600."
    return None


@asynccontextmanager
async def _greeting(address: str, quiet: bool, _: object) -> AsyncIterator[None]:
    for name in ("uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)  # Streamlit has just made them speak of every request
    sys.stdout.write(f"Kazakhstan Deposits is at {address} (Ctrl+C ends it).\n")
    sys.stdout.flush()
    if not quiet and _has_screen():
        webbrowser.open(address)
    yield


def _has_screen() -> bool:
    return sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


class Keeping:
    """Tell browsers to keep what has a mark of its content in its address: the map's script, styles and outlines."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with one header more."""
        marked = scope["type"] == "http" and "/component/" in scope["path"] and b"v=" in scope["query_string"]

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message)["Cache-Control"] = KEPT
            await send(message)

        await self.app(scope, receive, sending if marked else send)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
