"""One page that lists every fault of the data folder, instead of a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pandas
import streamlit as st

from geo.catalog.loader import data_dir
from geo.errors import DataError, Fault
from geo.language import plurals
from pages.components.markdown import escaped
from pages.components.session.language import say


@contextmanager
def report() -> Iterator[None]:
    """Show the faults of the data if the block meets them."""
    try:
        yield
    except DataError as error:
        _show(error)


def _show(error: DataError) -> None:
    st.title(say("The data cannot be used"))
    words = say("{found} in the data folder. Mend from the top down, then reload this page.")
    st.write(words.format(found=plurals.faults(len(error.faults), say)))
    st.text(str(data_dir()))
    columns = {
        say("Where"): [_where(fault) for fault in error.faults],
        say("What is wrong"): [escaped(fault.message) for fault in error.faults],
    }
    st.table(pandas.DataFrame(columns), border="horizontal", hide_index=True)


def _where(fault: Fault) -> str:
    """Return file, line and column of a fault, as far as it has them."""
    line = say("line {number}").format(number=fault.line) if fault.line else ""
    column = say("column {name}").format(name=fault.column) if fault.column else ""
    return escaped(", ".join(filter(None, (fault.file, line, column))))
