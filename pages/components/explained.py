"""Our words explained where they stand: what a reader sees on hover."""

from __future__ import annotations

from geo.language import glossary
from pages.components.session.language import say


def term(name: str) -> str:
    """Return the meaning of a word of :data:`geo.language.glossary.TERMS` in the reader's language."""
    return say(glossary.TERMS[name].meaning)


def listed() -> list[tuple[str, str]]:
    """Return all words with their meanings, in the reader's language."""
    return [(say(item.word), say(item.meaning)) for item in glossary.TERMS.values()]
