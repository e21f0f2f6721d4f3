"""OPML as it is found in the field: a folder each, with what is taken of it, what is not, and why."""

from pathlib import Path

import pytest

from syndicate.check import check
from syndicate.cli.importing import harvest, report
from syndicate.config.edit import add
from syndicate.errors import SourceError
from syndicate.sources.outlines import read

from .program import Program

CASES = Path(__file__).parent.parent / "data" / "imports"
TEXT = """\
# Ours
site: {id: "news.example.eu,2026", url: https://news.example.eu, title: Towns, languages: [en, fr], contact: {name: Us}}
sources:
  known:
    name: Known
    feed: https://known.example/feed  # the first
categories:
  development: {title: {en: Development, fr: Développement}, any: [twinning]}
  culture: {title: Culture, any: [museum]}
"""


def told(case: str) -> str:
    """What is said of a file, and what is written of it; the result has no mistakes."""
    try:
        outlines = read((CASES / case / "feeds.opml").read_bytes())
    except SourceError as error:
        return f"{error.code}: {error.detail}\n"
    found = harvest(outlines, check(TEXT))
    if found.blocks:
        check(add(TEXT, "feeds.yaml", found.blocks))
    return "\n".join([*report(found, len(outlines)), *found.blocks.values(), ""])


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_opml_as_it_is_found(case: str) -> None:
    assert told(case) == (CASES / case / "expected.txt").read_text("utf-8")


def test_the_command(program: Program) -> None:
    program.write("feeds.yaml", TEXT)
    file = CASES / "folder-is-a-category" / "feeds.opml"
    code, out, said = program("import", "opml", str(file), "--yes")
    assert code == 0, said
    assert "2 of 2 outlines are taken" in out
    assert "+    categories: [development]" in out
    text = (program.folder / "feeds.yaml").read_text("utf-8")
    assert [line for line in TEXT.splitlines() if line not in text.splitlines()] == []
    assert list(check(text).sources) == ["known", "a", "b"]
    code, out, _ = program("import", "opml", str(file), "--yes")
    assert (code, out.count("it is there already")) == (1, 2)


def test_what_is_no_opml_changes_nothing(program: Program) -> None:
    path = program.write("feeds.yaml", TEXT)
    for name in ("not-opml", "nothing"):
        code, _, said = program("import", "opml", str(CASES / name / "feeds.opml"), "--yes")
        assert code == 3
        assert "no outline of OPML is in it" in said
    code, _, said = program("import", "opml", "missing.opml")
    assert (code, "check its name" in said) == (3, True)
    assert path.read_text("utf-8") == TEXT


def test_what_is_exported_can_be_imported(program: Program) -> None:
    program.write("feeds.yaml", TEXT)
    code, out, said = program("export", "opml")
    assert (code, said) == (0, "")
    program.write("ours.opml", out)
    program.write("feeds.yaml", TEXT.replace("known", "other"))
    code, out, _ = program("import", "opml", "ours.opml", "--yes")
    assert (code, "1 of 1 outlines are taken" in out) == (0, True)
    assert "    feed: https://known.example/feed" in (program.folder / "feeds.yaml").read_text("utf-8")


def test_what_is_paused_is_exported_as_such(program: Program) -> None:
    program.write("feeds.yaml", TEXT.replace("  # the first", "\n    paused: true"))
    _, out, said = program("export", "opml")
    program.write("ours.opml", out)
    program.write("feeds.yaml", TEXT.replace("known", "other"))
    assert program("import", "opml", "ours.opml", "--yes")[0] == 0, said
    text = (program.folder / "feeds.yaml").read_text("utf-8")
    assert check(text).sources["known"].paused
