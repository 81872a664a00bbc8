"""What the words of a claim say besides its figure: the part meant, the thing counted, the years."""

from __future__ import annotations

import pytest

from geo.claims import wording_patterns


def claim(**words: str) -> dict[str, str]:
    blank = {"category_as_written": "", "material_as_written": "", "out_of": "", "quantity": "tonnage"}
    return blank | {"source_date": "2024-05-01"} | words


@pytest.mark.parametrize(
    ("written", "of_sites", "scope"),
    [
        ("38 promising areas, 2024", False, "38 promising areas"),
        ("38 promising areas, 2024", True, ""),
        ("ore body 2", True, "ore body 2"),
        ("one of five ore bodies", True, "one of five ore bodies"),
        ("one of five ore bodies", False, ""),
        ("total reserves", False, ""),
    ],
)
def test_words_that_limit_a_mass_to_a_part(written: str, of_sites: bool, scope: str) -> None:
    assert wording_patterns.scope(claim(category_as_written=written), of_sites) == scope
    assert wording_patterns.scope(claim(material_as_written=written), of_sites) == scope


def test_what_is_counted_is_told_without_directions_and_common_words() -> None:
    assert wording_patterns.thing(claim(material_as_written="rare earth deposits")) == {"deposits"}
    assert wording_patterns.thing(claim(material_as_written="from Astana, to the southeast")) == {"from", "astana"}
    assert wording_patterns.thing(claim(material_as_written="elements", out_of="18")) == {"of 18"}


def test_the_category_tells_what_a_sum_of_money_is_for() -> None:
    words = "investment in processing, 2024"
    assert "processing" in wording_patterns.thing(claim(category_as_written=words, quantity="investment"))
    assert wording_patterns.thing(claim(category_as_written=words, quantity="count")) == frozenset()


def test_years_are_those_of_the_category_and_of_money_those_of_its_document() -> None:
    assert wording_patterns.years(claim(category_as_written="MCS 2025 (2023 revised)")) == {"2023"}
    assert wording_patterns.years(claim(category_as_written="reserves before 2025")) == {"before 2025"}
    assert wording_patterns.years(claim()) == frozenset()
    assert wording_patterns.years(claim(quantity="investment")) == {"2024"}


@pytest.mark.parametrize(("category", "edition"), [("reserves, MCS 2025 (2024)", "2025"), ("reserves, 2025", "")])
def test_an_edition_is_named_by_its_year(category: str, edition: str) -> None:
    assert wording_patterns.edition_year(category) == edition
