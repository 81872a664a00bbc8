"""Shared fixtures: the real catalog, read once, and copies of the data folder that a test may break."""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import hypothesis
import pytest

import geo
from geo.catalog.selection import index

hypothesis.settings.register_profile("patient", deadline=None)  # how fast a machine is says nothing of our arithmetic
hypothesis.settings.load_profile("patient")

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True)
class Folder:
    """A copy of the data folder, with the means to edit and load it."""

    path: Path

    def text(self, name):
        return (self.path / name).read_text(encoding="utf-8")

    def write(self, name, content):
        raw = content if isinstance(content, bytes) else content.encode("utf-8")
        (self.path / name).write_bytes(raw)

    def replace(self, name, old, new):
        """Replace the first occurrence of a text, which must be there; return its line."""
        text = self.text(name)
        assert old in text, f"{old!r} does not occur in {name}"
        self.write(name, text.replace(old, new, 1))
        return text[: text.index(old)].count("\n") + 1

    def line_of(self, name, text):
        return next(number for number, line in enumerate(self.text(name).split("\n"), start=1) if text in line)

    def cells(self, name, key, **values):
        """Change cells of the CSV row whose first cell is ``key``; return the line the row stands on."""
        rows = list(csv.reader(io.StringIO(self.text(name), newline="")))
        header = rows[0]
        number = next(number for number, row in enumerate(rows) if row[0] == key)
        for column, value in values.items():
            rows[number][header.index(column)] = value
        self._write_rows(name, rows)
        return number + 1

    def keep(self, name, wanted):
        """Keep the header of a CSV and the rows that ``wanted`` accepts as dictionaries."""
        header, *rows = csv.reader(io.StringIO(self.text(name), newline=""))
        self._write_rows(name, [header, *(row for row in rows if wanted(dict(zip(header, row, strict=True))))])

    def features(self, name, change):
        """Rewrite a layer, one feature a line, with its features passed through ``change``."""
        features = change(json.loads(self.text(name))["features"])
        lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
        self.write(name, f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n')

    def site(self, site_id, /, geometry=..., **properties):
        """Change properties of one site, its geometry too if given; return the file and line it stands on."""
        name = next(
            path.relative_to(self.path).as_posix()
            for path in sorted(self.path.glob("sites/*.geojson"))
            if f'"site_id": "{site_id}"' in path.read_text(encoding="utf-8")
        )

        def change(features):
            feature = next(item for item in features if item["properties"]["site_id"] == site_id)
            feature["properties"].update(properties)
            if geometry is not ...:
                feature["geometry"] = geometry
            return features

        self.features(name, change)
        return name, self.line_of(name, f'"{site_id}"')

    def descriptor(self, change):
        """Rewrite datapackage.json after ``change`` has edited it in place."""
        document = json.loads(self.text("datapackage.json"))
        change(document)
        self.write("datapackage.json", json.dumps(document, ensure_ascii=False, indent=1))

    def load(self):
        return geo.load(self.path)

    def faults(self):
        """Return what loading complains of, as (file, line, column, message); nothing if it works."""
        try:
            self.load()
        except geo.DataError as error:
            return [(fault.file, fault.line, fault.column, fault.message) for fault in error.faults]
        return []

    def _write_rows(self, name, rows):
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows(rows)
        self.write(name, out.getvalue())


@cache
def whole_catalog():
    """Return the real catalog, the same for all tests: what is worked out of it is kept on it."""
    return geo.load(DATA)


@pytest.fixture(scope="session")
def catalog():
    return whole_catalog()


@pytest.fixture(scope="session")
def prepared(catalog):
    return index(catalog)


@pytest.fixture
def broken(tmp_path):
    """A copy of the data folder that a test may change."""
    path = tmp_path / "data"
    shutil.copytree(DATA, path)
    return Folder(path)
