"""Which words of a text a term is found in, language by language."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.categorise.words import acronym, primary, stemming
from syndicate.text import fold

from .editors import judge, text

# language, term, title, what is quoted of it (nothing: not found)
FORMS = [
    ("en", "municipality", "Two municipalities, one plan", "municipalities"),
    ("en", "development cooperation", "On development co-operation", None),
    ("en", "town to town", "A town-to-town project", "town-to-town"),
    ("en", "town-to-town", "From town to town", "town to town"),
    ("en", "North-South", "The North–South divide", "North–South"),
    ("en", "Ukraine", "Ukraine's mayors", "Ukraine"),
    ("en", "partner city", "The partner of our city", None),
    ("en", "aid", "He said so", None),
    ("en", "town", "Small TOWNS", "TOWNS"),
    ("fr", "coopération décentralisée", "Les coopérations décentralisées", "coopérations décentralisées"),
    ("fr", "coopération décentralisée", "LA COOPERATION DECENTRALISEE", "COOPERATION DECENTRALISEE"),
    ("fr", "municipalité", "Des MUNICIPALITES unies", "MUNICIPALITES"),
    ("fr", "Europe", "Que fait l'Europe ?", "Europe"),
    ("fr", "Europe", "Que fait l’Europe ?", "Europe"),
    ("fr", "œuvre", "La main d'oeuvre", "oeuvre"),
    ("fr", "été", "tétée", None),
    ("de", "Städtepartnerschaft", "Neue Städtepartnerschaften", "Städtepartnerschaften"),
    ("de", "Straße", "STRASSE frei", "STRASSE"),
    ("de", "Ägypten", "Besuch in Ägypten", "Ägypten"),
    ("de", "Entwicklung", "Ent\u00adwick\u00adlung vor Ort", "Ent\u00adwick\u00adlung"),
    ("es", "cooperación", "Nuevas cooperaciones", "cooperaciones"),
    ("es", "cooperación", "LA COOPERACION HOY", "COOPERACION"),
    ("es", "África", "Africa avanza", "Africa"),
    ("it", "città", "Le città gemelle", "città"),
    ("it", "gemellaggio", "I gemellaggi di oggi", "gemellaggi"),
    ("it", "Unione", "Il bilancio dell'Unione", "Unione"),
    ("pl", "współpraca", "O współpracy miast", "współpracy"),
    ("pl", "Łódź", "Spotkanie w miescie Lodz", "Lodz"),
    ("hr", "općina", "Suradnja s općinama", "općinama"),
    ("el", "ανάπτυξη", "Η ΑΝΑΠΤΥΞΗ τώρα", "ΑΝΑΠΤΥΞΗ"),
    ("el", "ανάπτυξη", "Σχέδια ανάπτυξης", "ανάπτυξης"),
    ("el", "δήμος", "ΔΗΜΟΣ Αθηναίων", "ΔΗΜΟΣ"),
    ("bg", "развитие", "За развитие!", "развитие"),
    ("bg", "развитие", "саморазвитието", None),
    ("bg", "й", "И", "И"),
    ("cs", "rozvoj", "Cesta k rozvoji", "rozvoji"),
    ("xx", "zorbe", "ZORBÉ", "ZORBÉ"),
    ("pt-BR", "município", "Os municípios", "municípios"),
    # Words of one stem that are no forms of each other
    ("en", "governance", "The government fell", None),
    ("en", "housing", "A house was sold", None),
    ("en", "elections", "Who was elected?", None),
    ("fr", "Mali", "Le mal est fait", None),
    ("fr", "Gênes", "Les gens du pays", None),
    ("fr", "coopérants", "La coopération va bien", None),
    ("es", "generadores", "La generación del mañana", None),
    ("es", "menas", "Más o menos", None),
    ("it", "salute", "Salire in montagna", None),
    ("nl", "gemeente", "Een mening over alles", None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "term", "title", "quoted"), FORMS)
def test_a_term_is_found_in_its_forms(language: str, term: str, title: str, quoted: str | None) -> None:
    match = judge({"any": [{language: [term]}]}, text(title, language))
    assert (match.reasons[0].words if match else None) == quoted


# term, title, whether it is found
STRICT = [
    ("developer", "The development of towns", True),  # stems run together …
    ("=developer", "The development of towns", False),  # … so there is an exact form
    ("=developer", "A Developer speaks", True),
    ("=developer", "Two developers speak", False),
    ("=local government", "Local government matters", True),
    ("=local government", "Local governance matters", False),
    ("=développé", "DEVELOPPE", True),
    ("WHO", "The WHO in Geneva", True),
    ("WHO", "Who pays?", False),
    ("WHO", "who pays?", False),
    ("UN Habitat", "UN-Habitat meets", True),
    ("UN Habitat", "Un habitat digne", False),
    ("G20", "The G20 in Rome", True),
    ("SDGs", "Towns and the SDGs", True),
    ("U", "The letter u", True),
    ("NGO", "Two NGOs of a town", True),
    ("NGOs", "A NGO of a town", True),
    ("NGOs", "NGOS of a town", False),
    ("=NGO", "Two NGOs of a town", False),
    ("SDG", "De SDG's van de gemeente", True),
    ("US", "It uses us", False),
    ("MDG 8", "What MDGs say", False),
    ("UN", "RECRUTEMENT D'UN(e) CONSEILLER·E", False),  # all in capitals, a short word looks like an acronym
    ("UN", "WELCOME TO THE UN AND ITS SECURITY COUNCIL", False),
    ("UN", "COP 30: UN ON SDG 11", True),
    ("UNESCO", "WELCOME TO THE UNESCO AND ITS COUNCIL", True),
    ("UN Habitat", "UN HABITAT: WELCOME, PARTICIPANTS", True),
    ("DECENTRALISED", "Decentralised towns", True),  # seven letters and more are no acronym
]


@pytest.mark.parametrize(("term", "title", "found"), STRICT)
def test_exact_forms_and_acronyms(term: str, title: str, found: bool) -> None:
    assert bool(judge({"any": [term]}, text(title))) is found


# languages of the rule, language of the item, whether the rule's words are looked for in it
READ = [
    ("en", "en", True),
    ("en", "fr", True),
    ("en", "xx", True),
    ("fr", "en", False),
    ("fr", "fr", True),
    ("fr", "fr-BE", True),
    ("fr-BE", "fr-CH", True),
    ("fr", None, True),
    ("el", None, True),
]


@pytest.mark.parametrize(("written", "item", "found"), READ)
def test_the_language_of_an_item_decides_which_words_apply(
    written: str, item: str | None, found: bool
) -> None:
    assert bool(judge({"any": [{written: ["Benin"]}]}, text("Benin", item))) is found


@pytest.mark.parametrize("language", ["en", "fr", "de", "bg", "xx", None])
def test_a_phrase_of_no_language_applies_to_every_item(language: str | None) -> None:
    assert judge({"any": ["Global Gateway"]}, text("Global Gateway", language))


def test_a_phrase_of_no_language_is_read_in_the_language_of_the_item() -> None:
    rules = {"any": ["coopération décentralisée"]}
    assert judge(rules, text("Coopérations décentralisées", "fr"), terms={"x": {"fr": ["y"]}})


# Words that begin or end with a letter that has a mark, or are of another alphabet.
EDGED = [
    "été", "élu", "cidadã", "Łódź", "Ørsted", "česká", "ĝarden",
    "Ελλάδα", "ήλιος", "αγορά", "Ωδείο",
    "Україна", "развитие", "йога", "край", "Її", "ёлка",
]  # fmt: skip
FORM = st.sampled_from(("NFC", "NFD"))
LANGUAGE = st.sampled_from([None, "en", "fr", "pl", "el", "bg", "uk"])
# What may stand beside a word and is none of it: nothing, spaces, signs, a mark upon one of these.
BESIDE = st.sampled_from(
    [
        "", " ", "\u00a0", "\n", "«", "»", "“", "”", "'", "’", "(", ")", "[", "—", "–", "-", "/", ".", ",", ";",
        ":", "·", "…", "!", "?", "¿", "€", " \u0301", "-\u0308", "(\u0327", "«\u0306",
    ]
)  # fmt: skip


@given(
    st.sampled_from(EDGED), FORM, FORM, BESIDE, BESIDE, st.sampled_from(["", "\u0301", "\u0327"]), LANGUAGE
)
def test_accented_greek_and_cyrillic_words_match_at_their_edges(
    word: str,
    written: Literal["NFC", "NFD"],
    printed: Literal["NFC", "NFD"],
    before: str,
    after: str,
    mark: str,
    language: str | None,
) -> None:
    term = "=" + unicodedata.normalize(written, word)
    title = unicodedata.normalize(printed, before + word + mark + after)
    match = judge({"any": [term]}, text(title, language))
    assert match
    assert fold(match.reasons[0].words) == fold(word)


@given(st.sampled_from(EDGED), FORM, FORM, st.sampled_from("aéøαήωбйї"), st.booleans(), LANGUAGE)
def test_accented_greek_and_cyrillic_words_are_not_found_within_longer_ones(
    word: str,
    written: Literal["NFC", "NFD"],
    printed: Literal["NFC", "NFD"],
    letter: str,
    leads: bool,
    language: str | None,
) -> None:
    term = "=" + unicodedata.normalize(written, word)
    title = unicodedata.normalize(printed, letter + word if leads else word + letter)
    assert judge({"any": [term]}, text(title, language)) is None


@given(
    st.text(alphabet=st.characters(categories=["L", "N", "M", "P", "Z"])), st.sampled_from(["en", "el", "bg"])
)
def test_stems_can_be_joined_by_spaces(word: str, language: str) -> None:
    if " " not in word:
        assert " " not in stemming(language)(word)


def test_a_word_without_a_stemmer_is_compared_as_it_is() -> None:
    assert stemming("bg")("Община") == fold("община")


@pytest.mark.parametrize(
    ("language", "word", "printed"),
    [
        ("tr", "belediye", "BELEDİYE"),
        ("tr", "belediye", "BELEDI\u0307YE"),
        ("el", "συνεργασία", "συνεργασίας"),
        ("el", "Ουκρανία", "ΟΥΚΡΑΝΙΑΣ"),
        ("el", "κοινωνίας", "κοινωνία"),
    ],
)
def test_words_whose_forms_a_stemmer_alone_would_part(language: str, word: str, printed: str) -> None:
    assert stemming(language)(word) == stemming(language)(printed)


@pytest.mark.parametrize("word", ["WHO", "ODA", "G20", "ООН", "ΟΗΕ"])
def test_acronyms(word: str) -> None:
    assert acronym(word)


@pytest.mark.parametrize("word", ["Who", "2030", "A", "SDGs", "UNESCO1"])
def test_no_acronyms(word: str) -> None:
    assert not acronym(word)


def test_the_primary_subtag() -> None:
    assert (primary("pt-BR"), primary("en")) == ("pt", "en")
