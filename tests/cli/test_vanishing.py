"""`check` says which feeds would answer no more, where it can be known, and leaves everything as it is."""

import pytest

from .program import FEEDS, Program

RENAMED = FEEDS.replace("  twinning: {title", "  partners: {title")


def test_a_category_that_is_simply_gone(ready: Program) -> None:
    ready("refresh")
    ready.write("feeds.yaml", RENAMED)
    code, out, _ = ready("check")
    assert code == 0
    assert "warning: the feed twinning would answer no more" in out
    assert "warning: the feed twinning.en would answer no more" in out
    assert "'was:'" in out


@pytest.mark.parametrize("text", [FEEDS, RENAMED.replace("{title: Twin", "{was: twinning, title: Twin")])
def test_nothing_is_gone(ready: Program, text: str) -> None:
    ready("refresh")
    ready.write("feeds.yaml", text)
    code, out, _ = ready("check")
    assert (code, "warning" in out) == (0, False)


def test_nothing_was_published_yet(ready: Program) -> None:
    code, out, _ = ready("check")
    assert (code, "warning" in out) == (0, False)
    assert not (ready.folder / "syndicate.db").exists()


def test_a_database_that_does_not_answer_is_no_mistake_of_the_file(ready: Program) -> None:
    ready.environ["SYNDICATE_DATABASE"] = "postgresql://nobody@127.0.0.1:1/none"
    assert ready("check")[0] == 0


def test_a_category_that_ended_long_before_that_was_written(ready: Program) -> None:
    ready("refresh")
    ended = FEEDS.replace("  twinning: {title", "  twinning: {ended: 2020-01-01, title")
    ready.write("feeds.yaml", ended)
    code, out, _ = ready("check")
    assert code == 0
    assert "warning: the feeds of twinning would answer no more at once" in out
    ready("refresh")
    assert "warning" not in ready("check")[1]  # there is nothing to lose any more
