"""Browsers are told to keep what is marked by its content, and nothing else."""

from __future__ import annotations

import pytest
from starlette.types import Message, Receive, Scope, Send

from server import caching


@pytest.mark.parametrize(
    ("path", "query", "status", "kept"),
    [
        ("/component/leaflet.assets/map.js", b"v=1a2b3c4d", 200, True),
        ("/component/leaflet.assets/map.js", b"", 200, False),
        ("/component/leaflet.assets/none.js", b"v=1a2b3c4d", 404, False),
        ("/", b"v=0.1.0", 200, False),
    ],
)
def test_browsers_keep_what_is_marked_by_its_content(path: str, query: bytes, status: int, kept: bool) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": status, "headers": [(b"cache-control", b"no-cache")]})

    sent: list[Message] = []

    async def take(message: Message) -> None:
        sent.append(message)

    async def nothing() -> Message:
        return {"type": "http.disconnect"}

    scope: Scope = {"type": "http", "path": path, "query_string": query}
    with pytest.raises(StopIteration):  # it waits for nothing, so one step is all; a browser's loop may be running here
        caching.Keeping(app)(scope, nothing, take).send(None)
    wanted = caching.KEPT if kept else "no-cache"
    assert dict(sent[0]["headers"])[b"cache-control"] == wanted.encode("ascii")
