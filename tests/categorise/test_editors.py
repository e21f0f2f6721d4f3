"""The shipped rules against items as an editor would file them, and against the phrases that mislead."""

from pathlib import Path

import pytest

from syndicate.categorise import categorise, rulebook
from syndicate.categorise.measure import measure
from syndicate.cli import labelled
from syndicate.config import live
from syndicate.config.load import load

from .editors import text

ROOT = Path(__file__).parents[2]
ITEMS = ROOT / "tests" / "data" / "editors" / "items.jsonl"
TEXT, BESIDE = live.written(ROOT / "feeds.yaml")
CONFIG = load(TEXT, beside=BESIDE)
BOOK = rulebook(CONFIG)


def filed(title: str, language: str) -> set[str]:
    return {match.category for match in categorise(BOOK, text(title, language, source="none"))}


def test_items_are_filed_as_an_editor_would() -> None:
    found = measure(BOOK, labelled.read(ITEMS))
    for name, report in found.items():
        assert report.score.f1 >= 0.93, f"{name}: {[one.item.variant.title for one in report.errors]}"


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "European Regional Development Fund: municipalities send in their projects"),
        ("en", "The International Union of Architects gives a prize to the town hall"),
        ("en", "Councils welcome refugees from Ukraine: reception of refugees in our towns"),
        ("en", "Missile hits Kharkiv, the mayor says"),
        ("en", "The mayor of Santa Fe, New Mexico, opens a library"),
        ("en", "Twinning of the gas pipeline goes on"),
        ("fr", "Le Fonds européen de développement régional finance la commune"),
        ("fr", "Développement de logiciels pour la mairie"),
        ("de", "Unterbringung von Flüchtlingen aus der Ukraine: Städte warten auf Geld"),
        ("de", "Die Stadt schreibt die Softwareentwicklung aus"),
        ("es", "El Fondo Europeo de Desarrollo Regional paga el nuevo mercado municipal"),
        ("es", "Plan de desarrollo urbano del municipio"),
        ("it", "Il Fondo europeo di sviluppo regionale per i comuni"),
        ("it", "Città amiche dei bambini: il comune aderisce"),
    ],
)
def test_what_only_looks_like_the_subject_stays_out(language: str, title: str) -> None:
    assert filed(title, language) == set()


@pytest.mark.parametrize(
    ("language", "twinning"),
    [
        ("bg", "побратимени градове"), ("cs", "partnerská města"), ("da", "venskabsbyer"), ("de", "Städtepartnerschaft"),
        ("el", "αδελφοποίηση"), ("en", "town twinning"), ("es", "hermanamiento"), ("et", "sõpruslinnad"),
        ("fi", "ystävyyskaupungit"), ("fr", "jumelage"), ("ga", "nascadh bailte"), ("hr", "gradovi prijatelji"),
        ("hu", "testvérvárosok"), ("it", "gemellaggio"), ("lt", "miestai partneriai"), ("lv", "sadraudzības pilsētas"),
        ("mt", "ġemellaġġ"), ("nl", "stedenbanden"), ("pl", "miasta partnerskie"), ("pt", "geminações"),
        ("ro", "orașe înfrățite"), ("sk", "partnerské mestá"), ("sl", "pobratena mesta"), ("sv", "vänorter"),
    ],
)  # fmt: skip
def test_twinning_is_known_in_every_language_of_the_union(language: str, twinning: str) -> None:
    assert filed(twinning, language) == {"international-action"}


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("nl", "Hongaarse gemeente viert dertig jaar vriendschap met ons dorp"),
        ("de", "Fünfzig Jahre Freundschaft: Besuch in der polnischen Gemeinde"),
        ("de", "Kyjiws Bürgermeister dankt den Gemeinden"),
        ("pl", "Jubileusz partnerstwa z gminą w Bawarii"),
        ("sv", "Avsiktsförklaring om partnerskap mellan två städer"),
        ("en", "UCLG stands with cities that are welcoming refugees"),
        ("en", "Observers of the Congress follow the local elections"),
        ("es", "Ciudades rechazan el golpe de Estado en Bolivia"),
        ("fr", "Les capitales européennes et les capitales africaines se parlent"),
        ("pl", "Wóz strażacki trafi do Lwowa"),
    ],
)
def test_towns_of_two_countries_are_international_action(language: str, title: str) -> None:
    assert filed(title, language) == {"international-action"}


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("nl", "Stichting Stedenband Gent – San Carlos: het werk in Nicaragua"),
        ("de", "Kontakt mit der Partnerstadt in Togo wird enger"),
        ("fr", "Appel à projets franco-palestinien"),
        ("en", "Nijmegen and Matagalpa: two libraries and a choir"),
        ("it", "Comuni, protocollo con i sindaci del Senegal"),
        ("sv", "Samarbetsprojekt mellan kommunen och Baringo i Kenya"),
        ("fr", "Le programme de coopération internationale communale fête ses vingt ans"),
    ],
)
def test_partners_in_the_south_are_both(language: str, title: str) -> None:
    assert filed(title, language) == {"development", "international-action"}


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "UN goals: our town counts what it did"),
        ("de", "Die Stadt und die Ziele der Vereinten Nationen"),
        ("es", "El ayuntamiento aprueba la mayor subvención para Bogotá"),
        ("en", "Lviv and Ghent are shortlisted as European Youth Capital, say the mayors"),
        ("es", "España destina dos millones a los municipios de Honduras"),
        ("fr", "Le Fonds d'action extérieure des collectivités territoriales aidera les communes du Mali"),
    ],
)
def test_goals_grants_and_titles_at_home_are_no_international_action(language: str, title: str) -> None:
    assert "international-action" not in filed(title, language)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Mayor of Durban elected to the UCLG presidency"),
        ("es", "El congreso de CGLU en Durban elige presidente al alcalde"),
        ("en", "Syrian refugees motion: should the borough help families settle?"),
        ("de", "Ausstellung zur Stadtentwicklungspolitik im Rathaus"),
        ("fr", "Réunion du groupe-pays Japon avec les villes"),
    ],
)
def test_elections_of_networks_and_news_of_home_are_no_development(language: str, title: str) -> None:
    assert "development" not in filed(title, language)


def test_every_list_is_used() -> None:
    rules = str([(one.mask, one.any, one.none) for one in CONFIG.categories.values()])
    assert [name for name in CONFIG.terms if f"'{name}'" not in rules] == []
