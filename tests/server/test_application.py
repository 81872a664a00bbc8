"""What is served: the app with our middleware, whatever page the first visitor asks for."""

from __future__ import annotations

import pytest
from streamlit.runtime.pages_manager import PagesManager

from server import application
from server.caching import Keeping


def test_the_app_is_served_with_its_middleware(monkeypatch: pytest.MonkeyPatch) -> None:
    """And Streamlit's old discovery of a folder ``pages`` is off before the first visitor comes."""
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    given: dict[str, object] = {}
    monkeypatch.setattr(application.streamlit, "App", lambda script, **options: given.update(options, script=script))
    application.application("http://localhost:8501", quiet=True)
    assert given["script"] == application.APP
    assert application.APP.is_file()
    assert [item.cls for item in given["middleware"]] == [Keeping]  # type: ignore[attr-defined]
    assert PagesManager.uses_pages_directory is False


async def _greeted(url: str) -> None:
    async with application._greeting(url, True, None):
        pass


def test_the_server_says_where_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(StopIteration):  # it waits for nothing, so one step is all
        _greeted("http://localhost:8600").send(None)
    assert capsys.readouterr().out == "Kazakhstan Deposits is at http://localhost:8600 (Ctrl+C ends it).\n"
