"""Every page in every language, without a browser: nothing of ours stays English, and the switch keeps the view."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import streamlit as st
from google.protobuf.json_format import MessageToDict
from streamlit.testing.v1 import AppTest

from geo.language import wording
from geo.language.codes import OTHER_LANGUAGES
from geo.language.translation import ENGLISH
from geo.world import country_tables
from pages.components.session import language
from tests.conftest import DATA
from tests.pages.test_pages import MAP, address, opened
from tools import translate

PAGES = {
    "pages/explore/map.py": {},
    "pages/explore/deposits.py": {"site": "zhana_kazakhstan"},
    "pages/explore/regions.py": {"area": "KZ-35"},
    "pages/evidence/check.py": {"conflict": "zhana_kazakhstan.tonnage.REE"},
    "pages/evidence/family.py": {"family": "ministry-2025-04-02"},
    "pages/evidence/world.py": {},
    "pages/evidence/sources.py": {},
    "pages/about/method.py": {},
    "pages/about/changes.py": {},
}
OTHERS = ("ru", "kk")
NARROW = "\u202f"


@pytest.fixture(scope="module")
def data_words() -> str:
    """Return all words of the data: what a source or its row says stays as it is."""
    files = [*DATA.glob("*.csv"), *DATA.glob("sites/*.geojson")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def shown(app: AppTest) -> set[str]:
    """Return every text that the page sends, of tables the headings and cells too, without the marks of Markdown."""
    found: set[str] = set()
    for block in (app.main, app.sidebar):
        for node in _nodes(block):
            found |= set(_strings(MessageToDict(node.proto)))
    for table in app.dataframe:
        found |= {str(name) for name in table.value.columns}
        found |= {str(cell) for column in table.value for cell in table.value[column].unique()}
    return {re.sub(r"\\(.)|\*\*|#+ |:\w+\[|\]$", r"\1", text).strip() for text in found}


def _nodes(block: Any) -> Iterator[Any]:
    for child in getattr(block, "children", {}).values():
        if getattr(child, "proto", None) is not None:
            yield child
        yield from _nodes(child)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.split("\n")
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in ("id", "key", "data", "formId", "language", "icon", "url", "queryString", "page"):
                yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def english(texts: set[str], code: str, data_words: str) -> list[str]:
    """Return the texts of ours that stand among those of a page in English, though the language has another word."""
    left = []
    for message in translate.translations(code):
        said = " ".join(translate.forms(message.string))
        for text in translate.forms(message.id):
            if not text or said == text:
                continue
            piece = max(re.split(r"\{\w*\}", text), key=len).strip(" .:,;()")
            if len(piece.split()) < 3:
                left += [text] if text in texts and text not in data_words else []
            elif piece not in data_words and piece not in said and any(piece in shown for shown in texts):
                left.append(text)
    return left


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("page", PAGES)
def test_nothing_of_ours_stays_english(page, code, data_words):
    app = opened(page, lang=code, **PAGES[page])
    assert english(shown(app), code, data_words) == []
    assert language.of_code(code)("Kazakhstan Deposits") in shown(app)


def test_the_search_for_english_finds_it(data_words):
    assert {"Search", "More filters and order"} <= set(english(shown(opened()), "ru", data_words))


def test_the_switch_has_english_and_each_language_that_names_and_texts_are_in():
    assert list(language.LANGUAGES) == [ENGLISH.code, *OTHER_LANGUAGES]


def test_the_switch_keeps_the_view():
    app = opened(region="KZ-35", element="W", site="north_katpar", lang="ru")
    before = address(app)
    app.segmented_control(key="language_choice").set_value("kk").run()
    assert not app.exception
    assert address(app) == before | {"lang": ["kk"]}


def test_without_a_choice_the_address_says_nothing_of_it():
    assert "lang" not in address(opened())
    assert address(opened(lang="en"))["lang"] == ["en"]


def test_an_unknown_language_is_named_and_left_out():
    app = opened(lang="tlh", region="KZ-35")
    assert "`lang tlh`" in app.info[0].value
    assert address(app) == {"region": ["KZ-35"]}


def test_links_of_the_menu_carry_the_language():
    app = opened(lang="kk")
    links = app.sidebar.get("page_link")
    assert links
    assert all("lang=kk" in link.proto.query_string for link in links)


@pytest.mark.parametrize(
    ("locale", "code"), [("ru-RU", "ru"), ("kk", "kk"), ("de-DE", "en"), ("", "en"), (None, "en"), ("RU", "ru")]
)
def test_the_first_language_is_the_browsers_where_we_speak_it(monkeypatch, locale, code):
    monkeypatch.setattr(type(st.context), "locale", property(lambda self: locale))
    app = opened()
    assert app.title[0].value == language.of_code(code)("Rare-earth and rare-metal deposits of Kazakhstan")
    assert "lang" not in address(app)


def test_a_link_outdoes_the_browser(monkeypatch):
    monkeypatch.setattr(type(st.context), "locale", property(lambda self: "ru-RU"))
    assert opened(lang="en").title[0].value == "Rare-earth and rare-metal deposits of Kazakhstan"


def test_a_label_of_another_language_still_means_its_choice():
    app = opened(lang="ru")
    pills = next(item for item in app.get("button_group") if item.key == "region")
    assert any("Карагандинская · " in str(option.content) for option in pills.proto.options)


@pytest.mark.parametrize("code", OTHERS)
def test_numbers_keep_their_digits(code):
    say = language.of_code(code)
    assert say.number("935400") == f"935{NARROW}400"
    assert say.number("0.250") == "0,250"
    assert say.number("1234567.5") == f"1{NARROW}234{NARROW}567,5"
    assert say.number("∞") == "∞"
    assert say.number("2018-2024") == "2018-2024"


def test_dates_have_the_form_of_the_language():
    assert wording.date("2025-04-02", language.of_code("ru")) == "2 апреля 2025"
    assert wording.date("2025-04", language.of_code("ru")) == "апрель 2025"
    assert wording.date("2025-04-02", language.of_code("kk")) == "2025 ж. 2 сәуір"
    assert wording.date("2025", language.of_code("kk")) == "2025"
    assert wording.date("2025-04-02") == "2 April 2025"


def test_a_place_in_the_world_is_a_sentence_in_each_language(catalog):
    found = country_tables.rank(catalog, "MCS 2025", 28_200_000).sentence
    russian, kazakh = (found.text(language.of_code(code)) for code in OTHERS)
    assert russian == "С 28,2 млн т Казахстан занял бы 2-е место по MCS 2025; впереди — Китай."
    assert kazakh == "28,2 млн тоннамен Қазақстан MCS 2025 бойынша 2-орын алар еді; алда — Қытай."


def test_the_map_speaks_the_language():
    texts = language._map_texts("kk")
    assert texts.language == "kk"
    assert texts.legend != "Legend"


def test_a_missing_catalogue_leaves_english(tmp_path, monkeypatch):
    monkeypatch.setattr(language, "CATALOGUES", tmp_path)
    assert language.Foreign("ru")("Map") == "Map"


def test_the_map_page_opens_first(catalog):
    assert opened(MAP, lang="ru").title[0].value == language.of_code("ru")(
        "Rare-earth and rare-metal deposits of Kazakhstan"
    )
