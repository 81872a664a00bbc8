"""Made-up figures: a tonnage of rare-earth metal of one site, but for what a test asks for."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from geo.claims import intervals
from geo.claims.ledger import ledger
from geo.claims.sentences import phrase
from tests.conftest import whole_catalog

BOOK = ledger(whole_catalog())
UNCODED = {"category": "", "grade_low": 0, "grade_high": 0, "estimate": "", "system": "", "codes": frozenset()}
BASE = replace(BOOK.figure("C065"), material="rare earths", depth=None, review="", may_stand_for=frozenset(), **UNCODED)


def figure(claim_id="C1", qualifier="exact", value="20", value_max="", factor=1_000_000, **changes):
    """A tonnage of rare-earth metal of one site, but for what is asked for."""
    written, loose = (
        intervals.from_claim(qualifier, value, value_max, factor=factor, counted=counted) for counted in (True, False)
    )
    return replace(
        BASE,
        claim_id=claim_id,
        qualifier=qualifier,
        value=loose,
        written=written,
        stated=Fraction(value) * factor,
        half_digit=intervals.half_digit(value) * factor,
        amount=phrase("{figure}", figure=f"{qualifier} {value} million t"),
        **changes,
    )
