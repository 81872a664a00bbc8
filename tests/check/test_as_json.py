"""The check for programs: JSON that says the same as the text."""

from __future__ import annotations

import json

import pytest

from geo.check.as_json import record
from geo.claims import conflicts
from geo.claims.conflicts import groups
from tests.cli.test_asking import run
from tests.conftest import whole_catalog

CATALOG = whole_catalog()
GROUPS = groups(CATALOG)


def test_headlines_are_sentences_and_records_are_json():
    for group in GROUPS:
        assert group.text().endswith(".")
        assert "{" not in group.text()
        assert json.loads(json.dumps(record(group)))["headline"] == group.text()


@pytest.mark.parametrize("subject", ["", "zhana_kazakhstan", "KZ"])
def test_json_is_valid_and_says_the_same(capsys, catalog, subject):
    status, out, _ = run(capsys, *([subject] if subject else []), "--format", "json")
    assert status == 0

    def refuse(name):
        raise AssertionError(f"{name} is no JSON")

    found = json.loads(out, parse_constant=refuse)
    expected = conflicts.about(catalog, subject) if subject else conflicts.conflicts(catalog)
    assert [group["headline"] for group in found["groups"]] == [group.text() for group in expected]
    assert [group["id"] for group in found["groups"]] == [group.id for group in expected]
    assert {"subject", "containment", "findings"} <= set(found)


def test_json_holds_the_readings_and_the_levels(capsys):
    _, out, _ = run(capsys, "irgiz", "--format", "json")
    found = json.loads(out)
    steps = [step for group in found["groups"] for item in group["readings"] for step in item["steps"]]
    assert any("320 to 800 million t of rock" in step for step in steps)
    assert any("holds" in note["sentence"] for note in found["nesting"])
    assert found["containment"]
