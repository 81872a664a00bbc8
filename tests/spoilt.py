"""Copies of the data folder with something in them: names that attack, files that are broken."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from itertools import islice, product
from pathlib import Path
from typing import Any, Final

from shapely.geometry import Point, shape

DATA: Final = Path(__file__).resolve().parents[1] / "data"
LAYER: Final = "sites/turkistan.geojson"
ELSEWHERE: Final = "outside.example"
"""A host that no request may go to."""

HOSTILE: Final = (
    "{{7*7}} and {% raw %} {# half",
    "{{ cycler.__init__.__globals__.os.environ.update(DEPOSITS_FIRED='yes') }}",
    "${window.fired='template'} `${window.fired='tick'}` \\`",
    "<img src=x onerror=\"window.fired='img'\"> <b>bold</b>",
    "</script><script>window.fired='script'</script>",
    f"![picture](http://{ELSEWHERE}/p.png) [link](javascript:window.fired='link')",
    f'=HYPERLINK("http://{ELSEWHERE}/","click") :red[x] $x^2$ #h',
)
"""Texts that do harm wherever something reads them as more than text; one for each site of the layer."""


def copy(target: Path) -> Path:
    """Copy the data folder."""
    return Path(shutil.copytree(DATA, target))


def hostile(target: Path) -> Mapping[str, str]:
    """Copy the data folder, with hostile texts in sites, sources and claims; return site ids with their names."""
    folder = copy(target)
    layer = folder / LAYER
    document = json.loads(layer.read_text(encoding="utf-8"))
    names = {}
    for feature, text in zip(document["features"], HOSTILE, strict=False):
        names[feature["properties"]["site_id"]] = text
        for column in ("name_en", "name_ru", "name_kk", "district", "operator", "status", "note", "location_note"):
            feature["properties"][column] = text
        feature["properties"]["aliases"] = [text]
    layer.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    turn = iter(range(10_000))
    _rewrite(folder / "sources.csv", lambda row: _fill(row, next(turn), "title", "publisher", "note", "author"))
    _rewrite(
        folder / "claims.csv", lambda row: _fill(row, next(turn), "material_as_written", "subject_label", "locator")
    )
    return names


STRANGE: Final = ("N" * 200, "\u202eשלום עולם\u202c", "two\nlines\tand  gaps", "ә" * 60, "x")
"""Names that are hard to write: very long, from right to left, on two lines, wide, short."""


def crowded(target: Path, number: int, elsewhere: int = 0) -> Path:
    """Copy the data folder, with so many more sites at one place, some under strange names, and others spread out."""
    folder = copy(target)
    layer = folder / "sites" / "qaraganda.geojson"
    document = json.loads(layer.read_text(encoding="utf-8"))
    model = next(one for one in document["features"] if one["properties"]["site_id"] == "akchatau")
    spots = [model["geometry"]["coordinates"]] * number + list(islice(_inside("KZ-35"), elsewhere))
    for count, spot in enumerate(spots):
        twin = json.loads(json.dumps(model))
        name = STRANGE[count] if count < len(STRANGE) else f"Copy {count}"
        twin["properties"] |= {"site_id": f"copy_{count}", "name_en": name, "name_ru": "", "name_kk": "", "aliases": []}
        twin["geometry"]["coordinates"] = spot
        document["features"].append(twin)
    layer.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return folder


def _inside(iso: str) -> Iterator[list[float]]:
    """Yield points of a grid well inside a region: longitude and latitude."""
    features = json.loads((DATA / "regions.geojson").read_text(encoding="utf-8"))["features"]
    outline = next(shape(one["geometry"]) for one in features if one["properties"]["region_iso"] == iso).buffer(-0.1)
    west, south, east, north = outline.bounds
    for row, column in product(range(40), range(40)):
        spot = [round(west + (east - west) * column / 39, 3), round(south + (north - south) * row / 39, 3)]
        if outline.contains(Point(spot)):
            yield spot


def _fill(row: dict[str, str], number: int, *columns: str) -> dict[str, str]:
    return row | {column: HOSTILE[number % len(HOSTILE)] for column in columns}


def _rewrite(file: Path, change: Callable[[dict[str, str]], dict[str, str]]) -> None:
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        rows = [change(row) for row in reader]
        columns = list(reader.fieldnames or ())
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _swap(folder: Path) -> None:
    _edit_site(folder, lambda site: site["geometry"]["coordinates"].reverse())


def _edit_site(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    layer = folder / LAYER
    document = json.loads(layer.read_text(encoding="utf-8"))
    change(next(site for site in document["features"] if site["geometry"]))
    layer.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def _edit_text(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        file = folder / name
        file.write_bytes(change(file.read_bytes()))

    return edit


def _first_claim(column: str, value: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        pending = [value]
        _rewrite(folder / "claims.csv", lambda row: row | ({column: pending.pop()} if pending else {}))

    return edit


BROKEN: Final[Mapping[str, Callable[[Path], object]]] = {
    "missing file": lambda folder: (folder / "sources.csv").unlink(),
    "malformed JSON": _edit_text(LAYER, lambda text: text[: len(text) // 2]),
    "unknown region": lambda folder: _edit_site(folder, lambda site: site["properties"].update(region_iso="KZ-99")),
    "duplicate id": _edit_text("sources.csv", lambda text: text + text.splitlines(keepends=True)[1]),
    "swapped coordinates": _swap,
    "number with comma": _first_claim("value_si", "28,2"),
    "wrong encoding": _edit_text("claims.csv", lambda text: text + "Жаңа\n".encode("cp1251", "replace")),
    "stray NUL": _edit_text("claims.csv", lambda text: text.replace(b"Kazakhstan", b"Kaz\0khstan", 1)),
    "no descriptor": lambda folder: (folder / "datapackage.json").unlink(),
    "no such folder": lambda folder: shutil.rmtree(folder),
}
"""Ways to break a data folder, by what is wrong then."""
