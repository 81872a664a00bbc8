"""The pages that show who repeats whom and what a claim would mean in the world; and the rings of the map."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import geo
from geo.claims import families
from geo.claims.conflicts import strongest
from geo.plot import overlays
from geo.world import country_tables, ranks, world_totals
from geo.world.country_tables import NOT_COMPARABLE
from tests.pages.test_pages import MAP, address, components, opened, text

FAMILY, WORLD = "pages/evidence/family.py", "pages/evidence/world.py"
LARGEST = "ministry-2025-04-02"


def drawings(app: AppTest) -> list[str]:
    return [node.proto.spec for node in app.get("graphviz_chart")]


def test_the_largest_family_comes_first_with_its_largest_strand(prepared: Any) -> None:
    catalog = prepared.catalog
    family = families.family(catalog, families.keys(catalog)[0])
    app = opened(FAMILY)
    assert f"{len(family.members)} claims from {len(family.sources)} sources go back to one statement" in text(app)
    strand = family.strand(next(iter(family.strands)))
    _, drawing = drawings(app)
    assert all(f'"{node.node_id}" [label=' in drawing for node in strand.nodes)
    assert list(app.dataframe[0].value.index) == [node.node_id for node in strand.nodes]
    assert address(app) == {}


def test_the_whole_family_is_shown_on_request(prepared: Any) -> None:
    family = families.family(prepared.catalog, LARGEST)
    app = opened(FAMILY, strand="all")
    assert len(app.dataframe[0].value) == len(family.nodes)
    assert address(app) == {"strand": ["all"]}


def test_every_family_opens(prepared: Any) -> None:
    app = opened(FAMILY)
    for key in families.keys(prepared.catalog):
        app.session_state["family"] = key
        app.run()
        assert not app.exception, key
        family = families.family(prepared.catalog, key)
        assert family.origin.who in text(app)
        assert app.selectbox(key="family_choice").value == key


def test_a_choice_of_family_and_strand_writes_the_address(prepared: Any) -> None:
    app = opened(FAMILY)
    other = families.keys(prepared.catalog)[3]
    app.selectbox(key="family_choice").set_value(other).run()
    assert address(app) == {"family": [other]}
    app.selectbox(key="strand_choice").set_value("all").run()
    assert address(app) == {"family": [other], "strand": ["all"]}


def test_a_member_stands_for_its_strand(prepared: Any) -> None:
    family = families.family(prepared.catalog, LARGEST)
    best, ids = next((best, ids) for best, ids in family.strands.items() if len(ids) > 1)
    copy = next(claim for claim in ids if claim != best)
    app = opened(FAMILY, family=LARGEST, strand=copy)
    assert app.selectbox(key="strand_choice").value == best


def test_the_chosen_claim_is_shown_in_full(prepared: Any) -> None:
    catalog = prepared.catalog
    family = families.family(catalog, LARGEST)
    edge = next(edge for edge in family.edges if len(edge.changes) > 1)
    row = catalog.claims.loc[edge.copy]
    app = opened(FAMILY, family=LARGEST, strand="all", claim=edge.copy)
    for words in (row["paraphrase"], row["locator"], *(str(change.sentence) for change in edge.changes)):
        assert words in text(app)
    assert app.session_state["family_rows"]["selection"]["rows"]


def test_the_first_statement_can_be_chosen_too(prepared: Any) -> None:
    app = opened(FAMILY, claim=LARGEST)
    assert prepared.catalog.roots.at[LARGEST, "note"] in text(app)


def test_only_families_that_the_selection_touches_are_offered(prepared: Any) -> None:
    shown = geo.select(prepared, geo.Selection(regions=("KZ-63",)))
    touched = {families.of_claim(prepared.catalog, claim) for claim in shown.claims.index} - {None}
    assert 0 < len(touched) < len(families.keys(prepared.catalog))
    app = opened(FAMILY, region=["KZ-63"])
    assert len(app.selectbox(key="family_choice").options) == len(touched)
    outside = next(key for key in families.keys(prepared.catalog) if key not in touched)
    app = opened(FAMILY, region=["KZ-63"], family=outside)
    assert app.selectbox(key="family_choice").value == outside
    assert "outside the current filters" in text(app)


def test_no_family_is_a_sentence(prepared: Any) -> None:
    catalog = prepared.catalog
    families_of = {
        iso: [
            families.of_claim(catalog, claim)
            for claim in geo.select(prepared, geo.Selection(regions=(iso,))).claims.index
        ]
        for iso in catalog.regions.index
    }
    alone = next(iso for iso, found in families_of.items() if found and not any(found))
    app = opened(FAMILY, region=[alone])
    assert any("Loosen the filters" in item.value for item in app.info)
    assert not drawings(app)


def world_table(app: AppTest) -> Any:
    return app.dataframe[0].value


@pytest.mark.parametrize(
    ("edition", "tonnes", "place"),
    [
        ("MCS 2025", "28200000", "2"),
        ("MCS 2025", "20000000", "3"),
        ("MCS 2023", "20000000", "5"),
        ("MCS 2025", "1000000", "9 or lower"),
        ("MCS 2025", "940000", "9 or lower"),
        ("MCS 2026", "20000000", ""),
    ],
)
def test_the_rank_moves_with_edition_and_tonnage(edition: str, tonnes: str, place: str, catalog: Any) -> None:
    app = opened(WORLD, edition=edition, reading="typed", tonnes=tonnes)
    table = world_table(app)
    assert table.at[ranks.SUPPOSED, "Place"] == place
    assert table.at[ranks.SUPPOSED, table.columns[2]] == float(tonnes)
    assert list(app.table[0].value["Edition"]) == list(country_tables.editions(catalog))


def test_the_world_opens_with_the_largest_claim_under_the_latest_edition_that_ranks(prepared: Any) -> None:
    catalog = prepared.catalog
    largest, name = ranks.candidates(catalog)[0], ranks.default_edition(catalog)
    assert country_tables.edition(catalog, name).can_rank
    app = opened(WORLD)
    assert str(ranks.sentence(catalog, name, largest.stated, largest)) in text(app)
    assert largest.claim_id in text(app)
    assert address(app) == {}


@pytest.mark.parametrize(
    "query", [{}, {"edition": "MCS 2024"}, {"reading": "typed"}, {"region": ["KZ-47"], "element": ["Li"]}]
)
def test_why_a_place_compares_unlike_things_is_always_said(query: dict[str, Any]) -> None:
    app = opened(WORLD, **query)
    assert str(NOT_COMPARABLE) in text(app)


def test_every_reading_has_its_claim(prepared: Any) -> None:
    app = opened(WORLD)
    for figure in ranks.candidates(prepared.catalog):
        app.selectbox(key="reading_choice").set_value(figure.claim_id).run()
        assert not app.exception
        assert world_table(app).at[ranks.SUPPOSED, "Reserves (t of oxide)"] == float(figure.stated)
        assert f"{figure.claim_id}, {figure.label}" in text(app)


def test_a_typed_tonnage_goes_into_the_address() -> None:
    app = opened(WORLD, reading="typed")
    app.number_input(key="tonnes_typed").set_value(7_000_000.0).run()
    assert address(app) == {"reading": ["typed"], "tonnes": ["7000000"]}
    assert world_table(app).at[ranks.SUPPOSED, "Place"] == "3"


@pytest.mark.parametrize("tonnes", ["0", "-5", "1e9", "nan", "inf", "9999999999999", "20 Mt", "", "٣"])
def test_a_tonnage_that_is_none_is_left_out(tonnes: str) -> None:
    app = opened(WORLD, reading="typed", tonnes=tonnes)
    assert address(app) == {"reading": ["typed"]}


def test_unknown_values_are_named_and_left_out() -> None:
    query = {"family": "nobody", "strand": "C9999", "claim": "C9999", "edition": "MCS 1999", "reading": "C117"}
    query |= {"document": "daily", "rings": "gold"}
    for page in (FAMILY, WORLD, MAP):
        app = opened(page, **query)
        notice = " ".join(item.value for item in app.info)
        assert all(value in notice for value in query.values())
        assert address(app) == {}


def test_production_shows_the_sum_that_does_not_close(prepared: Any) -> None:
    catalog = prepared.catalog
    open_sums = [item for item in world_totals.sums(catalog) if item.whole and not item.closes]
    assert open_sums
    for item in open_sums:
        app = opened(WORLD, document=item.source_id)
        assert str(item.sentence) in text(app)
        assert item.total_id in text(app)


def test_pages_show_a_claim_that_is_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data"
    shutil.copytree(geo.load().folder, folder)
    path = folder / "claims.csv"
    row = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("C001,"))
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(row.replace("C001,", "C9999,", 1).replace("28.2", "38.2").replace("28200000", "38200000") + "\n")
    monkeypatch.setenv("DEPOSITS_DATA", str(folder))
    app = opened(WORLD)
    assert "C9999" in text(app)
    assert "38.2 million t" in text(app)


def layer(app: AppTest) -> str:
    (sent,) = components(app)
    return json.dumps(sent["feature_group"])


def test_the_map_says_nothing_of_claims_unless_asked(catalog: Any) -> None:
    plain = layer(opened(MAP))
    assert "contradiction" not in plain
    for kind in overlays.OVERLAYS:
        app = opened(MAP, rings=kind)
        assert kind in layer(app)
        assert address(app) == {"rings": [kind]}
    places = catalog.sites.geometry
    apart = [site for site in strongest(catalog) if site in places.index and places[site] is not None]
    assert layer(opened(MAP, rings="contradiction")).count("claims differ by") == len(apart)


def test_the_choice_of_an_overlay_reruns_with_the_map_and_goes_back() -> None:
    app = opened(MAP)
    app.segmented_control(key="overlay_choice").set_value("evidence").run()
    assert address(app) == {"rings": ["evidence"]}
    assert "best evidence" in layer(app)
    app.segmented_control(key="overlay_choice").set_value("found").run()
    assert address(app) == {}
    assert "best evidence" not in layer(app)


def test_tonnages_are_shown_by_what_they_are_of() -> None:
    app = opened(MAP)
    app.segmented_control(key="overlay_choice").set_value("tonnage").run()
    assert address(app) == {"rings": ["ore"]}
    app.pills(key="basis_choice").set_value("oxide").run()
    assert address(app) == {"rings": ["oxide"]}
    assert "tonnes of oxide" in layer(app)
    assert app.segmented_control(key="overlay_choice").value == "tonnage"


def test_the_first_country_is_not_comparable_and_why() -> None:
    words = text(opened(WORLD, edition="MCS 2025", reading="C001"))
    assert "Against China: about 28.2 million tons (rare earth metals) against 44,000,000 metric tons" in words
    assert "Not comparable: " in words.partition("Against China")[2]
    assert "[C001, C250]" in words
