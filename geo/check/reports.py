"""Words and orders of the reality check: headings, titles, which verdicts and readings to tell, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from geo.catalog import tables
from geo.catalog.caching import cached_on_owner
from geo.catalog.model import Catalog
from geo.check import containment_report
from geo.check.containment_report import Note
from geo.claims import conflicts
from geo.claims.basis_splits import Split
from geo.claims.conflicts import ConflictGroup
from geo.claims.figure import Figure, basis_words
from geo.claims.ledger import ledger
from geo.claims.readings import Reading
from geo.claims.sentences import times
from geo.claims.statements import Statement
from geo.claims.verdicts import Outcome, Verdict
from geo.language import wording
from geo.language.translation import N_, Say, Text, spoken

ORDER: Final[tuple[Outcome, ...]] = ("inconsistent", "undetermined", "not comparable", "consistent")
"""Outcomes of verdicts in the order in which they are shown."""

OUTCOMES: Final[Mapping[Outcome, Text]] = {
    "inconsistent": N_("Contradictions"),
    "undetermined": N_("Cannot be settled"),
    "not comparable": N_("Not comparable"),
    "consistent": N_("Agree"),
}
"""Outcomes as headings."""


COPIES: Final[Text] = N_("Figures of one origin that do not agree")
"""Heading of contradictions inside one origin."""


CANNOT_BE: Final[Text] = N_("Claims that cannot be right")
"""Heading of what the rules of :mod:`geo.check.plausibility` find."""


TWO_WAYS: Final[Text] = N_("One figure, read in several ways")
"""Heading of figures that are given for several materials."""


def by_outcome(verdicts: Sequence[Verdict]) -> dict[Outcome, list[Verdict]]:
    """Return verdicts by outcome.

    Parameters
    ----------
    verdicts
        Verdicts in any order.

    Returns
    -------
    dict
        By outcome in the order of :data:`ORDER`, in each the strongest first; empty outcomes are absent.
    """
    ordered = sorted(verdicts, key=lambda verdict: (-verdict.strength, verdict.a, verdict.b))
    found = {outcome: [verdict for verdict in ordered if verdict.outcome == outcome] for outcome in ORDER}
    return {outcome: items for outcome, items in found.items() if items}


def told(group: ConflictGroup) -> dict[Text, list[Verdict]]:
    """Return the verdicts of a group under headings.

    Parameters
    ----------
    group
        A group of claims.

    Returns
    -------
    dict
        By heading, in the order to tell them; headings without any are absent.
    """
    found = {OUTCOMES[outcome]: items for outcome, items in by_outcome((*group.verdicts, *group.sum_verdicts)).items()}
    copies = by_outcome(group.drift)
    clashing = found.pop(OUTCOMES["inconsistent"], [])
    first = {OUTCOMES["inconsistent"]: clashing, COPIES: copies.pop("inconsistent", [])}
    for outcome, items in copies.items():
        found[OUTCOMES[outcome]] = [*found.get(OUTCOMES[outcome], []), *items]
    ordered = {heading: found[heading] for heading in OUTCOMES.values() if heading in found}
    return {heading: items for heading, items in (first | ordered).items() if items}


def split_words(split: Split, say: Say = str) -> str:
    """Return a figure that is given for several materials in words.

    Parameters
    ----------
    split
        The figure.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        A sentence, with the claims that give it for each material.
    """
    claims = [f"{basis_words(basis).text(say)} {wording.joined(ids)}" for basis, ids in split.claims.items()]
    sentence = split.sentence.text(say)
    return f"{sentence[:1].upper()}{sentence[1:]} ({'; '.join(claims)})."


def to_read(group: ConflictGroup) -> tuple[Figure, ...]:
    """Return the tonnages that are worth reading in several ways.

    That is, what is given for several materials or for none; else what is contradicted; else the best-worded one.

    Parameters
    ----------
    group
        A group of claims.

    Returns
    -------
    tuple of Figure
        In the order to show them; empty where nothing is a tonnage in t.
    """
    best = {claim: statement.figure for statement in group.statements for claim in figures_of(statement)}
    split = [ids[0] for split in group.splits for ids in split.claims.values()]
    unsaid = [figure.claim_id for figure in best.values() if figure.basis == "ambiguous"]
    clashing = [claim for verdict in group.conflicting for claim in (verdict.a, verdict.b)]
    wanted = [*split, *unsaid] or clashing or list(best)[:1]
    figures = {best[claim].claim_id: best[claim] for claim in wanted if claim in best}
    return tuple(figure for figure in figures.values() if figure.quantity == "tonnage" and figure.unit == "t")


def title(catalog: Catalog, group: ConflictGroup, say: Say = str) -> str:
    """Return what a group is about: ``Irgiz: tonnage (REE)``.

    Parameters
    ----------
    catalog
        The data.
    group
        A group of claims.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        Subject, quantity and material group.
    """
    quantity = say(catalog.schema.labels("claims", "quantity")[group.quantity])
    words = f"{spoken(group.label, say)}: {quantity.lower()}"
    return f"{words} ({group.family})" if group.family else words


def figures_of(statement: Statement) -> tuple[str, ...]:
    """Return the ids of a statement's claims.

    Parameters
    ----------
    statement
        A statement of one origin.

    Returns
    -------
    tuple of str
        The best-worded claim first.
    """
    return tuple(claim.claim_id for claim in statement.claims)


def read_aloud(catalog: Catalog, group: ConflictGroup) -> tuple[Figure, ...]:
    """Return the tonnages of a group whose readings are shown.

    Parameters
    ----------
    catalog
        The data.
    group
        A group of claims.

    Returns
    -------
    tuple of Figure
        None for a region or country that nobody contradicts.
    """
    single = len(group.statements) == 1 and not group.in_conflict
    return () if single and not group.subjects <= set(catalog.sites.index) else to_read(group)


def reading_title(reading: Reading, say: Say = str) -> str:
    """Return the name of a reading.

    Parameters
    ----------
    reading
        A reading of a tonnage.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        Marked where the source itself reads the figure so.
    """
    title = reading.title.text(say)
    return say("{title}, as the source says").format(title=title) if reading.stated else title


@cached_on_owner
def names_of_sources(catalog: Catalog) -> Mapping[str, str]:
    """Return a short name for each source, worked out once.

    Parameters
    ----------
    catalog
        The data.

    Returns
    -------
    Mapping of str to str
        Publisher and year by id of the source.
    """
    return {str(source): str(name) for source, name in tables.source_names(catalog.sources).items()}


def who_says(catalog: Catalog, claim_ids: Sequence[str], say: Say = str) -> list[str]:
    """Return each figure of some claims with those who print it.

    Parameters
    ----------
    catalog
        The data.
    claim_ids
        Ids of claims.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    list of str
        A line a figure, in the order of the claims.
    """
    book, names = ledger(catalog), names_of_sources(catalog)
    by_figure: dict[str, list[str]] = {}
    for claim in claim_ids:
        item = book.figure(claim)
        said = f"{spoken(item.label, say)}, {item.amount.text(say)}"
        by_figure.setdefault(said, []).append(f"{claim} {names[item.source_id]}")
    return [f"{said}: {'; '.join(who)}" for said, who in by_figure.items()]


def nesting_notes(catalog: Catalog, subject: str) -> tuple[Note, ...]:
    """Return how the levels of nested sites fit together.

    Parameters
    ----------
    catalog
        The data.
    subject
        Id of a site, region or country.

    Returns
    -------
    tuple of Note
        The chains of levels, sums that are refused, sums of the region.
    """
    found = containment_report.stated_for_region(catalog, subject)
    if subject in catalog.sites.index:
        return (*containment_report.chains(catalog, subject), *containment_report.refusals(catalog, subject), *found)
    return found


def containment_notes(catalog: Catalog, site: str) -> dict[Outcome, list[Note]]:
    """Return the test of a site's parts against it, and of it against its parent.

    Parameters
    ----------
    catalog
        The data.
    site
        Id of a site.

    Returns
    -------
    dict
        Notes by outcome, contradictions first; empty outcomes are absent.

    Raises
    ------
    UnknownIdError
        If there is no such site.
    """
    found = containment_report.notes(catalog, site)
    told = {outcome: [note for note in found if note.outcome == outcome] for outcome in ORDER}
    return {outcome: items for outcome, items in told.items() if items}


def groups_of(catalog: Catalog, subject: str = "") -> tuple[ConflictGroup, ...]:
    """Return the groups of claims about a subject.

    Parameters
    ----------
    catalog
        The data.
    subject
        Id of a site, region or country; by default all.

    Returns
    -------
    tuple of ConflictGroup
        The strongest contradiction first.

    Raises
    ------
    UnknownIdError
        As for :func:`geo.check.as_text.text`.
    """
    if not subject:
        return conflicts.groups(catalog)
    found = conflicts.about(catalog, subject)
    if not found:
        catalog.site(subject)
    return found


def ratio_words(verdict: Verdict, say: Say = str) -> str:
    """Return the ratio of two figures as they are written.

    Parameters
    ----------
    verdict
        Verdict on the two.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        Empty where there is no ratio, or the figures are the same.
    """
    if verdict.ratio is None or verdict.ratio == 1:
        return ""
    return say("{ratio} times as written").format(ratio=times(verdict.ratio).text(say))


def verdict_words(verdict: Verdict, say: Say = str) -> str:
    """Return a verdict with the ratio of the figures as written, unless its own words give that.

    Parameters
    ----------
    verdict
        Verdict on two figures.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        One sentence, the ratio behind it in brackets.
    """
    words, ratio = verdict.text(say), ratio_words(verdict, say)
    repeated = verdict.ratio is not None and times(verdict.ratio).text(say) in words
    return f"{words} ({ratio})" if ratio and not repeated else words
