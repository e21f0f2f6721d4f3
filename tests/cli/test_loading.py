"""What a process of the service has in memory: its own part, and nothing of the others'."""

import subprocess
import sys

import pytest

LIBRARIES = {
    "flask",
    "granian",
    "apscheduler",
    "aiohttp",
    "feedparser",
    "lxml",
    "nh3",
    "PIL",
    "pydantic",
    "sqlalchemy",
}
WORK = {"apscheduler", "aiohttp", "pydantic", "sqlalchemy"}
PROGRAM = "import sys, click; from syndicate.cli import main; main.get_command(click.Context(main), sys.argv[1]); print(*sys.modules)"


@pytest.mark.parametrize(("command", "needed"), [("run", set()), ("work", WORK), ("prepare", WORK)])
def test_a_command_loads_its_own_part_alone(command: str, needed: set[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, command], capture_output=True, text=True, timeout=120, check=True
    )
    assert LIBRARIES.intersection(done.stdout.split()) == needed
