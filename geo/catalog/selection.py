"""From a catalog and a selection to the view: which sites, which claims, and what each further choice would leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas

from geo.catalog import filters, search
from geo.catalog.filters import Mask, OfPlaces
from geo.catalog.model import ORDERS, Catalog, Selection, View
from geo.catalog.name_index import NameIndex
from geo.errors import SelectionError

_DOCUMENTS = "documents"
"""Name of the mask of sites for which one document alone passes all document filters."""


@dataclass(frozen=True, eq=False)
class Facet:
    """One filter: its choices, and which sites each choice keeps.

    Attributes
    ----------
    choices
        All choices.
    mask
        Whether a site has a choice: sites x choices.
    """

    choices: tuple[str, ...]
    mask: Mask

    def keeps(self, chosen: Sequence[str]) -> Mask:
        """Return which sites any of the chosen values keeps.

        Parameters
        ----------
        chosen
            Values chosen, each one of ``choices``.

        Returns
        -------
        numpy.ndarray of bool
            One value a site, in the order of the sites; all true if nothing is chosen.
        """
        if not chosen:
            return np.ones(self.mask.shape[0], dtype=bool)
        columns = [self.choices.index(choice) for choice in chosen]
        return np.asarray(self.mask[:, columns].any(axis=1))


@dataclass(frozen=True, eq=False)
class Index:
    """All that can be worked out of a catalog before a selection is known.

    Attributes
    ----------
    catalog
        The data.
    facets
        Filters by field, as masks of sites x choices.
    with_uncertain
        Those that change where unconfirmed elements count too, likewise.
    documents
        Whether a source lists a site or makes a claim about it: sites x sources.
    of_documents
        Filters that ask something of a document, by field, as masks of sources x choices.
    switches
        Which sites a switch keeps, by field.
    names
        The names of the sites, ready for a search.
    """

    catalog: Catalog
    facets: Mapping[str, Facet]
    with_uncertain: Mapping[str, Facet]
    documents: Mask
    of_documents: Mapping[str, Facet]
    switches: Mapping[str, Mask]
    names: NameIndex

    def facet(self, name: str, selection: Selection) -> Facet:
        """Return a facet, with uncertain elements where the selection wants them.

        Parameters
        ----------
        name
            Field of the facet.
        selection
            What is asked for.

        Returns
        -------
        Facet
            Its mask is sites x choices.
        """
        return (self.with_uncertain if selection.uncertain_elements else self.facets).get(name, self.facets[name])

    def beside(self, name: str, selection: Selection) -> Facet:
        """Return a facet counted only over documents that pass the other document filters.

        Parameters
        ----------
        name
            Field of the facet.
        selection
            What is asked for.

        Returns
        -------
        Facet
            Its mask is sites x choices.
        """
        passing = filters.documents(self.catalog, selection, but=name)
        if name not in self.of_documents or passing.all():
            return self.facet(name, selection)
        return _of_sites(self.documents & passing, self.of_documents[name])


def index(catalog: Catalog) -> Index:
    """Prepare a catalog for :func:`select`; costs some 20 ms, so keep the result.

    Parameters
    ----------
    catalog
        The data.

    Returns
    -------
    Index
        What a selection is then looked up in.
    """
    by_field = {spec.field: spec.vocabulary for spec in filters.FACETS}
    made = {name: _facet(words.values(catalog), words.choices(catalog)) for name, words in by_field.items()}
    of_documents = {spec.field: made[spec.field] for spec in filters.FACETS if spec.of_documents}
    documents = _facet(_sources_of_sites(catalog), catalog.sources.index).mask
    return Index(
        catalog=catalog,
        facets=made | {name: _of_sites(documents, facet) for name, facet in of_documents.items()},
        with_uncertain={
            name: _facet(words.unsure(catalog), words.choices(catalog))
            for name, words in by_field.items()
            if words.unsure is not None
        },
        documents=documents,
        of_documents=of_documents,
        switches={spec.field: spec.keeps(catalog) for spec in filters.SWITCHES if spec.keeps is not None},
        names=NameIndex.from_sites(catalog.sites),
    )


def select(catalog: Catalog | Index, selection: Selection | None = None) -> View:
    """Return the sites and claims that a selection leaves.

    Parameters
    ----------
    catalog
        A catalog, or its :func:`index` to save the time of making one.
    selection
        What to keep; everything if None.

    Returns
    -------
    View
        The sites and claims that are left, and what each further choice would leave.

    Raises
    ------
    SelectionError
        If the selection names a value that the data do not have.
    """
    prepared = catalog if isinstance(catalog, Index) else index(catalog)
    chosen = selection or Selection()
    check_selection(prepared, chosen)
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
        counts={spec.field: _counts(prepared, chosen, spec, masks) for spec in filters.FACETS},
        suggestions=near,
    )


def check_selection(prepared: Index, selection: Selection) -> None:
    """Raise for the first value that the data do not have.

    Parameters
    ----------
    prepared
        The data, prepared by :func:`index`.
    selection
        What is asked for.

    Raises
    ------
    SelectionError
        Its message names the value and the facet.
    """
    for spec in filters.FACETS:
        known = prepared.facet(spec.field, selection).choices
        for choice in selection.chosen(spec.field):
            if choice not in known:
                raise SelectionError(f"{choice!r} is not among the {spec.field.replace('_', ' ')} of the data")
    if selection.order not in ORDERS:
        raise SelectionError(f"{selection.order!r} is not an order: {', '.join(ORDERS)}")


def _masks(prepared: Index, chosen: Selection, hits: Sequence[search.Hit] | None) -> dict[str, Mask]:
    used = [spec for spec in filters.FACETS if chosen.chosen(spec.field)]
    masks: dict[str, Mask] = {"": np.ones(len(prepared.catalog.sites), dtype=bool)}
    masks |= {
        spec.field: prepared.facet(spec.field, chosen).keeps(chosen.chosen(spec.field)) ^ spec.excludes for spec in used
    }
    if sum(spec.of_documents for spec in used) > 1:
        passing = filters.documents(prepared.catalog, chosen)
        masks[_DOCUMENTS] = np.asarray(prepared.documents[:, passing].any(axis=1))
    if hits is not None:
        found = {hit.site_id for hit in hits if not hit.did_you_mean} or {hit.site_id for hit in hits}
        masks["words"] = prepared.catalog.sites.index.isin(list(found))
    return masks | {name: mask for name, mask in prepared.switches.items() if getattr(chosen, name)}


def _counts(prepared: Index, chosen: Selection, spec: filters.FacetSpec, masks: Mapping[str, Mask]) -> dict[str, int]:
    own = (spec.field, _DOCUMENTS) if spec.of_documents else (spec.field,)
    others = np.logical_and.reduce([mask for other, mask in masks.items() if other not in own])
    facet = prepared.beside(spec.field, chosen)
    kept = facet.mask[others] ^ spec.excludes
    return dict(zip(facet.choices, kept.sum(axis=0).tolist(), strict=True))


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
        keys = list(zip(-np.nan_to_num(prepared.catalog.largest_tonnages, nan=-1.0), names, strict=True))
    else:
        number = prepared.catalog.site_claims["site_id"].value_counts().reindex(sites.index, fill_value=0)
        keys = list(zip(-number.to_numpy(), names, strict=True))
    return sorted(range(len(sites)), key=lambda position: (*keys[position], sites.index[position]))


def _claims(catalog: Catalog, chosen: Selection, kept: set[str]) -> pandas.DataFrame:
    claims = catalog.claims
    mask = claims["subject_ids"].map(lambda subjects: not kept.isdisjoint(subjects)) | _claims_of_places(
        catalog, chosen
    )
    mask &= claims["source_id"].isin(catalog.sources.index[filters.documents(catalog, chosen)])
    if not chosen.hidden_claims:
        mask &= claims["review"] != "hide"
    return claims[mask]


def _claims_of_places(catalog: Catalog, chosen: Selection) -> pandas.Series:
    """Claims about a region or a country: kept unless a filter asks for something that only a site has."""
    claims = catalog.claims
    about_sites = claims["subject_ids"].map(lambda subjects: any(item in catalog.sites.index for item in subjects))
    asked: list[tuple[OfPlaces | None, Sequence[str]]] = [
        (spec.of_places, chosen.chosen(spec.field))
        for spec in filters.FACETS
        if chosen.chosen(spec.field) and not spec.of_documents
    ]
    asked += [(spec.of_places, ()) for spec in filters.SWITCHES if spec.narrows and getattr(chosen, spec.field)]
    mask = ~about_sites & (not chosen.words.strip())
    for passing, values in asked:
        mask &= False if passing is None else passing(catalog, values)
    return mask


def _facet(values: Sequence[Iterable[str]], choices: Iterable[str]) -> Facet:
    known = tuple(choices)
    rows = [frozenset(row) for row in values]
    mask = np.array([[choice in row for choice in known] for row in rows], dtype=bool)
    return Facet(known, mask.reshape(len(values), len(known)))


def _of_sites(documents: Mask, facet: Facet) -> Facet:
    """Turn a facet of documents into one of sites: a site has what any of its documents has."""
    return Facet(facet.choices, documents.astype(np.float32) @ facet.mask.astype(np.float32) > 0)


def _sources_of_sites(catalog: Catalog) -> list[tuple[str, ...]]:
    pairs = catalog.site_claims
    shown = pairs[pairs["claim_id"].map(catalog.claims["review"]) != "hide"]
    claimed = shown.groupby("site_id")["source_id"].agg(tuple)
    return [(*listed, *claimed.get(site, ())) for site, listed in catalog.sites["source_ids"].items()]
