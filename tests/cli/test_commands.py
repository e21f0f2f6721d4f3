"""Every command as an operator meets it: one clear message for each thing that is wrong, and a useful exit code."""

import json
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from syndicate.cli import main
from syndicate.cli.example import files, root

from .program import FEEDS, RSS, Program


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which commands run."""
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE", "DATABASE_FILE", "CONFIG", "HOST", "PORT", "LOG"):
        monkeypatch.delenv(f"SYNDICATE_{name}", raising=False)
    return tmp_path


# check


@pytest.mark.parametrize("name", ["feeds.yaml", "./feeds.yaml", "sub/../feeds.yaml", "other.yaml"])
def test_check_of_what_is_right(here: Path, name: str) -> None:
    (here / "sub").mkdir()
    (here / Path(name).name).write_text(FEEDS, encoding="utf-8")
    result = run("check", name)
    assert (result.exit_code, result.output) == (0, f"{Path(name)}: no mistakes, 1 sources, 1 categories\n")


def test_check_names_the_file_as_it_was_given(here: Path) -> None:
    (here / "sub").mkdir()
    (here / "sub" / "my.yaml").write_text(
        FEEDS.replace("any:", "anny:").replace("[en]", "[e]"), encoding="utf-8"
    )
    for name in ("sub/my.yaml", str(here / "sub" / "my.yaml")):
        result = run("check", name)
        assert result.exit_code == 1
        first, second = result.output.splitlines()
        assert first.startswith(f"{name}:5:15: 'e' is not a language code")
        assert second == f"{name}:10:31: unknown key 'anny': did you mean 'any'?"


def test_check_without_a_file_takes_the_one_of_the_settings(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run("check")
    assert (result.exit_code, result.output.partition(" ")[0]) == (1, "feeds.yaml:1:1:")
    assert "'syndicate init' writes an example" in result.output
    (here / "my.yaml").write_text(FEEDS, encoding="utf-8")
    monkeypatch.setenv("SYNDICATE_CONFIG", "my.yaml")
    assert run("check").output.startswith("my.yaml: no mistakes")


def test_check_knows_the_secrets(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "feeds.yaml").write_text(
        FEEDS.replace("file:a.rss", "https://a.example/${KEY}"), encoding="utf-8"
    )
    assert run("check").exit_code == 1
    monkeypatch.setenv("KEY", "s3cret")
    assert run("check").exit_code == 0


# init


@pytest.mark.parametrize("folder", [".", "new/deep"])
def test_init_writes_an_example_that_works(here: Path, folder: str) -> None:
    result = run("init", folder)
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "Now run: syndicate run")
    for path in files():
        assert (here / folder / path.relative_to(root())).read_bytes() == path.read_bytes()
    assert run("check", f"{folder}/feeds.yaml").exit_code == 0


def test_init_overwrites_nothing(here: Path) -> None:
    (here / "feeds.yaml").write_text("mine", encoding="utf-8")
    result = run("init")
    assert result.exit_code == 3
    assert result.output == "feeds.yaml is there already, and nothing was written: give another folder\n"
    assert [path.name for path in here.iterdir()] == ["feeds.yaml"]
    assert (here / "feeds.yaml").read_text(encoding="utf-8") == "mine"


def test_init_where_nothing_can_be_written(here: Path) -> None:
    (here / "file").write_text("", encoding="utf-8")
    result = run("init", "file/below")
    assert result.exit_code == 3
    assert result.output.endswith("give another folder\n")
    assert len(result.output.splitlines()) == 1


# refresh


def test_refresh_in_words(ready: Program) -> None:
    said = "1 sources asked: 1 new items, 0 edited, 0 failed; 6 documents changed\n"
    assert ready("refresh") == (0, said, "")
    said = "0 sources asked: 0 new items, 0 edited, 0 failed; 0 documents changed\n"
    assert ready("refresh") == (0, said, "")
    ready.write("a.rss", RSS.replace("A twinning", "An edited twinning"))
    code, said, _ = ready("refresh", "--force", "a")
    assert (code, said.split(";")[0]) == (0, "1 sources asked: 0 new items, 1 edited, 0 failed")


def test_refresh_asks_language_editions_too(ready: Program) -> None:
    found = 'feed: "file:a.rss", language: en, editions: {fr: "file:fr.rss"}'
    ready.write("feeds.yaml", FEEDS.replace('feed: "file:a.rss"', found))
    ready.write("fr.rss", RSS.replace("A twinning", "Un twinning"))
    code, said, _ = ready("refresh")
    assert (code, said.split(";")[0]) == (0, "2 sources asked: 1 new items, 1 edited, 0 failed")


def test_refresh_in_json(ready: Program) -> None:
    ready.write("feeds.yaml", FEEDS.replace("categories:", '  b: {name: B, feed: "file:b.rss"}\ncategories:'))
    code, said, _ = ready("refresh", "--json")
    result = json.loads(said)
    assert code == 1
    assert {name: result[name] for name in ("asked", "new", "edited", "failed")} == {
        "asked": 2,
        "new": 1,
        "edited": 0,
        "failed": 1,
    }
    told = {"code": "ok", "detail": "", "new": 1, "edited": 0, "rekeyed": 0, "held": 0, "released": 0}
    assert result["outcomes"]["a"] == told
    assert result["outcomes"]["b"]["code"] == "no-such-file"
    assert result["outcomes"]["b"]["sentence"].startswith("There is no such file beside feeds.yaml.")
    assert "feeds/twinning.rss" in result["documents"]


def test_refresh_tells_each_failure(ready: Program) -> None:
    (ready.folder / "a.rss").unlink()
    code, said, _ = ready("refresh")
    assert code == 1
    assert said.splitlines()[0].startswith("a: There is no such file beside feeds.yaml.")


def test_refresh_with_a_bad_edit_says_so_and_goes_on(ready: Program) -> None:
    ready("refresh")
    ready.write("feeds.yaml", FEEDS.replace("any:", "anny:"))
    for _ in range(2):
        code, said, warned = ready("refresh", "--force")
        assert (code, said[:15]) == (0, "1 sources asked")
        assert "feeds.yaml has mistakes, which 'syndicate check' shows" in warned


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere",), "there is no source 'nowhere': feeds.yaml has a, far"),
        (("--force", "far"), "--force is only for files and sources with 'allow:', not for far"),
    ],
)
def test_refresh_used_wrongly(ready: Program, arguments: tuple[str, ...], said: str) -> None:
    far = "  far: {name: Far, feed: https://far.example/feed}\ncategories:"
    ready.write("feeds.yaml", FEEDS.replace("categories:", far))
    code, output, errors = ready("refresh", *arguments)
    assert (code, output) == (2, "")
    assert said in errors


# what the environment does not allow


@pytest.mark.parametrize(
    ("environ", "code", "said"),
    [
        ({}, 1, "feeds.yaml:1:1: there is no such file: 'syndicate init' writes an example to begin with\n"),
        (
            {"SYNDICATE_DATABASE": "sqlite:////nowhere/at/all.db"},
            3,
            "The database sqlite:////nowhere/at/all.db cannot be opened: unable to open database file."
            " Check that its folder exists and may be written to, or set SYNDICATE_DATABASE.\n",
        ),
        ({"SYNDICATE_DATABASE": "mysql://me:s3cret@host/x"}, 3, None),
        ({"SYNDICATE_PORT": "http"}, 3, None),
        ({"SYNDICATE_LOG": "loud"}, 3, None),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    program: Program, environ: dict[str, str], code: int, said: str | None
) -> None:
    program.environ = {"SYNDICATE_PORT": str(free_port()), **environ}
    found, output, errors = program("run")
    assert (found, output) == (code, "")
    assert errors == said if said else next(iter(environ)) in errors
    assert len(errors.splitlines()) == 1
    assert "s3cret" not in errors


@pytest.mark.parametrize("command", ["run", "work", "refresh"])
def test_a_first_feeds_yaml_that_is_bad(program: Program, command: str) -> None:
    """Each mistake is told once, as `check` tells it."""
    program.write("feeds.yaml", FEEDS.replace("any:", "anny:"))
    program.environ = {"SYNDICATE_PORT": str(free_port())}
    said = "feeds.yaml:10:31: unknown key 'anny': did you mean 'any'?\n"
    assert program(command) == (1, "", said)


@pytest.mark.parametrize("command", ["run", "serve"])
def test_a_port_in_use(ready: Program, command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ready.environ = {"SYNDICATE_PORT": port}
        code, _, errors = ready(command)
    assert code == 3
    assert errors.startswith(
        f"127.0.0.1:{port} cannot be listened on (Address already in use): stop what uses it"
    )
    assert len(errors.splitlines()) == 1
    assert not (ready.folder / "syndicate.db").exists()


def test_a_host_that_is_none_of_ours(ready: Program) -> None:
    code, _, errors = ready("run", "--host", "192.0.2.1")
    assert (code, errors.split(" (")[0]) == (3, "192.0.2.1:8080 cannot be listened on")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as trial:
        port: int = trial.getsockname()[1]
        return port


# release


@pytest.mark.parametrize(
    ("source", "code", "said"), [("a", 0, "a: nothing is held\n"), ("b", 2, "there is no source 'b'\n")]
)
def test_release(ready: Program, source: str, code: int, said: str) -> None:
    ready("refresh")
    found, output, errors = ready("release", source)
    assert (found, (output + errors).endswith(said)) == (code, True)
