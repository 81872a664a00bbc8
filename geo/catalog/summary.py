"""How much the record holds: sites, claims and sources, by region and in all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from geo.catalog.model import UNSETTLED, Catalog
from geo.catalog.regions import region_names


@dataclass(frozen=True)
class Holding:
    """What the record holds of a region, or in all.

    Attributes
    ----------
    region
        ISO code; ``unsettled`` for sites whose region no source settles, empty for the whole record.
    name
        Name of the region in English.
    sites
        Number of sites.
    with_figure
        Sites of which some figure is claimed that reviewers do not hide.
    with_tonnage
        Sites of which such a figure is a tonnage.
    with_place
        Sites with coordinates.
    claims
        Claims about the region or one of its sites, hidden ones too.
    sources
        Documents of these claims, or that list or describe one of the sites.
    """

    region: str
    name: str
    sites: int
    with_figure: int
    with_tonnage: int
    with_place: int
    claims: int
    sources: int

    def share(self, count: int) -> float | None:
        """Return how many of the sites a number of them is.

        Parameters
        ----------
        count
            Number of sites.

        Returns
        -------
        float or None
            From 0 to 1; None where there is no site.
        """
        return count / self.sites if self.sites else None


def holdings(catalog: Catalog) -> tuple[Holding, ...]:
    """Return what the record holds of each region.

    Parameters
    ----------
    catalog
        The data.

    Returns
    -------
    tuple of Holding
        In the order of the regions, those without a site too, then the sites of no settled region; the whole record
        last, in which claims about countries and the world count too.
    """
    sites = catalog.sites
    names = dict(zip(catalog.regions.index, region_names(catalog, catalog.regions.index.to_series()), strict=True))
    found = [
        _holding(catalog, str(iso), str(name), sites.index[sites["region_iso"] == iso]) for iso, name in names.items()
    ]
    unsettled = sites.index[~sites["region_iso"].isin(catalog.regions.index)]
    found.append(_holding(catalog, UNSETTLED, "Region not settled", unsettled))
    return (*found, _holding(catalog, "", "In all", sites.index))


def _holding(catalog: Catalog, region: str, name: str, sites: Collection[object]) -> Holding:
    about = {*map(str, sites), region}
    claims = catalog.claims[[bool(about.intersection(subjects)) for subjects in catalog.claims["subject_ids"]]]
    if not region:
        claims = catalog.claims
    rows = catalog.sites[catalog.sites.index.isin(list(sites))]
    visible = claims[claims["review"] != "hide"]
    tonnages = visible[visible["quantity"] == "tonnage"]
    documents = {source for ids in rows["source_ids"] for source in ids} | set(claims["source_id"])
    return Holding(
        region=region,
        name=name,
        sites=len(rows),
        with_figure=int(rows.index.isin(visible["subject_ids"].explode()).sum()),
        with_tonnage=int(rows.index.isin(tonnages["subject_ids"].explode()).sum()),
        with_place=int((~rows.geometry.isna()).sum()),
        claims=len(claims),
        sources=len(documents) if region else len(catalog.sources),
    )
