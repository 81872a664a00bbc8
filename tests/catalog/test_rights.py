"""What is said of the rights comes from the descriptor of the data."""

from __future__ import annotations

import json

from geo.catalog.schema import Licence


def test_title_and_licence_are_those_of_the_descriptor(catalog):
    document = json.loads((catalog.folder / "datapackage.json").read_text(encoding="utf-8"))
    assert catalog.schema.title == document["title"]
    given = catalog.schema.licence
    assert (given.name, given.title, given.url) == tuple(
        document["licenses"][0][key] for key in ("name", "title", "path")
    )


def test_other_data_have_other_rights_or_none(broken):
    broken.descriptor(lambda document: document.pop("licenses"))
    assert broken.load().schema.licence == Licence()
    broken.descriptor(lambda document: document.update(licenses=[{"name": "CC0-1.0"}], title="Others"))
    other = broken.load()
    assert other.schema.licence == Licence("CC0-1.0")
    assert other.schema.title == "Others"


def test_publisher_and_homepage_are_those_of_the_descriptor_or_empty(broken):
    broken.descriptor(lambda document: (document.pop("contributors", None), document.pop("homepage", None)))
    assert (broken.load().schema.publisher, broken.load().schema.homepage) == ("", "")
    people = [{"title": "Writer", "roles": ["author"]}, {"title": "House", "roles": ["editor", "publisher"]}]
    broken.descriptor(lambda document: document.update(contributors=people, homepage="https://example.org/"))
    found = broken.load().schema
    assert (found.publisher, found.homepage) == ("House", "https://example.org/")
