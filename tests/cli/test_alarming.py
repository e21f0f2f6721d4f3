"""`syndicate alarms` and `syndicate doctor`, as an operator runs them."""

import json
import os

from ..postbox import Postbox
from .program import FEEDS, Program


def test_what_is_wrong_and_where_it_is_followed(ready: Program) -> None:
    code, _, said = ready("alarms")
    assert (code, "No feeds.yaml has been in force yet" in said) == (3, True)
    ready("refresh")
    code, out, _ = ready("alarms", "--json")
    first = json.loads(out)
    assert (code, first["incidents"], first["mail_to"], first["pinged"]) == (0, [], [], False)
    assert first["feed"].startswith("https://news.example.eu/incidents/")
    assert json.loads(ready("alarms", "--json")[1])["feed"] == first["feed"]
    assert json.loads(ready("alarms", "--json", "--new-address")[1])["feed"] != first["feed"]
    code, out, _ = ready("alarms")
    assert out.startswith("Nothing is wrong.\n")
    assert "Nobody is written to: set SYNDICATE_SMTP" in out


def test_an_e_mail_is_tried(ready: Program) -> None:
    ready("refresh")
    assert ready("alarms", "--try-mail")[0] == 2
    with Postbox() as box:
        ready.environ |= {
            "SYNDICATE_SMTP": f"smtp://127.0.0.1:{box.port}",
            "SYNDICATE_MAIL_FROM": "news@example.eu",
            "SYNDICATE_MAIL_TO": "us@example.eu",
        }
        code, out, said = ready("alarms", "--try-mail")
        assert code == 0, said
        assert "an e-mail was handed over for us@example.eu" in said
        assert [letter["Subject"] for letter in box.letters] == ["Syndicate: a trial"]
        assert "A letter goes to us@example.eu at 7 o'clock" in out
        box.refusal = "550 no"
        code, _, said = ready("alarms", "--try-mail")
        assert (code, "us@example.eu: 550" in said) == (3, True)


# The doctor


def levels(program: Program, *options: str) -> tuple[int, dict[str, set[str]], str]:
    """What is found, by level and area, and all that is said."""
    code, out, _ = program("doctor", "--json", *options)
    found = json.loads(out)["findings"]
    by: dict[str, set[str]] = {}
    for one in found:
        by.setdefault(one["level"], set()).add(one["area"])
    return code, by, " | ".join(one["said"] for one in found)


def test_a_new_folder(ready: Program) -> None:
    code, found, said = levels(ready)
    assert (code, found.get("fault")) == (0, None)
    assert "there is none yet: 'syndicate run' makes it" in said
    assert not (ready.folder / "syndicate.db").exists()


def test_a_service_that_was_run(ready: Program) -> None:
    ready("refresh")
    code, found, said = levels(ready)
    assert (code, found.get("fault")) == (0, None)
    assert {"versions", "feeds.yaml", "database", "permissions", "site", "sources"} <= found["ok"]
    assert "without mistakes" in said
    assert "no worker is alive" in said
    ready.write("feeds.yaml", FEEDS.replace("Towns abroad", "Towns"))
    assert "the file on disk is not the one in force" in levels(ready)[2]


def test_faults_are_told_with_the_way_out(ready: Program) -> None:
    ready("refresh")
    ready.write(
        "feeds.yaml", FEEDS.replace("sources:", "sources:\n  b: {name: B, feed: 'https://nowhere.invalid/'}")
    )
    code, found, said = levels(ready)
    assert (code, found["fault"]) == (1, {"sources"})
    assert "b: nowhere.invalid: The name of the server was not found." in said
    ready.write("feeds.yaml", "sources: [")
    (ready.folder / "syndicate.db").write_bytes(b"not a database" * 400)
    code, found, said = levels(ready)
    assert (code, found["fault"]) == (1, {"feeds.yaml", "database"})
    assert "see 'syndicate check'" in said


def test_a_machine_that_finds_nobody_is_told_once(ready: Program) -> None:
    lost = "\n".join(f"  {key}: {{name: B, feed: 'https://{key}.invalid/'}}" for key in "bcd")
    ready.write("feeds.yaml", FEEDS.replace("sources:", f"sources:\n{lost}"))
    code, found, said = levels(ready)
    assert (code, found["fault"]) == (1, {"sources"})
    assert said.count("is this machine online?") == 1
    assert ".invalid" not in said


def test_secrets_that_others_can_read_and_settings_that_are_wrong(ready: Program) -> None:
    secret = ready.write("ping", "https://watch.test/x")
    os.chmod(secret, 0o644)
    ready.environ |= {"SYNDICATE_PING_FILE": str(secret), "SYNDICATE_SMTP": "mail"}
    code, found, said = levels(ready)
    assert (code, found["fault"]) == (1, {"alarms"})
    assert "can be read by others: chmod 600" in said
    assert "SYNDICATE_SMTP is no address of a server" in said


def test_online_asks_the_site_and_the_mail_server(ready: Program) -> None:
    ready.write("feeds.yaml", FEEDS.replace("https://news.example.eu", "http://127.0.0.1:9"))
    with Postbox() as box:
        ready.environ |= {
            "SYNDICATE_SMTP": f"smtp://127.0.0.1:{box.port}",
            "SYNDICATE_MAIL_FROM": "news@example.eu",
            "SYNDICATE_MAIL_TO": "us@example.eu",
        }
        code, found, said = levels(ready, "--online")
    assert (code, found["fault"]) == (1, {"site"})
    assert "127.0.0.1 lets us in" in said
    assert "http://127.0.0.1:9 is not reached from here: The server refused the connection." in said
