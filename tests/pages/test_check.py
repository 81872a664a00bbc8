"""The page Reality check, and its part of the deposit card, without a browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

import geo
from geo.check import containment_report, plausibility
from geo.claims import conflicts
from geo.claims.sentences import times
from tests import spoilt
from tests.pages.test_pages import DEPOSITS, EMPTY, address, opened, text

CHECK = "pages/evidence/check.py"
ZHANA = "zhana_kazakhstan.tonnage.REE"


def labels(app: AppTest) -> list[str]:
    """Return the labels of the expanders in the order of the page, without escapes, with commas between thousands."""
    return [re.sub(r"\\(.)", r"\1", box.label).replace("\u202f", ",") for box in app.expander]


def charts(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(node.proto.spec) for node in app.get("vega_lite_chart")]


def test_plain_page_lists_every_contradiction(catalog: Any) -> None:
    app = opened(CHECK)
    found = conflicts.conflicts(catalog)
    words = text(app)
    assert app.title[0].value == "Reality check"
    assert f"{len(found)} contradictions in {len(conflicts.groups(catalog))} groups of claims" in words
    assert f"the largest gap is a factor of {times(found[0].factor)}" in words
    listed = labels(app)
    assert [label for label in listed if label in {group.text() for group in found}] == [g.text() for g in found]
    assert charts(app) == []
    assert address(app) == {}


def test_findings_stand_below(catalog: Any) -> None:
    words = text(opened(CHECK))
    for finding in plausibility.findings(catalog):
        assert finding.sentence.text() in words


def test_a_link_opens_a_conflict_and_stays(catalog: Any) -> None:
    app = opened(CHECK, conflict=ZHANA)
    words = text(app)
    assert address(app) == {"conflict": [ZHANA]}
    assert len(charts(app)) == 1
    group = next(group for group in conflicts.groups(catalog) if group.id == ZHANA)
    for verdict in (*group.verdicts, *group.drift):
        assert verdict.text() in words
    for derivation in group.derivations:
        assert derivation.sentence.text() in words
    assert "over 28.57 billion t of rock" in words
    assert re.search(r"one origin; repeated by \d+ documents, ", words)


def test_numbers_of_statements_stand_in_columns(catalog: Any) -> None:
    table = opened(CHECK, conflict=ZHANA).dataframe[0].value
    assert {"From, t", "To, t"} <= set(table.columns)
    assert 14000 in set(table["To, t"])


def test_what_if_reckons_with_the_readers_grade() -> None:
    app = opened(CHECK, conflict=ZHANA)
    grade = next(item for item in app.number_input if item.key.startswith("grade_"))
    assert grade.value == 700
    grade.set_value(1400.0).run()
    assert not app.exception
    assert "over 20 million t of metal / 1,400 g/t = over 14.29 billion t of rock" in text(app)
    grade = next(item for item in app.number_input if item.key.startswith("grade_"))
    grade.set_value(0.0).run()
    assert not app.exception


def test_readings_of_another_figure() -> None:
    app = opened(CHECK, conflict=ZHANA)
    figure = next(item for item in app.selectbox if item.key == f"read_{ZHANA}")
    figure.set_value("C135").run()
    assert not app.exception
    assert "14,000 t of metal / 700 g/t = 20 million t of rock" in text(app)


@pytest.mark.parametrize("group", ["irgiz.tonnage.REE", "CN.share.REE", "KZ.rank.REE", "kuirektykol.count.REE"])
def test_every_kind_of_group_opens(group: str) -> None:
    app = opened(CHECK, conflict=group)
    assert address(app) == {"conflict": [group]}
    assert "What is said, and how often" in text(app)


def test_an_unknown_conflict_is_named_and_ignored() -> None:
    app = opened(CHECK, conflict="atlantis.tonnage.REE")
    assert "conflict atlantis.tonnage.REE" in text(app)
    assert address(app) == {}
    assert charts(app) == []


def test_an_empty_selection_says_what_to_loosen() -> None:
    words = text(opened(CHECK, **EMPTY))
    assert "No claim speaks of what is selected." in words
    assert "Clear one of these filters" in words


def test_a_conflict_outside_the_filters_is_said_to_be_so() -> None:
    app = opened(CHECK, region=["KZ-47"], conflict=ZHANA)
    assert "does not pass" in text(app) or "passes the filters" in text(app)
    assert address(app) == {"region": ["KZ-47"], "conflict": [ZHANA]}


def test_the_selection_narrows_the_groups(prepared: Any) -> None:
    app = opened(CHECK, region=["KZ-35"])
    found = conflicts.groups(geo.select(prepared, geo.Selection(regions=("KZ-35",))))
    clashing = [group for group in found if group.in_conflict]
    assert f"{len(clashing)} contradiction" in text(app)
    assert f"in {len(found)} groups" in text(app)


def test_the_card_shows_chart_contradictions_and_containment(catalog: Any) -> None:
    app = opened(DEPOSITS, site="zhana_kazakhstan")
    words = text(app)
    assert len(charts(app)) == 1
    assert "What contradicts" in words
    assert "1,429 times" in words
    assert "Parts and wholes" in words
    for note in containment_report.notes(catalog, "zhana_kazakhstan"):
        assert note.text() in words


def test_the_card_of_a_site_without_claims_says_so(catalog: Any) -> None:
    silent = next(site for site in catalog.sites.index if not conflicts.about(catalog, site))
    words = text(opened(DEPOSITS, site=silent))
    assert "No figures are claimed of it." in words
    assert "contradicts itself" not in words


def test_a_filter_of_sources_is_not_called_agreement() -> None:
    words = text(opened(DEPOSITS, site="zhana_kazakhstan", source=["seed_002"]))
    assert "contradicts itself" not in words
    assert "claims of other sources left out: " in words


def test_hostile_names_reach_the_page_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = spoilt.hostile(tmp_path / "data")
    monkeypatch.setenv("DEPOSITS_DATA", str(tmp_path / "data"))
    for page, query in ((CHECK, {"conflict": ZHANA}), (DEPOSITS, {"site": next(iter(names))})):
        app = opened(page, **query)
        for element in app.markdown:
            assert not re.search(r"(?<!\\)<(?:img|script)", element.value)


def test_the_link_of_the_card_carries_the_group_and_the_view() -> None:
    app = opened(DEPOSITS, site="zhana_kazakhstan", region=["KZ-35"])
    link = next(node.proto for node in app.get("page_link") if node.proto.label == "Open in the reality check")
    assert parse_qs(link.query_string) == {
        "site": ["zhana_kazakhstan"],
        "region": ["KZ-35"],
        "conflict": [ZHANA],
        "v": [geo.load().version],
    }


def test_the_card_reckons_from_the_figure_as_written() -> None:
    words = text(opened(DEPOSITS, site="irgiz"))
    assert "800,000 t of metal / (1,000 to 2,500 g/t) = 320 to 800 million t of rock" in words
    assert "“nearly” makes both ends upper bounds." in words
    assert "Irgiz 800,000 t ≤ Kuirektykol 935,400 t ≤ Zhana Kazakhstan 20 million t: holds" in words
    assert "their tonnages must not be added" in words


def test_the_card_says_what_is_stated_for_the_region() -> None:
    words = text(opened(DEPOSITS, site="kuirektykol"))
    assert "= 995,200 t, stated for Qaraganda region; against about 1 million tons at Kuirektykol" in words


def test_ratios_of_the_terminal_stand_on_the_page(catalog: Any) -> None:
    words = text(opened(CHECK, conflict=ZHANA))
    group = next(group for group in conflicts.groups(catalog) if group.id == ZHANA)
    for verdict in group.verdicts:
        if verdict.ratio is not None and verdict.ratio != 1:
            assert times(verdict.ratio) in words


def test_the_chosen_site_comes_first(catalog: Any) -> None:
    sites = [subject for group in conflicts.conflicts(catalog) for subject in sorted(group.subjects)]
    site = next(subject for subject in reversed(sites) if subject in catalog.sites.index)
    app = opened(CHECK, site=site)
    assert f"About the chosen site, {catalog.sites.at[site, 'name_en']}" in text(app)
    mine = next(group for group in conflicts.conflicts(catalog) if site in group.subjects)
    assert labels(app)[0] == mine.text()
