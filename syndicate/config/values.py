"""The small values of feeds.yaml: durations, languages, keys, addresses; each says what it wanted instead.

Functions here raise `ValueError` with a sentence for the operator; pydantic turns it into a mistake.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, WithJsonSchema

FILE = "file:"  # what the name of a file beside feeds.yaml begins with

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}

# Words that stand in addresses beside category names; a category of that name would hide a page.
RESERVED = frozenset(
    "about-feeds accessibility all archive bot embed feeds healthz hub image imprint incidents item metrics oembed"
    " privacy readyz schema search sitemap sources static status".split()
)


def duration(value: object) -> timedelta:
    """Read `90s`, `15m`, `1h`, `2d`, `1w`."""
    if isinstance(value, timedelta):
        return value
    found = re.fullmatch(r"(\d{1,4})\s*([smhdw])", str(value).strip())
    if not found or found[1].strip("0") == "":
        raise ValueError(
            f"'{value}' is not a length of time: write a number and s, m, h, d or w, such as 15m or 1h"
        )
    return timedelta(seconds=int(found[1]) * UNITS[found[2]])


def day(value: object) -> date:
    """Read a day as `2026-12-31`."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(
            f"'{value}' is not a day: write the day, such as 2026-12-31, or today's for at once"
        ) from None


def percent(value: object) -> int:
    """Read `20%`, from 1 to 100."""
    found = re.fullmatch(r"(\d{1,3})\s*%", f"{value}%" if isinstance(value, int) else str(value).strip())
    if not found or not 1 <= int(found[1]) <= 100:
        raise ValueError(f"'{value}' is not a share: write one from 1% to 100%, such as 20%")
    return int(found[1])


# Codes of countries that are taken for those of their languages, and are none themselves.
COUNTRIES = {"cz": "cs", "dk": "da", "gr": "el", "ua": "uk"}


def language(value: object) -> str:
    """Read a BCP 47 tag such as `en` or `pt-BR`, in canonical case (RFC 5646, section 2.1.1)."""
    tag = str(value).strip()
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?", tag) or tag.lower() == "all":
        raise ValueError(f"'{value}' is not a language code: write one such as en, fr or pt-BR")
    first, *rest = tag.split("-")
    if spoken := COUNTRIES.get(first.lower()):
        raise ValueError(f"'{value}' is a country, not a language: write {spoken}")
    return "-".join([first.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)])


def key(value: object) -> str:
    """Read the permanent name of a source, a category or a list of terms."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", str(value)) or len(str(value)) > 64:
        raise ValueError(
            f"'{value}' cannot be a name: use small letters a-z, digits and single hyphens, at most 64 of them"
        )
    return str(value)


def category_key(value: object) -> str:
    """Read a category's name, which stands in public addresses."""
    if key(value) in RESERVED:
        raise ValueError(
            f"'{value}' is part of the site's own addresses: choose another name for the category"
        )
    return str(value)


def web_address(value: object) -> str:
    """Read an http(s) address that can be fetched or linked to."""
    text = str(value).strip()
    if re.search(r"[\s\\\x00-\x1f\x7f]", text):
        raise ValueError(
            f"'{text}' is not an address: it has a space, a backslash or a control character in it"
        )
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        raise ValueError(
            f"'{text}' is not an address: after the server's name and ':' comes a port from 1 to 65535"
        ) from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(
            f"'{text}' is not an address: it must begin with https:// or http:// and name a server"
        )
    if parts.username is not None:
        raise ValueError(
            "a user name or password in an address is not allowed: write an Authorization header under 'headers:'"
        )
    return text


def site_address(value: object) -> str:
    """Read the site's public address, which every link begins with."""
    text = web_address(value)
    if "?" in text or "#" in text:
        raise ValueError(f"'{text}' cannot be the site's address: leave out what begins with ? or #")
    return text


def feed_address(value: object) -> str:
    """Read the address of a feed: http(s), or a file beside feeds.yaml."""
    text = re.sub(r"^[A-Za-z]+:", lambda scheme: scheme[0].lower(), str(value).strip())
    if text.startswith("feed:"):
        text = re.sub(
            r"^feed:(?://)?(?=https?:)|^feed://", lambda m: "http://" if m[0] == "feed://" else "", text
        )
    if not re.match(r"(https?|file):", text):
        raise ValueError(
            f"'{text}' is not an address: it must begin with https:// or http://, or file: for a file beside feeds.yaml"
        )
    if not text.startswith(FILE):
        return web_address(text)
    file_beside(text.removeprefix(FILE))
    return text


def file_beside(path: str) -> str:
    """Read the name of a file that is in the folder of feeds.yaml, or in one below it."""
    if not path or path.startswith("/") or "\\" in path or ".." in path.split("/"):
        raise ValueError(f"'{FILE}{path}' must name a file beside feeds.yaml, such as file:samples/news.atom")
    return path


def endpoint(value: object) -> str:
    """Read `host:port`, the one address of a private network that a source may reach."""
    found = re.fullmatch(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_][A-Za-z0-9._-]*):(\d{1,5})", str(value).strip())
    if not found or not 0 < int(found[2]) < 65536:
        raise ValueError(f"'{value}' is not host:port: write it as intranet:8080 or 127.0.0.1:8080")
    return f"{found[1].lower()}:{int(found[2])}"


def origin(value: object) -> str:
    """Read a site as browsers name it: https://www.example.org, or https://*.example.org for all below it."""
    found = re.fullmatch(
        r"(https?://)(\*\.)?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(:\d{1,5})?/?", str(value).strip().lower()
    )
    if not found:
        raise ValueError(
            f"'{value}' is not a site: write it as https://www.example.org, or https://*.example.org for all below it"
        )
    return "".join(part for part in found.groups() if part)


def texts(value: object) -> Any:
    """Read one text for every language, or a text per language."""
    return value if isinstance(value, Mapping) else {"": value}


def listed(value: object) -> Any:
    """Read one word as a list of one."""
    return [value] if isinstance(value, str) else value


def text_language(value: object) -> str:
    """Read the language of one text; the empty one, which `texts` writes, stands for all."""
    return language(value) if value else ""


def terms(value: object) -> Any:
    """Refuse the name of a file that was not put in its place."""
    if isinstance(value, str):
        raise ValueError(
            f"'{value}' is no list of words: write words per language, or the name of a file such as file:terms/south.yaml"
        )
    return value


def zone(value: object) -> ZoneInfo:
    """Read a time zone of the IANA database."""
    if isinstance(value, ZoneInfo):
        return value
    try:
        return ZoneInfo(str(value))
    except (KeyError, ValueError, OSError):
        raise ValueError(f"'{value}' is not a time zone: write one such as Europe/Brussels") from None


NAME = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 64}

Day = Annotated[
    date,
    BeforeValidator(day, json_schema_input_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "examples": ["2026-12-31"]}),
]
Percent = Annotated[
    int,
    BeforeValidator(percent, json_schema_input_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,3}\s*%$", "examples": ["20%"]}),
]
Duration = Annotated[
    timedelta,
    BeforeValidator(duration),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,4}\s*[smhdw]$", "examples": ["15m", "1h", "1d"]}),
]
Language = Annotated[
    str, BeforeValidator(language), WithJsonSchema({"type": "string", "examples": ["en", "fr", "pt-BR"]})
]
Key = Annotated[str, BeforeValidator(key), WithJsonSchema(NAME)]
CategoryKey = Annotated[str, BeforeValidator(category_key), WithJsonSchema(NAME)]
SiteAddress = Annotated[
    str, BeforeValidator(site_address), WithJsonSchema({"type": "string", "pattern": "^https?://[^?#]*$"})
]
FeedAddress = Annotated[
    str,
    BeforeValidator(feed_address),
    WithJsonSchema({"type": "string", "pattern": "^(https?:|feed:|file:)"}),
]
Endpoint = Annotated[
    str,
    BeforeValidator(endpoint),
    WithJsonSchema({"type": "string", "pattern": r":\d+$", "examples": ["intranet:8080"]}),
]
Origin = Annotated[
    str,
    BeforeValidator(origin),
    WithJsonSchema({"type": "string", "pattern": "^https?://", "examples": ["https://www.example.org"]}),
]
TimeZone = Annotated[
    ZoneInfo,
    BeforeValidator(zone),
    WithJsonSchema({"type": "string", "examples": ["Europe/Brussels", "Europe/Madrid", "UTC"]}),
]
Line = Annotated[str, Field(min_length=1, max_length=1000)]
Lines = Annotated[
    list[Line], Field(min_length=1), BeforeValidator(listed, json_schema_input_type=Line | list[Line])
]
TermsByLanguage = Annotated[
    dict[Language, Lines],
    Field(min_length=1),
    BeforeValidator(
        terms,
        json_schema_input_type=dict[str, Lines] | Annotated[str, Field(pattern="^file:")],
    ),
]
Texts = Annotated[
    dict[Annotated[str, BeforeValidator(text_language)], Line],
    Field(min_length=1),
    BeforeValidator(texts, json_schema_input_type=Line | dict[str, Line]),
]
