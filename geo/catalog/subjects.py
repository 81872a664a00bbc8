"""What claims are about, by name: in English as their source calls it, in another language as the data do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.catalog.caching import cached_on_owner
from geo.catalog.model import Catalog, records
from geo.language.codes import OTHER_LANGUAGES
from geo.language.translation import ProperName


@dataclass(frozen=True)
class _Place:
    """A site, region or country: its English name, those in other languages by code, and all its spellings."""

    name: str
    others: Mapping[str, str]
    spellings: frozenset[str]


@cached_on_owner
def subjects(catalog: Catalog) -> Mapping[str, ProperName]:
    """Return the subject of each claim by name.

    A subject that is not simply the sites, the region or the country under one of their names, such as a project among
    several of a region, keeps its English name in every language.

    Parameters
    ----------
    catalog
        The data.

    Returns
    -------
    mapping of str to ProperName
        By ``claim_id``; the same object at each call for one catalog.
    """
    places = dict(_places(catalog))
    columns = catalog.claims[["subject_ids", "subject_label"]].itertuples(name=None)
    return {str(claim): _name(places, ids, str(label)) for claim, ids, label in columns}


def _places(catalog: Catalog) -> Iterator[tuple[str, _Place]]:
    tables = {"site_id": catalog.sites, "region_iso": catalog.regions, "country_iso": catalog.frames["countries"]}
    for key, table in tables.items():
        for row in records(table):
            yield str(row[key]), _place(row, f"{row['name_en']} region")


def _place(row: Mapping[str, Any], longer: str) -> _Place:
    name = str(row["name_en"])
    others = {code: str(row[f"name_{code}"] or name) for code in OTHER_LANGUAGES}
    return _Place(name, others, frozenset((name, longer, *row.get("aliases", ()), *row.get("variants", ()))))


def _name(places: Mapping[str, _Place], ids: Sequence[str], label: str) -> ProperName:
    found = [places[item] for item in ids if item in places]
    names = [place.name for place in found]
    called = label in (" + ".join(names), " and ".join(names)) or (len(found) == 1 and label in found[0].spellings)
    if len(found) < len(ids) or not called:
        return ProperName(label, {})
    return ProperName(label, {code: " + ".join(place.others[code] for place in found) for code in OTHER_LANGUAGES})
