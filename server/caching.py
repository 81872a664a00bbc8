"""What browsers may keep: files whose address holds a mark of their content."""

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MARKED = re.compile(r"/component/[\w.]+_[0-9a-f]{8}/")
"""Address of a file in a folder whose name carries the mark: modules that load each other by relative addresses."""
KEPT = "public, max-age=31536000, immutable"


class Keeping:
    """Tell browsers to keep what has a mark of its content in its address: the map's script, styles and outlines."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with one header more."""
        marked = scope["type"] == "http" and (
            ("/component/" in scope["path"] and b"v=" in scope["query_string"]) or MARKED.search(scope["path"])
        )

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message)["Cache-Control"] = KEPT
            await send(message)

        await self.app(scope, receive, sending if marked else send)
