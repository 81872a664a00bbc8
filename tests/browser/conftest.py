"""One app and one Chromium for all browser tests; each has a fresh visitor, who must meet no error and stay inside."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

import geo
from geo.catalog.selection import Index
from geo.catalog.selection import index as make_index
from tests.browser import chromium
from tests.browser.screen import Screen, Visit, visit
from tests.browser.server import ROOT, Server, running

NO_NETWORK = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
OpenVisit = Callable[..., Visit]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        program = chromium.find_or_install()
    except chromium.BrowserMissing as error:
        pytest.fail(str(error), pytrace=False)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=[*chromium.FLAGS, NO_NETWORK])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("app") / "log.txt") as server:
        yield server


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path | None], Server]]:
    """Start another app, on another data folder or on the repo's."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(running(tmp_path_factory.mktemp("app") / "log.txt", folder))


@pytest.fixture(scope="session")
def index() -> Index:
    return make_index(geo.load(ROOT / "data"))


@pytest.fixture
def visitor(browser: Browser, app: Server) -> Iterator[OpenVisit]:
    """Let visitors come; at the end none may have met an error or gone to another server."""
    visits: list[tuple[Visit, Server, int]] = []

    def come(server: Server = app, **options: Any) -> Visit:
        made = visit(browser, server.url, **options)
        visits.append((made, server, len(server.said())))
        return made

    yield come
    for made, _, _ in visits:
        made.context.close()
    assert [address for made, _, _ in visits for address in made.outside] == [], "requests went to other servers"
    assert [fault for made, _, _ in visits for fault in made.faults] == [], "the browser met errors"
    said = "".join(server.said()[before:] for _, server, before in visits)
    assert "Traceback" not in said, said


@pytest.fixture
def screen(visitor: OpenVisit) -> Screen:
    return Screen(visitor())


@pytest.fixture(scope="module")
def data_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data folder, to be spoilt."""
    return Path(shutil.copytree(ROOT / "data", tmp_path_factory.mktemp("copy") / "data"))
