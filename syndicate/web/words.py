"""Our own words in the language of a page: sentences from the catalogues, dates and numbers as CLDR writes them.

In: English sentences, which are the ids of the catalogues `locale/LANGUAGE/PART.po`, and values to put into them. Out:
the same in the interface language of the request, escaped where a template asks. What others wrote is not translated.
"""

from datetime import datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.core import negotiate_locale
from babel.dates import format_date, format_datetime, format_timedelta
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations
from flask import Flask, g, has_request_context, request
from markupsafe import Markup, escape

from .current import state

ENGLISH = "en"  # the language of the ids
FOLDER = Path(__file__).parent / "locale"
INTERFACE = (ENGLISH, *sorted(path.name for path in FOLDER.iterdir()))  # that our words are there in
REGIONS = {ENGLISH: "en_GB"}  # whose dates are meant, where a language alone says too little
OPERATORS = (
    "status"  # the first part of the addresses of pages for operators, who are asked in their own language
)


def register(app: Flask) -> None:
    """Give the templates of an app our words."""
    app.context_processor(lambda: {"interface": interface()})
    app.jinja_env.globals.update(_=shown, gettext=shown, ngettext=shown_count)
    app.jinja_env.filters.update(number=number, date=date, moment=moment, span=span)
    for language in INTERFACE:
        catalogue(language)


@cache
def catalogue(language: str) -> Translations:
    """Read what all parts of ours say in a language; a sentence marked as fuzzy stays English."""
    merged = Translations()
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            sentences = read_po(file, locale=language)
        compiled = BytesIO()
        write_mo(compiled, sentences)
        compiled.seek(0)
        merged.merge(Translations(compiled))
    return merged


def N_(text: str) -> str:  # noqa: N802 - the name by which tools find sentences
    """Mark a sentence that is translated where it is shown."""
    return text


def gettext(message: str, **values: object) -> str:
    """Say a sentence in the interface language, with values in the places that name them: `%(name)s`."""
    found = catalogue(interface()).ugettext(message)
    return found % values if values else found


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """Say a sentence in the form that its number needs; `%(num)s` stands for the number."""
    return catalogue(interface()).ungettext(one, many, num) % {"num": number(num), **values}


def shown(message: str, **values: object) -> Markup:
    """Say a sentence in a template: it is text, and so are the values that are no `Markup`."""
    found = escape(catalogue(interface()).ugettext(message))
    return found % values if values else found


def shown_count(one: str, many: str, num: int, **values: object) -> Markup:
    """Say a sentence with a number in a template."""
    return escape(catalogue(interface()).ungettext(one, many, num)) % {"num": number(num), **values}


def speak(language: str) -> None:
    """Choose the interface language of this request."""
    g.interface = closest([language])


def interface() -> str:
    """Tell the interface language of this request; English outside of one."""
    if not has_request_context():
        return ENGLISH
    if "interface" not in g:
        g.interface = default()
    return str(g.interface)


def default() -> str:
    """The language of the address; operators are asked by what their browser wants, and all else is the site's first."""
    config = state().current.known
    languages = config.site.languages if config else []
    first = request.path.split("/")[1]
    if first == OPERATORS:
        return closest(list(request.accept_languages.values()))
    if first in languages:
        return closest([first])
    return closest(languages)


def closest(wanted: list[str]) -> str:
    """The first of these languages that there are words of ours in, in whatever region; else English."""
    return negotiate_locale(wanted, INTERFACE, sep="-") or ENGLISH


def locale() -> Locale:
    """By whose customs dates and numbers are written."""
    language = interface()
    return Locale.parse(REGIONS.get(language, language))


def date(value: datetime) -> str:
    """Write a day in words, in the time zone of the value."""
    return format_date(value, "long", locale())


def moment(value: datetime) -> str:
    """Write a day and a time, in the time zone of the value."""
    return format_datetime(value, "medium", value.tzinfo, locale())


def span(value: timedelta) -> str:
    """Write how long something takes, rounded."""
    return format_timedelta(value, threshold=1.2, locale=locale())


def apart(value: timedelta) -> str:
    """Write how far a moment is from now, rounded: before it if negative."""
    return format_timedelta(value, threshold=1.2, add_direction=True, locale=locale())


def number(value: float) -> str:
    """Write a number."""
    return format_decimal(value, locale=locale())
