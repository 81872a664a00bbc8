"""Finding the texts of the screen in the source, and holding the translations against them."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tools import texts, translate

LISTING = """
from geo.tongue import Text

Outcome = Literal["agrees", "differs"]
TITLES: Final[Mapping[str, Text]] = {"key": "A title"}
PAIRS: tuple[tuple[Text, Text], ...] = (("One word", "its meaning"),)


@dataclass
class Kind:
    key: str
    title: Text


class MapTexts:
    language: Literal["en"] = "en"
    legend: str = "Legend of the map"


def phrase(template: Text, **values): ...


def told(self_, kind, before, after, template: Text, factor=None): ...


def words() -> Text:
    return "returned" if x else "otherwise"


def page():
    say("at once, " "in two parts")
    say("one" if many else "several")
    say(TITLES["key"])
    phrase("with {value}", value="not this")
    Kind("a key", "of a class")
    Kind(key="another key", title="by its name")
    told(self, "kind", *sides, "behind a star")
    known: Text = "first"
    if x:
        known, other = "then", "not that"
    f"no {text}"
    "nor this"
"""
FOUND = {
    *("agrees", "differs", "A title", "One word", "its meaning", "Legend of the map", "returned", "otherwise"),
    *("at once, in two parts", "one", "several", "with {value}", "of a class", "by its name", "behind a star"),
    *("first", "then"),
}


def listed(tmp_path: Path, source: str) -> set[str]:
    path = tmp_path / "page.py"
    path.write_text(source, encoding="utf-8")
    return set(texts.texts([path]))


def test_texts_are_found_by_their_type(tmp_path):
    assert listed(tmp_path, LISTING) == FOUND


@pytest.mark.parametrize("glued", ['say(f"{number} sites")', 'say("sites: " + number)', "x: Text = f'{a} of'"])
def test_a_text_put_together_before_it_is_said_is_refused(tmp_path, glued):
    with pytest.raises(texts.GluedError, match=r"page\.py:1"):
        listed(tmp_path, glued)


def test_a_text_must_not_grow_later(tmp_path):
    with pytest.raises(texts.GluedError):
        listed(tmp_path, "def page():\n    known: Text = 'first'\n    known += ', then more'\n")


def test_every_text_of_the_real_sources_is_known():
    found = translate.found()
    assert {"Legend", "Reality check", "million tons", "inconsistent", "Press, names its first source"} <= set(found)
    assert not any("\n" in text for text in found)


def catalogue(**messages: str) -> Catalog:
    made = Catalog(locale="ru")
    for text, said in messages.items():
        made.add(text.replace("_", " "), said)
    return made


def test_what_is_wrong_with_a_catalogue_is_named():
    wanted = catalogue(good="", empty="", missing="", unsure="")
    wanted.add("{number} sites")
    mine = catalogue(good="хорошо", empty="", gone="было")
    mine.add("unsure", "наверное", flags=["fuzzy"])
    mine.add("{number} sites", "объектов: {count}")
    assert set(translate.faults(wanted, mine)) == {
        "missing: missing",
        "not translated: empty",
        "unsure (fuzzy): unsure",
        "no longer a text: gone",
        "other values in braces: {number} sites -> объектов: {count}",
    }


def test_an_unclosed_brace_is_no_translation():
    assert translate.placeholders("{number} of {all}") == {"number", "all"}
    assert translate.placeholders("{number of") != translate.placeholders("{number} of")


def test_a_file_is_the_same_each_time_it_is_written(tmp_path, monkeypatch):
    made = catalogue(good="хорошо")
    assert translate.written(made, "ru") == translate.written(made, "ru")
    assert '"Language: ru\\n"' in translate.written(made, "ru")


def test_the_translations_are_whole(capsys):
    assert translate.check() == 0, capsys.readouterr().err


def test_a_wrong_call_is_told(capsys):
    assert translate.main(["everything"]) == 2
    assert "extract" in capsys.readouterr().err
