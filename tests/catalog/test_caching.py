"""Results kept on the object that they belong to: worked out once for each question, and gone with the object."""

from __future__ import annotations

import gc
import re
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

import geo
from geo.catalog.caching import cached_on_owner, few_on_owner
from geo.catalog.headlines import preference
from geo.catalog.model import Catalog
from geo.claims.ledger import ledger

GEO = Path(geo.__file__).resolve().parent
OF_NO_DATA = {"folding.py", "mark_shapes.py", "text_layout.py", "spatial.py"}
"""Modules whose memories hold letters, fonts and shapes, and nothing of a catalog."""


class Box:
    """An owner."""


def asked():
    """Return a remembering function and the list of the questions that reached it."""
    questions = []

    @cached_on_owner
    def answer(owner, number=0, *, name=""):
        """Answer."""
        questions.append((number, name))
        if number < 0:
            raise ValueError(number)
        return [number, name]

    return answer, questions


def test_a_question_is_answered_once_and_each_argument_counts() -> None:
    answer, questions = asked()
    box, other = Box(), Box()
    assert answer(box, 1) is answer(box, 1)
    assert answer(box, 1) is not answer(other, 1)
    assert answer(box, 2) == [2, ""]
    assert answer(box, 1, name="a") == [1, "a"]
    assert answer(box, 1, name="b") is answer(box, 1, name="b")
    assert questions == [(1, ""), (1, ""), (2, ""), (1, "a"), (1, "b")]


def test_functions_do_not_mix_their_answers() -> None:
    box = Box()
    one, two = cached_on_owner(lambda owner: "one"), cached_on_owner(lambda owner: "two")
    assert (one(box), two(box), one(box)) == ("one", "two", "one")


def test_nothing_is_an_answer_and_an_error_is_none() -> None:
    calls = []
    nothing = cached_on_owner(lambda owner: calls.append(1))
    box = Box()
    assert nothing(box) is nothing(box) is None
    assert calls == [1]
    answer, questions = asked()
    for _ in range(2):
        with pytest.raises(ValueError, match="-1"):
            answer(box, -1)
    assert questions == [(-1, ""), (-1, "")]


def test_the_function_keeps_its_name_and_words() -> None:
    answer, _ = asked()
    assert (answer.__name__, answer.__doc__) == ("answer", "Answer.")


def test_threads_that_ask_together_get_the_same_answer() -> None:
    both = Barrier(2, timeout=10)
    box = Box()

    @cached_on_owner
    def made(owner):
        both.wait()
        return object()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(made, [box, box])
    assert first is second


def test_answers_go_with_their_owner() -> None:
    answer = cached_on_owner(lambda owner: Box())
    box = Box()
    held = weakref.ref(answer(box))
    assert held() is not None
    del box
    gc.collect()
    assert held() is None


def test_an_owner_that_keeps_few_forgets_what_was_asked_first() -> None:
    questions = []

    @few_on_owner(2)
    def answer(owner, number):
        questions.append(number)
        return [number]

    box, other = Box(), Box()
    assert answer(box, 1) is answer(box, 1)
    assert answer(other, 1) is not answer(box, 1)
    for number in (2, 3, 2, 1):
        assert answer(box, number) == [number]
    assert questions == [1, 1, 2, 3, 1]
    held = weakref.ref(other)
    del other
    gc.collect()
    assert held() is None


def test_what_is_worked_out_of_a_catalog_goes_with_it(catalog: Catalog) -> None:
    own = Catalog(catalog.folder, catalog.schema, catalog.frames)
    assert ledger(own) is ledger(own)
    assert ledger(own) is not ledger(catalog)
    book, order = weakref.ref(ledger(own)), weakref.ref(preference(own))
    whole = weakref.ref(own)
    del own
    gc.collect()
    assert (whole(), book(), order()) == (None, None, None)


def test_no_module_of_geo_holds_data_by_itself() -> None:
    """A memory of a module that is asked with a catalog or a view would keep them alive."""
    memory = re.compile(r"@(?:functools\.)?(?:lru_cache|cache)\b")
    found = {path.name for path in GEO.rglob("*.py") if memory.search(path.read_text(encoding="utf-8"))}
    assert found <= OF_NO_DATA
