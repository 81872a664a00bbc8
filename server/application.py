"""The ASGI application: Streamlit's own with our middleware, served by uvicorn.

It is not started by ``streamlit run app.py``, for four things:

- Small messages leave at once. Streamlit opens its own socket without naming TCP, asyncio then leaves Nagle's algorithm
  on, and a page of many small messages waits up to 40 ms for each acknowledgement; uvicorn's own socket names it.
- Files of the map carry a mark of their content in their address, so browsers are told to keep them.
- The first visitor may come by a deep link. Streamlit takes a folder called ``pages`` for its old page discovery until
  ``st.navigation`` has run once in the process, and tells whoever opens a deep link before that "Page not found".
- A port in use is said in one sentence.

Everything else is set as ever, in ``.streamlit/config.toml`` or by variables, such as
``STREAMLIT_SERVER_BASE_URL_PATH``.
"""

import logging
import os
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import streamlit
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager

from server.caching import Keeping

APP = Path(__file__).resolve().parents[1] / "app.py"


def application(url: str, *, quiet: bool) -> streamlit.App:
    """Return the app, ready to be served.

    Parameters
    ----------
    url : str
        Where it can be opened, as it is told on standard output when the server is up.
    quiet : bool
        Whether to leave the browser of this machine closed.

    Returns
    -------
    streamlit.App
        An ASGI application.
    """
    PagesManager.uses_pages_directory = False
    return streamlit.App(APP, middleware=[Middleware(Keeping)], lifespan=partial(_greeting, url, quiet))


@asynccontextmanager
async def _greeting(url: str, quiet: bool, _: object) -> AsyncIterator[None]:
    for name in ("uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)  # Streamlit has just made them speak of every request
    sys.stdout.write(f"Kazakhstan Deposits is at {url} (Ctrl+C ends it).\n")
    sys.stdout.flush()
    if not quiet and _has_screen():
        webbrowser.open(url)
    yield


def _has_screen() -> bool:
    return sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
