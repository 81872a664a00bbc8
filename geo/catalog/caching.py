"""Results that are worked out once and kept on the object that they belong to."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial, wraps
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

Owner = TypeVar("Owner")
Rest = ParamSpec("Rest")
Result = TypeVar("Result")

_HELD: Final = "_results_held"
"""Attribute of an owner that holds its results: function and arguments to result."""
_NOTHING: Final = object()


def cached_on_owner(
    function: Callable[Concatenate[Owner, Rest], Result],
) -> Callable[Concatenate[Owner, Rest], Result]:
    """Keep each result of a function on its first argument, the owner, as a cached property would.

    Lets a higher package cache results on an object of a lower one. The results go when the owner goes: no table in a
    module holds old data. Two threads that ask at the same time may both work a result out; both
    get the one that was ready first. An error is not kept.

    Parameters
    ----------
    function
        Its first argument is a :class:`~geo.catalog.model.Catalog`, a view or another object with attributes, which
        must not change; all others must be hashable. There is no limit to what an owner holds: use it where the data
        limit the arguments, and :func:`few_on_owner` where readers choose them.

    Returns
    -------
    Callable
        The function with a memory; the owner is given by position.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> @cached_on_owner
    ... def twice(box, number):
    ...     return [number, number]
    >>> box = SimpleNamespace()
    >>> twice(box, 2) is twice(box, 2)
    True
    """

    @wraps(function)
    def cached(owner: Owner, /, *args: Rest.args, **kwargs: Rest.kwargs) -> Result:
        held: dict[Any, Any] = vars(owner).setdefault(_HELD, {})
        key = (function, args, frozenset(kwargs.items()))
        found = held.get(key, _NOTHING)
        if found is _NOTHING:
            found = held.setdefault(key, function(owner, *args, **kwargs))
        result: Result = found
        return result

    return cached


def few_on_owner(
    most: int,
) -> Callable[[Callable[Concatenate[Owner, Rest], Result]], Callable[Concatenate[Owner, Rest], Result]]:
    """Keep the results of a function asked for last on its first argument, as :func:`cached_on_owner` keeps all.

    Parameters
    ----------
    most
        Number of results that each owner holds.

    Returns
    -------
    Callable
        The decorator.
    """

    def decorated(
        function: Callable[Concatenate[Owner, Rest], Result],
    ) -> Callable[Concatenate[Owner, Rest], Result]:
        @cached_on_owner
        def memory(owner: Owner) -> Callable[Rest, Result]:
            remembered: Callable[..., Result] = lru_cache(maxsize=most)(partial(function, owner))
            return remembered

        @wraps(function)
        def cached(owner: Owner, /, *args: Rest.args, **kwargs: Rest.kwargs) -> Result:
            return memory(owner)(*args, **kwargs)

        return cached

    return decorated
