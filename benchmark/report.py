"""From single measurements to a table that sets them against the targets."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from importlib.metadata import version
from statistics import median

from benchmark.screens import Sample

Samples = dict[str, list[Sample]]
HEADINGS = ("what", "ours", "against", "ratio", "target", "met?")
PACKAGES = ("streamlit", "streamlit-folium", "folium", "geopandas")
LIMIT, AIM, FASTER, KILOBYTES, VISIT, LOAD_SECONDS = 1.8, 1.5, 3.0, 20.0, 2.0, 1.5


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    ours: str
    against: str = ""
    ratio: str = ""
    target: str = ""
    met: str = ""


def rows(measured: Mapping[str, Samples], loads: Sequence[float]) -> list[Row]:
    """Return the lines for everything that was measured."""
    found: list[Row] = []
    if "change" in measured:
        found += _changes(measured["change"])
    found += [row for part in ("warm visit", "cold visit") if part in measured for row in _visit(part, measured[part])]
    if loads:
        taken = median(loads)
        target = f"at most {LOAD_SECONDS} s"
        what = "geo.load() in a fresh process, import included"
        found.append(Row(what, f"{taken:.2f} s", target=target, met=_yes(taken <= LOAD_SECONDS)))
    return found


def table(found: Sequence[Row]) -> str:
    """Return the lines as a Markdown table."""
    lines = [HEADINGS, tuple("---" for _ in HEADINGS), *(astuple(row) for row in found)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def machine() -> str:
    """Describe what the measurements were taken on."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    cores = f"{os.cpu_count()} cores, {_load()}"
    return f"{platform.system()} {platform.machine()}, {cores}; Python {platform.python_version()}, {packages}."


def as_json(found: Sequence[Row], measured: Mapping[str, Samples], loads: Sequence[float], notes: Sequence[str]) -> str:
    """Return everything that was measured, for programs."""
    samples = {
        part: {name: [asdict(sample) for sample in taken] for name, taken in every.items()}
        for part, every in measured.items()
    }
    content = {"machine": machine(), "notes": notes, "rows": [asdict(row) for row in found]}
    return json.dumps(content | {"samples": samples, "load_seconds": loads}, indent=1, ensure_ascii=False) + "\n"


def _load() -> str:
    """Say how busy the machine is; the benchmark itself keeps it busy with one or two processes."""
    if not hasattr(os, "getloadavg"):
        return "load unknown"
    load = os.getloadavg()[0]
    busy = load > 1.5 * (os.cpu_count() or 1)
    return f"load {load:.1f}" + (" (BUSY with other things: measure again when it is not)" if busy else "")


def _changes(samples: Samples) -> Iterator[Row]:
    if not samples["ours"]:
        return
    ours = _median(samples["ours"], _ms)
    if samples["empty"]:
        empty = _median(samples["empty"], _ms)
        ratio = ours / empty
        met = f"{_yes(ratio <= LIMIT)} (aim: {_yes(ratio <= AIM)})"
        target = f"at most {LIMIT} x, aim {AIM} x"
        yield Row("filter change", f"{ours:.0f} ms", f"empty app {empty:.0f} ms", f"{ratio:.2f} x", target, met)
    if samples["folium"]:
        plain = _median(samples["folium"], _ms)
        faster, target = plain / ours, f"at least {FASTER:g} x faster"
        against = f"plain folium app {plain:.0f} ms"
        yield Row("filter change", f"{ours:.0f} ms", against, f"{faster:.1f} x faster", target, _yes(faster >= FASTER))
    yield _bytes("received for it", samples, _received, KILOBYTES)
    yield _bytes("sent for it", samples, _sent, None)


def _bytes(what: str, samples: Samples, of: Callable[[Sample], float], limit: float | None) -> Row:
    ours = _median(samples["ours"], of) / 1000
    others = {"plain folium app": samples["folium"], "empty app": samples["empty"]}
    against = ", ".join(f"{name} {_median(taken, of) / 1000:.1f} kB" for name, taken in others.items() if taken)
    ratio = f"{ours / (_median(samples['folium'], of) / 1000):.2f} x" if samples["folium"] else ""
    target = f"at most {limit:g} kB" if limit else ""
    return Row(what, f"{ours:.1f} kB", against, ratio, target, _yes(ours <= limit) if limit else "")


def _visit(part: str, samples: Samples) -> Iterator[Row]:
    if not samples["ours"] or not samples["folium"]:
        return
    ours, plain = _median(samples["ours"], _ms), _median(samples["folium"], _ms)
    ratio = ours / plain
    name = {"warm visit": "first map on screen", "cold visit": "the same, first visitor of the server"}[part]
    against = f"plain folium app {plain:.0f} ms"
    yield Row(name, f"{ours:.0f} ms", against, f"{ratio:.2f} x", f"at most {VISIT:g} x", _yes(ratio <= VISIT))


def _median(samples: Sequence[Sample], of: Callable[[Sample], float]) -> float:
    return median(map(of, samples))


def _ms(sample: Sample) -> float:
    return sample.ms


def _received(sample: Sample) -> float:
    return sample.received


def _sent(sample: Sample) -> float:
    return sample.sent


def _yes(met: bool) -> str:
    return "yes" if met else "no"
