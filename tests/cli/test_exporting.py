"""Export on the command line: a file, or a sentence why not."""

from __future__ import annotations

import pytest

from geo.cli import main
from geo.export.table_columns import SITE_COLUMNS


def test_a_file_is_written_by_its_ending(tmp_path):
    out = tmp_path / "sites.csv"
    assert main(["export", "--region", "KZ-47", "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8").splitlines()[0] == ",".join(SITE_COLUMNS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out", ""], "--out names no file"),
        (["--format", "geojson", "--bom"], "--bom and --semicolon are for CSV"),
        (["--region", "KZ-99"], "'KZ-99' is not among the regions"),
    ],
)
def test_what_cannot_be_is_told(capsys, arguments, said):
    assert main(["export", *arguments]) == 2
    assert said in capsys.readouterr().err
