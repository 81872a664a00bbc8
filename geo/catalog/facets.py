"""The filters, each declared once: what it asks of a site, and its name in every place where a filter has one.

A filter is a row of :data:`FACETS` (one or several of a list of choices) or of :data:`SWITCHES` (on or off). The
selection, the address, the sidebar, titles, file names and the command line go through these two tables and name no
filter themselves. CONTRIBUTING.md says how to add one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas

from geo.catalog import evidence, regions, tables
from geo.catalog.model import UNSETTLED, Catalog, Selection
from geo.language import wording
from geo.language.plurals import SOURCES
from geo.language.translation import Forms, Say, Text, tongue

Mask: TypeAlias = npt.NDArray[np.bool_]
Values: TypeAlias = Callable[[Catalog], Sequence[Iterable[str]]]
"""The choices that hold for each row of a table."""
Words: TypeAlias = Callable[[Catalog, Say], Mapping[str, str]]
"""The words of choices in a language, by choice."""
Phrase: TypeAlias = Callable[[str, Say], str]
"""A part of a title around the words of the choices."""
OfPlaces: TypeAlias = Callable[[Catalog, Sequence[str]], pandas.Series]
"""Which claims pass that are made about a region or a country, by the values chosen."""
Spot = Literal["open", "sight", "more"]
"""Where the sidebar has a filter: all its choices lie open, it is a list in sight, or it is under "More filters"."""
SPOTS: Final[tuple[Spot, ...]] = ("open", "sight", "more")

RARE_EARTHS: Final = "REE"
"""Substance that stands for rare earths named as a whole; it belongs to the group of all rare earths only."""
WORDS: Final = "q"
"""Name in an address of the words searched for."""
ORDER: Final = "order"
"""Name in an address of the order of the sites."""


def _nothing(catalog: Catalog) -> Mapping[str, str]:
    del catalog
    return {}


@dataclass(frozen=True)
class Vocabulary:
    """What can be chosen in a filter, and in which words.

    Parameters
    ----------
    choices
        All choices, in their order.
    values
        Which choices hold for each site; for each document, where the filter asks something of documents.
    words
        What a filter on the screen calls its choices.
    titles
        What a title calls them, where that is something else; a choice without words is written as it is.
    unsure
        ``values`` with what is not confirmed, for the switch that counts it too.
    names
        Names that the command line takes in place of a choice, by choice.
    slugs
        What a file name says in place of a choice, by choice.
    """

    choices: Callable[[Catalog], Iterable[str]]
    values: Values
    words: Words
    titles: Words | None = None
    unsure: Values | None = None
    names: Callable[[Catalog], Mapping[str, str]] = _nothing
    slugs: Callable[[Catalog], Mapping[str, str]] = _nothing

    def title_words(self, catalog: Catalog, say: Say = str) -> Mapping[str, str]:
        """Return what a title calls the choices."""
        return (self.titles or self.words)(catalog, say)


@dataclass(frozen=True)
class FacetSpec:
    """A filter by one or several choices: a site passes if any of them holds.

    Parameters
    ----------
    field
        Its name in a :class:`geo.Selection`, in the counts of a view and in messages.
    param
        Its name in an address and in a session. The values there are our ids: a link outlives a change of words.
    option, metavar, help
        Its option on the command line, as ``--help`` explains it.
    title
        What the screen calls it.
    many
        What a title says of more choices than it can name.
    vocabulary
        Its choices.
    phrase, phrase_unsure
        The part of a title, and the part where unconfirmed elements count too; the words alone if None.
    of_documents
        Whether it asks something of a document. One document must then satisfy all such filters, and only the claims
        of the documents that do are kept.
    of_places
        Which claims about regions and countries pass; none if None, because only a site can answer the question.
        Not asked where ``of_documents`` is true.
    spot
        Where the sidebar has it.
    term
        Word of the glossary that explains it on hover.
    rank_in_help, rank_in_name
        Where ``--help`` and a file name have it, smallest first; filters of one rank follow the table.
    """

    narrows: ClassVar[bool] = True
    field: str
    param: str
    option: str
    metavar: str
    help: str
    title: Text
    many: Forms
    vocabulary: Vocabulary
    phrase: Phrase | None = None
    phrase_unsure: Phrase | None = None
    of_documents: bool = False
    of_places: OfPlaces | None = None
    spot: Spot = "more"
    term: str = ""
    rank_in_help: int = 9
    rank_in_name: int = 5


@dataclass(frozen=True)
class SwitchSpec:
    """A choice that is on or off.

    ``field``, ``param``, ``option``, ``help``, ``title`` and ``of_places`` are as in :class:`FacetSpec`; ``part`` is
    what a file name says of it, ``said`` what a title does. ``keeps`` tells which sites pass; a switch without it
    leaves all sites that the filters keep, and changes what is counted or shown of them.
    """

    field: str
    param: str
    option: str
    help: str
    title: Text
    part: str
    said: Text = ""
    keeps: Callable[[Catalog], Mask] | None = None
    of_places: OfPlaces | None = None

    @property
    def narrows(self) -> bool:
        """Whether it takes sites away."""
        return self.keeps is not None


def every() -> tuple[FacetSpec | SwitchSpec, ...]:
    """Return all filters and switches, in the order of an address."""
    return (*FACETS, *SWITCHES)


def documents(catalog: Catalog, selection: Selection, but: str = "") -> Mask:
    """Return which documents satisfy the filters that ask something of them, in the order of the sources.

    Parameters
    ----------
    catalog
        The data.
    selection
        What is asked for.
    but
        Field of a filter that is not heeded.
    """
    kept = np.ones(len(catalog.sources), dtype=bool)
    for spec in FACETS:
        chosen = selection.chosen(spec.field)
        if spec.of_documents and chosen and spec.field != but:
            kept &= [not set(chosen).isdisjoint(values) for values in spec.vocabulary.values(catalog)]
    return kept


def of_documents_only(selection: Selection) -> Selection:
    """Return a selection with nothing but what it asks of documents."""
    return Selection().choosing(**{spec.field: selection.chosen(spec.field) for spec in FACETS if spec.of_documents})


def without_documents(selection: Selection) -> Selection:
    """Return a selection with claims of all documents."""
    return selection.choosing(**{spec.field: () for spec in FACETS if spec.of_documents})


def group_members(catalog: Catalog, group_id: str) -> tuple[str, ...]:
    """Symbols of a named group, by the column and value that define it in element_groups.csv."""
    group = catalog.element_groups.loc[group_id]
    wanted = group["value"].split("|")
    column = catalog.elements[str(group["column"])]
    text = [str(value).lower() if isinstance(value, bool) else value for value in column]
    members = tuple(symbol for symbol, value in zip(catalog.elements.index, text, strict=True) if value in wanted)
    return (*members, RARE_EARTHS) if group["column"] == "rare_earth" else members


def labelled(column: str, resource: str = "sites") -> Vocabulary:
    """Return the vocabulary of a column whose values ``datapackage.json`` lists with their labels."""
    return Vocabulary(
        choices=lambda catalog: catalog.schema.labels(resource, column),
        values=lambda catalog: [(value,) for value in catalog.frames[resource][column]],
        words=lambda catalog, say: _said(catalog.schema.labels(resource, column), say),
    )


def _said(labels: Mapping[str, Any], say: Say) -> dict[str, str]:
    return {value: say(label) for value, label in labels.items()}


def _texts(column: pandas.Series[Any]) -> dict[str, str]:
    return {str(key): str(text) for key, text in column.items()}


def _names(catalog: Catalog, table: str, say: Say) -> dict[str, str]:
    return _texts(tongue(say).name(catalog.frames[table]))


def _sure(catalog: Catalog) -> Sequence[Sequence[str]]:
    return [tuple(items) for items in catalog.sites["elements"]]


def _possible(catalog: Catalog) -> Sequence[Sequence[str]]:
    sites = catalog.sites
    return [(*items, *more) for items, more in zip(sites["elements"], sites["elements_uncertain"], strict=True)]


def _symbols(catalog: Catalog) -> list[str]:
    """Return the elements, then the other substances that some site has among its elements."""
    used = {symbol for row in _possible(catalog) for symbol in row}
    return [*catalog.elements.index, *(symbol for symbol in catalog.frames["substances"].index if symbol in used)]


def _element_words(catalog: Catalog, say: Say, *tables_of: str) -> dict[str, str]:
    named = {key: name for table in tables_of for key, name in _names(catalog, table, say).items()}
    return {symbol: f"{symbol} {name}" for symbol, name in named.items()}


def _groups_of(rows: Callable[[Catalog], Sequence[Sequence[str]]]) -> Values:
    def values(catalog: Catalog) -> Sequence[Iterable[str]]:
        groups = {group: set(group_members(catalog, group)) for group in catalog.element_groups.index}
        return [[group for group, members in groups.items() if not members.isdisjoint(row)] for row in rows(catalog)]

    return values


def _claims_of_groups(catalog: Catalog, chosen: Sequence[str]) -> pandas.Series:
    return catalog.claims["substance"].isin([item for group in chosen for item in group_members(catalog, group)])


def _claims_of_regions(catalog: Catalog, chosen: Sequence[str]) -> pandas.Series:
    return catalog.claims["subject_ids"].map(lambda subjects: not set(chosen).isdisjoint(subjects))


def _region_words(catalog: Catalog, say: Say, short: bool = False) -> dict[str, str]:
    names = _names(catalog, "regions", say)
    shown = {iso: regions.short(name) for iso, name in names.items()} if short else names
    return shown | {UNSETTLED: say("Region not settled")}


def _source_words(catalog: Catalog, say: Say) -> dict[str, str]:
    del say  # documents have the names that they gave themselves
    titles = catalog.sources["title"].map(lambda title: wording.short(str(title), 28))
    return _texts(tables.source_names(catalog.sources) + ": " + titles)


_ELEMENTS: Final = Vocabulary(
    choices=_symbols,
    values=_sure,
    unsure=_possible,
    words=lambda catalog, say: _element_words(catalog, say, "substances", "elements"),
    titles=lambda catalog, say: _element_words(catalog, say, "elements"),
)
_GROUPS: Final = Vocabulary(
    choices=lambda catalog: catalog.element_groups.index,
    values=_groups_of(_sure),
    unsure=_groups_of(_possible),
    words=lambda catalog, say: _names(catalog, "element_groups", say),
)
_REGIONS: Final = Vocabulary(
    choices=lambda catalog: [*catalog.regions.index, UNSETTLED],
    values=lambda catalog: [(iso or UNSETTLED,) for iso in catalog.sites["region_iso"]],
    words=lambda catalog, say: _region_words(catalog, say, short=True),
    titles=_region_words,
    names=lambda catalog: _texts(catalog.regions["name_en"]),
    slugs=lambda catalog: _texts(catalog.regions["layer"]),
)
_SOURCES: Final = Vocabulary(
    choices=lambda catalog: catalog.sources.index,
    values=lambda catalog: [(source,) for source in catalog.sources.index],
    words=_source_words,
    titles=lambda catalog, say: _texts(tables.source_names(catalog.sources)),  # noqa: ARG005  names stay as they are
)
_EVIDENCE: Final = Vocabulary(
    choices=lambda catalog: evidence.STAGES,  # noqa: ARG005  the same for all data
    values=lambda catalog: [(stage,) for stage in evidence.stage_of_sites(catalog)],
    words=lambda catalog, say: _said(evidence.STAGES, say),  # noqa: ARG005
)
_KINDS: Final[Forms] = ("{number} kind", "{number} kinds")

FACETS: tuple[FacetSpec, ...] = (
    FacetSpec(
        *("groups", "group", "--group", "GROUP", "group of elements"),
        title="Element group",
        many=("{number} group of elements", "{number} groups of elements"),
        vocabulary=_GROUPS,
        of_places=_claims_of_groups,
        spot="sight",
        rank_in_help=3,
    ),
    FacetSpec(
        *("elements", "element", "--element", "Nd", "element symbol"),
        title="Element",
        many=("{number} element", "{number} elements"),
        vocabulary=_ELEMENTS,
        phrase_unsure=lambda words, say: say("{elements}, unconfirmed too").format(elements=words),
        of_places=lambda catalog, chosen: catalog.claims["substance"].isin(chosen),
        spot="sight",
        rank_in_help=2,
        rank_in_name=1,
    ),
    FacetSpec(
        *("regions", "region", "--region", "KZ-35", "ISO code or name of a region, or unsettled"),
        title="Region",
        many=("{number} region", "{number} regions"),
        vocabulary=_REGIONS,
        of_places=_claims_of_regions,
        spot="open",
        rank_in_help=1,
    ),
    FacetSpec(
        *("sources", "source", "--source", "ID", "source"),
        title="Source",
        many=SOURCES,
        vocabulary=_SOURCES,
        phrase=lambda words, say: say("according to {sources}").format(sources=words),
        of_documents=True,
        spot="sight",
        rank_in_help=4,
        rank_in_name=8,
    ),
    FacetSpec(
        *("main_groups", "kind", "--main-group", "GROUP", "main group"),
        title="Main group",
        many=_KINDS,
        vocabulary=labelled("main_group"),
    ),
    FacetSpec(
        *("tiers", "tier", "--tier", "TIER", "tier of sources"),
        title="Tier of source",
        many=("{number} tier", "{number} tiers"),
        vocabulary=labelled("tier", "sources"),
        phrase=lambda words, say: say("by sources of the tier {tiers}").format(tiers=words),
        of_documents=True,
        term="tier",
        rank_in_help=5,
        rank_in_name=7,
    ),
    FacetSpec(
        *("statuses", "status", "--status", "STATUS", "status"),
        title="Status",
        many=_KINDS,
        vocabulary=labelled("status_class"),
    ),
    FacetSpec(
        *("precisions", "place", "--place", "KIND", "how the place is known"),
        title="How the place is known",
        many=_KINDS,
        vocabulary=labelled("location_precision"),
        phrase=lambda words, say: say("place: {kinds}").format(kinds=words),
        term="precision",
    ),
    FacetSpec(
        *("evidence", "evidence", "--evidence", "STAGE", "stage of the best claim about a site"),
        title="Best evidence",
        many=_KINDS,
        vocabulary=_EVIDENCE,
        phrase=lambda words, say: say("best evidence: {grade}").format(grade=words),
        term="grade",
    ),
)
"""All filters by choices, in the order that addresses have them in."""

SWITCHES: tuple[SwitchSpec, ...] = (
    SwitchSpec(
        *("with_tonnage", "tonnage", "--with-tonnage", "only sites that someone gives a tonnage"),
        title="Has a tonnage",
        part="with-tonnage",
        said="sites with a tonnage",
        keeps=lambda catalog: ~np.isnan(catalog.largest_tonnages),
        of_places=lambda catalog, chosen: catalog.claims["quantity"] == "tonnage",  # noqa: ARG005  it is on
    ),
    SwitchSpec(
        *("on_map", "mapped", "--on-map", "only sites with coordinates"),
        title="On the map",
        part="on-map",
        said="sites on the map",
        keeps=lambda catalog: ~catalog.sites.geometry.isna().to_numpy(),
    ),
    SwitchSpec(
        *("uncertain_elements", "uncertain", "--unconfirmed", "count elements not confirmed too"),
        title="Count unconfirmed elements",
        part="unconfirmed-too",
    ),
    SwitchSpec(
        *("hidden_claims", "hidden", "--set-aside", "with claims that reviewers set aside"),
        title="Show claims set aside by reviewers",
        part="set-aside-too",
        said="with claims set aside by reviewers",
    ),
)
"""All switches, in the order that addresses have them in."""
