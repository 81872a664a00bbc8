"""The reality check as lines of text: what ``python -m geo check`` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from geo.catalog.model import Catalog
from geo.check import plausibility, reports
from geo.claims.conflicts import ConflictGroup
from geo.claims.figure import Figure, basis_words
from geo.claims.ledger import ledger
from geo.claims.readings import telling
from geo.claims.sentences import times
from geo.claims.statements import Statement
from geo.claims.verdicts import Verdict
from geo.language import wording
from geo.language.translation import NN_, Forms, Say, counted

_COUNTED: Final[Forms] = NN_(
    "{clashing} of {number} group of claims contradicts itself.",
    "{clashing} of {number} groups of claims contradict themselves.",
)
"""First line of the check, for one group and for any other number."""


def text(catalog: Catalog, subject: str = "", say: Say = str) -> Iterator[str]:
    """Yield the whole check in lines.

    Parameters
    ----------
    catalog
        The data.
    subject
        Id of a site, region or country; by default all that contradicts.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Yields
    ------
    str
        Lines for a terminal, without line ends.

    Raises
    ------
    UnknownIdError
        If there is no such site, and no claim is about anything of that id.
    """
    found = reports.groups_of(catalog, subject)
    clashing = sum(group.in_conflict for group in found)
    yield counted(_COUNTED, len(found), say, clashing=clashing)
    for group in found:
        if subject or group.in_conflict:
            yield ""
            yield from group_lines(catalog, group, whole=bool(subject), say=say)
    ids = [claim.claim_id for group in found for claim in group.claims]
    inside = list(containment_lines(catalog, subject, say)) if subject else []
    yield from _section(say("Parts and wholes"), inside)
    lines = [f"  {line}" for line in finding_lines(catalog, ids if subject else None, say)]
    yield from _section(say(reports.CANNOT_BE), lines)


def group_lines(catalog: Catalog, group: ConflictGroup, *, whole: bool, say: Say = str) -> Iterator[str]:
    """Yield a group in lines: its sentence, statements, verdicts, where figures come from, readings.

    Parameters
    ----------
    catalog
        The data.
    group
        A group of claims.
    whole
        Whether to tell the verdicts that settle nothing and all readings too, not the contradictions alone.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Yields
    ------
    str
        Lines, those that belong to another one indented.
    """
    if len(group.statements) == 1 and not group.in_conflict and not group.drift:
        (only,) = group.statements
        sources = _claims_with_sources(catalog, reports.figures_of(only))
        yield f"{reports.title(catalog, group, say)}. {_statement_words(only, say)} [{sources}]"
    else:
        speaks = group.in_conflict or group.apart is not None
        yield group.text(say) if speaks else f"{reports.title(catalog, group, say)}. {say('Nothing contradicts.')}"
        yield from (f"  {line}" for line in _statement_lines(catalog, group, say))
    if group.splits:
        yield f"  {say(reports.TWO_WAYS)}:"
        yield from (f"    {reports.split_words(split, say)}" for split in group.splits)
    for heading, items in reports.told(group).items():
        if whole or items[0].outcome == "inconsistent":
            yield f"  {say(heading)}:"
            yield from (f"    {line}" for verdict in items for line in _verdict_lines(verdict, say))
    steps = [*(total.step.text(say) for total in group.sums), *(item.sentence.text(say) for item in group.derivations)]
    if steps:
        yield f"  {say('Where figures come from')}:"
        yield from (f"    {step}" for step in steps)
    for figure in reports.read_aloud(catalog, group)[: None if whole else 1]:
        yield from (f"  {line}" for line in reading_lines(catalog, figure, say))


def reading_lines(catalog: Catalog, figure: Figure, say: Say = str) -> Iterator[str]:
    """Yield a tonnage as it is read, and as it may be.

    Parameters
    ----------
    catalog
        The data.
    figure
        The tonnage.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Yields
    ------
    str
        A heading, then the arithmetic of each reading, a line a step.
    """
    found = telling(ledger(catalog), figure)
    if not found:
        return
    yield say("{claim} {figure}, and what it would mean:").format(
        claim=figure.claim_id, figure=figure.described().text(say)
    )
    for reading in found:
        yield f"  {reports.reading_title(reading, say)}"
        yield from (f"    {step.text(say)}" for step in reading.steps)
        yield from (f"    {area.sentence.text(say)}" for area in reading.areas)
    yield from (f"  {remark.text(say)}" for remark in found[0].remarks)


def finding_lines(catalog: Catalog, claim_ids: Sequence[str] | None = None, say: Say = str) -> Iterator[str]:
    """Yield what cannot be right: the sentence, who says which number, what reviewers decided.

    Parameters
    ----------
    catalog
        The data.
    claim_ids
        Keep the findings that touch one of these claims; by default all.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Yields
    ------
    str
        Lines, those behind the sentence indented.
    """
    for finding in plausibility.findings(catalog, claim_ids):
        yield finding.sentence.text(say)
        yield from (f"  {line}" for line in reports.who_says(catalog, finding.claim_ids, say))
        yield from (f"  {remark}" for remark in plausibility.remarks(catalog, finding, say))


def containment_lines(catalog: Catalog, subject: str, say: Say = str) -> Iterator[str]:
    """Yield how the levels of nested sites fit together, then each part against its whole.

    Parameters
    ----------
    catalog
        The data.
    subject
        Id of a site, region or country.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Yields
    ------
    str
        Lines, contradictions first.
    """
    yield from (f"  {note.text(say)}" for note in reports.nesting_notes(catalog, subject))
    inside = reports.containment_notes(catalog, subject) if subject in catalog.sites.index else {}
    for outcome, items in inside.items():
        yield f"  {say(reports.OUTCOMES[outcome])}:"
        yield from (f"    {note.text(say)}" for note in items)


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield title
        yield from lines


def _statement_lines(catalog: Catalog, group: ConflictGroup, say: Say) -> Iterator[str]:
    for statement in group.statements:
        yield _statement_words(statement, say)
        yield f"      {_claims_with_sources(catalog, reports.figures_of(statement))}"


def _statement_words(statement: Statement, say: Say) -> str:
    figure = statement.figure
    basis = f", {basis_words(figure.basis, figure.oxide).text(say)}" if figure.basis else ""
    return f"{figure.claim_id}  {figure.described().text(say)}{basis}: {statement.said_by.text(say)}"


def _claims_with_sources(catalog: Catalog, claim_ids: Sequence[str]) -> str:
    book, sources = ledger(catalog), reports.names_of_sources(catalog)
    return "; ".join(f"{claim} {sources[book.figure(claim).source_id]}" for claim in claim_ids)


def _verdict_lines(verdict: Verdict, say: Say) -> Iterator[str]:
    yield f"{verdict.text(say)} [{verdict.a}, {verdict.b}]"
    facts = [say("reason: {reasons}").format(reasons=wording.joined([say(reason) for reason in verdict.reasons]))]
    if verdict.factor is not None and verdict.factor > 1:
        facts.append(say("at least {factor} times apart").format(factor=times(verdict.factor, at_least=True).text(say)))
    if ratio := reports.ratio_words(verdict, say):
        facts.append(ratio)
    yield f"  ({'; '.join(facts)})"
