"""Kazakhstan set into a world table: the tonnages claimed of it, and the place that each would give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, Final

import pandas

from geo.catalog import tables
from geo.catalog.caching import cached_on_owner
from geo.catalog.model import Catalog, View, records
from geo.claims.conflicts import groups
from geo.claims.figure import Figure
from geo.claims.ledger import ledger
from geo.claims.sentences import Phrase, Value, sentences, with_unit
from geo.claims.statements import Statement
from geo.claims.verdicts import Verdict, compare
from geo.language.codes import HOME, RARE_EARTHS
from geo.language.translation import Say, language_of
from geo.world import country_tables
from geo.world.country_tables import AGGREGATES

SUPPOSED: Final = f"{HOME}?"
"""Index of the row that only a claim would put into a table."""


@cached_on_owner
def candidates(source: Catalog | View) -> tuple[Figure, ...]:
    """Return the tonnages of rare earths claimed of Kazakhstan, its regions and sites.

    Tonnes said to be of ore are left out: no edition lists ore.

    Parameters
    ----------
    source
        A catalog, or a view of it, whose claims alone are then looked at.

    Returns
    -------
    tuple of Figure
        One figure a statement, in its best wording; largest first.
    """
    found = [statement.figure for statement in _statements(source)]
    # The size decides a rank; of equal figures the better worded one comes first.
    return tuple(sorted(found, key=lambda figure: (-figure.stated, figure.rank_as_wording)))


def known(catalog: Catalog) -> tuple[str, ...]:
    """Return the ids of all claims that any selection could offer as a candidate.

    Parameters
    ----------
    catalog
        The data.

    Returns
    -------
    tuple of str
        Copies too.
    """
    return tuple(figure.claim_id for statement in _statements(catalog) for figure in statement.claims)


def default_edition(catalog: Catalog) -> str:
    """Return the edition to show first.

    Parameters
    ----------
    catalog
        The data.

    Returns
    -------
    str
        Name of the latest edition that gives a place, else the latest; empty where there is none.
    """
    names = country_tables.editions(catalog)
    able = [name for name in names if country_tables.edition(catalog, name).can_rank]
    return next(reversed(able or list(names)), "")


def sentence(catalog: Catalog, edition: str, tonnes: Fraction, claim: Figure | None = None) -> Phrase:
    """Say what place a tonnage would take in an edition.

    Parameters
    ----------
    catalog
        The data.
    edition
        Name of the edition.
    tonnes
        Tonnage in t, taken as it stands.
    claim
        The claim that it comes from: what its hedge leaves open is said too.

    Returns
    -------
    Phrase
        One or two sentences.

    Raises
    ------
    UnknownIdError
        If there is no such edition.
    """
    plain = country_tables.rank(catalog, edition, tonnes)
    if claim is None or claim.written.is_point or plain.position_low is None:
        return plain.sentence
    hedged = country_tables.rank(catalog, edition, claim.written)
    values: dict[str, Value] = {"amount": claim.amount, "place": hedged.place}
    return sentences([plain.sentence, Phrase("As the claim puts it, {amount}: {place}.", values)])


def world_table(catalog: Catalog, edition: str, tonnes: Fraction, say: Say = str) -> pandas.DataFrame:
    """Return the reserves of an edition with Kazakhstan's supposed row at its place.

    Parameters
    ----------
    catalog
        The data.
    edition
        Name of the edition.
    tonnes
        Tonnage in t, taken as it stands.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    pandas.DataFrame
        Tonnes of rare-earth oxide, by country code, :data:`SUPPOSED` for the row added; totals last.

    Raises
    ------
    UnknownIdError
        If there is no such edition.
    """
    reserves, table = say("Reserves (t of oxide)"), _listed(catalog, edition, say)
    ahead = ~table.index.isin(AGGREGATES) & (table[reserves] > float(tonnes))
    home = {say("Country"): say("Kazakhstan, were it so"), reserves: float(tonnes), say("Sources"): ""}
    home[say("Remark")] = say("supposed, not of this edition")
    whole = pandas.concat([table[ahead], pandas.DataFrame([home], index=[SUPPOSED]), table[~ahead]])
    whole.insert(0, say("Place"), _places(catalog, edition, tonnes, whole[reserves], say))
    return whole


def place_table(catalog: Catalog, tonnes: Fraction, say: Say = str) -> pandas.DataFrame:
    """Return the place of a tonnage under every edition, with the reason where there is none.

    Parameters
    ----------
    catalog
        The data.
    tonnes
        Tonnage in t, taken as it stands.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    pandas.DataFrame
        One row an edition, by its name, oldest first.
    """
    said = with_unit(tonnes, "t").text(say)
    names = country_tables.editions(catalog)
    found = [country_tables.rank(catalog, name, tonnes, said=said) for name in names]
    return pandas.DataFrame(
        {
            say("Edition"): list(names),
            say("Place"): [say("cannot rank") if rank.position_low is None else rank.place.text(say) for rank in found],
            say("Why"): [rank.sentence.text(say) for rank in found],
        },
        index=list(names),
    )


def beside_leader(catalog: Catalog, edition: str, claim: Figure) -> Verdict | None:
    """Return the verdict between a tonnage and the claim that gives the reserves of an edition's first country.

    Parameters
    ----------
    catalog
        The data.
    edition
        Name of the edition.
    claim
        The tonnage.

    Returns
    -------
    Verdict or None
        None where no claim of the data prints that edition's figure in tonnes of oxide.

    Raises
    ------
    UnknownIdError
        If there is no such edition.
    """
    table = country_tables.edition(catalog, edition)
    leader = max(table.countries, key=lambda code: table.countries[code], default="")
    found = [
        item
        for item in ledger(catalog).about(leader, "tonnage")
        if item.edition == edition and item.basis == "oxide" and item.substance == RARE_EARTHS
    ]
    return compare(claim, min(found, key=lambda item: item.rank_as_wording)) if found else None


def edition_sources(catalog: Catalog, edition: str) -> tuple[str, ...]:
    """Return the documents in which the reserves of an edition were read.

    Parameters
    ----------
    catalog
        The data.
    edition
        Name of the edition.

    Returns
    -------
    tuple of str
        Ids in the order of the rows.
    """
    rows = catalog.world[(catalog.world["edition"] == edition) & (catalog.world["measure"] == "reserves")]
    return tuple(dict.fromkeys(str(source) for ids in rows["source_ids"] for source in ids))


def _statements(source: Catalog | View) -> Iterable[Statement]:
    catalog = source.catalog if isinstance(source, View) else source
    for group in groups(source):
        if group.quantity == "tonnage" and group.family == RARE_EARTHS and _at_home(catalog, group.subjects):
            yield from (item for item in group.statements if item.figure.basis != "ore")


def _at_home(catalog: Catalog, subjects: Iterable[str]) -> bool:
    return all(item == HOME or item in catalog.regions.index or item in catalog.sites.index for item in subjects)


def _listed(catalog: Catalog, edition: str, say: Say) -> pandas.DataFrame:
    """Return the reserves of an edition by country code, largest first, totals last."""
    country_tables.edition(catalog, edition)  # complains of an unknown one
    world = catalog.world
    rows = world[(world["edition"] == edition) & (world["measure"] == "reserves") & world["value_t_reo"].notna()]
    rows = rows.assign(total=rows["country_iso"].isin(AGGREGATES))
    # A total among the countries would stand first: it is larger than each.
    rows = rows.sort_values(["total", "value_t_reo"], ascending=[True, False], kind="stable").set_index("country_iso")
    return pandas.DataFrame(
        {
            say("Country"): language_of(say).name(catalog.frames["countries"]).reindex(rows.index),
            say("Reserves (t of oxide)"): rows["value_t_reo"].astype(float),
            say("Sources"): [_named(catalog, ids) for ids in rows["source_ids"]],
            say("Remark"): [_remark(row, say) for row in records(rows)],
        },
        index=rows.index,
    ).rename_axis(None)


def _places(catalog: Catalog, edition: str, tonnes: Fraction, reserves: pandas.Series[float], say: Say) -> list[str]:
    """Return the place of every row by size; empty for totals and where the edition was read too thinly."""
    if not country_tables.edition(catalog, edition).can_rank:
        return [""] * len(reserves)
    sizes = reserves[~reserves.index.isin(AGGREGATES)]
    found = {str(code): str(int((sizes > size).sum()) + 1) for code, size in sizes.items()}
    home = country_tables.rank(catalog, edition, tonnes)
    found[SUPPOSED] = (say("{place} or lower") if home.or_lower else "{place}").format(place=home.position_low)
    return [found.get(str(code), "") for code in reserves.index]


def _remark(row: Mapping[str, Any], say: Say) -> str:
    hedge = "" if row["qualifier"] in ("exact", "range") else say(row["qualifier"])
    hedged = say("{hedge} this much").format(hedge=hedge) if hedge else ""
    return ". ".join(part for part in (hedged, str(row["note"]).rstrip(".")) if part)


def _named(catalog: Catalog, ids: Iterable[str]) -> str:
    names = tables.source_names(catalog.sources.loc[list(ids)])
    return "; ".join(dict.fromkeys(map(str, names)))
