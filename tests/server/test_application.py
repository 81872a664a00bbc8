"""How the app is served: ports that cannot be had, what browsers may keep, small messages that leave at once."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from starlette.types import Message, Receive, Scope, Send

from tools import serve


@pytest.fixture
def taken() -> Iterator[str]:
    with socket.create_server((serve.HERE, 0)) as server:
        yield str(server.getsockname()[1])


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1", "8 0", ""])
def test_what_is_no_port_is_named(port: str) -> None:
    said = serve.fault(port)
    assert said is not None
    assert repr(port) in said


def test_a_port_in_use_is_one_sentence_and_exit_1(taken: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve.main([taken, "--quiet"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"Port {taken} is in use" in said


def test_a_free_port_has_no_fault(taken: str) -> None:
    with socket.create_server((serve.HERE, 0)) as free:
        port = str(free.getsockname()[1])
    assert serve.fault(port) is None


def test_an_address_that_is_not_ours_is_named() -> None:
    with socket.create_server((serve.HERE, 0)) as free:
        port = str(free.getsockname()[1])
    said = serve.fault(port, "192.0.2.1")  # kept for documentation: no machine has it
    assert said is not None
    assert "192.0.2.1" in said


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
        serve.Keeping(app)(scope, nothing, take).send(None)
    wanted = serve.KEPT if kept else "no-cache"
    assert dict(sent[0]["headers"])[b"cache-control"] == wanted.encode("ascii")


def test_uvicorn_opens_the_socket_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a socket that names TCP gets its small messages out at once; uvicorn's does, Streamlit's does not."""
    given: dict[str, object] = {}
    monkeypatch.setattr(serve.uvicorn, "run", lambda app, **options: given.update(options))
    with socket.create_server((serve.HERE, 0)) as free:
        port = free.getsockname()[1]
    assert serve.main([str(port), "--quiet"]) == 0
    assert given["host"] == serve.HERE
    assert given["port"] == port
    assert not {"fd", "uds"} & set(given)
