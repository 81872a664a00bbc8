"""Lines of text: the letters that the font has, and where lines break."""

from __future__ import annotations

from geo.plot import text_layout


def test_kazakh_and_russian_letters_are_in_the_font():
    words = "Жаңа Қазақстан, Ұлытау, Өскемен, Үштөбе, Іле, һ, Щучинск ×≠“”…"
    assert text_layout.printable(words) == words


def test_wide_letters_are_drawn_as_plain_ones():
    assert text_layout.printable("Ｎｄ＝１ ㎞") == "Nd=1 km"


def test_long_text_is_wrapped_and_cut():
    lines = text_layout.wrapped("alpha beta gamma delta epsilon zeta eta theta", 10, 80, most=2)
    assert len(lines) == 2
    assert lines[0].startswith("alpha")
    assert lines[1].endswith("…")
    assert all(text_layout.width_of(line, 10) <= 80 for line in lines)
    assert text_layout.wrapped("x" * 300, 10, 80, most=1)[0].endswith("…")
    assert text_layout.wrapped("", 10, 80) == []
