"""Streamlit servers of the benchmark: started on free ports of this machine, ended by their process id."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.browser.server import end, free_port

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 60.0
APPS: Mapping[str, Path] = {
    "ours": ROOT / "app.py",
    "empty": ROOT / "benchmark" / "empty_app.py",
    "folium": ROOT / "benchmark" / "folium_app.py",
}
PLAIN = "streamlit run {script} --server.headless true --server.address 127.0.0.1 --server.port {port}"
COMMANDS: Mapping[str, str] = {"ours": "server {port} --quiet"}
"""How an app is started: ours as ``make run`` does it, the others as Streamlit's documentation says."""


@contextmanager
def server(name: str) -> Iterator[str]:
    """Run one app until the block ends; yield its address once the server answers.

    Each runs in the folder of its script, so that the settings of the repository hold for our app only; settings of
    the person who runs the benchmark hold for none.

    Raises
    ------
    RuntimeError
        If the server ends or does not answer in time; with its last words.
    """
    port = free_port()
    script = APPS[name]
    command = COMMANDS.get(name, PLAIN).format(script=script.name, port=port).split()
    command = [sys.executable, "-m", *command]
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=script.parent, env=_environment(home), stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            if not _answers(address, process):
                log.seek(0)
                raise RuntimeError(f"{script.name} does not start: {log.read()[-2000:].decode(errors='replace')}")
            yield address
        finally:
            end(process)


def _environment(home: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    return kept | {"HOME": home, "USERPROFILE": home}


def _answers(address: str, process: subprocess.Popen[bytes]) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    last = time.monotonic() + SECONDS
    while time.monotonic() < last and process.poll() is None:
        try:
            with direct.open(f"{address}/_stcore/health", timeout=2) as response:
                if response.status == 200:
                    return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False
