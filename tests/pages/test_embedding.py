"""Views in the frame of an article, and the HTML that makes them, without a browser."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

import geo
from geo.check import excerpts
from geo.claims import conflicts
from pages.components import embedding, summary
from tests.pages.test_pages import DEPOSITS, EMPTY, MAP, REGIONS, components, has_filters, opened, text

CHECK = "pages/evidence/check.py"
ZHANA = "zhana_kazakhstan.tonnage.REE"
HERE = "https://maps.example/deep/"


@pytest.fixture
def framed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "embedded", lambda: True)


class Frames(HTMLParser):
    """Attributes of the frames in a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.other: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "iframe":
            self.found.append(dict(attrs))
        else:
            self.other.append(tag)


def snippets(app: AppTest) -> list[dict[str, str | None]]:
    frames = [Frames(block.value) for block in app.code]
    assert all(len(item.found) == 1 and not item.other for item in frames)
    return [item.found[0] for item in frames]


def query(frame: dict[str, str | None]) -> dict[str, list[str]]:
    return {name: values for name, values in parse_qs(urlsplit(frame["src"] or "").query).items() if name != "v"}


def opened_menu(page: str, key: str, **choices: Any) -> AppTest:
    """Open a page with its menu Embed already open."""
    app = opened(page, **choices)
    app.session_state[key] = True
    return app.run()


@pytest.mark.parametrize(
    ("page", "choices"),
    [(MAP, {}), (MAP, {"element": ["Nd"]}), (MAP, EMPTY), (DEPOSITS, {"site": "irgiz"}), (CHECK, {"conflict": ZHANA})],
)
def test_a_frame_has_no_menu_and_no_filters_but_a_way_back(framed: None, page: str, choices: dict[str, Any]) -> None:
    app = opened(page, **choices)
    words = text(app)
    assert not has_filters(app)
    assert not app.sidebar.children
    assert not app.title
    assert "[Open in Kazakhstan Deposits](http" in words
    assert "data version " in words


def test_map_in_a_frame_says_what_it_shows(framed: None, prepared: Any) -> None:
    app = opened(MAP, element=["Nd"])
    shown = geo.select(prepared, geo.Selection(elements=("Nd",)))
    assert "Rare-earth and rare-metal deposits of Kazakhstan: Nd" in text(app)
    assert summary.counts(shown) in text(app)
    assert len(components(app)) == 1


def test_empty_map_in_a_frame_says_so(framed: None) -> None:
    app = opened(MAP, **EMPTY)
    assert "No site has all of this." in text(app)
    assert components(app) == []


def test_region_in_a_frame_is_its_map(framed: None, prepared: Any) -> None:
    shown = geo.select(prepared, geo.Selection(regions=("KZ-61",)))
    app = opened(REGIONS, area="KZ-61")
    assert summary.counts(shown) in text(app)


def test_site_in_a_frame_says_who_claims_what(framed: None, catalog: Any) -> None:
    words = text(opened(DEPOSITS, site="zhana_kazakhstan"))
    assert "Жаңа Қазақстан" in words
    assert "over 20 million tons of rare earth metals" in words
    assert "What is claimed" in words


def test_site_without_a_place_in_a_frame(framed: None, catalog: Any) -> None:
    site = catalog.sites.index[catalog.sites.geometry.isna()][0]
    app = opened(DEPOSITS, site=site)
    assert components(app) == []
    assert "No source says where in its region it lies." in text(app)


def test_every_contradiction_fits_a_frame(framed: None, catalog: Any) -> None:
    for group in conflicts.conflicts(catalog)[:4]:
        words = text(opened(CHECK, conflict=group.id))
        assert group.text() in words
        assert all(verdict.text() in words for verdict in group.conflicting[:3])


def test_contradiction_outside_the_filters_in_a_frame(framed: None) -> None:
    app = opened(CHECK, conflict=ZHANA, region=["KZ-47"])
    assert any("Loosen a filter" in item.value for item in app.info)


def test_menu_offers_the_map_and_the_chosen_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "home", lambda: HERE)
    found = snippets(opened_menu(MAP, "embed", element=["Nd"], site="irgiz"))
    assert [urlsplit(item["src"] or "").path for item in found] == ["/deep/", "/deep/deposits"]
    assert query(found[0]) == {"element": ["Nd"], "embed": ["true"]}
    assert query(found[1]) == {"element": ["Nd"], "site": ["irgiz"], "embed": ["true"]}
    assert all((item["src"] or "").startswith(HERE) and item["title"] and item["height"] for item in found)


def test_menu_of_a_region_has_the_region(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "home", lambda: HERE)
    (frame,) = snippets(opened_menu(REGIONS, "embedKZ-61", area="KZ-61"))
    assert query(frame) == {"region": ["KZ-61"], "embed": ["true"]}


def test_menu_of_a_contradiction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "home", lambda: HERE)
    (frame,) = snippets(opened_menu(CHECK, f"embed_{ZHANA}", conflict=ZHANA, site="irgiz"))
    assert urlsplit(frame["src"] or "").path == "/deep/check"
    assert query(frame) == {"conflict": [ZHANA], "embed": ["true"]}


def test_a_site_without_a_place_needs_no_room_for_a_map(monkeypatch: pytest.MonkeyPatch, catalog: Any) -> None:
    monkeypatch.setattr(embedding, "home", lambda: HERE)
    bare = str(catalog.sites.index[catalog.sites.geometry.isna()][0])
    heights = [int(snippets(opened_menu(MAP, "embed", site=site))[1]["height"] or 0) for site in ("irgiz", bare)]
    assert heights == [embedding.HEIGHTS[embedding.SITE], embedding.PLACELESS]
    assert heights[0] > heights[1]


def test_a_frame_has_room_for_its_words_and_a_map() -> None:
    """What the words take at 360 pixels, and a map that can be read."""
    least = {embedding.MAP: 200 + 350, embedding.SITE: 440 + 130}
    assert all(embedding.HEIGHTS[page] >= height for page, height in least.items())
    assert embedding.PLACELESS >= 515


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("localhost", "this machine only"),
        ("127.0.0.1", "this machine only"),
        ("::1", "this machine only"),
        ("192.168.1.20", "in this network only"),
        ("10.0.0.4", "in this network only"),
        ("kitchen-pc", "in this network only"),
        ("maps.example", ""),
        ("8.8.8.8", ""),
    ],
)
def test_a_local_address_is_said_to_be_one(host: str, said: str) -> None:
    told = embedding.reached(host)
    assert said in told
    assert bool(told) == bool(said)


def test_menu_warns_of_a_local_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "home", lambda: "http://localhost:8501/")
    assert any("works on this machine only" in item.value for item in opened_menu(MAP, "embed").warning)
    monkeypatch.setattr(embedding, "home", lambda: HERE)
    assert not opened_menu(MAP, "embed").warning


def test_height_of_a_contradiction_follows_its_claims(catalog: Any) -> None:
    """A frame is as high as what it shows: rows, panels, legends and lines, and no more than an article bears."""
    found = {group.id: group for group in conflicts.conflicts(catalog)}
    heights = {key: excerpts.height(catalog, group) for key, group in found.items()}
    assert heights[ZHANA] < 1100
    assert max(heights.values()) < 1100
    assert len({*heights.values()}) > 5
    shown = [item for statement in excerpts.told_statements(found[ZHANA]) for item in statement.claims]
    assert {claim for verdict in found[ZHANA].conflicting[:3] for claim in (verdict.a, verdict.b)} <= {
        item.claim_id for item in shown
    }


def test_words_of_a_reader_cannot_leave_the_snippet(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address of a hostile link is pasted into somebody's page."""
    monkeypatch.setattr(embedding, "home", lambda: HERE)
    (frame,) = snippets(opened_menu(MAP, "embed", q='"><script>alert(1)</script>'))
    assert query(frame)["q"] == ['"><script>alert(1)</script>']


@pytest.mark.parametrize(
    ("url", "home"),
    [
        (None, "http://localhost:8501/"),
        ("http://localhost:8501", "http://localhost:8501/"),
        ("https://maps.example/", "https://maps.example/"),
        ("https://maps.example/deposits", "https://maps.example/"),
        ("https://maps.example/deep/check", "https://maps.example/deep/"),
        ("https://maps.example/deep", "https://maps.example/deep/"),
    ],
)
def test_home_is_where_the_reader_found_the_app(monkeypatch: pytest.MonkeyPatch, url: str | None, home: str) -> None:
    class Context:
        pass

    context = Context()
    context.url = url  # type: ignore[attr-defined]
    monkeypatch.setattr(embedding.st, "context", context)
    assert embedding.home() == home
