"""What the documents say is so: commands run, pieces of feeds.yaml are right, lists of keys and settings are complete."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import click
import pytest
from ruamel.yaml import YAML

from syndicate.check import check
from syndicate.cli import COMMANDS, main
from syndicate.config.reference import reference

from .cli.program import FEEDS, ROOT, RSS, Program
from .fakes import FakeWeb

DOCS = ROOT / "docs"
HEAD = """\
site: {id: "news.example.eu,2026", url: https://news.example.eu, title: T, languages: [en, fr], contact: {name: C}}
categories: {development: {title: Development, any: [twinning]}}
"""
README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def blocks(name: str, kind: str) -> list[str]:
    """The blocks of one kind in a page."""
    text = (DOCS / name).read_text("utf-8")
    return [
        dedent(body) for body in re.findall(rf"^ *```{kind}\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    ]


def test_the_reference_is_that_of_the_model() -> None:
    """`syndicate schema --reference > docs/reference.md` brings it up to date."""
    assert (DOCS / "reference.md").read_text("utf-8") == reference()


def test_every_key_is_explained() -> None:
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\| *(.*?) *\|$", reference(), re.MULTILINE)
    assert len(rows) > 100
    assert [key for key, said in rows if said.removesuffix("**Needed.**") == ""] == []


@pytest.mark.parametrize("piece", blocks("sources.md", "yaml"))
def test_every_piece_of_sources_is_right(piece: str) -> None:
    made: Any = YAML(typ="safe", pure=True).load(piece)
    if not all(
        isinstance(one, dict) and "name" in one for one in made.values()
    ):  # more keys of the page above
        page = next(one for one in blocks("sources.md", "yaml") if "page:" in one)
        piece = page + indent(piece, "  ")
    check(f"{HEAD}sources:\n{indent(piece, '  ')}", secrets={"INTRANET_TOKEN": "x"})


def test_the_quickstart_can_be_followed(program: Program) -> None:
    _, *steps = blocks("quickstart.md", "sh")  # the first installs
    run(program, steps[0])
    run(program, steps[1])
    (whole,) = blocks("quickstart.md", "yaml")
    program.write("feeds.yaml", whole)
    assert "0 failed" in run(program, steps[2])


def test_backup_and_restore_as_they_are_told(program: Program) -> None:
    program.write("feeds.yaml", FEEDS)
    program.write("a.rss", RSS)
    program("refresh")
    saved, restored = blocks("deployment.md", "sh")
    assert "saved.db: written" in run(program, saved)
    assert "whole, of the newest schema" in run(program, restored)


def run(program: Program, lines: str) -> str:
    """Run a block as a shell does, with our own program."""
    bin = program.folder / "bin"
    bin.mkdir(exist_ok=True)
    (bin / "syndicate").write_text(f'#!/bin/sh\nexec {sys.executable} -m syndicate "$@"\n')
    (bin / "syndicate").chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", "-e", "-c", lines],
        cwd=program.folder,
        env={"PATH": f"{bin}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# README


def commands(group: click.Group, name: str = "") -> set[str]:
    """Every command by its words."""
    found: set[str] = set()
    context = click.Context(group)
    for word in group.list_commands(context):
        one = group.get_command(context, word)
        assert one
        if one.hidden:
            continue
        path = f"{name} {word}".strip()
        found |= commands(one, path) if isinstance(one, click.Group) else {path}
    return found


def test_every_command_is_in_the_readme() -> None:
    rows = [line for line in README.splitlines() if line.startswith("| `syndicate")]
    told = " ".join(part for line in rows for part in re.findall(r"`([^`]+)`", line))
    missing = {name for name in commands(main) if not re.search(rf"\b{name}\b", told)}
    assert missing == set()


def test_every_setting_is_in_the_readme_and_no_other() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "syndicate").rglob("*.py"))
    used = {name.removesuffix("_FILE") for name in re.findall(r'"(SYNDICATE_[A-Z_]+)"', code)}
    told = {name.removesuffix("_FILE") for name in re.findall(r"`(SYNDICATE_[A-Z_]+)", README)}
    assert used == told


def test_links_between_the_documents_lead_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md")]
    broken = [
        f"{page.name}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []


# What a server is set up with


def test_the_container_copies_what_is_there_and_its_look_at_itself_works() -> None:
    text = (ROOT / "Containerfile").read_text("utf-8")
    copied = [
        name
        for line in re.findall(r"^COPY (?!--from)(.*)$", text, re.MULTILINE)
        for name in line.split()[:-1]
    ]
    assert [name for name in copied if not (ROOT / name).exists()] == []
    packed = re.findall(
        r'^"([^"]+)" = "syndicate/example', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE
    )
    assert set(packed) <= set(copied)
    code = re.search(r'HEALTHCHECK .* CMD \["python", "-c", "(.*)"\]', text)
    assert code
    look = code[1].replace('\\"', '"')
    with FakeWeb() as web:
        web.page("/healthz", "ok")
        environ = {"SYNDICATE_PORT": str(web.port)}
        assert subprocess.run([sys.executable, "-c", look], env=environ, check=False).returncode == 0
        web.page("/healthz", "no", status=503)
        failed = subprocess.run([sys.executable, "-c", look], env=environ, capture_output=True, check=False)
        assert failed.returncode == 1


@pytest.mark.skipif(not shutil.which("nginx") and "CI" not in os.environ, reason="nginx is not here")
def test_nginx_takes_its_configuration(tmp_path: Path) -> None:
    text = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    without = (
        re.sub(r"(?m)^ *ssl_.*\n", "", text).replace("443 ssl", "8443").replace("listen 80", "listen 8080")
    )
    without = without.replace("[::]:80;", "[::]:8080;")
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}}\n"
        f"http {{ access_log off; client_body_temp_path {tmp_path}; proxy_temp_path {tmp_path}; fastcgi_temp_path {tmp_path};"
        f" uwsgi_temp_path {tmp_path}; scgi_temp_path {tmp_path};\n{without}\n}}\n"
    )
    done = subprocess.run(
        [shutil.which("nginx") or "nginx", "-t", "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_units_run_what_there_is() -> None:
    for path in (ROOT / "deploy").glob("*.service"):
        text = path.read_text("utf-8")
        for command in re.findall(r"/opt/syndicate/bin/syndicate (\w+)", text):
            assert command in COMMANDS
        for name in ("NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes"):
            assert name in text
