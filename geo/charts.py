"""Charts of a view, as Altair specifications."""

from __future__ import annotations

import altair
import pandas

from geo.wording import Say


def bars(counted: pandas.DataFrame, title: str, colour: str, say: Say = str) -> altair.LayerChart | altair.FacetChart:
    """Draw horizontal bars, the longest on top, each with its number.

    Parameters
    ----------
    counted
        Columns ``name`` and ``sites``, as :func:`geo.tables.count_by` returns them.
    title
        What is counted.
    colour
        Colour of the bars.
    """
    base = altair.Chart(counted, title=title, height=altair.Step(22)).encode(
        y=altair.Y("name:N", sort="-x", title=None, axis=altair.Axis(labelLimit=220, ticks=False, domain=False)),
        x=altair.X("sites:Q", title=None, axis=None),
        tooltip=[altair.Tooltip("name:N", title=title), altair.Tooltip("sites:Q", title=say("Sites"))],
    )
    numbers = base.mark_text(align="left", dx=4).encode(text="sites:Q")
    return altair.layer(base.mark_bar(color=colour, cornerRadius=2), numbers)
