"""The environment, right and wrong; passwords stay out of messages."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.config.settings import MAX_SECRET, Secrets, Settings, from_environment
from syndicate.errors import SettingsError


def test_nothing_set() -> None:
    assert from_environment({}) == from_environment({"SYNDICATE_PORT": " "}) == Settings()


def test_everything_set() -> None:
    environ = {
        "SYNDICATE_DATABASE": "sqlite:////var/lib/syndicate.db",
        "SYNDICATE_CONFIG": "/etc/syndicate/feeds.yaml",
        "SYNDICATE_HOST": "::",
        "SYNDICATE_PORT": "65535",
        "SYNDICATE_LOG": "json",
    }
    expected = Settings(
        "sqlite:////var/lib/syndicate.db",
        Path("/etc/syndicate/feeds.yaml"),
        "::",
        65535,
        "json",
    )
    assert from_environment(environ) == expected


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_gets_its_driver(scheme: str) -> None:
    found = from_environment({"SYNDICATE_DATABASE": f"{scheme}://me:pw@host/news"})
    assert found.database == "postgresql+psycopg://me:pw@host/news"


@pytest.mark.parametrize(
    ("environ", "message"),
    [
        ({"SYNDICATE_PORT": "0"}, "SYNDICATE_PORT is '0': write a number from 1 to 65535"),
        ({"SYNDICATE_PORT": "65536"}, "SYNDICATE_PORT is '65536'"),
        ({"SYNDICATE_PORT": "http"}, "SYNDICATE_PORT is 'http'"),
        ({"SYNDICATE_PORT": "٣"}, "SYNDICATE_PORT is '٣'"),
        ({"SYNDICATE_LOG": "xml"}, "SYNDICATE_LOG is 'xml': write console or json"),
        ({"SYNDICATE_DATABASE": "news.db"}, "SYNDICATE_DATABASE is 'news.db', which is no database"),
        ({"SYNDICATE_DATABASE": "sqlite://"}, "SYNDICATE_DATABASE is 'sqlite://'"),
        ({"SYNDICATE_DATABASE": "mysql://me:secret@host/db"}, "SYNDICATE_DATABASE is 'mysql://…'"),
        ({"SYNDICATE_DATABASE": "me:secret@host/db"}, "SYNDICATE_DATABASE is '…'"),
        ({"SYNDICATE_DATABASE": "mysql://me:secret://secret"}, "SYNDICATE_DATABASE is 'mysql://…'"),
        ({"SYNDICATE_DATABASE": "x", "SYNDICATE_DATABASE_FILE": "y"}, "are both set: remove one"),
        ({"SYNDICATE_DATABASE_FILE": "/nowhere"}, "names '/nowhere', which cannot be read (No such file"),
    ],
)
def test_wrong(environ: dict[str, str], message: str) -> None:
    with pytest.raises(SettingsError) as raised:
        from_environment(environ)
    assert message in str(raised.value)
    assert "secret" not in str(raised.value)


def test_database_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "url"
    file.write_text("postgres://me:pw@host/news\n")
    environ = {"SYNDICATE_DATABASE_FILE": str(file)}
    assert from_environment(environ).database == "postgresql+psycopg://me:pw@host/news"
    file.write_bytes(b"\xff")
    with pytest.raises(SettingsError, match="it is not a short text in UTF-8"):
        from_environment(environ)


def test_secrets(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("from a file\n")
    (tmp_path / "large").write_bytes(b"x" * (MAX_SECRET + 1))
    environ = {
        "PLAIN": "value",
        "TOKEN_FILE": str(tmp_path / "token"),
        "LARGE_FILE": str(tmp_path / "large"),
        "GONE_FILE": str(tmp_path / "gone"),
        "SYNDICATE_DATABASE": "postgres://me:pw@host/news",
    }
    secrets = Secrets(environ)
    assert secrets["PLAIN"] == "value"
    assert secrets["TOKEN"] == "from a file"
    assert sorted(secrets) == ["GONE_FILE", "LARGE_FILE", "PLAIN", "TOKEN", "TOKEN_FILE"]
    assert len(secrets) == 5
    for name in ("LARGE", "GONE", "OTHER", "SYNDICATE_DATABASE"):
        assert secrets.get(name) is None


@given(st.sampled_from(["PORT", "LOG", "DATABASE", "DATABASE_FILE"]), st.text())
def test_any_value_is_right_or_a_clear_mistake(name: str, value: str) -> None:
    try:
        from_environment({f"SYNDICATE_{name}": value})
    except SettingsError as error:
        said = str(error)
    else:
        return
    assert said.startswith("SYNDICATE_")
