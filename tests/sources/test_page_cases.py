"""Each folder page-… of tests/data/sources is a page, its source, and the entries as they are to be kept.

Where there is an `article.html`, it is the page that the first entry links to.
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from syndicate.clean.entry import clean
from syndicate.config.sources import PageSource
from syndicate.model import Answer
from syndicate.sources import read
from syndicate.sources.article import read_article, with_article

from .test_cases import told

CASES = sorted((Path(__file__).parents[1] / "data" / "sources").glob("page-*"))
NOW = datetime(2015, 9, 1, 12, tzinfo=UTC)


def source_of(case: Path) -> PageSource:
    return PageSource(**YAML(typ="safe", pure=True).load(case / "source.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_page(case: Path) -> None:
    source = source_of(case)
    entries = [*read(Answer(source.page, 200, (case / "page.html").read_bytes()), source).entries]
    if (article := case / "article.html").exists():
        answer = Answer(entries[0].link or "", 200, article.read_bytes())
        entries[0] = with_article(entries[0], read_article(answer, source))
    kept = [told(asdict(clean(entry, NOW))) for entry in entries]
    assert json.loads(json.dumps(kept, default=str)) == json.loads(
        (case / "expected.json").read_text("utf-8")
    )
