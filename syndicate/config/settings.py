"""The environment → `Settings` and the secrets of feeds.yaml: all that does not stand in the file.

Nothing is opened here but the files that `…_FILE` variables name; messages never repeat a password.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Literal

from ..errors import SettingsError

Networks = tuple[IPv4Network | IPv6Network, ...]
LogFormat = Literal["console", "json"]
LOG_FORMATS: Mapping[str, LogFormat] = {"console": "console", "json": "json"}
MAX_SECRET = 65_536  # bytes of a file that holds one secret


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the service keeps its data, finds feeds.yaml, and listens."""

    database: str = "sqlite:///syndicate.db"  # with its driver, as SQLAlchemy reads it
    config: Path = Path("feeds.yaml")
    host: str = "127.0.0.1"
    port: int = 8080
    log: LogFormat = "console"
    networks: Networks = ()  # that may read metrics without a token
    editable: bool = False  # the service may write feeds.yaml


@dataclass(frozen=True, slots=True)
class Secrets(Mapping[str, str]):
    """What `${NAME}` stands for: the variable NAME, else the content of the file that NAME_FILE names.

    Files are read when a secret is asked for. Our own settings are none: a database password stays out of feeds.
    """

    environ: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        if name.startswith("SYNDICATE_"):
            raise KeyError(name)
        if name in self.environ:
            return self.environ[name]
        try:
            return content(Path(self.environ[f"{name}_FILE"]))
        except (OSError, ValueError):
            raise KeyError(name) from None

    def __iter__(self) -> Iterator[str]:
        names = {name.removesuffix("_FILE") for name in self.environ} | set(self.environ)
        return (name for name in sorted(names) if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True, slots=True)
class Known(Mapping[str, str]):
    """Secrets of which a missing one stays as it is written: it stops its own source and nothing else."""

    secrets: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.secrets.get(name, f"${{{name}}}")

    def __contains__(self, name: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(self.secrets)

    def __len__(self) -> int:
        return len(self.secrets)


def from_environment(environ: Mapping[str, str]) -> Settings:
    """Read every `SYNDICATE_` variable; one that is empty counts as not set."""
    known = {name: value for name, value in environ.items() if value.strip()}
    return Settings(
        database=database(known),
        config=Path(known.get("SYNDICATE_CONFIG", "feeds.yaml").strip()),
        host=known.get("SYNDICATE_HOST", "127.0.0.1").strip(),
        port=port(known.get("SYNDICATE_PORT", "8080")),
        log=log(known.get("SYNDICATE_LOG", "console")),
        networks=networks(known.get("SYNDICATE_METRICS_NETWORKS", "")),
        editable=agreed(known, "SYNDICATE_EDITABLE"),
    )


def database(environ: Mapping[str, str]) -> str:
    """Find the database's address, and write the driver into it."""
    return driver(secret(environ, "SYNDICATE_DATABASE") or "sqlite:///syndicate.db")


def secret(environ: Mapping[str, str], name: str) -> str | None:
    """Read a setting that may stand in a file instead, which a variable with `_FILE` behind its name gives."""
    if f"{name}_FILE" not in environ:
        return environ[name].strip() if name in environ else None
    if name in environ:
        raise SettingsError(f"{name} and {name}_FILE are both set: remove one of them")
    path = environ[f"{name}_FILE"].strip()
    try:
        return content(Path(path))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not a short text in UTF-8"
        raise SettingsError(
            f"{name}_FILE names '{path}', which cannot be read ({reason}): correct the path"
        ) from None


def driver(url: str) -> str:
    """Write the driver into a database address."""
    scheme, separator, rest = url.partition("://")
    if separator and scheme in ("postgres", "postgresql", "postgresql+psycopg"):
        return f"postgresql+psycopg://{rest}"
    if url.startswith("sqlite:///") and len(url) > len("sqlite:///"):
        return url
    raise SettingsError(
        f"SYNDICATE_DATABASE is '{redact(url)}', which is no database that works here:"
        " write sqlite:///syndicate.db or postgresql://user:password@host/name"
    )


def redact(url: str) -> str:
    """Leave out of an address everything that could be a password."""
    scheme = re.match(r"[a-z0-9+]*://", url)
    shown = scheme[0] if scheme else ""
    return f"{shown}…" if re.search(r"[:@]", url.removeprefix(shown)) else url


def port(value: str) -> int:
    """Read a port on which a server can listen."""
    if re.fullmatch(r"\s*[0-9]{1,5}\s*", value) and 1 <= int(value) <= 65535:
        return int(value)
    raise SettingsError(f"SYNDICATE_PORT is '{value}': write a number from 1 to 65535, such as 8080")


def log(value: str) -> LogFormat:
    """Read the format of the log."""
    if found := LOG_FORMATS.get(value.strip()):
        return found
    raise SettingsError(f"SYNDICATE_LOG is '{value}': write console or json")


def networks(value: str) -> Networks:
    """Read a list of networks, or of addresses, with commas or spaces between them."""
    found = value.replace(",", " ").split()
    try:
        return tuple(ip_network(one) for one in found)
    except ValueError as error:
        raise SettingsError(
            f"SYNDICATE_METRICS_NETWORKS: {error}: write networks such as 10.0.0.0/8, with commas between them"
        ) from None


def agreed(environ: Mapping[str, str], name: str) -> bool:
    """Read what is allowed by yes, and by nothing else."""
    value = environ.get(name, "no").strip().lower()
    if value in ("yes", "no"):
        return value == "yes"
    raise SettingsError(f"{name} is '{environ[name]}': write yes or no")


def content(path: Path) -> str:
    """Read the one line of a file that holds a secret; raise `ValueError` for what is not a short text."""
    with path.open("rb") as file:
        body = file.read(MAX_SECRET + 1)
    if len(body) > MAX_SECRET:
        raise ValueError("too large for a secret")
    return body.decode().strip()
