"""The sheet that pictures are drawn on."""

from __future__ import annotations

import threading
from xml.etree import ElementTree

import pytest
from shapely.geometry import box

from geo.plot import canvas
from geo.plot.canvas import Style
from geo.plot.text_layout import printable, width_of


def drawn(kind="svg", words="x"):
    with canvas.canvases() as page_of:
        page = page_of(200, 80, "#FFFFFF")
        page.text((10, 40), words, Style(10, "#000000"))
        page.shape([(150, 40), (170, 40), (160, 60), (0, 0)], (1, 2, 2, 79), "#FF0000", "#0000FF", 1)
        page.band((100, 40), (8, 12), (0, 120), "#FF0000")
        page.dotted([box(20, 10, 60, 30)], "#0000FF", 0.5, 3)
        return page.content(kind, words, "origin")


def test_same_drawing_same_bytes():
    for kind in canvas.IMAGE_FORMATS:
        assert drawn(kind) == drawn(kind)


def test_png_is_as_large_as_told():
    content = drawn("png")
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(content[16:20], "big") == round(200 / 72 * canvas.DOTS)


def test_file_says_no_time_and_no_program():
    assert b"dc:date" not in drawn("svg")
    assert b"Matplotlib" not in drawn("png")


def test_no_text_is_a_formula():
    """Names are shown as they are, whatever TeX would make of them."""
    assert drawn("png", "$\\frac{") != drawn("png", "$\\frac")
    assert width_of("$x^2$", 10) > 20


def test_letters_that_the_font_lacks_become_boxes_and_controls_spaces():
    assert printable("a\x00b\nc漢") == "a b c□"
    ElementTree.fromstring(drawn("svg", "a\x00b<&>\ud800"))


def test_several_draw_at_once():
    """Sessions ask at the same time; matplotlib's settings are the process's."""
    alone, found = drawn(), []
    threads = [threading.Thread(target=lambda: found.append(drawn())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [alone] * 4


def test_a_band_goes_clockwise_from_the_top():
    """A quarter from the top lies right and above."""
    with canvas.canvases() as page_of:
        page = page_of(100, 100, "#FFFFFF")
        page.band((50, 50), (6, 10), (0, 90), "#FF0000")
        extents = page.axes.patches[0].get_path().get_extents(page.axes.patches[0].get_patch_transform())
    assert extents.extents.tolist() == pytest.approx([50, 50, 60, 60])


def test_dots_of_a_pattern_are_no_shapes_of_their_own():
    """A region full of dots leaves an SVG small."""
    with canvas.canvases() as page_of:
        page = page_of(800, 500, "#FFFFFF")
        page.dotted([box(0, 0, 800, 500)], "#0000FF", 0.5, 3)
        content = page.content("svg", "x", "origin")
    assert content.count(b"<pattern") == 1
    assert len(content) < 250_000
