"""The examples of docs/notebook.md print what stands below them, and geo needs no web app for it.

``UPDATE_NOTEBOOK=1 python -m pytest tests/test_notebook.py`` writes down what they print now.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "notebook.md"
EXAMPLE = re.compile(r"```python\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)
EXAMPLES = EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))

WITHOUT_WEB = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"streamlit", "streamlit_folium", "pages"}:
            raise ModuleNotFoundError(f"{name} is not installed here", name=name)
sys.meta_path.insert(0, Blocked())
try:
    import streamlit
except ModuleNotFoundError:
    pass
else:
    raise SystemExit("the test does not keep streamlit away")
"""


def printed(code):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, str(PAGE), "exec"), {"__name__": "notebook"})
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def run(script):
    return subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_there_are_five_examples():
    assert len(EXAMPLES) == PAGE.read_text(encoding="utf-8").count("```python") == 5


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_example_prints_what_stands_below_it(number):
    code, below = EXAMPLES[number]
    said = printed(code)
    assert said
    if os.environ.get("UPDATE_NOTEBOOK"):
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(text.replace(f"{code}```\n\n```text\n{below}```", f"{code}```\n\n```text\n{said}```"), "utf-8")
        below = said
    assert said == below, "the page is out of date: UPDATE_NOTEBOOK=1 python -m pytest tests/test_notebook.py"


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_example_is_short(number):
    assert len(EXAMPLES[number][0].splitlines()) <= 12


def test_examples_run_without_the_web_app():
    done = run(WITHOUT_WEB + "\n".join(code for code, _ in EXAMPLES))
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_loading_takes_no_heavy_package():
    """Drawing and file libraries wait until something is drawn or written."""
    heavy = ("matplotlib", "xlsxwriter", "streamlit", "pyarrow.parquet")
    done = run(f"import sys, geo\ngeo.load()\nprint([name for name in {heavy!r} if name in sys.modules])")
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_pictures_are_made_without_pyplot():
    """pyplot would look for a screen and keep every figure."""
    script = "import sys, geo\nfrom geo.plot import pictures\npictures.content(geo.select(geo.load()))"
    done = run(script + "\nprint('matplotlib.pyplot' in sys.modules)")
    assert done.stdout.strip() == "False", done.stdout + done.stderr
