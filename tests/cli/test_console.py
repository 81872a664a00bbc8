"""The console speaks UTF-8, whatever the locale says."""

from __future__ import annotations

import io

from geo.cli.console import speak_utf8


def test_streams_become_utf8(monkeypatch):
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    monkeypatch.setattr("sys.stdout", stream)
    speak_utf8()
    stream.write("Қарағанды")
    stream.flush()
    assert raw.getvalue().decode("utf-8") == "Қарағанды"
