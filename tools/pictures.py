"""Take a picture of every page as readers see it: ``python -m tools.pictures [--page PAGE] [--lang CODE] ...``.

Each page x desktop, phone x light, dark x each language, into ``pictures/``, which git ignores: for the eye, not for a
test. ``make pictures`` takes all of them.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as BrowserError

from geo.language.codes import OTHER_LANGUAGES
from geo.language.translation import ENGLISH
from tests.browser import chromium
from tests.browser.screen import Screen, visit
from tests.browser.server import ROOT, running

PAPER = {"print": "1", "embed": "true", "embed_options": "light_theme"}
"""What the link to the print view adds to an address."""
PLACES: dict[str, tuple[str, dict[str, str]]] = {
    "map": ("", {}),
    "map-card": ("", {"site": "zhana_kazakhstan"}),
    "map-empty": ("", {"element": "Nd", "region": "KZ-47", "tonnage": "1"}),
    "deposits": ("deposits", {}),
    "deposit": ("deposits", {"site": "kuirektykol"}),
    "deposit-print": ("deposits", {"site": "kuirektykol"} | PAPER),
    "regions": ("regions", {}),
    "region": ("regions", {"area": "KZ-61"}),
    "region-print": ("regions", {"area": "KZ-61"} | PAPER),
    "check": ("check", {}),
    "family": ("family", {}),
    "world": ("world", {}),
    "sources": ("sources", {}),
    "method": ("method", {}),
    "changes": ("changes", {}),
}
"""Name of a picture to the page's address and its query."""
WINDOWS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
SCHEMES = ("light", "dark")
LANGUAGES = (ENGLISH.code, *OTHER_LANGUAGES)
WITH_MAP = ("map", "map-card", "deposit", "regions", "region")
STILL = 1000
"""Milliseconds in which tables and charts have painted themselves."""
TALLEST = 4000
"""Pixels of a page that a picture shows at most."""


@dataclass(frozen=True)
class Shot:
    """One picture: what it shows, and how."""

    page: str
    window: str
    scheme: str
    lang: str

    @property
    def name(self) -> str:
        """File name without ending."""
        return f"{self.page}_{self.window}_{self.scheme}_{self.lang}"

    @property
    def address(self) -> str:
        """Address relative to the app."""
        path, query = PLACES[self.page]
        return f"{path}?{urlencode(query | {'lang': self.lang})}"


def main(arguments: Sequence[str]) -> int:
    """Take the pictures asked for; return 1 if one of them could not be taken or met an error."""
    options = _parser().parse_args(arguments)
    wanted = [Shot(*each) for each in product(options.page, options.window, options.scheme, options.lang)]
    options.out.mkdir(parents=True, exist_ok=True)
    faults: list[str] = []
    with TemporaryDirectory() as folder, running(Path(folder) / "log.txt") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find_or_install(), args=list(chromium.FLAGS))
        for number, shot in enumerate(wanted, start=1):
            sys.stdout.write(f"\r{number} of {len(wanted)} {shot.name:50}")
            sys.stdout.flush()
            faults += [f"{shot.name}: {fault}" for fault in take(browser, server.url, shot, options.out)]
        browser.close()
        if "Traceback" in server.said():
            faults.append(f"the app failed:\n{server.said()}")
    sys.stdout.write(f"\n{len(wanted)} pictures in {options.out}\n")
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.pictures", description="Take pictures of the pages.")
    choices: dict[str, Sequence[str]] = {
        "page": tuple(PLACES),
        "window": tuple(WINDOWS),
        "scheme": SCHEMES,
        "lang": LANGUAGES,
    }
    for name, values in choices.items():
        parser.add_argument(f"--{name}", nargs="+", choices=values, default=values, help="default: all")
    parser.add_argument("--out", type=Path, default=ROOT / "pictures", help="folder (default: pictures/)")
    return parser


def take(browser: Browser, url: str, shot: Shot, folder: Path) -> Iterator[str]:
    """Take one picture of the window and one of the whole page below it.

    Parameters
    ----------
    browser
        A running browser.
    url
        Address of the app.
    shot
        What to take.
    folder
        Where the pictures are written.

    Yields
    ------
    str
        What went wrong, a line each.
    """
    visitor = visit(browser, url, color_scheme=shot.scheme, reduced_motion="reduce", **WINDOWS[shot.window])
    try:
        screen = Screen(visitor)
        screen.open(shot.address)
        if shot.page in WITH_MAP:
            screen.map.drawn().at_rest()
        screen.page.wait_for_timeout(STILL)
        screen.page.screenshot(path=folder / f"{shot.name}.png")
        tall = screen.page.get_by_test_id("stMain").evaluate("node => node.scrollHeight")
        size = WINDOWS[shot.window]["viewport"]
        if tall > size["height"]:
            screen.page.set_viewport_size(size | {"height": min(TALLEST, tall)})
            screen.page.wait_for_timeout(STILL)
            screen.page.screenshot(path=folder / f"{shot.name}_whole.png")
        yield from visitor.faults
    except (AssertionError, BrowserError) as error:
        yield str(error)
    finally:
        visitor.context.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
