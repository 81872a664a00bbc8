"""What documents state of sites that is no figure, as a table for people."""

from __future__ import annotations

import pandas

from geo.catalog import tables
from geo.catalog.model import Catalog, records
from geo.language import wording
from geo.language.translation import Say


def fact_table(catalog: Catalog, site_id: str, say: Say = str) -> pandas.DataFrame:
    """Return the facts about a site: one kind after the other, the newest of a kind first.

    Parameters
    ----------
    catalog
        The data.
    site_id
        Id of the site.
    say
        Translates our phrases; writes numbers and dates as the language does.

    Returns
    -------
    pandas.DataFrame
        One row a fact, by ``fact_id``; empty where the data have none.
    """
    facts = catalog.facts
    if facts.empty:
        return pandas.DataFrame()
    kinds = catalog.schema.labels("site_facts", "fact")
    own = facts[facts["site_id"] == site_id]
    order = {kind: place for place, kind in enumerate(kinds)}
    own = own.assign(kind=own["fact"].map(order), newest=own["as_of"].rank(ascending=False, method="first"))
    own = own.sort_values(["kind", "newest"], kind="stable")
    sources = catalog.sources.loc[own["source_id"]]
    rows = records(own)
    return pandas.DataFrame(
        {
            say("What"): [say(kinds[row["fact"]]) for row in rows],
            say("Statement"): own["value"],
            say("As of"): [wording.date(row["as_of"], say) for row in rows],
            say("Source"): tables.source_names(sources).to_numpy(),
            say("Link"): sources["url"].to_numpy(),
            say("Where in it"): [wording.locator(row["locator"], say) for row in rows],
            say("Remark"): own["note"],
        },
        index=own.index,
    )
