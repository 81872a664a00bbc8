"""What contradicts what: the claims of one subject in groups, one statement an origin, and the verdicts between them.

Nothing here is written down: a row added to ``claims.csv`` can make a contradiction or settle one.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import combinations, permutations, product

import pandas

from geo.catalog.model import Catalog, View
from geo.claims.comparability import Reason, graded_apart, obstacles
from geo.claims.figures import Figure, Ledger, basis_words, ledger, of_claims
from geo.claims.intervals import End
from geo.claims.readings import Derivation, bases_apart, derivation
from geo.claims.sentences import Phrase, Value, amount, listed, phrase, times
from geo.claims.statements import Statement, statements
from geo.claims.totals import Total, total
from geo.claims.verdicts import Verdict, compare, inside
from geo.language.translation import Text
from geo.language.vocabulary import MIXED, RARE_EARTHS
from geo.language.wording import Say

APART = 2
"""From this ratio on, figures that may not be compared are listed behind the contradictions."""

_PARTED: Mapping[Reason, Text] = {
    "scope": "different scope",
    "category": "different categories of evidence",
    "date": "different years or editions",
}
"""Why figures of one thing may lie apart without a contradiction."""


@dataclass(frozen=True)
class Split:
    """One figure that some sources give for one material and some for another, or leave open."""

    stated: Fraction
    unit: str
    claims: Mapping[str, tuple[str, ...]]
    """Claim ids by basis."""
    factor: End
    """How many times the readings differ, at the least."""
    sentence: Phrase


@dataclass(frozen=True)
class ConflictGroup:
    """All claims of one quantity and one family of materials about one subject, and what contradicts what.

    ``verdicts`` are between statements of different origins, ``drift`` between statements of one
    origin, and between the best wording of a statement and copies of it that cannot hold beside it.
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
    """Figures that come of another by the average grade, and figures of one document that do not."""
    sums: tuple[Total, ...] = ()
    """For a subject of several sites: what the figures of its members add up to."""
    sum_verdicts: tuple[Verdict, ...] = ()
    """Each of ``sums`` against the statements about the whole; its id joins those of the parts ("C1+C2")."""

    @property
    def id(self) -> str:
        """Outlives new claims: subjects, quantity, family of materials."""
        return ".".join(("~".join(sorted(self.subjects)), self.quantity, self.family))

    @cached_property
    def conflicting(self) -> tuple[Verdict, ...]:
        """Verdicts between origins that cannot both hold, strongest first."""
        found = (verdict for verdict in self.verdicts if verdict.outcome == "inconsistent")
        return tuple(sorted(found, key=lambda verdict: (-verdict.strength, verdict.a, verdict.b)))

    @property
    def in_conflict(self) -> bool:
        """Whether anything contradicts, between origins or between readings of one figure."""
        return bool(self.conflicting or self.splits)

    @property
    def factor(self) -> End:
        """The strongest contradiction: how many times apart at the least, 0 where there is none."""
        return max([*(verdict.strength for verdict in self.conflicting), *(split.factor for split in self.splits)],
                   default=Fraction(0))  # fmt: skip

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
        """Return the headline in words."""
        return self.headline.text(say)


def conflicts(source: Catalog | View, claims: pandas.DataFrame | None = None) -> tuple[ConflictGroup, ...]:
    """Return the groups of claims that contradict each other, strongest first.

    Parameters
    ----------
    source
        A catalog, or a view of it, whose claims alone are then looked at.
    claims
        Rows of the catalog's claims to look at instead.
    """
    return tuple(group for group in groups(source, claims) if group.in_conflict)


def groups(source: Catalog | View, claims: pandas.DataFrame | None = None) -> tuple[ConflictGroup, ...]:
    """Return all groups of claims; parameters as for :func:`conflicts`.

    The strongest contradictions come first, then what lies far apart but cannot be compared.
    """
    catalog = source.catalog if isinstance(source, View) else source
    rows = source.claims if claims is None and isinstance(source, View) else claims
    book = ledger(catalog)
    sorted_in: dict[tuple[frozenset[str], str, str], list[Figure]] = defaultdict(list)
    for item in of_claims(catalog, rows):
        sorted_in[item.subjects, item.quantity, family(item)].append(item)
    found = [_group(book, key, members) for key, members in sorted_in.items()]
    return tuple(sorted(found, key=_order))


def _order(group: ConflictGroup) -> tuple[object, ...]:
    apart = (group.apart.ratio or 0) if group.apart else 0
    return (-group.factor, -apart, -len(group.claims), group.label, group.quantity, group.family)


def _is_apart(verdict: Verdict) -> bool:
    """Whether two figures of one thing differ twofold at least, and only category, scope or date part them."""
    told = verdict.outcome == "not comparable" and set(verdict.reasons) <= set(_PARTED)
    return told and verdict.ratio is not None and APART <= verdict.ratio < math.inf


def about(source: Catalog | View, subject: str) -> tuple[ConflictGroup, ...]:
    """Return the groups of one site, region or country, strongest first."""
    return tuple(group for group in groups(source) if subject in group.subjects)


def nested(catalog: Catalog, site: str) -> tuple[Verdict, ...]:
    """Test the tonnages of a site's parts against the site's, and the site's against its parent's.

    Only figures of one basis, category and material are set against each other, one an origin.
    """
    book = ledger(catalog)
    parent = str(catalog.site(site)["parent_id"])
    pairs = [*((part, site) for part in catalog.parts.get(site, ())), *([(site, parent)] if parent else [])]
    found = []
    for part, whole in pairs:
        inner, outer = (statements(book.about(item, "tonnage")) for item in (part, whole))
        for a, b in product(inner, outer):
            known = "ambiguous" not in (a.figure.basis, b.figure.basis) and not b.figure.scope
            if known and _may_be_inside(a.figure, b.figure):
                found.append(inside(a.figure, b.figure))
    return tuple(found)


def _may_be_inside(part: Figure, whole: Figure) -> bool:
    """Whether a part's figure is of the kind of its whole's, or a reserve where that is a resource."""
    loosely = part.estimate == "reserve" and whole.estimate == "resource" and not graded_apart(part, whole)
    return all(item.reason == "scope" or (loosely and item.reason == "category") for item in obstacles(part, whole))


def strongest(source: Catalog | View) -> dict[str, ConflictGroup]:
    """Return the strongest group in conflict of each site, region and country that has one."""
    found: dict[str, ConflictGroup] = {}
    for group in conflicts(source):
        for subject in group.subjects:
            found.setdefault(subject, group)
    return found


def family(item: Figure) -> str:
    """Return the family of a figure's material: rare earths in one, whatever the source calls them; else as it is."""
    return RARE_EARTHS if item.is_rare_earth or item.substance == MIXED else item.substance


def _group(book: Ledger, key: tuple[frozenset[str], str, str], members: Sequence[Figure]) -> ConflictGroup:
    subjects, quantity, of_family = key
    found = statements(members)
    pairs = [(_noted(compare(a.figure, b.figure), a, b), a.root == b.root) for a, b in combinations(found, 2)]
    sums = tuple(_sums(book, subjects, of_family)) if quantity == "tonnage" and len(subjects) > 1 else ()
    return ConflictGroup(
        subjects=subjects,
        label=min((item.label for item in members), key=len),
        quantity=quantity,
        family=of_family,
        statements=found,
        verdicts=tuple(verdict for verdict, one_origin in pairs if not one_origin),
        drift=tuple([verdict for verdict, one_origin in pairs if one_origin] + [*_changed(found)]),
        splits=tuple(_splits(book, members)) if quantity == "tonnage" else (),
        derivations=tuple(_derivations(book, found)) if quantity == "tonnage" else (),
        sums=sums,
        sum_verdicts=tuple(compare(total.figure, statement.figure) for total in sums for statement in found),
    )


def _changed(found: Sequence[Statement]) -> Iterable[Verdict]:
    """Yield where copies of one statement cannot hold beside its best wording: "up to" made of "over", say."""
    for statement in found:
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
    said: Text = "{amount} stands in one document only; other copies of the same statement print another figure."
    notes = (phrase(said, amount=statement.figure.amount) for statement in strays)
    return replace(verdict, notes=(*verdict.notes, *notes))


def _sums(book: Ledger, subjects: frozenset[str], of_family: str) -> Iterable[Total]:
    """Yield what one document's figures for each site of a set add up to."""
    parts: dict[tuple[str, str], dict[str, Figure]] = defaultdict(dict)
    for site in subjects:
        for item in sorted(book.about(site, "tonnage"), key=lambda item: item.rank_as_wording):
            if family(item) == of_family:
                parts[item.source_id, item.basis].setdefault(site, item)
    for of_one in parts.values():
        if len(of_one) == len(subjects):
            result = total([of_one[site] for site in sorted(subjects)])
            if isinstance(result, Total):
                yield result


def _splits(book: Ledger, members: Sequence[Figure]) -> Iterable[Split]:
    """Yield each figure that is given for two materials or more."""
    same: dict[Fraction, list[Figure]] = defaultdict(list)
    for item in members:
        if not item.scope:
            same[item.stated].append(item)
    for stated, items in same.items():
        bases = {item.basis for item in items} - {"ambiguous"}
        split = _split(book, stated, items) if len(bases) > 1 else None
        if split is not None:
            yield split


def _split(book: Ledger, stated: Fraction, items: Sequence[Figure]) -> Split | None:
    by_basis: dict[str, list[str]] = defaultdict(list)
    for item in sorted(items, key=lambda item: item.rank_as_wording):
        by_basis[item.basis].append(item.claim_id)
    first = min((item for item in items if item.basis != "ambiguous"), key=lambda item: item.rank_as_wording)
    factor = _factor_of_bases(book, first, by_basis)
    if factor is None:
        return None
    named = [basis_words(basis, first.oxide) for basis in by_basis if basis != "ambiguous"]
    said: Text = "the same {amount} is given as tonnes of {bases}: the readings differ by a factor of {factor}"
    both = (
        phrase("{a} by some and of {b} by others", a=named[0], b=named[1]) if len(named) == 2 else listed(named, ", ")
    )
    shown: dict[str, Value] = {
        "amount": amount(stated, first.unit),
        "bases": both,
        "factor": times(factor),
    }
    claims = {basis: tuple(ids) for basis, ids in by_basis.items()}
    return Split(stated, first.unit, claims, factor, Phrase(said, shown))


def _factor_of_bases(book: Ledger, claim: Figure, bases: Iterable[str]) -> End | None:
    """Return how far the readings lie apart: by the grade where one is ore, else by the oxide factor."""
    if "ore" in bases:
        return bases_apart(book, claim)
    factor = claim.factor or book.chemistry.factor(RARE_EARTHS)
    return factor.low


def _derivations(book: Ledger, found: Sequence[Statement]) -> Iterable[Derivation]:
    """Yield which figures come of larger ones by the grade, and from which others of the same document they do not."""
    by_ore = sorted(found, key=lambda statement: statement.figure.basis != "ore")
    tested: dict[tuple[Fraction, Fraction], tuple[Derivation, bool]] = {}
    for large, small in permutations(by_ore, 2):
        key = (large.figure.stated, small.figure.stated)
        result = derivation(book, large.figure, small.figure) if key[0] > key[1] and key not in tested else None
        if result is not None:
            tested[key] = (result, not set(large.sources).isdisjoint(small.sources))
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
    """Say in a few words why two figures are not set against each other."""
    if "category" in verdict.reasons and {a.estimate, b.estimate} == {"reserve", "resource"}:
        forecast = a.is_forecast or b.is_forecast
        return phrase("reserve against forecast") if forecast else phrase("reserve against resource")
    return phrase(_PARTED[verdict.reason])


def record(group: ConflictGroup, say: Say = str) -> dict[str, object]:
    """Return a group as plain values, for programs to read: ratios as floats, sentences in words."""
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
