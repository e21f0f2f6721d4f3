"""A folder in which an operator works."""

from pathlib import Path

import pytest

from .program import FEEDS, RSS, Program


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


@pytest.fixture
def ready(program: Program) -> Program:
    """With a feeds.yaml of one local source."""
    program.write("feeds.yaml", FEEDS)
    program.write("a.rss", RSS)
    return program
