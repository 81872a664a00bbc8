"""What a page shows, as one object: shared where it is the same for all, and as each reader sees it."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import geo
from geo.catalog.selection import index
from geo.check import highlights
from geo.plot import marks
from pages.components.map import map as site_map
from pages.components.session import store
from pages.components.session.language import readers_language
from pages.components.session.screen import Screen

CHOSEN = geo.Selection(regions=("KZ-35",), sources=("seed_000",), words="zhana")


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """A session that has chosen nothing, outside a run."""
    monkeypatch.setattr(store.appearance, "theme", lambda: "light")


@pytest.mark.usefixtures("quiet")
def test_sessions_that_ask_the_same_share_views_but_not_theme() -> None:
    first, second = store.screen(CHOSEN), store.screen(CHOSEN)
    assert first is not second
    assert (first.index, first.view, first.whole) == (second.index, second.view, second.whole)


@pytest.mark.usefixtures("quiet")
def test_the_whole_is_narrowed_by_documents_alone() -> None:
    screen = store.screen(CHOSEN)
    assert len(screen.whole.sites) > len(screen.view.sites)
    assert len(store.screen(geo.Selection(regions=CHOSEN.regions)).whole.sites) == len(screen.catalog.sites)
    assert set(screen.whole.claims["source_id"]) == set(CHOSEN.sources)
    assert screen.whole is store.screen(geo.Selection(sources=CHOSEN.sources)).view


@pytest.mark.usefixtures("quiet")
def test_marks_and_rows_are_those_of_the_view() -> None:
    screen = store.screen(geo.Selection(regions=("KZ-35",)))
    assert site_map.layer(screen).site_ids == set(screen.view.located.index)
    assert site_map.layer(screen).unplaced == set(screen.view.unlocated.index)
    assert list(screen.site_table.index) == list(screen.view.sites.index)
    own = screen.site_table
    own.insert(0, "Mine", "")
    assert "Mine" not in screen.site_table


def test_a_fragment_sees_the_theme_of_its_own_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store.appearance, "theme", lambda: "light")
    page = store.screen(geo.Selection())
    monkeypatch.setattr(store.appearance, "theme", lambda: "dark")
    again = store.again(page)
    assert (page.theme, again.theme) == ("light", "dark")
    assert again.view is page.view


@pytest.mark.usefixtures("quiet")
def test_the_map_begins_at_the_one_region_chosen() -> None:
    one, two = (store.screen(geo.Selection(regions=codes)) for codes in (("KZ-35",), ("KZ-35", "KZ-47")))
    west, south, east, north = one.catalog.regions.geometry.at["KZ-35"].bounds
    assert site_map.frame_of(one.view) == ((south, west), (north, east))
    assert site_map.frame_of(two.view) is None
    assert site_map.frame_of(one.whole) is None


def test_views_and_all_that_is_kept_on_them_go_with_the_data(catalog: geo.Catalog) -> None:
    prepared = index(geo.load(catalog.folder))
    shown = store.view(prepared, CHOSEN)
    assert store.view(prepared, CHOSEN) is shown
    screen = Screen(prepared, shown, store.everything(prepared), readers_language(), "light")
    assert highlights.highlights(screen.view, screen.whole, screen.language)
    assert marks.of_view(screen.whole, screen.language)
    held = [weakref.ref(item) for item in (prepared, shown, screen.whole, prepared.catalog)]
    del prepared, shown, screen
    gc.collect()
    assert [item() for item in held] == [None] * 4


def test_no_component_holds_data_by_itself() -> None:
    """A memory of a module that is asked with a view, an index or a catalog would keep them alive."""
    folder = Path(store.__file__).resolve().parents[1]
    words = [
        f"{path.name}: {line}"
        for path in sorted(folder.rglob("*.py"))
        for line in _asked_of(path.read_text(encoding="utf-8"))
        if path.name != "printed.py"  # the last pictures: too large to be kept on each view
    ]
    assert words == []


def _asked_of(text: str) -> Iterator[str]:
    lines = text.splitlines()
    for line, following in pairwise(lines):
        asked = following.partition("(")[2]
        if (line == "@cache" or line.startswith("@lru_cache")) and any(
            word in asked for word in ("View", "Index", "Catalog")
        ):
            yield following
