"""The app's screen in the words of its reader: choose, click, download; what map, table and address show."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Frame,
    Locator,
    Page,
    Request,
    Response,
    WebSocket,
    WebSocketRoute,
)
from playwright.sync_api import Error as BrowserError

from geo.catalog import filters

PATIENCE = 15.0
"""Seconds that anything on the screen may take."""
SPOKEN_AFTER = 260
"""Milliseconds after which a table tells screen readers what it shows since it was scrolled."""
OPEN_FACETS = ("Region",)
"""Filters whose choices lie open as buttons."""
QUIET_AFTER = 200
"""Milliseconds without a word after which a server that has begun to answer is done."""
PASSES = 4
"""Times that a table is scrolled through at most until all its cells were seen."""
PAGES = ("deposits", "regions", "check", "family", "world", "sources", "method", "changes")
PROBES = re.compile(rf"/(?:{'|'.join(PAGES)})/_stcore/(?:health|host-config)$")
"""Streamlit's own search for its base path on a deep link: answered with 404, then found."""

T = TypeVar("T")


def until(read: Callable[[], T], right: Callable[[T], bool], page: Page, what: str) -> T:
    """Read again and again until the value is right, and return it; fail with the last value seen."""
    value: T | None = None
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            value = read()
            if right(value):
                return value
        except BrowserError as error:
            if "Timeout" not in str(error) and "detached" not in str(error) and "destroyed" not in str(error):
                raise
        page.wait_for_timeout(40)
    raise AssertionError(f"waited {PATIENCE:g} s for {what}; last seen: {value!r}")


def steady(read: Callable[[], T], pause: int, page: Page, what: str) -> T:
    """Read until the value is the same as before a pause, in ms, and return it."""
    before = read()

    def still() -> tuple[bool, T]:
        nonlocal before
        page.wait_for_timeout(pause)
        now = read()
        same, before = now == before, now
        return same, now

    return until(still, lambda found: found[0], page, what)[1]


@dataclass
class Visit:
    """A visitor with a fresh browser of their own, and all that went wrong or went out meanwhile."""

    context: BrowserContext
    url: str
    outside: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)
    received: list[int] = field(default_factory=list)

    def watch(self) -> None:
        """Record from now on."""
        self.context.on("request", self._request)
        self.context.on("response", self._response)
        self.context.on("console", self._console)
        self.context.on("weberror", lambda error: self.faults.append(f"uncaught: {error.error}"))
        self.context.on("page", lambda page: page.on("websocket", self._socket))

    def _request(self, request: Request) -> None:
        self._note(request.url)

    def _note(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != urlsplit(self.url).netloc:
            self.outside.append(address)

    def _response(self, response: Response) -> None:
        if response.status >= 400 and not PROBES.search(urlsplit(response.url).path):
            self.faults.append(f"answer {response.status}: {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        where = urlsplit(message.location.get("url", ""))
        if message.type == "error" and not PROBES.search(where.path):
            self.faults.append(f"console: {message.text} ({where.geturl()})")

    def _socket(self, socket: WebSocket) -> None:
        self._note(socket.url)
        socket.on("framesent", lambda _: self.sent.append(time.monotonic()))
        socket.on("framereceived", lambda frame: self.received.append(_bytes(frame)))

    def forgive(self, host: str) -> None:
        """Leave out what was meant to go to a host, and the complaints about it."""
        self.outside[:] = [address for address in self.outside if host not in address]
        self.faults[:] = [fault for fault in self.faults if host not in fault]


def _bytes(frame: Any) -> int:
    return len(frame) if isinstance(frame, bytes) else len(str(frame).encode())


def visit(browser: Browser, url: str, **options: Any) -> Visit:
    """Let a visitor come to the app at an address; the options are those of a Playwright context."""
    wanted = {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB", "accept_downloads": True} | options
    made = Visit(browser.new_context(**wanted), url)
    made.watch()
    return made


class MapView:
    """The map in its iframe."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def frame(self) -> Frame:
        """The frame that holds the map; waits until it is there."""
        self.page.locator("iframe").first.wait_for(timeout=PATIENCE * 1000)
        return until(self._frame, lambda frame: frame is not None, self.page, "the map's frame")  # type: ignore[return-value]

    def _frame(self) -> Frame | None:
        return next((frame for frame in self.page.frames if "st_folium" in frame.url), None)

    def drawn(self) -> MapView:
        """Wait until the base map and the sites are painted."""
        self.frame.locator(".deposits[data-base=ready]").wait_for(timeout=PATIENCE * 1000)
        self.frame.locator(".mark").first.wait_for(timeout=PATIENCE * 1000)
        return self

    def marks(self) -> list[dict[str, Any]]:
        """Return all marks: ids of their sites, colour group of the first, colours, radius, whether chosen."""
        return list(
            self.frame.locator(".mark").evaluate_all(
                """nodes => nodes.map(node => ({
                    sites: node.dataset.sites.split(" "), group: node.dataset.group, radius: node.mark.radius,
                    colours: [...node.querySelectorAll("[fill], [stroke]")].flatMap(
                        part => [getComputedStyle(part).fill, getComputedStyle(part).stroke]),
                    chosen: node.classList.contains("chosen")}))"""
            )
        )

    def ids(self) -> set[str]:
        """Return the ids of all sites on the map, in view or not."""
        return set(str(self.frame.locator(".deposits").get_attribute("data-sites") or "").split())

    def shows(self, ids: set[str]) -> None:
        """Wait until exactly these sites are on the map."""
        until(self.ids, lambda seen: seen == ids, self.page, f"the sites {sorted(ids)} on the map")

    def chosen(self) -> set[str]:
        """Return the ids of the sites whose mark is chosen."""
        return {site for mark in self.marks() if mark["chosen"] for site in mark["sites"]}

    def mark(self, site_id: str) -> Locator:
        """Return the mark of a site, alone or with others."""
        return self.frame.locator(f".mark[data-sites~='{site_id}']")

    def part(self, site_id: str, *, tap: bool = False) -> Locator:
        """Zoom, as a reader does, until a site stands alone or shares its place; return its mark."""
        listed = self.frame.locator(".site-list")
        for _ in range(8):
            self.at_rest()
            mark = self.mark(site_id)
            shared = str(mark.get_attribute("data-sites")).split()
            if len(shared) == 1:
                return mark
            before = self.view()
            mark.tap() if tap else mark.click()
            until(lambda: (self.view(), listed.count()), lambda seen, b=before: seen != (b, 0), self.page, "an answer")
            if listed.count():
                return mark
        raise AssertionError(f"{site_id} never stands alone")

    def pick(self, site_id: str, name: str = "", *, tap: bool = False) -> None:
        """Choose a site by its mark; where it shares its place, by its name in the list."""
        mark = self.part(site_id, tap=tap)
        listed = self.frame.locator(".site-list")
        target = listed.get_by_role("button").filter(has_text=name) if listed.count() else mark
        target.first.tap() if tap else target.first.click()

    def view(self) -> tuple[float, float, float]:
        """Return zoom, latitude and longitude of the map's centre."""
        found = self.frame.evaluate("() => [map.getZoom(), map.getCenter().lat, map.getCenter().lng]")
        return (found[0], found[1], found[2])

    def at_rest(self) -> tuple[float, float, float]:
        """Return the view once it no longer moves and the map can be dragged."""
        view = steady(self.view, 150, self.page, "the map to stand still")
        # Leaflet knows the new view when the animation begins, and takes no drag until it ends
        until(lambda: self.frame.evaluate("() => !map._animatingZoom"), bool, self.page, "the zoom to end")
        return view

    def size(self) -> tuple[int, int]:
        """Return the width and height of the map, in px."""
        width, height = self.frame.evaluate(
            "() => [window.innerWidth, document.querySelector('.deposits').clientHeight]"
        )
        return width, height

    def final_size(self) -> tuple[int, int]:
        """Return the size once the map has done with following what the page puts above it, for up to 0.9 s."""
        return steady(self.size, 1000, self.page, "the map to keep its size")

    def holds(self, lat: float, lon: float) -> bool:
        """Tell whether a place is in the map's view."""
        x, y, wide, tall = self.frame.evaluate(
            """([lat, lon]) => { const at = map.latLngToContainerPoint([lat, lon]), size = map.getSize();
            return [at.x, at.y, size.x, size.y]; }""",
            [lat, lon],
        )
        return bool(0 <= x <= wide and 0 <= y <= tall)

    def mark_document(self) -> None:
        """Leave a sign in the map's page, to see later whether it was loaded anew."""
        self.frame.evaluate("() => { window.signed = true; }")

    def is_same_document(self) -> bool:
        """Tell whether the sign is still there."""
        return bool(self.frame.evaluate("() => window.signed === true"))

    def painted(self, pane: str, colour: str | None) -> int:
        """Return how many pixels of a pane's canvas have one of the map's colours, given by its name, or any."""
        script = """([pane, colour]) => {
            const hex = getComputedStyle(document.documentElement).getPropertyValue("--" + colour).trim();
            const wanted = [1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16));
            const canvas = document.querySelector(`canvas.${pane}`);
            const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            let count = 0;
            for (let i = 0; i < pixels.length; i += 4) {
                if (pixels[i + 3] && (!colour || wanted.every((part, k) => pixels[i + k] === part))) count += 1;
            }
            return count;
        }"""
        return int(self.frame.evaluate(script, [pane, colour]))

    def names(self, kind: str) -> set[str]:
        """Return the names of a kind (``region``, ``country``, ``town``, ``lake``, ``site``) that are written."""
        seen = self.frame.locator(f".over text.{kind}").evaluate_all("nodes => nodes.map(node => node.textContent)")
        return {" ".join(name.split()) for name in seen}


def _stops(whole: int, seen: int, overlap: int) -> list[int]:
    """Where to scroll to, in pixels, to see the whole of something with some overlap."""
    hidden = max(0, whole - seen)
    return [*range(0, hidden, max(100, seen - overlap)), hidden]


class Table:
    """A table on the screen, read through what it offers to screen readers."""

    def __init__(self, page: Page, place: Locator) -> None:
        self.page = page
        self.place = place
        self.scroller = place.locator(".dvn-scroller").first

    def count(self) -> int:
        """Return the number of rows."""
        return int(self.place.locator("table[role=grid]").first.get_attribute("aria-rowcount") or 0) - 1

    def rows(self, *, top: bool = False) -> list[dict[str, str]]:
        """Return all rows by the headings, scrolling through the table; or only the first, without scrolling down."""
        heads: dict[int, str] = {}
        cells: dict[tuple[int, int], str] = {}
        wide, tall, width, height = self.scroller.evaluate(
            "n => [n.scrollWidth, n.scrollHeight, n.clientWidth, n.clientHeight]"
        )
        downs = [0] if top else _stops(tall, height, 80)
        stops = [(left, down) for down in downs for left in _stops(wide, width, 300)]
        for left, down in stops * PASSES:
            self.scroller.evaluate("(n, [x, y]) => n.scrollTo(x, y)", [left, down])
            self.page.wait_for_timeout(SPOKEN_AFTER)
            self._collect(heads, cells)
            wanted = self.count() if not top else len({row for row, _ in cells})
            if heads and len(cells) == wanted * len(heads) and left == max(stops)[0]:
                break  # a busy machine may skip a stop: only then is it looked at again
        self.scroller.evaluate("n => n.scrollTo(0, 0)")
        numbers = sorted({row for row, _ in cells})
        return [{heads[column]: cells.get((row, column), "") for column in heads} for row in numbers]

    def _collect(self, heads: dict[int, str], cells: dict[tuple[int, int], str]) -> None:
        found = self.place.locator("table[role=grid]").first.evaluate(
            """grid => ({
                heads: [...grid.querySelectorAll("th")].map(n => [Number(n.ariaColIndex), n.textContent]),
                cells: [...grid.querySelectorAll("tbody tr")].flatMap(row => [...row.querySelectorAll("td")].map(
                    n => [Number(row.ariaRowIndex), Number(n.ariaColIndex), n.textContent]))})"""
        )
        heads.update({int(column): text for column, text in found["heads"]})
        cells.update({(int(row), int(column)): text for row, column, text in found["cells"]})

    def column(self, name: str) -> list[str]:
        """Return one column."""
        return [row[name] for row in self.rows()]

    def chosen(self) -> list[int]:
        """Return the numbers of the chosen rows, from 0, of those in view."""
        rows = self.place.locator("tbody tr[aria-selected=true]").evaluate_all(
            "n => n.map(x => Number(x.ariaRowIndex))"
        )
        return [int(row) - 2 for row in rows]

    def choose(self, row: int) -> None:
        """Tick a row that is in view, numbered from 0."""
        self.click(row, 18)

    def click(self, row: int, x: float) -> None:
        """Click into a row, so many pixels from the left edge."""
        self.scroller.scroll_into_view_if_needed()
        self.scroller.click(position={"x": x, "y": 36 + 35 * (row + 0.5)})


def _whole(path: str) -> str:
    """Return an address with all sites in place of those of the first view, unless it has a filter."""
    page, _, query = path.partition("?")
    known = {filters.WORDS, *(spec.param for spec in filters.every())}
    if known & set(parse_qs(query)):
        return path
    return f"{page}?{query}&off=none" if query else f"{page}?off=none"


class Screen:
    """One tab of a visitor."""

    def __init__(self, visitor: Visit) -> None:
        self.visitor = visitor
        self.page = visitor.context.new_page()
        self.map = MapView(self.page)

    def open(self, path: str = "", *, bare: bool = False) -> Screen:
        """Go to an address of the app and wait until the page stands.

        An address without a filter shows the first view, which leaves out some minerals; unless it is to be ``bare``,
        it asks for all sites.
        """
        self.page.goto(f"{self.visitor.url}/{path if bare else _whole(path)}", wait_until="domcontentloaded")
        self.page.get_by_test_id("stApp").wait_for(timeout=PATIENCE * 1000)
        self.page.locator("[data-testid=stMain] h1").first.wait_for(timeout=PATIENCE * 1000)
        return self.settled()

    def open_map(self, path: str = "", *, bare: bool = False) -> Screen:
        """Go to an address whose page has the map and wait until it is painted."""
        self.open(path, bare=bare)
        self.map.drawn()
        return self

    def settled(self) -> Screen:
        """Wait until the server has nothing more to say."""
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=PATIENCE * 1000)
        return self

    @contextmanager
    def answered(self) -> Iterator[None]:
        """Wait, after what is done within, until the server has answered it and has nothing more to say."""
        sent, received = self.visitor.sent, self.visitor.received
        asked, heard = len(sent), len(received)
        yield
        until(lambda: len(sent), lambda number: number > asked, self.page, "the browser to ask")

        def quiet() -> bool:
            before = len(received)
            self.page.wait_for_timeout(QUIET_AFTER)
            return heard < before == len(received)

        until(quiet, bool, self.page, "the server to be done")
        self.settled()

    def go(self, page: str) -> Screen:
        """Follow a link of the navigation."""
        self.page.get_by_test_id("stSidebar").get_by_role("link", name=page, exact=True).click()
        self.page.locator("[data-testid=stMain] h1").first.wait_for(timeout=PATIENCE * 1000)
        return self.settled()

    @property
    def address(self) -> Mapping[str, list[str]]:
        """The query of the address bar, without the version of the data, the view of the map, and that all is shown."""
        query = parse_qs(urlsplit(self.page.url).query)
        kept = {name: values for name, values in query.items() if name not in ("v", "at")}
        return {name: values for name, values in kept.items() if (name, values) != ("off", ["none"])}

    @property
    def path(self) -> str:
        """The address without the server: what a reader would share."""
        parts = urlsplit(self.page.url)
        return f"{parts.path.lstrip('/')}?{parts.query}"

    def has_address(self, **wanted: list[str]) -> None:
        """Wait until the address bar says exactly this."""
        until(lambda: dict(self.address), lambda seen: seen == wanted, self.page, f"the address {wanted}")

    def text(self) -> str:
        """Return all text of the page's main part."""
        return self.page.get_by_test_id("stMain").inner_text()

    def says(self, words: str) -> None:
        """Wait until the main part says this."""
        until(self.text, lambda seen: words in seen, self.page, f"the words {words!r}")

    def choose(self, facet: str, choice: str, *, hurry: bool = False) -> None:
        """Choose a value of a filter in the sidebar: type its words, take the choice that has them.

        A reader in a hurry does not wait for the answer to what they did before.
        """
        if not hurry:
            self.settled()
        sidebar = self.page.get_by_test_id("stSidebar")
        if facet in OPEN_FACETS:
            choices = sidebar.get_by_role("toolbar", name=facet, exact=True).get_by_role("button")
            choices.filter(has_text=re.compile(f"^{re.escape(choice)} · ")).click(timeout=PATIENCE * 1000)
            return
        box = sidebar.get_by_role("combobox", name=facet, exact=True)
        options = self.page.get_by_role("option").filter(has_text=choice)
        wanted = options.filter(has_not_text=re.compile(r"^Select \d+ match")).first
        # an answer that arrives late closes the list: open it again, as a reader would
        for last in (False, False, False, True):
            box.fill("")
            box.click()
            box.fill(choice)
            try:
                wanted.click(timeout=PATIENCE * 1000 / 3)
                break
            except BrowserError:
                if last:
                    raise
                self.page.keyboard.press("Escape")
                self.settled()
        self.page.keyboard.press("Escape")

    def search(self, words: str) -> None:
        """Search for words in the sidebar."""
        box = self.page.get_by_test_id("stSidebar").get_by_role("textbox", name="Search", exact=True)
        box.fill(words)
        box.press("Enter")

    def press(self, name: str, place: str = "stMain") -> None:
        """Press a button, once the page stands still: what comes meanwhile may move it."""
        self.settled().page.get_by_test_id(place).get_by_role("button", name=name, exact=True).first.click()

    def table(self, number: int = 0) -> Table:
        """Return a table of the page, counted from 0."""
        place = self.page.get_by_test_id("stDataFrame").nth(number)
        place.locator("table[role=grid]").first.wait_for(state="attached", timeout=PATIENCE * 1000)
        return Table(self.page, place)

    def download(self, name: str, tick: str | None = None) -> bytes:
        """Take a file from the menu of downloads, after a tick if one is named."""
        self.page.get_by_test_id("stPopover").get_by_role("button").filter(has_text="Download").first.click()
        body = self.page.get_by_test_id("stPopoverBody")
        button = body.get_by_role("button", name=name, exact=True)
        button.wait_for()
        if tick:
            with self.answered():
                body.get_by_text(tick).click()
        self.settled()  # each run gives the buttons new files and forgets those of the run before
        with self.page.expect_download(timeout=PATIENCE * 1000) as coming:
            button.click()
        content = Path(str(coming.value.path())).read_bytes()
        self.page.keyboard.press("Escape")
        body.wait_for(state="detached")
        self.settled()
        return content

    def fits(self) -> None:
        """Wait until the page is no wider than the window: tables and charts follow a new width a moment later."""
        script = """() => Math.max(...[document.documentElement, document.querySelector("[data-testid=stMain]")]
            .map(node => node.scrollWidth - node.clientWidth))"""
        until(lambda: int(self.page.evaluate(script)), lambda wider: wider <= 0, self.page, "the page to fit")


class Line:
    """The line from the server to a page, slow on demand: what is held arrives only when it is let go."""

    def __init__(self, screen: Screen) -> None:
        self.page = screen.page
        self._held: list[tuple[WebSocketRoute, str | bytes]] | None = None
        self.page.route_web_socket(re.compile("/_stcore/stream"), self._connect)

    def _connect(self, route: WebSocketRoute) -> None:
        route.connect_to_server().on_message(lambda message: self._pass(route, message))

    def _pass(self, route: WebSocketRoute, message: str | bytes) -> None:
        if self._held is None:
            route.send(message)
        else:
            self._held.append((route, message))

    def hold(self) -> None:
        """Keep back all that the server says from now on."""
        self._held = []

    def let_go(self) -> None:
        """Let all arrive that was held, and from now on what follows at once."""
        held, self._held = self._held or [], None
        for route, message in held:
            route.send(message)
        self.page.wait_for_timeout(QUIET_AFTER)
