"""What docs/rules.md says of words is so: every example of its table, and every piece of feeds.yaml in it."""

import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from ruamel.yaml import YAML

from syndicate.categorise import mistakes

from .editors import config, judge, text

PAGE = (Path(__file__).parent.parent.parent / "docs" / "rules.md").read_text(encoding="utf-8")
PIECES = re.findall(r"^( *)```yaml\n(.*?)^ *```", PAGE, re.DOTALL | re.MULTILINE)


def read(written: str) -> Any:
    return YAML(typ="safe", pure=True).load(written)


@pytest.mark.parametrize("piece", [dedent(body) for _, body in PIECES])
def test_every_piece_of_feeds_yaml_is_right(piece: str) -> None:
    made = read(piece)
    assert mistakes(config(made["categories"], terms=made["terms"])) == []


# what is written, texts with it, texts without
TABLE = [
    ("development cooperation", ["Development cooperation"], ["cooperation for development"]),
    ("town", ["town", "towns", "Town"], ["downtown"]),
    ("=commune", ["commune", "Commune"], ["communes", "commun", "communication"]),
    ("NGO", ["NGO", "NGOs"], ["Ngo", "ngos"]),
    ("Entwicklungs*", ["Entwicklungshilfe", "Entwicklungspolitik"], ["Stadtentwicklung"]),
    ("*partnerschaft", ["Städtepartnerschaft", "Partnerschaft"], ["Partnerschaften"]),
    ("*partner*", ["Städtepartnerschaften"], []),
    ("solidarity?", [], ["solidarity"]),
]


@pytest.mark.parametrize(("term", "found", "missed"), TABLE)
def test_the_table_is_true(term: str, found: list[str], missed: list[str]) -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith((f"| `{term}`", f'| `"{term}"`')))
    for words in (*found, *missed):
        assert words in row
    assert [words for words in found if not judge({"any": [term]}, text(summary=words))] == []
    assert [words for words in missed if judge({"any": [term]}, text(summary=words))] == []
