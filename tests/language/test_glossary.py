"""The one list of our words: complete, short enough to be read on hover, and printed on the page about the method."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geo.catalog import filters
from geo.language import glossary
from pages import components
from tests.pages.test_pages import METHOD, opened, text

COMPONENTS = Path(components.__file__).parent
WORDS = (
    "site",
    "layer",
    "parent",
    "claim",
    "subject",
    "source",
    "root",
    "basis",
    "reading",
    "qualifier",
    "interval",
    "grade",
    "verdict",
    "tier",
    "precision",
)


def test_every_word_of_the_design_is_explained() -> None:
    assert tuple(glossary.TERMS) == WORDS


@pytest.mark.parametrize("name", WORDS)
def test_a_word_is_explained_where_it_stands(name: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in COMPONENTS.glob("*.py") if path.stem != "explained")
    assert f'explained.term("{name}")' in code or name in {spec.term for spec in filters.FACETS}


@pytest.mark.parametrize("name", WORDS)
def test_a_meaning_is_a_sentence_that_fits_a_hover(name: str) -> None:
    meaning = glossary.TERMS[name].meaning
    assert re.fullmatch(r"[A-Z].{10,128}\.", meaning)


def test_the_method_page_lists_them_all() -> None:
    words = text(opened(METHOD))
    for term in glossary.TERMS.values():
        assert f"- **{term.word}** — {term.meaning}" in words
