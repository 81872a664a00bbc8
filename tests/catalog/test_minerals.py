"""Groups of minerals: every main group has one, and the first view leaves out those of no rare metal."""

from __future__ import annotations

from collections import Counter

import pytest

import geo
from geo.catalog import minerals


def test_every_main_group_of_the_schema_has_one_group(catalog: geo.Catalog) -> None:
    named = Counter(name for group in minerals.MINERALS for name in group.main_groups)
    assert named == Counter(list(catalog.schema.labels("sites", "main_group")))


def test_an_unknown_main_group_is_named() -> None:
    with pytest.raises(ValueError, match="'gold' is not a main group: expected one of rare-earth"):
        minerals.group_of("gold")


def test_the_first_view_leaves_out_what_the_data_have_of_other_minerals(broken):
    assert minerals.wider(broken.load()) == ()
    broken.site("zhanet", main_group="chromium")
    broken.site("karatas_mo", main_group="boron")
    assert minerals.wider(broken.load()) == ("nickel", "other")
