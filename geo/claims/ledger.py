"""The figures of a catalog: rows of claims.csv made into figures, and the ledger that keeps them.

What a row leaves to other tables (tiers, units, places) and to its neighbours (scope, depth) is filled in here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar, Final

import pandas

from geo.catalog.caching import cached_on_owner
from geo.catalog.day_spans import DaySpan
from geo.catalog.model import Catalog, records
from geo.catalog.subjects import subjects
from geo.claims import intervals
from geo.claims.category_codes import CategoryCodes
from geo.claims.figure import Figure
from geo.claims.intervals import Interval
from geo.claims.units import Chemistry, chemistry
from geo.errors import UnitError, UnknownIdError
from geo.language import wording
from geo.language.codes import COUNTED, FORECAST, HOME, MIXED, MONEY, RARE_EARTHS, WORLD
from geo.language.translation import Say, Word

_GENERIC = ("RM", MIXED)
"""Names under which sources mean rare earths too, where the place is known for them ("rare metals")."""
REPEATING: Final = ("press-citing-primary", "press-unsourced", "aggregator")
"""Tiers of documents that pass on what others say: two figures of one newspaper are no figure and its revision."""
ESTIMATED_DEPTH: Final = "depth of the estimate"
"""Measurand of a depth that limits the masses of the same statement."""
UNSAID: Final[Mapping[str, Any]] = {
    "category_system": "",
    "category_codes": (),
    "edition": "",
    "as_of": "",
    "scope": "whole",
    "scope_as_written": "",
    "measurand": "",
    "cutoff": "",
    "cumulative": False,
    "revision_of": "",
}
"""Columns of claims that older data have not, with what stands there where nothing is said."""


@dataclass(frozen=True)
class Written:
    """A claim's figure in the digits and unit of its source.

    Attributes
    ----------
    row
        Columns of claims.csv that make up the figure as written: :attr:`Written.COLUMNS`.
    """

    row: Mapping[str, str]

    COLUMNS: ClassVar[tuple[str, ...]] = ("quantity", "qualifier", "value", "value_max", "out_of", "unit")

    def text(self, say: Say = str) -> str:
        """Return the figure in words.

        Parameters
        ----------
        say
            Translates our phrases; writes numbers and dates as the language does.

        Returns
        -------
        str
            Qualifier, digits and unit.
        """
        return wording.amount(self.row, say)

    def __str__(self) -> str:
        return self.text()


@dataclass(frozen=True, eq=False)
class Ledger:
    """The figures of a catalog and the chemistry they need.

    Attributes
    ----------
    catalog
        The data.
    chemistry
        Oxides and members of substances.
    figures
        Every figure by claim id, hidden ones too, in the order of claims.csv.
    """

    catalog: Catalog
    chemistry: Chemistry
    figures: Mapping[str, Figure]

    def __repr__(self) -> str:
        return f"Ledger(data {self.catalog.version}: {len(self.figures)} figures)"

    def figure(self, claim_id: str) -> Figure:
        """Return one figure.

        Parameters
        ----------
        claim_id
            Id of a claim.

        Returns
        -------
        Figure
            The claim as a figure.

        Raises
        ------
        UnknownIdError
            If no claim has this id.
        """
        if claim_id not in self.figures:
            raise UnknownIdError(f"{claim_id!r} is not the id of a claim")
        return self.figures[claim_id]

    def about(self, subject: str, quantity: str = "") -> tuple[Figure, ...]:
        """Return the figures that have one subject and no other.

        Parameters
        ----------
        subject
            Id of a site, region or country.
        quantity
            Keep this quantity alone; by default all.

        Returns
        -------
        tuple of Figure
            In the order of claims.csv, those that reviewers hide left out.
        """
        mine = self.of(frozenset((subject,)))
        return tuple(item for item in mine if quantity in ("", item.quantity) and item.review != "hide")

    def of(self, subjects: frozenset[str]) -> tuple[Figure, ...]:
        """Return the figures that are about just these subjects, hidden ones too.

        Parameters
        ----------
        subjects
            Ids of sites, regions or countries.

        Returns
        -------
        tuple of Figure
            In the order of claims.csv.
        """
        return self._by_subjects.get(subjects, ())

    @cached_property
    def _by_subjects(self) -> Mapping[frozenset[str], tuple[Figure, ...]]:
        found: dict[frozenset[str], list[Figure]] = defaultdict(list)
        for item in self.figures.values():
            found[item.subjects].append(item)
        return {subjects: tuple(items) for subjects, items in found.items()}

    @cached_property
    def grades(self) -> tuple[Figure, ...]:
        """Grades by mass, those that reviewers hide left out: the strength of a solution is none."""
        every = self.figures.values()
        return tuple(
            item for item in every if item.quantity == "grade" and item.unit == "g/t" and item.review != "hide"
        )


@cached_on_owner
def ledger(catalog: Catalog) -> Ledger:
    """Return the figures of a catalog.

    They are worked out once, in some 20 ms for 300 claims.

    Parameters
    ----------
    catalog
        The data.

    Returns
    -------
    Ledger
        The same object at each call for one catalog.
    """
    chemical = chemistry(catalog)
    places = _Places(catalog)
    rows = [{**UNSAID, **row} for row in records(catalog.claims)]
    revised = {str(row["claim_id"]): str(row["revision_of"]) for row in rows}
    found = [replace(_figure(row, places, chemical), replaces=_replaced(row["claim_id"], revised)) for row in rows]
    found = _with_depths(_with_scopes(found))
    return Ledger(catalog, chemical, {item.claim_id: item for item in found})


class _Places:
    """What a claim's row leaves to other tables: tiers, factors of units, what contains what."""

    def __init__(self, catalog: Catalog) -> None:
        self.names = subjects(catalog)
        tiers = {tier: place for place, tier in enumerate(catalog.schema.labels("sources", "tier"))}
        self.tiers = {str(key): tiers[tier] for key, tier in catalog.sources["tier"].items()}
        speaks = ~catalog.sources["tier"].isin(REPEATING)
        self.publishers = catalog.sources["publisher"].where(speaks, "").to_dict()
        units = catalog.frames["units"]
        self.factors = {str(key): float(factor) for key, factor in units["factor"].items()}
        sites = catalog.sites
        self.parents = dict(zip(sites.index, sites["parent_id"], strict=True))
        self.regions = dict(zip(sites.index, sites["region_iso"], strict=True))
        self.groups = dict(zip(sites.index, sites["main_group"], strict=True))
        self.countries = frozenset(map(str, catalog.frames["countries"].index))
        self.codes = CategoryCodes.of(catalog)

    def is_site(self, subject: str) -> bool:
        """Whether a subject is a site, not a region or country."""
        return subject in self.parents

    def substance(self, row: Mapping[str, Any]) -> str:
        """Return a claim's substance; metals without a name are rare earths where all its sites are known for them."""
        of_rare_earths = all(self.groups.get(subject) == "rare-earth" for subject in row["subject_ids"])
        return RARE_EARTHS if row["substance"] in _GENERIC and of_rare_earths else str(row["substance"])

    def around(self, subject: str) -> frozenset[str]:
        """Return everything that contains a subject."""
        found: list[str] = []
        inner = subject
        while parent := self.parents.get(inner, ""):
            found.append(parent)
            inner = parent
        region = next((self.regions[site] for site in (subject, *found) if self.regions.get(site)), "")
        found.extend([region] if region else [])
        if self.is_site(subject) or "-" in subject:
            found.append(subject.partition("-")[0] if "-" in subject else region.partition("-")[0] or HOME)
        return frozenset([*found, WORLD]) - {subject}


def _figure(row: Mapping[str, Any], places: _Places, chemical: Chemistry) -> Figure:
    substance = places.substance(row)
    subjects = frozenset(row["subject_ids"])
    category, material = Word(row["category_as_written"]), Word(row["material_as_written"])
    written, value = _values(row, places.factors[row["unit"]])
    return Figure(
        claim_id=row["claim_id"],
        subjects=subjects,
        label=places.names[str(row["claim_id"])],
        quantity=row["quantity"],
        qualifier=row["qualifier"],
        modality=row["modality"],
        value=value,
        written=written,
        stated=Fraction(row["value"]) * Fraction(repr(places.factors[row["unit"]])),
        half_digit=intervals.half_digit(row["value"]) * Fraction(repr(places.factors[row["unit"]])),
        unit=row["unit_si"],
        basis=row["basis"],
        substance=substance,
        material=material,
        grade_kind=row["grade_kind"],
        category=category,
        grade_low=int(row["evidence_grade_min"]),
        grade_high=int(row["evidence_grade_max"]),
        source_id=row["source_id"],
        tier=places.tiers[row["source_id"]],
        date=row["source_date"],
        publisher=places.publishers[row["source_id"]],
        root=row["root_id"] or f"source:{row['source_id']}",
        upstream=row["upstream_claim_id"],
        review=row["review"],
        amount=Written({column: row[column] for column in Written.COLUMNS}),
        members=chemical.members_of(substance),
        is_rare_earth=chemical.is_rare_earth(substance),
        oxide=chemical.oxides.get(substance, ""),
        factor=_oxide_factor(chemical, substance),
        containers=frozenset.intersection(*(places.around(item) for item in subjects)),
        scope=row["scope_as_written"],
        scope_kind=row["scope"],
        estimate=_estimate(row, places.codes),
        system=row["category_system"],
        codes=frozenset(row["category_codes"]),
        may_stand_for=places.codes.may_stand_for(row["category_codes"]),
        measurand=row["measurand"],
        cutoff=row["cutoff"],
        out_of=row["out_of"],
        edition=row["edition"],
        as_of=_as_of(row),
        cumulative=row["cumulative"],
    )


def _estimate(row: Mapping[str, Any], codes: CategoryCodes) -> str:
    """Return what a tonnage or grade is by its codes, or else by its evidence grades."""
    if row["quantity"] not in ("tonnage", "grade"):
        return ""
    is_forecast = 0 < int(row["evidence_grade_max"]) <= FORECAST
    return "forecast" if is_forecast else codes.estimate(row["category_codes"])


def _as_of(row: Mapping[str, Any]) -> DaySpan | None:
    """Return what a figure is for; a sum of money is of the years of its document where nothing else is said."""
    said = row["as_of"]
    if not said and row["quantity"] in MONEY:
        said = "/".join(dict.fromkeys(date[:4] for date in row["source_date"].split("/")))
    return DaySpan.parse(said) if said else None


def _replaced(claim_id: str, revised: Mapping[str, str]) -> frozenset[str]:
    """Return the claims that a claim replaces, directly or through others."""
    found: set[str] = set()
    earlier = revised[claim_id]
    while earlier and earlier not in found:
        found.add(earlier)
        earlier = revised.get(earlier, "")
    return frozenset(found)


def _values(row: Mapping[str, Any], factor: float) -> tuple[Interval, Interval]:
    """Return a claim's figure at its word, and with the rounding of its last digit."""
    # A place in a list or a year is no number of things: "about" widens neither by a share of it.
    exact = row["unit_si"] in COUNTED and row["unit_si"] != "count"
    written, value = (
        intervals.from_claim(
            row["qualifier"],
            row["value"],
            row["value_max"],
            factor=factor,
            counted=row["unit_si"] == "count",
            at_word=at_word,
            note=row["note"],
        )
        for at_word in (True, exact)
    )
    return written, value


def _oxide_factor(chemical: Chemistry, substance: str) -> Interval | None:
    try:
        return chemical.factor(substance)
    except UnitError:
        return None


def _with_scopes(found: Sequence[Figure]) -> list[Figure]:
    """Give the scope of a statement to its copies that print the same figure and leave the scope out."""
    # A copy that drops "38 promising areas" still speaks of them. Reversed, so that the first claim's words win.
    said = {_same(item): (item.scope, item.scope_kind) for item in reversed(found) if item.covers_part}
    whole = {_same(item): (item.scope, item.scope_kind) for item in found if not item.covers_part}
    limits = whole | said
    return [
        item if item.covers_part else replace(item, scope=words, scope_kind=kind)
        for item in found
        for words, kind in (limits[_same(item)],)
    ]


def _same(item: Figure) -> tuple[object, ...]:
    return (item.root, item.subjects, item.quantity, item.substance, item.stated)


def _with_depths(found: Sequence[Figure]) -> list[Figure]:
    """Give each mass the depth that its own first statement names for the same subject."""
    depths = {(item.root, item.subjects): item.written for item in reversed(found) if item.measurand == ESTIMATED_DEPTH}
    return [
        replace(item, depth=depths[item.root, item.subjects])
        if item.is_mass and (item.root, item.subjects) in depths
        else item
        for item in found
    ]


def of_claims(catalog: Catalog, claims: pandas.DataFrame | None = None) -> tuple[Figure, ...]:
    """Return the figures of some claims of a catalog.

    Parameters
    ----------
    catalog
        The data.
    claims
        Rows of the catalog's claims; by default all.

    Returns
    -------
    tuple of Figure
        In the order of the rows, those that reviewers hide left out.
    """
    book = ledger(catalog)
    wanted: Iterable[str] = book.figures if claims is None else map(str, claims["claim_id"])
    return tuple(book.figures[claim] for claim in wanted if book.figures[claim].review != "hide")
