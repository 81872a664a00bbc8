"""The reality check as plain values, for programs: what ``python -m geo check --format json`` prints."""

from __future__ import annotations

import math
from typing import Any

from geo.catalog.model import Catalog
from geo.check import plausibility, reports
from geo.claims import containment
from geo.claims.conflicts import ConflictGroup
from geo.claims.ledger import ledger
from geo.claims.readings import telling
from geo.claims.verdicts import Verdict
from geo.language.translation import Say


def values(catalog: Catalog, subject: str = "", say: Say = str) -> dict[str, Any]:
    """Return the whole check as plain values that JSON can hold.

    Parameters
    ----------
    catalog
        The data.
    subject
        Id of a site, region or country; by default all that contradicts.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    dict
        Keys ``subject``, ``groups``, ``containment``, ``nesting`` and ``findings``; infinite ratios are None.

    Raises
    ------
    UnknownIdError
        If there is no such site, and no claim is about anything of that id.
    """
    found = reports.groups_of(catalog, subject)
    ids = [claim.claim_id for group in found for claim in group.claims]
    nested = containment.nested(catalog, subject) if subject in catalog.sites.index else ()
    wanted = [group for group in found if subject or group.in_conflict]
    whole = {
        "subject": subject or None,
        "groups": [
            {
                "id": group.id,
                **record(group, say),
                "readings": _reading_records(catalog, group, say),
            }
            for group in wanted
        ],
        "containment": [
            {"part": verdict.a, "whole": verdict.b, "outcome": verdict.outcome, "sentence": verdict.text(say)}
            for verdict in nested
        ],
        "nesting": [
            {"claims": list(note.claim_ids), "outcome": note.outcome, "sentence": note.sentence.text(say)}
            for note in (reports.nesting_notes(catalog, subject) if subject else ())
        ],
        "findings": [
            {"rule": item.rule, "claims": list(item.claim_ids), "sentence": item.sentence.text(say)}
            for item in plausibility.findings(catalog, ids if subject else None)
        ],
    }
    finite: dict[str, Any] = _finite(whole)
    return finite


def record(group: ConflictGroup, say: Say = str) -> dict[str, object]:
    """Return a group as plain values, for programs to read.

    Parameters
    ----------
    group
        A group of claims.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    dict
        Ratios as floats, which may be infinite, and sentences in words.
    """
    return {
        "subjects": sorted(group.subjects),
        "label": group.label,
        "quantity": group.quantity,
        "family": group.family,
        "in_conflict": group.in_conflict,
        "factor": float(group.factor),
        "apart": None if group.apart is None else [group.apart.a, group.apart.b],
        "headline": group.text(say),
        "statements": [
            {
                "claim_id": statement.figure.claim_id,
                "figure": statement.figure.described().text(say),
                "basis": statement.figure.basis,
                "root": statement.root,
                "claims": [item.claim_id for item in statement.claims],
                "sources": list(statement.sources),
            }
            for statement in group.statements
        ],
        "verdicts": [_verdict_record(verdict, say) for verdict in (*group.verdicts, *group.sum_verdicts)],
        "splits": [
            {"claims": dict(split.claims), "factor": float(split.factor), "sentence": split.sentence.text(say)}
            for split in group.splits
        ],
        "derivations": [
            {"from": item.source_id, "to": item.target_id, "follows": item.follows, "sentence": item.sentence.text(say)}
            for item in group.derivations
        ],
    }


def _verdict_record(verdict: Verdict, say: Say) -> dict[str, object]:
    return {
        "claims": [verdict.a, verdict.b],
        "outcome": verdict.outcome,
        "reasons": list(verdict.reasons),
        "factor": None if verdict.factor is None else float(verdict.factor),
        "ratio": None if verdict.ratio is None else float(verdict.ratio),
        "sentence": verdict.text(say),
    }


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
        for figure in reports.read_aloud(catalog, group)
        for reading in telling(ledger(catalog), figure)
    ]


def _finite(value: Any) -> Any:
    """Return values with infinities, which JSON does not know, as None."""
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
