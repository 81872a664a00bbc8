"""One page that lists every fault of the data folder, instead of a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pandas
import streamlit as st

from geo.errors import DataError
from geo.load import data_dir
from pages.components.language import say


@contextmanager
def report() -> Iterator[None]:
    """Show the faults of the data if the block meets them."""
    try:
        yield
    except DataError as error:
        _show(error)


def _show(error: DataError) -> None:
    st.title(say("The data cannot be used"))
    number = len(error.faults)
    found = say("1 fault was found") if number == 1 else say("{number} faults were found").format(number=number)
    st.write(say("{found} in the data folder. Mend them from the top down, then reload this page.").format(found=found))
    st.text(str(data_dir()))
    columns = {
        say("File"): [fault.file for fault in error.faults],
        say("Line"): [fault.line or None for fault in error.faults],
        say("Column"): [fault.column for fault in error.faults],
        say("What is wrong"): [fault.message for fault in error.faults],
    }
    st.dataframe(pandas.DataFrame(columns).astype({say("Line"): "Int64"}), hide_index=True, height="content")
