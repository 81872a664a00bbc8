"""Bytes to rows: each kind of damage is found where it stands, and the rest of the folder is still read."""

from __future__ import annotations

import pytest

LAYER = "sites/turkistan.geojson"


def test_sound_copy_has_no_faults(broken):
    assert broken.faults() == []


@pytest.mark.parametrize("name", ["claims.csv", "elements.csv", LAYER, "regions.geojson"])
def test_missing_file(broken, name):
    (broken.path / name).unlink()
    assert (name, 0, "", "the file is missing") in broken.faults()


def test_folder_in_place_of_a_file(broken):
    (broken.path / "roots.csv").unlink()
    (broken.path / "roots.csv").mkdir()
    assert ("roots.csv", 0, "") in {fault[:3] for fault in broken.faults()}


@pytest.mark.parametrize("name", ["sources.csv", LAYER])
def test_wrong_encoding_names_the_line(broken, name):
    text = broken.text(name)
    cyrillic = next(at for at, letter in enumerate(text) if "а" <= letter <= "я")
    broken.write(name, text[:cyrillic].encode() + text[cyrillic:].encode("cp1251", "replace"))
    found = [fault for fault in broken.faults() if fault[0] == name]
    assert [fault[:3] for fault in found] == [(name, text.count("\n", 0, cyrillic) + 1, "")]
    assert "is not UTF-8" in found[0][3]


@pytest.mark.parametrize("name", ["places.csv", LAYER])
def test_stray_nul_names_the_line(broken, name):
    first, second, rest = broken.text(name).split("\n", 2)
    broken.write(name, f"{first}\n{second[:20]}\0{second[20:]}\n{rest}")
    found = [fault for fault in broken.faults() if fault[0] == name]
    assert [fault[:3] for fault in found] == [(name, 2, "")]
    assert "NUL" in found[0][3]


@pytest.mark.parametrize("name", ["claims.csv", LAYER])
def test_byte_order_mark_is_accepted(broken, name):
    broken.write(name, b"\xef\xbb\xbf" + broken.text(name).encode())
    assert broken.faults() == []


def test_windows_line_ends_are_accepted(broken, catalog):
    broken.write("claims.csv", broken.text("claims.csv").replace("\n", "\r\n"))
    assert broken.load().claims.equals(catalog.claims)


@pytest.mark.parametrize("change", [lambda line: line + ",one more", lambda line: line.rsplit(",", 1)[0]])
def test_ragged_row_names_its_line_and_both_numbers(broken, change):
    lines = broken.text("units.csv").split("\n")
    lines[4] = change(lines[4])
    broken.write("units.csv", "\n".join(lines))
    cells = lines[4].count(",") + 1
    assert ("units.csv", 5, "", f"has {cells} cells, the header has 4") in broken.faults()


def test_missing_column(broken):
    broken.replace("units.csv", "unit,factor,unit_si,note", "unit,factors,unit_si,note")
    found = [fault for fault in broken.faults() if fault[0] == "units.csv"]
    assert found == [
        ("units.csv", 1, "factor", "the column is missing"),
        ("units.csv", 1, "factors", "the column is not in datapackage.json"),
    ]


def test_column_that_stands_twice(broken):
    broken.replace("units.csv", "unit,factor,unit_si,note", "unit,factor,unit_si,factor")
    found = [fault[1:] for fault in broken.faults() if fault[0] == "units.csv"]
    assert (1, "factor", "the column stands twice") in found
    assert (1, "note", "the column is missing") in found


def test_empty_table(broken):
    broken.write("places.csv", "")
    assert broken.faults() == [("places.csv", 1, "", "the file is empty")]


def test_unclosed_quotation_mark(broken):
    lines = broken.text("roots.csv").rstrip("\n").split("\n")
    broken.write("roots.csv", "\n".join([*lines, '"never closed,,,,,,']) + "\n")
    found = [fault for fault in broken.faults() if fault[0] == "roots.csv"]
    assert len(found) == 1
    assert "cannot be read as CSV" in found[0][3]


def test_line_numbers_count_physical_lines(broken):
    broken.cells("units.csv", "t", note="first\nsecond")
    line = broken.line_of("units.csv", "miles,")
    broken.cells("units.csv", "miles", factor="1,6")
    found = [fault for fault in broken.faults() if fault[0] == "units.csv"]
    assert found == [("units.csv", line, "factor", "'1,6' is not a number (write it without a comma)")]


def test_malformed_layer_names_line_and_character(broken):
    lines = broken.text(LAYER).split("\n")
    lines[2] = lines[2].replace('"properties":', '"properties"', 1)
    broken.write(LAYER, "\n".join(lines))
    found = [fault for fault in broken.faults() if fault[0] == LAYER]
    at = lines[2].index('"properties"') + len('"properties"') + 2
    assert found == [(LAYER, 3, "", f"is not JSON: Expecting ':' delimiter (character {at})")]


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        '"layer"',
        "5",
        "null",
        '{"type":"FeatureCollection","features":{}}',
        '{"type":"Feature","features":[]}',
    ],
)
def test_layer_that_is_no_collection(broken, text):
    broken.write(LAYER, text)
    assert (LAYER, 1, "", "is not a GeoJSON FeatureCollection") in broken.faults()


@pytest.mark.parametrize("text", ["[" * 100_000, '{"type":"FeatureCollection","features":[' + "9" * 5000 + "]}"])
def test_layer_made_to_break_the_reader(broken, text):
    broken.write(LAYER, text)
    assert [fault for fault in broken.faults() if fault[0] == LAYER]


@pytest.mark.parametrize("feature", ["5", "null", "[]", "{}", '{"type":"Feature","properties":null,"geometry":null}'])
def test_feature_without_properties(broken, feature):
    broken.write(LAYER, f'{{"type":"FeatureCollection","features":[\n\n{feature}]}}')
    assert (LAYER, 3, "", "is not a GeoJSON Feature with properties") in broken.faults()


def test_missing_and_unknown_property(broken):
    def change(features):
        del features[1]["properties"]["status"]
        features[1]["properties"]["colour"] = "red"
        return features

    broken.features(LAYER, change)
    found = [fault for fault in broken.faults() if fault[0] == LAYER]
    assert found == [
        (LAYER, 3, "colour", "the property is not in datapackage.json"),
        (LAYER, 3, "status", "the property is missing"),
    ]


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        ({"type": "LineString", "coordinates": []}, "is LineString, but this layer holds Point or none"),
        ("POINT (68 43)", "'POINT (68 43)' is not a geometry"),
        ({}, "is None, but this layer holds Point or none"),
        ({"type": None, "coordinates": [68, 43]}, "is None, but this layer holds Point or none"),
        ({"type": ["Point"], "coordinates": [68, 43]}, "is ['Point'], but this layer holds Point or none"),
    ],
)
def test_geometry_of_a_wrong_kind(broken, geometry, said):
    name, line = broken.site("kurumsak", geometry=geometry)
    assert (name, line, "geometry", said) in broken.faults()


def test_features_laid_out_in_one_line_still_load(broken, catalog):
    broken.write(LAYER, broken.text(LAYER).replace("\n", " "))
    assert broken.load().sites.drop(columns="geometry").equals(catalog.sites.drop(columns="geometry"))


def test_text_that_utf8_cannot_hold_is_a_fault(broken):
    line = broken.replace(LAYER, '"name_en": "', '"name_en": "\\ud800')
    assert (LAYER, line, "name_en") in {fault[:3] for fault in broken.faults()}
