"""The console: streams in UTF-8, and a pipe that somebody closed."""

from __future__ import annotations

import io
import os
import sys


def drop_output() -> None:
    """Discard pending output, so that exit does not fail on a closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def speak_utf8() -> None:
    """Make the console streams UTF-8, whatever the locale says: names are in three scripts."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
