"""From a catalog and a selection to the view: which sites, which claims, and what each further choice would leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas

from geo.catalog import evidence, search
from geo.catalog.model import ORDERS, UNSETTLED, Catalog, Selection, View
from geo.errors import SelectionError
from geo.language.vocabulary import RARE_EARTHS

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Facet:
    """One filter: its choices, and which sites each choice keeps (``mask`` is sites x choices)."""

    choices: tuple[str, ...]
    mask: Mask

    def keeps(self, chosen: Sequence[str]) -> Mask:
        """Return the sites that any of the chosen values keeps; all sites if nothing is chosen."""
        if not chosen:
            return np.ones(self.mask.shape[0], dtype=bool)
        columns = [self.choices.index(choice) for choice in chosen]
        return np.asarray(self.mask[:, columns].any(axis=1))


@dataclass(frozen=True, eq=False)
class Index:
    """All that can be worked out of a catalog before a selection is known."""

    catalog: Catalog
    facets: Mapping[str, Facet]
    with_uncertain: Mapping[str, Facet]
    has_tonnage: Mask
    on_map: Mask
    largest: npt.NDArray[np.float64]
    names: search.NameIndex

    def facet(self, name: str, selection: Selection) -> Facet:
        """Return a facet, with uncertain elements where the selection wants them."""
        return (self.with_uncertain if selection.uncertain_elements else self.facets).get(name, self.facets[name])

    def of_documents(self, name: str, selection: Selection) -> Facet:
        """Return a facet as it is where one document must satisfy both the sources and the tiers asked for."""
        facet, sources = self.facet(name, selection), self.facets["sources"]
        tiers = self.catalog.sources["tier"].to_numpy()
        if name == "sources" and selection.tiers:
            return Facet(facet.choices, sources.mask & np.isin(tiers, selection.tiers))
        if name == "tiers" and selection.sources:
            chosen = np.isin(sources.choices, selection.sources)
            columns = [sources.mask[:, chosen & (tiers == tier)].any(axis=1) for tier in facet.choices]
            return Facet(facet.choices, np.column_stack(columns))
        return facet


def group_members(catalog: Catalog, group_id: str) -> tuple[str, ...]:
    """Symbols of a named group, by the column and value that define it in element_groups.csv."""
    group = catalog.element_groups.loc[group_id]
    wanted = group["value"].split("|")
    column = catalog.elements[str(group["column"])]
    text = [str(value).lower() if isinstance(value, bool) else value for value in column]
    members = tuple(symbol for symbol, value in zip(catalog.elements.index, text, strict=True) if value in wanted)
    return (*members, RARE_EARTHS) if group["column"] == "rare_earth" else members


def index(catalog: Catalog) -> Index:
    """Prepare a catalog for :func:`select`; costs some 20 ms, so keep the result."""
    sites = catalog.sites
    sure = [tuple(items) for items in sites["elements"]]
    possible = [(*items, *more) for items, more in zip(sites["elements"], sites["elements_uncertain"], strict=True)]
    sources = _sources_of_sites(catalog)
    facets = _element_facets(catalog, sure) | {
        "regions": _facet([(iso or UNSETTLED,) for iso in sites["region_iso"]], [*catalog.regions.index, UNSETTLED]),
        "sources": _facet(sources, catalog.sources.index),
        "tiers": _facet(
            [tuple(catalog.sources.loc[list(ids), "tier"]) for ids in sources], catalog.schema.labels("sources", "tier")
        ),
        "main_groups": _facet([(item,) for item in sites["main_group"]], catalog.schema.labels("sites", "main_group")),
        "statuses": _facet([(item,) for item in sites["status_class"]], catalog.schema.labels("sites", "status_class")),
        "precisions": _facet(
            [(item,) for item in sites["location_precision"]], catalog.schema.labels("sites", "location_precision")
        ),
        "evidence": _facet([(stage,) for stage in evidence.stage_of_sites(catalog)], evidence.STAGES),
    }
    largest = _largest_tonnage(catalog)
    return Index(
        catalog=catalog,
        facets=facets,
        with_uncertain=_element_facets(catalog, possible),
        has_tonnage=~np.isnan(largest),
        on_map=~sites.geometry.isna().to_numpy(),
        largest=largest,
        names=search.NameIndex.from_sites(sites),
    )


def select(catalog: Catalog | Index, selection: Selection | None = None) -> View:
    """Return the sites and claims that a selection leaves.

    Parameters
    ----------
    catalog
        A catalog, or its :func:`index` to save the time of making one.
    selection
        What to keep; everything if None.

    Raises
    ------
    SelectionError
        If the selection names a value that the data do not have.
    """
    prepared = catalog if isinstance(catalog, Index) else index(catalog)
    chosen = selection or Selection()
    check(prepared, chosen)
    hits = search.find(prepared.names, chosen.words) if chosen.words.strip() else None
    masks = _masks(prepared, chosen, hits)
    kept = np.logical_and.reduce(list(masks.values()))
    sites = prepared.catalog.sites
    order = _order(prepared, chosen, hits)
    positions = [position for position in order if kept[position]]
    near = () if hits is None else tuple(hit.site_id for hit in hits if hit.did_you_mean)
    return View(
        catalog=prepared.catalog,
        selection=chosen,
        sites=sites.iloc[positions],
        claims=_claims(prepared.catalog, chosen, set(sites.index[kept])),
        counts={name: _counts(prepared.of_documents(name, chosen), name, masks) for name in Selection.FACETS},
        suggestions=near,
    )


def check(prepared: Index, selection: Selection) -> None:
    """Raise for the first value that the data do not have.

    Raises
    ------
    SelectionError
        Its message names the value and the facet.
    """
    for name in Selection.FACETS:
        known = prepared.facet(name, selection).choices
        for choice in getattr(selection, name):
            if choice not in known:
                raise SelectionError(f"{choice!r} is not among the {name.replace('_', ' ')} of the data")
    if selection.order not in ORDERS:
        raise SelectionError(f"{selection.order!r} is not an order: {', '.join(ORDERS)}")


def _masks(prepared: Index, chosen: Selection, hits: Sequence[search.Hit] | None) -> dict[str, Mask]:
    masks = {name: prepared.facet(name, chosen).keeps(getattr(chosen, name)) for name in Selection.FACETS}
    if chosen.sources and chosen.tiers:
        masks["documents"] = prepared.of_documents("sources", chosen).keeps(chosen.sources)
    if hits is not None:
        found = {hit.site_id for hit in hits if not hit.did_you_mean} or {hit.site_id for hit in hits}
        masks["words"] = prepared.catalog.sites.index.isin(list(found))
    if chosen.with_tonnage:
        masks["with_tonnage"] = prepared.has_tonnage
    if chosen.on_map:
        masks["on_map"] = prepared.on_map
    return masks


def _counts(facet: Facet, name: str, masks: Mapping[str, Mask]) -> dict[str, int]:
    own = (name, "documents") if name in ("sources", "tiers") else (name,)
    others = np.logical_and.reduce([mask for other, mask in masks.items() if other not in own])
    return dict(zip(facet.choices, facet.mask[others].sum(axis=0).tolist(), strict=True))


def _order(prepared: Index, chosen: Selection, hits: Sequence[search.Hit] | None) -> list[int]:
    sites = prepared.catalog.sites
    names = sites["name_en"].str.casefold()
    if hits is not None:
        rank = {hit.site_id: place for place, hit in reversed(list(enumerate(hits)))}
        keys = [(rank.get(site, len(rank)), name) for site, name in zip(sites.index, names, strict=True)]
    elif chosen.order == "name":
        keys = [(0, name) for name in names]
    elif chosen.order == "region":
        regions = sites["region_iso"].map(prepared.catalog.regions["name_en"]).fillna("~")
        keys = list(zip(regions, names, strict=True))
    elif chosen.order == "tonnage":
        keys = list(zip(-np.nan_to_num(prepared.largest, nan=-1.0), names, strict=True))
    else:
        number = prepared.catalog.site_claims["site_id"].value_counts().reindex(sites.index, fill_value=0)
        keys = list(zip(-number.to_numpy(), names, strict=True))
    return sorted(range(len(sites)), key=lambda position: (*keys[position], sites.index[position]))


def _claims(catalog: Catalog, chosen: Selection, kept: set[str]) -> pandas.DataFrame:
    claims = catalog.claims
    mask = claims["subject_ids"].map(lambda subjects: not kept.isdisjoint(subjects)) | _claims_of_places(
        catalog, chosen
    )
    if chosen.sources:
        mask &= claims["source_id"].isin(chosen.sources)
    if chosen.tiers:
        mask &= claims["source_id"].map(catalog.sources["tier"]).isin(chosen.tiers)
    if not chosen.hidden_claims:
        mask &= claims["review"] != "hide"
    return claims[mask]


def _claims_of_places(catalog: Catalog, chosen: Selection) -> pandas.Series:
    """Claims about a region or a country: kept unless a filter asks for something that only a site has."""
    claims = catalog.claims
    about_sites = claims["subject_ids"].map(lambda subjects: any(item in catalog.sites.index for item in subjects))
    site_only = (chosen.words.strip(), chosen.main_groups, chosen.statuses, chosen.precisions, chosen.evidence)
    if any(site_only) or chosen.on_map:
        return pandas.Series(False, index=claims.index)
    mask = ~about_sites
    if chosen.regions:
        mask &= claims["subject_ids"].map(lambda subjects: not set(chosen.regions).isdisjoint(subjects))
    if chosen.elements:
        mask &= claims["substance"].isin(chosen.elements)
    if chosen.groups:
        mask &= claims["substance"].isin(
            [symbol for group in chosen.groups for symbol in group_members(catalog, group)]
        )
    if chosen.with_tonnage:
        mask &= claims["quantity"] == "tonnage"
    return mask


def _facet(values: Sequence[Iterable[str]], choices: Iterable[str]) -> Facet:
    known = tuple(choices)
    rows = [frozenset(row) for row in values]
    mask = np.array([[choice in row for choice in known] for row in rows], dtype=bool)
    return Facet(known, mask.reshape(len(values), len(known)))


def _element_facets(catalog: Catalog, values: Sequence[Sequence[str]]) -> dict[str, Facet]:
    groups = {group: set(group_members(catalog, group)) for group in catalog.element_groups.index}
    of_groups = [tuple(group for group, members in groups.items() if not members.isdisjoint(row)) for row in values]
    used = {symbol for column in ("elements", "elements_uncertain") for row in catalog.sites[column] for symbol in row}
    symbols = [*catalog.elements.index, *(symbol for symbol in catalog.frames["substances"].index if symbol in used)]
    return {"elements": _facet(values, symbols), "groups": _facet(of_groups, groups)}


def _sources_of_sites(catalog: Catalog) -> list[tuple[str, ...]]:
    pairs = catalog.site_claims
    shown = pairs[pairs["claim_id"].map(catalog.claims["review"]) != "hide"]
    claimed = shown.groupby("site_id")["source_id"].agg(tuple)
    return [(*listed, *claimed.get(site, ())) for site, listed in catalog.sites["source_ids"].items()]


def _largest_tonnage(catalog: Catalog) -> npt.NDArray[np.float64]:
    """Largest figure in tonnes claimed of each site, of whatever basis; NaN where there is none. For sorting only."""
    visible = catalog.claims[(catalog.claims["quantity"] == "tonnage") & (catalog.claims["review"] != "hide")]
    visible = visible[visible["unit_si"] == "t"]
    upper = visible[["value_si", "value_max_si"]].max(axis=1)
    pairs = catalog.site_claims[catalog.site_claims["claim_id"].isin(visible.index)]
    largest = pairs.assign(value=pairs["claim_id"].map(upper)).groupby("site_id")["value"].max()
    return largest.reindex(catalog.sites.index).to_numpy(dtype=float)
