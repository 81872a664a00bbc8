"""What can be chosen in the filters: the choices, which of them each site or document has, and their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import pandas

from geo.catalog import evidence, minerals, tables
from geo.catalog.model import UNSETTLED, Catalog
from geo.catalog.regions import short_region
from geo.language import wording
from geo.language.codes import RARE_EARTHS
from geo.language.translation import Say, language_of

Values: TypeAlias = Callable[[Catalog], Sequence[Iterable[str]]]
"""The choices that hold for each row of a table."""
ChoiceWords: TypeAlias = Callable[[Catalog, Say], Mapping[str, str]]
"""The words of choices in a language, by choice."""


def _nothing(catalog: Catalog) -> Mapping[str, str]:
    """Return no words for any choice.

    Parameters
    ----------
    catalog
        Not asked.

    Returns
    -------
    Mapping of str to str
        Nothing.
    """
    del catalog
    return {}


@dataclass(frozen=True)
class Vocabulary:
    """What can be chosen in a filter, and in which words.

    Attributes
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
    words: ChoiceWords
    titles: ChoiceWords | None = None
    unsure: Values | None = None
    names: Callable[[Catalog], Mapping[str, str]] = _nothing
    slugs: Callable[[Catalog], Mapping[str, str]] = _nothing

    def title_words(self, catalog: Catalog, say: Say = str) -> Mapping[str, str]:
        """Return what a title calls the choices.

        Parameters
        ----------
        catalog
            The data.
        say
            Translates our phrases; writes numbers and dates as the language does.

        Returns
        -------
        Mapping of str to str
            Words by choice.
        """
        return (self.titles or self.words)(catalog, say)


def group_members(catalog: Catalog, group_id: str) -> tuple[str, ...]:
    """Return the symbols of a named group, by the column and value that define it in element_groups.csv.

    Parameters
    ----------
    catalog
        The data.
    group_id
        Id of the group.

    Returns
    -------
    tuple of str
        Symbols in the order of the elements; behind them the name of all rare earths where they are the group.
    """
    group = catalog.element_groups.loc[group_id]
    wanted = group["value"].split("|")
    column = catalog.elements[str(group["column"])]
    text = [str(value).lower() if isinstance(value, bool) else value for value in column]
    members = tuple(symbol for symbol, value in zip(catalog.elements.index, text, strict=True) if value in wanted)
    return (*members, RARE_EARTHS) if group["column"] == "rare_earth" else members


def labelled(column: str, resource: str = "sites") -> Vocabulary:
    """Return the vocabulary of a column whose values ``datapackage.json`` lists with their labels.

    Parameters
    ----------
    column
        Name of the column.
    resource
        Name of its table.

    Returns
    -------
    Vocabulary
        The choices and words; each row has the one choice that its column names.
    """
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
    return _texts(language_of(say).name(catalog.frames[table]))


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


def _region_words(catalog: Catalog, say: Say, short: bool = False) -> dict[str, str]:
    names = _names(catalog, "regions", say)
    shown = {iso: short_region(name) for iso, name in names.items()} if short else names
    return shown | {UNSETTLED: say("Region not settled")}


def _source_words(catalog: Catalog, say: Say) -> dict[str, str]:
    del say  # documents have the names that they gave themselves
    names, titles = tables.source_names(catalog.sources), catalog.sources["title"]
    words = names + ": " + titles.map(lambda title: wording.short(str(title), 28))
    for length in (56, 112):  # longer only where two documents would look the same
        alike = words.duplicated(keep=False)
        words = words.where(
            ~alike, names + ": " + titles.map(lambda title, most=length: wording.short(str(title), most))
        )
    return _texts(words.where(~words.duplicated(keep=False), words + " (" + catalog.sources["source_id"] + ")"))


ELEMENTS: Final = Vocabulary(
    choices=_symbols,
    values=_sure,
    unsure=_possible,
    words=lambda catalog, say: _element_words(catalog, say, "substances", "elements"),
    titles=lambda catalog, say: _element_words(catalog, say, "elements"),
)
GROUPS: Final = Vocabulary(
    choices=lambda catalog: catalog.element_groups.index,
    values=_groups_of(_sure),
    unsure=_groups_of(_possible),
    words=lambda catalog, say: _names(catalog, "element_groups", say),
)
REGIONS: Final = Vocabulary(
    choices=lambda catalog: [*catalog.regions.index, UNSETTLED],
    values=lambda catalog: [(iso or UNSETTLED,) for iso in catalog.sites["region_iso"]],
    words=lambda catalog, say: _region_words(catalog, say, short=True),
    titles=_region_words,
    names=lambda catalog: _texts(catalog.regions["name_en"]),
    slugs=lambda catalog: _texts(catalog.regions["layer"]),
)
SOURCES: Final = Vocabulary(
    choices=lambda catalog: catalog.sources.index,
    values=lambda catalog: [(source,) for source in catalog.sources.index],
    words=_source_words,
    titles=lambda catalog, say: _texts(tables.source_names(catalog.sources)),  # noqa: ARG005  names stay as they are
)
MINERAL_GROUPS: Final = Vocabulary(
    choices=lambda catalog: [group.key for group in minerals.MINERALS],  # noqa: ARG005  the same for all data
    values=lambda catalog: [(minerals.group_of(name).key,) for name in catalog.sites["main_group"]],
    words=lambda catalog, say: {group.key: say(group.title) for group in minerals.MINERALS},  # noqa: ARG005
    slugs=lambda catalog: {group.key: f"without-{group.key}" for group in minerals.MINERALS},  # noqa: ARG005
)
EVIDENCE: Final = Vocabulary(
    choices=lambda catalog: evidence.STAGES,  # noqa: ARG005  the same for all data
    values=lambda catalog: [(stage,) for stage in evidence.stage_of_sites(catalog)],
    words=lambda catalog, say: _said(evidence.STAGES, say),  # noqa: ARG005
)
