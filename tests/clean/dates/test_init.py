"""Dates as sources print them, by format, in words and counted from now; what could be two days is none."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.clean.dates import mistakes, parse
from syndicate.clean.dates.months import TABLE, number
from syndicate.config.model import Config
from syndicate.model import DateStyle

NOW = datetime(2024, 5, 2, 10, tzinfo=UTC)
SIXTH = datetime(2015, 8, 6, tzinfo=UTC)
HALF_PAST_TWO = datetime(2015, 8, 6, 14, 30, tzinfo=UTC)

# 6 August 2015 as each language of the EU writes it, in words and in numbers.
LONG = [
    ("bg", "6 август 2015 г."), ("cs", "6. srpna 2015"), ("da", "6. august 2015"), ("de", "Donnerstag, 6. August 2015"),
    ("el", "6 Αυγούστου 2015"), ("en", "August 6th, 2015"), ("es", "6 de agosto de 2015"), ("et", "6. august 2015"),
    ("fi", "6. elokuuta 2015"), ("fr", "jeudi 6 août 2015"), ("ga", "6 Lúnasa 2015"), ("hr", "6. kolovoza 2015."),
    ("hu", "2015. augusztus 6."), ("it", "6 agosto 2015"), ("lt", "2015 m. rugpjūčio 6 d."),
    ("lv", "2015. gada 6. augusts"), ("mt", "6 ta' Awwissu 2015"), ("nl", "6 augustus 2015"), ("pl", "6 sierpnia 2015 r."),
    ("pt", "6 de agosto de 2015"), ("ro", "6 august 2015"), ("sk", "6. augusta 2015"), ("sl", "6. avgust 2015"),
    ("sv", "6 augusti 2015"), ("fr", "6 AOUT 2015"), ("ga", "6ú Lúnasa 2015"), ("lt", "2015 rugp. 6"), ("de", "6. Aug. 2015"),
    ("fr", "6 August 2015"), (None, "6 août 2015"), ("xx", "6 August 2015"),
    ("de", "06.08.2015"), ("fr", "06/08/2015"), ("nl", "6-8-2015"), ("cs", "6. 8. 2015"), ("hu", "2015.08.06."),
    ("sv", "2015-08-06"), ("en-GB", "06/08/2015"), ("en", "2015/08/06"), ("lt", "Publikuota 2015-08-06"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), LONG)
def test_a_day(language: str | None, text: str) -> None:
    assert parse(text, DateStyle(language=language)) == SIXTH
    assert parse(f"  {text} ", DateStyle(language=language)) == SIXTH


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "6 août 2015 - 14h30"), ("fr", "6 août 2015 à 14 h 30"), ("de", "06.08.2015, 14.30 Uhr"),
        ("fi", "6. elokuuta 2015 klo 14.30"), ("en", "August 6, 2015 2:30 p.m."), ("sv", "6 augusti 2015 kl. 14:30"),
        ("de", "2015-08-06T14:30:00"), ("hu", "2015.08.06. 14:30"),
    ],
)  # fmt: skip
def test_a_time_of_day(language: str, text: str) -> None:
    assert parse(text, DateStyle(language=language)) == HALF_PAST_TWO


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (None, "06.08.2015"), ("en", "06.08.2015"), ("en", "06/08/2015"), ("en-US", "06/08/2015"),
        ("de", "6.–8. August 2015"), ("de", "6. August 2015 bis 8. September 2015"), ("de", "31. Februar 2015"),
        ("de", "6. August"), ("de", "August 2015"), ("de", "06.08.15"), ("de", "32.08.2015"), ("de", "6.13.2015"),
        (None, "6 listopad 2015"), ("de", "6 Augenblick 2015"), ("de", "6. August 1815"), ("de", "x" * 10_000),
        ("fr", "6 août 2015 et 3 autres"), ("de", "vor langer Zeit"), ("xx", "vor 2 Stunden"), ("en", "1" * 5_000),
        ("en", "25:61 6 August 2015"), ("de", "9999999999999 Stunden"), ("lt", "prieš 99999999999 valandas"),
    ],
)  # fmt: skip
def test_what_is_no_day_or_could_be_two(language: str | None, text: str) -> None:
    assert parse(text, DateStyle(language=language), NOW) is None


@pytest.mark.parametrize(("text", "day"), [("25.08.2015", 25), ("08/25/2015", 25), ("08.08.2015", 8)])
def test_numbers_that_can_be_one_day_alone(text: str, day: int) -> None:
    assert parse(text, DateStyle()) == datetime(2015, 8, day, tzinfo=UTC)


@pytest.mark.parametrize(("language", "month"), [("cs", 11), ("pl", 11), ("hr", 10), ("pl-PL", 11)])
def test_one_name_of_two_months(language: str, month: int) -> None:
    moment = parse("6 listopad 2015", DateStyle(language=language))
    assert moment is not None
    assert moment.month == month


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "vor 2 Stunden"), ("fr", "il y a 2 heures"), ("en", "2 hours ago"), ("pl", "2 godziny temu"),
        ("lt", "prieš 2 valandas"), ("lv", "pirms 2 stundām"), ("mt", "2 sigħat ilu"), ("et", "2 tundi tagasi"),
        ("sl", "pred 2 urama"), ("hu", "2 órával ezelőtt"), ("el", "πριν από 2 ώρες"), ("ga", "2 uair ó shin"),
        ("es", "hace 2 horas"), ("it", "2 ore fa"), ("fi", "2 tuntia sitten"), ("de", "heute, 08:00"),
    ],
)  # fmt: skip
def test_dates_that_count_from_now(language: str, text: str) -> None:
    assert parse(text, DateStyle(language=language), NOW) == NOW - timedelta(hours=2)
    assert parse(text, DateStyle(language=language)) is None


@pytest.mark.parametrize(
    ("written", "text", "moment"),
    [
        ("%d.%m.%Y", "06.08.2015", SIXTH),
        ("%m/%d/%Y", "08/06/2015", SIXTH),
        ("%d %B %Y", "6 rugpjūčio 2015", SIXTH),
        ("%d. %b %y", "6. srp. 15", SIXTH),
        ("%A %d %B %Y", "jeudi 6 août 2015", SIXTH),
        ("%Y m. %B %d d.", "2015 m. rugpjūčio 6 d.", SIXTH),
        ("%d %B %Y", "6 Lúnasa 2015", SIXTH),
        ("%d.%m.%Y", "Development - 06.08.2015", SIXTH),
        ("%F %R", "2015-08-06 14:30", HALF_PAST_TWO),
        ("%d.%m.%Y %I:%M %p", "06.08.2015 2:30 pm", HALF_PAST_TWO),
        ("%d.%m.%Y %H:%M %z", "06.08.2015 16:30 +0200", HALF_PAST_TWO),
        ("%s", "1438871400", HALF_PAST_TWO),
        ("%d%%%m%%%Y", "06%08%2015", SIXTH),
        ("%d.%m.%Y", "06.08.2015 to 07.08.2015", None),
        ("%d.%m.%Y", "99.99.2015", None),
        ("%d.%m.%Y", "306.08.20155", None),
        ("%d %B %Y", "6 Nichtmonat 2015", None),
    ],
)
def test_a_format(written: str, text: str, moment: datetime | None) -> None:
    language = "cs" if "srp" in text else None
    assert parse(text, DateStyle((written,), language)) == moment


def test_the_first_format_that_fits() -> None:
    assert parse("08/06/2015", DateStyle(("%d.%m.%Y", "%m/%d/%Y"), "fr")) == SIXTH


@pytest.mark.parametrize(
    ("text", "zone", "utc"),
    [
        ("06.08.2015", "Europe/Brussels", "2015-08-05T22:00:00+00:00"),
        ("06.01.2015", "Europe/Brussels", "2015-01-05T23:00:00+00:00"),
        ("2015-08-06", "Europe/Helsinki", "2015-08-05T21:00:00+00:00"),
        ("2015-08-06T10:00:00Z", "Europe/Brussels", "2015-08-06T10:00:00+00:00"),
        ("Thu, 06 Aug 2015 10:00:00 GMT", "Europe/Brussels", "2015-08-06T10:00:00+00:00"),
        ("29.03.2015 02:30", "Europe/Brussels", "2015-03-29T01:30:00+00:00"),
        ("heute, 14:30", "Europe/Brussels", "2024-05-02T12:30:00+00:00"),
    ],
)
def test_a_day_begins_where_the_source_is(text: str, zone: str, utc: str) -> None:
    assert parse(text, DateStyle((), "de", zone), NOW) == datetime.fromisoformat(utc)


def test_the_zone_of_the_site_stands_in_for_that_of_a_source() -> None:
    elsewhere = NOW.astimezone().tzinfo or UTC
    assert parse("06.08.2015", DateStyle((), "de"), zone=elsewhere) == SIXTH.replace(tzinfo=elsewhere)
    assert parse("2015-08-06", zone=elsewhere) == SIXTH


@pytest.mark.parametrize("language", TABLE)
def test_every_month_of_every_language(language: str) -> None:
    for month, names in enumerate(TABLE[language].split("|"), 1):
        for name in names.split():
            assert number(name, language) == number(name.upper(), language) == month


@given(st.text(max_size=80), st.sampled_from([None, "de", "lt", "mt", "hu", "en"]))
def test_no_text_raises(text: str, language: str | None) -> None:
    moment = parse(text, DateStyle(("%d.%m.%Y", "%d %B %Y"), language, "Europe/Brussels"), NOW)
    assert moment is None or 1990 <= moment.year <= 2100


@given(st.dates(date(1990, 1, 2), date(2099, 1, 1)), st.sampled_from(list(TABLE)))
def test_any_day_in_any_language(day: date, language: str) -> None:
    month = TABLE[language].split("|")[day.month - 1].split()[-1]
    assert parse(f"{day.day}. {month} {day.year}", DateStyle(language=language)) == datetime(
        day.year, day.month, day.day, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("%d.%m", "no year"), ("%m.%Y", "no day"), ("%d %Y", "no month"), ("%d.%m.%Y %Q", "%Q is not known"),
        ("%d.%d.%Y", "says again"), ("%d.%m.%Y %", "ends in %"), ("dd.mm.yyyy", "no year"),
    ],
)  # fmt: skip
def test_a_format_that_names_no_day_is_a_mistake(written: str, reason: str) -> None:
    pick = {"select": "i", "format": ["%d.%m.%Y", written]}
    page = {
        "name": "Towns",
        "page": "https://towns.test/",
        "items": "li",
        "date": pick,
        "article": {"text": "p", "date": pick},
    }
    config = Config.model_validate(
        {
            "site": {
                "id": "towns.test,2026",
                "url": "https://towns.test",
                "title": "Towns",
                "languages": ["en"],
                "contact": {"name": "Ada"},
            },
            "sources": {"feed": {"name": "Feed", "feed": "https://feed.test/"}, "towns": page},
            "categories": {"water": {"title": "Water"}},
        }
    )
    found = [*mistakes(config)]
    assert [path for path, _ in found] == [
        ("sources", "towns", "date", "format", 1),
        ("sources", "towns", "article", "date", "format", 1),
    ]
    assert all(reason in message for _, message in found)
