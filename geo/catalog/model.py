"""What the rest of the package speaks of: the catalog of data, a selection of it, and the view that it gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Literal, Self, cast

import geopandas
import numpy as np
import numpy.typing as npt
import pandas

from geo.catalog.schema import Schema
from geo.errors import UnknownIdError

Order = Literal["claims", "name", "region", "tonnage"]
ORDERS: tuple[Order, ...] = ("claims", "name", "region", "tonnage")
"""Orders of a site list: most claims first, by name, by region then name, largest claimed tonnage first."""
UNSETTLED = "unsettled"
"""Choice among the regions that stands for the sites whose region the sources do not settle."""
_NO_ROW_OF_SITES = pandas.DataFrame({"site_id": [], "source_id": []}, dtype=object)
"""What stands for a table of sites that older data have not."""


def records(frame: pandas.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as plain dictionaries.

    Parameters
    ----------
    frame
        Any table.

    Returns
    -------
    list of dict
        Values by column, in the order of the rows.
    """
    return cast("list[dict[str, Any]]", frame.to_dict("records"))


def site_facts(site: pandas.Series[Any]) -> dict[str, Any]:
    """Return one row as a plain dictionary.

    Parameters
    ----------
    site
        Row of a table.

    Returns
    -------
    dict
        Values by column.
    """
    return {str(name): value for name, value in site.items()}


@dataclass(frozen=True, eq=False)
class Catalog:
    """Everything in a data folder, checked. Its frames are shared: read them, never change them.

    Attributes
    ----------
    folder
        The data folder.
    schema
        What its datapackage.json says of every table.
    frames
        Table by name, each by its id where it has one.
    """

    REQUIRED: ClassVar[tuple[str, ...]] = (
        "sites",
        "claims",
        "sources",
        "roots",
        "units",
        "elements",
        "element_groups",
        "substances",
        "evidence_grades",
        "countries",
        "world",
        "regions",
        "basemap",
        "places",
    )

    folder: Path
    schema: Schema
    frames: Mapping[str, pandas.DataFrame]

    @property
    def version(self) -> str:
        """Version of the data, as in datapackage.json."""
        return self.schema.version

    @property
    def sites(self) -> geopandas.GeoDataFrame:
        """One row a site, by ``site_id``; geometry a point in WGS 84 degrees, or None."""
        return cast("geopandas.GeoDataFrame", self.frames["sites"])

    @property
    def claims(self) -> pandas.DataFrame:
        """One row a published figure, by ``claim_id``."""
        return self.frames["claims"]

    @property
    def sources(self) -> pandas.DataFrame:
        """One row a document, by ``source_id``."""
        return self.frames["sources"]

    @property
    def roots(self) -> pandas.DataFrame:
        """One row a first statement, by ``root_id``."""
        return self.frames["roots"]

    @property
    def elements(self) -> pandas.DataFrame:
        """One row an element, by ``symbol``."""
        return self.frames["elements"]

    @property
    def element_groups(self) -> pandas.DataFrame:
        """One row a named group of elements, by ``group_id``."""
        return self.frames["element_groups"]

    @property
    def regions(self) -> geopandas.GeoDataFrame:
        """One row a region or city, by ISO code; geometry its outline in WGS 84 degrees."""
        return cast("geopandas.GeoDataFrame", self.frames["regions"])

    @property
    def world(self) -> pandas.DataFrame:
        """Country figures, one row an edition, country and measure."""
        return self.frames["world"]

    @property
    def facts(self) -> pandas.DataFrame:
        """One row a dated statement about a site that is no figure, by ``fact_id``; empty in older data."""
        return self.frames.get("site_facts", _NO_ROW_OF_SITES)

    @property
    def searches(self) -> pandas.DataFrame:
        """One row a search for what is not known of a site, by ``search_id``; empty in older data."""
        return self.frames.get("searches", _NO_ROW_OF_SITES)

    def __repr__(self) -> str:
        number = f"{len(self.sites)} sites, {len(self.claims)} claims, {len(self.sources)} sources"
        return f"Catalog(data {self.version}: {number})"

    def site(self, site_id: str) -> pandas.Series[Any]:
        """Return one site.

        Parameters
        ----------
        site_id
            Id of a site.

        Returns
        -------
        pandas.Series
            The row of the site, by column.

        Raises
        ------
        UnknownIdError
            If there is no such site.
        """
        if site_id not in self.sites.index:
            raise UnknownIdError(f"{site_id!r} is not the id of a site")
        return cast("pandas.Series[Any]", self.sites.loc[site_id])

    @cached_property
    def site_claims(self) -> pandas.DataFrame:
        """Pairs of ``site_id`` and ``claim_id``: one row for each site among a claim's subjects."""
        pairs = self.claims[["claim_id", "subject_ids", "source_id"]].explode("subject_ids")
        pairs = pairs.rename(columns={"subject_ids": "site_id"})
        return pairs[pairs["site_id"].isin(self.sites.index)].reset_index(drop=True)

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """Sites that each site directly contains."""
        inner = self.sites[self.sites["parent_id"] != ""]
        return {str(parent): tuple(group.index) for parent, group in inner.groupby("parent_id")}

    @cached_property
    def largest_tonnages(self) -> npt.NDArray[np.float64]:
        """Largest figure claimed of each site, in t of whatever basis; NaN where there is none. For sorting only."""
        visible = self.claims[(self.claims["quantity"] == "tonnage") & (self.claims["review"] != "hide")]
        visible = visible[visible["unit_si"] == "t"]
        upper = visible[["value_si", "value_max_si"]].max(axis=1)
        pairs = self.site_claims[self.site_claims["claim_id"].isin(visible.index)]
        largest = pairs.assign(value=pairs["claim_id"].map(upper)).groupby("site_id")["value"].max()
        return largest.reindex(self.sites.index).to_numpy(dtype=float)


@dataclass(frozen=True)
class Selection:
    """What a person asked to see. Within one facet any choice may hold, between facets all must.

    ``sources`` and ``tiers`` keep a site that a matching document lists or makes a claim about, and
    narrow the claims to those documents.

    Attributes
    ----------
    elements
        Symbols of elements.
    groups
        Ids of groups of elements.
    regions
        ISO codes, or :data:`UNSETTLED`.
    sources
        Ids of documents.
    tiers
        Tiers of documents.
    main_groups
        Main groups of sites.
    statuses
        Classes of the status of sites.
    precisions
        How the place of a site is known.
    evidence
        Stages of the best claim about a site (:data:`geo.catalog.evidence.STAGES`).
    left_out
        Groups of minerals of which no site is kept (:data:`geo.catalog.minerals.MINERALS`).
    words
        Words searched for.
    with_tonnage
        Whether only sites that someone gives a tonnage are kept.
    on_map
        Whether only sites with coordinates are kept.
    uncertain_elements
        Whether elements that are not confirmed count too.
    hidden_claims
        Whether claims that reviewers set aside are shown too.
    order
        Order of the sites.
    more
        Choices of facets of :data:`geo.catalog.filters.FACETS` that have no field here, by field;
        :meth:`chosen` and :meth:`choosing` know both.
    """

    elements: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    main_groups: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    precisions: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    words: str = ""
    with_tonnage: bool = False
    on_map: bool = False
    uncertain_elements: bool = False
    hidden_claims: bool = False
    order: Order = "claims"
    more: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __post_init__(self) -> None:
        for item in fields(self):
            if item.default == () and item.name != "more":
                object.__setattr__(self, item.name, _choices(item.name, getattr(self, item.name)))
        more = {name: _choices(name, chosen) for name, chosen in self.more if chosen}
        object.__setattr__(self, "more", tuple(sorted(more.items())))

    def chosen(self, facet: str) -> tuple[str, ...]:
        """Return the choices in a facet.

        Parameters
        ----------
        facet
            Field of the facet.

        Returns
        -------
        tuple of str
            The choices; empty where nothing is chosen.
        """
        own: tuple[str, ...] = getattr(self, facet) if facet in self._own() else dict(self.more).get(facet, ())
        return own

    def choosing(self, **values: Any) -> Self:
        """Return it with other values of facets, switches, words or order.

        Parameters
        ----------
        **values
            The new values, by field.

        Returns
        -------
        Selection
            A new selection; fields that are not named stay as they are.
        """
        own = {name: value for name, value in values.items() if name in self._own()}
        rest = {name: value for name, value in values.items() if name not in own}
        return replace(self, **own, more=tuple((dict(self.more) | rest).items()))

    @property
    def is_empty(self) -> bool:
        """Whether nothing narrows the sites."""
        return replace(self, uncertain_elements=False, hidden_claims=False, order="claims") == Selection()

    def changed(self) -> Mapping[str, object]:
        """Fields that differ from an empty selection."""
        blank = Selection()
        own = {name: getattr(self, name) for name in self._own()}
        return {name: value for name, value in own.items() if value != getattr(blank, name)} | dict(self.more)

    @classmethod
    def _own(cls) -> tuple[str, ...]:
        return tuple(item.name for item in fields(cls) if item.name != "more")


def _choices(name: str, chosen: Sequence[str]) -> tuple[str, ...]:
    if isinstance(chosen, str):
        raise TypeError(f"{name} is {chosen!r}: write a tuple of strings")
    return tuple(dict.fromkeys(chosen))


@dataclass(frozen=True, eq=False)
class View:
    """The part of a catalog that a selection leaves.

    Attributes
    ----------
    catalog
        The data.
    selection
        What was asked for.
    sites
        Rows of the sites that are left, in the order asked for.
    claims
        Rows of the claims that are left, in the order of claims.csv.
    counts
        By facet and choice, how many sites would be left with this choice.
    suggestions
        Ids of sites whose names resemble the words asked for, where none matches well.
    """

    catalog: Catalog
    selection: Selection
    sites: geopandas.GeoDataFrame
    claims: pandas.DataFrame
    counts: Mapping[str, Mapping[str, int]]
    suggestions: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"View({len(self.sites)} of {len(self.catalog.sites)} sites, {len(self.claims)} claims)"

    @cached_property
    def facts(self) -> pandas.DataFrame:
        """Facts about the sites of the view, in their order."""
        return self.catalog.facts[self.catalog.facts["site_id"].isin(self.sites.index)]

    @cached_property
    def searches(self) -> pandas.DataFrame:
        """Searches about the sites of the view, in their order."""
        return self.catalog.searches[self.catalog.searches["site_id"].isin(self.sites.index)]

    @cached_property
    def outlined(self) -> tuple[str, ...]:
        """ISO codes of the regions chosen that have an outline."""
        return tuple(iso for iso in self.selection.regions if iso in self.catalog.regions.index)

    @cached_property
    def located(self) -> geopandas.GeoDataFrame:
        """Sites of the view that have coordinates."""
        return self.sites[~self.sites.geometry.isna()]

    @cached_property
    def unlocated(self) -> geopandas.GeoDataFrame:
        """Sites of the view that are not on the map."""
        return self.sites[self.sites.geometry.isna()]
