"""The descriptor of a bundle: every column of its tables described, keys only where both ends are in it."""

from __future__ import annotations

import json

import pytest

from geo import Selection
from geo.catalog.selection import select
from geo.export import datapackage, table_columns
from geo.export.datapackage import Part

PARTS = tuple(Part(name, 10 + number, f"{number:064x}") for number, name in enumerate(datapackage._TITLES))


@pytest.fixture(scope="module")
def described(prepared):
    view = select(prepared, Selection(elements=("Nd",), regions=("KZ-35",)))
    return json.loads(datapackage.describe(view, PARTS, "ab" * 32))


def fields_of(described, name):
    (resource,) = [item for item in described["resources"] if item["name"] == name]
    return {field["name"]: field for field in resource["schema"]["fields"]}


def test_it_says_what_the_selection_and_the_data_are(described, catalog):
    assert described["selection"] == {"elements": ["Nd"], "regions": ["KZ-35"]}
    assert described["address"] == f"?element=Nd&region=KZ-35&v={catalog.version}"
    assert described["version"] == catalog.version
    assert described["data"] == {
        "name": "kazakhstan-deposits",
        "version": catalog.version,
        "hash": "sha256:" + "ab" * 32,
    }
    assert described["title"].endswith(": Nd Neodymium; Qaraganda")
    assert [licence["name"] for licence in described["licenses"]] == ["CC-BY-4.0"]


def test_files_stand_in_their_order_with_length_and_hash(described):
    given = [(item["path"], item["bytes"], item["hash"]) for item in described["resources"]]
    assert given == [(part.name, part.size, f"sha256:{part.digest}") for part in PARTS]
    names = [item["name"] for item in described["resources"]]
    assert len(set(names)) == len(names)


def test_columns_are_those_of_the_files(described, prepared, catalog):
    view = select(prepared)
    assert list(fields_of(described, "sites")) == list(table_columns.SITE_COLUMNS)
    assert list(fields_of(described, "claims")) == list(table_columns.claim_columns(view))
    for name in ("sources", "roots"):
        assert list(fields_of(described, name)) == list(catalog.schema.resources[name].columns)
    for name in ("sites", "claims", "sources", "roots"):
        assert all(field["description"].endswith(".") for field in fields_of(described, name).values())


def test_sites_keep_the_words_of_the_layers(described, catalog):
    sites = fields_of(described, "sites")
    labels = catalog.schema.labels("sites", "main_group")
    assert {item["value"]: item["label"] for item in sites["main_group"]["categories"]} == dict(labels)
    assert [name for name, field in sites.items() if field["type"] == "number"] == list(datapackage._NUMBERS)


def test_only_keys_with_both_ends_in_the_bundle_are_promised(described):
    keys = {
        (item["name"], key["fields"], key["reference"]["resource"])
        for item in described["resources"]
        for key in item.get("schema", {}).get("foreignKeys", ())
    }
    assert keys == {
        ("claims", "source_id", "sources"),
        ("claims", "root_id", "roots"),
        ("roots", "source_id", "sources"),
        ("site_facts", "site_id", "sites"),
        ("site_facts", "source_id", "sources"),
        ("searches", "site_id", "sites"),
    }
    assert "references" not in json.dumps(described["resources"])
