"""Counts in words, in the form that goes with the number: ``1 claim``, ``45 claims``; in Russian one more form.

A page that counts something says so here, or with :func:`geo.language.translation.counted` and forms of its own.
"""

from __future__ import annotations

from typing import Final

from geo.language.translation import N_, NN_, Forms, Say, Text, counted, language_of

CLAIMS: Final[Forms] = NN_("{number} claim", "{number} claims")
SOURCES: Final[Forms] = NN_("{number} source", "{number} sources")
_SITES: Final[Forms] = NN_("{kept} of {number} site", "{kept} of {number} sites")
_CARRIED: Final[Forms] = NN_("{claims} in {number} source", "{claims} in {number} sources")
_FROM: Final[Forms] = NN_("from {number} source", "from {number} sources")
_DESCENT: Final[Forms] = NN_(
    "{number} claim {sources} goes back to one statement",
    "{number} claims {sources} go back to one statement",
)
_REPEATED: Final[Forms] = NN_(
    "{number} claim {sources} repeats one figure",
    "{number} claims {sources} repeat one figure",
)
_GROUPS: Final[Forms] = NN_("in {number} group of claims", "in {number} groups of claims")
_CLASHES: Final[Forms] = NN_("{number} contradiction {groups}", "{number} contradictions {groups}")
_AGREED: Final[Forms] = NN_(
    "Nothing contradicts in the {number} group of claims of this selection.",
    "Nothing contradicts in the {number} groups of claims of this selection.",
)
_CALM: Final[Forms] = NN_("{number} group without contradictions", "{number} groups without contradictions")
_LEFT: Final[Forms] = NN_("{filter}: {number} site without it", "{filter}: {number} sites without it")
_DOCUMENTS: Final[Forms] = NN_("{used} of {number} document", "{used} of {number} documents")
_RESTING: Final[Forms] = NN_(
    "{documents}; {number} claim of the selection rests on them.",
    "{documents}; {number} claims of the selection rest on them.",
)
_FILTERED: Final[Forms] = NN_(
    "{name} has {number} site, but it does not pass the filters.",
    "{name} has {number} sites, but none passes the filters.",
)
_FAMILIES: Final[Forms] = NN_(
    "The selection touches {some} of {number} family.",
    "The selection touches {some} of {number} families.",
)
_FAULTS: Final[Forms] = NN_("{number} fault was found", "{number} faults were found")


def claims(number: int, say: Say = str) -> str:
    """Return ``45 claims``.

    Parameters
    ----------
    number
        Number of claims.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The words.
    """
    return counted(CLAIMS, number, say)


def sources(number: int, say: Say = str) -> str:
    """Return ``17 sources``.

    Parameters
    ----------
    number
        Number of documents.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The words.
    """
    return counted(SOURCES, number, say)


def sites(kept: int, number: int, say: Say = str) -> str:
    """Return ``41 of 79 sites``.

    Parameters
    ----------
    kept
        Number of sites that pass the filters.
    number
        Number of all sites.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The words.
    """
    return counted(_SITES, number, say, kept=language_of(say).number(str(kept)))


def carried(number: int, documents: int, say: Say = str) -> str:
    """Return ``45 claims in 17 sources``.

    Parameters
    ----------
    number
        Number of claims.
    documents
        Number of documents that print them.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The words.
    """
    return counted(_CARRIED, documents, say, claims=claims(number, say))


def descent(number: int, documents: int, say: Say = str) -> str:
    """Return ``45 claims from 17 sources go back to one statement``.

    Parameters
    ----------
    number
        Number of claims.
    documents
        Number of documents that print them.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The words.
    """
    return counted(_DESCENT, number, say, sources=counted(_FROM, documents, say))


def repeated(number: int, documents: int, say: Say = str) -> str:
    """Return ``45 claims from 17 sources repeat one figure``.

    Parameters
    ----------
    number
        Number of claims.
    documents
        Number of documents that print them.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The words.
    """
    return counted(_REPEATED, number, say, sources=counted(_FROM, documents, say))


def contradictions(number: int, groups: int, factor: str = "", say: Say = str) -> str:
    """Return ``7 contradictions in 41 groups of claims; the largest gap is a factor of 1,429.``.

    Parameters
    ----------
    number
        Number of contradictions.
    groups
        Number of groups of claims.
    factor
        The largest factor in words, as :func:`geo.claims.sentences.times` has them; empty to say nothing of the gap.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The sentence.
    """
    words: Text = N_("{counted}.")
    if factor:
        words = (
            N_("{counted}; the largest gap is a factor of {factor}.")
            if number > 1
            else N_("{counted}: a factor of {factor}.")
        )
    said = counted(_CLASHES, number, say, groups=counted(_GROUPS, groups, say))
    return say(words).format(counted=said, factor=factor)


def agreed(groups: int, say: Say = str) -> str:
    """Return ``Nothing contradicts in the 3 groups of claims of this selection.``.

    Parameters
    ----------
    groups
        Number of groups of claims.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The sentence.
    """
    return counted(_AGREED, groups, say)


def calm(groups: int, say: Say = str) -> str:
    """Return ``3 groups without contradictions``.

    Parameters
    ----------
    groups
        Number of groups of claims.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The words.
    """
    return counted(_CALM, groups, say)


def left(filter_: str, number: int, say: Say = str) -> str:
    """Return ``Region: 12 sites without it``: what a filter leaves if it is cleared.

    Parameters
    ----------
    filter_
        Title of the filter, in the language.
    number
        Number of sites that are left without the filter.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The words.
    """
    return counted(_LEFT, number, say, filter=filter_)


def resting(number: int, used: int, every: int, say: Say = str) -> str:
    """Return ``17 of 150 documents; 45 claims of the selection rest on them.``.

    Parameters
    ----------
    number
        Number of claims of the selection.
    used
        Number of documents that they rest on.
    every
        Number of all documents.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The sentence.
    """
    documents = counted(_DOCUMENTS, every, say, used=language_of(say).number(str(used)))
    return counted(_RESTING, number, say, documents=documents)


def filtered(name: str, number: int, say: Say = str) -> str:
    """Say that a region has sites, but that none passes the filters.

    Parameters
    ----------
    name
        Name of the region, in the language.
    number
        Number of its sites.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The sentence.
    """
    return counted(_FILTERED, number, say, name=name)


def families(some: int, number: int, say: Say = str) -> str:
    """Return ``The selection touches 5 of 21 families.``.

    Parameters
    ----------
    some
        Number of families that the selection touches.
    number
        Number of all families.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The sentence.
    """
    return counted(_FAMILIES, number, say, some=language_of(say).number(str(some)))


def faults(number: int, say: Say = str) -> str:
    """Return ``2 faults were found``.

    Parameters
    ----------
    number
        Number of faults.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    str
        The words.
    """
    return counted(_FAULTS, number, say)
