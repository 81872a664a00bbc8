"""The questions that make a reader look: two figures in print of one site that cannot both hold.

None is written down: they are the contradictions that :mod:`geo.claims.conflicts` computes, the strongest first.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo.catalog.caching import cached_on_owner
from geo.catalog.model import Catalog, View
from geo.claims.basis_splits import Split
from geo.claims.conflicts import ConflictGroup, conflicts
from geo.claims.figure import Figure, basis_words
from geo.claims.sentences import Phrase, phrase, with_unit
from geo.language.codes import MASSES
from geo.language.translation import Say, language_of


@dataclass(frozen=True, eq=False)
class Question:
    """One contradiction about one site, put as a question.

    Attributes
    ----------
    catalog
        The data.
    site_id
        Id of the site.
    group
        Claims that contradict each other.
    asked
        The question without the name of the site.
    """

    catalog: Catalog
    site_id: str
    group: ConflictGroup
    asked: Phrase

    def text(self, say: Say = str) -> str:
        """Return the question in words.

        Parameters
        ----------
        say
            Translates our phrases; writes numbers and dates as the language does.

        Returns
        -------
        str
            For example ``Zhana Kazakhstan: over 20 million tons of ..., or about 14,000 tons of ...?``
        """
        name = str(language_of(say).name(self.catalog.sites)[self.site_id])
        return say("{site}: {question}").format(site=name, question=self.asked.text(say))


@cached_on_owner
def questions(view: View) -> tuple[Question, ...]:
    """Return a question for each contradiction about a single site of a view.

    Parameters
    ----------
    view
        The part of the data that is shown.

    Returns
    -------
    tuple of Question
        The strongest contradiction first.
    """
    found = []
    for group in conflicts(view):
        subject = next(iter(group.subjects))
        if len(group.subjects) == 1 and subject in view.sites.index:
            found.append(Question(view.catalog, subject, group, _asked(group)))
    return tuple(found)


def strongest(view: View, whole: View) -> Question | None:
    """Return the first question about a site of a view.

    Parameters
    ----------
    view
        The part of the data that is shown.
    whole
        View whose claims are asked about.

    Returns
    -------
    Question or None
        The strongest contradiction; None where nothing contradicts.
    """
    known = frozenset(view.sites.index)
    return next((item for item in questions(whole) if item.site_id in known), None)


def _asked(group: ConflictGroup) -> Phrase:
    """Ask which of the two figures furthest apart is meant, or what one figure is a figure of."""
    if group.conflicting:
        verdict = group.conflicting[0]
        figures = sorted((item for item in group.claims if item.claim_id in (verdict.a, verdict.b)), key=_size)
        if len(figures) == 2:
            return phrase("{larger}, or {smaller}?", larger=_of_what(figures[1]), smaller=_of_what(figures[0]))
    if group.splits:
        return _which(max(group.splits, key=lambda split: split.factor))
    return phrase("which figure holds?")


def _which(split: Split) -> Phrase:
    named = [basis_words(basis) for basis in split.claims if basis != "ambiguous"]
    figure = with_unit(split.stated, split.unit)
    if len(named) != 2:
        return phrase("{amount} of what?", amount=figure)
    return phrase("{amount} of {a}, or of {b}?", amount=figure, a=named[0], b=named[1])


def _of_what(item: Figure) -> Phrase:
    """Return a figure as written with its material."""
    if item.material and item.quantity in MASSES:
        return phrase("{amount} of {material}", amount=item.amount, material=item.material)
    return item.described()


def _size(item: Figure) -> tuple[object, ...]:
    return (item.stated, item.claim_id)
