"""Claims as the reality check sees them: the figure as an interval, and of what, where, when and by whom it is.

A :class:`Figure` carries all that comparing needs, so that a comparison looks at two figures and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any, ClassVar

import pandas

from geo.catalog.model import Catalog, records
from geo.catalog.subjects import subjects
from geo.claims import intervals
from geo.claims.intervals import Interval
from geo.claims.sentences import Phrase, Words, phrase
from geo.claims.units import Chemistry, chemistry
from geo.errors import UnitError, UnknownIdError
from geo.language import wording
from geo.language.translation import Word
from geo.language.vocabulary import COUNTED, FORECAST, HOME, MASSES, MIXED, RARE_EARTHS, WORLD
from geo.language.wording import Say

MONEY = ("investment", "value", "market-value")
"""Quantities whose figure belongs to a year and a purpose, which the category names."""

_COUNTED_OF_COUNTRY = re.compile(
    r"(?:\d+|several|promising)\b[^,;]*\b(?:areas|deposits|sites|fields|occurrences)\b|\bpromising areas\b",
    re.IGNORECASE,
)
_PART_OF_SITE = re.compile(r"\bone of [^,;]+|\bore body \d+", re.IGNORECASE)
_COMMON_WORDS = frozenset({
    "a", "an", "and", "as", "be", "can", "country", "global", "in",
    "known", "metal", "metals", "of", "or", "plan", "planned", "potential", "project",
    "rare", "earth", "earths", "element", "elements", "ree", "supply", "the", "to",
    "total", "world", "area",
})  # fmt: skip
_YEAR = re.compile(r"\b(?:before )?(?:19|20)\d\d\b")
_REVISION = re.compile(r"\bre-?estimate|\brevis", re.IGNORECASE)
_RESERVE = re.compile(r"\breserves?\b", re.IGNORECASE)
_RESOURCE = re.compile(r"\b(?:resources?|indicated|inferred|measured)\b", re.IGNORECASE)
_GENERIC = ("RM", MIXED)
"""Names under which sources speak of rare earths too, where the place is known for them."""
_EDITION = re.compile(r"\bMCS (\d{4})\b")
_DIRECTION = re.compile(r", (?:to the \w+|which .*)$")


@dataclass(frozen=True)
class Figure:
    """One claim, ready for arithmetic.

    ``value`` allows for rounding of the last written digit, ``written`` takes the digits at their word; both are
    in ``unit``, the unit used inside.
    """

    claim_id: str
    subjects: frozenset[str]
    label: str
    quantity: str
    qualifier: str
    modality: str
    value: Interval
    written: Interval
    stated: Fraction
    """The figure itself without its hedge, the lower one of a range."""
    half_digit: Fraction
    """Half of its last written digit; both in ``unit``."""
    unit: str
    basis: str
    substance: str
    material: str
    grade_kind: str
    category: str
    grade_low: int
    grade_high: int
    source_id: str
    tier: int
    date: str
    root: str
    upstream: str
    review: str
    amount: Words
    """The figure as written: qualifier, digits, unit."""
    members: frozenset[str] = frozenset()
    """Elements that the substance stands for; none where that is open."""
    is_rare_earth: bool = False
    oxide: str = ""
    factor: Interval | None = None
    """Tonnes of oxide per tonne of element; None where the substance has no such factor."""
    containers: frozenset[str] = frozenset()
    """What lies around the subject: parent sites, region, country, the world."""
    scope: str = ""
    """Words that limit the figure to a part of its subject ("38 promising areas"); empty where it covers all."""
    thing: frozenset[str] = frozenset()
    """Telling words of the material, for figures that are no masses: what is counted, or measured from where."""
    edition: str = ""
    years: frozenset[str] = frozenset()
    depth: Interval | None = None
    """Depth in metres that the same statement gives for the same subject."""

    @property
    def is_mass(self) -> bool:
        """Whether its unit says nothing without a basis."""
        return self.quantity in MASSES

    @property
    def has_basis(self) -> bool:
        """Whether the figure is one of ore, element or oxide at all, known or not."""
        return bool(self.basis)

    @property
    def named_category(self) -> bool:
        """Whether the wording allows some evidence grade; 0 means that none is stated."""
        return self.grade_high > 0

    @property
    def is_forecast(self) -> bool:
        """Whether its evidence grades are those of a forecast, whatever the source calls it."""
        return 0 < self.grade_high <= FORECAST

    @property
    def is_revision(self) -> bool:
        """Whether the source calls it a re-estimate of a year."""
        return bool(self.years and _REVISION.search(self.category))

    @property
    def estimate(self) -> str:
        """What its category says it is: ``reserve``, ``resource``, or nothing where it names neither or both."""
        if self.quantity != "tonnage":
            return ""
        if self.is_forecast:
            return "resource"
        named = {"reserve": _RESERVE.search(self.category), "resource": _RESOURCE.search(self.category)}
        found = [name for name, match in named.items() if match]
        return found[0] if len(found) == 1 else ""

    @property
    def rank_as_wording(self) -> tuple[bool, int, bool, bool, str, str]:
        """Sort key, best worded first: not doubted, nearest source, basis said, category said, earliest, lowest id."""
        undated = self.date or "9999"
        return (
            self.review != "",
            self.tier,
            self.basis == "ambiguous",
            not self.named_category,
            undated,
            self.claim_id,
        )

    def described(self) -> Phrase:
        """Return the figure with its material, as written."""
        if not self.material:
            return phrase("{amount}", amount=self.amount)
        return phrase("{amount} ({material})", amount=self.amount, material=self.material)


@dataclass(frozen=True)
class Written:
    """A claim's figure in the digits and unit of its source."""

    row: Mapping[str, str]

    COLUMNS: ClassVar[tuple[str, ...]] = ("quantity", "qualifier", "value", "value_max", "out_of", "unit")

    def text(self, say: Say = str) -> str:
        """Return it in words; ``say`` translates the qualifier."""
        return wording.amount(self.row, say)

    def __str__(self) -> str:
        return self.text()


@dataclass(frozen=True, eq=False)
class Ledger:
    """The figures of a catalog and the chemistry they need."""

    catalog: Catalog
    chemistry: Chemistry
    figures: Mapping[str, Figure]

    def figure(self, claim_id: str) -> Figure:
        """Return one figure.

        Raises
        ------
        UnknownIdError
            If no claim has this id.
        """
        if claim_id not in self.figures:
            raise UnknownIdError(f"{claim_id!r} is not the id of a claim")
        return self.figures[claim_id]

    def about(self, subject: str, quantity: str = "") -> tuple[Figure, ...]:
        """Return the figures whose only subject this is, hidden ones left out."""
        wanted = frozenset((subject,))
        return tuple(
            item
            for item in self.figures.values()
            if item.subjects == wanted and quantity in ("", item.quantity) and item.review != "hide"
        )


@lru_cache(maxsize=4)
def ledger(catalog: Catalog) -> Ledger:
    """Return the figures of a catalog, worked out once; some 20 ms for 300 claims."""
    chemical = chemistry(catalog)
    places = _Places(catalog)
    found = [_figure(row, places, chemical) for row in records(catalog.claims)]
    found = _with_depths(_with_scopes(found))
    return Ledger(catalog, chemical, {item.claim_id: item for item in found})


class _Places:
    """What a claim's row leaves to other tables: tiers, factors of units, what contains what."""

    def __init__(self, catalog: Catalog) -> None:
        self.names = subjects(catalog)
        tiers = {tier: place for place, tier in enumerate(catalog.schema.labels("sources", "tier"))}
        self.tiers = {str(key): tiers[tier] for key, tier in catalog.sources["tier"].items()}
        units = catalog.frames["units"]
        self.factors = {str(key): float(factor) for key, factor in units["factor"].items()}
        sites = catalog.sites
        self.parents = dict(zip(sites.index, sites["parent_id"], strict=True))
        self.regions = dict(zip(sites.index, sites["region_iso"], strict=True))
        self.groups = dict(zip(sites.index, sites["main_group"], strict=True))
        self.countries = frozenset(map(str, catalog.frames["countries"].index))

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
    edition = _EDITION.search(category)
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
        root=row["root_id"] or f"source:{row['source_id']}",
        upstream=row["upstream_claim_id"],
        review=row["review"],
        amount=Written({column: row[column] for column in Written.COLUMNS}),
        members=chemical.members_of(substance),
        is_rare_earth=chemical.is_rare_earth(substance),
        oxide=chemical.oxides.get(substance, ""),
        factor=_oxide_factor(chemical, substance),
        containers=frozenset.intersection(*(places.around(item) for item in subjects)),
        scope=_scope(row, all(map(places.is_site, subjects))),
        thing=frozenset() if row["quantity"] in (*MASSES, "grade", "rank") else _thing(row),
        edition=edition.group(1) if edition else "",
        years=_years(row),
    )


def _values(row: Mapping[str, Any], factor: float) -> tuple[Interval, Interval]:
    """Return a claim's figure at its word, and with the rounding of its last digit."""
    counted = row["unit_si"] in COUNTED
    written, value = (
        intervals.from_claim(
            row["qualifier"], row["value"], row["value_max"], factor=factor, counted=at_word, note=row["note"]
        )
        for at_word in (True, counted)
    )
    return written, value


def _oxide_factor(chemical: Chemistry, substance: str) -> Interval | None:
    try:
        return chemical.factor(substance)
    except UnitError:
        return None


def _scope(row: Mapping[str, Any], of_sites: bool) -> str:
    """Return the words that limit a mass to a part of its subject."""
    if row["quantity"] not in MASSES:
        return ""
    pattern = _PART_OF_SITE if of_sites else _COUNTED_OF_COUNTRY
    for text in (row["category_as_written"], row["material_as_written"]):
        found = pattern.search(text)
        if found:
            return found.group(0)
    return ""


def _thing(row: Mapping[str, Any]) -> frozenset[str]:
    """Return the telling words of what is counted or measured, direction and common words left out."""
    whole = {f"of {row['out_of']}"} if row["out_of"] else set()
    words = f"{_DIRECTION.sub('', row['material_as_written'])} {_YEAR.sub('', _EDITION.sub('', _matter(row)))}"
    return frozenset(re.findall(r"[^\W\d_]+", words.casefold())) - _COMMON_WORDS | whole


def _matter(row: Mapping[str, Any]) -> str:
    return row["category_as_written"] if row["quantity"] in MONEY else ""


def _years(row: Mapping[str, Any]) -> frozenset[str]:
    """Return the years that a figure is for; a sum of money without one is of its document's year."""
    said = frozenset(_YEAR.findall(_EDITION.sub("", row["category_as_written"])))
    return said or frozenset(_YEAR.findall(row["source_date"]) if row["quantity"] in MONEY else ())


def _with_scopes(found: Sequence[Figure]) -> list[Figure]:
    """Give the scope of a statement to its copies that print the same figure and leave the scope out."""
    said = {_same(item): item.scope for item in reversed(found) if item.scope}
    return [item if item.scope else replace(item, scope=said.get(_same(item), "")) for item in found]


def _same(item: Figure) -> tuple[object, ...]:
    return (item.root, item.subjects, item.quantity, item.substance, item.stated)


def _with_depths(found: Sequence[Figure]) -> list[Figure]:
    depths = {(item.root, item.subjects): item.written for item in reversed(found) if item.quantity == "depth"}
    return [
        replace(item, depth=depths[item.root, item.subjects])
        if item.is_mass and (item.root, item.subjects) in depths
        else item
        for item in found
    ]


def of_claims(catalog: Catalog, claims: pandas.DataFrame | None = None) -> tuple[Figure, ...]:
    """Return the figures of some claims of a catalog, by default of all; hidden ones are left out."""
    book = ledger(catalog)
    wanted: Iterable[str] = book.figures if claims is None else map(str, claims["claim_id"])
    return tuple(book.figures[claim] for claim in wanted if book.figures[claim].review != "hide")


def basis_words(basis: str, oxide: str = "") -> Phrase:
    """Return a basis as screen words."""
    if basis == "oxide" and oxide:
        return phrase("oxide ({formula})", formula=oxide)
    return phrase({"ore": "ore", "element": "metal", "oxide": "oxide", "ambiguous": "material not said"}[basis])
