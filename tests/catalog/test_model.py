"""What catalog, selection and view promise."""

from __future__ import annotations

import dataclasses

import pytest

import geo
from geo import Selection
from geo.catalog import filters
from geo.catalog.model import ORDERS
from geo.errors import UnknownIdError

FIELDS = [spec.field for spec in filters.FACETS]


def test_site_by_id(catalog):
    assert catalog.site("irgiz")["name_en"] == "Irgiz"


@pytest.mark.parametrize("wrong", ["atlantis", "", "Irgiz", "KZ-35"])
def test_site_by_a_wrong_id_quotes_it(catalog, wrong):
    with pytest.raises(UnknownIdError) as caught:
        catalog.site(wrong)
    assert str(caught.value) == f"{wrong!r} is not the id of a site"


def test_pairs_of_site_and_claim_split_joint_claims(catalog):
    pairs = catalog.site_claims
    expected = [
        (claim_id, subject, row["source_id"])
        for claim_id, row in catalog.claims.iterrows()
        for subject in row["subject_ids"]
        if subject in catalog.sites.index
    ]
    assert list(pairs[["claim_id", "site_id", "source_id"]].itertuples(index=False, name=None)) == expected
    assert pairs["claim_id"].duplicated().any(), "some claim is about several sites"


def test_parts_are_the_parents_turned_round(catalog):
    assert catalog.parts["kuirektykol"] == ("irgiz", "dos2", "dos1", "dos3")
    assert "irgiz" not in catalog.parts
    inner = [part for parts in catalog.parts.values() for part in parts]
    assert sorted(inner) == sorted(catalog.sites.index[catalog.sites["parent_id"] != ""])


def test_selection_is_frozen_and_usable_as_a_key():
    selection = Selection(elements=("Nd",))
    with pytest.raises(dataclasses.FrozenInstanceError):
        selection.words = "x"
    assert {selection: 1}[Selection(elements=["Nd", "Nd"])] == 1


def test_selection_keeps_the_order_of_choices_and_drops_repeats():
    assert Selection(elements=["Y", "Nd", "Y"]).elements == ("Y", "Nd")


@pytest.mark.parametrize("facet", FIELDS)
def test_text_in_place_of_a_tuple_is_refused(facet):
    with pytest.raises(TypeError, match=f"{facet} is 'Nd'"):
        Selection(**{facet: "Nd"})


def test_facets_are_fields():
    assert set(FIELDS) <= {field.name for field in dataclasses.fields(Selection)}


@pytest.mark.parametrize(
    ("selection", "empty"),
    [
        (Selection(), True),
        (Selection(order="name", hidden_claims=True, uncertain_elements=True), True),
        (Selection(words="Irgiz"), False),
        (Selection(on_map=True), False),
        (Selection(with_tonnage=True), False),
        *((Selection(**{facet: ("x",)}), False) for facet in FIELDS),
    ],
)
def test_is_empty(selection, empty):
    assert selection.is_empty is empty


def test_changed_names_what_differs_from_an_empty_selection():
    assert Selection().changed() == {}
    assert Selection(elements=("Nd",), order="name").changed() == {"elements": ("Nd",), "order": "name"}


def test_located_and_unlocated_share_the_sites(catalog):
    view = geo.select(catalog)
    assert len(view.located) + len(view.unlocated) == len(view.sites)
    assert view.located.geometry.notna().all()
    assert view.unlocated.geometry.isna().all()
    assert "melovoye" in view.located.index
    assert "taybogar" in view.unlocated.index


def test_orders_are_the_four_of_the_screen():
    assert ORDERS == ("claims", "name", "region", "tonnage")


def test_a_catalog_and_a_view_are_one_line_in_a_notebook(catalog):
    number = f"{len(catalog.sites)} sites, {len(catalog.claims)} claims, {len(catalog.sources)} sources"
    assert repr(catalog) == f"Catalog(data {catalog.version}: {number})"
    view = geo.select(catalog, Selection(elements=("Nd",)))
    assert 0 < len(view.sites) < len(catalog.sites)
    assert repr(view) == f"View({len(view.sites)} of {len(catalog.sites)} sites, {len(view.claims)} claims)"


def test_every_error_is_public():
    kinds = {name: item for name, item in vars(geo.errors).items() if isinstance(item, type)}
    errors = {name for name, item in kinds.items() if issubclass(item, geo.GeoError)}
    assert errors <= set(geo.__all__)
