"""The measurement of proposals: what counts as right, and that the share does not fall on the collection of pages."""

import json
import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
BENCH: dict[str, Any] = runpy.run_path(str(ROOT / "bench" / "proposals.py"))
PAGES: Path = BENCH["PAGES"]
TITLES = [
    "A well in Benin",
    "Mayors meet in Riga",
    "A school in Senegal",
    "A new fund",
    "Clean transport in Łódź",
]


def page(titles: list[str]) -> bytes:
    items = "".join(
        f"<article><h2><a href='/{number}'>{title} for our towns</a></h2></article>"
        for number, title in enumerate(titles)
    )
    return f"<html><body><nav><ul><li>Home</li></ul></nav><div id=news>{items}</div></body></html>".encode()


@pytest.mark.parametrize(
    ("titles", "members", "right", "flaw"),
    [
        (TITLES, ["#news > article"], True, ""),
        (TITLES, ["#other > li", "#news > article"], True, ""),
        (TITLES, ["nav li"], False, "some are not of the list"),
        (TITLES[:4], ["#news > article"], False, "4 items"),
        ([*TITLES[:4], TITLES[0]], ["#news > article"], False, "titles that are missing or equal"),
    ],
)
def test_what_is_right(titles: list[str], members: list[str], right: bool, flaw: str) -> None:
    verdict = BENCH["judge"]("a.html", members, page(titles))
    assert (verdict.right, verdict.flaw) == (right, flaw)


def run(corpus: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "bench" / "proposals.py"), *options],
        env={**os.environ, "SYNDICATE_CORPUS": str(corpus)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_pages_it_says_where_it_looked(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert (done.returncode, str(tmp_path) in done.stderr) == (2, True)


@pytest.mark.skipif(
    not PAGES.is_dir(), reason="the collection of pages is absent: SYNDICATE_CORPUS names its folder"
)
def test_most_pages_of_the_collection_are_read_by_what_is_proposed() -> None:
    told: dict[str, Any] = json.loads(run(PAGES.parent, "--json").stdout)
    assert told["pages"] == 30
    assert told["share"] >= 0.7
    assert told["listed"] >= 27
