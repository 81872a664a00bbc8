"""Search sites by any of their names, whatever the spelling, script or translated word, and small typos.

A ``NameIndex`` is built once from all names and asked with ``find``. Hits that match what was typed come first;
guesses ("did you mean") are made from names a few letters away, and only where no name matches.

>>> index = NameIndex.from_names({"kundybay": ["Kundybai", "Кундыбай"], "north_katpar": ["North Katpar"]})
>>> [(hit.site_id, hit.why) for hit in find(index, "Северный Катпар")]
[('north_katpar', 'translated')]
>>> [(hit.site_id, hit.did_you_mean) for hit in find(index, "Condipbay")]
[('kundybay', True)]
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from geo.catalog import folding
from geo.catalog.name_index import REMARK, Entry, NameIndex, as_written, telling

Why = Literal["exact", "same-spelling", "translated", "words", "prefix", "district", "misprint", "similar"]

LONGEST_QUERY = 200
"""Characters; nothing on the map has a longer name, so longer text finds nothing."""

# Scores, 0 to 100. The bands do not overlap, so a better kind of match is never outranked by a better share.
_EXACT, _SAME_SPELLING, _TRANSLATED, _REORDERED = 100.0, 95.0, 90.0, 88.0
_WORDS, _PREFIX, _DISTRICT, _MISPRINT, _SIMILAR, _OTHER_DIRECTION = 60.0, 50.0, 42.0, 41.0, 10.0, 5.0

_TELLING = 3
"""Letters that must be left of a long text when it is folded: of "aaaa" one is, which begins a third of all names."""
_STRENGTH: Mapping[Why, int] = {"words": 3, "translated": 2, "prefix": 1, "similar": 0}


@dataclass(frozen=True)
class Hit:
    """One site found.

    Attributes
    ----------
    site_id : str
    score : float
        0 to 100, for ranking only; 100 is the name as written.
    matched : str
        The name, alias or district that matched, as written.
    why : str
        ``exact`` (as written, but for case), ``same-spelling`` (another spelling or script), ``translated`` (with a
        word such as North for Severny), ``words`` (whole words of the name), ``prefix`` (beginnings of its words),
        ``district`` (words of the district), ``misprint`` (an alias noted as "(sic)"),
        ``similar`` (a few letters away).
    did_you_mean : bool
        True for a guess: ``misprint`` and ``similar``.
    """

    site_id: str
    score: float
    matched: str
    why: Why
    did_you_mean: bool


def find(index: NameIndex, words: str, limit: int | None = None) -> tuple[Hit, ...]:
    """Find sites by name.

    Every word must match: as itself, in another spelling or script, translated, or as a beginning; words such as
    deposit or участок are ignored. Only where no name matches are guesses made.

    Parameters
    ----------
    index : NameIndex
        The names to look among.
    words : str
        What was typed; anything at all.
    limit : int, optional
        The most hits wanted; all if None.

    Returns
    -------
    tuple of Hit
        One for each site, best first, then by ``site_id``; empty if nothing matches or nothing was asked.
    """
    query = _query(words)
    if query is None:
        return ()
    hits = [*_whole_name_hits(index, query), *_word_hits(index, query)]
    if not any(hit.why != "district" for hit in hits):
        hits.extend(_similar_hits(index, query) or _other_direction_hits(index, query))
    return _ranked(hits)[: None if limit is None else max(limit, 0)]


@dataclass(frozen=True)
class _Query:
    written: str
    words: tuple[str, ...]
    key: str
    generic: bool
    open_ended: bool
    telling: bool


def _query(text: str) -> _Query | None:
    text = text.strip()
    if len(text) > LONGEST_QUERY or not (folded := folding.fold(REMARK.sub(" ", text))):
        return None
    words = telling(folded)
    letters = sum(map(str.isalnum, text))
    key = "".join(words)
    return _Query(
        written=as_written(text),
        words=words,
        key=key,
        generic=all(map(folding.is_generic, words)),
        open_ended=letters > 1,  # one letter begins too many names
        telling=len(key) >= _TELLING or letters <= 2 * len(key),
    )


def _ranked(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    best: dict[str, Hit] = {}
    for hit in hits:
        # Of equals the first stays: entries come in the order of the site's names.
        if hit.site_id not in best or hit.score > best[hit.site_id].score:
            best[hit.site_id] = hit
    return tuple(sorted(best.values(), key=lambda hit: (-hit.score, hit.site_id)))


def _hit(entry: Entry, score: float, why: Why) -> Hit:
    """Make a hit; a district or a misprint keeps its own band whatever matched in it."""
    if entry.kind == "district":
        score, why = _DISTRICT + score / 20, "district"
    elif entry.kind == "misprint" and why != "similar":
        score, why = _MISPRINT, "misprint"
    return Hit(entry.site_id, round(score, 2), entry.written, why, why in ("similar", "misprint"))


def _whole_name_hits(index: NameIndex, query: _Query) -> Iterator[Hit]:
    for number in index.by_written.get(query.written, ()):
        yield _hit(index.entries[number], _EXACT, "exact")
    for number in index.by_key.get(query.key, ()):
        yield _hit(index.entries[number], _SAME_SPELLING, "same-spelling")
    if not query.open_ended or query.generic or not query.telling:
        return
    for key in _beginning_with(index.keys, query.key):
        for number in index.by_key[key]:
            if index.entries[number].kind != "misprint":
                yield _hit(index.entries[number], _PREFIX + 7 * len(query.key) / len(key) + 2, "prefix")


def _beginning_with(terms: Sequence[str], start: str) -> Iterator[str]:
    """Yield the longer terms of a sorted sequence that begin so; "dos1" does not begin "dos10"."""
    for position in range(bisect_left(terms, start), len(terms)):
        term = terms[position]
        if not term.startswith(start):
            return
        if len(term) > len(start) and not (start[-1].isdigit() and term[len(start)].isdigit()):
            yield term


@dataclass(frozen=True)
class _Part:
    """How one word of the query matched one entry: the letters accounted for, and the weakest way used."""

    letters: float
    likeness: float
    why: Why
    first: bool


def _word_hits(index: NameIndex, query: _Query) -> Iterator[Hit]:
    if query.generic or not query.telling:
        return
    for number, part in _all_words(_parts(index, word, query.open_ended) for word in dict.fromkeys(query.words)):
        entry = index.entries[number]
        if entry.kind != "misprint":
            yield _hit(entry, _words_score(entry, query, part), part.why)


def _words_score(entry: Entry, query: _Query, part: _Part) -> float:
    share = min(part.letters / len(entry.key), 1.0)
    if part.why == "prefix":
        return _PREFIX + 7 * share + 2 * part.first
    senses = Counter(folding.meaning(word) or word for word in query.words)
    if senses == Counter(entry.senses):
        return _TRANSLATED if part.why == "translated" else _REORDERED
    return _WORDS + 20 * share + 4 * part.first


def _all_words(found: Iterable[Mapping[int, _Part]]) -> Iterator[tuple[int, _Part]]:
    """Join the parts of the entries that every word matched; stops asking when none is left."""
    joined: dict[int, _Part] = {}
    for position, column in enumerate(found):
        both = column if position == 0 else {n: _joined(joined[n], column[n]) for n in joined.keys() & column.keys()}
        if not both:
            return
        joined = dict(both)
    yield from joined.items()


def _joined(one: _Part, other: _Part) -> _Part:
    return _Part(
        letters=one.letters + other.letters,
        likeness=min(one.likeness, other.likeness),
        why=min(one.why, other.why, key=lambda why: _STRENGTH[why]),
        first=one.first,
    )


def _parts(index: NameIndex, word: str, open_ended: bool, guess: bool = False) -> dict[int, _Part]:
    """Find the entries that one word matches; the strongest way first, which then stays."""
    found: dict[int, _Part] = {}

    def add(terms: Mapping[str, tuple[int, ...]], term: str, why: Why, likeness: float = 1.0) -> None:
        for number in terms.get(term, ()):
            if number not in found:
                entry = index.entries[number]
                letters = min(len(word), len(term)) if why in ("prefix", "similar") else len(term)
                found[number] = _Part(letters, likeness, why, term in (entry.words[0], entry.senses[0]))

    add(index.by_word, word, "words")
    if sense := folding.meaning(word):
        add(index.by_sense, sense, "translated")
    if open_ended:
        for term in _beginning_with(index.vocabulary, word):
            add(index.by_word, term, "prefix")
    if guess:
        for term, likeness in _near(word, index.vocabulary):
            add(index.by_word, term, "similar", likeness)
    return found


def _similar_hits(index: NameIndex, query: _Query) -> list[Hit]:
    if query.generic or not query.telling:
        return []
    hits: list[Hit] = []
    for key, likeness in _near(query.key, index.keys):
        hits.extend(_similar(index.entries[number], likeness) for number in index.by_key[key])
    parts = (_parts(index, word, query.open_ended, guess=True) for word in dict.fromkeys(query.words))
    for number, part in _all_words(parts):
        entry = index.entries[number]
        share = min(part.letters / len(entry.key), 1.0)
        if part.why == "similar":
            hits.append(_similar(entry, part.likeness * (0.7 + 0.3 * share)))
    return [hit for hit in hits if hit.why == "similar"]


def _similar(entry: Entry, likeness: float) -> Hit:
    return _hit(entry, _SIMILAR + 30 * likeness, "similar")


def _near(word: str, terms: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield the terms a few letters away, with 1 - edits / length of the longer; never across other digits."""
    edits = _edits_allowed(word)
    if not edits:
        return
    digits = _digits(word)
    for term, distance, _ in process.extract_iter(word, terms, scorer=OSA.distance, score_cutoff=edits):
        # Two edits and another first letter as well are another word, not a typo.
        typo = 0 < distance <= _edits_allowed(term) and (distance == 1 or term[0] == word[0])
        if typo and _digits(term) == digits:
            yield term, 1 - distance / max(len(term), len(word))


def _edits_allowed(word: str) -> int:
    """Return how many letters may differ: none below 5, where one turns a name into another, up to 3 from 13 on."""
    return sum(len(word) >= length for length in (5, 8, 13))


def _digits(word: str) -> str:
    return "".join(filter(str.isdigit, word))


def _other_direction_hits(index: NameIndex, query: _Query) -> list[Hit]:
    """Guess at "South Katpar" where only a North Katpar is known: the words that are not translated, whole."""
    names = [word for word in dict.fromkeys(query.words) if not folding.meaning(word)]
    if not names or len(names) == len(query.words):
        return []
    found = _all_words(_parts(index, word, open_ended=False) for word in names)
    hits = (_hit(index.entries[number], _OTHER_DIRECTION, "similar") for number, _ in found)
    return [hit for hit in hits if hit.why == "similar"]
