"""Selections against a second, slow reading of the rules: site by site, choice by choice."""

from __future__ import annotations

import dataclasses
import functools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geo
from geo import Selection, SelectionError
from geo.catalog import filters, minerals
from geo.catalog.choices import group_members
from geo.catalog.model import UNSETTLED
from geo.catalog.selection import index, select
from geo.export import registry, table_columns

FIELDS = [spec.field for spec in filters.FACETS]
LANTHANIDES = ("La", "Ce", "Pr", "Nd", "Pm", "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu")


def ids(view):
    return set(view.sites.index)


@functools.cache
def plain(catalog):
    """Each site as a dictionary, with the documents that list it or make an open claim about it."""
    sites = {
        site_id: {**row, "documents": set(row["source_ids"]), "tonnages": 0, "grade": -1}
        for site_id, row in zip(catalog.sites.index, catalog.sites.to_dict("records"), strict=True)
    }
    for row in catalog.claims.to_dict("records"):
        for subject in sites.keys() & set(row["subject_ids"]):
            if row["review"] != "hide":
                sites[subject]["documents"].add(row["source_id"])
                sites[subject]["grade"] = max(sites[subject]["grade"], int(row["evidence_grade_min"]))
                sites[subject]["tonnages"] += row["quantity"] == "tonnage" and row["unit_si"] == "t"
    return sites


def stage(catalog, grade):
    """The stage of a site whose best claim has this grade for sure; -1 is no claim."""
    return "unclaimed" if grade < 0 else catalog.frames["evidence_grades"]["code"].iloc[grade].split("-")[0]


def keeps(catalog, selection, site_id):
    """The rules of issue 2, for one site, without words."""
    site = plain(catalog)[site_id]
    elements = {*site["elements"], *(site["elements_uncertain"] if selection.uncertain_elements else ())}
    wanted = {"main_groups": "main_group", "statuses": "status_class"}
    wanted["precisions"] = "location_precision"
    if selection.regions and (site["region_iso"] or UNSETTLED) not in selection.regions:
        return False
    if selection.evidence and stage(catalog, site["grade"]) not in selection.evidence:
        return False
    if any(
        getattr(selection, facet) and site[column] not in getattr(selection, facet) for facet, column in wanted.items()
    ):
        return False
    if minerals.group_of(site["main_group"]).key in selection.left_out:
        return False
    if selection.elements and elements.isdisjoint(selection.elements):
        return False
    if selection.groups and all(elements.isdisjoint(group_members(catalog, group)) for group in selection.groups):
        return False
    tier = catalog.sources["tier"]
    if not any(
        (not selection.sources or source in selection.sources)
        and (not selection.tiers or tier[source] in selection.tiers)
        for source in site["documents"]
    ):
        return False
    return bool(site["tonnages"] or not selection.with_tonnage) and (
        site["geometry"] is not None or not selection.on_map
    )


SELECTIONS = [
    Selection(),
    Selection(elements=("Nd",)),
    Selection(elements=("Nd", "W")),
    Selection(elements=("Nd",), uncertain_elements=True),
    Selection(elements=("Nd",), regions=("KZ-35",)),
    Selection(elements=("Nd",), regions=("KZ-35",), sources=("seed_001",)),
    Selection(groups=("rare-earths",)),
    Selection(groups=("light-rare-earths", "battery"), regions=("KZ-35", "KZ-61", "KZ-63")),
    Selection(groups=("rare-earths",), elements=("U",)),
    Selection(regions=("KZ-47",), on_map=True),
    Selection(sources=("seed_000",)),
    Selection(sources=("seed_000", "usgs_ofr20051294"), tiers=("dataset",)),
    Selection(tiers=("company", "technical-report"), with_tonnage=True),
    Selection(main_groups=("tungsten-molybdenum",), statuses=("exploration", "operating")),
    Selection(precisions=("region_only", "none")),
    Selection(with_tonnage=True),
    Selection(evidence=("forecast",)),
    Selection(evidence=("unclaimed", "reserve"), regions=(UNSETTLED, "KZ-19")),
    Selection(regions=(UNSETTLED,)),
    Selection(left_out=("tungsten", "vanadium")),
    Selection(left_out=("rare_earth",), elements=("Nd", "W")),
]


@pytest.mark.parametrize("selection", SELECTIONS, ids=lambda selection: str(dict(selection.changed())))
def test_sites_are_those_the_rules_keep(catalog, prepared, selection):
    expected = {site_id for site_id in catalog.sites.index if keeps(catalog, selection, site_id)}
    assert ids(select(prepared, selection)) == expected


@pytest.mark.parametrize("selection", SELECTIONS[1::2], ids=lambda selection: str(dict(selection.changed())))
def test_counts_are_the_sites_each_choice_alone_would_leave(prepared, selection):
    counts = select(prepared, selection).counts
    for facet in FIELDS:
        for choice, number in list(counts[facet].items())[:: 12 if facet == "sources" else 2]:
            one = dataclasses.replace(selection, **{facet: (choice,)})
            assert number == len(select(prepared, one).sites), (facet, choice)


def test_counts_heed_the_words(prepared):
    view = select(prepared, Selection(words="Dos"))
    assert (
        view.counts["regions"]["KZ-35"] == len(select(prepared, Selection(words="Dos", regions=("KZ-35",))).sites) > 0
    )
    assert view.counts["regions"]["KZ-47"] == 0


def test_every_choice_of_the_data_is_counted(catalog, prepared):
    counts = select(prepared).counts
    assert set(counts["regions"]) == {*catalog.regions.index, UNSETTLED}
    assert set(counts["evidence"]) == {"unclaimed", *(stage(catalog, grade) for grade in range(9))}
    assert set(counts["sources"]) == set(catalog.sources.index)
    assert set(counts["groups"]) == set(catalog.element_groups.index)
    assert set(counts["tiers"]) == set(catalog.sources["tier"])
    assert set(catalog.elements.index) <= set(counts["elements"])


def test_a_catalog_gives_the_same_view_as_its_index(catalog, prepared):
    selection = Selection(elements=("W",), order="name")
    assert list(select(catalog, selection).sites.index) == list(select(prepared, selection).sites.index)


def test_several_choices_widen_and_several_facets_narrow(prepared):
    nd, w = (ids(select(prepared, Selection(elements=(symbol,)))) for symbol in ("Nd", "W"))
    qaraganda = ids(select(prepared, Selection(regions=("KZ-35",))))
    assert ids(select(prepared, Selection(elements=("Nd", "W")))) == nd | w
    assert ids(select(prepared, Selection(elements=("Nd", "W"), regions=("KZ-35",)))) == (nd | w) & qaraganda
    assert nd - w
    assert w - nd
    assert (nd | w) - qaraganda


def test_source_keeps_a_site_by_listing_or_by_claim_and_narrows_the_claims(catalog, prepared):
    listed = {site for site, sources in catalog.sites["source_ids"].items() if "usgs_ofr20051294" in sources}
    assert listed
    assert listed <= ids(select(prepared, Selection(sources=("usgs_ofr20051294",))))
    source = next(
        row["source_id"]
        for _, row in catalog.claims.iterrows()
        for subject in row["subject_ids"]
        if subject in catalog.sites.index
        and row["review"] != "hide"
        and row["source_id"] not in catalog.sites.at[subject, "source_ids"]
    )
    view = select(prepared, Selection(sources=(source,)))
    assert any(source not in listed for listed in view.sites["source_ids"])
    assert set(view.claims["source_id"]) == {source}


def test_source_and_tier_are_asked_of_the_same_document(catalog, prepared):
    press = next(source for source, tier in catalog.sources["tier"].items() if tier == "press-citing-primary")
    view = select(prepared, Selection(sources=(press,), tiers=("dataset",)))
    assert ids(view) == set()
    assert view.counts["tiers"]["press-citing-primary"] == len(select(prepared, Selection(sources=(press,))).sites)


def test_tier_narrows_the_claims(catalog, prepared):
    view = select(prepared, Selection(tiers=("company",)))
    assert set(catalog.sources.loc[view.claims["source_id"], "tier"]) == {"company"}


def test_hidden_claims_are_off_by_default(catalog, prepared):
    hidden = set(catalog.claims.index[catalog.claims["review"] == "hide"])
    assert hidden
    assert hidden.isdisjoint(select(prepared).claims.index)
    assert set(select(prepared, Selection(hidden_claims=True)).claims.index) == set(catalog.claims.index)


def test_no_other_claim_is_lost_in_the_whole_view(catalog, prepared):
    shown = catalog.claims.index[catalog.claims["review"] != "hide"]
    assert list(select(prepared).claims.index) == list(shown)


def test_uncertain_elements_are_a_choice(catalog, prepared):
    symbol, site_id = next(
        (symbol, site_id) for site_id, row in catalog.sites.iterrows() for symbol in row["elements_uncertain"]
    )
    assert site_id not in ids(select(prepared, Selection(elements=(symbol,))))
    assert site_id in ids(select(prepared, Selection(elements=(symbol,), uncertain_elements=True)))


@pytest.mark.parametrize("symbol", LANTHANIDES)
def test_rare_earths_as_a_whole_are_no_evidence_for_one(catalog, prepared, symbol):
    view = select(prepared, Selection(elements=(symbol,)))
    assert all(symbol in elements for elements in view.sites["elements"])
    whole = {
        site
        for site, elements in catalog.sites["elements"].items()
        if set(elements) & {"REE"} and symbol not in elements
    }
    assert whole
    assert whole.isdisjoint(view.sites.index)


def test_order_by_claims(prepared):
    rows = table_columns.site_rows(select(prepared, Selection(hidden_claims=True)))
    assert [(-row["claims"], row["name_en"].casefold()) for row in rows] == sorted(
        (-row["claims"], row["name_en"].casefold()) for row in rows
    )


def test_order_by_name(prepared):
    names = [name.casefold() for name in select(prepared, Selection(order="name")).sites["name_en"]]
    assert names == sorted(names)


def test_order_by_region_ends_with_the_unsettled(catalog, prepared):
    codes = list(select(prepared, Selection(order="region")).sites["region_iso"])
    names = [catalog.regions["name_en"].get(code, "") for code in codes]
    settled = [name for name in names if name]
    assert settled == sorted(settled)
    assert names[len(settled) :] == [""] * 9


def test_order_by_tonnage_ends_with_sites_without(catalog, prepared):
    largest = dict.fromkeys(catalog.sites.index, -math.inf)
    for _, row in catalog.claims.iterrows():
        if row["quantity"] == "tonnage" and row["unit_si"] == "t" and row["review"] != "hide":
            top = row["value_si"] if math.isnan(row["value_max_si"]) else row["value_max_si"]
            for subject in largest.keys() & set(row["subject_ids"]):
                largest[subject] = max(largest[subject], top)
    shown = [largest[site_id] for site_id in select(prepared, Selection(order="tonnage")).sites.index]
    assert shown == sorted(shown, reverse=True)
    assert shown[0] > 1e6
    assert shown[-1] == -math.inf


@pytest.mark.parametrize("facet", FIELDS)
def test_unknown_value_is_named(prepared, facet):
    with pytest.raises(SelectionError, match="'Atlantis' is not among the " + facet.replace("_", " ")):
        select(prepared, Selection(**{facet: ("Atlantis",)}))


def test_unknown_order_is_named(prepared):
    with pytest.raises(SelectionError, match="'size' is not an order: claims, name, region, tonnage"):
        select(prepared, Selection(order="size"))


def test_words_find_by_name_and_rank_the_best_first(prepared):
    view = select(prepared, Selection(words="Северный Катпар"))
    assert view.sites.index[0] == "north_katpar"
    assert view.suggestions == ()


def test_words_that_resemble_a_name_give_a_suggestion(prepared):
    view = select(prepared, Selection(words="Condipbay"))
    assert view.suggestions == ("kundybay",)
    assert list(view.sites.index) == ["kundybay"]


def test_suggestion_is_heeded_by_the_other_filters(prepared):
    assert list(select(prepared, Selection(words="Condipbay", regions=("KZ-47",))).sites.index) == []


def test_blank_words_ask_for_nothing(prepared):
    assert len(select(prepared, Selection(words="  \t")).sites) == 79


@pytest.mark.parametrize(
    "selection",
    [
        Selection(words="Xylophone"),
        Selection(regions=("KZ-71",)),
        Selection(elements=("Nd",), main_groups=("tin",), precisions=("exact",)),
    ],
)
def test_view_of_nothing_is_a_view(prepared, selection):
    view = select(prepared, selection)
    assert len(view.sites) == len(view.located) == len(view.unlocated) == 0
    assert registry.content(view, "csv").decode("utf-8") == ",".join(table_columns.SITE_COLUMNS) + "\r\n"


def claims_with(view, subject):
    return {claim_id for claim_id, row in view.claims.iterrows() if subject in row["subject_ids"]}


def test_claims_about_a_region_follow_the_region(catalog, prepared):
    shown = catalog.claims[catalog.claims["review"] != "hide"]
    of_qaraganda = {claim_id for claim_id, row in shown.iterrows() if "KZ-35" in row["subject_ids"]}
    assert of_qaraganda
    assert claims_with(select(prepared), "KZ-35") == of_qaraganda
    assert claims_with(select(prepared, Selection(regions=("KZ-35",))), "KZ-35") == of_qaraganda
    assert claims_with(select(prepared, Selection(regions=("KZ-47",))), "KZ-35") == set()
    assert claims_with(select(prepared, Selection(regions=("KZ-35",))), "KZ") == set()


@pytest.mark.parametrize(
    "selection",
    [
        Selection(words="Irgiz"),
        Selection(main_groups=("rare-earth",)),
        Selection(on_map=True),
        Selection(statuses=("exploration",)),
        Selection(precisions=("exact",)),
    ],
)
def test_claims_about_the_country_leave_where_only_sites_can_answer(catalog, prepared, selection):
    view = select(prepared, selection)
    assert all(not set(subjects).isdisjoint(view.sites.index) for subjects in view.claims["subject_ids"])
    assert not view.claims.empty


def test_claims_about_the_country_follow_the_substance(prepared):
    view = select(prepared, Selection(elements=("W",)))
    places = view.claims[view.claims["subject_ids"].map(lambda subjects: subjects[0].startswith("KZ"))]
    assert set(places["substance"]) <= {"W"}
    rare = select(prepared, Selection(groups=("rare-earths",)))
    assert "REE" in set(rare.claims["substance"])
    assert claims_with(rare, "KZ")


def test_claims_of_sites_outside_the_view_are_not_shown(catalog, prepared):
    for selection in SELECTIONS:
        view = select(prepared, selection)
        for subjects in view.claims["subject_ids"]:
            of_sites = {subject for subject in subjects if subject in catalog.sites.index}
            assert not of_sites or not of_sites.isdisjoint(view.sites.index)


def test_joint_claim_stays_with_any_of_its_sites(catalog, prepared):
    joint = next(
        row["claim_id"]
        for _, row in catalog.claims.iterrows()
        if {"north_katpar", "upper_kairakty"} <= set(row["subject_ids"]) and row["review"] != "hide"
    )
    for words in ("North Katpar", "Upper Kairakty"):
        assert joint in select(prepared, Selection(words=words)).claims.index


def test_frames_of_the_catalog_stay_as_they_were(catalog, prepared):
    sites, claims = catalog.sites.copy(), catalog.claims.copy()
    for selection in SELECTIONS:
        select(prepared, selection)
    assert catalog.claims.equals(claims)
    assert catalog.sites.equals(sites)


def test_public_names_of_the_package(catalog):
    view = geo.select(catalog, geo.Selection(elements=("Nd",), regions=("KZ-35",)))
    assert {"kuirektykol"} <= ids(view)


@pytest.fixture(scope="module")
def choices(prepared):
    return {facet: list(numbers) for facet, numbers in select(prepared).counts.items()}


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_selection_agrees_with_the_rules(catalog, prepared, choices, data):
    drawn = {facet: tuple(data.draw(st.lists(st.sampled_from(choices[facet]), max_size=3))) for facet in choices}
    kept = data.draw(st.sets(st.sampled_from(sorted(choices)), max_size=3))
    switches = {name: data.draw(st.booleans()) for name in ("on_map", "with_tonnage", "uncertain_elements")}
    selection = Selection(**{facet: value for facet, value in drawn.items() if facet in kept}, **switches)
    view = select(prepared, selection)
    assert ids(view) == {site_id for site_id in catalog.sites.index if keeps(catalog, selection, site_id)}
    assert all(row["sources"] for row in table_columns.site_rows(view))


def test_index_of_a_catalog_is_of_that_catalog(catalog):
    assert index(catalog).catalog is catalog
