"""Adding claims on the command line: shown first, written when asked."""

from __future__ import annotations

import json

from geo.cli import main
from tests.history.test_additions import ROW, written


def test_verdicts_that_it_would_make_are_shown_and_nothing_is_written(broken, capsys):
    before = broken.text("claims.csv")
    status = main(["add-claims", str(written(broken.path.parent, ROW)), "--data", str(broken.path)])
    out = capsys.readouterr().out
    assert status == 0
    assert "line 2: C288 Boguty, tonnage: 30.5 million tonnes of ore" in out
    assert "C187 and C288: 4.32 million metric tons (ore) against 30.5 million tonnes. They cannot both" in out
    assert "Nothing is written" in out
    assert broken.text("claims.csv") == before


def test_writing_appends_the_rows_and_leaves_all_others(broken, capsys):
    before = broken.text("claims.csv")
    file = written(broken.path.parent, ROW | {"subject_ids": "Boguty", "paraphrase": 'Ore, "as said"'})
    assert main(["add-claims", str(file), "--data", str(broken.path), "--write"]) == 0
    assert "C288. Give the data a new version" in capsys.readouterr().out
    after = broken.text("claims.csv")
    assert after.startswith(before)
    assert after.count("\n") == before.count("\n") + 1
    assert broken.load().claims.loc["C288", "paraphrase"] == 'Ore, "as said"'
    assert main(["add-claims", str(file), "--data", str(broken.path), "--write"]) == 1
    assert "is a duplicate, recorded already: C288" in capsys.readouterr().out
    assert broken.text("claims.csv") == after


def test_a_program_may_read_it(broken, capsys):
    file = written(broken.path.parent, ROW)
    assert main(["add-claims", str(file), "--data", str(broken.path), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["written"], told["claims"][0]["claim_id"]) == (False, "C288")
    assert {item["outcome"] for item in told["verdicts"]} == {"inconsistent"}
    assert main(["add-claims", str(file.with_name("none.csv")), "--data", str(broken.path)]) == 2
    assert "none.csv" in capsys.readouterr().err
