"""Rules that a figure breaks by itself or together with related figures: rules as data.

A finding is no verdict on who is right: it says what cannot be as it is written. Claims that reviewers hide are
looked at too; :func:`remarks` gives their decision, to be shown with the finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, Literal, TypeAlias

import pandas

from geo.catalog import tables
from geo.catalog.model import Catalog, records
from geo.check.short_tons import short_tons
from geo.claims.comparability import obstacles
from geo.claims.containment import may_be_inside
from geo.claims.figure import Figure
from geo.claims.intervals import Interval, smallest_ratio
from geo.claims.ledger import Ledger, ledger
from geo.claims.sentences import Phrase, Value, names_of, phrase, span, times, with_unit
from geo.claims.units import PER_TONNE
from geo.claims.verdicts import is_rounding
from geo.errors import UnitError
from geo.language import wording
from geo.language.codes import NO_CURRENCY
from geo.language.translation import Say
from geo.world import world_totals

RuleId: TypeAlias = Literal[
    "too many rare earths",
    "share above the whole",
    "grade above the oxide",
    "rank against its words",
    "part above its whole",
    "currency missing",
    "short tons",
    "produced or not",
    "sum does not close",
]

Found: TypeAlias = tuple[tuple[str, ...], Phrase]
Check: TypeAlias = Callable[[Ledger], Iterator[Found]]

_LISTED: Final = 5
"""Countries that a document names before they are taken for a list that should make up its world total."""
_WHOLE_SHARE: Final = 1
"""The whole as a share: 100 %."""
_PRODUCED: Final = "elements produced"
"""Measurand of a count of elements that are being produced."""
_ELEMENTS: Final = ("elements", _PRODUCED)
"""Measurands of a count of elements."""


@dataclass(frozen=True)
class Finding:
    """What a rule found.

    Attributes
    ----------
    rule
        Id of the rule.
    claim_ids
        Claims concerned, first the one that the rule is about.
    sentence
        The finding in words.
    """

    rule: RuleId
    claim_ids: tuple[str, ...]
    sentence: Phrase


@dataclass(frozen=True)
class Rule:
    """A rule: what it looks for, why that cannot be, and how it is found.

    Attributes
    ----------
    rule_id
        Id of the rule.
    title
        What it looks for, as a heading.
    reason
        Why that cannot be.
    check
        Function that yields the claims concerned and a sentence.
    """

    rule_id: RuleId
    title: Phrase
    reason: Phrase
    check: Check


def findings(catalog: Catalog, claim_ids: Iterable[str] | None = None) -> tuple[Finding, ...]:
    """Return what the rules find, rule by rule.

    Parameters
    ----------
    catalog
        The data.
    claim_ids
        Keep the findings that touch one of these claims; by default all.

    Returns
    -------
    tuple of Finding
        Rule by rule, in the order of :data:`RULES`.
    """
    book = ledger(catalog)
    wanted = set(book.figures if claim_ids is None else claim_ids)
    every = (Finding(rule.rule_id, ids, said) for rule in RULES for ids, said in rule.check(book))
    return tuple(finding for finding in every if not wanted.isdisjoint(finding.claim_ids))


def remarks(catalog: Catalog, finding: Finding, say: Say = str) -> tuple[str, ...]:
    """Return what reviewers decided on the claims of a finding.

    Parameters
    ----------
    catalog
        The data.
    finding
        One of :func:`findings`.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    tuple of str
        One sentence for each claim that they did decide on.
    """
    labels = catalog.schema.labels("claims", "review")
    rows = records(catalog.claims.loc[list(finding.claim_ids)])
    return tuple(
        say("{claim}: {decision}; {reason}").format(
            claim=row["claim_id"], decision=say(labels[row["review"]]), reason=wording.reason(row["review_reason"], say)
        )
        for row in rows
        if row["review"]
    )


def findings_table(catalog: Catalog, found: Sequence[Finding], say: Say = str) -> pandas.DataFrame:
    """Return findings for people.

    Parameters
    ----------
    catalog
        The data.
    found
        Findings in the order to show them.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    pandas.DataFrame
        One row a finding.
    """
    rules = {rule.rule_id: rule for rule in RULES}
    names = tables.source_names(catalog.sources)
    sources = [dict.fromkeys(names[catalog.claims.loc[list(item.claim_ids), "source_id"]]) for item in found]
    return pandas.DataFrame(
        {
            say("What is amiss"): [rules[item.rule].title.text(say) for item in found],
            say("Finding"): [item.sentence.text(say) for item in found],
            say("Why it cannot be"): [rules[item.rule].reason.text(say) for item in found],
            say("Claims"): [wording.joined(item.claim_ids) for item in found],
            say("Sources"): [wording.joined(list(item)) for item in sources],
            say("Review"): [" ".join(remarks(catalog, item, say)) for item in found],
        }
    )


def _too_many_rare_earths(book: Ledger) -> Iterator[Found]:
    known = len(book.chemistry.rare_earths)
    for row in _rows(book, "count"):
        rare_earths = book.chemistry.is_rare_earth(row["substance"]) and row["measurand"] in _ELEMENTS
        counted = [int(Fraction(row[name])) for name in ("value", "value_max", "out_of") if row[name]]
        if rare_earths and max(counted) > known:
            figure = book.figure(str(row["claim_id"])).described()
            values: dict[str, Value] = {"figure": figure, "known": str(known), "more": str(max(counted))}
            yield (row["claim_id"],), Phrase("{figure}: {more} are counted, but there are only {known}.", values)


def _share_above_whole(book: Ledger) -> Iterator[Found]:
    for item in book.figures.values():
        if item.unit == "share" and item.stated > _WHOLE_SHARE:
            values: dict[str, Value] = {"figure": item.described(), "factor": times(item.stated)}
            yield (item.claim_id,), Phrase("{figure}: {factor} times the whole.", values)


def _grade_above_oxide(book: Ledger) -> Iterator[Found]:
    for item in book.figures.values():
        limit = _richest(book, item) if item.quantity == "grade" and item.unit == "g/t" else None
        if limit is not None and item.value.low > limit:
            values: dict[str, str | Phrase] = {
                "figure": item.described(),
                "grade": with_unit(item.stated, "g/t"),
                "limit": with_unit(limit, "g/t"),
            }
            yield (item.claim_id,), Phrase("{figure} is {grade}; even the pure oxide would have {limit}.", values)


def _richest(book: Ledger, item: Figure) -> Fraction:
    """Return the highest possible grade in g/t. Grade of the pure oxide: no ore can be richer."""
    if item.basis == "oxide":
        return PER_TONNE
    try:
        return PER_TONNE / Fraction(book.chemistry.factor(item.substance).low)
    except UnitError:
        return PER_TONNE


def _rank_against_words(book: Ledger) -> Iterator[Found]:
    countries = book.catalog.frames["countries"]
    for row in _rows(book, "rank"):
        place = len(row["ranked_after"]) + 1
        if not row["ranked_after"] or place in _span(book, row):
            continue
        ahead = names_of(countries, row["ranked_after"])
        values: dict[str, Value] = {"figure": book.figure(row["claim_id"]).amount, "ahead": ahead, "place": str(place)}
        yield (row["claim_id"],), Phrase("{figure}, yet behind {ahead}: that is number {place}.", values)


def _span(book: Ledger, row: dict[str, Any]) -> Interval:
    return book.figure(str(row["claim_id"])).value


def _part_above_whole(book: Ledger) -> Iterator[Found]:
    tonnages = [item for item in book.figures.values() if item.quantity == "tonnage" and len(item.subjects) == 1]
    around = frozenset().union(*(item.containers for item in tonnages))
    wholes = [item for item in tonnages if item.subjects <= around]
    for whole in wholes:
        parts = [part for part in tonnages if _fits_under(book, part, whole) and _is_above(part, whole)]
        for label in dict.fromkeys(part.label for part in parts):
            named = (part for part in parts if part.label == label)
            same = sorted(named, key=lambda part: (-part.value.low, part.claim_id))  # the sentence names the largest
            values: dict[str, str | Phrase] = {
                "part": label,
                "whole": whole.label,
                "more": span(same[0].written, same[0].unit),
                "less": span(whole.written, whole.unit),
            }
            said = Phrase("{part}, {more}, lies in {whole}, {less}.", values)
            yield (whole.claim_id, *(part.claim_id for part in same)), said


def _is_above(part: Figure, whole: Figure) -> bool:
    """Whether a figure is above another by more than rounding."""
    return whole.value.is_below(part.value) and not is_rounding(part, whole, smallest_ratio(part.value, whole.value))


def _fits_under(book: Ledger, part: Figure, whole: Figure) -> bool:
    """Whether a figure should be no larger than another: a site in a site, or a region in its country."""
    alike = (part.unit, part.basis, part.substance) == (whole.unit, whole.basis, whole.substance)
    if not alike or not whole.subjects <= part.containers:
        return False
    sites, regions = book.catalog.sites.index, book.catalog.regions.index
    inner, outer = next(iter(part.subjects)), next(iter(whole.subjects))
    if outer in sites:
        return not whole.covers_part and may_be_inside(part, whole)
    # A country's figure need not hold the forecasts of its regions: only one class is set against itself.
    same_class = _class(part) == _class(whole) and all(item.reason == "scope" for item in obstacles(part, whole))
    return inner in regions and outer not in regions and same_class and not whole.covers_part


def _class(item: Figure) -> tuple[object, ...]:
    return (item.estimate, item.grade_low, item.grade_high)


def _currency_missing(book: Ledger) -> Iterator[Found]:
    for item in book.figures.values():
        if item.unit == NO_CURRENCY:
            upstream = book.figures.get(item.upstream)
            if upstream is None or upstream.unit == NO_CURRENCY:
                yield (item.claim_id,), phrase("{figure}: of which currency?", figure=item.described())
            else:
                values = {"figure": item.described(), "before": upstream.amount}
                said = Phrase("{figure}: the currency is lost; the text that it repeats has {before}.", values)
                yield (item.claim_id, upstream.claim_id), said


def _produced_or_not(book: Ledger) -> Iterator[Found]:
    none = [item for item in book.figures.values() if item.quantity == "production" and not item.stated]
    for denial in none:
        for item in book.of(denial.subjects):
            if item.substance == denial.substance and item.stated and item.measurand == _PRODUCED:
                values: dict[str, Value] = {"figure": item.described(), "denial": denial.described()}
                values["category"] = item.category
                yield (item.claim_id, denial.claim_id), Phrase("{figure}, “{category}”, against {denial}.", values)


def _sum_open(book: Ledger) -> Iterator[Found]:
    for added in world_totals.sums(book.catalog):
        # A list read in part, or of a few countries, may fall short of its total; it can never exceed it.
        is_list = added.whole and len(added.part_ids) >= _LISTED
        if not added.closes and (is_list or added.missing < 0):
            yield (added.total_id, *added.part_ids), added.sentence


def _rows(book: Ledger, quantity: str) -> list[dict[str, Any]]:
    claims = book.catalog.claims
    return records(claims[claims["quantity"] == quantity])


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "too many rare earths",
        phrase("More rare earths than there are"),
        phrase("The rare earths are the lanthanides, scandium and yttrium; a larger number is another list's."),
        _too_many_rare_earths,
    ),
    Rule(
        "share above the whole",
        phrase("A share above 100 %"),
        phrase("A part cannot be more than the whole that it is a part of."),
        _share_above_whole,
    ),
    Rule(
        "grade above the oxide",
        phrase("A grade richer than the pure oxide"),
        phrase("Ore holds other matter too: it cannot hold more of an element than the pure oxide does."),
        _grade_above_oxide,
    ),
    Rule(
        "rank against its words",
        phrase("A rank that its own words refute"),
        phrase("Who comes behind n countries has place n + 1."),
        _rank_against_words,
    ),
    Rule(
        "part above its whole",
        phrase("A part larger than its whole"),
        phrase("A site holds no more of a material than the area that contains it, a region no more than its country."),
        _part_above_whole,
    ),
    Rule(
        "currency missing",
        phrase("A sum of money without a currency"),
        phrase("Without its currency a sum says nothing: the same number is another sum in each."),
        _currency_missing,
    ),
    Rule(
        "short tons",
        phrase("A tonnage converted from short tons that were tonnes"),
        phrase(
            "Sources of Kazakhstan count in tonnes. A copy that is 0.907 or 1.102 times the figure it repeats was "
            "converted as if it were in short tons."
        ),
        short_tons,
    ),
    Rule(
        "produced or not",
        phrase("Said to be produced, and said not to be"),
        phrase("One document speaks of what is produced, another gives a production of nil."),
        _produced_or_not,
    ),
    Rule(
        "sum does not close",
        phrase("Listed parts that do not make the stated total"),
        phrase("A document that lists countries and a world total leaves the difference unexplained."),
        _sum_open,
    ),
)
"""All rules, in the order in which findings are given."""
