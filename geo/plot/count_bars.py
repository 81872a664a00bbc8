"""Bars of how many sites there are of each kind, as an Altair specification."""

from __future__ import annotations

from typing import Any, Final

import altair
import pandas

from geo.language.translation import Say

QUIET: Final[dict[str, Any]] = {"aria": False}
"""Hides a part of a chart from screen readers: the description of the chart says it all, in the reader's language."""


def bars(counted: pandas.DataFrame, title: str, colour: str, say: Say = str) -> altair.LayerChart:
    """Draw horizontal bars with their numbers, the longest on top.

    The description of the chart says the same in words.

    Parameters
    ----------
    counted
        Columns ``name`` and ``sites``, as :func:`geo.catalog.tables.count_by` returns them.
    title
        What is counted.
    colour
        Colour of the bars.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    altair.LayerChart
        The chart.
    """
    base = altair.Chart(counted, title=title, height=altair.Step(22)).encode(
        y=altair.Y("name:N", sort="-x", title=None, axis=altair.Axis(labelLimit=220, ticks=False, domain=False)),
        x=altair.X("sites:Q", title=None, axis=None),
        tooltip=[altair.Tooltip("name:N", title=title), altair.Tooltip("sites:Q", title=say("Sites"))],
    )
    numbers = base.mark_text(align="left", dx=4).encode(text="sites:Q")
    told = ", ".join(f"{name} {sites}" for name, sites in zip(counted["name"], counted["sites"], strict=True))
    layers = [base.mark_bar(color=colour, cornerRadius=2), numbers]
    quiet = altair.Config(mark=altair.MarkConfig(**QUIET), axis=altair.AxisConfig(**QUIET))
    return altair.LayerChart(layer=layers, description=f"{title}: {told}", config=quiet)
