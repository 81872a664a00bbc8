"""The reality check as plain values, for programs: what ``python -m geo check --format json`` prints."""

from __future__ import annotations

import math
from typing import Any

from geo.catalog.model import Catalog
from geo.check import reports, rules
from geo.claims import conflicts
from geo.claims.conflicts import ConflictGroup
from geo.claims.figures import ledger
from geo.claims.readings import telling
from geo.language.wording import Say


def values(catalog: Catalog, subject: str = "", say: Say = str) -> dict[str, Any]:
    """Return the whole check as plain values that JSON can hold; infinite ratios become None.

    Raises
    ------
    UnknownIdError
        If there is no such site, and no claim is about anything of that id.
    """
    found = reports.groups_of(catalog, subject)
    ids = [claim.claim_id for group in found for claim in group.claims]
    nested = conflicts.nested(catalog, subject) if subject in catalog.sites.index else ()
    wanted = [group for group in found if subject or group.in_conflict]
    whole = {
        "subject": subject or None,
        "groups": [
            {
                "id": reports.group_id(group),
                **conflicts.record(group, say),
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
