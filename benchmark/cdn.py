"""Serve from this machine what folium loads from other hosts: see :mod:`benchmark.folium_app`."""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import distribution
from pathlib import Path
from threading import Thread
from typing import Any

LEAFLET = Path(str(distribution("XStatic-Leaflet").locate_file("xstatic/pkg/leaflet/data")))
PACKAGES = {
    "jquery@3.7.1": ("jquery/dist/jquery.min.js",),
    "bootstrap@5.2.2": ("bootstrap/dist/js/bootstrap.bundle.min.js", "bootstrap/dist/css/bootstrap.min.css"),
    "leaflet.awesome-markers@2.0.5": (
        "leaflet.awesome-markers/dist/leaflet.awesome-markers.js",
        "leaflet.awesome-markers/dist/leaflet.awesome-markers.css",
    ),
    "@fortawesome/fontawesome-free@6.2.0": ("@fortawesome/fontawesome-free/css/all.min.css",),
}
"""What folium 0.20 links beside Leaflet: package and version on npm, and its files."""
STORE = Path(sys.prefix) / "cdn"
JQUERY = b"window.$ = (html) => new DOMParser().parseFromString(html, 'text/html').body.children;"
TILE = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAG7buVgAAAABJRU5ErkJggg==")
KINDS = {".js": "text/javascript", ".css": "text/css", ".png": "image/png"}


def fetch() -> str:
    """Install what folium links, once, beside the packages of this Python; return what to say if that cannot be had."""
    if all(file.is_file() for file in _linked().values()):
        return ""
    npm = shutil.which("npm")
    if npm is None:
        return "The plain folium app ran with stand-ins for jQuery and Bootstrap (no npm here): faster than it is."
    STORE.mkdir(exist_ok=True)
    command = [npm, "install", "--no-save", "--ignore-scripts", "--no-audit", "--prefix", str(STORE), *PACKAGES]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return "The plain folium app ran with stand-ins for jQuery and Bootstrap (npm failed): faster than it is."
    return ""


def _linked() -> dict[str, Path]:
    names = [name for files in PACKAGES.values() for name in files]
    return {Path(name).name: STORE / "node_modules" / name for name in names}


def answer(path: str) -> tuple[bytes, str]:
    """Return the content for an address, and its media type."""
    name = Path(path.split("?")[0]).name
    kind = KINDS.get(Path(name).suffix, "image/png")
    for file in (LEAFLET / name, LEAFLET / "images" / name):
        if name and file.is_file():
            return file.read_bytes(), kind
    linked = _linked().get("jquery.min.js" if name.startswith("jquery") else name)
    if linked is not None and linked.is_file():
        return linked.read_bytes(), kind
    if name.startswith("jquery"):
        return JQUERY, kind
    return (TILE if kind == "image/png" else b""), kind


class Handler(BaseHTTPRequestHandler):
    """Answers as a CDN does: at once, with a header that lets the browser keep the file."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send the file."""
        content, kind = answer(self.path)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def serve() -> Iterator[str]:
    """Serve the files on a free port of this machine; yield the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
