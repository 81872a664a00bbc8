"""A tonnage read as ore, as metal and as oxide: the arithmetic line by line, and a reader's own assumptions."""

from __future__ import annotations

from fractions import Fraction

import streamlit as st

from geo.catalog.model import Catalog
from geo.check import reports
from geo.claims.arithmetic import DENSITY, Assumptions, Grade, Implied, volume_words
from geo.claims.conflicts import ConflictGroup
from geo.claims.figure import Figure, basis_words
from geo.claims.intervals import Interval, point
from geo.claims.ledger import Ledger, ledger
from geo.claims.readings import Reading, average_grade, stated_depth, telling, worked
from geo.claims.sentences import Phrase, span
from geo.claims.verdicts import BASES
from geo.language.translation import N_, Text
from pages.components import explained
from pages.components.markdown import escaped
from pages.components.session.language import say

_KINDS: dict[str, Text] = {
    "ore": N_("Ore"),
    "element": N_("Metal"),
    "oxide": N_("Oxide"),
    "volume": N_("Volume of rock"),
    "area": N_("Area of a block so deep"),
    "side": N_("Side, if it is square"),
}


def draw(catalog: Catalog, group: ConflictGroup, name: str) -> None:
    """Draw the readings of a tonnage of a group, the contested ones offered first, and the panel of assumptions.

    Parameters
    ----------
    catalog
        The data.
    group
        The group of claims.
    name
        Id of the group; the names of the widgets begin with it.
    """
    book = ledger(catalog)
    first = reports.to_read(group)
    rest = (statement.figure for statement in group.statements)
    figures = {figure.claim_id: figure for figure in (*first, *rest) if figure.unit == "t"}
    if not figures:
        return
    st.markdown(f"**{say('What a figure would mean')}**", help=explained.term("reading"))
    chosen = st.selectbox(
        say("Figure"),
        list(figures),
        key=f"read_{name}",
        format_func=lambda claim: figures[claim].described().text(say),
        label_visibility="collapsed",
    )
    figure = figures[chosen]
    _readings(telling(book, figure))
    _what_if(book, figure, name)


def arithmetic(catalog: Catalog, group: ConflictGroup) -> bool:
    """Draw the readings of the first tonnage of a group that has any; return whether there is one."""
    book = ledger(catalog)
    for figure in reports.to_read(group):
        found = telling(book, figure)
        if found:
            st.markdown(f"### {say('What a figure would mean')}", help=explained.term("reading"))
            st.caption(escaped(figure.described().text(say)))
            _readings(found)
            return True
    return False


def _readings(found: tuple[Reading, ...]) -> None:
    shown = [reading for reading in found if reading.steps]
    for column, reading in zip(st.columns(len(shown) or 1), shown, strict=False):
        with column.container(border=True):
            title = reports.reading_title(reading, say)
            st.markdown(f"**{escaped(title[:1].upper() + title[1:])}**")
            lines = [*reading.steps, *(area.sentence for area in reading.areas)]
            st.markdown("\n".join(f"{place}. {escaped(line.text(say))}" for place, line in enumerate(lines, 1)))
    remarks = [escaped(remark.text(say)) for remark in (found[0].remarks if found else ())]
    if remarks:
        st.caption(" ".join(remarks))


@st.fragment
def _what_if(book: Ledger, figure: Figure, name: str) -> None:
    """Let the reader choose the reading, grade, density and depth, and show what follows."""
    with st.container(border=True):
        st.markdown(f"**{say('What if')}** · {escaped(figure.described().text(say))}")
        key = f"{name}_{figure.claim_id}"
        basis = st.segmented_control(
            say("Read as"),
            BASES if figure.factor is not None else BASES[:-1],
            default=figure.basis if figure.basis in BASES else BASES[0],
            required=True,
            key=f"basis_{key}",
            format_func=lambda item: basis_words(item).text(say),
        )
        given = _assumptions(book, figure, key)
        _implied(*worked(figure, str(basis), given))


def _assumptions(book: Ledger, figure: Figure, key: str) -> Assumptions:
    """Return what the reader puts in, prefilled from the claims; the density is an assumption."""
    stated, depth = average_grade(book, figure), stated_depth(book, figure)
    left, middle, right = st.columns(3)
    grade = left.number_input(
        say("Average grade, g/t"),
        min_value=0.0,
        max_value=1e6,
        value=_middle(stated),
        step=50.0,
        format="%g",
        key=f"grade_{key}",
        placeholder=say("none stated"),
        help=_grade_help(stated),
    )
    density = middle.number_input(
        say("Density, t/m³ (assumed)"),
        min_value=0.5,
        max_value=10.0,
        value=float(DENSITY),
        step=0.05,
        format="%g",
        key=f"density_{key}",
        help=say("An assumption: quartz and granitic rock. Clay weighs less, metal-rich ore more."),
    )
    deep = right.number_input(
        say("Depth, m"),
        min_value=0.0,
        max_value=10_000.0,
        value=None if depth is None else float(depth),
        step=10.0,
        format="%g",
        key=f"depth_{key}",
        placeholder=say("none stated"),
        help=say("Taken from the claims where one states it."),
    )
    return Assumptions(
        grade=_grade(stated, grade),
        factor=figure.factor,
        density=Fraction(str(density or float(DENSITY))),
        depth=Fraction(str(deep)) if deep else None,
    )


def _middle(stated: Grade | None) -> float | None:
    """Return the grade to begin with: the stated one, of a range its lower end."""
    if stated is None:
        return None
    return float(stated.interval.low) or None


def _grade_help(stated: Grade | None) -> str:
    if stated is None:
        return say("No average grade is stated for this subject: put in one of your own.")
    return say("Claim {claim} states {grade}.").format(
        claim=stated.claim_id, grade=escaped(span(stated.interval, "g/t").text(say))
    )


def _grade(stated: Grade | None, value: float | None) -> Grade | None:
    """Return the grade to reckon with: the stated one with its range while the reader leaves it alone."""
    if not value:
        return None
    if stated is not None and value == _middle(stated):
        return stated
    given = point(Fraction(str(value)))
    return Grade(given, given, stated.basis if stated else "element", claim_id="")


def _implied(found: tuple[Implied, ...], hedge: Phrase | None) -> None:
    if not found:
        st.write(say("Put in a grade to work out rock from metal, or metal from rock."))
        return
    ordered = sorted(found, key=lambda item: list(_KINDS).index(item.kind))
    for column, item in zip(st.columns(len(found)), ordered, strict=True):
        column.markdown(f":gray[{say(_KINDS[item.kind])}]  \n**{escaped(_words(item))}**")
    steps = [*(item.step for item in found), *([hedge] if hedge is not None else [])]
    st.markdown("\n".join(f"{place}. {escaped(step.text(say))}" for place, step in enumerate(steps, 1)))
    st.caption(say("Implied by the figure and these assumptions; nobody claims it, and it is never ranked."))


def _words(item: Implied) -> str:
    """Return an implied value, and the range that the rounding of its figures allows, where that is wider."""
    exact, loose = (_span(item, interval) for interval in (item.interval, item.allowing))
    return exact if exact == loose else say("{exact} (rounding: {loose})").format(exact=exact, loose=loose)


def _span(item: Implied, interval: Interval) -> str:
    return (volume_words(interval) if item.kind == "volume" else span(interval, item.unit)).text(say)
