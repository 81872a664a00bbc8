"""One open page of each app: how to make it change, what it must show then, and how long and how much that took."""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, WebSocket

import geo
from geo.catalog.model import Catalog

FOLDER = Path(__file__).resolve().parent
SIZE = {"width": 1440, "height": 900}
WAIT_MS = 20_000
STEADY_MS = 100
QUIET_MS = 400
LONGEST_MS = 5_000
Wanted = Mapping[str, str | None]


@dataclass(frozen=True)
class Step:
    """A filter change: a region is chosen, or taken back."""

    region: str
    chosen: bool


@dataclass(frozen=True)
class Sample:
    """Milliseconds from the click to the paint; bytes of the websocket until it is quiet again."""

    ms: float
    received: int = 0
    sent: int = 0


class Traffic:
    """Counts what goes through the websockets of a page."""

    def __init__(self, page: Page) -> None:
        self.received = self.sent = self.frames = 0
        page.on("websocket", self._watch)

    def _watch(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._receive)
        socket.on("framesent", self._send)

    def _receive(self, payload: str | bytes) -> None:
        self.received += len(payload)
        self.frames += 1

    def _send(self, payload: str | bytes) -> None:
        self.sent += len(payload)
        self.frames += 1


class Screen(ABC):
    """An app in a browser window of its own."""

    def __init__(self, browser: Browser, address: str, catalog: Catalog, cdn: str) -> None:
        self.browser, self.address, self.catalog, self.cdn = browser, address, catalog, cdn
        self.page: Page | None = None
        self.traffic: Traffic | None = None

    @abstractmethod
    def wanted(self, step: Step | None) -> Wanted:
        """Describe what the page shows after a step; None is the start."""

    @abstractmethod
    def target(self, page: Page, step: Step) -> Locator:
        """Bring the page to where one click makes the step, and return what to click."""

    def first(self) -> Sample:
        """Open the app in a new, empty browser context; time from the beginning of the navigation."""
        with self._context() as context:
            page = context.new_page()
            traffic = Traffic(page)
            page.goto(self.address, wait_until="commit")
            return self._taken(page, traffic)

    def open(self) -> Sample:
        """Open the app and keep it open for :meth:`change`."""
        self.page = self._context().new_page()
        self.traffic = Traffic(self.page)
        self.page.goto(self.address, wait_until="commit")
        return self._taken(self.page, self.traffic)

    def change(self, step: Step) -> Sample:
        """Make one step and measure it."""
        page, traffic = self.page, self.traffic
        assert page is not None
        assert traffic is not None
        page.bring_to_front()
        target = self.target(page, step)
        page.wait_for_timeout(STEADY_MS)
        received, sent = traffic.received, traffic.sent
        page.evaluate("(wanted) => benchArm(wanted)", self.wanted(step))
        target.click()
        taken = self._taken(page, traffic)
        sample = Sample(taken.ms, traffic.received - received, traffic.sent - sent)
        page.keyboard.press("Escape")
        _settle(page, traffic)
        return sample

    def _context(self) -> BrowserContext:
        context = self.browser.new_context(viewport=SIZE, color_scheme="light", locale="en-GB")  # type: ignore[arg-type]
        clock = (FOLDER / "clock.js").read_text(encoding="utf-8")
        context.add_init_script(clock.replace("__WANTED__", json.dumps(self.wanted(None))))
        return context

    def _taken(self, page: Page, traffic: Traffic) -> Sample:
        page.wait_for_function("bench.painted !== null", timeout=WAIT_MS, polling=50)
        taken = page.evaluate("bench.painted - bench.begun")
        _settle(page, traffic)
        return Sample(float(taken), traffic.received, traffic.sent)


class Empty(Screen):
    """The empty app: the other radio option, and its text."""

    def wanted(self, step: Step | None) -> Wanted:
        """Return the text that names the option."""
        words = sorted(f"Chosen: {self._option(step)}".split())
        return {
            "selector": "[data-testid=stMarkdownContainer] p:not(label p)",
            "attribute": None,
            "words": " ".join(words),
        }

    def target(self, page: Page, step: Step) -> Locator:
        """Return the option."""
        return page.locator("[data-testid=stRadio] label").filter(has_text=re.compile(f"^{self._option(step)}$"))

    @staticmethod
    def _option(step: Step | None) -> str:
        return "two" if step and step.chosen else "one"


class Filtered(Screen):
    """An app with a map and a filter by region in its sidebar."""

    def located(self, step: Step | None) -> list[str]:
        """Return the ids of the sites that are on the map after a step."""
        codes = self.catalog.regions.index[self.catalog.regions["name_en"] == step.region] if step else ()
        selection = geo.Selection(regions=tuple(codes) if step and step.chosen else ())
        return list(geo.select(self.catalog, selection).located.index)


class Ours(Filtered):
    """Our app: exactly the sites of the selection have a mark."""

    def target(self, page: Page, step: Step) -> Locator:
        """Return the region's button, which chooses it and takes it back."""
        buttons = page.locator("[data-testid=stSidebar] [data-testid=stButtonGroup] button")
        return buttons.filter(has_text=re.compile(f"^{re.escape(step.region)} · "))

    def wanted(self, step: Step | None) -> Wanted:
        """Return the ids that the map says it draws."""
        return {
            "selector": ".deposits[data-sites]",
            "attribute": "data-sites",
            "words": " ".join(sorted(self.located(step))),
        }


class Folium(Filtered):
    """The plain folium app: as many markers as sites."""

    def target(self, page: Page, step: Step) -> Locator:
        """Return the region in the opened list, or the cross of the region that is chosen."""
        box = page.locator("[data-testid=stSidebar] [data-testid=stMultiSelect]")
        box = box.filter(has=page.locator("label", has_text=re.compile("^Region$")))
        if not step.chosen:
            return box.locator(".react-aria-ComboBox [data-tag] button").first
        box.locator("input").fill(step.region)
        return page.locator("[role=option]").filter(has_text=re.compile(f"^{re.escape(step.region)}$"))

    def wanted(self, step: Step | None) -> Wanted:
        """Return the text that Leaflet gives every marker, once for each."""
        words = ["Marker"] * len(self.located(step))
        return {"selector": "img.leaflet-marker-icon", "attribute": "alt", "words": " ".join(words)}

    def _context(self) -> BrowserContext:
        context = super()._context()
        stand_in = (FOLDER / "stand_in.js").read_text(encoding="utf-8")
        context.add_init_script(stand_in.replace("__ADDRESS__", self.cdn))
        return context


SCREENS: Mapping[str, Callable[[Browser, str, Catalog, str], Screen]] = {
    "ours": Ours,
    "empty": Empty,
    "folium": Folium,
}


def _settle(page: Page, traffic: Traffic) -> None:
    """Wait until the websocket has been quiet for a while."""
    for _ in range(LONGEST_MS // QUIET_MS):
        before = traffic.frames
        page.wait_for_timeout(QUIET_MS)
        if traffic.frames == before:
            return
