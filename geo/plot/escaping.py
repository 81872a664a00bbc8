"""Text on its way into folium: one encoder for HTML, one for JavaScript, and a literal second pass.

folium puts text into three languages at once: HTML, JavaScript (popups are template literals) and Jinja, because
branca compiles every rendered snippet again as a template. ``{{...}}`` in a name would run Python on the server,
``${...}`` would run in the browser. So nothing from the data reaches folium but through :func:`html` or
:func:`script`, and :func:`make_literal` takes the second pass away.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import branca.element

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"

PLAIN: Final = frozenset(" .,-")
"""Characters kept beside letters and digits of any script."""


def html(text: str) -> str:
    """Encode text for HTML, so that no HTML, JavaScript or Jinja parser finds anything in it.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        Letters, digits and ``.,-`` and blanks as they are, any other character as a numeric entity.

    Examples
    --------
    >>> html("Жаңа {{7*7}}")
    'Жаңа &#123;&#123;7&#42;7&#125;&#125;'
    """
    return "".join(character if _is_plain(character) else f"&#{ord(character)};" for character in text)


def script(value: Json) -> str:
    r"""Encode a value as JSON that is safe inside a script element, a template literal and a Jinja template.

    Parameters
    ----------
    value
        What JSON can hold; numbers must be finite.

    Returns
    -------
    str
        JSON without blanks between its parts; in strings all but letters, digits, ``.,-`` and blanks is ``\uXXXX``.

    Raises
    ------
    ValueError
        If a number is infinite or not a number.
    TypeError
        If JSON cannot hold the value.

    Examples
    --------
    >>> script({"name": "a_b"})
    '{"name":"a\\u005fb"}'
    """
    if isinstance(value, str):
        return f'"{_escaped(value)}"'
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{script(str(key))}:{script(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ",".join(script(item) for item in value) + "]"
    return json.dumps(value, allow_nan=False)


def make_literal() -> None:
    """Make branca keep rendered text as it is instead of compiling it again as a Jinja template.

    Holds for the whole process; calling it again changes nothing.
    """
    vars(branca.element)["Template"] = Literal


class Literal:
    """Stand in for a Jinja template whose text is final.

    Parameters
    ----------
    source
        The text.

    Attributes
    ----------
    source
        The text.
    """

    def __init__(self, source: str) -> None:
        self.source = source

    @property
    def module(self) -> Mapping[str, Callable[..., str]]:
        """The macros of the template: none."""
        return {}

    def render(self, *_: Any, **__: Any) -> str:
        """Return the text as it is.

        Parameters
        ----------
        *_
            Ignored; branca passes what a template would need.
        **__
            Ignored as well.

        Returns
        -------
        str
            The text.
        """
        return self.source


def _is_plain(character: str) -> bool:
    return character.isalnum() or character in PLAIN


def _escaped(text: str) -> str:
    return "".join(character if _is_plain(character) else _unit_escapes(character) for character in text)


def _unit_escapes(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))
