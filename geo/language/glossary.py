"""The words of this collection, each with its meaning: the one list that pages explain on hover and Method prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geo.language.translation import Text


@dataclass(frozen=True)
class Term:
    """Hold a word of ours and what we mean by it.

    Attributes
    ----------
    word
        The word, in English.
    meaning
        What we mean by it, in English.
    """

    word: Text
    meaning: Text


TERMS: Final[Mapping[str, Term]] = {
    "site": Term("Site", "Anything on the map: a deposit, an ore zone inside one, a prospecting area, an occurrence."),
    "layer": Term("Layer", "One file of the sites of one region."),
    "parent": Term("Part of", "The site that contains this one: an ore zone lies in its deposit."),
    "claim": Term(
        "Claim",
        "One published figure: about what, how hedged, in which unit, of what material, by whom, where in the text.",
    ),
    "subject": Term("Subject", "What a claim is about: a site, a named set of sites, a region, a country."),
    "source": Term("Source", "One document. We say whether we read it whole, as an excerpt, or as data."),
    "root": Term(
        "Root", "The first statement that a claim descends from. Ten copies of one ministry post have one root."
    ),
    "basis": Term("Basis", "What the tonnes are tonnes of: ore, metal, oxide, or left open by the source (ambiguous)."),
    "reading": Term(
        "Reading", "One way to take a figure whose source leaves open what its tonnes are of: as ore, as metal."
    ),
    "qualifier": Term(
        "Qualifier", "The source's hedge: about, up to, over, at least, nearly, between. It is never dropped."
    ),
    "interval": Term(
        "Interval",
        "All values that a figure allows with its hedge: over 20 is anything above 20, up to 20 anything below.",
    ),
    "grade": Term(
        "Evidence grade", "How well established a figure is, from 0 (no category stated) to 8 (proved reserve)."
    ),
    "verdict": Term(
        "Verdict",
        "What comparing two claims gives: consistent, inconsistent, undetermined, or not comparable, with the reason.",
    ),
    "tier": Term("Tier", "How near a document is to the first statement: a ministry's own text, or a copy of a copy."),
    "precision": Term(
        "Place",
        "How surely it is known: to the point, by a data set, a settlement or a bearing, or only by region.",
    ),
}
"""Term by a short name of it, in the order in which one needs another."""
