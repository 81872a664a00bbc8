"""The data themselves: one case a row, so that a failure names the row; nothing here uses the loader's own checks."""

from __future__ import annotations

import csv
import datetime
import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pyproj import Geod
from shapely.geometry import Point, shape
from shapely.ops import nearest_points, unary_union

DATA = Path(__file__).resolve().parent.parent / "data"
WGS84 = Geod(ellps="WGS84")

GENERALISED_KM = 5
"""Accuracy that DESIGN §3 allows the outlines."""


def table(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def features(path):
    return json.loads(path.read_text(encoding="utf-8"))["features"]


SITES = {
    feature["properties"]["site_id"]: {**feature["properties"], "geometry": feature["geometry"], "file": path.stem}
    for path in sorted(DATA.glob("sites/*.geojson"))
    for feature in features(path)
}
CLAIMS = {row["claim_id"]: row for row in table("claims.csv")}
SOURCES = {row["source_id"]: row for row in table("sources.csv")}
ROOTS = {row["root_id"]: row for row in table("roots.csv")}
ELEMENTS = {row["symbol"]: row for row in table("elements.csv")}
SUBSTANCES = {row["substance"]: row for row in table("substances.csv")}
UNITS = {row["unit"]: row for row in table("units.csv")}
COUNTRIES = {row["country_iso"] for row in table("countries.csv")}
REGIONS = {feature["properties"]["region_iso"]: feature for feature in features(DATA / "regions.geojson")}
OUTLINES = {iso: shape(feature["geometry"]) for iso, feature in REGIONS.items()}

each_site = pytest.mark.parametrize("site_id", SITES)
each_claim = pytest.mark.parametrize("claim_id", CLAIMS)
each_source = pytest.mark.parametrize("source_id", SOURCES)


def km_outside(point, outline):
    if outline.contains(point):
        return 0.0
    border = nearest_points(outline, point)[0]
    return WGS84.inv(point.x, point.y, border.x, border.y)[2] / 1000


def days(date):
    """First and last day that a date of any precision may mean; fails if it is none."""
    if "/" in date:
        first, last = date.split("/")
        return days(first)[0], days(last)[1]
    year, month, day = (*(int(part) for part in date.split("-")), None, None)[:3]
    first = datetime.date(year, month or 1, day or 1)
    if day:
        return first, first
    following = datetime.date(year + 1, 1, 1) if month in (None, 12) else datetime.date(year, month + 1, 1)
    return first, following - datetime.timedelta(days=1)


PRECISION = {
    "day": r"\d{4}-\d\d-\d\d",
    "month": r"\d{4}-\d\d",
    "year": r"\d{4}",
    "range": r"[\d-]+/[\d-]+",
    "unknown": "",
}


def assert_date_fits(row):
    assert re.fullmatch(PRECISION[row["date_precision"]], row["date"]), (row["date"], row["date_precision"])
    if row["date"]:
        first, last = days(row["date"])
        assert datetime.date(1930, 1, 1) <= first <= last <= datetime.date(2026, 12, 31)


@each_site
def test_site_ids_resolve(site_id):
    site = SITES[site_id]
    assert site["source_ids"], "a site without a source"
    named = {*site["source_ids"], *(other["source_id"] for other in site["other_locations"] if other["source_id"])}
    assert named | {site["location_source_id"] or site["source_ids"][0]} <= SOURCES.keys()
    assert not site["parent_id"] or site["parent_id"] in SITES
    assert not site["region_iso"] or site["region_iso"] in REGIONS
    assert len(set(site["source_ids"])) == len(site["source_ids"])


@each_site
def test_site_symbols_exist_once(site_id):
    symbols = [*SITES[site_id]["elements"], *SITES[site_id]["elements_uncertain"]]
    assert set(symbols) <= ELEMENTS.keys() | SUBSTANCES.keys()
    assert Counter(symbols).most_common(1)[0][1] == 1, "a symbol is both sure and unsure, or stands twice"


@each_site
def test_site_stands_in_its_region_and_layer(site_id):
    site = SITES[site_id]
    layer = REGIONS[site["region_iso"]]["properties"]["layer"] if site["region_iso"] else "unsettled"
    assert site["file"] == layer
    if site["geometry"] is None:
        assert site["location_precision"] in ("region_only", "none")
        return
    point = shape(site["geometry"])
    assert site["location_precision"] not in ("region_only", "none")
    assert site["uncertainty_km"] > 0
    assert km_outside(point, unary_union(list(OUTLINES.values()))) <= GENERALISED_KM
    if site["region_iso"]:
        assert km_outside(point, OUTLINES[site["region_iso"]]) <= max(site["uncertainty_km"], GENERALISED_KM)


@each_site
def test_site_names_are_names(site_id):
    site = SITES[site_id]
    for column in ("name_en", "name_ru", "name_kk"):
        assert "verified" not in site[column].casefold(), f"{column} is {site[column]!r}"
        assert site[column].strip(" ?()") == site[column]
    assert re.search("[A-Za-z]", site["name_en"])
    assert all(re.search("[А-Яа-яЁё]", site[column]) for column in ("name_ru", "name_kk") if site[column])
    assert len({alias.casefold() for alias in site["aliases"]}) == len(site["aliases"])


@each_site
def test_site_other_places_differ_from_the_one_shown(site_id):
    site = SITES[site_id]
    for other in site["other_locations"]:
        assert -90 < other["lat"] < 90
        assert -180 < other["lon"] < 180
        assert other["source_id"] or other["note"], "nobody says where this place comes from"
        assert [other["lon"], other["lat"]] != (site["geometry"] or {}).get("coordinates")


@each_site
def test_site_whose_review_says_something_says_why(site_id):
    assert bool(SITES[site_id]["review"]) == bool(SITES[site_id]["review_reason"])


@each_claim
def test_claim_ids_resolve(claim_id):
    claim = CLAIMS[claim_id]
    subjects = claim["subject_ids"].split(";")
    assert set(subjects) <= SITES.keys() | REGIONS.keys() | COUNTRIES
    assert len(set(subjects)) == len(subjects)
    assert claim["source_id"] in SOURCES
    assert not claim["root_id"] or claim["root_id"] in ROOTS
    assert not claim["upstream_claim_id"] or claim["upstream_claim_id"] in CLAIMS.keys() - {claim_id}
    assert not claim["substance"] or claim["substance"] in ELEMENTS.keys() | SUBSTANCES.keys()


@each_claim
def test_claim_normalised_is_value_times_unit(claim_id):
    claim, unit = CLAIMS[claim_id], UNITS[CLAIMS[claim_id]["unit"]]
    assert claim["unit_si"] == unit["unit_si"]
    for written, normalised in (("value", "value_si"), ("value_max", "value_max_si")):
        assert bool(claim[written]) == bool(claim[normalised])
        if claim[written]:
            assert Decimal(claim[written]) * Decimal(unit["factor"]) == Decimal(claim[normalised])


UNITS_BY_QUANTITY = {
    "tonnage": ("t", "m3"),
    "grade": ("g/t",),
    "production": ("t/a", "t"),
    "capacity": ("t/a",),
    "count": ("count",),
    "share": ("share",),
    "rank": ("rank",),
    "area": ("km2",),
    "depth": ("m",),
    "distance": ("km", "m"),
    "date": ("year",),
    "investment": ("USD", "KZT", "currency?"),
    "value": ("USD", "KZT", "currency?"),
    "market-value": ("USD", "KZT", "currency?"),
}
"""Normalised units of a claim, by quantity."""


@each_claim
def test_claim_figure_makes_sense(claim_id):
    claim = CLAIMS[claim_id]
    assert (claim["qualifier"] == "range") == bool(claim["value_max"])
    assert not claim["value_max"] or Decimal(claim["value"]) < Decimal(claim["value_max"])
    assert not claim["out_of"] or Decimal(claim["value"]) <= Decimal(claim["out_of"])
    assert int(claim["evidence_grade_min"]) <= int(claim["evidence_grade_max"])
    assert (claim["quantity"] == "grade") == bool(claim["grade_kind"])
    assert claim["unit_si"] in UNITS_BY_QUANTITY[claim["quantity"]]
    absurd = claim["review"] == "hide"  # a share of 734 % is on record, with the reason it is hidden
    assert claim["unit_si"] != "share" or Decimal(claim["value_si"]) <= 1 or absurd
    assert claim["unit_si"] != "g/t" or Decimal(claim["value_max_si"] or claim["value_si"]) <= 1_000_000


@each_claim
def test_claim_says_what_its_tonnes_are_of(claim_id):
    claim = CLAIMS[claim_id]
    if claim["quantity"] == "tonnage":
        assert claim["basis"], "tonnes of what: at least 'ambiguous'"


@each_claim
def test_claim_has_the_date_of_its_source(claim_id):
    assert CLAIMS[claim_id]["source_date"] == SOURCES[CLAIMS[claim_id]["source_id"]]["date"]


@each_claim
def test_claim_under_review_says_why(claim_id):
    assert bool(CLAIMS[claim_id]["review"]) == bool(CLAIMS[claim_id]["review_reason"])


@pytest.mark.parametrize(
    "claim_id", [key for key, row in CLAIMS.items() if re.fullmatch("seed_00[0-4]", row["source_id"])]
)
def test_claim_of_a_founding_article_names_its_line(claim_id):
    assert re.fullmatch(r"line [1-9]\d*", CLAIMS[claim_id]["locator"])


@each_source
def test_source_address_is_one(source_id):
    address = urlsplit(SOURCES[source_id]["url"])
    if SOURCES[source_id]["url"]:
        assert address.scheme in ("http", "https")
        assert re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", address.hostname)
        assert address.username is None
        assert address.port in (None, 80, 443)


@each_source
def test_source_date_fits_its_precision(source_id):
    assert_date_fits(SOURCES[source_id])


@each_source
def test_source_is_used(source_id):
    cited = {row["source_id"] for row in (*CLAIMS.values(), *ROOTS.values())}
    for site in SITES.values():
        cited |= {*site["source_ids"], site["location_source_id"]}
        cited |= {other["source_id"] for other in site["other_locations"]}
    cited |= {source for row in table("world.csv") for source in row["source_ids"].split(";")}
    if source_id not in cited:
        remarks = "\n".join(path.read_text(encoding="utf-8") for path in [DATA / "roots.csv", DATA / "claims.csv"])
        remarks += "\n".join(json.dumps(site, ensure_ascii=False) for site in SITES.values())
        remarks += "\n".join(row["note"] for row in SOURCES.values() if row["source_id"] != source_id)
        assert re.search(rf"\b{source_id}\b", remarks), "no claim, site, root, world figure or remark rests on it"


@pytest.mark.parametrize("root_id", ROOTS)
def test_root_resolves_and_is_used(root_id):
    root = ROOTS[root_id]
    assert not root["source_id"] or root["source_id"] in SOURCES
    assert_date_fits(root)
    assert any(claim["root_id"] == root_id for claim in CLAIMS.values())


@pytest.mark.parametrize("symbol", ELEMENTS)
def test_oxide_factor_follows_from_formula_and_weights(symbol):
    row = ELEMENTS[symbol]
    assert bool(row["oxide"]) == bool(row["element_to_oxide"])
    if row["oxide"]:
        metal, atoms, oxygens = re.fullmatch(r"([A-Z][a-z]?)(\d*)O(\d*)", row["oxide"]).groups()
        assert metal == symbol
        weight, oxygen = int(atoms or 1) * Decimal(row["atomic_weight"]), int(oxygens or 1) * Decimal("15.999")
        assert float(row["element_to_oxide"]) == pytest.approx(float((weight + oxygen) / weight), abs=1e-4)


@pytest.mark.parametrize("row", table("element_groups.csv"), ids=lambda row: row["group_id"])
def test_element_group_has_members(row):
    wanted = row["value"].split("|")
    members = [symbol for symbol, element in ELEMENTS.items() if element[row["column"]] in wanted]
    assert len(members) >= 3
    assert {element[row["column"]] for element in ELEMENTS.values()} >= set(wanted)


@pytest.mark.parametrize("substance", SUBSTANCES)
def test_substance_members_are_elements(substance):
    members = SUBSTANCES[substance]["members"]
    assert not members or set(members.split(";")) <= ELEMENTS.keys()


@pytest.mark.parametrize(
    "row", table("world.csv"), ids=lambda row: f"{row['edition']}-{row['country_iso']}-{row['measure']}"
)
def test_world_figure_resolves(row):
    assert row["country_iso"] in COUNTRIES
    assert set(row["source_ids"].split(";")) <= SOURCES.keys()
    assert not row["value_t_reo"] or Decimal(row["value_t_reo"]) >= 0


def test_world_has_one_figure_for_each_edition_country_and_measure():
    keys = Counter((row["edition"], row["data_year"], row["country_iso"], row["measure"]) for row in table("world.csv"))
    assert [key for key, number in keys.items() if number > 1] == []


@pytest.mark.parametrize("row", table("places.csv"), ids=lambda row: row["name_en"])
def test_town_lies_in_its_region(row):
    point = Point(float(row["lon"]), float(row["lat"]))
    assert km_outside(point, OUTLINES[row["region_iso"]]) <= GENERALISED_KM


@pytest.mark.parametrize(
    ("site_id", "parent", "region"),
    [
        ("zhana_kazakhstan", "", "KZ-35"),
        ("kuirektykol", "zhana_kazakhstan", "KZ-35"),
        ("irgiz", "kuirektykol", "KZ-35"),
        ("dos1", "kuirektykol", "KZ-35"),
        ("dos2", "kuirektykol", "KZ-35"),
        ("dos3", "kuirektykol", "KZ-35"),
        ("north_katpar", "", "KZ-35"),
        ("upper_kairakty", "", "KZ-35"),
        ("kurumsak", "", "KZ-61"),
        ("bala_sauskandyk", "", "KZ-43"),
        ("akbulak", "", "KZ-39"),
        ("kundybay", "", "KZ-39"),
        ("verkhnee_espe", "", "KZ-10"),
    ],
)
def test_site_of_the_founding_articles(site_id, parent, region):
    assert (SITES[site_id]["parent_id"], SITES[site_id]["region_iso"]) == (parent, region)


@pytest.mark.parametrize("site_id", ["irgiz", "dos2", "zhana_kazakhstan"])
def test_site_of_the_founding_articles_is_a_point_with_a_radius(site_id):
    assert SITES[site_id]["geometry"]["type"] == "Point"
    assert SITES[site_id]["uncertainty_km"] >= 1


@pytest.mark.parametrize("region", ["KZ-35", "KZ-61", "KZ-47"])
def test_region_has_sites(region):
    assert sum(site["region_iso"] == region for site in SITES.values()) >= 3


def test_every_region_once():
    assert len(REGIONS) == 20
    assert Counter(feature["properties"]["type"] for feature in REGIONS.values()) == {"region": 17, "city": 3}


def test_regions_share_borders_without_overlap_or_gap():
    country = unary_union(list(OUTLINES.values()))
    square_km = {iso: abs(WGS84.geometry_area_perimeter(outline)[0]) / 1e6 for iso, outline in OUTLINES.items()}
    whole = abs(WGS84.geometry_area_perimeter(country)[0]) / 1e6
    assert sum(square_km.values()) == pytest.approx(whole, rel=1e-6), "outlines overlap"
    holes = [ring for part in getattr(country, "geoms", [country]) for ring in part.interiors]
    assert holes == [], "a gap between outlines"
    assert whole == pytest.approx(2_724_900, rel=0.01), "official area of the country"


@pytest.mark.parametrize("region", REGIONS)
def test_region_outline_has_the_area_and_label_it_says(region):
    outline, properties = OUTLINES[region], REGIONS[region]["properties"]
    assert outline.is_valid
    assert outline.contains(Point(properties["label_lon"], properties["label_lat"]))
    true = abs(WGS84.geometry_area_perimeter(outline)[0]) / 1e6
    assert true == pytest.approx(properties["area_km2"], rel=0.35 if properties["type"] == "city" else 0.06)


def test_baikonur_is_inside():
    assert OUTLINES["KZ-43"].contains(Point(63.31, 45.96))


def test_outlines_are_small():
    assert (DATA / "regions.geojson").stat().st_size < 400_000


@pytest.mark.parametrize(
    "path", sorted(DATA.rglob("*.csv")) + sorted(DATA.rglob("*.*json")), ids=lambda path: path.name
)
def test_file_is_plain(path):
    raw = path.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert "\N{REPLACEMENT CHARACTER}" not in raw.decode("utf-8")
