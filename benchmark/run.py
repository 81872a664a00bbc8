"""Measure the app against an empty Streamlit app and a plain folium app, in one run: ``python -m benchmark.run``.

All times are medians of one headless Chromium, the changes of the three apps taken in turn, so that whatever else
the machine does slows all of them; read the ratios, not the milliseconds. A benchmark, not a test: it ends with 0
whatever it finds.
"""

from __future__ import annotations

import argparse
import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import TimeoutError as NotShown

import geo
from benchmark import cdn, report, servers
from benchmark.report import Samples
from benchmark.screens import SCREENS, Sample, Screen, Step
from geo.catalog.model import Catalog
from tests.browser.chromium import FLAGS, BrowserMissing, find_or_install

PARTS = ("change", "first", "load")
WARM_UPS = 3
FIRST_VISITS = 7
COLD_VISITS = 3
COLD_LOADS = 5
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
TIMED_LOAD = "import time; t = time.perf_counter(); import geo; geo.load(); print(time.perf_counter() - t)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for and print the table."""
    asked = _parser().parse_args(arguments)
    parts = asked.only or PARTS
    measured: dict[str, Samples] = {}
    notes: list[str] = []
    if "change" in parts or "first" in parts:
        try:
            measured, notes = _in_browser(parts, asked.rounds)
        except (BrowserMissing, RuntimeError) as error:
            notes = [f"Not measured: {error}"]
    loads = _loads() if "load" in parts else []
    rows = report.rows(measured, loads)
    print(report.table(rows), *notes, report.machine(), sep="\n\n")
    if asked.json:
        asked.json.write_text(report.as_json(rows, measured, loads, notes), encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmark.run", description=str(__doc__).splitlines()[0])
    rounds = f"filter changes of each app, after {WARM_UPS} to warm up"
    parser.add_argument("--rounds", type=_rounds, default=16, help=rounds)
    parser.add_argument("--only", choices=PARTS, action="append", help="measure this alone; may be repeated")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every single measurement to a file")
    return parser


def _rounds(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 1000")
    return int(text)


# ---- measuring ----


def _in_browser(parts: Sequence[str], rounds: int) -> tuple[dict[str, Samples], list[str]]:
    catalog = geo.load()
    measured: dict[str, Samples] = {}
    notes = [complaint] if (complaint := cdn.fetch()) else []
    with cdn.serve() as files, _chromium() as browser:
        if "first" in parts:
            measured["cold visit"] = _cold_visits(browser, catalog, files, notes)
        with ExitStack() as running:
            screens = _screens(running, browser, catalog, files)
            if "first" in parts:
                measured["warm visit"] = _visits(screens, notes)
            if "change" in parts:
                measured["change"] = _changes(screens, catalog, rounds, notes)
        notes.append(f"Chromium {browser.version}, window 1440 x 900.")
    return measured, notes


@contextmanager
def _chromium() -> Iterator[Browser]:
    program = find_or_install()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*FLAGS, OFFLINE])
        try:
            yield browser
        finally:
            browser.close()


def _screens(running: ExitStack, browser: Browser, catalog: Catalog, files: str) -> dict[str, Screen]:
    return {
        name: make(browser, running.enter_context(servers.server(name)), catalog, files)
        for name, make in SCREENS.items()
    }


def _cold_visits(browser: Browser, catalog: Catalog, files: str, notes: list[str]) -> Samples:
    """Time the first visit that a server gets; each needs a server of its own."""
    samples: Samples = {"ours": [], "folium": []}
    for _, name in itertools.product(range(COLD_VISITS), samples):
        with servers.server(name) as address:
            _take(samples, name, SCREENS[name](browser, address, catalog, files).first, notes)
    return samples


def _visits(screens: Mapping[str, Screen], notes: list[str]) -> Samples:
    samples: Samples = {"ours": [], "folium": []}
    warming: Samples = {"ours": [], "folium": []}
    for number, name in itertools.product(range(FIRST_VISITS + 1), samples):
        _take(samples if number else warming, name, screens[name].first, notes)
    return samples


def _changes(screens: Mapping[str, Screen], catalog: Catalog, rounds: int, notes: list[str]) -> Samples:
    samples: Samples = {name: [] for name in screens}
    warming: Samples = {name: [] for name in screens}
    working = {name for name, screen in screens.items() if _take(warming, name, screen.open, notes)}
    for number, step in enumerate(itertools.islice(_steps(catalog), WARM_UPS + rounds)):
        for name in [name for name in screens if name in working]:
            into = samples if number >= WARM_UPS else warming
            if not _take(into, name, partial(screens[name].change, step), notes):
                working.discard(name)  # its filter now stands elsewhere than the steps believe
    return samples


def _take(samples: Samples, name: str, measure: Callable[[], Sample], notes: list[str]) -> bool:
    """Add a measurement; where nothing appears in time, say so instead."""
    try:
        samples[name].append(measure())
    except NotShown as error:
        notes.append(f"Not measured, {name}: {str(error).splitlines()[0]}")
        return False
    return True


def _steps(catalog: Catalog) -> Iterator[Step]:
    """Choose a region and take it back, region after region, the two smallest first, to warm up, then by size.

    So half of the changes are to a selection that the server has not seen, the others to all sites.
    """
    located = geo.select(catalog).located
    sizes = located["region_iso"].map(catalog.regions["name_en"]).value_counts()
    names = sorted(sizes.index, key=lambda name: (-int(sizes[name]), name))
    for name in itertools.cycle([*names[-2:], *names[:-2]]):
        yield Step(name, chosen=True)
        yield Step(name, chosen=False)


def _loads() -> list[float]:
    """Seconds that loading the data takes in processes of their own."""
    environment = os.environ | {"PYTHONPATH": str(servers.ROOT)}
    command = [sys.executable, "-c", TIMED_LOAD]
    answers = [
        subprocess.run(command, cwd=servers.ROOT, env=environment, capture_output=True, check=True, timeout=60).stdout
        for _ in range(COLD_LOADS)
    ]
    return [float(answer) for answer in answers]


if __name__ == "__main__":
    sys.exit(main())
