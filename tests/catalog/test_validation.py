"""What the rows say of each other: every broken rule is found, in the file, line and column where it is broken."""

from __future__ import annotations

import copy
import json

import pytest
from pyproj import Geod
from shapely import get_coordinates, segmentize
from shapely.geometry import shape

TURKISTAN = "sites/turkistan.geojson"


def at(longitude, latitude):
    return {"type": "Point", "coordinates": [longitude, latitude]}


def _km_to_border(broken, region, longitude, latitude):
    """Smallest distance to any corner of an outline, on the ellipsoid."""
    features = json.loads(broken.text("regions.geojson"))["features"]
    outline = shape(next(item["geometry"] for item in features if item["properties"]["region_iso"] == region))
    corners = get_coordinates(segmentize(outline, 0.01))
    here = [[longitude] * len(corners), [latitude] * len(corners)]
    return min(Geod(ellps="WGS84").inv(*here, corners[:, 0], corners[:, 1])[2]) / 1000


def said(broken, file, column):
    """Return line and message of the faults of one column."""
    return [fault[1::2] for fault in broken.faults() if fault[0] == file and fault[2] == column]


def test_sound_data_have_no_faults(broken):
    assert broken.faults() == []


def test_id_that_stands_twice_names_both_places(broken):
    line = broken.line_of("sources.csv", "seed_002,")
    broken.cells("sources.csv", "seed_002", source_id="seed_001")
    first = broken.line_of("sources.csv", "seed_001,")
    assert said(broken, "sources.csv", "source_id") == [(line, f"'seed_001' stands already in sources.csv:{first}")]


def test_site_id_that_stands_in_two_layers_names_both_places(broken):
    name, line = broken.site("kurumsak", site_id="melovoye")
    layers = json.loads(broken.text("datapackage.json"))["resources"][0]["path"]
    first, second = sorted(["sites/mangystau.geojson", name], key=layers.index)
    lines = {name: line, "sites/mangystau.geojson": broken.line_of("sites/mangystau.geojson", '"melovoye"')}
    assert said(broken, second, "site_id") == [(lines[second], f"'melovoye' stands already in {first}:{lines[first]}")]


@pytest.mark.parametrize(
    ("file", "key", "column", "value", "message"),
    [
        ("claims.csv", "C003", "source_id", "seed_999", "'seed_999' is not in sources"),
        ("claims.csv", "C003", "unit", "barrels", "'barrels' is not in units"),
        ("claims.csv", "C003", "root_id", "nobody", "'nobody' is not in roots"),
        ("claims.csv", "C003", "upstream_claim_id", "C9999", "'C9999' is not in claims"),
        ("claims.csv", "C003", "substance", "Xx", "'Xx' is not in elements or substances"),
        ("claims.csv", "C003", "subject_ids", "KZ;atlantis", "'atlantis' is not in sites or regions or countries"),
        ("claims.csv", "C002", "ranked_after", "CN;XX", "'XX' is not in countries"),
        ("claims.csv", "C003", "quantity", "weight", "'weight' is not one of tonnage"),
        ("claims.csv", "C003", "qualifier", "roughly", "'roughly' is not one of exact, about, up to"),
        ("claims.csv", "C003", "value", "1,5", "'1,5' does not have the form"),
        ("claims.csv", "C003", "value", "1 000", "'1 000' does not have the form"),
        ("claims.csv", "C003", "value_si", "20,000", "'20,000' is not a number (write it without a comma)"),
        ("claims.csv", "C003", "value_si", "nan", "nan is not a finite number"),
        ("claims.csv", "C003", "value_si", "-5", "-5.0 is below 0"),
        ("claims.csv", "C003", "evidence_grade_max", "9", "9 is above 8"),
        ("claims.csv", "C003", "evidence_grade_max", "9" * 400, "99"),
        ("claims.csv", "C003", "review", "flag", ""),
        ("claims.csv", "C003", "paraphrase", "", "is empty, but every row needs it"),
        ("sources.csv", "seed_001", "url", "en.orda.kz/article", "does not have the form"),
        ("sources.csv", "seed_001", "url", "https://orda.kz/a b", "does not have the form"),
        ("sources.csv", "seed_001", "tier", "gossip", "'gossip' is not one of official-primary"),
        ("sources.csv", "seed_001", "read_as", "", "is empty, but every row needs it"),
        ("roots.csv", "ministry-2025-04-02", "source_id", "nowhere", "'nowhere' is not in sources"),
        ("places.csv", "1526384", "region_iso", "KZ-99", "'KZ-99' is not in regions"),
        ("places.csv", "1526384", "lat", "76.9", "76.9 is above 56"),
        ("substances.csv", "LN", "members", "La;Qq", "'Qq' is not in elements"),
        ("elements.csv", "Nd", "rare_earth", "yes", "'yes' is neither true nor false"),
        ("elements.csv", "Nd", "atomic_number", "60.0", "'60.0' is not a whole number"),
    ],
)
def test_broken_cell(broken, file, key, column, value, message):
    broken.cells(file, key, **{column: value})
    line = broken.line_of(file, f"{key},")
    if column == "review":
        column, message = "review_reason", "is empty, but the row was reviewed"
    found = said(broken, file, column)
    assert {number for number, _ in found} == {line}
    assert any(message in text for _, text in found), found


@pytest.mark.parametrize(
    ("properties", "column", "message"),
    [
        ({"elements": ["V", "Zz"]}, "elements", "'Zz' is not in elements or substances"),
        ({"elements": "V"}, "elements", "'V' is not of type array"),
        ({"elements": [["V"]]}, "elements", "['V'] is not in elements or substances"),
        ({"source_ids": []}, "source_ids", "is empty, but every row needs it"),
        ({"source_ids": ["nowhere"]}, "source_ids", "'nowhere' is not in sources"),
        ({"source_ids": [{}]}, "source_ids", "{} is not in sources"),
        ({"location_source_id": "nowhere"}, "location_source_id", "'nowhere' is not in sources"),
        ({"parent_id": "atlantis"}, "parent_id", "'atlantis' is not in sites"),
        ({"parent_id": "kurumsak"}, "parent_id", "'kurumsak' ends up inside itself"),
        ({"parent_id": ["irgiz"]}, "parent_id", "['irgiz'] is not of type string"),
        ({"site_id": ["kurumsak"]}, "site_id", "['kurumsak'] is not of type string"),
        ({"site_id": {"a": 1}}, "site_id", "{'a': 1} is not of type string"),
        ({"name_en": 5}, "name_en", "5 is not of type string"),
        ({"name_en": " Kurumsak"}, "name_en", "' Kurumsak' begins or ends with a space"),
        ({"aliases": ["Kurumsak", 5]}, "aliases", "5 is not a text"),
        ({"uncertainty_km": "10"}, "uncertainty_km", "'10' is not of type number"),
        ({"uncertainty_km": None}, "uncertainty_km", "is empty, but the site has coordinates"),
        ({"uncertainty_km": -1}, "uncertainty_km", "-1 is below 0"),
        ({"location_precision": "none"}, "location_precision", "is 'none', but the site has coordinates"),
        ({"location_precision": "guess"}, "location_precision", "'guess' is not one of exact"),
        ({"main_group": "gold"}, "main_group", "'gold' is not one of rare-earth"),
        ({"region_iso": ["KZ-61"]}, "region_iso", "['KZ-61'] is not of type string"),
        ({"other_locations": [{"lat": 43.0}]}, "other_locations", "has no lat and lon"),
        ({"other_locations": [{"lat": "43", "lon": 69}]}, "other_locations", "has no lat and lon"),
        ({"other_locations": ["43, 69"]}, "other_locations", "'43, 69' has no lat and lon"),
        ({"other_locations": [{"lat": 43, "lon": 69, "source_id": "x"}]}, "other_locations", "'x' is not in sources"),
        ({"other_locations": [{"lat": 43, "lon": 69, "source_id": ["x"]}]}, "other_locations", "['x'] is not in"),
    ],
)
def test_broken_property(broken, properties, column, message):
    name, _ = broken.site("kurumsak", **properties)
    line = broken.line_of(name, "Курумсак")
    found = said(broken, name, column)
    assert {number for number, _ in found} == {line}
    assert any(message in text for _, text in found), found


def test_unknown_region_of_a_site(broken):
    name, line = broken.site("kurumsak", region_iso="KZ-99")
    assert (line, "'KZ-99' is not in regions") in said(broken, name, "region_iso")


def test_site_in_the_layer_of_another_region(broken):
    name, line = broken.site("kurumsak", region_iso="KZ-47")
    assert said(broken, name, "region_iso") == [(line, "'KZ-47' belongs in sites/mangystau.geojson")]


def test_site_without_a_region_belongs_in_the_unsettled_layer(broken):
    name, line = broken.site("kurumsak", region_iso="")
    assert said(broken, name, "region_iso") == [(line, "None belongs in sites/unsettled.geojson")]


@pytest.mark.parametrize(
    ("position", "message"),
    [
        ([43.6, 68.9], "longitude 43.6, latitude 68.9: longitude and latitude look swapped"),
        ([-68.9, 43.6], "longitude -68.9, latitude 43.6: the point lies outside Kazakhstan"),
        ([0, 0], "longitude 0, latitude 0: the point lies outside Kazakhstan"),
        ([68.9], "[68.9] is not a pair of longitude and latitude"),
        ([68.9, 43.6, 0], "[68.9, 43.6, 0] is not a pair of longitude and latitude"),
        (["68.9", "43.6"], "['68.9', '43.6'] is not a pair of longitude and latitude"),
        ([68.9, None], "[68.9, None] is not a pair of longitude and latitude"),
        ([68.9, True], "[68.9, True] is not a pair of longitude and latitude"),
        ([float("nan"), 43.6], "[nan, 43.6] is not a pair of longitude and latitude"),
        ([float("inf"), 43.6], "[inf, 43.6] is not a pair of longitude and latitude"),
        ([10**400, 43], "is not a pair of longitude and latitude"),
        ({}, "{} is not a pair of longitude and latitude"),
        (None, "None is not a pair of longitude and latitude"),
    ],
)
def test_coordinates_that_cannot_be(broken, position, message):
    name, line = broken.site("kurumsak", geometry={"type": "Point", "coordinates": position})
    found = said(broken, name, "geometry")
    assert [number for number, _ in found] == [line]
    assert message in found[0][1]


def test_point_outside_its_region_says_how_far(broken):
    name, line = broken.site("kurumsak", geometry=at(76.9, 43.2), uncertainty_km=10)
    away = _km_to_border(broken, "KZ-61", 76.9, 43.2)
    ((number, message),) = said(broken, name, "geometry")
    assert number == line
    assert message.endswith("km outside KZ-61, radius 10 km")
    assert float(message.split()[3]) == pytest.approx(away, rel=0.01)


def test_point_outside_its_region_within_its_radius_is_sound(broken):
    broken.site("kurumsak", geometry=at(76.9, 43.2), uncertainty_km=500)
    assert broken.faults() == []


def test_site_without_coordinates_needs_a_precision_that_says_so(broken):
    name, line = broken.site("kurumsak", geometry=None)
    precision = json.loads(broken.text(name).split("\n")[line - 1].rstrip(","))["properties"]["location_precision"]
    assert said(broken, name, "location_precision") == [(line, f"is {precision!r}, but the site has no coordinates")]


def test_parents_in_a_circle(broken):
    broken.site("zhana_kazakhstan", parent_id="irgiz")
    inside = {message for _, message in said(broken, "sites/qaraganda.geojson", "parent_id")}
    assert {f"{site!r} ends up inside itself" for site in ("irgiz", "kuirektykol", "zhana_kazakhstan")} <= inside


GARBAGE = [
    [],
    None,
    "round",
    [[]],
    [[1, 2]],
    [[[68, 43], [69, 43]]],
    [[["a", "b"], ["c", "d"], ["e", "f"], ["a", "b"]]],
    [[[68, 43], [69], [69, 44], [68, 43]]],
    [[[68, 43], [69, 43], [69, float("nan")], [68, 43]]],
    [[[68, 43], [69, 44], [69, 43], [68, 44], [68, 43]]],
    [[[68, 43], [69, 43, 1], [69, 44], [68, 43]]],
]


@pytest.mark.parametrize("coordinates", GARBAGE, ids=str)
@pytest.mark.parametrize("name", ["regions.geojson", "basemap.geojson"])
def test_polygon_with_garbage_coordinates(broken, name, coordinates):
    def change(features):
        features[0]["geometry"] = {"type": "Polygon", "coordinates": copy.deepcopy(coordinates)}
        return features

    broken.features(name, change)
    assert [line for line, _ in said(broken, name, "geometry")] == [2]


def test_coordinates_nested_without_end(broken):
    deep = "[" * 900 + "]" * 900
    broken.replace("regions.geojson", '"coordinates":', f'"coordinates":{deep},"was":')
    assert [line for line, _ in said(broken, "regions.geojson", "geometry")] == [2]


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"value_si": "28300000"}, "value_si", "is 28300000.0, but 28.2 x 1e+06 is 28200000"),
        ({"value_si": "28.2"}, "value_si", "is 28.2, but 28.2 x 1e+06 is 28200000"),
        ({"value": "28.3"}, "value_si", "is 28200000.0, but 28.3 x 1e+06 is 28300000"),
        ({"unit_si": "kg"}, "unit_si", "'kg' is not one of t, t/a"),
        ({"unit_si": "g/t"}, "unit_si", "'g/t', but 'million tons' gives 't'"),
        ({"value_max_si": "30000000"}, "value_max_si", "is 30000000.0, but value_max is empty"),
        ({"value_max": "30"}, "value_max_si", "is None, but 30 x 1e+06 is 30000000"),
        ({"qualifier": "range"}, "value_max", "only a range, has an upper figure"),
        ({"value_max": "30", "value_max_si": "30000000"}, "value_max", "only a range, has an upper figure"),
        ({"qualifier": "range", "value_max": "20", "value_max_si": "20000000"}, "value_max", "is below value"),
        ({"quantity": "grade"}, "grade_kind", "a grade, and only a grade, says which grade it is"),
        ({"grade_kind": "average"}, "grade_kind", "a grade, and only a grade, says which grade it is"),
        ({"evidence_grade_min": "4", "evidence_grade_max": "2"}, "evidence_grade_max", "2 is below"),
        ({"source_date": "2024-11"}, "source_date", "'2024-11', but seed_000 has '2025-11'"),
        ({"source_date": ""}, "source_date", "None, but seed_000 has '2025-11'"),
    ],
)
def test_claim_that_contradicts_itself(broken, cells, column, message):
    line = broken.cells("claims.csv", "C001", **cells)
    found = said(broken, "claims.csv", column)
    assert {number for number, _ in found} == {line}
    assert any(message in text for _, text in found), found


@pytest.mark.parametrize(
    ("date", "precision", "column", "message"),
    [
        ("2025-13", "month", "date", "'2025-13' is not a date"),
        ("2025-02-30", "day", "date", "'2025-02-30' is not a date"),
        ("0000", "year", "date", "'0000' is not a date"),
        ("2024-02-01/2024-02-31", "range", "date", "'2024-02-31' is not a date"),
        ("2025-11/2024", "range", "date", "ends before it begins"),
        ("Nov 2025", "month", "date", "does not have the form"),
        ("2025-11", "day", "date_precision", "'day', but 2025-11 is of precision 'month'"),
        ("2025", "month", "date_precision", "'month', but 2025 is of precision 'year'"),
        ("", "year", "date_precision", "'year', but no date is of precision 'unknown'"),
        ("2024/2025", "year", "date_precision", "'year', but 2024/2025 is of precision 'range'"),
    ],
)
@pytest.mark.parametrize(("file", "key"), [("sources.csv", "seed_001"), ("roots.csv", "ministry-2025-04-02")])
def test_date_and_its_precision(broken, file, key, date, precision, column, message):
    line = broken.cells(file, key, date=date, date_precision=precision)
    found = said(broken, file, column)
    assert {number for number, _ in found} == {line}
    assert any(message in text for _, text in found), found


FACT = "F001,{site},operator,Somebody,{as_of},seed_001,line 1,\n"
SEARCH = "S001,{site},figure,catalogues,{date},nothing,\n"


@pytest.mark.parametrize(
    ("table", "row", "column", "message"),
    [
        ("site_facts.csv", FACT.format(site="atlantis", as_of="2024"), "site_id", "'atlantis' is not in sites"),
        ("site_facts.csv", FACT.format(site="irgiz", as_of="2024-02-30"), "as_of", "'2024-02-30' is no date"),
        ("searches.csv", SEARCH.format(site="atlantis", date="2026-11-30"), "site_id", "'atlantis' is not in sites"),
        ("searches.csv", SEARCH.format(site="irgiz", date="2026-11-31"), "date", "'2026-11-31' is no date"),
    ],
)
def test_facts_and_searches_are_of_sites_and_of_true_days(broken, table, row, column, message):
    broken.write(table, broken.text(table) + row)
    ((line, text),) = said(broken, table, column)
    assert line == 2
    assert message in text
