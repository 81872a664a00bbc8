"""Pictures of views: what stands on them, and that they can be drawn of anything."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pandas
import pytest

import geo
from geo.catalog import titles
from geo.export import registry
from geo.plot import pictures
from geo.plot.canvas import Canvas
from geo.plot.map_texts import ENGLISH_TEXTS
from geo.plot.palette import PAPER
from geo.plot.text_layout import width_of
from pages.components.session import language

COUNTS = {"elements": ("Nd",)}
EMPTY = {"elements": ("Li",), "regions": ("KZ-47",)}
SELECTIONS = ({}, {"regions": ("KZ-35",)}, {"regions": ("KZ-79",)}, COUNTS, EMPTY, {"regions": ("KZ-47", "KZ-61")})


def svg(view, **more):
    return pictures.content(view, "svg", **more).decode("utf-8")


@pytest.mark.parametrize("drawing", pictures.DRAWINGS)
@pytest.mark.parametrize("chosen", SELECTIONS)
def test_every_view_can_be_drawn(prepared, chosen, drawing, said):
    view = geo.select(prepared, geo.Selection(**chosen))
    content = svg(view, drawing=drawing)
    ElementTree.fromstring(content)
    assert titles.counts_line(view) in said
    if chosen:
        assert titles.selection(view) in said
    version = view.catalog.version
    assert any(line.startswith(f"Kazakhstan Deposits, data version {version} of ") for line in said)


@pytest.mark.parametrize("drawing", pictures.DRAWINGS)
@pytest.mark.parametrize("kind", ["png", "svg"])
def test_same_view_same_bytes(prepared, kind, drawing):
    views = [geo.select(prepared, geo.Selection(regions=("KZ-61",))) for _ in range(2)]
    assert pictures.content(views[0], kind, drawing=drawing) == pictures.content(views[1], kind, drawing=drawing)


def test_map_has_title_legend_scale_and_attribution(whole, said):
    svg(whole)
    for words in (
        "Rare-earth and rare-metal deposits of Kazakhstan",
        "rare earths",
        "several sites too close to draw; the ring says of what",
        "the site lies somewhere inside",
        "hollow: listing or place in doubt",
        "sites of which only the region is known",
        "500 km",
        "Caspian Sea",
        "Qyzylorda",
    ):
        assert words in said, words
    assert any("Natural Earth" in line and "GeoNames" in line for line in said)


def test_marks_of_all_sites_are_on_the_map(prepared, said):
    """Where all have room, as in this region, all are named; the legend says nothing of clusters."""
    view = geo.select(prepared, geo.Selection(regions=("KZ-61",)))
    svg(view)
    for name in view.located["name_en"]:
        assert name in said, name
    assert ENGLISH_TEXTS.cluster not in said
    assert ENGLISH_TEXTS.hatched not in said
    assert ENGLISH_TEXTS.doubtful not in said


def test_other_uncertainty_other_picture(whole):
    """The circle is drawn from the data: a wider one changes the picture."""
    sites = whole.sites.copy()
    sites.loc["zhana_kazakhstan", "uncertainty_km"] = 200.0
    assert svg(replace(whole, sites=sites)) != svg(whole)


def test_an_empty_view_says_so(prepared, said):
    view = geo.select(prepared, geo.Selection(**EMPTY))
    for drawing in pictures.DRAWINGS:
        said.clear()
        svg(view, drawing=drawing)
        assert "No site has all of this." in said


def test_bars_have_the_numbers_of_the_view(whole, said):
    svg(whole, drawing="counts")
    counted = whole.sites["main_group"].value_counts()
    labels = whole.catalog.schema.labels("sites", "main_group")
    for group, number in counted.items():
        assert labels[group] in said
        assert str(number) in said
    assert f"{whole.sites['elements'].explode().eq('W').sum()}" in said


def test_every_bar_of_elements_has_a_name(whole, said):
    svg(whole, drawing="counts")
    assert "REE  Rare earths" in said
    symbols = set(whole.catalog.elements.index) | {"REE"}
    assert not symbols & set(said)


@pytest.mark.parametrize("code", ["en", "ru", "kk"])
@pytest.mark.parametrize("regions", [(), ("KZ-35",)])
def test_nothing_beside_the_map_is_cut_or_leaves_the_page_in_any_language(prepared, monkeypatch, code, regions):
    write, lines = Canvas.text, []

    def listening(page, at, words, style, align="left", *more, **how):
        if page.width == pictures.WIDTH and align == "left":
            lines.append((at, words, style))
        write(page, at, words, style, align, *more, **how)

    monkeypatch.setattr(Canvas, "text", listening)
    view = geo.select(prepared, geo.Selection(regions=regions))
    svg(view, say=language.of_code(code), address="https://x.example/?v=1")
    assert len(lines) > 8
    for (left, level), words, style in lines:
        assert not words.endswith("…"), words
        assert left + width_of(words, style.size, style.bold) <= pictures.WIDTH - 6, words
        assert level > 5
        starts = [other for (other, height), *_ in lines if height == level and other > left]
        assert all(left + width_of(words, style.size, style.bold) < other for other in starts), words


def test_a_picture_written_as_a_file_format_speaks_the_language(prepared, said):
    view = geo.select(prepared, geo.Selection(regions=("KZ-35",)))
    registry.content(view, "svg", say=language.of_code("ru"))
    assert {"Карагандинская область", "200 км", "Караганда"} <= set(said)


def test_address_stands_below(whole, said):
    svg(whole, address="https://maps.example/?element=Nd")
    assert any(line.endswith("View: https://maps.example/?element=Nd") for line in said)


def test_hostile_words_are_only_words(prepared):
    """A search goes into the title; it cannot end the SVG's comment, nor start an element, nor break the file."""
    for words in ("--><script>alert(1)</script>", "$\\frac{1}{", "\x00\x1b]]>", "😀 ﷽" * 20):
        content = svg(geo.select(prepared, geo.Selection(words=words)))
        root = ElementTree.fromstring(content)
        assert not [node for node in root.iter() if node.tag.endswith("script")]


def test_thousands_of_sites_are_clusters(whole, said):
    times = 60
    sites = pandas.concat([whole.sites] * times)
    sites.index = pandas.Index([f"s{number}" for number in range(len(sites))])
    many = replace(whole, sites=sites)
    assert len(many.located) > 3000
    content = svg(many)
    assert ENGLISH_TEXTS.cluster in said
    assert len(content) < 3_000_000


def test_write_makes_the_file(whole, tmp_path):
    path = tmp_path / "map.png"
    pictures.write(whole, path, "png")
    assert path.read_bytes() == pictures.content(whole, "png")


def test_write_complains_of_a_folder_that_is_not_there(whole, tmp_path):
    with pytest.raises(FileNotFoundError):
        pictures.write(whole, tmp_path / "nowhere" / "map.svg", "svg", drawing="counts")


def test_whole_country_names_its_most_claimed_sites_and_says_so(whole, said):
    svg(whole)
    assert "Zhana Kazakhstan +5" in said
    assert any("Names of sites stand where there is room." in line for line in said)


def test_the_map_for_a_page_has_its_legend_and_no_title(whole, said):
    assert pictures.plain(whole).startswith(b"\x89PNG")
    assert ENGLISH_TEXTS.cluster in said
    assert "Rare-earth and rare-metal deposits of Kazakhstan" not in said


def test_subtitle_says_what_a_symbol_means(prepared, said):
    svg(geo.select(prepared, geo.Selection(elements=("W",), regions=("KZ-35",))))
    assert any(line.startswith("W Tungsten; ") for line in said)


def test_names_of_regions_do_not_look_like_names_of_sites(whole, monkeypatch):
    styles, write = {}, Canvas.text

    def listening(page, at, words, style, *more, **how):
        styles[words] = style
        write(page, at, words, style, *more, **how)

    monkeypatch.setattr(Canvas, "text", listening)
    svg(whole)
    assert styles["Qyzylorda"].spaced
    assert not styles["Kundybai"].spaced
    assert styles["Qyzylorda"].colour == PAPER.region_name != styles["Kundybai"].colour
