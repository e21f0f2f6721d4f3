"""Real feeds of every kind through the whole line, from a file to valid documents, in a real store."""

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from syndicate.cli.asking import ask
from syndicate.model import Document
from syndicate.schedule.work import Worker
from syndicate.store import documents, pages
from syndicate.store.database import open_database

from .readers.readings import Reading, by_fastfeedparser, by_feedparser, untold
from .rules import mistakes_in_atom, mistakes_in_json, mistakes_in_rss

BESIDE = Path(__file__).parent.parent.parent / "shared" / "corpus"
CORPUS = Path(os.environ.get("SYNDICATE_CORPUS", BESIDE)) / "real"
READ = 4  # of so many feeds one is read by others' readers, which takes them a while
RULES = {"rss": mistakes_in_rss, "atom": mistakes_in_atom, "json": mistakes_in_json}

# Captures that hold no feed: what the line says of each.
NO_FEEDS = {"unreadable", "not-a-feed", "empty", "challenge"}

HEAD = """\
site: {id: "corpus.example.eu,2026", url: "http://localhost:8080", title: Corpus, languages: [en], contact: {name: Tests}, credit: yes}
defaults: {republish: full, images: yes}
"""


def write_config(folder: Path, names: list[str]) -> None:
    """A source and a category for each file, so that each has documents of its own."""
    sources = [
        f"  s{n}: {{name: Source {n}, feed: 'file:real/{name}', always: [c{n}]}}"
        for n, name in enumerate(names)
    ]
    categories = [f"  c{n}: {{title: Category {n}}}" for n in range(len(names))]
    text = "\n".join([HEAD + "sources:", *sources, "categories:", *categories, ""])
    (folder / "feeds.yaml").write_text(text, encoding="utf-8")


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus of real feeds at {CORPUS} (SYNDICATE_CORPUS)")
@pytest.mark.timeout(600)
def test_every_real_feed_becomes_valid_documents(tmp_path: Path) -> None:
    names = sorted(path.name for path in CORPUS.iterdir())
    shutil.copytree(CORPUS, tmp_path / "real")
    write_config(tmp_path, names)
    store = open_database(f"sqlite:///{tmp_path}/corpus.db")
    worker = Worker(store, tmp_path / "feeds.yaml", {})
    result = ask(worker, (), force=False, shown=False)
    worker.close()

    codes = {names[int(key[1:])]: outcome.code for key, outcome in result.outcomes.items()}
    assert len(codes) == len(names)
    assert {name: code for name, code in codes.items() if code not in {"ok", *NO_FEEDS}} == {}
    assert sum(code == "ok" for code in codes.values()) >= 0.95 * len(names)
    assert result.count("new") > 5000

    found: list[str] = []
    with store.read() as tx:
        kept = [stored[0] for path in documents.paths(tx) if (stored := documents.find(tx, path))]
        assert pages.stretch(tx, "c0", 1)
    store.close()
    printed = {one.path: one for one in kept if one.path.rsplit(".")[-1] in RULES}
    for path, document in printed.items():
        found += [f"{path}: {mistake}" for mistake in RULES[path.rsplit(".")[-1]](document.body)]
    stems = sorted({path.rpartition(".")[0] for path in printed})
    found += [stem for stem in stems[::READ] if len(set(readings(printed, stem))) != 1]
    assert found == []


def readings(printed: Mapping[str, Document], stem: str) -> Iterator[Reading]:
    """What readers that others wrote make of a feed's documents, as far as all of them tell it."""
    rss, atom, whole = (printed[f"{stem}.{form}"] for form in ("rss", "atom", "json"))
    assert by_feedparser(rss) == by_feedparser(atom)
    yield untold(by_feedparser(atom))
    yield from map(by_fastfeedparser, (rss, atom, whole))
