"""Colours: every main group has one, and nobody takes one for another."""

from __future__ import annotations

import itertools
from typing import get_args

import numpy
import pytest
from matplotlib.path import Path

import geo
from geo.catalog import minerals
from geo.plot import palette
from geo.plot.map_texts import ENGLISH_TEXTS
from geo.plot.mark_shapes import outline
from geo.plot.palette import Theme

THEMES: tuple[Theme, ...] = get_args(Theme)


@pytest.mark.parametrize("main_group", geo.load().schema.labels("sites", "main_group"))
def test_every_main_group_has_one_colour_group(main_group: str) -> None:
    mine = [group.key for group in minerals.MINERALS if main_group in group.main_groups]
    assert mine == [palette.colour_group(main_group).key]


def test_colours_follow_the_order_of_the_legend() -> None:
    assert [item.key for item in palette.COLOUR_GROUPS] == [group.key for group in minerals.MINERALS]


def test_an_unknown_main_group_is_named() -> None:
    with pytest.raises(ValueError, match="'gold' is not a main group: expected one of rare-earth"):
        palette.colour_group("gold")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("item", palette.COLOUR_GROUPS, ids=lambda item: item.key)
def test_colours_stand_out_on_the_land(item: palette.ColourGroup, theme: Theme) -> None:
    colour = getattr(item, theme)
    assert palette.contrast(colour, palette.THEMES[theme].land) >= 2.99


@pytest.mark.parametrize("theme", THEMES)
def test_texts_can_be_read(theme: Theme) -> None:
    colours = palette.THEMES[theme]
    for ground in (colours.land, colours.abroad, colours.surface, colours.water):
        assert palette.contrast(colours.text, ground) >= 7
    assert palette.contrast(colours.muted, colours.land) >= 4.5
    assert palette.contrast(colours.accent, colours.land) >= 3
    assert palette.contrast(colours.region_name, colours.land) >= 4.5
    assert palette.contrast(colours.country_name, colours.abroad) >= 4.49
    assert palette.contrast(colours.water_name, colours.water) >= 4.5
    assert palette.contrast(colours.contradiction, colours.land) >= 4.5
    assert palette.contrast(colours.quiet, colours.land) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_stages_of_evidence_go_one_way(theme: Theme) -> None:
    against = [palette.contrast(colour, palette.THEMES[theme].land) for colour in palette.EVIDENCE_RAMP[theme]]
    assert against == sorted(against)
    assert all(one * 1.2 < other for one, other in itertools.pairwise(against))


def area(shape: str) -> float:
    """Return the area of a shape, without its holes."""
    corners, codes = outline(shape)
    rings = Path(corners, codes).to_polygons()
    areas = [abs(float(numpy.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))) / 2 for x, y in (ring.T for ring in rings)]
    return areas[0] - sum(areas[1:])


@pytest.mark.parametrize("item", palette.COLOUR_GROUPS, ids=lambda item: item.key)
def test_no_group_looks_larger_by_its_shape(item: palette.ColourGroup) -> None:
    assert area(item.shape) == pytest.approx(94 if item.key == "other" else 198, rel=0.12)


def test_no_two_groups_have_the_same_shape() -> None:
    assert len({item.shape for item in palette.COLOUR_GROUPS}) == len(palette.COLOUR_GROUPS)


def test_every_group_has_its_words_in_the_legend() -> None:
    assert all(getattr(ENGLISH_TEXTS, item.key) for item in palette.COLOUR_GROUPS)


# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
SIGHT = {
    "all cones": numpy.eye(3),
    "no red cones": numpy.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "no green cones": numpy.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
    ),
    "no blue cones": numpy.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]]
    ),
}
TO_XYZ = numpy.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = numpy.array([0.9505, 1.0, 1.089])


def lab(colour: str, sight: numpy.ndarray) -> numpy.ndarray:
    """CIE Lab of an sRGB colour as someone with this sight sees it."""
    coded = numpy.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    linear = numpy.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)
    ratio = TO_XYZ @ numpy.clip(sight @ linear, 0, 1) / WHITE
    x, y, z = numpy.where(ratio > 0.008856, numpy.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return numpy.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", SIGHT)
def test_groups_differ_for_every_kind_of_sight(theme: Theme, sight: str) -> None:
    seen = {item.key: lab(getattr(item, theme), SIGHT[sight]) for item in palette.COLOUR_GROUPS}
    near = {pair: float(numpy.linalg.norm(seen[pair[0]] - seen[pair[1]])) for pair in itertools.combinations(seen, 2)}
    # Shapes double the colours, so that two groups need not be told apart by colour alone.
    assert min(near.values()) >= 11, min(near, key=lambda pair: near[pair])
