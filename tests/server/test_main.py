"""The command ``python -m server``: a port in use ends it, small messages leave at once."""

from __future__ import annotations

import socket

import pytest

from server import __main__ as command
from server.port import HERE


def free() -> int:
    with socket.create_server((HERE, 0)) as server:
        return int(server.getsockname()[1])


def test_a_port_in_use_is_one_sentence_and_exit_1(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server((HERE, 0)) as server:
        taken = str(server.getsockname()[1])
        assert command.main([taken, "--quiet"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"Port {taken} is in use" in said


def test_uvicorn_opens_the_socket_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a socket that names TCP gets its small messages out at once; uvicorn's does, Streamlit's does not."""
    given: dict[str, object] = {}
    monkeypatch.setattr(command.uvicorn, "run", lambda app, **options: given.update(options))
    port = free()
    assert command.main([str(port), "--quiet"]) == 0
    assert given["host"] == HERE
    assert given["port"] == port
    assert not {"fd", "uds"} & set(given)


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("127.0.0.1", "http://localhost:8600"),
        ("0.0.0.0", "http://localhost:8600"),
        ("192.0.2.1", "http://192.0.2.1:8600"),
    ],
)
def test_a_person_is_told_an_address_that_a_browser_opens(address: str, url: str) -> None:
    assert command._url(address, "8600") == url
