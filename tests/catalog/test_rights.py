"""What is said of the rights comes from the descriptor of the data."""

from __future__ import annotations

import json

from geo.catalog import rights


def test_title_and_licence_are_those_of_the_descriptor(catalog):
    document = json.loads((catalog.folder / "datapackage.json").read_text(encoding="utf-8"))
    assert rights.title(catalog) == document["title"]
    given = rights.licence(catalog)
    assert (given.name, given.title, given.url) == tuple(
        document["licenses"][0][key] for key in ("name", "title", "path")
    )


def test_other_data_have_other_rights_or_none(broken):
    broken.descriptor(lambda document: document.pop("licenses"))
    assert rights.licence(broken.load()) == rights.Licence()
    broken.descriptor(lambda document: document.update(licenses=[{"name": "CC0-1.0"}], title="Others"))
    other = broken.load()
    assert rights.licence(other) == rights.Licence("CC0-1.0")
    assert rights.title(other) == "Others"
