"""Ports that cannot be had are named in one sentence."""

from __future__ import annotations

import socket

import pytest

from server import port as ports


def free() -> str:
    with socket.create_server((ports.HERE, 0)) as server:
        return str(server.getsockname()[1])


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1", "8 0", ""])
def test_what_is_no_port_is_named(port: str) -> None:
    said = ports.fault(port)
    assert said is not None
    assert repr(port) in said


def test_a_port_in_use_is_named() -> None:
    with socket.create_server((ports.HERE, 0)) as server:
        taken = str(server.getsockname()[1])
        assert ports.fault(taken) == (
            f"Port {taken} is in use: end that program, or choose another: make run PORT=8600."
        )


def test_a_free_port_has_no_fault() -> None:
    assert ports.fault(free()) is None


def test_an_address_that_is_not_ours_is_named() -> None:
    said = ports.fault(free(), "192.0.2.1")  # kept for documentation: no machine has it
    assert said is not None
    assert "192.0.2.1" in said
