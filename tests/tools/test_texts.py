"""Finding the texts of the screen in the source, and holding the translations against them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.catalog import Catalog

from geo.claims.verdicts import Outcome
from geo.language import translation
from geo.plot.map_texts import MapTexts
from tools import texts, translate

LISTING = """
from geo.language.translation import N_, NN_, Forms, Text

TITLES: Final[Mapping[str, Text]] = {"key": N_("A title"), "": Text("")}
PAIRS: tuple[tuple[Text, Text], ...] = ((N_("One word"), N_("its meaning")),)


class MapTexts:
    language: Literal["en"] = "en"
    legend: Text = N_("Legend of the map")


def phrase(template: str = "not a default", **values): ...


def say(text="nor this"): ...


def words() -> Text:
    return N_("returned" if x else "otherwise")


def page():
    say("at once, " "in two parts")
    say("one" if many else "several")
    say(name or "some name")
    say({"key": "chosen", "other": "of all"}[key])
    say(TITLES["key"])
    say(words("nor that"))
    speaker.say("by a method")
    f"**{say('inside another')}**"
    st.write(shown(phrase("deep", value=phrase("deeper"))))
    phrase("with {value}", value="not this")
    Phrase("with {more}", {"more": "not this"})
    Kind("a key", N_("of a class"))
    Kind(key="another key", title=N_("by its name"))
    told(self, "kind", *sides, N_("behind a star"))
    known: Text = N_("first")
    if x:
        known, other = N_("then"), "not that"
    f"no {text}"
    "nor this"


COUNTS: Final[Mapping[str, Forms]] = {"key": NN_("{number} one", "{number} many")}


def count():
    counted(NN_("{number} at once", "{number} in a call"), 2)
"""
FOUND = {
    *("A title", "One word", "its meaning", "Legend of the map", "returned", "otherwise", "some name", "chosen"),
    *("at once, in two parts", "one", "several", "with {value}", "of a class", "by its name", "behind a star"),
    *("of all", "by a method", "inside another", "deep", "deeper", "with {more}", "first", "then"),
    *(("{number} one", "{number} many"), ("{number} at once", "{number} in a call")),
}
UNMARKED = """
from translation import N_, NN_, Forms, Text

known: Text = N_("first")
forms: Forms = NN_("{number} one", "{number} many")
known = "then"
known += ", then more"
known = f"{known} of"
forms = ("{number} site", "{number} sites")
"""


def listed(tmp_path: Path, source: str) -> set[texts.Said]:
    path = tmp_path / "page.py"
    path.write_text(source, encoding="utf-8")
    return set(texts.texts([path]))


def test_texts_are_found_by_their_keywords(tmp_path):
    assert listed(tmp_path, LISTING) == FOUND


@pytest.mark.parametrize(
    "glued",
    [
        'say(f"{number} sites")',
        'say("sites: " + number)',
        'say("%s of" % a)',
        "x: Text = N_(f'{a} of')",
        'phrase("no " + what if what else "none")',
        'counted(NN_("{number} site", f"{number} {things}"), 2)',
    ],
)
def test_a_text_put_together_before_it_is_said_is_refused(tmp_path, glued):
    with pytest.raises(texts.GluedError, match=r"page\.py:1"):
        listed(tmp_path, glued)


@pytest.mark.parametrize("named", ["x: Text = N_(name)", "NN_(*both)", "NN_('one', many)", "phrase(template='none')"])
def test_a_mark_holds_the_text_itself(tmp_path, named):
    with pytest.raises(texts.GluedError, match=r"page\.py:1"):
        listed(tmp_path, named)


def test_a_text_without_its_mark_and_one_that_grows_later_are_found_by_mypy(tmp_path):
    shutil.copy(translation.__file__, tmp_path)
    (tmp_path / "page.py").write_text(UNMARKED, encoding="utf-8")
    stub = "from typing import Any\ndef __getattr__(name: str) -> Any: ...\n"  # pandas itself takes long to read
    (tmp_path / "pandas.pyi").write_text(stub, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "page.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    found = [line.split(":")[:3] for line in done.stdout.splitlines() if " error: " in line]
    assert found == [["page.py", str(line), " error"] for line in (6, 7, 8, 9)], done.stdout + done.stderr


def test_every_text_of_the_real_sources_is_known():
    found = translate.found()
    assert {"Legend", "Reality check", "million tons", "inconsistent", "Press, names its first source"} <= set(found)
    assert {("{number} claim", "{number} claims"), "same 64.2 km2 twice"} <= set(found)
    assert {"In our words", "Nothing contradicts.", "rare earth metals (REM)", *get_args(Outcome)} <= set(found)
    assert {item.default for item in fields(MapTexts) if item.name != "language"} <= set(found)
    assert not any("\n" in part for text in found for part in translate.forms(text))


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


def faults_of(text: object, said: object, language: str = "ru") -> set[str]:
    """Return the kinds of faults of one translation."""
    wanted, mine = Catalog(), Catalog(locale=language)
    wanted.add(text)
    mine.add(text, said)
    return {fault.partition(":")[0] for fault in translate.faults(wanted, mine)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The app runs at {host}.", "О нём цифр нет.Приложение работает по адресу {host}."),
        ("Semicolons part the cells.", "Цифр нет. Разделяет ячейки точками с запятой."),
        ("One. Two. Three.", "Раз. Два."),
        ("Parts the cells.", "Ұяшықтарды бөледі.Екінші «сөйлем»."),
        ("As text", "«Текст».Ещё"),
    ],
)
def test_a_sentence_too_many_or_glued_is_found(text, said):
    assert faults_of(text, said) <= {"sentences glued together", "another number of sentences"}
    assert faults_of(text, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{names} and others", "{names} и др."),
        ("page {where}", "стр. {where}"),
        ("million US dollars", "млн долл. США"),
        ("One, see Method.", "Одно, см. «Метод»."),
        ("**{counted} repeat.** {who}: {what}.", "**{counted} повторяют.** {who}: {what}."),
        ("U.S. and E3.2; G4", "США и E3.2; G4"),
    ],
)
def test_what_only_looks_like_it_passes(text, said):
    assert faults_of(text, said) == set()


def test_a_case_belongs_to_a_language():
    assert faults_of("over {amount}", "{amount:ablative} астам", "kk") == set()
    assert faults_of("over {amount}", "{amount:vocative} астам", "kk") == {"a case that the language does not have"}
    assert faults_of("over {amount}", "свыше {amount:genitive}", "ru") == {"a case that the language does not have"}


def test_a_count_needs_every_form_of_the_language():
    text = ("{number} site", "{number} sites")
    mine, wanted = Catalog(locale="ru"), Catalog()
    wanted.add(text)
    mine.add(text, ("{number} объект", "{number} объекта", "объектов"))
    assert list(translate.faults(wanted, mine)) == ["other values in braces: {number} sites -> объектов"]
    mine[text[0]].string = ("{number} объект", "{number} объекта")
    assert list(translate.faults(wanted, mine)) == ["not in all forms of number: {number} site"]


def test_a_text_is_not_also_the_form_of_a_count(monkeypatch):
    monkeypatch.setattr(translate, "found", lambda: {"{n} a": [("x", 1)], ("{n} a", "{n} b"): [("y", 1)]})
    with pytest.raises(ValueError, match="word one of them otherwise"):
        translate.template()


def test_the_forms_of_a_language_are_those_of_cldr():
    assert "nplurals=4" in translate.written(Catalog(), "ru")
    assert "nplurals=2" in translate.written(Catalog(), "kk")


def test_a_file_is_the_same_each_time_it_is_written(tmp_path, monkeypatch):
    made = catalogue(good="хорошо")
    assert translate.written(made, "ru") == translate.written(made, "ru")
    assert '"Language: ru\\n"' in translate.written(made, "ru")


def test_the_translations_are_whole(capsys):
    assert translate.check() == 0, capsys.readouterr().err


def test_a_wrong_call_is_told(capsys):
    assert translate.main(["everything"]) == 2
    assert "extract" in capsys.readouterr().err
