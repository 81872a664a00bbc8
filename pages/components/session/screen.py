"""What a page shows, as one object: made once a run, and given to every part of the screen."""

from __future__ import annotations

from dataclasses import dataclass

import pandas

from geo.catalog import tables
from geo.catalog.caching import cached_on_owner
from geo.catalog.model import Catalog, View
from geo.catalog.selection import Index
from geo.language.translation import Language
from geo.plot.palette import Theme


@dataclass(frozen=True, eq=False)
class Screen:
    """A view of the data as one reader sees it. All but ``language`` and ``theme`` is shared by the sessions.

    What is costly is worked out once for ``whole`` and narrowed to the view.
    """

    index: Index
    """The data, prepared for filters."""
    view: View
    """What the filters leave."""
    whole: View
    """The same claims without a filter of sites: of an open site all is told, also where a filter leaves it out."""
    language: Language
    """The reader's language, for what is kept for all sessions; all else is said by ``say``."""
    theme: Theme

    @property
    def catalog(self) -> Catalog:
        """The data."""
        return self.view.catalog

    @property
    def site_table(self) -> pandas.DataFrame:
        """The site table of the view, a copy of its own."""
        table: pandas.DataFrame = _every_row(self.whole, self.language).loc[self.view.sites.index]
        return table

    def claims_about(self, site_id: str) -> pandas.DataFrame:
        """Return the claims about a site in the documents that the view asks for, whatever its other filters."""
        return tables.claims_about(self.whole, site_id)


@cached_on_owner
def _every_row(whole: View, language: Language) -> pandas.DataFrame:
    return tables.site_table(whole, language)
