"""Listing pages of a collection that is not part of the project: each is judged, none breaks anything."""

import os
from collections import Counter
from pathlib import Path

import pytest

from syndicate.check import check
from syndicate.cli.trying import as_json, as_text
from syndicate.model import Answer
from syndicate.trial import judge

from .program import FEEDS

BESIDE = Path(__file__).parents[3] / "shared" / "corpus"
PAGES = Path(os.environ.get("SYNDICATE_CORPUS") or BESIDE) / "html"

pytestmark = pytest.mark.skipif(
    not PAGES.is_dir(), reason="the collection of pages is absent: SYNDICATE_CORPUS names its folder"
)


def test_every_page_is_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    found: Counter[str] = Counter()
    for path in sorted(PAGES.glob("*.html")):
        trial = judge(
            "https://s.test/news/", Answer("https://s.test/news/", 200, path.read_bytes()), frozenset()
        )
        assert as_text(trial)
        assert as_json(trial)
        if not trial.failed:
            check(FEEDS.replace("sources:\n", f"sources:\n{trial.block}\n"))
        found[trial.code or trial.kind] += 1
    with capsys.disabled():
        shares = ", ".join(f"{what} {count / found.total():.0%}" for what, count in found.most_common())
        print(f"\nof {found.total()} listing pages: {shares}")
