"""Parts against wholes: which claim is too large or small, why a test is undecided, totals by level, sums not allowed.

:func:`geo.claims.containment.nested` sets each part against each whole; here the pairs are put into words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from geo.catalog import tables
from geo.catalog.model import Catalog
from geo.claims.comparability import obstacles
from geo.claims.containment import nested
from geo.claims.figure import Figure
from geo.claims.intervals import smallest_ratio
from geo.claims.ledger import Ledger, ledger
from geo.claims.sentences import Counted, Phrase, Value, Words, listed, numbered, phrase, sentences, times, with_unit
from geo.claims.statements import statements
from geo.claims.totals import Refusal, Total, total
from geo.claims.verdicts import Outcome, Verdict, inside, weigh
from geo.language import plurals
from geo.language.codes import RARE_EARTHS
from geo.language.translation import N_, NN_, Forms, Numeral, Say, Text

_SMALLER: Final[Forms] = NN_(
    "{label}: {figure}, {source}, is smaller than {every} for its part {others} ({count}), at least {low} to {high} "
    "times.",
    "{label}: {figure}, {source}, is smaller than {every} for its parts {others} ({count}), at least {low} to {high} "
    "times.",
)
_LARGER: Final[Forms] = NN_(
    "{label}: {figure}, {source}, is larger than {every} for {others} around it ({count}), at least {low} to {high} "
    "times.",
    "{label}: {figure}, {source}, is larger than {every} for {others} around it ({count}), at least {low} to {high} "
    "times.",
)
_FIGURES: Final[Forms] = NN_("{number} figure in {claims}", "{number} figures in {claims}")


@dataclass(frozen=True)
class Note:
    """One sentence on parts and wholes, with the claims that it rests on.

    Attributes
    ----------
    outcome
        What was found, as of a verdict.
    sentence
        The finding in words.
    claim_ids
        Claims that it rests on, the one that it is about first.
    """

    outcome: Outcome
    sentence: Words
    claim_ids: tuple[str, ...]

    def text(self, say: Say = str) -> str:
        """Return the note in words, the claims behind it.

        Parameters
        ----------
        say
            Translates our phrases; writes numbers and dates as the language does.

        Returns
        -------
        str
            A sentence, then the ids in brackets.
        """
        return f"{self.sentence.text(say)} [{', '.join(self.claim_ids)}]"


def notes(catalog: Catalog, site: str) -> tuple[Note, ...]:
    """Return how a site's parts fit into it, and it into its parent.

    Parameters
    ----------
    catalog
        The data.
    site
        Id of a site.

    Returns
    -------
    tuple of Note
        Figures that break the order first, each told once.

    Raises
    ------
    UnknownIdError
        If there is no such site.
    """
    book, found = ledger(catalog), nested(catalog, site)
    told = list(_culprits(book, found))
    for verdict in found:
        if verdict.outcome == "undetermined":
            said = sentences([verdict.sentence, _why_open(book.figure(verdict.a), book.figure(verdict.b))])
            told.append(Note(verdict.outcome, said, (verdict.a, verdict.b)))
        elif verdict.outcome == "consistent":
            told.append(Note(verdict.outcome, verdict.sentence, (verdict.a, verdict.b)))
    return tuple(told)


def chains(catalog: Catalog, site: str) -> tuple[Note, ...]:
    """Return the tonnages of all levels that a site is one of.

    For each level stands the figure that fewest others contradict, of those the most exactly written.

    Parameters
    ----------
    catalog
        The data.
    site
        Id of a site.

    Returns
    -------
    tuple of Note
        One a branch, each from the innermost level outwards.

    Raises
    ------
    UnknownIdError
        If there is no such site.
    """
    return tuple(_chain_note(figures) for figures in _levels(catalog, site))


def refusals(catalog: Catalog, site: str) -> tuple[Note, ...]:
    """Return why the tonnages of nested sites must not be added up.

    Parameters
    ----------
    catalog
        The data.
    site
        Id of a site.

    Returns
    -------
    tuple of Note
        One a branch.

    Raises
    ------
    UnknownIdError
        If there is no such site.
    """
    found = []
    for figures in _levels(catalog, site):
        result = total(figures)
        if isinstance(result, Refusal):
            names = listed((phrase("{label}", label=item.label) for item in reversed(figures[1:])), ", ")
            said = phrase(
                "{names} and {last} are nested: their tonnages must not be added. {reason}",
                names=names,
                last=figures[0].label,
                reason=result.sentence,
            )
            found.append(Note("not comparable", said, tuple(item.claim_id for item in figures)))
    return tuple(found)


def stated_for_region(catalog: Catalog, subject: str) -> tuple[Note, ...]:
    """Return what a document's rare earths of a region add up to, against a site that one of the parts is said of.

    A part is said of a site where the same first statement gives the same figure for the site; the sum is set
    against that site's nearest figure.

    Parameters
    ----------
    catalog
        The data.
    subject
        ISO code of a region, or id of a site.

    Returns
    -------
    tuple of Note
        One for each sum and site.
    """
    book = ledger(catalog)
    regions = [str(catalog.sites.at[subject, "region_iso"])] if subject in catalog.sites.index else [subject]
    found = []
    for added, parts in _sums(book, regions[0]):
        said_of = _also_said_of(book, parts) & set(catalog.sites.index)
        outer = {str(catalog.sites.at[site, "parent_id"]) for site in said_of}
        sites = sorted(said_of - outer)
        found += [_against(book, added, parts[0].label, site) for site in sites if subject in (site, regions[0])]
    return tuple(note for note in found if note is not None)


def _culprits(book: Ledger, found: Sequence[Verdict]) -> Iterator[Note]:
    """Yield the fewest figures that account for all contradictions, the one that breaks most pairs first."""
    left = [verdict for verdict in found if verdict.outcome == "inconsistent"]
    while left:
        counted = Counter(claim for verdict in left for claim in (verdict.a, verdict.b))
        # The figure in most broken pairs explains most; of equals the worst worded is the likelier slip.
        worst = max(sorted(counted), key=lambda claim: (counted[claim], book.figure(claim).rank_as_wording))
        mine = sorted((item for item in left if worst in (item.a, item.b)), key=lambda item: -item.strength)
        left = [item for item in left if worst not in (item.a, item.b)]
        if len(mine) == 1:
            yield Note("inconsistent", mine[0].sentence, (mine[0].a, mine[0].b))
        else:
            yield _culprit(book, worst, mine, [item for item in found if worst in (item.a, item.b)])


def _culprit(book: Ledger, worst: str, mine: Sequence[Verdict], tested: Sequence[Verdict]) -> Note:
    figure, whole = book.figure(worst), mine[0].b == worst
    others = [item.a if whole else item.b for item in mine]
    claims = {claim for other in others for claim in _repeating(book, other)}
    labels = sorted({book.figure(other).label for other in others})
    ends = [times(item.factor or 1, at_least=True) for item in (mine[-1], mine[0])]
    every = phrase("every figure" if len(mine) == len(tested) else "figures")
    said = _SMALLER if whole else _LARGER
    values: dict[str, Value] = {
        "label": figure.label,
        "figure": figure.described(),
        "source": str(tables.source_names(book.catalog.sources)[figure.source_id]),
        "every": every,
        "others": listed([phrase("{label}", label=label) for label in labels], ", "),
        "count": numbered(_FIGURES, len(mine), claims=numbered(plurals.CLAIMS, len(claims))),
        "low": Numeral(ends[0].digits),
        "high": ends[1],
    }
    return Note("inconsistent", Counted(said, len(labels), values), (worst, *others))


def _repeating(book: Ledger, claim_id: str) -> tuple[str, ...]:
    """Return the claims that one speaks for: those that repeat it."""
    figure = book.figure(claim_id)
    for statement in statements(book.about(next(iter(figure.subjects)), figure.quantity)):
        if statement.figure.claim_id == claim_id:
            return tuple(item.claim_id for item in statement.claims)
    return (claim_id,)


def _why_open(part: Figure, whole: Figure) -> Phrase:
    """Say which open bound leaves the test undecided."""
    if part.value.one_sided and part.value.low > 0:
        return phrase("This is because {amount} sets no upper bound.", amount=part.amount)
    if whole.value.low == 0:
        return phrase("This is because {amount} sets no lower bound.", amount=whole.amount)
    if part.qualifier == whole.qualifier == "range":
        return phrase("This is because the ranges overlap.")
    if whole.value.low < whole.stated:
        least = with_unit(whole.value.low, whole.unit)
        return phrase(
            "This is because {amount} as written may be as little as {least}.", amount=whole.amount, least=least
        )
    if part.qualifier == "range":
        return phrase("This is because {whole} sets no upper bound.", whole=whole.amount)
    most = with_unit(part.value.high, part.unit)
    return phrase("This is because {amount} as written may be as much as {most}.", amount=part.amount, most=most)


def _levels(catalog: Catalog, site: str) -> tuple[tuple[Figure, ...], ...]:
    """Return the figures of each branch of sites that a site is on, innermost first, two levels or more."""
    book = ledger(catalog)
    found: dict[tuple[str, ...], tuple[Figure, ...]] = {}
    for branch in _branches(catalog, site):
        broken = Counter(
            claim
            for level in branch
            for verdict in nested(catalog, level)
            if verdict.outcome == "inconsistent"
            for claim in (verdict.a, verdict.b)
        )
        figures = _comparable([_candidates(book, level, broken) for level in branch])
        if len(figures) > 1:
            found.setdefault(tuple(item.claim_id for item in figures), figures)
    whole = [ids for ids in found if not any(set(ids) < set(other) for other in found)]
    return tuple(found[ids] for ids in whole)


def _branches(catalog: Catalog, site: str) -> Iterator[tuple[str, ...]]:
    """Yield the sites from an innermost part of a site up to the outermost that contains it."""
    above = [str(catalog.site(site)["site_id"])]
    while parent := str(catalog.sites.at[above[-1], "parent_id"]):
        above.append(parent)
    for below in _below(catalog, site):
        yield (*below, *above)


def _below(catalog: Catalog, site: str) -> Iterator[tuple[str, ...]]:
    parts = catalog.parts.get(site, ())
    if not parts:
        yield ()
    for part in parts:
        yield from ((*inner, part) for inner in _below(catalog, part))


def _candidates(book: Ledger, site: str, broken: Counter[str]) -> list[Figure]:
    """Return a site's tonnages that may stand for it, the one to prefer first."""
    figures = [statement.figure for statement in statements(book.about(site, "tonnage"))]
    known = [item for item in figures if item.basis != "ambiguous" and not item.covers_part and item.stated]

    def preference(item: Figure) -> tuple[object, ...]:
        # Least contradicted, not doubted, most exactly written (half a digit as a share of the figure), best worded.
        return (broken[item.claim_id], item.review != "", item.half_digit / item.stated, item.rank_as_wording)

    return sorted(known, key=preference)


def _comparable(levels: Iterable[Sequence[Figure]]) -> tuple[Figure, ...]:
    """Choose a figure a level, all of one kind; levels without one are left out."""
    chosen: list[Figure] = []
    for candidates in levels:
        for item in candidates:
            if all(other.reason == "scope" for mine in chosen for other in obstacles(mine, item)):
                chosen.append(item)
                break
    return tuple(chosen)


def _chain_note(figures: Sequence[Figure]) -> Note:
    outcomes = {inside(part, whole).outcome for part, whole in pairwise(figures)}
    outcome: Outcome = "consistent" if outcomes == {"consistent"} else "undetermined"
    ending = phrase("holds" if outcome == "consistent" else "cannot be settled")
    if "inconsistent" in outcomes:
        outcome, ending = "inconsistent", phrase("does not hold")
    levels = (
        phrase("{label} {amount}", label=item.label, amount=with_unit(item.stated, item.unit)) for item in figures
    )
    written = listed((phrase("{amount}", amount=item.amount) for item in figures), "; ")
    chain = listed(levels, " ≤ ")
    said = phrase("{levels}: {ending} (as written: {written}).", levels=chain, ending=ending, written=written)
    return Note(outcome, said, tuple(item.claim_id for item in figures))


def _sums(book: Ledger, region: str) -> Iterator[tuple[Total, list[Figure]]]:
    """Yield what the different rare earths that one document gives for a region add up to."""
    by_source: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for item in book.about(region, "tonnage"):
        if item.is_rare_earth:
            by_source[item.source_id, item.basis].append(item)
    for items in by_source.values():
        result = total(items, substance=RARE_EARTHS) if len(items) > 1 else None
        if isinstance(result, Total):
            yield result, items


def _also_said_of(book: Ledger, parts: Sequence[Figure]) -> set[str]:
    """Return subjects inside the parts for which the same origin gives the same figure."""
    said = {(part.root, part.stated) for part in parts}
    region = parts[0].subjects
    found = (item for item in book.figures.values() if (item.root, item.stated) in said and item.is_rare_earth)
    inner = [item for item in found if region <= item.containers and item.review != "hide" and len(item.subjects) == 1]
    return {subject for item in inner for subject in item.subjects}


def _against(book: Ledger, added: Total, region: str, site: str) -> Note | None:
    whole = added.figure
    figures = (statement.figure for statement in statements(book.about(site, "tonnage")))
    same = (whole.basis, whole.substance, whole.unit)
    alike = [item for item in figures if (item.basis, item.substance, item.unit) == same]
    if not alike:
        return None
    # The nearest figure: if even that contradicts the sum, every other does.
    nearest = min(alike, key=lambda item: max(item.stated, whole.stated) / min(item.stated, whole.stated))
    outcome, _, _ = weigh(added.interval, nearest.value)
    factor = smallest_ratio(added.interval, nearest.value)
    ending = (
        phrase(outcome)
        if factor is None
        else phrase(
            "{outcome}, at least {factor} times apart", outcome=phrase(outcome), factor=times(factor, at_least=True)
        )
    )
    said: Text = N_("{step}, stated for {region}; against {nearest} at {site}, its nearest figure: {ending}.")
    values: dict[str, Value] = {
        "step": added.step,
        "region": region,
        "nearest": nearest.amount,
        "site": nearest.label,
        "ending": ending,
    }
    return Note(outcome, Phrase(said, values), (*added.claim_ids, nearest.claim_id))
