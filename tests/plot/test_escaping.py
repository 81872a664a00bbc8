"""Text that reaches folium means nothing to HTML, JavaScript or Jinja, and stays the same text."""

from __future__ import annotations

import html
import json

import branca.element
import folium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.plot import escaping

HOSTILE = (
    "{{7*7}}",
    "{{ this.get_root() }}",
    "{% for x in y %}",
    "{# note",
    "${alert(1)}",
    "`x`",
    "\\`x\\`",
    "</script><img src=x onerror=alert(1)>",
    "<!--",
    "'\"&",
    "a_b1",
    "\u2028\u2029\0",
    "😀",
)
DANGEROUS = set("{}$`<>&'\"\\%#_\u2028\u2029\0")


@pytest.mark.parametrize("text", HOSTILE)
def test_html_keeps_the_code_points(text: str) -> None:
    if "\0" not in text:
        assert html.unescape(escaping.html(text)) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_html_keeps_nothing_dangerous(text: str) -> None:
    assert not (DANGEROUS - set("&#")) & set(escaping.html(text))


def test_html_leaves_names_readable() -> None:
    assert escaping.html("Жаңа Қазақстан, Dos 1-3.") == "Жаңа Қазақстан, Dos 1-3."


@given(st.text())
def test_script_is_json_of_the_same_text(text: str) -> None:
    assert json.loads(escaping.script({text: [text, 1.5, None, True]})) == {text: [text, 1.5, None, True]}


@given(st.text())
def test_script_keeps_nothing_dangerous_in_a_text(text: str) -> None:
    written = escaping.script(text)
    assert written[0] == written[-1] == '"'
    assert not (DANGEROUS - {"\\"}) & set(written[1:-1])


def test_script_of_nested_mappings_opens_no_template() -> None:
    written = escaping.script({"a": {"b": {}}, "c": [{"d": {"%": "#"}}]})
    assert not any(mark in written for mark in ("{{", "{%", "{#"))


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_script_refuses_numbers_that_json_lacks(value: float) -> None:
    with pytest.raises(ValueError, match=r"not JSON compliant|Out of range"):
        escaping.script(value)


@pytest.mark.parametrize("text", [text for text in HOSTILE if "{" in text])
def test_rendered_text_is_not_a_template_any_more(text: str) -> None:
    escaping.make_literal()
    escaping.make_literal()
    assert branca.element.Element(text).render() == text


def test_folium_still_renders_after_the_cure() -> None:
    escaping.make_literal()
    page = folium.Map(location=[48, 67], tiles=None)
    folium.Marker([48, 67], popup=folium.Popup("{{'com' + 'puted'}}")).add_to(page)
    text = page.get_root().render()
    assert "L.popup(" in text
    assert "computed" not in text
