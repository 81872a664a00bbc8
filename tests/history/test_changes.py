"""Two versions compared field by field, and an earlier one put together again from the kept history."""

from __future__ import annotations

import csv
from dataclasses import replace

import pandas
import pytest

import geo
from geo.catalog import versions
from geo.history import changes, descriptions
from tests.history.tiny import DIFFERENCE, NEW, OLD, TINY


def same(a, b):
    """Whether two catalogs hold the same rows, whatever their order."""
    return changes.difference(a, b).is_empty


def test_nothing_differs_from_itself(catalog):
    difference = changes.difference(catalog, catalog)
    assert difference.is_empty
    assert descriptions.counted(difference) == "Nothing differs."


def test_every_kind_of_change_is_counted():
    assert DIFFERENCE.counts == {
        "sites": {"added": 1, "removed": 1, "changed": 2},
        "claims": {"added": 1, "removed": 1, "changed": 3},
        "sources": {"added": 1, "removed": 0, "changed": 1},
        "world": {"added": 0, "removed": 0, "changed": 1},
    }


def test_the_kept_history_leads_back_to_the_old_version():
    then = changes.rewound(NEW, "0.1.0")
    assert same(then, OLD)
    assert then.version == OLD.version
    assert then.schema.created == OLD.schema.created
    for name, frame in OLD.frames.items():
        if name not in versions.HISTORY:
            assert dict(then.frames[name].dtypes) == dict(frame.dtypes), name
    assert then.site("zhana_kazakhstan").geometry.equals(OLD.site("zhana_kazakhstan").geometry)
    assert len(geo.select(then, geo.Selection(regions=("KZ-35",))).claims)


def test_going_back_leaves_today_as_it_is():
    before = {name: frame.copy(deep=True) for name, frame in NEW.frames.items()}
    changes.rewound.__wrapped__(NEW, "0.1.0")
    for name, frame in before.items():
        pandas.testing.assert_frame_equal(frame, NEW.frames[name])


def test_today_is_today():
    assert changes.rewound(NEW, "0.2.0") is NEW


def test_an_unknown_version_is_an_error():
    with pytest.raises(geo.UnknownIdError, match=r"0\.7\.0"):
        changes.rewound(NEW, "0.7.0")


def test_back_over_several_versions():
    """A row that came in one version, changed in the next and went in the third is there only in between."""
    steps = [
        ("0.3.0", "claims", "C276", "value", "changed", "20", "21"),
        ("0.4.0", "claims", "C061", "locator", "changed", "page 1", "excerpt"),
        ("0.10.0", "claims", "C061", "locator", "changed", "excerpt", "page 2"),
    ]
    kept = pandas.DataFrame(steps, columns=list(changes.COLUMNS))
    rest = NEW.frames["changes"]
    more = pandas.DataFrame(
        {"version": ["0.3.0", "0.4.0", "0.10.0"], "date": "2027-01-01", "digest": "0" * 64, "note": ""}
    )
    frames = NEW.frames | {
        "changes": pandas.concat([kept.sample(frac=1, random_state=1), rest]),
        "versions": pandas.concat([NEW.frames["versions"], more]).set_index("version", drop=False),
    }
    later = geo.Catalog(NEW.folder, replace(NEW.schema, version="0.10.0"), frames)
    assert changes.rewound(later, "0.4.0").claims.at["C061", "locator"] == "excerpt"
    assert changes.rewound(later, "0.3.0").claims.at["C061", "locator"] == "page 1"
    assert changes.rewound(later, "0.2.0").claims.at["C276", "value"] == "20"
    assert "C276" not in changes.rewound(later, "0.1.0").claims.index


def test_the_kept_rows_are_those_of_the_file():
    with (TINY / "new" / "changes.csv").open(encoding="utf-8", newline="") as stream:
        assert changes.kept_rows(DIFFERENCE) == list(csv.DictReader(stream))


def test_a_view_shows_only_what_touches_it():
    shown = changes.within(DIFFERENCE, geo.Selection(regions=("KZ-47",)))
    assert {item.id for item in shown.rows} == {"taybogar", "tasmuryn"}
    assert shown.turns == ()
    qaraganda = changes.within(DIFFERENCE, geo.Selection(regions=("KZ-35",)))
    assert {"C029", "C057", "kuirektykol", "euronews_20250410"} <= {item.id for item in qaraganda.rows}
    assert "taybogar" not in {item.id for item in qaraganda.rows}
    assert len(qaraganda.turns) == 1


def test_a_view_by_a_source_that_came_later():
    """The older version does not know the source: then its view is empty, and what came is told."""
    shown = changes.within(DIFFERENCE, geo.Selection(sources=("euronews_20250410",)))
    assert "C276" in {item.id for item in shown.rows}
    assert "taybogar" not in {item.id for item in shown.rows}


def test_the_view_of_everything_leaves_nothing_out():
    assert changes.within(DIFFERENCE, geo.Selection()) is DIFFERENCE


def test_every_real_row_survives_the_way_through_text(catalog):
    """A change in every table forces each to be taken apart and put together again."""
    steps = [
        ("9.9.9", name, "no such row", "", "added", "", "") for name in catalog.frames if name not in versions.HISTORY
    ]
    frames = catalog.frames | {
        "changes": pandas.DataFrame(steps, columns=list(changes.COLUMNS)),
        "versions": pandas.concat(
            [
                catalog.frames["versions"],
                pandas.DataFrame([{"version": "9.9.9", "date": "2030-01-01", "digest": "0" * 64, "note": ""}]),
            ]
        ),
    }
    later = geo.Catalog(catalog.folder, replace(catalog.schema, version="9.9.9"), frames)
    then = changes.rewound(later, catalog.version)
    assert then.claims is not catalog.claims
    for name in catalog.frames:
        if name not in versions.HISTORY:
            pandas.testing.assert_frame_equal(then.frames[name], catalog.frames[name])
