"""The chart of claims offered as a file, on the reality check and on the card of a site."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import geo
from geo.claims import conflicts
from geo.export import registry
from geo.language.translation import ENGLISH
from pages.components import claim_files
from tests.pages.test_pages import DEPOSITS, opened

CHECK = "pages/evidence/check.py"
ZHANA = "zhana_kazakhstan.tonnage.REE"


def offered(app: AppTest) -> list[str]:
    labels = [node.proto.label for node in app.get("download_button")]
    return [label for label in labels if label.startswith("This chart")]


@pytest.mark.parametrize(
    ("page", "choice"), [(CHECK, {"conflict": ZHANA}), (DEPOSITS, {"site": "zhana_kazakhstan"})], ids=["check", "card"]
)
def test_chart_of_claims_is_offered_where_it_is_shown(page: str, choice: dict[str, Any]) -> None:
    assert offered(opened(page, **choice)) == ["This chart, PNG", "This chart, SVG"]


def test_nothing_is_offered_without_a_chart(catalog: Any) -> None:
    ranks = next(group for group in conflicts.groups(catalog) if group.quantity == "rank")
    assert offered(opened(CHECK, conflict=ranks.id)) == []
    assert offered(opened(CHECK)) == []


@pytest.mark.parametrize(("kind", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_the_file_is_a_picture(prepared: Any, kind: Any, start: bytes) -> None:
    shown = geo.select(prepared)
    group = next(item for item in conflicts.groups(shown) if item.id == ZHANA)
    made = claim_files._made(shown, group.statements, kind, "Title", "", "https://maps.example/", ENGLISH)
    assert made.startswith(start)


def test_file_names_say_site_or_group(prepared: Any) -> None:
    shown = geo.select(prepared)
    version = shown.catalog.version
    name = registry.filename_of_claims(shown, ZHANA, "svg")
    assert name == f"kazakhstan-deposits_zhana_kazakhstan-tonnage-ree-claims_{version}.svg"
