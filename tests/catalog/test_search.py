"""Search: the right site first, guesses marked, rubbish refused, any input survived."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.catalog.name_index import NameIndex
from geo.catalog.search import LONGEST_QUERY, Hit, find

NAMES = {
    "kuirektykol": ("Kuirektykol", "Куйректыколь", "Күйректікөл", "Құйрықтыкөл", "Kuyrektykol", "Kuiryktykol"),
    "irgiz": ("Irgiz", "Иргиз", "Ырғыз", "Irgiz zone"),
    "dos1": ("Dos 1", "Дос 1", "Дос-1"),
    "dos2": ("Dos 2", "Дос 2", "Дос-2", "Dos 2 zone"),
    "dos3": ("Dos 3", "Дос 3", "Дос-3"),
    "zhana_kazakhstan": ("Zhana Kazakhstan", "Жана Казахстан", "Жаңа Қазақстан"),
    "north_katpar": ("North Katpar", "Северный Катпар", "Солтүстік Қатпар", "Qatpar"),
    "upper_kairakty": ("Upper Kairakty", "Верхнее Кайракты", "Жоғарғы Қайрақты", "Verkhne-Kairaktinskoe"),
    "bala_sauskandyk": ("Balasausqandiq", "Бала-Саускандык", "Баласаусқандық", "Balakauskandynskoe (sic, USGS)"),
    "kundybay": ("Kundybai", "Кундыбай", "Құндыбай"),
    "verkhnee_espe": ("Verkhnee Espe", "Верхнее Эспе"),
    "karajal": ("Karajal", "Каражал", "Қаражал"),
    "kara_oba": ("Kara-Oba", "Караоба", "Қараоба"),
    "zhanatas": ("Zhanatas", "Жанатас", "Жаңатас"),
    "vost_kounrad": ("East Kounrad", "Восточный Коунрад", "Северный Коунрад"),
    "yuzhny_zhaur": ("Yuzhny Zhaur", "Южный Жаур", "Оңтүстік Жауыр"),
    "akhmirovskoe": ("Akhmirovskoe", "Ахмировское", "Novo-Akhmirovskoye"),
    "druzhba_a": ("Druzhba A", "Дружба А"),
    "druzhba_b": ("Druzhba B", "Дружба Б"),
    "tomak": ("Tomak", "Томак"),
}
DISTRICTS = {"tomak": "Shet", "irgiz": "Karkaraly (Qarqaraly)", "kuirektykol": "Karkaraly (Qarqaraly)", "karajal": ""}
INDEX = NameIndex.from_names(NAMES, DISTRICTS)

LAYERS = sorted((Path(__file__).parents[2] / "data" / "sites").glob("*.geojson"))


def ids(words: str, index: NameIndex = INDEX) -> list[str]:
    return [hit.site_id for hit in find(index, words)]


def real_names() -> dict[str, list[str]]:
    """Read the repository's layers as plain JSON, so that a fault of the loader is not a fault of the search."""
    features = [f["properties"] for layer in LAYERS for f in json.loads(layer.read_text(encoding="utf-8"))["features"]]
    columns = ("name_en", "name_ru", "name_kk")
    return {f["site_id"]: [f[c] for c in columns if f.get(c)] + list(f.get("aliases") or ()) for f in features}


REAL = real_names()
REAL_INDEX = NameIndex.from_names(REAL)

FIRST = [
    ("Жана Казахстан", "zhana_kazakhstan"),
    ("Жаңа Қазақстан", "zhana_kazakhstan"),
    ("Zana Kazakhstan", "zhana_kazakhstan"),
    ("Jana Qazaqstan", "zhana_kazakhstan"),
    ("New Kazakhstan", "zhana_kazakhstan"),
    ("Новый Казахстан", "zhana_kazakhstan"),
    ("Severny Katpar", "north_katpar"),
    ("Солтүстік Қатпар", "north_katpar"),
    ("north qatpar", "north_katpar"),
    ("Katpar, Northern", "north_katpar"),
    ("katp", "north_katpar"),
    ("Verkhniy Kairakty", "upper_kairakty"),
    ("Upper Qairakty", "upper_kairakty"),
    ("Joğarğı Qairaqty", "upper_kairakty"),
    ("Bala Sauskandyk", "bala_sauskandyk"),
    ("Баласаускандык", "bala_sauskandyk"),
    ("Balasausqandıq", "bala_sauskandyk"),
    ("balasausk", "bala_sauskandyk"),
    ("Verkhnee-Espe", "verkhnee_espe"),
    ("kuirektikol", "kuirektykol"),
    ("Құйрықтыкөл", "kuirektykol"),
    ("kuire", "kuirektykol"),
    ("dos-2", "dos2"),
    ("dos 2", "dos2"),
    ("DOS2", "dos2"),
    ("Kundybay deposit", "kundybay"),
    ("месторождение Кундыбай", "kundybay"),
    ("кен орны Құндыбай", "kundybay"),
    ("Kundibay", "kundybay"),
    ("Condipbay", "kundybay"),
    ("Kundybya", "kundybay"),
]


@pytest.mark.parametrize(("words", "site_id"), FIRST)
def test_first_hit(words: str, site_id: str) -> None:
    assert ids(words)[:1] == [site_id]


@pytest.mark.parametrize(("words", "site_id"), FIRST)
def test_first_hit_in_the_real_data(words: str, site_id: str) -> None:
    assert ids(words, REAL_INDEX)[:1] == [site_id]


@pytest.mark.parametrize(
    ("words", "why", "guess"),
    [
        ("kundyBAI", "exact", False),
        ("Qundybai", "same-spelling", False),
        ("Severny Katpar", "exact", False),
        ("Nord Katpar", "similar", True),
        ("Novy Kazakhstan", "translated", False),
        ("Kazakhstan Zhana", "words", False),
        ("Kairakty", "words", False),
        ("kairak", "prefix", False),
        ("Condipbay", "similar", True),
        ("Balakauskandynskoe", "misprint", True),
        ("Shet", "district", False),
        ("South Katpar", "similar", True),
        ("Druzhba V", "similar", True),
    ],
)
def test_why(words: str, why: str, guess: bool) -> None:
    index = NameIndex.from_names({**NAMES, "north_katpar": ("North Katpar", "Severny Katpar")}, DISTRICTS)
    hit = find(index, words)[0]
    assert (hit.why, hit.did_you_mean) == (why, guess)


def test_a_known_misprint_is_a_guess_and_is_shown_as_written() -> None:
    index = NameIndex.from_names({"kundybay": ["Kundybai", 'Condipbay" (sic, seed_004)']})
    assert find(index, "condipbay") == (Hit("kundybay", 41.0, 'Condipbay" (sic, seed_004)', "misprint", True),)
    assert find(index, "Condip") == ()


WORDS_OF_NO_NAME = ("xyzzy", "gold", "silver", "the", "lithium", "deposit", "hello world", "qwertyuiop", "k", "2022")
WORDS_OF_SEVERAL_NAMES = ("katpar kounrad", "Kundybay gold", "dos 4", "south pole")
NO_WORDS = ("", " ", "\t\n", "...", "()", "(sic)", "🙂", "🗺️🪨", "\x00\x01\x1b", "\ud800", "\u200b", "'")
TOO_LONG = ("a" * 10_000, "кен " * 9_000, "🙂" * 10_000)


@pytest.mark.parametrize(
    "words", [*WORDS_OF_NO_NAME, *WORDS_OF_SEVERAL_NAMES, *NO_WORDS, *TOO_LONG], ids=lambda words: ascii(words[:20])
)
def test_rubbish_finds_nothing(words: str) -> None:
    assert find(INDEX, words) == ()


@pytest.mark.parametrize("words", [*WORDS_OF_NO_NAME, *NO_WORDS, *TOO_LONG], ids=lambda words: ascii(words[:20]))
def test_rubbish_finds_nothing_in_the_real_data(words: str) -> None:
    assert find(REAL_INDEX, words) == ()


def test_all_words_must_match() -> None:
    assert ids("dos 2") == ["dos2"]
    assert ids("Druzhba B") == ["druzhba_b"]
    assert ids("Kounrad North") == ["vost_kounrad"]
    assert set(ids("dos")) == {"dos1", "dos2", "dos3"}


def test_a_translated_word_alone_finds_all_that_bear_it() -> None:
    assert set(ids("upper")) == {"upper_kairakty", "verkhnee_espe"}
    assert set(ids("Солтүстік")) == {"north_katpar", "vost_kounrad"}
    assert ids("jana") == ["zhana_kazakhstan", "akhmirovskoe", "zhanatas"]


def test_better_kinds_of_match_come_first() -> None:
    index = NameIndex.from_names(
        {
            "g_similar": ["Karatav"],
            "f_inside": ["Uzyn Karatau Sai"],
            "e_prefix": ["Karatausai"],
            "d_word": ["Karatau Sai"],
            "b_same": ["Қаратау"],
            "a_exact": ["Karatau"],
        }
    )
    assert ids("Karatau", index) == ["a_exact", "b_same", "d_word", "f_inside", "e_prefix"]
    assert ids("Karatax", index)[:1] == ["a_exact"]


def test_guesses_are_made_only_where_nothing_matches() -> None:
    index = NameIndex.from_names({"inkai": ["Inkai"], "inkar": ["Inkar"]})
    assert ids("Inkay", index) == ["inkai"]
    assert {hit.did_you_mean for hit in find(index, "Inkan")} == {True}


def test_a_typo_never_crosses_digits() -> None:
    index = NameIndex.from_names({"t1": ["Talairyk 1"], "t10": ["Talairyk 10"]})
    assert ids("Talairyk 1", index) == ["t1"]
    assert ids("Talairyk 2", index) == []


def test_a_district_is_below_every_name() -> None:
    index = NameIndex.from_names({"a": ["Tomak"], "b": ["Shetpe"]}, {"a": "Shet"})
    assert [(hit.site_id, hit.why) for hit in find(index, "shet")] == [("b", "prefix"), ("a", "district")]
    assert ids("Karkaraly district") == ids("Қарқаралы ауданы") == ["irgiz", "kuirektykol"]


def test_limit() -> None:
    assert [len(find(INDEX, "dos", limit)) for limit in (None, 0, 1, 2, 99, -1)] == [3, 0, 1, 2, 3, 0]
    assert find(INDEX, "dos", 2) == find(INDEX, "dos")[:2]


ALPHABET = "abcdeghijkqwxyzğşıñöüáаәбвгғдежзийкқлмнңоөпрстуұүхһцчшщъыіьэюя 0129-'"
NAME = st.text(ALPHABET, min_size=1, max_size=24).filter(lambda name: any(c in "aeouабеожктр" for c in name))
QUERY = st.one_of(
    st.text(), NAME, st.sampled_from([name for names in NAMES.values() for name in names]).map(lambda n: n[1:])
)


@given(QUERY)
def test_any_text_gives_a_well_formed_answer_twice(words: str) -> None:
    hits = find(INDEX, words)
    assert hits == find(INDEX, words)
    assert len({hit.site_id for hit in hits}) == len(hits)
    assert list(hits) == sorted(hits, key=lambda hit: (-hit.score, hit.site_id))
    assert all(0 < hit.score <= 100 and hit.did_you_mean == (hit.why in ("similar", "misprint")) for hit in hits)
    assert all(hit.matched in (*NAMES[hit.site_id], DISTRICTS.get(hit.site_id)) for hit in hits)


@given(QUERY.filter(lambda words: len(words) <= LONGEST_QUERY // 2))
def test_space_and_order_of_sites_do_not_matter(words: str) -> None:
    backwards = NameIndex.from_names(dict(reversed(NAMES.items())), DISTRICTS)
    assert find(INDEX, f"  {words}\n") == find(INDEX, words) == find(backwards, words)


@given(st.text(ALPHABET, max_size=30))
def test_case_does_not_matter(words: str) -> None:
    assert find(INDEX, words) == find(INDEX, words.upper()) == find(INDEX, words.title())


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(NAME, min_size=1, max_size=4), min_size=1))
def test_every_name_finds_its_own_site_first_or_tied(names: dict[str, list[str]]) -> None:
    assert_every_name_finds_its_own_site(names)


@pytest.mark.parametrize(
    "names", [SimpleNamespace(all=NAMES, id="frozen"), SimpleNamespace(all=REAL, id="data")], ids=lambda n: n.id
)
def test_every_known_name_finds_its_own_site_first_or_tied(names: SimpleNamespace) -> None:
    assert_every_name_finds_its_own_site(names.all)


def assert_every_name_finds_its_own_site(names: dict[str, list[str]]) -> None:
    index = NameIndex.from_names(names)
    for site_id, written in ((site_id, name) for site_id, all_names in names.items() for name in all_names):
        hits = find(index, written)
        own = [hit for hit in hits if hit.site_id == site_id]
        assert own, (written, site_id, hits)
        assert "(sic" in written or own[0].score == hits[0].score, (written, site_id, hits)


@pytest.mark.parametrize("nonsense", ["aaaaaaaa", "zzzz", "ааааа", "a" * 200, "zhzhzhzh", "kkkk aaaa", "WWW"])
def test_a_letter_said_often_is_no_beginning_of_a_name(catalog, nonsense):
    assert find(NameIndex.from_sites(catalog.sites), nonsense) == ()


@pytest.mark.parametrize("beginning", ["Zh", "Zha", "Жа", "Ak", "Kar", "Каттп"])
def test_short_beginnings_still_find(catalog, beginning):
    assert find(NameIndex.from_sites(catalog.sites), beginning)
