"""The question that opens the map is computed from the claims: it follows them and the selection."""

from __future__ import annotations

from dataclasses import replace

import geo
from geo.catalog.selection import Index, select
from geo.check import questions
from geo.claims import conflicts


def test_the_first_question_is_the_strongest_contradiction_about_a_site(prepared: Index) -> None:
    view = geo.select(prepared)
    asked = questions.questions(view)[0]
    strongest = next(group for group in conflicts.conflicts(view) if set(group.subjects) <= set(view.sites.index))
    assert asked.group.subjects == strongest.subjects == {asked.site_id}
    assert asked.group.factor == strongest.factor


def test_it_asks_with_both_figures_as_written_the_larger_first(prepared: Index) -> None:
    asked = questions.questions(geo.select(prepared))[0]
    assert asked.text() == (
        "Zhana Kazakhstan: over 20 million tons of rare earth metals, or about 14,000 tons of rare earth elements?"
    )


def test_a_question_belongs_to_a_site_of_the_view(prepared: Index) -> None:
    for element in ("W", "Nd", "V"):
        view = geo.select(prepared, geo.Selection(elements=(element,)))
        assert {asked.site_id for asked in questions.questions(view)} <= set(view.sites.index)


def test_every_question_ends_in_a_question_mark_and_gives_no_number_of_its_own(prepared: Index) -> None:
    for asked in questions.questions(geo.select(prepared)):
        assert asked.text().endswith("?")
        assert "{" not in asked.text()


def test_without_the_claims_there_is_no_question(prepared: Index) -> None:
    view = geo.select(prepared)
    silent = view.claims["subject_ids"].map(lambda subjects: "zhana_kazakhstan" not in subjects)
    asked = questions.questions(replace(view, claims=view.claims[silent]))
    assert asked
    assert "zhana_kazakhstan" not in {item.site_id for item in asked}


def test_the_question_is_about_a_site_of_the_view(prepared: Index) -> None:
    whole = select(prepared)
    first = questions.strongest(whole, whole)
    assert first is questions.questions(whole)[0]
    others = select(
        prepared,
        geo.Selection(
            regions=tuple(
                iso
                for iso in prepared.catalog.regions.index
                if iso != prepared.catalog.sites.at[first.site_id, "region_iso"]
            )
        ),
    )
    asked = questions.strongest(others, whole)
    assert asked is None or (asked.site_id in others.sites.index and asked.site_id != first.site_id)
