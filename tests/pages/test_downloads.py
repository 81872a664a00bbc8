"""The menu of files: what each button makes."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from streamlit.testing.v1 import AppTest

from geo.errors import FormatError
from geo.export import registry
from pages.components import downloads


def menu():
    import geo
    from pages.components import downloads

    downloads._files(geo.select(geo.load(), geo.Selection(regions=("KZ-35",))), "")


@pytest.fixture
def made(monkeypatch):
    """What the buttons would call, by format."""
    found = {}
    monkeypatch.setattr(downloads, "_file", lambda kind, name, make, where: found.update({kind.key: make}))
    return found


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
        options = make.args[0].keywords
        assert options["say"].code == code
        assert options["address"].endswith(f"/?region=KZ-35&v={catalog.version}{tail}")


def refuse(error):
    def content(*arguments, **options):
        raise error

    return content


FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/tmp/deposits-1/content.csv")
REFUSED = [
    (FULL, "en", r"\.csv could not be made: no space is left on the server's disk\.$"),
    (PermissionError(errno.EACCES, "Permission denied", "/tmp/x"), "en", r"could not be made: Permission denied\.$"),
    (FormatError("2,000,000 rows are more"), "en", r"could not be made: 2,000,000 rows are more$"),
]


@pytest.mark.parametrize(("error", "lang", "said"), REFUSED)
def test_a_file_that_cannot_be_made_is_told_in_the_menu_once(made, monkeypatch, error, lang, said):
    monkeypatch.setattr(registry, "content", refuse(error))
    app = opened(lang=lang)
    with pytest.raises(downloads.NotMadeError, match=said):
        made["csv"]()
    app.run()
    assert len(app.error) == 1
    assert "/tmp" not in app.error[0].value
    assert "could not be made" in app.error[0].value
    app.run()
    assert not app.error


def test_the_log_has_one_line_for_it_and_a_traceback_for_everything_else(made, caplog):
    """Streamlit's own handler is asked for a file, as a click does."""
    from streamlit.runtime.backend_operation_handler import DeferredFileHandler
    from streamlit.runtime.media_file_storage import MediaFileStorageError

    class Files:
        def execute_deferred(self, file_id):
            cause = downloads.NotMadeError("the reason") if file_id == "full" else KeyError("bug")
            raise MediaFileStorageError("Callable execution failed") from cause

    class Asked:
        request_id = "1"

        def __init__(self, file_id):
            self.deferred_file = type("Payload", (), {"file_id": file_id})

    opened()
    logger = logging.getLogger(downloads._MAKER)
    logger.addHandler(caplog.handler)
    try:
        for file_id in ("full", "bug"):
            asked = DeferredFileHandler(Files).handle(Asked(file_id), "session")
            with ThreadPoolExecutor(1) as elsewhere:  # here a browser of other tests may have a loop running
                elsewhere.submit(asyncio.run, asked).result(timeout=30)
    finally:
        logger.removeHandler(caplog.handler)
    told, bug = (record for record in caplog.records if record.name == downloads._MAKER)
    assert (told.getMessage(), told.exc_info) == ("the reason", None)
    assert bug.exc_info
