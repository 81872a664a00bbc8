"""The columns of a workbook: their headings in words, their widths, and which go on in the next line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FIRST_SOURCES = ("source_1", "source_2", "source_3")
"""Columns of the sheet Sites that lead to the first documents of a site, by their titles."""

WRAPPED = (
    "headline_claim",
    "as_written",
    "title",
    "source_title",
    "deposit_type",
    "status",
    "operator",
    *FIRST_SOURCES,
    "note",
    "paraphrase",
    "root_note",
    "review_reason",
    "location_note",
    "where",
    "subject_label",
    "publisher",
)
"""Columns of sentences and titles, which go on in the next line of their cell."""
_REMARKS = (
    "note",
    "paraphrase",
    "root_note",
    "review_reason",
    "location_note",
    "where",
    "sources",
    "source_urls",
)
WIDTHS: Mapping[str, int] = {
    **dict.fromkeys(("name_en", "name_ru", "name_kk", "subject_label", "publisher", "deposit_type", "status"), 26),
    **dict.fromkeys(("headline_claim", "as_written", "title", "source_title", "url", "source_url", "operator"), 44),
    **dict.fromkeys(FIRST_SOURCES, 36),
    **dict.fromkeys(_REMARKS, 60),
    **dict.fromkeys(("value", "value_max", "out_of", "latitude", "longitude", "claims", "uncertainty_km"), 11),
}
"""Widths of columns in letters; sentences are wrapped, so they get no more than they need to be read."""
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
    "region_basis": "How the region is known",
    "status_class": "Class of status",
    "commodities": "Other commodities",
    "location_source_id": "Source of the place, ID",
    "location_note": "How the place was found",
    "category_system": "Family of codes",
    "category_codes": "Codes of the category",
    "as_of": "As of",
    "scope": "Part covered",
    "scope_as_written": "Part covered, as written",
    "measurand": "What is measured",
    "cutoff": "Cut-off",
    "cumulative": "Summed over years",
    "revision_of": "Replaces claim, ID",
    "archived_url": "Archived address",
    "accessed": "Read on",
    "fact_id": "Fact ID",
    "search_id": "Search ID",
    "where": "Where it was looked for",
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
_ELSEWHERE: Final[Mapping[tuple[str, str], str]] = {
    ("Facts", "value"): "Statement",
}


def heading(column: str, sheet: str = "") -> str:
    """Return the heading of a column: its own, or its machine name as words.

    Parameters
    ----------
    column
        Machine name of a column.
    sheet
        Sheet that it stands in, where a column of that name holds something else there.

    Returns
    -------
    str
        Words for the first row of a table, beginning with a capital letter.

    Examples
    --------
    >>> heading("value_si"), heading("headline_claim")
    ('Value, normalised', 'Headline claim')
    """
    return _ELSEWHERE.get((sheet, column)) or _NAMED.get(column, column.replace("_", " ").capitalize())
