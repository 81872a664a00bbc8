"""``python -m geo check`` as a call: other data, and ids that are wrong or have nothing to check."""

from __future__ import annotations

from geo import cli
from geo.claims import conflicts


def run(capsys, *arguments):
    status = cli.main(["check", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_an_unknown_site_is_one_sentence(capsys):
    status, out, err = run(capsys, "atlantis")
    assert (status, out) == (2, "")
    assert err == "geo: 'atlantis' is not the id of a site\n"


def test_a_site_without_claims_is_no_fault(capsys, catalog):
    silent = next(site for site in catalog.sites.index if not conflicts.about(catalog, site))
    status, out, err = run(capsys, silent)
    assert (status, err) == (0, "")
    assert out.startswith("0 of 0 groups")


def test_a_changed_figure_changes_the_check(capsys, broken):
    broken.cells("claims.csv", "C231", value="226900", value_si="226900", unit="tons")
    broken.load()
    status, out, _ = run(capsys, "KZ", "--data", str(broken.path))
    assert status == 0
    assert "2.9 times apart" not in out


def test_a_name_for_an_id_is_met_with_the_id(capsys):
    status, out, err = run(capsys, "Upper Kairakty")
    assert (status, out) == (2, "")
    assert "did you mean upper_kairakty (Upper Kairakty)" in err
