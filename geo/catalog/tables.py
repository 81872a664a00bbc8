"""Tables for people: words instead of codes, units in the headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas

from geo.catalog import headlines
from geo.catalog.caching import cached_on_owner
from geo.catalog.model import Catalog, View, records
from geo.catalog.regions import region_names
from geo.catalog.subjects import subjects
from geo.language import wording
from geo.language.translation import Say, language_of

_ID = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")
"""What may be the id of a document in the midst of a sentence."""


def site_table(view: View, say: Say = str) -> pandas.DataFrame:
    """Return the sites of a view for people.

    Parameters
    ----------
    view
        The part of the data that is shown.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    pandas.DataFrame
        One row a site, in the order of the view, by ``site_id``.
    """
    sites, catalog = view.sites, view.catalog
    labels = catalog.schema.labels
    captions = headline_words(view, say)
    counted = claim_counts(view)
    return pandas.DataFrame(
        {
            say("Name"): language_of(say).name(sites),
            say("Region"): region_names(catalog, sites["region_iso"], say),
            say("Elements"): sites["elements"].map(wording.joined),
            say("Headline claim"): captions.reindex(sites.index).fillna(""),
            say("Claims"): counted.reindex(sites.index).fillna(0).astype(int),
            say("Status"): _words(sites["status_class"], labels("sites", "status_class"), say),
            say("± km"): sites["uncertainty_km"],
        },
        index=sites.index,
    )


def claim_table(catalog: Catalog, claims: pandas.DataFrame, say: Say = str) -> pandas.DataFrame:
    """Return claims for people: as written, normalised, and where they stand.

    Parameters
    ----------
    catalog
        The data.
    claims
        Rows of the catalog's claims.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    pandas.DataFrame
        One row a claim, in their order, by ``claim_id``.
    """
    labels = catalog.schema.labels
    sources = catalog.sources.loc[claims["source_id"]]
    rows = records(claims)
    grades = catalog.frames["evidence_grades"]
    return pandas.DataFrame(
        {
            say("Claim"): claims["claim_id"],
            say("As written"): [wording.figure(row, say) for row in rows],
            say("Normalised"): [wording.normalised(row, say) for row in rows],
            say("Source"): source_names(sources).to_numpy(),
            say("Date"): [wording.date(text, say) for text in claims["source_date"]],
            say("Link"): sources["url"].to_numpy(),
            say("Where in it"): [wording.locator(text, say) for text in claims["locator"]],
            say("Tonnes of"): _words(claims["basis"], labels("claims", "basis"), say),
            say("Evidence"): [
                wording.grade(
                    int(row["evidence_grade_min"]),
                    int(row["evidence_grade_max"]),
                    wording.grade_names(grades, row["category_as_written"], say),
                    say,
                )
                for row in rows
            ],
            say("Category as written"): claims["category_as_written"].map(lambda words: say(words) if words else ""),
            say("Copied from"): claims["upstream"],
            say("Remark"): [in_words(catalog, _remark(row, labels("claims", "review"), say)) for row in rows],
            say("What"): _words(claims["quantity"], labels("claims", "quantity"), say),
            say("About"): [subjects(catalog)[claim].text(say) for claim in claims.index],
        },
        index=claims.index,
    )


def source_table(view: View, say: Say = str) -> pandas.DataFrame:
    """Return all sources for people, with how many claims and sites of the view each carries.

    Parameters
    ----------
    view
        The part of the data that is shown.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    pandas.DataFrame
        One row a source, in the order of sources.csv, by ``source_id``.
    """
    labels, sources = view.catalog.schema.labels, view.catalog.sources
    claims = view.claims["source_id"].value_counts().reindex(sources.index, fill_value=0)
    listed = view.sites["source_ids"].explode().value_counts().reindex(sources.index, fill_value=0)
    return pandas.DataFrame(
        {
            say("Title"): sources["title"],
            say("Publisher"): sources["publisher"],
            say("Date"): [wording.date(text, say) for text in sources["date"]],
            say("Claims"): claims,
            say("Tier"): _words(sources["tier"], labels("sources", "tier"), say),
            say("How read"): _words(sources["read_as"], labels("sources", "read_as"), say),
            say("Language"): sources["language"],
            say("Link"): sources["url"],
            say("Sites listed"): listed,
            say("Remark"): [in_words(view.catalog, note) for note in sources["note"]],
        },
        index=sources.index,
    )


def headline_words(view: View, say: Say = str) -> pandas.Series:
    """Return the headline claim of each site in words.

    Parameters
    ----------
    view
        The part of the data that is shown.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    pandas.Series of str
        By ``site_id``; sites without a claim are absent.
    """
    chosen = headlines.headline_claims(view)
    rows = records(view.catalog.claims.loc[chosen])
    return pandas.Series([wording.figure(row, say) for row in rows], index=chosen.index, dtype=object)


def largest_claim(view: View, say: Say = str) -> tuple[str, str] | None:
    """Return the site with the largest tonnage claimed in a view, and that claim in words.

    Tonnes of ore do not count, nor what reviewers doubt; of a range its upper end counts.

    Parameters
    ----------
    view
        The part of the data that is shown.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    tuple of str or None
        ``site_id`` and words; None where the view has no such claim.
    """
    claims = view.claims[(view.claims["quantity"] == "tonnage") & (view.claims["basis"] != "ore")]
    tonnages = claims[claims["review"] != "flag"]
    pairs = view.catalog.site_claims
    pairs = pairs[pairs["claim_id"].isin(tonnages.index) & pairs["site_id"].isin(view.sites.index)]
    if pairs.empty:
        return None
    ranked = pairs.assign(value=pairs["claim_id"].map(tonnages[["value_si", "value_max_si"]].max(axis=1)))
    ranked["preference"] = ranked["claim_id"].map(headlines.preference(view.catalog))
    first = ranked.sort_values(["value", "preference"], ascending=[False, True]).iloc[0]
    return str(first["site_id"]), wording.figure(records(tonnages.loc[[first["claim_id"]]])[0], say)


def claim_counts(view: View) -> pandas.Series:
    """Count the view's claims about each site.

    Parameters
    ----------
    view
        The part of the data that is shown.

    Returns
    -------
    pandas.Series of int
        By ``site_id``; sites without a claim are absent.
    """
    pairs = view.catalog.site_claims
    return pairs.loc[pairs["claim_id"].isin(view.claims.index), "site_id"].value_counts()


def claims_by_region(view: View) -> pandas.Series[int]:
    """Count the claims that speak of a region or of a site in it.

    Parameters
    ----------
    view
        The part of the data that is shown.

    Returns
    -------
    pandas.Series of int
        By ISO code; a claim counts once a region.
    """
    pairs = view.catalog.claims.loc[view.claims.index, ["claim_id", "subject_ids"]].explode("subject_ids")
    region = pairs["subject_ids"].map(view.catalog.sites["region_iso"]).fillna(pairs["subject_ids"])
    distinct = pairs.assign(region=region).drop_duplicates(["claim_id", "region"])
    return distinct["region"].value_counts()


def claims_about(view: View, site_id: str) -> pandas.DataFrame:
    """Return the claims of a view that have a site among their subjects.

    Parameters
    ----------
    view
        The part of the data that is shown.
    site_id
        Id of the site.

    Returns
    -------
    pandas.DataFrame
        Rows of the catalog's claims, in their order.
    """
    pairs = view.catalog.site_claims
    ids = pairs.loc[pairs["site_id"] == site_id, "claim_id"]
    return view.claims[view.claims.index.isin(ids)]


@cached_on_owner
def unlocated_names(view: View, say: Say = str) -> Mapping[str, str]:
    """Return the sites of a view that have no mark, ordered by region.

    Parameters
    ----------
    view
        The part of the data that is shown.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    Mapping of str to str
        Name by id of the site, with the region behind it.
    """
    hidden = view.unlocated
    named = region_names(view.catalog, hidden["region_iso"], say)
    ordered = hidden.assign(region=named, name=language_of(say).name(hidden)).sort_values(["region", "name"])
    names = ordered["name"] + ", " + ordered["region"]
    return {str(site): str(name) for site, name in names.items()}


def publishers(sources: pandas.DataFrame) -> pandas.Series:
    """Return who published each source.

    Parameters
    ----------
    sources
        Rows of the catalog's sources.

    Returns
    -------
    pandas.Series of str
        In their order; the beginning of the title where the publisher is not known.
    """
    return sources["publisher"].where(sources["publisher"] != "", sources["title"].map(wording.short))


def source_names(sources: pandas.DataFrame) -> pandas.Series:
    """Return a short name for each source: publisher and year.

    Parameters
    ----------
    sources
        Rows of the catalog's sources.

    Returns
    -------
    pandas.Series of str
        In their order, by ``source_id``.
    """
    publisher, year = publishers(sources), sources["date"].str[:4]
    return publisher.where(year == "", publisher + ", " + year)


def count_by(view: View, column: str, names: Mapping[str, str]) -> pandas.DataFrame:
    """Count the view's sites by a column.

    Parameters
    ----------
    view
        The part of the data that is shown.
    column
        Column of the sites; of a list each item counts once.
    names
        Names to show by value; a value without one stays as it is.

    Returns
    -------
    pandas.DataFrame
        Columns ``name`` and ``sites``, the most frequent first.
    """
    counted = view.sites[column].explode().dropna().value_counts()
    counted = counted[counted.index != ""]
    return pandas.DataFrame({"name": [names.get(item, item) for item in counted.index], "sites": counted.to_numpy()})


def in_words(catalog: Catalog, text: str) -> str:
    """Return a remark with the names of documents in place of their ids.

    Parameters
    ----------
    catalog
        The data.
    text
        Remark of the data.

    Returns
    -------
    str
        Words that are no id stay as they are.
    """
    names = _source_words(catalog)
    return _ID.sub(lambda match: names.get(match[0], match[0]), text)


@cached_on_owner
def _source_words(catalog: Catalog) -> Mapping[str, str]:
    return {str(key): str(name) for key, name in source_names(catalog.sources).items()}


def _words(codes: pandas.Series, labels: Mapping[str, str], say: Say) -> pandas.Series:
    spoken = {code: say(label) if label else "" for code, label in labels.items()}
    return codes.map(spoken).fillna("")


def _remark(claim: Mapping[str, str], reviews: Mapping[str, str], say: Say) -> str:
    review = ""
    if claim["review"]:
        review = f"{say(reviews[claim['review']])}: {wording.reason(claim['review_reason'], say)}"
    parts: Sequence[str] = [part for part in (review, claim["note"]) if part]
    return ". ".join(parts)
