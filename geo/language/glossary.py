"""The words of this collection, each with its meaning: the one list that pages explain on hover and Method prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geo.language.translation import N_, Text


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
    "site": Term(
        N_("Site"), N_("Anything on the map: a deposit, an ore zone inside one, a prospecting area, an occurrence.")
    ),
    "layer": Term(N_("Layer"), N_("One file of the sites of one region.")),
    "parent": Term(N_("Part of"), N_("The site that contains this one: an ore zone lies in its deposit.")),
    "claim": Term(
        N_("Claim"),
        N_(
            "One published figure: about what, how hedged, in which unit, of what material, by whom, where in the text."
        ),
    ),
    "subject": Term(N_("Subject"), N_("What a claim is about: a site, a named set of sites, a region, a country.")),
    "source": Term(N_("Source"), N_("One document. We say whether we read it whole, as an excerpt, or as data.")),
    "root": Term(
        N_("Root"), N_("The first statement that a claim descends from. Ten copies of one ministry post have one root.")
    ),
    "basis": Term(
        N_("Basis"), N_("What the tonnes are tonnes of: ore, metal, oxide, or left open by the source (ambiguous).")
    ),
    "reading": Term(
        N_("Reading"), N_("One way to take a figure whose source leaves open what its tonnes are of: as ore, as metal.")
    ),
    "qualifier": Term(
        N_("Qualifier"), N_("The source's hedge: about, up to, over, at least, nearly, between. It is never dropped.")
    ),
    "interval": Term(
        N_("Interval"),
        N_("All values that a figure allows with its hedge: over 20 is anything above 20, up to 20 anything below."),
    ),
    "grade": Term(
        N_("Evidence grade"), N_("How well established a figure is, from 0 (no category stated) to 8 (proved reserve).")
    ),
    "verdict": Term(
        N_("Verdict"),
        N_(
            "What comparing two claims gives: "
            "consistent, inconsistent, undetermined, or not comparable, with the reason."
        ),
    ),
    "tier": Term(
        N_("Tier"), N_("How near a document is to the first statement: a ministry's own text, or a copy of a copy.")
    ),
    "precision": Term(
        N_("Place"),
        N_("How surely it is known: to the point, by a data set, a settlement or a bearing, or only by region."),
    ),
}
"""Term by a short name of it, in the order in which one needs another."""
