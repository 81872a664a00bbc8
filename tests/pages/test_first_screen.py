"""What a newcomer meets on the map's page: a question, three steps that can be skipped, and views to begin with."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import geo
from geo.catalog.selection import Index
from geo.claims.conflicts import strongest
from pages.components import opening
from pages.components.session import state
from tests.pages.test_pages import DEPOSITS, opened, text

STEPS = ("step 1 of 3", "step 2 of 3", "step 3 of 3")


def steps(app: AppTest) -> list[str]:
    return [step for step in STEPS if step in text(app)]


def keys(app: AppTest) -> set[str]:
    return {button.key or "" for button in app.main.button}


def test_the_page_opens_with_a_question_of_the_data() -> None:
    assert "Zhana Kazakhstan: over 20 million tons of rare earth metals, or about 14,000 tons of" in text(opened())


def test_the_question_follows_the_filters(prepared: Index) -> None:
    shown = geo.select(prepared, geo.Selection(elements=("W",)))
    words = text(opened(element=["W"]))
    assert "Zhana Kazakhstan: over 20" not in words
    assert any(f"**{name}: " in words for name in shown.sites["name_en"])
    views = {iso: geo.select(prepared, geo.Selection(regions=(iso,))) for iso in prepared.catalog.regions.index}
    at_one = next(
        iso
        for iso, view in views.items()
        if view.claims["subject_ids"].map(lambda ids, view=view: not set(view.sites.index).isdisjoint(ids)).any()
        and not set(strongest(view)) & set(view.sites.index)
    )
    assert "Nothing that is claimed of these sites contradicts itself." in text(opened(region=[at_one]))


def test_the_guide_leads_through_three_steps() -> None:
    app = opened()
    assert steps(app) == [STEPS[0]]
    app.main.button(key="guide_show").click().run()
    assert app.session_state["site"] == "zhana_kazakhstan"
    assert steps(app) == [STEPS[1]]
    app.main.button(key="guide_next").click().run()
    assert steps(app) == [STEPS[2]]
    app.main.button(key="guide_next").click().run()
    assert steps(app) == []
    app.run()
    assert steps(app) == []
    assert not app.exception


def test_the_guide_can_be_skipped_at_once() -> None:
    app = opened()
    app.main.button(key="guide_skip").click().run()
    assert steps(app) == []
    app.main.button(key="stands_out_zhana_kazakhstan").click().run()
    assert steps(app) == []


@pytest.mark.parametrize("query", [{"region": ["KZ-35"]}, {"site": "irgiz"}])
def test_the_guide_gives_way_to_what_a_link_shows(query: dict[str, Any]) -> None:
    assert steps(opened(**query)) == []


def test_who_has_begun_keeps_the_guide_through_filters() -> None:
    app = opened()
    app.main.button(key="guide_next").click().run()
    app.sidebar.pills(key="region").set_value(["KZ-61"]).run()
    assert steps(app) == [STEPS[1]]


@pytest.mark.parametrize("example", opening.EXAMPLES, ids=lambda example: example.title)
def test_an_example_shows_some_sites_but_not_all(example: opening.Example, prepared: Index) -> None:
    assert opening.offered(example, prepared)
    app = opened(DEPOSITS, **{name: [value] for name, value in example.choices.items()})
    notices = " ".join(item.value for item in app.info)
    assert "Left out" not in notices
    assert 0 < len(app.dataframe[0].value) < len(prepared.catalog.sites)


def test_an_example_of_other_data_is_not_offered(prepared: Index) -> None:
    assert not opening.offered(opening.Example("Gone", {"region": "KZ-99"}), prepared)
    assert opening.offered(opening.Example("There", {state.RINGS: "evidence"}), prepared)


def test_examples_stand_on_the_first_screen_only() -> None:
    titles = {example.title for example in opening.EXAMPLES}
    links = {link.proto.label for link in opened().get("page_link")}
    assert titles <= links
    assert not titles & {link.proto.label for link in opened(region=["KZ-35"]).get("page_link")}


def test_no_claim_is_not_called_agreement(prepared: Index) -> None:
    silent = next(
        (iso, symbol)
        for iso in prepared.catalog.regions.index
        for symbol in prepared.catalog.elements.index
        if not (view := geo.select(prepared, geo.Selection(regions=(iso,), elements=(symbol,)))).sites.empty
        and view.claims.empty
    )
    said = text(opened(region=[silent[0]], element=[silent[1]]))
    assert "No figures are claimed of these sites." in said
    assert "contradicts itself" not in said


def test_a_filter_of_sources_is_not_called_agreement() -> None:
    assert "contradicts itself" not in text(opened(source=["seed_002"]))
