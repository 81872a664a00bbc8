"""One spelling for names that are written in Latin, Russian Cyrillic and Kazakh in a dozen ways.

``fold`` turns text into plain words in which the usual spellings of one sound are the same letter: Qatpar, Катпар
and Қатпар; Jana, Zhana and Жаңа; Kundybay and Құндыбай. ``meaning`` knows the words that are
translated rather than transcribed: Severny, Солтүстік and North. The folded form is for comparing, never for showing.

>>> fold("Верхнее-Эспе"), fold("Verkhnee Espe")
(('verkne', 'espe'), ('verkne', 'espe'))
>>> meaning("verkne")
'upper'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from anyascii import anyascii

_LETTERS: Mapping[str, str] = {
    **dict(zip("абвгдеёзийклмнопрстуф", "abvgdeeziiklmnoprstuf", strict=True)),
    **dict(zip("әғқңөұүһіэыў", "agknouukieiu", strict=True)),
    **dict(zip("жхцчшщюя", ("zh", "kh", "ts", "ch", "sh", "sh", "yu", "ya"), strict=True)),
    **dict.fromkeys("ъь", ""),
    # Latin letters whose sound is lost if only the mark is taken off; ý is the u of the Kazakh alphabet of 2018.
    **dict(zip("şšžčçýı", ("sh", "sh", "zh", "ch", "ch", "u", "i"), strict=True)),
}

_MARKS_INSIDE_A_WORD = frozenset("'’‘ʼʹʺ`´′\"")

# In this order; x stands for sh/ch at the end, so the letter x has to go first.
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"x|kh|ck|q", "k"),
        (r"(?<=[aeiouy])j(?![aeiouy])|(?<=[kn]a)j(?=a$)|(?<=o)j(?=e$)", "y"),  # Kundybaj, -skaja, -skoje
        (r"dsch|dzh|dzj|dj|dz|zh|j", "z"),
        (r"shch|tsch|tch|sch|ch|sh", "x"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"tz", "ts"),
        (r"c(?=[eiy])", "s"),
        (r"[ch]", "k"),
        (r"w", "u"),
        (r"(?<=[^aeiouy])yo", "e"),  # Ognyovka, Огнёвка
        (r"y", "i"),
        (r"ou", "u"),
        (r"([a-z])\1+", r"\1"),
        (r"ie", "e"),
        (r"([a-z])\1+", r"\1"),
    )
)

_ADJECTIVE_ENDINGS = ("ый", "ий", "ой", "ое", "ее", "ая", "яя", "ые", "ие", "о", "е")

# Meaning: words as they stand, then Russian stems that take the endings above.
_TRANSLATED: Mapping[str, tuple[str, str]] = {
    "north": ("north northern солтүстік", "северн север"),
    "south": ("south southern юг оңтүстік ongtustik", "южн юж juzhn yujn"),
    "east": ("east eastern восток vost шығыс", "восточн"),
    "west": ("west western запад зап батыс", "западн"),
    "central": ("central centre center центр middle орталық орта", "центральн centraln средн"),
    "upper": ("upper жоғарғы жоғары joghargy zhogargi", "верхн"),
    "lower": ("lower төменгі төмен", "нижн nijn"),
    "new": ("new жаңа zhanga", "нов"),
    "old": ("old ескі", "стар"),
    "great": ("great big large үлкен", "больш"),
    "small": ("small little lesser minor кіші", "мал"),
    "far": ("far алыс", "дальн"),
    "near": ("near жақын", "ближн"),
}

_GENERIC = """
    the of and deposit deposits mine mines field ore ores site sites zone zones area areas block prospect occurrence
    project district region
    месторождение месторождения участок участки зона зоны площадь блок рудопроявление проявление проект рудник
    руда руды рудное рудный район область
    кен орны кенорны кеніш кеніші учаскесі аймағы алаңы жобасы аймақ ауданы аудан облысы
"""


def fold(text: str) -> tuple[str, ...]:
    """Reduce text to comparable words of ``a-z`` or of digits.

    Parameters
    ----------
    text : str
        Anything at all. Case, marks on letters, punctuation, signs, emoji and control characters are dropped; a
        letter next to a digit begins a new word ("Dos2" is two words).

    Returns
    -------
    tuple of str
        The words in their order; empty if nothing can be compared.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    return tuple(word for chunk in "".join(map(_kept, plain)).split() for word in _fold_chunk(chunk))


def meaning(word: str) -> str | None:
    """Return the English word that a folded word translates to.

    Parameters
    ----------
    word
        One word of :func:`fold`.

    Returns
    -------
    str or None
        For example ``north``; None where it is not a translated word.
    """
    return _meanings().get(word)


def is_generic(word: str) -> bool:
    """Say whether a folded word, such as deposit or участок, does not help to tell one site from another.

    Parameters
    ----------
    word
        One word of :func:`fold`.

    Returns
    -------
    bool
        True for words that many names hold.

    Examples
    --------
    >>> is_generic("deposit"), is_generic("katpar")
    (True, False)
    """
    return word in _generic_words()


@lru_cache(maxsize=4096)
def _kept(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind[0] in "LN" and kind != "Lm":
        return letter
    return "" if kind[0] == "M" or kind == "Cf" or letter in _MARKS_INSIDE_A_WORD else " "


@lru_cache(maxsize=65536)
def _fold_chunk(chunk: str) -> tuple[str, ...]:
    latin = "".join(_LETTERS[letter] if letter in _LETTERS else anyascii(letter).lower() for letter in chunk)
    return tuple(filter(None, map(_sound, re.findall(r"[a-z]+|[0-9]+", latin.replace("'", "")))))


def _sound(word: str) -> str:
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


@cache
def _meanings() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for sense, (words, stems) in _TRANSLATED.items():
        inflected = (stem + ending for stem in stems.split() for ending in _ADJECTIVE_ENDINGS)
        for written in (*words.split(), *inflected):
            found.update(dict.fromkeys(fold(written), sense))
    return found


@cache
def _generic_words() -> frozenset[str]:
    return frozenset(fold(_GENERIC))
