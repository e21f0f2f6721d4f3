"""The command that takes an item back."""

from .program import Program


def test_an_item_is_withdrawn_and_published_again(ready: Program) -> None:
    assert ready("refresh")[0] == 0
    code, said, _ = ready("withdraw", "1", "--reason", "Published by mistake")
    assert code == 0
    assert said.startswith("withdrawn: A twinning (")
    assert "6 documents changed" in said
    code, said, _ = ready("withdraw", "1", "--undo")
    assert (code, said.split(": ")[0]) == (0, "published again")


def test_it_asks_why_and_what(ready: Program) -> None:
    assert ready("refresh")[0] == 0
    code, _, told = ready("withdraw", "1")
    assert (code, "--reason" in told) == (2, True)
    code, _, told = ready("withdraw", "nothing", "--reason", "Because")
    assert (code, "No item goes by 'nothing'" in told) == (2, True)


def test_what_cannot_be_kept_changes_nothing(ready: Program) -> None:
    """A reason that no file of decisions may hold, and an item that is there."""
    assert ready("refresh")[0] == 0
    code, _, told = ready("withdraw", "1", "--reason", "x" * 3_000)
    assert (code, "longer than 2000 characters" in told) == (2, True)
    code, _, told = ready("withdraw", "1", "--undo")
    assert (code, "'1' is not withdrawn" in told) == (2, True)
