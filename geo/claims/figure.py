"""A claim as the reality check sees it: the figure as an interval, and of what, where, when and by whom it is.

A :class:`Figure` carries all that comparing needs, so that a comparison looks at two figures and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from geo.catalog.day_spans import DaySpan
from geo.claims.intervals import Interval
from geo.claims.sentences import Phrase, Words, phrase
from geo.language.codes import COUNTED, FORECAST, MASSES


@dataclass(frozen=True)
class Figure:
    """One claim, ready for arithmetic.

    All numbers are in ``unit``, the unit used inside. Words of sources are as written.

    Attributes
    ----------
    claim_id
        Id of the claim.
    subjects
        Ids of the sites, region or country that it is about, one or more.
    label
        The subject by name, as the source calls it.
    quantity
        What is counted or measured: ``tonnage``, ``grade``, ``production`` ... (column ``quantity`` of claims.csv).
    qualifier
        How the source hedges it: ``exact``, ``about``, ``up to``, ``over``, ``at least``, ``nearly``, ``range``.
    modality
        Whether it is said to be so, or is planned: ``target`` is a plan.
    value
        Numbers that the wording leaves possible, with the rounding of the last written digit.
    written
        Numbers with the digits taken at their word.
    stated
        The figure itself without its hedge, the lower one of a range.
    half_digit
        Half of its last written digit.
    unit
        Unit used inside: t, t/a, g/t, km, km2, share, count, rank, year, USD ...
    basis
        What the tonnes are tonnes of: ``ore``, ``element``, ``oxide``, ``ambiguous``; empty where the question does not
        arise.
    substance
        Symbol of an element, or name of a substance of the data ("REE").
    material
        The material as the source writes it.
    grade_kind
        Which grade it is: ``average``, ``cut_off``, ``max_sample`` ...; empty for other quantities.
    category
        Category of evidence as the source writes it.
    grade_low
        Lowest evidence grade that the category allows, 0 (none stated) to 8 (proved reserve).
    grade_high
        Highest evidence grade that the category allows.
    source_id
        Id of the document that prints it.
    tier
        How near the document is to the first statement: place in the list of tiers, 0 is the nearest.
    date
        Date of the document, YYYY, YYYY-MM, YYYY-MM-DD or a range with a slash; empty where unknown.
    root
        Id of the first statement; ``source:`` and the document where none is established.
    upstream
        Id of the claim that it is copied from; empty where none is known.
    review
        What reviewers decided: empty, ``flag`` (doubted) or ``hide``.
    amount
        The figure as written: qualifier, digits, unit.
    members
        Elements that the substance stands for; none where that is open.
    is_rare_earth
        Whether the substance consists of rare earths only.
    oxide
        Formula of the oxide that trade counts the element in ("WO3"); empty where it has none.
    factor
        Tonnes of oxide per tonne of element; None where the substance has no such factor.
    containers
        Ids of what lies around the subject: parent sites, region, country, the world.
    scope
        Words that limit the figure to a part of its subject ("38 promising areas"); empty where it covers all.
    scope_kind
        What kind of part that is: ``whole``, ``part``, ``ore body``, ``licence``, ``attributable``, ``of N areas``.
    estimate
        What a tonnage or grade is by its category: ``reserve``, ``resource``, ``forecast``; empty where that is not
        said, or where it adds up several.
    system
        Family of codes that its category is of (``CRIRSCO``, ``GKZ`` ...); empty where none is named.
    codes
        Codes of the classes that it adds up.
    may_stand_for
        Codes of the classes that its own code may stand for, where that names none of them.
    measurand
        What is counted or measured, for figures that are no masses or grades; always the same for the same thing.
    out_of
        The whole in "n of m"; empty for other figures.
    edition
        Edition of a yearly publication that it is of ("MCS 2025"); empty for other documents.
    as_of
        Days that it is for; None where that is not said.
    replaces
        Ids of the claims that it replaces by the word of its own publisher, the earlier ones too.
    cumulative
        Whether a production is the sum since a beginning.
    cutoff
        Cut-off that limits what is counted ("0.4 % Cu"); empty where none is said.
    publisher
        Who speaks in the document; empty where it passes on what others say, as newspapers do.
    depth
        Depth in metres that the same statement gives for the same subject.

    Examples
    --------
    >>> import geo
    >>> from geo.claims.ledger import ledger
    >>> from geo.claims.verdicts import compare
    >>> book = ledger(geo.load())
    >>> print(book.figure("C062"))
    C062 Zhana Kazakhstan, tonnage: over 20 million tons of metal, by qaz_20250402, (20,000,000, inf) t
    >>> print(book.figure("C135"))
    C135 Zhana Kazakhstan, tonnage: about 14,000 tons of metal, by caspianpost_2025, [13,300, 14,700] t
    >>> compare(book.figure("C062"), book.figure("C135")).outcome
    'inconsistent'
    """

    claim_id: str
    subjects: frozenset[str]
    label: str
    quantity: str
    qualifier: str
    modality: str
    value: Interval
    written: Interval
    stated: Fraction
    half_digit: Fraction
    unit: str
    basis: str
    substance: str
    material: str
    grade_kind: str
    category: str
    grade_low: int
    grade_high: int
    source_id: str
    tier: int
    date: str
    root: str
    upstream: str
    review: str
    amount: Words
    members: frozenset[str] = frozenset()
    is_rare_earth: bool = False
    oxide: str = ""
    factor: Interval | None = None
    containers: frozenset[str] = frozenset()
    scope: str = ""
    scope_kind: str = "whole"
    estimate: str = ""
    system: str = ""
    codes: frozenset[str] = frozenset()
    may_stand_for: frozenset[str] = frozenset()
    measurand: str = ""
    out_of: str = ""
    edition: str = ""
    as_of: DaySpan | None = None
    replaces: frozenset[str] = frozenset()
    cumulative: bool = False
    cutoff: str = ""
    publisher: str = ""
    depth: Interval | None = None

    @property
    def is_mass(self) -> bool:
        """Whether its unit says nothing without a basis."""
        return self.quantity in MASSES

    @property
    def has_basis(self) -> bool:
        """Whether the figure is one of ore, element or oxide at all, known or not."""
        return bool(self.basis)

    @property
    def named_category(self) -> bool:
        """Whether the wording allows some evidence grade; 0 means that none is stated."""
        return self.grade_high > 0

    @property
    def is_forecast(self) -> bool:
        """Whether its evidence grades are those of a forecast, whatever the source calls it."""
        return 0 < self.grade_high <= FORECAST

    @property
    def covers_part(self) -> bool:
        """Whether it covers a part of its subject only."""
        return self.scope_kind != "whole"

    @property
    def rank_as_wording(self) -> tuple[bool, int, bool, bool, str, str]:
        """Sort key, best worded first: not doubted, nearest source, basis said, category said, earliest, lowest id."""
        # Doubt outweighs all. Then nearness: every copy may lose words. Basis before category, for without a basis
        # the figure cannot be compared at all. Copies are later than what they copy; the id only keeps the order fixed.
        undated = self.date or "9999"  # what bears no date proves no early one
        return (
            self.review != "",
            self.tier,
            self.basis == "ambiguous",
            not self.named_category,
            undated,
            self.claim_id,
        )

    def __str__(self) -> str:
        of_what = f" of {basis_words(self.basis, self.oxide)}" if self.basis in ("ore", "element", "oxide") else ""
        if self.basis == "ambiguous":
            of_what = f" ({basis_words(self.basis)})"
        said = f"{self.claim_id} {self.label}, {self.quantity}: {self.amount.text()}{of_what}, by {self.source_id}"
        return said if self.unit in COUNTED else f"{said}, {self.value} {self.unit}"

    def described(self) -> Phrase:
        """Return the figure with its material, as written."""
        if not self.material:
            return phrase("{amount}", amount=self.amount)
        return phrase("{amount} ({material})", amount=self.amount, material=self.material)


def basis_words(basis: str, oxide: str = "") -> Phrase:
    """Return a basis as screen words.

    Parameters
    ----------
    basis
        ``ore``, ``element``, ``oxide`` or ``ambiguous``.
    oxide
        Formula of the oxide, where it is known.

    Returns
    -------
    Phrase
        For example ``metal`` or ``oxide (WO3)``.
    """
    if basis == "oxide" and oxide:
        return phrase("oxide ({formula})", formula=oxide)
    return phrase({"ore": "ore", "element": "metal", "oxide": "oxide", "ambiguous": "material not said"}[basis])
