"""Citations: every document in three formats, read back by three libraries, no date more precise than it is known."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import bibtexparser
import pytest
import rispy
import yaml
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

import geo
from geo import Selection, UnknownIdError
from geo.catalog import versions
from geo.catalog.selection import select
from geo.export import citations
from geo.export.works import PersonName, Work
from geo.language import wording

ROOT = Path(__file__).resolve().parents[2]
TYPES = {"article-newspaper", "dataset", "document", "report", "webpage"}
TEX = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
}
NASTY = Work(
    key="nasty",
    kind="webpage",
    title='100% of {it} costs $5_000 & #1 \\ ~ ^ "quoted" {unbalanced, Жаңа',
    names=(PersonName("Mc{Brace", "A. and B."), PersonName("R & D_Office", literal=True)),
    publisher="A, B } and C",
    date="2024",
    url="https://example.org/a_b%20c?d={x}&e=~f#g",
)


@pytest.fixture(scope="module")
def works(catalog):
    return (citations.dataset(catalog), *citations.sources(catalog))


@pytest.fixture(scope="module")
def dates(catalog):
    return {str(key): text for key, text in catalog.sources["date"].items()} | {
        f"kazakhstan-deposits-{catalog.version}": catalog.schema.created
    }


def plain_text(value):
    """Undo the escapes of BibTeX."""
    text = re.sub(r"^\{(.*)\}$", r"\1", value, flags=re.DOTALL)
    for number, written in enumerate(TEX):
        text = text.replace(written, f"\0{number}")
    text = re.sub(r"\\([$&%#_])", r"\1", text)
    return re.sub(r"\0(\d)", lambda match: list(TEX.values())[int(match[1])], text)


def bibtex_entries(text):
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    return {entry.key: {name: field.value for name, field in entry.fields_dict.items()} for entry in library.entries}


def ris_entries(text):
    return {entry["id"]: entry for entry in rispy.loads(text)}


def test_every_document_and_the_data_set_are_there(works, catalog):
    assert [work.key for work in works[1:]] == list(catalog.sources.index)
    assert len(works) == len(catalog.sources) + 1 > 100
    keys = [work.key for work in works]
    assert [item["id"] for item in json.loads(citations.csl_json(works))] == keys
    assert list(bibtex_entries(citations.bibtex(works))) == keys
    assert list(ris_entries(citations.ris(works))) == keys


def test_citeproc_takes_every_item_and_makes_a_reference_of_it(works):
    source = CiteProcJSON(json.loads(citations.csl_json(works)))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    made = CitationStylesBibliography(style, source, formatter.plain)
    for work in works:
        made.register(Citation([CitationItem(work.key)]))
    texts = [str(text) for text in made.bibliography()]
    assert len(texts) == len(works)
    by_key = dict(zip(made.keys, texts, strict=True))
    assert "Loginov, R." in by_key["seed_000"]
    assert "(2025)" in by_key["seed_000"]
    assert "Togizov and others (2023)" in by_key["minerals13_1458"]
    for work in works:
        words = re.sub(r"\W+", "", work.title).casefold()
        assert words in re.sub(r"\W+", "", by_key[work.key]).casefold()
        if "/" not in work.date:  # citeproc-py leaves the year out where both ends of a span lie in it
            assert (f"({work.date[:4]})" in by_key[work.key]) == bool(work.date), by_key[work.key]


def test_csl_has_known_types_and_no_empty_field(works):
    for item in map(citations.csl, works):
        assert item["type"] in TYPES
        assert all(item.values())
        assert set(item) <= {
            *("id", "type", "title", "author", "container-title", "publisher", "issued", "URL", "language"),
            *("version", "note", "DOI"),
        }


def test_a_date_has_the_parts_that_are_known_and_no_more(works, dates, catalog):
    csl = {item["id"]: item for item in map(citations.csl, works)}
    bibtex, ris = bibtex_entries(citations.bibtex(works)), ris_entries(citations.ris(works))
    lengths = {"day": 3, "month": 2, "year": 1}
    seen = set()
    for key, text in dates.items():
        precision = catalog.sources["date_precision"].get(key, "day")
        seen.add(precision)
        assert bibtex[key].get("date", "") == text
        if not text:
            assert "issued" not in csl[key]
            assert not {"year", "month"} & set(bibtex[key])
            assert not {"year", "date"} & set(ris[key])
            continue
        parts = csl[key]["issued"]["date-parts"]
        assert ["-".join(f"{number:02d}" for number in part) for part in parts] == text.split("/")
        if precision == "range":
            assert len(parts) == 2
            assert "month" not in bibtex[key]
        else:
            assert [len(part) for part in parts] == [lengths[precision]]
            assert [part for part in ris[key]["date"].split("/") if part] == text.split("-")
            assert bibtex[key]["year"] == text[:4]
            assert ("month" in bibtex[key]) == (precision != "year")
        assert ris[key]["year"] == text[:4]
    assert seen == {"day", "month", "year", "range", "unknown"}


def test_a_date_that_is_not_printed_is_called_so(catalog):
    (work,) = citations.sources(catalog, ["seed_000"])
    assert catalog.sources.at["seed_000", "date_basis"] == "estimated"
    assert citations.csl(work)["issued"] == {"date-parts": [[2025, 11]], "circa": True}
    assert bibtex_entries(citations.bibtex([work]))["seed_000"]["note"] == "Date estimated"
    assert ris_entries(citations.ris([work]))["seed_000"]["notes"] == ["Date estimated"]
    assert "November 2025 (estimated)" in citations.plain(work)


def test_titles_and_addresses_come_back_whole(works):
    bibtex, ris = bibtex_entries(citations.bibtex(works)), ris_entries(citations.ris(works))
    for work in works:
        assert plain_text(bibtex[work.key]["title"]) == work.title == ris[work.key]["title"]
        assert bibtex[work.key].get("url", "") == work.url
        assert ris[work.key].get("urls", [""])[0] == work.url
        assert plain_text(bibtex[work.key].get("howpublished", "")) == work.publisher


def test_signs_of_tex_and_braces_do_no_harm():
    after = replace(NASTY, key="after", title="whole")
    entries = bibtex_entries(citations.bibtex([NASTY, after]))
    assert list(entries) == ["nasty", "after"]
    assert plain_text(entries["nasty"]["title"]) == NASTY.title
    assert entries["nasty"]["url"] == "https://example.org/a_b%20c?d=%7Bx%7D&e=~f#g"
    assert citations.bibtex([NASTY]).count("{") == citations.bibtex([NASTY]).count("}")


def test_a_line_end_in_a_title_makes_no_new_tag(broken):
    broken.cells("sources.csv", "afp_20250402", title="One\r\nER  - \nTY  - BOOK", author="A\nB")
    (work,) = citations.sources(geo.load(broken.path), ["afp_20250402"])
    assert work.title == "One ER - TY - BOOK"
    assert list(ris_entries(citations.ris([work]))) == ["afp_20250402"]


def test_no_author_of_the_data_is_lost(works, catalog):
    for work in works[1:]:
        printed = re.sub(r"\([^)]*\)|et al\.", "", catalog.sources.at[work.key, "author"])
        letters = sorted(re.findall(r"\w", re.sub(r"\band\b", "", printed)))
        assert sorted(re.findall(r"\w", "".join(name.family + name.given for name in work.names))) == letters


def test_others_are_said_in_every_format(catalog):
    (work,) = citations.sources(catalog, ["minerals13_1458"])
    assert citations.csl(work)["author"] == [{"family": "Togizov"}, {"literal": "others"}]
    assert bibtex_entries(citations.bibtex([work]))[work.key]["author"] == "Togizov and others"
    assert ris_entries(citations.ris([work]))[work.key]["authors"] == ["Togizov"]
    assert "The authors named here have others beside them (et al.)" in citations.ris([work])
    assert citations.plain(work).startswith("Togizov and others. ")


def test_the_plain_line_reads_as_a_reference(catalog):
    assert citations.plain(citations.source(catalog, "afp_20250402")) == (
        "AFP. Kazakhstan discovers its largest rare earths deposit. Channel NewsAsia / AFP, 2 April 2025. "
        "https://www.channelnewsasia.com/world/kazakhstan-discovers-its-largest-rare-earths-deposit-5040026"
    )
    said = citations.plain(citations.dataset(catalog, "Selection: Nd"))
    digest = versions.digest(catalog.folder)
    assert said == (
        "Kazakhstan Deposits. Kazakhstan's rare-earth and rare-metal deposits: sites, claims and their sources. "
        f"Version {catalog.version}, {wording.date(catalog.schema.created)}. CC-BY-4.0. Selection: Nd. "
        f"No address of its own: cited by version and SHA-256 of the data, {digest}."
    )
    assert "no date" in citations.plain(citations.source(catalog, "sozmedia"))
    assert not re.search(r"[.?!]\.", " ".join(map(citations.plain, citations.sources(catalog))).replace("...", ""))


def test_a_doi_is_a_field_of_its_own_in_every_format(works):
    known = {work.key: work.doi for work in works if work.doi}
    assert known["gsc_295581"] == "10.4095/295581"
    assert known["sgem2022_isl"] == "10.5593/sgem2022/1.1/s03.041"
    assert set(known) == {work.key for work in works if "doi.org/" in work.url}
    assert {item["id"]: item["DOI"] for item in map(citations.csl, works) if "DOI" in item} == known
    bibtex = bibtex_entries(citations.bibtex(works))
    assert {key: plain_text(entry["doi"]) for key, entry in bibtex.items() if "doi" in entry} == known
    assert {key: entry["doi"] for key, entry in ris_entries(citations.ris(works)).items() if "doi" in entry} == known


def test_no_format_makes_a_person_of_et_al(works):
    assert sum(work.others for work in works) > 3
    assert all("et al" not in str(item.get("author", "")) for item in map(citations.csl, works))
    assert all("et al" not in str(entry.get("authors", "")) for entry in ris_entries(citations.ris(works)).values())


def test_the_data_set_has_the_address_and_publisher_that_its_descriptor_gives(catalog, broken):
    without = citations.dataset(catalog)
    assert (without.url, without.publisher) == ("", "")
    assert versions.digest(catalog.folder) in without.note
    broken.descriptor(
        lambda document: document.update(
            homepage="https://example.org/deposits",
            contributors=[{"title": "Someone"}, {"title": "A Press", "roles": ["publisher"]}],
        )
    )
    work = citations.dataset(geo.load(broken.path))
    assert (work.url, work.publisher) == ("https://example.org/deposits", "A Press")
    assert "No address" not in work.note


def test_an_unknown_document_is_named(catalog):
    with pytest.raises(UnknownIdError, match="'nobody' is not the id of a source"):
        citations.source(catalog, "nobody")
    with pytest.raises(UnknownIdError, match="'nobody'"):
        citations.sources(catalog, ["seed_000", "nobody"])


def test_the_documents_of_a_view_are_those_it_rests_on(prepared, catalog):
    everything = set(citations.source_ids(select(prepared)))
    assert set(catalog.claims.loc[catalog.claims["review"] != "hide", "source_id"]) <= everything
    view = select(prepared, Selection(regions=("KZ-47",)))
    few = citations.source_ids(view)
    assert list(few) == [item for item in catalog.sources.index if item in set(few)]
    assert {item for ids in view.sites["source_ids"] for item in ids} <= set(few)
    assert set(view.sites["location_source_id"]) - {""} <= set(few)
    assert set(few) < everything
    one = citations.source_ids(select(prepared, Selection(sources=("seed_004",))))
    placed = set(select(prepared, Selection(sources=("seed_004",))).sites["location_source_id"])
    behind = set(catalog.roots["source_id"])
    assert "seed_004" in one
    assert set(one) <= {"seed_004"} | placed | behind


def test_the_documents_of_a_site_begin_with_those_that_list_it(catalog):
    claims = catalog.claims[catalog.claims["subject_ids"].map(lambda ids: "irgiz" in ids)]
    found = citations.used_by(catalog, "irgiz", claims)
    listed = catalog.sites.at["irgiz", "source_ids"]
    assert found[: len(listed)] == tuple(listed)
    assert set(found) == {*listed, *claims["source_id"]}
    assert len(set(found)) == len(found)


def test_the_citation_file_says_what_the_data_say(catalog):
    said = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    descriptor = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    allowed = {
        *("abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi", "identifiers", "keywords"),
        *("license", "license-url", "message", "preferred-citation", "references", "repository", "repository-artifact"),
        *("repository-code", "title", "type", "url", "version"),
    }
    assert {"authors", "cff-version", "message", "title"} <= set(said) <= allowed
    assert said["cff-version"] == "1.2.0"
    assert said["type"] == "dataset"
    assert said["title"] == descriptor["title"]
    assert said["version"] == descriptor["version"] == catalog.version
    assert said["date-released"] == descriptor["created"][:10]
    assert said["license"] == descriptor["licenses"][0]["name"]
    assert [author["name"] for author in said["authors"]] == [citations.COLLECTION]
