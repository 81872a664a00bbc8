"""Keep the translations in step with the texts: ``python -m tools.translate extract|update|check``.

``extract`` writes ``locale/messages.pot``, the list of all texts; ``update`` brings it into the catalogue of each
language, where what is new stands empty and what has changed is marked as fuzzy; ``check`` changes nothing and fails
where a text has no translation, a translation is of no text, is unsure (fuzzy), names other {values} than its text or
a case that its language does not have, has sentences glued together, or another number of them.
A text with a count has a form for each kind of number that the language knows (CLDR, as Babel has it).
"""

from __future__ import annotations

import csv
import io
import json
import re
import string
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeAlias, get_args

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from babel.plural import to_gettext

from geo.claims.verdicts import Outcome
from geo.language import kazakh
from geo.language.codes import OTHER_LANGUAGES
from tools import texts

FOLDER: Final = texts.ROOT / "locale"
TEMPLATE: Final = FOLDER / "messages.pot"
WORDS: Final = FOLDER / "source_words.csv"
"""Words of sources for materials and categories that mean the same in each language; others stay as written."""
DATA: Final = texts.ROOT / "data"
_CODES_SAID: Final = ("qualifier", "quantity", "unit_si", "date_basis")
"""Fields of the data whose codes are themselves words that are said, beside their labels."""
CASES: Final = {"kk": kazakh.CASES}
"""Cases that a translation may ask of a value, ``{amount:ablative}``, by language."""
Place: TypeAlias = texts.Place
_CAPITAL: Final = r"[^\W\d_a-zа-яёәіңғүұқөһ]"
_GLUED: Final = re.compile(rf"(?:[^\W\d_]{{2}}|[»”\")}}])[.!?…][»”\")]?(?=[«“]?{_CAPITAL})")
"""A sentence's end with a capital directly behind it."""
_SHORT: Final = "".join(rf"(?<!\b{word})" for word in ("см", "др", "стр", "тыс", "долл", r"т\. б", "incl"))
"""Not behind one of our abbreviations."""
_ENDS: Final = re.compile(rf"{_SHORT}[.!?…][»”\")*]*(?:$|\s(?=[^\w]*(?:{_CAPITAL}|\{{)))")
"""Ends of sentences: a mark at the end, or before a capital or a value."""


def found() -> dict[texts.Said, list[Place]]:
    """Return all texts, each with where it stands: those of the program, then words of sources and of the data."""
    said = texts.texts(texts.sources())
    for text, file in (*_words_of_program(), *_words_of_data()):
        if any(letter.isalpha() for letter in text):
            said.setdefault(text, []).append((file, 1))
    return said


def _words_of_program() -> Iterator[tuple[str, str]]:
    """Yield what is said as the program has it, with its file: outcomes of a comparison, common words of sources."""
    yield from ((outcome, "geo/claims/verdicts.py") for outcome in get_args(Outcome))
    with WORDS.open(encoding="utf-8", newline="") as file:
        yield from ((row["word"], "locale/source_words.csv") for row in csv.DictReader(file))


def _words_of_data() -> Iterator[tuple[str, str]]:
    """Yield words of the data that are said, with their file: labels and codes of vocabularies, units, grades."""
    schema = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    for resource in schema["resources"]:
        for column in resource.get("schema", {}).get("fields", []):
            for category in column.get("categories", ()):
                words = (category["label"], category["value"] if column["name"] in _CODES_SAID else "")
                yield from ((text, "data/datapackage.json") for text in words)
    with (DATA / "claims.csv").open(encoding="utf-8", newline="") as file:
        yield from ((row["review_reason"], "data/claims.csv") for row in csv.DictReader(file))
    for path in sorted((DATA / "sites").glob("*.geojson")):
        sites = json.loads(path.read_text(encoding="utf-8"))["features"]
        yield from ((site["properties"]["review_reason"], "data/sites") for site in sites)
    with (DATA / "units.csv").open(encoding="utf-8", newline="") as file:
        yield from ((row["unit"], "data/units.csv") for row in csv.DictReader(file))
    with (DATA / "evidence_grades.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield from ((row[name], "data/evidence_grades.csv") for name in ("gkz", "crirsco", "unfc"))
            yield row["crirsco"].partition(" (")[0], "data/evidence_grades.csv"


def template() -> Catalog:
    """Return the list of all texts."""
    catalog = Catalog(charset="utf-8")
    for text, places in sorted(found().items(), key=lambda item: (item[1][0][0], item[1][0][1], first(item[0]))):
        if first(text) in catalog:
            raise ValueError(f"{first(text)!r} is a text alone and the form of a count: word one of them otherwise")
        files = tuple((name, None) for name in dict.fromkeys(name for name, _ in places))  # lines change too often
        catalog.add(text, locations=files)  # type: ignore[arg-type]
    return catalog


def first(text: object) -> str:
    """Return what a text is found by: itself, or its form for one."""
    return str(text[0] if isinstance(text, tuple | list) else text)


def written(catalog: Catalog, language: str = "") -> str:
    """Return a catalogue as the text of its file: the same catalogue, the same text."""
    body = io.BytesIO()
    write_po(body, catalog, width=120, omit_header=True, ignore_obsolete=True)
    name = f": {Locale(language).english_name}" if language else ""
    fields = {"Language": language, "MIME-Version": "1.0", "Content-Type": "text/plain; charset=utf-8"}
    fields["Content-Transfer-Encoding"] = "8bit"
    if language:
        fields["Plural-Forms"] = to_gettext(Locale(language).plural_form)
    lines = [f"# Texts of Kazakhstan Deposits{name}. Apache License 2.0.", 'msgid ""', 'msgstr ""']
    lines += [f'"{field}: {value}\\n"' for field, value in fields.items()]
    return "\n".join(lines) + "\n\n" + body.getvalue().decode("utf-8").lstrip("\n")


def catalogue(language: str) -> Path:
    """Return where the translations into a language stand."""
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def translations(language: str) -> Catalog:
    """Return the translations into a language; none where the file is missing."""
    path = catalogue(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def extract() -> int:
    """Write the list of all texts."""
    FOLDER.mkdir(exist_ok=True)
    TEMPLATE.write_text(written(template()), encoding="utf-8", newline="\n")
    print(f"{len(template())} texts in {TEMPLATE.relative_to(texts.ROOT)}")
    return 0


def update() -> int:
    """Write the list of all texts, and bring it into the catalogue of each language."""
    extract()
    for language in OTHER_LANGUAGES:
        catalog = translations(language)
        catalog.update(template(), update_creation_date=False)
        path = catalogue(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(catalog, language), encoding="utf-8", newline="\n")
        left = sum(message.fuzzy or not all(forms(message.string)) for message in catalog if message.id)
        print(f"{left} of {len(catalog)} texts wait for a translation in {path.relative_to(texts.ROOT)}")
    return 0


def check() -> int:
    """Name all that is wrong with the catalogues; return 1 if anything is."""
    wanted = template()
    wrong = [f"{language}: {fault}" for language in OTHER_LANGUAGES for fault in faults(wanted, translations(language))]
    if not TEMPLATE.exists() or TEMPLATE.read_text(encoding="utf-8") != written(wanted):
        wrong.append("locale/messages.pot is not of these sources: python -m tools.translate update")
    for fault in wrong:
        print(fault, file=sys.stderr)
    if not wrong:
        names = ", ".join(str(Locale(code).english_name) for code in OTHER_LANGUAGES)
        print(f"{len(wanted)} texts in {names}: all translated.")
    return bool(wrong)


def faults(wanted: Catalog, catalog: Catalog) -> Iterator[str]:
    """Yield what is wrong with the translations into one language, a line each."""
    known = {first(message.id): message for message in catalog if message.id}
    language = str(catalog.locale_identifier)
    for message in wanted:
        if message.id and first(message.id) not in known:
            yield f"missing: {first(message.id)}"
    for text, message in known.items():
        if text not in wanted:
            yield f"no longer a text: {text}"
        elif len(forms(message.string)) != (catalog.num_plurals if isinstance(message.id, tuple | list) else 1):
            yield f"not in all forms of number: {text}"
        else:
            many = forms(wanted[text].id)[-1]
            yield from (fault for said in forms(message.string) for fault in _faults_of(message, many, said, language))


def forms(text: object) -> tuple[str, ...]:
    """Return the forms of a text or a translation; most have one."""
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text),)


def _faults_of(message: Message, text: str, said: str, language: str) -> Iterator[str]:
    if not said:
        yield f"not translated: {text}"
    elif message.fuzzy:
        yield f"unsure (fuzzy): {text}"
    elif placeholders(said) != placeholders(text):
        yield f"other values in braces: {text} -> {said}"
    elif any(edge(said) != edge(text) for edge in (_before, _behind)):
        yield f"other spaces at the ends: {text!r} -> {said!r}"
    elif not _cases(said) <= set(CASES.get(language, ())):
        yield f"a case that the language does not have: {said}"
    elif len(_GLUED.findall(said)) > len(_GLUED.findall(text)):
        yield f"sentences glued together: {said}"
    elif len(_ENDS.findall(said)) != len(_ENDS.findall(text)):
        yield f"another number of sentences: {text} -> {said}"


def _cases(text: str) -> set[str]:
    return {case for _, _, case, _ in string.Formatter().parse(text) if case}


def placeholders(text: str) -> set[str]:
    """Return the names in braces; an unclosed brace counts as a name that no text has."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {"{"}


def _before(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _behind(text: str) -> str:
    return text[len(text.rstrip()) :]


def main(arguments: list[str]) -> int:
    """Do what is asked."""
    commands: dict[str, Callable[[], int]] = {"extract": extract, "update": update, "check": check}
    if len(arguments) != 1 or arguments[0] not in commands:
        print(__doc__, file=sys.stderr)
        return 2
    return commands[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
