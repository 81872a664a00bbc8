"""The sheet that pictures are drawn on."""

from __future__ import annotations

import threading
from xml.etree import ElementTree

from geo.plot import canvas
from geo.plot.canvas import Style
from geo.plot.text_layout import printable, width_of


def drawn(kind="svg", words="x"):
    with canvas.canvases() as page_of:
        page = page_of(200, 80, "#FFFFFF")
        page.text((10, 40), words, Style(10, "#000000"))
        page.pill((150, 40), (30, 12), "#FF0000", "#0000FF")
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
