"""The reality check as text and as plain values: each group with its statements, verdicts and arithmetic."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from geo.catalog import tables
from geo.catalog.model import Catalog
from geo.check import containment, rules
from geo.check.containment import Note
from geo.claims import conflicts
from geo.claims.conflicts import ConflictGroup, Split
from geo.claims.figures import Figure, basis_words, ledger
from geo.claims.readings import Reading, telling
from geo.claims.sentences import times
from geo.claims.statements import Statement
from geo.claims.verdicts import Outcome, Verdict
from geo.language import wording
from geo.language.translation import Forms, Text, counted, spoken
from geo.language.wording import Say

ORDER: Final[tuple[Outcome, ...]] = ("inconsistent", "undetermined", "not comparable", "consistent")
"""Outcomes of verdicts in the order in which they are told."""

OUTCOMES: Final[Mapping[Outcome, Text]] = {
    "inconsistent": "Contradictions",
    "undetermined": "Cannot be settled",
    "not comparable": "Not comparable",
    "consistent": "Agree",
}
"""Outcomes as headings."""


COPIES: Final[Text] = "Figures of one origin that do not agree"
"""Heading of contradictions inside one origin."""


CANNOT_BE: Final[Text] = "Claims that cannot be right"
"""Heading of what the rules of :mod:`geo.check.rules` find."""


TWO_WAYS: Final[Text] = "One figure, read in several ways"
"""Heading of figures that are given for several materials."""


_COUNTED: Final[Forms] = (
    "{clashing} of {number} group of claims contradicts itself.",
    "{clashing} of {number} groups of claims contradict themselves.",
)
"""First line of the check, for one group and for any other number."""


def by_outcome(verdicts: Sequence[Verdict]) -> dict[Outcome, list[Verdict]]:
    """Return verdicts by outcome, contradictions first and in each the strongest first; empty outcomes are absent."""
    ordered = sorted(verdicts, key=lambda verdict: (-verdict.strength, verdict.a, verdict.b))
    found = {outcome: [verdict for verdict in ordered if verdict.outcome == outcome] for outcome in ORDER}
    return {outcome: items for outcome, items in found.items() if items}


def told(group: ConflictGroup) -> dict[str, list[Verdict]]:
    """Return the verdicts of a group under headings, in the order to tell them; headings without any are absent."""
    found = {OUTCOMES[outcome]: items for outcome, items in by_outcome((*group.verdicts, *group.sum_verdicts)).items()}
    copies = by_outcome(group.drift)
    clashing = found.pop(OUTCOMES["inconsistent"], [])
    first = {OUTCOMES["inconsistent"]: clashing, COPIES: copies.pop("inconsistent", [])}
    for outcome, items in copies.items():
        found[OUTCOMES[outcome]] = [*found.get(OUTCOMES[outcome], []), *items]
    ordered = {heading: found[heading] for heading in OUTCOMES.values() if heading in found}
    return {heading: items for heading, items in (first | ordered).items() if items}


def split_words(split: Split, say: Say = str) -> str:
    """Return a figure given for several materials in words, with the claims that give it for each."""
    claims = [f"{basis_words(basis).text(say)} {wording.joined(ids)}" for basis, ids in split.claims.items()]
    sentence = split.sentence.text(say)
    return f"{sentence[:1].upper()}{sentence[1:]} ({'; '.join(claims)})."


def to_read(group: ConflictGroup) -> tuple[Figure, ...]:
    """Return the tonnages that are worth reading in several ways.

    That is, what is given for several materials or for none; else what is contradicted; else the best-worded one.
    """
    best = {claim: statement.figure for statement in group.statements for claim in figures_of(statement)}
    split = [ids[0] for split in group.splits for ids in split.claims.values()]
    unsaid = [figure.claim_id for figure in best.values() if figure.basis == "ambiguous"]
    clashing = [claim for verdict in group.conflicting for claim in (verdict.a, verdict.b)]
    wanted = [*split, *unsaid] or clashing or list(best)[:1]
    figures = {best[claim].claim_id: best[claim] for claim in wanted if claim in best}
    return tuple(figure for figure in figures.values() if figure.quantity == "tonnage" and figure.unit == "t")


def title(catalog: Catalog, group: ConflictGroup, say: Say = str) -> str:
    """Return what a group is about: ``Irgiz: tonnage (REE)``."""
    quantity = say(catalog.schema.labels("claims", "quantity")[group.quantity])
    words = f"{spoken(group.label, say)}: {quantity.lower()}"
    return f"{words} ({group.family})" if group.family else words


def figures_of(statement: Statement) -> tuple[str, ...]:
    """Return the ids of a statement's claims."""
    return tuple(claim.claim_id for claim in statement.claims)


def group_lines(catalog: Catalog, group: ConflictGroup, *, whole: bool, say: Say = str) -> Iterator[str]:
    """Yield a group in lines: its sentence, statements, verdicts, where figures come from, readings.

    Parameters
    ----------
    whole
        Tell the verdicts that settle nothing and the readings too, not the contradictions alone.
    """
    if len(group.statements) == 1 and not group.in_conflict and not group.drift:
        (only,) = group.statements
        sources = _claims_with_sources(catalog, figures_of(only))
        yield f"{title(catalog, group, say)}. {_statement_words(only, say)} [{sources}]"
    else:
        speaks = group.in_conflict or group.apart is not None
        yield group.text(say) if speaks else f"{title(catalog, group, say)}. {say('Nothing contradicts.')}"
        yield from (f"  {line}" for line in _statement_lines(catalog, group, say))
    if group.splits:
        yield f"  {say(TWO_WAYS)}:"
        yield from (f"    {split_words(split, say)}" for split in group.splits)
    for heading, items in told(group).items():
        if whole or items[0].outcome == "inconsistent":
            yield f"  {say(heading)}:"
            yield from (f"    {line}" for verdict in items for line in _verdict_lines(verdict, say))
    steps = [*(total.step.text(say) for total in group.sums), *(item.sentence.text(say) for item in group.derivations)]
    if steps:
        yield f"  {say('Where figures come from')}:"
        yield from (f"    {step}" for step in steps)
    for figure in _read_aloud(catalog, group)[: None if whole else 1]:
        yield from (f"  {line}" for line in reading_lines(catalog, figure, say))


def _read_aloud(catalog: Catalog, group: ConflictGroup) -> tuple[Figure, ...]:
    """Return the tonnages whose readings are told: none of a region or country that nobody contradicts."""
    single = len(group.statements) == 1 and not group.in_conflict
    return () if single and not group.subjects <= set(catalog.sites.index) else to_read(group)


def reading_lines(catalog: Catalog, figure: Figure, say: Say = str) -> Iterator[str]:
    """Yield a tonnage as it is read, and as it may be, the arithmetic a line a step."""
    found = telling(ledger(catalog), figure)
    if not found:
        return
    yield say("{claim} {figure}, and what it would mean:").format(
        claim=figure.claim_id, figure=figure.described().text(say)
    )
    for reading in found:
        yield f"  {reading_title(reading, say)}"
        yield from (f"    {step.text(say)}" for step in reading.steps)
        yield from (f"    {area.sentence.text(say)}" for area in reading.areas)
    yield from (f"  {remark.text(say)}" for remark in found[0].remarks)


def reading_title(reading: Reading, say: Say = str) -> str:
    """Return the name of a reading, and whether the source itself reads the figure so."""
    title = reading.title.text(say)
    return say("{title}, as the source says").format(title=title) if reading.stated else title


def finding_lines(catalog: Catalog, claim_ids: Sequence[str] | None = None, say: Say = str) -> Iterator[str]:
    """Yield what cannot be right: sentence, who says which number, what reviewers decided."""
    for finding in rules.findings(catalog, claim_ids):
        yield finding.sentence.text(say)
        yield from (f"  {line}" for line in who_says(catalog, finding.claim_ids, say))
        yield from (f"  {remark}" for remark in rules.remarks(catalog, finding, say))


def who_says(catalog: Catalog, claim_ids: Sequence[str], say: Say = str) -> list[str]:
    """Return each figure of some claims with those who print it, a line a figure, in the order of the claims."""
    book, names = ledger(catalog), tables.source_names(catalog.sources)
    by_figure: dict[str, list[str]] = {}
    for claim in claim_ids:
        item = book.figure(claim)
        said = f"{spoken(item.label, say)}, {item.amount.text(say)}"
        by_figure.setdefault(said, []).append(f"{claim} {names[item.source_id]}")
    return [f"{said}: {'; '.join(who)}" for said, who in by_figure.items()]


def nesting_notes(catalog: Catalog, subject: str) -> tuple[Note, ...]:
    """Return how the levels of nested sites fit together: the chain, sums refused, sums of the region."""
    found = containment.stated_for_region(catalog, subject)
    if subject in catalog.sites.index:
        return (*containment.chains(catalog, subject), *containment.refusals(catalog, subject), *found)
    return found


def containment_notes(catalog: Catalog, site: str) -> dict[Outcome, list[Note]]:
    """Return the test of a site's parts against it, and of it against its parent, by outcome: what breaks first."""
    found = containment.notes(catalog, site)
    told = {outcome: [note for note in found if note.outcome == outcome] for outcome in ORDER}
    return {outcome: items for outcome, items in told.items() if items}


def containment_lines(catalog: Catalog, subject: str, say: Say = str) -> Iterator[str]:
    """Yield how the levels fit together, then each part against its whole: what breaks first."""
    yield from (f"  {note.text(say)}" for note in nesting_notes(catalog, subject))
    inside = containment_notes(catalog, subject) if subject in catalog.sites.index else {}
    for outcome, items in inside.items():
        yield f"  {say(OUTCOMES[outcome])}:"
        yield from (f"    {note.text(say)}" for note in items)


def text(catalog: Catalog, subject: str = "", say: Say = str) -> Iterator[str]:
    """Yield the whole check in lines: of one site, region or country, or all that contradicts.

    Raises
    ------
    UnknownIdError
        If there is no such site, and no claim is about anything of that id.
    """
    found = groups_of(catalog, subject)
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
    yield from _section(say(CANNOT_BE), lines)


def values(catalog: Catalog, subject: str = "", say: Say = str) -> dict[str, Any]:
    """Return the whole check as plain values that JSON can hold; infinite ratios become None.

    Raises
    ------
    UnknownIdError
        As for :func:`text`.
    """
    found = groups_of(catalog, subject)
    ids = [claim.claim_id for group in found for claim in group.claims]
    nested = conflicts.nested(catalog, subject) if subject in catalog.sites.index else ()
    wanted = [group for group in found if subject or group.in_conflict]
    whole = {
        "subject": subject or None,
        "groups": [
            {"id": group.id, **conflicts.record(group, say), "readings": _reading_records(catalog, group, say)}
            for group in wanted
        ],
        "containment": [
            {"part": verdict.a, "whole": verdict.b, "outcome": verdict.outcome, "sentence": verdict.text(say)}
            for verdict in nested
        ],
        "nesting": [
            {"claims": list(note.claim_ids), "outcome": note.outcome, "sentence": note.sentence.text(say)}
            for note in (nesting_notes(catalog, subject) if subject else ())
        ],
        "findings": [
            {"rule": item.rule, "claims": list(item.claim_ids), "sentence": item.sentence.text(say)}
            for item in rules.findings(catalog, ids if subject else None)
        ],
    }
    finite: dict[str, Any] = _finite(whole)
    return finite


def _reading_records(catalog: Catalog, group: ConflictGroup, say: Say) -> list[dict[str, Any]]:
    """Return the readings of a group's tonnages as plain values, the arithmetic as lines."""
    return [
        {
            "claim": figure.claim_id,
            "read_as": reading.basis,
            "as_the_source_says": reading.stated,
            "steps": [line.text(say) for line in (*reading.steps, *(area.sentence for area in reading.areas))],
            "remarks": [remark.text(say) for remark in reading.remarks],
        }
        for figure in _read_aloud(catalog, group)
        for reading in telling(ledger(catalog), figure)
    ]


def groups_of(catalog: Catalog, subject: str = "") -> tuple[ConflictGroup, ...]:
    """Return the groups about a subject, or all, strongest first.

    Raises
    ------
    UnknownIdError
        As for :func:`text`.
    """
    if not subject:
        return conflicts.groups(catalog)
    found = conflicts.about(catalog, subject)
    if not found:
        catalog.site(subject)
    return found


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield title
        yield from lines


def _statement_lines(catalog: Catalog, group: ConflictGroup, say: Say) -> Iterator[str]:
    for statement in group.statements:
        yield _statement_words(statement, say)
        yield f"      {_claims_with_sources(catalog, figures_of(statement))}"


def _statement_words(statement: Statement, say: Say) -> str:
    figure = statement.figure
    basis = f", {basis_words(figure.basis, figure.oxide).text(say)}" if figure.basis else ""
    return f"{figure.claim_id}  {figure.described().text(say)}{basis}: {statement.said_by.text(say)}"


def _claims_with_sources(catalog: Catalog, claim_ids: Sequence[str]) -> str:
    sources = tables.source_names(catalog.sources)
    rows = catalog.claims.loc[list(claim_ids)]
    return "; ".join(f"{claim} {sources[source]}" for claim, source in rows["source_id"].items())


def _verdict_lines(verdict: Verdict, say: Say) -> Iterator[str]:
    yield f"{verdict.text(say)} [{verdict.a}, {verdict.b}]"
    facts = [say("reason: {reasons}").format(reasons=wording.joined([say(reason) for reason in verdict.reasons]))]
    if verdict.factor is not None and verdict.factor > 1:
        facts.append(say("at least {factor} times apart").format(factor=times(verdict.factor, at_least=True).text(say)))
    if ratio := ratio_words(verdict, say):
        facts.append(ratio)
    yield f"  ({'; '.join(facts)})"


def ratio_words(verdict: Verdict, say: Say = str) -> str:
    """Return the ratio of two figures as they are written; empty where there is none, or they are the same."""
    if verdict.ratio is None or verdict.ratio == 1:
        return ""
    return say("{ratio} times as written").format(ratio=times(verdict.ratio).text(say))


def _finite(value: Any) -> Any:
    """Return values with infinities, which JSON does not know, as None."""
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
