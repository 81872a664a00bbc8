"""A selection in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

import geo
from geo.catalog import titles


def words(prepared, **chosen):
    return titles.selection(geo.select(prepared, geo.Selection(**chosen)))


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({}, ""),
        ({"order": "name"}, ""),
        ({"elements": ("Nd", "REE"), "regions": ("KZ-35",)}, "Nd Neodymium, REE; Qaraganda"),
        ({"elements": ("Li",), "uncertain_elements": True}, "Li Lithium, unconfirmed too"),
        ({"elements": ("La", "Ce", "Pr", "Nd", "Y")}, "5 elements"),
        ({"groups": ("light-rare-earths",)}, "Light rare earths"),
        ({"main_groups": ("tin",), "statuses": ("operating",)}, "Tin; Operating"),
        ({"tiers": ("agency",)}, "by sources of the tier News agency"),
        ({"precisions": ("settlement",)}, "place: Nearest settlement"),
        ({"words": "Condipbay"}, "search for “Condipbay”"),
        ({"with_tonnage": True, "on_map": True}, "sites with a tonnage; sites on the map"),
        ({"hidden_claims": True}, "with claims set aside by reviewers"),
    ],
)
def test_selection_in_words(prepared, chosen, said):
    assert words(prepared, **chosen) == said


def test_a_source_is_named(prepared, catalog):
    said = words(prepared, sources=("seed_001",))
    assert said.startswith("according to ")
    assert catalog.sources.at["seed_001", "publisher"] in said


def test_every_filter_is_told(prepared):
    """Nobody may read a narrowed picture as the whole."""
    facets = {
        "elements": ("Nd",),
        "groups": ("rare-earths",),
        "regions": ("KZ-35",),
        "sources": ("seed_001",),
        "tiers": ("agency",),
        "main_groups": ("tin",),
        "statuses": ("operating",),
        "precisions": ("exact",),
        "evidence": ("forecast",),
        "left_out": ("tin",),
        "words": "x",
        "with_tonnage": True,
        "on_map": True,
        "hidden_claims": True,
    }
    assert set(facets) | {"uncertain_elements", "order"} == set(geo.Selection.__dataclass_fields__) - {"more"}
    for name, value in facets.items():
        assert words(prepared, **{name: value}), name


def test_counts(prepared, catalog):
    view = geo.select(prepared, geo.Selection(regions=("KZ-47",)))
    assert titles.counts_line(view) == f"{len(view.sites)} of {len(catalog.sites)} sites · 0 claims · 3 not on the map"


def test_version_with_its_date_as_far_as_there_is_one(broken):
    broken.descriptor(lambda document: document.update(version="7.0.0", created="2031-02-03"))
    catalog = broken.load()
    assert titles.data_version(catalog) == "data version 7.0.0 of 3 February 2031"
    undated = replace(catalog, schema=replace(catalog.schema, created="some day"))
    assert titles.data_version(undated) == "data version 7.0.0"


def test_one_claim_is_one_claim(prepared):
    view = geo.select(prepared)
    few = [replace(view, claims=view.claims.iloc[:number]) for number in (0, 1, 2)]
    assert [titles.counts_line(item).split(" · ")[1] for item in few] == ["0 claims", "1 claim", "2 claims"]
