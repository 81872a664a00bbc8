"""Addresses of selections: the names that the app reads, and a way back to the same selection."""

from __future__ import annotations

from dataclasses import fields
from urllib.parse import parse_qs

from geo import Selection
from geo.catalog import permalinks
from pages.components.session import state

EVERYTHING = Selection(
    elements=("Nd", "Pr"),
    groups=("rare-earths",),
    regions=("KZ-35",),
    sources=("seed_004",),
    tiers=("agency",),
    main_groups=("rare-earth",),
    statuses=("exploration",),
    precisions=("settlement",),
    evidence=("forecast",),
    left_out=("tin",),
    words="Жаңа & co = #1?",
    with_tonnage=True,
    on_map=True,
    uncertain_elements=True,
    hidden_claims=True,
    order="name",
)


def test_names_are_those_that_the_app_reads():
    assert set(permalinks.names().values()) == {*state.filter_names(), state.ORDER}
    assert list(permalinks.names().values()) == [
        *("group", "element", "region", "source", "kind", "tier", "status", "place", "evidence", "off"),
        *("tonnage", "mapped", "uncertain", "hidden", "q", "order"),
    ]


def test_every_field_of_a_selection_has_a_name():
    assert set(permalinks.names()) == {field.name for field in fields(Selection)} - {"more"}
    assert set(EVERYTHING.changed()) == set(permalinks.names()), "the example leaves a field at its default"


def test_a_query_leads_back_to_the_selection():
    given = parse_qs(permalinks.query(EVERYTHING, "0.1.0").removeprefix("?"), strict_parsing=True)
    assert given.pop("v") == ["0.1.0"]
    back = {}
    for field, name in permalinks.names().items():
        values = given.pop(name)
        value = getattr(EVERYTHING, field)
        back[field] = tuple(values) if isinstance(value, tuple) else values == ["1"] if value is True else values[0]
    assert given == {}
    assert Selection(**back) == EVERYTHING


def test_what_is_not_asked_for_is_not_in_the_query():
    assert permalinks.query(Selection()) == "?"
    assert permalinks.query(Selection(), "0.1.0") == "?v=0.1.0"
    assert (
        permalinks.query(Selection(elements=("Nd",), regions=("KZ-35",)), "0.1.0") == "?element=Nd&region=KZ-35&v=0.1.0"
    )
