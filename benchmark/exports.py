"""Memory and time of every export of a very large view: ``python -m benchmark.exports [SITES]``.

Each format runs in a process of its own (Linux only). Printed are the memory that the view itself takes, that of
the process with it, and the peak of the process while the file is written; the time; the size of the file.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pandas

import geo
from geo.catalog.model import View
from geo.export import registry

SITES = 300_000


def large(sites: int) -> View:
    """Return the view of all data with its sites repeated, under new ids, until there are as many as asked for."""
    view = geo.select(geo.load())
    times = -(-sites // len(view.sites))
    frame = pandas.concat([view.sites] * times, ignore_index=True).iloc[:sites]
    frame["site_id"] = [f"{site}_{number}" for number, site in enumerate(frame["site_id"])]
    return replace(view, sites=frame.set_index("site_id", drop=False).rename_axis(None))


def _memory(line: str) -> float:
    """Return a line of what Linux says of this process: VmRSS, memory now, or VmHWM, the most so far."""
    text = Path("/proc/self/status").read_text(encoding="ascii")
    return int(text.split(f"{line}:")[1].split()[0]) / 1e3


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def measure(key: str, sites: int) -> None:
    """Write one format and print what it took."""
    empty = geo.select(geo.load())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made" + registry.named(key).suffix)
        registry.write(empty, key, path)  # imports are no part of the figure
        bare = _memory("VmRSS")
        view = large(sites)
        _forget_peak()
        before, start = _memory("VmRSS"), time.perf_counter()
        registry.write(view, key, path)
        seconds = time.perf_counter() - start
        peak = _memory("VmHWM")
        megabytes = path.stat().st_size / 1e6
    print(
        f"{key:<11} view {before - bare:6.0f} MB   process {before:6.0f} MB   peak {peak:6.0f} MB   "
        f"{seconds:6.1f} s   file {megabytes:6.0f} MB",
        flush=True,
    )


def main() -> None:
    """Measure every format of rows, one after the other."""
    sites = int(sys.argv[1]) if len(sys.argv) > 1 else SITES
    if len(sys.argv) > 2:
        measure(sys.argv[2], sites)
        return
    for key in ("csv", "geojson", "xlsx", "gpkg", "parquet", "kml", "bundle"):
        subprocess.run([sys.executable, "-m", "benchmark.exports", str(sites), key], check=True)


if __name__ == "__main__":
    main()
