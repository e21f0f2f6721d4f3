"""Where alarms go, as the environment says it: every mistake is a sentence, and no password is in one."""

from pathlib import Path

import pytest

from syndicate.config.alarms import Alarms, Mail, alarms
from syndicate.errors import SettingsError

PEOPLE = {"SYNDICATE_MAIL_FROM": "news@example.eu", "SYNDICATE_MAIL_TO": "a@example.eu, b@example.eu"}


def test_nothing_is_set() -> None:
    assert alarms({"SYNDICATE_SMTP": " ", "SYNDICATE_PING": ""}) == Alarms()


def test_all_is_set() -> None:
    found = alarms(
        {"SYNDICATE_SMTP": "smtps://us%40x:p%2Fw@mail.example.eu", "SYNDICATE_MAIL_HOUR": "6", **PEOPLE}
    )
    assert found.mail == Mail(
        "mail.example.eu", 465, True, "news@example.eu", ("a@example.eu", "b@example.eu"), "us@x", "p/w", 6
    )
    assert "p/w" not in str(found)
    assert alarms({"SYNDICATE_SMTP": "smtp://localhost:2525", **PEOPLE}).mail == Mail(
        "localhost", 2525, False, "news@example.eu", ("a@example.eu", "b@example.eu")
    )


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "ping").write_text("https://watch.test/secret\n")
    assert alarms({"SYNDICATE_PING_FILE": str(tmp_path / "ping")}).ping == "https://watch.test/secret"


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"SYNDICATE_SMTP": "mail.example.eu", **PEOPLE}, "SYNDICATE_SMTP is no address of a server"),
        ({"SYNDICATE_SMTP": "smtp://[", **PEOPLE}, "SYNDICATE_SMTP is no address of a server"),
        ({"SYNDICATE_SMTP": "smtp://u:secret@h:x", **PEOPLE}, "SYNDICATE_SMTP is no address of a server"),
        ({"SYNDICATE_SMTP": "smtp://h"}, "but not SYNDICATE_MAIL_FROM"),
        ({"SYNDICATE_SMTP": "smtp://h", "SYNDICATE_MAIL_FROM": "a@b.eu"}, "but not SYNDICATE_MAIL_TO"),
        (
            {"SYNDICATE_SMTP": "smtp://h", **PEOPLE, "SYNDICATE_MAIL_TO": "us"},
            "'us', which is no e-mail address",
        ),
        ({"SYNDICATE_SMTP": "smtp://h", **PEOPLE, "SYNDICATE_MAIL_TO": "a@b\r\nX: y"}, "no e-mail address"),
        ({"SYNDICATE_SMTP": "smtp://h", **PEOPLE, "SYNDICATE_MAIL_HOUR": "24"}, "an hour from 0 to 23"),
        (PEOPLE, "set SYNDICATE_SMTP too, or remove it"),
        ({"SYNDICATE_PING": "watch.test"}, "SYNDICATE_PING is no address"),
    ],
)
def test_mistakes(environ: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError) as raised:
        alarms(environ)
    assert said in str(raised.value)
    assert "secret" not in str(raised.value)
