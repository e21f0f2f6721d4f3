"""Our own words: every sentence in every interface language, in the page's one, and never as markup."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.messages.plurals import get_plural
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from syndicate.web import create_app, words

from .catalogues import TRANSLATED, Id, messages, owned, path_of, places, read, said, sentences
from .site import FEEDS, NOW, Site

FOUND = sentences()
CATALOGUES = [(language, part) for part in sorted(FOUND) for language in TRANSLATED]
MOMENT = datetime(2026, 3, 1, 15, 5, tzinfo=ZoneInfo("Europe/Brussels"))


def forms(message: Id) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else message


def wrongs(language: str, translated: tuple[str, ...], message: Id) -> str | None:
    """Say what is wrong with a translation."""
    wanted = 1 if isinstance(message, str) else get_plural(language)[0]
    if len(translated) != wanted or not all(translated):
        return f"has no translation, or not all of its {wanted} forms"
    allowed = {tuple(places(form)) for form in forms(message)}
    if any(tuple(places(form)) not in allowed for form in translated):
        return "has other places for values"
    if any(form[-1:].isspace() or form[:1].isspace() for form in translated):
        return "begins or ends with a space"
    return None


@pytest.mark.parametrize(("language", "part"), CATALOGUES)
def test_every_sentence_is_translated(language: str, part: str) -> None:
    known = {said(message): message for message in messages(read(language, part))}
    bad = []
    for message, place in owned(FOUND, language, part).items():
        found = known.get(message)
        text = found.string if found and not found.fuzzy else ""
        wrong = wrongs(language, (text,) if isinstance(text, str) else tuple(text or ()), message)
        if wrong:
            bad.append(f"{place.file}:{place.line}: {message!r} {wrong}")
    bad += [f"{message!r} is said nowhere: take it out" for message in known.keys() - FOUND[part].keys()]
    advice = f"{path_of(language, part)} (python -m tests.web.catalogues adds what is missing to it):"
    assert not bad, "\n".join([advice, *bad])


def test_every_catalogue_is_of_a_part() -> None:
    assert {path for path in words.FOLDER.rglob("*.po") if path.stem not in FOUND} == set()


@pytest.fixture
def app(site: Site) -> Flask:
    return create_app(site.store, lambda: NOW)


@pytest.mark.parametrize(
    ("path", "accepted", "expected"),
    [
        ("/fr/development", "de", "fr"),
        ("/fr/nothing-here", "de", "fr"),
        ("/ar/development", "de", "en"),
        ("/all/development", "de", "en"),
        ("/", "de", "en"),
        ("/de/development", "de", "en"),
        ("/status", "de-AT, fr;q=0.5", "de"),
        ("/status", "tlh, pt-BR;q=0.5", "pt"),
        ("/status", "", "en"),
    ],
)
def test_the_language_of_a_request(
    app: Flask, client: FlaskClient, path: str, accepted: str, expected: str
) -> None:
    with app.test_request_context(path, headers={"Accept-Language": accepted}):
        app.extensions["syndicate"].current.config()
        assert words.interface() == expected


def test_a_page_in_all_languages_speaks_the_first_of_the_site(empty: Site, client: FlaskClient) -> None:
    empty.configure(FEEDS.replace("languages: [en, fr, ar]", "languages: [ar, fr, en]"))
    assert '<html lang="fr" dir="ltr">' in client.get("/").text


def test_outside_of_a_request_we_speak_english() -> None:
    assert words.interface() == "en"
    assert words.gettext("Home") == "Home"


@pytest.mark.parametrize(
    ("language", "day", "moment", "span", "number"),
    [
        ("en", "1 March 2026", "1 Mar 2026, 15:05:00", "2 days", "12,345.5"),
        ("de", "1. März 2026", "01.03.2026, 15:05:00", "2 Tage", "12.345,5"),
        ("fr", "1 mars 2026", "1 mars 2026, 15:05:00", "2\xa0jours", "12\u202f345,5"),
        ("pl", "1 marca 2026", "1 mar 2026, 15:05:00", "2 dni", "12\u00a0345,5"),
        ("pt", "1 de março de 2026", "1 de mar. de 2026 15:05:00", "2 dias", "12.345,5"),
    ],
)
def test_dates_and_numbers(app: Flask, language: str, day: str, moment: str, span: str, number: str) -> None:
    with app.test_request_context():
        words.speak(language)
        assert words.date(MOMENT) == day
        assert words.moment(MOMENT) == moment
        assert words.span(timedelta(days=2)) == span
        assert words.number(12345.5) == number


@pytest.fixture
def written(app: Flask) -> Callable[..., str]:
    def write(template: str, **values: object) -> str:
        with app.test_request_context():
            words.speak("fr")
            return render_template_string(template, **values)

    return write


def test_values_in_sentences_are_text(written: Callable[..., str]) -> None:
    hostile = '"><script>%(author)s'
    assert written('{{ _("By %(author)s", author=who) }}', who=hostile) == (
        "Par &#34;&gt;&lt;script&gt;%(author)s"
    )
    assert written("{{ _(who) }}", who=hostile) == "&#34;&gt;&lt;script&gt;%(author)s"
    assert written('{{ _("By %(author)s", author="<b>x</b>"|safe) }}') == "Par <b>x</b>"


def test_numbers_choose_the_form_of_a_sentence(app: Flask) -> None:
    with app.test_request_context():
        words.speak("pl")
        assert [words.ngettext("%(num)s item", "%(num)s items", n) for n in (1, 2000)] == [
            "1 item",
            "2\xa0000 items",
        ]
