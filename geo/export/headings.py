"""Headings for readers: a column of the tables by its machine name, in plain English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_NAMED: Final[Mapping[str, str]] = {
    "site_id": "Site ID",
    "name_en": "Name, English",
    "name_ru": "Name, Russian",
    "name_kk": "Name, Kazakh",
    "region_iso": "Region, ISO code",
    "occurrence_type": "Kind of occurrence",
    "elements_uncertain": "Elements not confirmed",
    "deposit_type": "Kind of deposit",
    "parent_id": "Part of, site ID",
    "location_precision": "How the place is known",
    "uncertainty_km": "True within, km",
    "sources": "Source IDs",
    "source_urls": "Source addresses",
    "claim_id": "Claim ID",
    "subject_ids": "Subject IDs",
    "subject_label": "Subject",
    "value": "Value, as written",
    "value_max": "Upper value, as written",
    "unit": "Unit, as written",
    "value_si": "Value, normalised",
    "value_max_si": "Upper value, normalised",
    "unit_si": "Unit, normalised",
    "material_as_written": "Material, as written",
    "category_as_written": "Category, as written",
    "evidence_grade_min": "Evidence grade, lowest",
    "evidence_grade_max": "Evidence grade, highest",
    "source_id": "Source ID",
    "locator": "Where in the source",
    "root_id": "First statement, ID",
    "root_note": "First statement, remark",
    "upstream": "Source of the source",
    "upstream_claim_id": "Repeats claim, ID",
    "paraphrase": "In our words",
    "note": "Remark",
    "review_reason": "Reason of the review",
    "as_written": "Figure in words",
    "source_url": "Source address",
    "url": "Address",
}


def heading(column: str) -> str:
    """Return the heading of a column: its own, or its machine name as words.

    Parameters
    ----------
    column
        Machine name of a column.

    Returns
    -------
    str
        Words for the first row of a table, beginning with a capital letter.

    Examples
    --------
    >>> heading("value_si"), heading("headline_claim")
    ('Value, normalised', 'Headline claim')
    """
    return _NAMED.get(column, column.replace("_", " ").capitalize())
