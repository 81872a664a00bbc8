"""The descriptor of the data: in the eyes of a library that we did not write, and one that cannot be read."""

from __future__ import annotations

import datetime
import json

import pytest
from frictionless import validate

from geo.catalog.descriptor import read
from geo.errors import DataError
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
    assert read(broken.path).created == "2026-11-21"


@pytest.mark.parametrize(
    ("content", "line", "part"),
    [
        ('{"version": "1",\n "resources": [,]}', 2, "is not JSON"),
        ("[]", 0, "lacks a part"),
        ("null", 0, "lacks a part"),
        ("", 1, "is not JSON"),
        ("{}".encode("utf-16"), 0, "not UTF-8"),
        ("[" * 100_000, 0, "nested"),
        ("9" * 5000, 0, "cannot be"),
    ],
)
def test_unreadable_descriptor_is_named(tmp_path, content, line, part):
    (tmp_path / "datapackage.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(DataError, match=part) as caught:
        read(tmp_path)
    assert [(fault.file, fault.line) for fault in caught.value.faults] == [("datapackage.json", line)]


def test_missing_descriptor_is_named(tmp_path):
    with pytest.raises(DataError, match=r"datapackage\.json: the file is missing"):
        read(tmp_path)


def test_descriptor_may_begin_with_a_byte_order_mark(broken):
    document = json.loads(broken.text("datapackage.json"))
    broken.write("datapackage.json", b"\xef\xbb\xbf" + json.dumps(document).encode())
    assert broken.faults() == []
