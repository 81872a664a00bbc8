"""What the command line counts of a sound folder."""

from __future__ import annotations

import json
import re

from geo.cli import main, record


def told_as_json(capsys, *options):
    assert main(["validate", *options, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_validate_counts_by_region(capsys, catalog):
    assert main(["validate", "--summary"]) == 0
    out = capsys.readouterr().out
    lines = out.splitlines()
    assert f"{len(catalog.claims):>6,}  Claims, one published figure a row" in lines
    heading = next(line for line in lines if line.startswith("region"))
    assert re.split(r" {2,}", heading) == list(record._HEADINGS)
    whole = lines[-1].split()
    assert whole[:3] == ["In", "all", str(len(catalog.sites))]
    assert whole[-2:] == [str(len(catalog.claims)), str(len(catalog.sources))]
    assert len({len(line) for line in lines[lines.index(heading) :]}) == 1
    assert not any(line.startswith("Atyrau") for line in lines)  # no site and no claim there


def test_validate_for_programs(capsys, catalog):
    short = told_as_json(capsys)
    assert (short["version"], short["rows"]["sites"]) == (catalog.version, len(catalog.sites))
    assert "regions" not in short
    told = told_as_json(capsys, "--summary")
    assert len(told["regions"]) == len(catalog.regions) + 1
    place = told["in_all"]["with_place"] / told["in_all"]["sites"]
    assert told["in_all"]["share_with_place"] == round(place, 4)
    assert {item["share_with_figure"] for item in told["regions"] if not item["sites"]} == {None}
