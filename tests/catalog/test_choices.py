"""What can be chosen in a filter: the members of groups, and the words of choices."""

from __future__ import annotations

import pytest

from geo.catalog.choices import group_members
from tests.catalog.test_selection import LANTHANIDES


def test_rare_earths_as_a_whole_belong_to_the_group_of_all_only(catalog):
    for group in catalog.element_groups.index:
        assert ("REE" in group_members(catalog, group)) == (group == "rare-earths")


@pytest.mark.parametrize(
    ("group", "members"),
    [
        ("rare-earths", {"Sc", "Y", *LANTHANIDES, "REE"}),
        ("light-rare-earths", {"La", "Ce", "Pr", "Nd", "Pm", "Sm"}),
        ("heavy-rare-earths", {"Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu", "Y"}),
        ("light-rare-earths-usgs", {"La", "Ce", "Pr", "Nd", "Pm", "Sm", "Eu", "Gd"}),
        ("middle-rare-earths-kingsnorth", {"Sm", "Eu", "Gd"}),
        ("magnet", {"Nd", "Pr", "Dy", "Tb"}),
        ("magnet-eu", {"Nd", "Pr", "Tb", "Dy", "Gd", "Sm", "Ce"}),
        ("battery", {"C", "Co", "Ni", "Li"}),
        ("rare-metals-light", {"Li", "Be", "Rb", "Cs"}),
    ],
)
def test_group_has_the_members_of_its_scheme(catalog, group, members):
    assert set(group_members(catalog, group)) == members


def test_rare_metals_are_their_three_kinds(catalog):
    kinds = [set(group_members(catalog, f"rare-metals-{kind}")) for kind in ("light", "refractory", "dispersed")]
    assert set(group_members(catalog, "rare-metals")) == kinds[0] | kinds[1] | kinds[2]
    assert sum(map(len, kinds)) == len(kinds[0] | kinds[1] | kinds[2])
