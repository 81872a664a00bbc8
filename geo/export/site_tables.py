"""Facts about the sites of a view, and searches for what is not known of them, as rows of their tables."""

from __future__ import annotations

from typing import Any, Final

import pandas

from geo.catalog import filters
from geo.catalog.model import View, records

SITE_TABLES: Final = ("site_facts", "searches")
"""Tables with one statement about one site a row, by their names in the data."""


def facts(view: View) -> pandas.DataFrame:
    """Return the facts about the sites of a view, by documents that pass its filters.

    Parameters
    ----------
    view
        The view.

    Returns
    -------
    pandas.DataFrame
        Rows of site_facts.csv, in their order.
    """
    found = view.facts
    allowed = view.catalog.sources.index[filters.documents(view.catalog, view.selection)]
    return found[found["source_id"].isin(allowed)]


def rows(view: View, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table of sites that a view shows.

    Parameters
    ----------
    view
        The view.
    table
        One of :data:`SITE_TABLES`.

    Returns
    -------
    list[dict[str, Any]]
        Plain rows with the columns of :func:`columns`; none where the data are older than the table.
    """
    shown = facts(view) if table == "site_facts" else view.searches
    return records(shown[list(columns(view, table))])


def columns(view: View, table: str) -> tuple[str, ...]:
    """Return the columns of a table of sites.

    Parameters
    ----------
    view
        The view.
    table
        One of :data:`SITE_TABLES`.

    Returns
    -------
    tuple[str, ...]
        Names in the order of the table; none where the data are older than it.
    """
    resource = view.catalog.schema.resources.get(table)
    return () if resource is None else resource.columns


def held(view: View) -> tuple[str, ...]:
    """Return the tables of sites that the data of a view have.

    Parameters
    ----------
    view
        The view.

    Returns
    -------
    tuple[str, ...]
        Those of :data:`SITE_TABLES`, in that order.
    """
    return tuple(table for table in SITE_TABLES if table in view.catalog.frames)
