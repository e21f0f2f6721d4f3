"""The environment → where alarms go: the server of e-mails, who is written to and at which hour, and what is pinged.

Nothing is opened here but the files that `…_FILE` variables name; messages never repeat a password.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from ..errors import SettingsError
from .settings import secret

PORTS = {"smtps": 465, "smtp": 25}
MORNING = 7  # the hour of the digest, where the site is
ADDRESS = re.compile(r"[^@\s,<>\"\x00-\x1f]+@[^@\s,<>\"\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class Mail:
    """How e-mails are sent, and to whom."""

    host: str
    port: int
    encrypted: bool  # from the first byte; else as soon as the server offers it
    sender: str
    to: tuple[str, ...]
    user: str = ""
    password: str = field(default="", repr=False)
    hour: int = MORNING


@dataclass(frozen=True, slots=True)
class Alarms:
    """Where alarms go besides the feed of incidents."""

    mail: Mail | None = None
    ping: str | None = field(default=None, repr=False)  # who knows it can keep the alarm from ringing


def alarms(environ: Mapping[str, str]) -> Alarms:
    """Read the variables of alarms; one that is empty counts as not set."""
    known = {name: value for name, value in environ.items() if value.strip()}
    return Alarms(mail(known), ping(known))


def mail(environ: Mapping[str, str]) -> Mail | None:
    """Read how e-mails are sent; nothing without a server."""
    server = secret(environ, "SYNDICATE_SMTP")
    if server is None:
        if "SYNDICATE_MAIL_TO" in environ:
            raise SettingsError(
                "SYNDICATE_MAIL_TO is set, but no server: set SYNDICATE_SMTP too, or remove it"
            )
        return None
    try:
        parts = urlsplit(server)
        host, port = parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        host, port = "", 0
    if not host or not port:
        raise SettingsError(
            "SYNDICATE_SMTP is no address of a server: write smtps://user:password@mail.example.eu"
        )
    return Mail(
        host=host,
        port=port,
        encrypted=parts.scheme == "smtps",
        sender=people(environ, "SYNDICATE_MAIL_FROM")[0],
        to=people(environ, "SYNDICATE_MAIL_TO"),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        hour=hour(environ.get("SYNDICATE_MAIL_HOUR", str(MORNING))),
    )


def people(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Read e-mail addresses, one or several between commas."""
    found = tuple(one for part in environ.get(name, "").split(",") if (one := part.strip()))
    if not found:
        raise SettingsError(
            f"SYNDICATE_SMTP is set, but not {name}: set it to an address, such as news@example.eu"
        )
    if wrong := next((one for one in found if not ADDRESS.fullmatch(one)), None):
        raise SettingsError(f"{name} has '{wrong}', which is no e-mail address: write news@example.eu")
    return found


def hour(value: str) -> int:
    if re.fullmatch(r"\s*\d{1,2}\s*", value) and int(value) < 24:
        return int(value)
    raise SettingsError(f"SYNDICATE_MAIL_HOUR is '{value}': write an hour from 0 to 23, such as 7")


def ping(environ: Mapping[str, str]) -> str | None:
    """Read what is asked for as a sign of life."""
    url = secret(environ, "SYNDICATE_PING")
    if url is not None and not re.fullmatch(r"https?://[^\s/]+\S*", url):
        raise SettingsError(
            "SYNDICATE_PING is no address: write what your watching service gave you, https://…"
        )
    return url
