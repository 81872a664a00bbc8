"""The page of changes, the version in the address, and the notice under a link made with another version."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import geo
from geo.history import changes, descriptions
from geo.language import wording
from pages.components.session import language
from tests import spoilt
from tests.pages.test_pages import CHANGES, DEPOSITS, MAP, address, opened, text

TINY = Path(__file__).resolve().parents[1] / "data" / "versions"


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> geo.Catalog:
    """Let the app run on the newer of the two tiny versions."""
    monkeypatch.setenv("DEPOSITS_DATA", str(TINY / "new"))
    return geo.load(TINY / "new")


def version(app: AppTest) -> list[str]:
    value = app.query_params.get("v", [])
    return [value] if isinstance(value, str) else list(value)


def notices(app: AppTest) -> str:
    return " ".join(item.value for item in app.info)


def test_the_page_names_every_version_with_its_digest(catalog: Any) -> None:
    words = text(opened(CHANGES))
    assert f"data version **{catalog.version}** of {wording.date(catalog.schema.created)}" in words
    for digest in catalog.frames["versions"]["digest"]:
        assert digest in words


def test_the_first_version_has_no_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPOSITS_DATA", str(TINY / "old"))
    assert "Nothing has changed yet: this is the first version." in text(opened(CHANGES))


def test_a_later_version_shows_what_changed(newer: geo.Catalog) -> None:
    app = opened(CHANGES)
    assert [header.value for header in app.header] == ["0.2.0 of 1 December 2026", "0.1.0 of 21 November 2026"]
    assert "Claims: 1 added, 1 removed, 3 changed." in text(app)
    assert "C029 and C062 were inconsistent, are now undetermined" in text(app)
    (table,) = app.dataframe
    expected = descriptions.change_table(changes.difference(geo.load(TINY / "old"), newer), language.of_code("en"))
    assert table.value.to_numpy().tolist() == expected.to_numpy().tolist()


def test_data_without_a_list_of_versions_are_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = spoilt.copy(tmp_path / "data")
    descriptor = folder / "datapackage.json"
    document = json.loads(descriptor.read_text(encoding="utf-8"))
    document["resources"] = [item for item in document["resources"] if item["name"] not in ("versions", "changes")]
    descriptor.write_text(json.dumps(document), encoding="utf-8")
    monkeypatch.setenv("DEPOSITS_DATA", str(folder))
    assert "keep no list of their versions" in notices(opened(CHANGES))


def test_an_untouched_address_stays_bare_and_a_view_carries_its_version(catalog: Any) -> None:
    app = opened(DEPOSITS)
    assert version(app) == []
    app.sidebar.multiselect(key="element").set_value(["Nd"]).run()
    assert address(app) == {"element": ["Nd"]}
    assert version(app) == [catalog.version]


def test_the_links_of_the_menu_carry_the_version(catalog: Any) -> None:
    app = opened(DEPOSITS, site="irgiz")
    links = [node.proto for node in app.sidebar.get("page_link")]
    assert len(links) == 9
    assert all(f"v={catalog.version}" in link.query_string for link in links)


def test_a_link_of_this_version_has_no_notice(catalog: Any) -> None:
    app = opened(DEPOSITS, site="irgiz", v=catalog.version)
    assert notices(app) == ""
    assert version(app) == [catalog.version]


def test_a_link_of_an_earlier_version_shows_what_differs_in_its_view(newer: geo.Catalog) -> None:
    app = opened(DEPOSITS, region=["KZ-47"], v="0.1.0")
    assert "made with data version 0.1.0 of 21 November 2026; the data are now version 0.2.0" in notices(app)
    assert "In this view: Sites: 1 added, 1 removed." in notices(app)
    ids = {row for frame in app.dataframe if "Id" in frame.value for row in frame.value["Id"]}
    assert ids == {"taybogar", "tasmuryn"}


def test_verdicts_of_the_view_are_told(newer: geo.Catalog) -> None:
    app = opened(MAP, region=["KZ-35"], v="0.1.0")
    assert "C029 and C062 were inconsistent, are now undetermined" in text(app)


def test_a_view_without_a_difference_says_so(newer: geo.Catalog) -> None:
    app = opened(DEPOSITS, q="Irgiz", source=["qaz_20250402"], v="0.1.0")
    assert "Nothing in this view differs." in notices(app)
    assert not any("Id" in frame.value for frame in app.dataframe)


def test_a_site_that_was_removed_is_said_so(newer: geo.Catalog) -> None:
    app = opened(DEPOSITS, site="taybogar", v="0.1.0")
    assert "The site of this link, Taibogar, was removed in version 0.2.0." in notices(app)


def test_an_open_site_outside_the_filters_counts_too(newer: geo.Catalog) -> None:
    app = opened(DEPOSITS, q="Irgiz", source=["qaz_20250402"], site="kuirektykol", v="0.1.0")
    assert "The open site, Kuirektykol, differs: Sites: 1 changed." in notices(app)
    ids = {row for frame in app.dataframe if "Id" in frame.value for row in frame.value["Id"]}
    assert "kuirektykol" in ids
    assert "taybogar" not in ids


def test_an_open_conflict_counts_too(newer: geo.Catalog) -> None:
    app = opened("pages/evidence/check.py", conflict="zhana_kazakhstan.tonnage.REE", v="0.1.0")
    said = notices(app).replace("\\", "")
    assert "The open claims, Zhana Kazakhstan: tonnage (REE), differ: Claims: 1 added, 2 changed." in said


def test_what_a_link_names_is_not_trusted(newer: geo.Catalog) -> None:
    app = opened(DEPOSITS, site="<img src=x>", conflict="](javascript:x)", v="0.1.0")
    assert "<img" not in notices(app)
    assert "](" not in notices(app)


def test_the_old_version_stays_in_the_address_until_the_view_changes(newer: geo.Catalog) -> None:
    app = opened(DEPOSITS, region=["KZ-35"], v="0.1.0")
    assert version(app) == ["0.1.0"]
    app.run()
    assert version(app) == ["0.1.0"]
    app.sidebar.text_input(key="q").set_value("Irgiz").run()
    assert address(app) == {"region": ["KZ-35"], "q": ["Irgiz"]}
    assert version(app) == ["0.2.0"]
    assert "made with data version 0.1.0" in notices(app)


def test_unknown_parts_are_left_out_and_the_old_version_is_kept(newer: geo.Catalog) -> None:
    app = opened(DEPOSITS, region=["KZ-35"], nonsense="1", v="0.1.0")
    assert address(app) == {"region": ["KZ-35"]}
    assert version(app) == ["0.1.0"]
    assert "nonsense" in notices(app)


def test_a_version_that_nobody_knows_is_said_so(catalog: Any) -> None:
    app = opened(DEPOSITS, site="irgiz", v="7.0.0")
    assert "made with data version 7.0.0, which these data" in notices(app)


@pytest.mark.parametrize("value", ["soon", "1.0", "<b>", ["0.1.0", "0.2.0"], "{{7*7}}"])
def test_what_is_no_version_is_named_and_left_out(value: Any, catalog: Any) -> None:
    app = opened(DEPOSITS, site="irgiz", v=value)
    assert "Left out of this link" in notices(app)
    assert "`v " in notices(app)
    assert "<" not in notices(app)
    assert version(app) == [catalog.version]


def test_hostile_history_shows_no_markup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(shutil.copytree(TINY / "new", tmp_path / "data"))
    for name in ("versions.csv", "claims.csv"):
        whole = (folder / name).read_text(encoding="utf-8")
        whole = whole.replace("claim set right", "<img src=x> [a](javascript:b)").replace(
            "Zhana Kazakhstan", "<img src=x>"
        )
        (folder / name).write_text(whole, encoding="utf-8")
    monkeypatch.setenv("DEPOSITS_DATA", str(folder))
    app = opened(CHANGES)
    assert "img" in text(app)
    for element in app.markdown:
        assert "](" not in element.value.replace(r"\]\(", "")
        assert not re.search(r"(?<!\\)<img", element.value)
