"""What contradicts what: the claims of one subject in groups, one statement an origin, and the verdicts between them.

Nothing here is stored: a row added to ``claims.csv`` can make a contradiction or settle one.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import combinations, permutations

import pandas

from geo.catalog.caching import cached_on_owner
from geo.catalog.model import Catalog, View
from geo.claims.basis_splits import Split, splits
from geo.claims.comparability import Reason, is_reserve_against_other
from geo.claims.derivations import Derivation, derivation
from geo.claims.figure import Figure
from geo.claims.intervals import End
from geo.claims.ledger import Ledger, ledger, of_claims
from geo.claims.sentences import Phrase, Value, phrase, times
from geo.claims.statements import Statement, statements
from geo.claims.totals import Total, total
from geo.claims.verdicts import Verdict, compare
from geo.language.codes import MIXED, RARE_EARTHS
from geo.language.translation import N_, Say, Text

APART = 2
"""From this ratio on, figures that may not be compared are listed: less is explained by scope, category or year."""

_PARTED: Mapping[Reason, Text] = {
    "scope": N_("different scope"),
    "category": N_("different categories of evidence"),
    "date": N_("different years or editions"),
}
"""Why figures of one thing may lie apart without a contradiction."""


@dataclass(frozen=True)
class ConflictGroup:
    """All claims of one quantity and one material group about one subject, and what contradicts what.

    Attributes
    ----------
    subjects
        Ids of the sites, region or country that the claims are about.
    label
        The subject by name, in the shortest wording of a source.
    quantity
        What is counted or measured, as in claims.csv.
    family
        Material group: ``REE`` for all rare earths, else the substance of the claims.
    statements
        One statement an origin and figure, the best-worded first.
    verdicts
        Verdicts between statements of different origins.
    drift
        Verdicts between statements of one origin, and on copies that cannot hold beside the best wording of their own
        statement.
    splits
        Figures that are given for several materials.
    derivations
        Tonnages that are another times the average grade, and tonnages of one document that are not.
    sums
        For a subject of several sites: what the figures of its members add up to.
    sum_verdicts
        Each of ``sums`` against the statements about the whole; its id joins those of the parts ("C1+C2").
    """

    subjects: frozenset[str]
    label: str
    quantity: str
    family: str
    statements: tuple[Statement, ...]
    verdicts: tuple[Verdict, ...]
    drift: tuple[Verdict, ...]
    splits: tuple[Split, ...]
    derivations: tuple[Derivation, ...]
    sums: tuple[Total, ...] = ()
    sum_verdicts: tuple[Verdict, ...] = ()

    def __repr__(self) -> str:
        number = (
            f"{len(self.claims)} claims, {len(self.statements)} statements, {len(self.conflicting)} conflicting pairs"
        )
        return f"ConflictGroup({self.id}: {number})"

    @property
    def id(self) -> str:
        """Stable identifier (subjects, quantity, material group): does not change when claims are added."""
        return ".".join(("~".join(sorted(self.subjects)), self.quantity, self.family))

    @cached_property
    def conflicting(self) -> tuple[Verdict, ...]:
        """Verdicts between origins that cannot both hold, strongest first."""
        found = (verdict for verdict in self.verdicts if verdict.outcome == "inconsistent")
        # The ids only keep the order of equals fixed.
        return tuple(sorted(found, key=lambda verdict: (-verdict.strength, verdict.a, verdict.b)))

    @property
    def in_conflict(self) -> bool:
        """Whether anything contradicts, between origins or between readings of one figure."""
        return bool(self.conflicting or self.splits)

    @property
    def factor(self) -> End:
        """The strongest contradiction: how many times apart at the least, 0 where there is none."""
        strengths = [verdict.strength for verdict in self.conflicting]
        return max(strengths + [split.factor for split in self.splits], default=Fraction(0))

    @cached_property
    def apart(self) -> Verdict | None:
        """The widest pair of origins that may not be compared, where nothing contradicts but they lie far apart."""
        if self.in_conflict:
            return None
        between = [verdict for verdict in self.verdicts if _is_apart(verdict)]
        found = between or [verdict for verdict in self.sum_verdicts if _is_apart(verdict)]
        return max(found, key=lambda verdict: (verdict.ratio or 0, verdict.a, verdict.b), default=None)

    @property
    def claims(self) -> tuple[Figure, ...]:
        """All claims of the group."""
        return tuple(claim for statement in self.statements for claim in statement.claims)

    @property
    def sources(self) -> tuple[str, ...]:
        """All documents of the group."""
        return tuple(dict.fromkeys(source for statement in self.statements for source in statement.sources))

    @cached_property
    def headline(self) -> Phrase:
        """One sentence: the strongest contradiction, or that there is none."""
        return _headline(self)

    def text(self, say: Say = str) -> str:
        """Return the headline in words.

        Parameters
        ----------
        say
            Translates our phrases; writes numbers and dates as the language does.

        Returns
        -------
        str
            One sentence.
        """
        return self.headline.text(say)


def conflicts(source: Catalog | View, claims: pandas.DataFrame | None = None) -> tuple[ConflictGroup, ...]:
    """Return the groups of claims that contradict each other, strongest first.

    Parameters
    ----------
    source
        A catalog, or a view of it, whose claims alone are then looked at.
    claims
        Rows of the catalog's claims to look at instead.

    Returns
    -------
    tuple of ConflictGroup
        The strongest contradiction first.
    """
    return tuple(group for group in groups(source, claims) if group.in_conflict)


def groups(source: Catalog | View, claims: pandas.DataFrame | None = None) -> tuple[ConflictGroup, ...]:
    """Return all groups of claims, whether they contradict each other or not.

    Parameters
    ----------
    source
        A catalog, or a view of it, whose claims alone are then looked at.
    claims
        Rows of the catalog's claims to look at instead.

    Returns
    -------
    tuple of ConflictGroup
        The strongest contradictions first, then what lies far apart but cannot be compared.
    """
    if claims is None:
        return _all_groups(source)
    return _grouped(source.catalog if isinstance(source, View) else source, claims)


@cached_on_owner
def _all_groups(source: Catalog | View) -> tuple[ConflictGroup, ...]:
    return _grouped(source.catalog, source.claims) if isinstance(source, View) else _grouped(source, None)


def _grouped(catalog: Catalog, claims: pandas.DataFrame | None) -> tuple[ConflictGroup, ...]:
    book = ledger(catalog)
    sorted_in: dict[tuple[frozenset[str], str, str], list[Figure]] = defaultdict(list)
    for item in of_claims(catalog, claims):
        sorted_in[item.subjects, item.quantity, material_group(item)].append(item)
    found = [_group(book, key, members) for key, members in sorted_in.items()]
    return tuple(sorted(found, key=_order))


def _order(group: ConflictGroup) -> tuple[object, ...]:
    # What cannot hold comes before what is only far apart; then more claims, as more people have met the figure.
    apart = (group.apart.ratio or 0) if group.apart else 0
    return (-group.factor, -apart, -len(group.claims), group.label, group.quantity, group.family)


def _is_apart(verdict: Verdict) -> bool:
    """Whether two figures of one thing differ twofold at least, and only category, scope or date part them."""
    told = verdict.outcome == "not comparable" and set(verdict.reasons) <= set(_PARTED)
    return told and verdict.ratio is not None and APART <= verdict.ratio < math.inf


def about(source: Catalog | View, subject: str) -> tuple[ConflictGroup, ...]:
    """Return the groups of one site, region or country.

    Parameters
    ----------
    source
        A catalog, or a view of it, whose claims alone are then looked at.
    subject
        Id of a site, region or country.

    Returns
    -------
    tuple of ConflictGroup
        The strongest contradiction first; empty where no claim is about it.
    """
    return tuple(group for group in groups(source) if subject in group.subjects)


def strongest(source: Catalog | View) -> dict[str, ConflictGroup]:
    """Return the strongest group in conflict of each subject that has one.

    Parameters
    ----------
    source
        A catalog, or a view of it, whose claims alone are then looked at.

    Returns
    -------
    dict of str to ConflictGroup
        By id of the site, region or country.
    """
    found: dict[str, ConflictGroup] = {}
    for group in conflicts(source):
        for subject in group.subjects:
            found.setdefault(subject, group)
    return found


def material_group(item: Figure) -> str:
    """Return the material group of a figure.

    Parameters
    ----------
    item
        Figure of any quantity.

    Returns
    -------
    str
        ``REE`` for rare earths, whatever the source calls them; else the substance as it is.
    """
    return RARE_EARTHS if item.is_rare_earth or item.substance == MIXED else item.substance


def _group(book: Ledger, key: tuple[frozenset[str], str, str], members: Sequence[Figure]) -> ConflictGroup:
    subjects, quantity, material = key
    found = statements(members)
    pairs = [(_noted(compare(a.figure, b.figure), a, b), a.root == b.root) for a, b in combinations(found, 2)]
    sums = tuple(_sums(book, subjects, material)) if quantity == "tonnage" and len(subjects) > 1 else ()
    return ConflictGroup(
        subjects=subjects,
        label=min((item.label for item in members), key=len),
        quantity=quantity,
        family=material,
        statements=found,
        verdicts=tuple(verdict for verdict, one_origin in pairs if not one_origin),
        drift=(*(verdict for verdict, one_origin in pairs if one_origin), *_changed(found)),
        splits=tuple(splits(book, members)) if quantity == "tonnage" else (),
        derivations=tuple(_derivations(book, found)) if quantity == "tonnage" else (),
        sums=sums,
        sum_verdicts=tuple(compare(total.figure, statement.figure) for total in sums for statement in found),
    )


def _changed(found: Sequence[Statement]) -> Iterable[Verdict]:
    """Find copies that contradict the best wording of their own statement, such as "up to" made from "over"."""
    for statement in found:
        # Reversed, so that of copies with one wording the best-worded claim stays.
        worded = {(item.qualifier, item.basis, item.stated): item for item in reversed(statement.claims)}
        for item in worded.values():
            verdict = compare(item, statement.figure)
            if item is not statement.figure and verdict.outcome == "inconsistent":
                yield verdict


def _noted(verdict: Verdict, a: Statement, b: Statement) -> Verdict:
    """Add to a contradiction that one side is a slip of a single copy."""
    strays = [statement for statement in (a, b) if statement.stray]
    if verdict.outcome != "inconsistent" or not strays:
        return verdict
    said: Text = N_("{amount} stands in one document only; other copies of the same statement print another figure.")
    notes = (phrase(said, amount=statement.figure.amount) for statement in strays)
    return replace(verdict, notes=(*verdict.notes, *notes))


def _sums(book: Ledger, subjects: frozenset[str], material: str) -> Iterable[Total]:
    """Yield what one document's figures for each site of a set add up to."""
    parts: dict[tuple[str, str], dict[str, Figure]] = defaultdict(dict)
    for site in subjects:
        # Best worded first, for the first figure of a document and basis is the one kept.
        for item in sorted(book.about(site, "tonnage"), key=lambda item: item.rank_as_wording):
            if material_group(item) == material:
                parts[item.source_id, item.basis].setdefault(site, item)
    for of_one in parts.values():
        if len(of_one) == len(subjects):
            result = total([of_one[site] for site in sorted(subjects)])
            if isinstance(result, Total):
                yield result


def _derivations(book: Ledger, found: Sequence[Statement]) -> Iterable[Derivation]:
    """Yield which figures come of larger ones by the grade, and from which others of the same document they do not."""
    # Statements of ore come first: where a figure is said to be ore, no guess is needed to multiply it by the grade.
    by_ore = sorted(found, key=lambda statement: statement.figure.basis != "ore")
    tested: dict[tuple[Fraction, Fraction], tuple[Derivation, bool]] = {}
    for large, small in permutations(by_ore, 2):
        key = (large.figure.stated, small.figure.stated)
        result = derivation(book, large.figure, small.figure) if key[0] > key[1] and key not in tested else None
        if result is not None:
            tested[key] = (result, not set(large.sources).isdisjoint(small.sources))
    # A product that fails is shown only for a figure that another explains, in a document that prints both.
    explained = {key[1] for key, (result, _) in tested.items() if result.follows}
    for key, (result, together) in tested.items():
        if result.follows or (together and key[1] in explained):
            yield result


def _headline(group: ConflictGroup) -> Phrase:
    split = max(group.splits, key=lambda item: item.factor, default=None)
    verdict = group.conflicting[0] if group.conflicting else group.apart
    if split is not None and (verdict is None or split.factor >= verdict.strength):
        return phrase("{label}: {split}.", label=group.label, split=split.sentence)
    if verdict is None:
        return phrase("{label}: nothing contradicts.", label=group.label)
    figures = {item.claim_id: item for item in (*group.claims, *(total.figure for total in group.sums))}
    shown: dict[str, Value] = {
        "label": group.label,
        "a": figures[verdict.a].described(),
        "b": figures[verdict.b].described(),
    }
    if verdict.outcome == "not comparable":
        shown |= {"ratio": times(verdict.ratio or 0), "why": _parted(verdict, figures[verdict.a], figures[verdict.b])}
        return Phrase("{label}: {a} and {b} differ by a factor of {ratio}, but are not comparable: {why}.", shown)
    if verdict.factor is None or verdict.factor <= 1:
        return Phrase("{label}: {a} and {b} cannot both hold.", shown)
    shown["factor"] = times(verdict.factor, at_least=True)
    return Phrase("{label}: {a} and {b} are at least {factor} times apart.", shown)


def _parted(verdict: Verdict, a: Figure, b: Figure) -> Phrase:
    """Return a short reason why two figures are not comparable."""
    if "category" in verdict.reasons and is_reserve_against_other(a, b):
        forecast = a.is_forecast or b.is_forecast
        return phrase("reserve against forecast") if forecast else phrase("reserve against resource")
    return phrase(_PARTED[verdict.reason])
