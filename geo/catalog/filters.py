"""The filters, each declared once: what it asks of a site, and its name in every place where a filter has one.

A filter is a row of :data:`FACETS` (one or several of a list of choices) or of :data:`SWITCHES` (on or off). The
selection, the address, the sidebar, titles, file names and the command line go through these two tables and name no
filter themselves. CONTRIBUTING.md says how to add one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas

from geo.catalog import choices, minerals
from geo.catalog.choices import Vocabulary, group_members, labelled
from geo.catalog.model import Catalog, Selection
from geo.language.plurals import SOURCES
from geo.language.translation import N_, NN_, Forms, Say, Text

Mask: TypeAlias = npt.NDArray[np.bool_]
TitlePart: TypeAlias = Callable[[str, Say], str]
"""A part of a title around the words of the choices."""
OfPlaces: TypeAlias = Callable[[Catalog, Sequence[str]], pandas.Series]
"""Which claims pass that are made about a region or a country, by the values chosen."""
SidebarPlace = Literal["first", "open", "sight", "more"]
"""Where the sidebar has a filter: as a switch of two views, with all its choices open, as a list in sight, or under
"More filters"."""
SIDEBAR_PLACES: Final[tuple[SidebarPlace, ...]] = ("first", "open", "sight", "more")

WORDS: Final = "q"
"""Name in an address of the words searched for."""
ORDER: Final = "order"
"""Name in an address of the order of the sites."""


@dataclass(frozen=True)
class FacetSpec:
    """A filter by one or several choices: a site passes if any of them holds.

    Attributes
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
    excludes
        Whether it leaves out the sites that have a choice, in place of keeping them.
    named
        What a title says of some choices together; nothing for others.
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
    phrase: TitlePart | None = None
    phrase_unsure: TitlePart | None = None
    excludes: bool = False
    named: Callable[[Catalog, Sequence[str]], Text] | None = None
    of_documents: bool = False
    of_places: OfPlaces | None = None
    spot: SidebarPlace = "more"
    term: str = ""
    rank_in_help: int = 9
    rank_in_name: int = 5


@dataclass(frozen=True)
class SwitchSpec:
    """A choice that is on or off.

    Attributes
    ----------
    field, param, option, help, title, of_places
        As in :class:`FacetSpec`.
    part
        What a file name says of it.
    said
        What a title says of it; nothing where empty.
    keeps
        Which sites pass. A switch without it leaves all sites that the filters keep, and changes what is counted or
        shown of them.
    """

    field: str
    param: str
    option: str
    help: str
    title: Text
    part: str
    said: Text = Text("")
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

    Returns
    -------
    numpy.ndarray of bool
        One value a document.
    """
    kept = np.ones(len(catalog.sources), dtype=bool)
    for spec in FACETS:
        chosen = selection.chosen(spec.field)
        if spec.of_documents and chosen and spec.field != but:
            kept &= [not set(chosen).isdisjoint(values) for values in spec.vocabulary.values(catalog)]
    return kept


def asks_of_documents(selection: Selection) -> bool:
    """Whether a selection keeps the claims of some documents only.

    Parameters
    ----------
    selection
        What is asked for.

    Returns
    -------
    bool
        True if a filter of documents has a choice.
    """
    return any(spec.of_documents and selection.chosen(spec.field) for spec in FACETS)


def of_documents_only(selection: Selection) -> Selection:
    """Return a selection with nothing but what it asks of documents.

    Parameters
    ----------
    selection
        What is asked for.

    Returns
    -------
    Selection
        Its choices in the filters of documents.
    """
    return Selection().choosing(**{spec.field: selection.chosen(spec.field) for spec in FACETS if spec.of_documents})


def without_documents(selection: Selection) -> Selection:
    """Return a selection with claims of all documents.

    Parameters
    ----------
    selection
        What is asked for.

    Returns
    -------
    Selection
        The same without choices in the filters of documents.
    """
    return selection.choosing(**{spec.field: () for spec in FACETS if spec.of_documents})


def _claims_of_groups(catalog: Catalog, chosen: Sequence[str]) -> pandas.Series:
    return catalog.claims["substance"].isin([item for group in chosen for item in group_members(catalog, group)])


def _claims_of_regions(catalog: Catalog, chosen: Sequence[str]) -> pandas.Series:
    return catalog.claims["subject_ids"].map(lambda subjects: not set(chosen).isdisjoint(subjects))


def _is_of_the_rest(catalog: Catalog, chosen: Sequence[str]) -> Text:
    is_first = bool(chosen) and set(chosen) == set(minerals.wider(catalog))
    return N_("rare earths and rare metals") if is_first else Text("")


_KINDS: Final[Forms] = NN_("{number} kind", "{number} kinds")

FACETS: tuple[FacetSpec, ...] = (
    FacetSpec(
        field="groups",
        param="group",
        option="--group",
        metavar="GROUP",
        help="group of elements",
        title=N_("Element group"),
        many=NN_("{number} group of elements", "{number} groups of elements"),
        vocabulary=choices.GROUPS,
        of_places=_claims_of_groups,
        spot="sight",
        rank_in_help=3,
    ),
    FacetSpec(
        field="elements",
        param="element",
        option="--element",
        metavar="Nd",
        help="element symbol",
        title=N_("Element"),
        many=NN_("{number} element", "{number} elements"),
        vocabulary=choices.ELEMENTS,
        phrase_unsure=lambda words, say: say("{elements}, unconfirmed too").format(elements=words),
        of_places=lambda catalog, chosen: catalog.claims["substance"].isin(chosen),
        spot="sight",
        rank_in_help=2,
        rank_in_name=1,
    ),
    FacetSpec(
        field="regions",
        param="region",
        option="--region",
        metavar="KZ-35",
        help="ISO code or name of a region, or unsettled",
        title=N_("Region"),
        many=NN_("{number} region", "{number} regions"),
        vocabulary=choices.REGIONS,
        of_places=_claims_of_regions,
        spot="open",
        rank_in_help=1,
    ),
    FacetSpec(
        field="sources",
        param="source",
        option="--source",
        metavar="ID",
        help="source",
        title=N_("Source"),
        many=SOURCES,
        vocabulary=choices.SOURCES,
        phrase=lambda words, say: say("according to {sources}").format(sources=words),
        of_documents=True,
        spot="sight",
        rank_in_help=4,
        rank_in_name=8,
    ),
    FacetSpec(
        field="main_groups",
        param="kind",
        option="--main-group",
        metavar="GROUP",
        help="main group",
        title=N_("Main group"),
        many=_KINDS,
        vocabulary=labelled("main_group"),
    ),
    FacetSpec(
        field="tiers",
        param="tier",
        option="--tier",
        metavar="TIER",
        help="tier of sources",
        title=N_("Tier of source"),
        many=NN_("{number} tier", "{number} tiers"),
        vocabulary=labelled("tier", "sources"),
        phrase=lambda words, say: say("by sources of the tier {tiers}").format(tiers=words),
        of_documents=True,
        term="tier",
        rank_in_help=5,
        rank_in_name=7,
    ),
    FacetSpec(
        field="statuses",
        param="status",
        option="--status",
        metavar="STATUS",
        help="status",
        title=N_("Status"),
        many=_KINDS,
        vocabulary=labelled("status_class"),
    ),
    FacetSpec(
        field="precisions",
        param="place",
        option="--place",
        metavar="KIND",
        help="how the place is known",
        title=N_("How the place is known"),
        many=_KINDS,
        vocabulary=labelled("location_precision"),
        phrase=lambda words, say: say("place: {kinds}").format(kinds=words),
        term="precision",
    ),
    FacetSpec(
        field="evidence",
        param="evidence",
        option="--evidence",
        metavar="STAGE",
        help="stage of the best claim about a site",
        title=N_("Best evidence"),
        many=_KINDS,
        vocabulary=choices.EVIDENCE,
        phrase=lambda words, say: say("best evidence: {grade}").format(grade=words),
        term="grade",
    ),
    FacetSpec(
        field="left_out",
        param="off",
        option="--without",
        metavar="MINERAL",
        help="leave out a group of minerals of the map's legend",
        title=N_("Minerals left out"),
        many=_KINDS,
        vocabulary=choices.MINERAL_GROUPS,
        phrase=lambda words, say: say("without {kinds}").format(kinds=words),
        excludes=True,
        named=_is_of_the_rest,
        of_places=lambda catalog, chosen: ~catalog.claims["claim_id"].isna(),  # noqa: ARG005  sites only are left out
        spot="first",
    ),
)
"""All filters by choices, in the order that addresses have them in."""

SWITCHES: tuple[SwitchSpec, ...] = (
    SwitchSpec(
        field="with_tonnage",
        param="tonnage",
        option="--with-tonnage",
        help="only sites that someone gives a tonnage",
        title=N_("Has a tonnage"),
        part="with-tonnage",
        said=N_("sites with a tonnage"),
        keeps=lambda catalog: ~np.isnan(catalog.largest_tonnages),
        of_places=lambda catalog, chosen: catalog.claims["quantity"] == "tonnage",  # noqa: ARG005  it is on
    ),
    SwitchSpec(
        field="on_map",
        param="mapped",
        option="--on-map",
        help="only sites with coordinates",
        title=N_("On the map"),
        part="on-map",
        said=N_("sites on the map"),
        keeps=lambda catalog: ~catalog.sites.geometry.isna().to_numpy(),
    ),
    SwitchSpec(
        field="uncertain_elements",
        param="uncertain",
        option="--unconfirmed",
        help="count elements not confirmed too",
        title=N_("Count unconfirmed elements"),
        part="unconfirmed-too",
    ),
    SwitchSpec(
        field="hidden_claims",
        param="hidden",
        option="--set-aside",
        help="with claims that reviewers set aside",
        title=N_("Show claims set aside by reviewers"),
        part="set-aside-too",
        said=N_("with claims set aside by reviewers"),
    ),
)
"""All switches, in the order that addresses have them in."""
