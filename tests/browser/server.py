"""The real app as a process of its own, on a free port of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A running app: its address, and the file that holds all it printed."""

    url: str
    log: Path

    def said(self) -> str:
        """Return what the server printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")


@contextmanager
def running(log: Path, data: Path | None = None) -> Iterator[Server]:
    """Start the app on the repo's data or on another folder; end it afterwards.

    Raises
    ------
    RuntimeError
        If it is not healthy in time; the message holds what it printed.
    """
    port = free_port()
    command = [sys.executable, "-m", "server", str(port), "--quiet"]
    environment = {name: value for name, value in os.environ.items() if name != "DEPOSITS_DATA"}
    if data is not None:
        environment["DEPOSITS_DATA"] = str(data)
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            server = Server(f"http://127.0.0.1:{port}", log)
            _wait_for_health(server, process)
            yield server
        finally:
            end(process)


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for_health(server: Server, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the app did not start:\n{server.said()}")


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that this program started."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
