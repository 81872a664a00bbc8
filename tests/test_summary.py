"""The menu of files: what each button makes."""

from __future__ import annotations

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.components import summary


def menu():
    import geo
    from pages.components import summary

    summary._files(geo.select(geo.load(), geo.Selection(regions=("KZ-35",))), "")


@pytest.fixture
def made(monkeypatch):
    """What the buttons would call, by format."""
    found = {}
    monkeypatch.setattr(summary, "_file", lambda kind, name, make, where: found.update({kind.key: make}))
    yield found
    st.cache_resource.clear()


def opened(**chosen):
    app = AppTest.from_function(menu, default_timeout=30)
    for name, value in chosen.items():
        app.session_state[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


@pytest.mark.parametrize(("lang", "code", "tail"), [("ru", "ru", "&lang=ru"), (None, "en", "")])
def test_files_are_made_in_the_language_of_the_page(made, catalog, lang, code, tail):
    opened(lang=lang)
    for make in made.values():
        assert make.keywords["say"].code == code
        assert make.keywords["address"].endswith(f"/?region=KZ-35&v={catalog.version}{tail}")
