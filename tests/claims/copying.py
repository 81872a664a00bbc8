"""Two families of claims, and what changed on the way to a copy."""

from __future__ import annotations

APRIL = "ministry-2025-04-02"
DECEMBER = "ministry-2024-12-sharlapaev"


def changes(family, claim_id):
    return {change.kind: change for change in family.upstream[claim_id].changes}


def words(family, claim_id):
    return [change.arrow.text() for change in family.upstream[claim_id].changes]
