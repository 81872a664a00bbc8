"""One value against its field: what each type accepts, what each complaint says."""

from __future__ import annotations

import dataclasses
import math

import pytest

from geo.catalog.schema import Field


def field(kind="string", **more):
    blank = Field(
        name="f",
        type=kind,
        description="",
        required=False,
        unique=False,
        pattern=None,
        example="",
        minimum=None,
        maximum=None,
        categories={},
        references=(),
        delimiter=";",
    )
    return dataclasses.replace(blank, **more)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("string", " kept as it is", " kept as it is"),
        ("string", "007", "007"),
        ("string", "", None),
        ("number", "12.50", 12.5),
        ("number", "-3", -3.0),
        ("number", "1e3", 1000.0),
        ("number", "", None),
        ("integer", "8", 8),
        ("boolean", "true", True),
        ("boolean", "false", False),
        ("list", "Nd;Ce", ("Nd", "Ce")),
        ("list", "Nd", ("Nd",)),
        ("list", "", ()),
    ],
)
def test_cell_becomes_value(kind, text, value):
    parsed = field(kind).parse(text)
    assert parsed == value
    assert type(parsed) is type(value)


@pytest.mark.parametrize(
    ("kind", "text", "part"),
    [
        ("number", "1,5", "without a comma"),
        ("number", "20 000", "not a number"),
        ("number", "1_000", "not a number"),
        ("number", "١٢", "not a number"),
        ("number", " 12", "not a number"),
        ("number", "0x10", "not a number"),
        ("integer", "1.0", "not a whole number"),
        ("integer", "1_0", "not a whole number"),
        ("integer", "1,000", "without a comma"),
        ("integer", "9" * 5000, "not a whole number"),
        ("boolean", "True", "neither true nor false"),
        ("boolean", "1", "neither true nor false"),
    ],
)
def test_unreadable_cell_is_quoted_in_the_complaint(kind, text, part):
    with pytest.raises(ValueError, match=part) as caught:
        field(kind).parse(text)
    assert repr(text)[:20] in str(caught.value)


@pytest.mark.parametrize(
    ("tested", "value", "complaint"),
    [
        (field(required=True), None, "is empty, but every row needs it"),
        (field(required=True), "", "is empty, but every row needs it"),
        (field("list", required=True), (), "is empty, but every row needs it"),
        (field("array", required=True), [], "is empty, but every row needs it"),
        (field(), 5, "5 is not of type string"),
        (field("number"), "5", "'5' is not of type number"),
        (field("number"), True, "True is not of type number"),
        (field("integer"), 1.5, "1.5 is not of type integer"),
        (field("boolean"), 1, "1 is not of type boolean"),
        (field("array"), "Nd", "'Nd' is not of type array"),
        (field("number"), math.nan, "nan is not a finite number"),
        (field("number"), -math.inf, "-inf is not a finite number"),
        (field("number", minimum=0), -0.5, "-0.5 is below 0"),
        (field("integer", maximum=8), 9, "9 is above 8"),
        (field(categories={"ore": "", "oxide": ""}), "Ore", "'Ore' is not one of ore, oxide"),
        (field(pattern="[a-z]+"), "abc1", "'abc1' does not have the form of '[a-z]+'"),
        (field(pattern="[a-z]+", example="abc"), "abc1", "'abc1' does not have the form of 'abc'"),
        (field(), "Irgiz ", "'Irgiz ' begins or ends with a space"),
        (field("list", pattern="[A-Z][a-z]?"), ("Nd", "nd"), "'nd' does not have the form of '[A-Z][a-z]?'"),
    ],
)
def test_complaint(tested, value, complaint):
    assert tested.complaints(value) == [complaint]


@pytest.mark.parametrize(
    ("tested", "value"),
    [
        (field(), None),
        (field("number", minimum=0, maximum=500), 0),
        (field("number", minimum=0, maximum=500), 500.0),
        (field("integer", minimum=0), 0),
        (field("boolean", required=True), False),
        (field("integer", required=True), 0),
        (field(categories={"ore": ""}), "ore"),
        (field("array"), ["Nd"]),
    ],
)
def test_sound_value_has_no_complaint(tested, value):
    assert tested.complaints(value) == []


def test_whole_number_too_large_for_a_float_is_a_complaint():
    assert len(field("integer", maximum=8).complaints(10**400)) == 1


def test_descriptor_says_what_the_code_reads(catalog):
    claims = catalog.schema.resources["claims"]
    assert claims.paths == ("claims.csv",)
    assert claims.field("value_si").minimum == 0
    assert claims.field("subject_ids").delimiter == ";"
    assert ("sources", "source_id") in claims.field("source_id").references
    sites = catalog.schema.resources["sites"]
    assert sites.geometry == ("Point", None)
    assert all(path.startswith("sites/") for path in sites.paths)
    assert catalog.schema.labels("sources", "read_as").keys() == {"whole", "excerpt", "dataset"}


def test_every_closed_vocabulary_has_words_for_people(catalog):
    for resource in catalog.schema.resources.values():
        for item in resource.fields:
            silent = {value for value, label in item.categories.items() if not label.strip()}
            assert silent <= {"exact"}, f"{resource.name}.{item.name}"  # an exact figure needs no word


def _resource(document, name):
    return next(item for item in document["resources"] if item["name"] == name)


def _drop_field(resource, field):
    def change(document):
        fields = _resource(document, resource)["schema"]["fields"]
        fields[:] = [item for item in fields if item["name"] != field]

    return change


def _set_in_field(resource, field, **values):
    def change(document):
        fields = _resource(document, resource)["schema"]["fields"]
        next(item for item in fields if item["name"] == field).update(values)

    return change


BROKEN_DESCRIPTORS = {
    "no resources": lambda document: document.pop("resources"),
    "resources is a word": lambda document: document.update(resources="all"),
    "resources is null": lambda document: document.update(resources=None),
    "no version": lambda document: document.pop("version"),
    "no claims": lambda document: document["resources"].remove(_resource(document, "claims")),
    "a resource without a path": lambda document: _resource(document, "claims").pop("path"),
    "a path that is a number": lambda document: _resource(document, "claims").update(path=5),
    "a path of numbers": lambda document: _resource(document, "sites").update(path=[5]),
    "a resource without a schema": lambda document: _resource(document, "roots").pop("schema"),
    "an unknown type": _set_in_field("claims", "value_si", type="money"),
    "a list as a type": _set_in_field("claims", "value_si", type=["number"]),
    "a reference without a dot": _set_in_field("sites", "source_ids", references=["sources"]),
    "a reference to nowhere": _set_in_field("sites", "source_ids", references=["nowhere.source_id"]),
    "a pattern that is none": _set_in_field("claims", "claim_id", constraints={"pattern": "C[0-9"}),
    "a minimum that is a word": _set_in_field("claims", "value_si", constraints={"minimum": "zero"}),
    "a category without a value": _set_in_field("sources", "tier", categories=[{"label": "Dataset"}]),
    "constraints that are a list": _set_in_field("claims", "value_si", constraints=[1]),
    "a key that others refer to": _drop_field("sources", "source_id"),
    "categories that are an object": _set_in_field("sources", "tier", categories={"dataset": "Dataset"}),
}


@pytest.mark.parametrize("change", BROKEN_DESCRIPTORS.values(), ids=BROKEN_DESCRIPTORS.keys())
def test_broken_descriptor_is_named(broken, change):
    broken.descriptor(change)
    faults = broken.faults()
    assert "datapackage.json" in {fault[0] for fault in faults}


@pytest.mark.parametrize(
    ("change", "file", "column"),
    [
        (_drop_field("claims", "quantity"), "claims.csv", "quantity"),
        (_drop_field("sites", "aliases"), "sites/turkistan.geojson", "aliases"),
        (_set_in_field("claims", "subject_ids", delimiter=""), "claims.csv", "subject_ids"),
        (_set_in_field("sources", "note", constraints={"required": True}), "sources.csv", "note"),
    ],
)
def test_descriptor_that_does_not_fit_its_files_names_the_column(broken, change, file, column):
    broken.descriptor(change)
    assert (file, column) in {(fault[0], fault[2]) for fault in broken.faults()}
