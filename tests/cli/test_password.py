"""`syndicate password`, as somebody types it and as a container pipes it."""

import os
import pty
import subprocess
import sys
import time

from syndicate.store import operators
from syndicate.store.database import open_database
from syndicate.web.status.passwords import COST, digest, matches

from .program import ROOT, Program

GOOD = "several good words"


def stored(program: Program, name: str) -> str:
    store = open_database(f"sqlite:///{program.folder}/syndicate.db")
    with store.read() as tx:
        found, _ = operators.passwords_for(tx, name)
    store.close()
    assert found
    return found


def test_a_password_from_a_pipe(program: Program) -> None:
    assert program("password", "ann", told=f"{GOOD}\nmore\n") == (0, "ann may sign in under /status\n", "")
    sealed = stored(program, "ann")
    assert sealed.startswith(f"scrypt${COST.n}$8$3$")
    assert matches(GOOD, sealed)
    assert not matches(f"{GOOD}\n", sealed)
    assert GOOD not in (program.folder / "syndicate.db").read_bytes().decode("latin-1")
    assert program("password", told=GOOD)[1] == "operator may sign in under /status\n"
    code, out, _ = program("password", "--list")
    assert code == 0
    assert [line.partition(",")[0] for line in out.splitlines()] == ["ann: password", "operator: password"]
    assert program("password", "ann", "--remove") == (0, "ann may come in no longer\n", "")
    code, _, said = program("password", "ann", "--remove")
    assert (code, said) == (1, "there is no 'ann': see 'syndicate password --list'\n")


def test_what_is_refused(program: Program) -> None:
    for told in ("", "\n", "too short", "x" * 1025):
        code, _, said = program("password", told=told)
        assert code == 2
        assert "a password has 12 to 1024 characters" in said
    for name in (" ann", "", "a\nb", "x" * 65):
        code, _, said = program("password", name, told=GOOD)
        assert code == 2
        assert "a name has 1 to 64 characters" in said
    code, _, said = program("password", "--list", "--remove")
    assert code == 2
    assert "one at a time" in said
    assert (
        program("password", "--list")[1] == "Nobody may come in: 'syndicate password NAME' lets somebody.\n"
    )


def test_a_token_is_shown_once(program: Program) -> None:
    code, out, said = program("password", "--token", "scraper")
    assert code == 0
    assert "scraper" in said
    token = out.strip()
    assert len(token) >= 40
    store = open_database(f"sqlite:///{program.folder}/syndicate.db")
    with store.read() as tx:
        assert operators.holder(tx, digest(token)) == "scraper"
        assert not operators.anybody(tx)
    store.close()


def test_a_password_is_asked_for_twice_and_never_shown(program: Program) -> None:
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "syndicate", "password", "ann"],
        cwd=program.folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = ""
    for question in ("Password: ", "The same again: "):
        shown = until(ours, question)
        os.write(ours, f"{GOOD}\n".encode())
    shown += until(ours, "may sign in")
    assert child.wait(30) == 0
    os.close(ours)
    assert GOOD not in shown
    assert matches(GOOD, stored(program, "ann"))


def until(terminal: int, wanted: str) -> str:
    """Read what a terminal shows until it shows this."""
    shown, end = "", time.monotonic() + 30
    while wanted not in shown:
        assert time.monotonic() < end, shown
        shown += os.read(terminal, 1024).decode()
    time.sleep(0.2)  # it switches its echo off after the question
    return shown
