"""The descriptor of the data in the eyes of a library that we did not write."""

from __future__ import annotations

import datetime
import json

from frictionless import validate

import geo
from tests.conftest import DATA


def test_the_data_are_a_valid_data_package(catalog):
    report = validate(str(DATA / "datapackage.json"))
    assert report.valid, report.flatten(["title", "fieldName", "rowNumber", "note"])
    rows = {task.name: task.stats.get("rows") for task in report.tasks if task.type == "table"}
    tables = {name for name, resource in catalog.schema.resources.items() if resource.format == "csv"}
    assert tables <= set(rows)
    for name in tables:
        assert (rows[name] or 0) == len(catalog.frames[name]), name


def test_the_library_would_notice_a_cell_that_is_wrong(broken):
    broken.cells("claims.csv", "C003", qualifier="")
    assert not validate(str(broken.path / "datapackage.json")).valid


def test_created_is_a_time_in_the_file_and_a_day_in_the_code(catalog):
    created = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["created"]
    assert datetime.datetime.fromisoformat(created).tzinfo is not None
    assert created == f"{catalog.schema.created}T00:00:00Z"
    assert datetime.date.fromisoformat(catalog.schema.created)


def test_a_descriptor_with_a_day_alone_is_read_too(broken):
    broken.descriptor(lambda document: document.update(created="2026-11-21"))
    assert geo.catalog.schema.read(broken.path).created == "2026-11-21"
