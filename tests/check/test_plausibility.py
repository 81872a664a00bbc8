"""Sanity rules: each finds what it is for in the real data, follows an edited row, and lets sound rows pass."""

from __future__ import annotations

import pytest

from geo.check import plausibility


def found(catalog, rule):
    return [finding for finding in plausibility.findings(catalog) if finding.rule == rule]


def first_ids(catalog, rule):
    return {finding.claim_ids[0] for finding in found(catalog, rule)}


def add_claim(broken, like, **values):
    """Add a row C9xxx made like another one."""
    text = broken.text("claims.csv")
    row = next(line for line in text.split("\n") if line.startswith(f"{like},"))
    number = 9000 + sum(line.startswith("C90") and line.index(",") == 5 for line in text.split("\n"))
    broken.write("claims.csv", f"{text}C{number}{row[len(like) :]}\n")
    broken.cells("claims.csv", f"C{number}", **values)
    return f"C{number}"


@pytest.mark.parametrize(
    ("rule", "ids"),
    [
        ("too many rare earths", {"C042"}),
        ("share above the whole", {"C035"}),
        ("grade above the oxide", set()),
        ("rank against its words", {"C049"}),
        ("currency missing", {"C055", "C056"}),
        ("short tons", {"C140", "C141"}),
        ("sum does not close", {"C006"}),
    ],
)
def test_what_the_rules_find_in_the_real_data(catalog, rule, ids):
    assert first_ids(catalog, rule) == ids


def test_every_rule_has_a_title_and_a_reason(catalog):
    ids = [rule.rule_id for rule in plausibility.RULES]
    assert len(ids) == len(set(ids))
    assert all(rule.title.text() and rule.reason.text().endswith(".") for rule in plausibility.RULES)
    assert {finding.rule for finding in plausibility.findings(catalog)} <= set(ids)


def test_findings_name_claims_that_exist_and_read_as_sentences(catalog):
    for finding in plausibility.findings(catalog):
        assert set(finding.claim_ids) <= set(catalog.claims.index)
        text = finding.sentence.text()
        assert text.endswith((".", "?"))
        assert "{" not in text


def test_nineteen_of_thirty_four_rare_earths(catalog):
    (finding,) = found(catalog, "too many rare earths")
    number = int(catalog.elements["rare_earth"].sum())
    assert finding.sentence.text().endswith(f"34 are counted, but there are only {number}.")


def test_the_number_of_rare_earths_is_that_of_the_table(broken):
    broken.cells("claims.csv", "C042", out_of="17", value="16", value_si="16")
    assert found(broken.load(), "too many rare earths") == []


def test_deposits_of_rare_earths_may_be_many(broken):
    broken.cells("claims.csv", "C017", value="150", value_si="150")
    assert first_ids(broken.load(), "too many rare earths") == {"C042"}


def test_a_hidden_claim_is_found_and_its_review_shown(catalog):
    (finding,) = found(catalog, "share above the whole")
    assert "734 %" in finding.sentence.text()
    assert "7.3 times the whole" in finding.sentence.text()
    (remark,) = plausibility.remarks(catalog, finding)
    assert catalog.claims.loc["C035", "review_reason"] in remark
    assert "Hidden by default" in remark


@pytest.mark.parametrize(
    ("claim", "value", "faulty"),
    [
        ("C183", "79.0", False),
        ("C183", "79.4", True),
        ("C166", "99.9", False),
        ("C166", "101", True),
        ("C285", "89", True),
    ],
)
def test_no_ore_is_richer_than_the_oxide(broken, claim, value, faulty):
    broken.cells("claims.csv", claim, value=value, value_si=f"{float(value) * 10_000:g}")
    ids = first_ids(broken.load(), "grade above the oxide")
    assert ids == ({claim} if faulty else set())


def test_second_after_two_countries(catalog, broken):
    (finding,) = found(catalog, "rank against its words")
    assert finding.sentence.text() == "number 2, yet behind China, Brazil: that is number 3."
    broken.cells("claims.csv", "C049", value="3", value_si="3")
    broken.cells("claims.csv", "C002", ranked_after="CN;RU;BR")
    assert first_ids(broken.load(), "rank against its words") == {"C002"}


def test_up_to_third_behind_one_country_is_no_fault(broken):
    broken.cells("claims.csv", "C277", ranked_after="CN")
    assert first_ids(broken.load(), "rank against its words") == {"C049"}
    broken.cells("claims.csv", "C277", ranked_after="CN;BR;RU")
    assert first_ids(broken.load(), "rank against its words") == {"C049", "C277"}


def test_a_part_above_its_whole(catalog):
    pairs = {
        (item.claim_ids[0], claim) for item in found(catalog, "part above its whole") for claim in item.claim_ids[1:]
    }
    assert {("C135", "C082"), ("C135", "C069"), ("C022", "C279")} <= pairs
    whole = {claim for claim, _ in pairs}
    assert not whole & {"C062", "C065", "C070"}
    basis = catalog.claims["basis"]
    assert all(basis[one] == basis[other] for one, other in pairs)


def test_a_part_is_found_by_the_row_that_names_its_parent(broken):
    broken.cells("claims.csv", "C021", qualifier="exact", value="30", unit="million tons", value_si="30000000")
    wholes = {item.claim_ids[0] for item in found(broken.load(), "part above its whole") if "C021" in item.claim_ids}
    assert {"C022", "C057", "C082"} <= wholes
    broken.site("irgiz", parent_id="")
    assert not [item for item in found(broken.load(), "part above its whole") if "C021" in item.claim_ids]


def test_a_currency_that_is_named_is_no_fault(broken):
    broken.cells("claims.csv", "C055", unit="billion tenge", unit_si="KZT")
    assert first_ids(broken.load(), "currency missing") == {"C056"}


def test_a_lost_currency_names_what_it_was(catalog):
    texts = [finding.sentence.text() for finding in found(catalog, "currency missing")]
    assert any("424 billion tenge" in text for text in texts)


def test_short_tons_need_no_link(broken):
    broken.cells("claims.csv", "C141", upstream_claim_id="")
    new = add_claim(
        broken,
        "C281",
        value="1102",
        unit="thousand tons",
        value_si="1102000",
        source_id="unian_20250831",
        source_date="2025-08-31",
    )
    findings = {item.claim_ids[0]: item for item in found(broken.load(), "short tons")}
    assert set(findings) == {"C140", "C141", new}
    assert "times 1.102" in findings[new].sentence.text()
    assert "C057" in findings[new].claim_ids


def test_a_figure_that_is_near_but_not_times_the_factor_is_no_slip(broken):
    broken.cells("claims.csv", "C140", value="950000", value_si="950000")
    assert first_ids(broken.load(), "short tons") == {"C141"}


def test_produced_against_not_mined(catalog, broken):
    (finding,) = found(catalog, "produced or not")
    assert finding.claim_ids == ("C042", "C148")
    broken.cells("claims.csv", "C148", value="5", value_si="5")
    assert found(broken.load(), "produced or not") == []


def test_the_sum_of_the_seeds_does_not_close(catalog, broken):
    (finding,) = found(catalog, "sum does not close")
    assert finding.claim_ids[0] == "C006"
    assert "343,500 of the 379,900 t" in finding.sentence.text()
    assert "36,400 t (9.6 %)" in finding.sentence.text()
    broken.cells("claims.csv", "C010", value="49400", value_si="49400")
    assert found(broken.load(), "sum does not close") == []


def test_parts_above_the_total_are_found_even_in_an_excerpt(broken):
    broken.cells("claims.csv", "C265", value="290000", value_si="290000")
    findings = found(broken.load(), "sum does not close")
    assert {item.claim_ids[0] for item in findings} == {"C006", "C264"}


def test_findings_can_be_kept_to_some_claims(catalog):
    kept = plausibility.findings(catalog, ["C042"])
    assert {finding.rule for finding in kept} == {"too many rare earths", "produced or not"}
    assert plausibility.findings(catalog, []) == ()


def test_the_table_is_made_for_reading(catalog):
    findings = plausibility.findings(catalog)
    table = plausibility.findings_table(catalog, findings)
    assert len(table) == len(findings)
    assert not table["Why it cannot be"].eq("").any()
    assert table["Review"].str.contains("Hidden by default").any()
    assert plausibility.findings_table(catalog, ()).empty


def test_figures_of_sources_are_not_translated(catalog):
    asked = []
    plausibility.findings_table(catalog, plausibility.findings(catalog), lambda text: asked.append(text) or text)
    assert any("{figure}" in text for text in asked)
    assert not [text for text in asked if "734" in text or "tungsten" in text]


def test_short_tons_are_of_one_time_and_part_and_metric_tons_are_none(catalog):
    ids = first_ids(catalog, "short tons")
    assert not ids & {"C547", "C1464", "C816"}


def test_a_list_of_few_countries_is_none(broken):
    assert "C1429" not in first_ids(broken.load(), "sum does not close")
    broken.cells("claims.csv", "C011", subject_ids="RU", source_id="caspianpost_2025", source_date="2025-07")
    assert "C006" not in first_ids(broken.load(), "sum does not close")


def test_a_country_of_some_areas_may_be_below_its_region(catalog):
    assert "C113" not in first_ids(catalog, "part above its whole")
    ids = {claim for item in found(catalog, "part above its whole") for claim in item.claim_ids}
    # A resource is not set against a reserve.
    assert "C897" not in ids
