"""Stories of the versions of feeds.yaml: a bad one never hides the last good one."""

import pytest

from syndicate.errors import Mistake
from syndicate.store import configs
from syndicate.store.database import Database

from .rows import NOW

BAD = (Mistake("feeds.yaml", 3, 1, "wrong"), Mistake("feeds.yaml", 4, 2, "wrong too"))


@pytest.mark.parametrize(
    ("story", "newest", "in_force"),
    [
        ("", None, None),
        ("a", "a", "a"),
        ("a b", "b", "b"),
        ("a B", "B", "a"),
        ("a B C", "C", "a"),
        ("a B C d", "d", "d"),
        ("B", "B", None),
        ("B C", "C", None),
        ("B a", "a", "a"),
        ("a B a", "a", "a"),
    ],
)
def test_versions(store: Database, story: str, newest: str | None, in_force: str | None) -> None:
    """A small letter is a good version, a capital one has mistakes."""
    for name in story.split():
        with store.write() as tx:
            configs.lock(tx)
            configs.keep(tx, NOW, name, {"feeds.yaml": f"text {name}"}, BAD if name.isupper() else ())
    with store.read() as tx:
        for stored, expected in [(configs.newest(tx), newest), (configs.in_force(tx), in_force)]:
            assert (stored and stored.digest) == expected
            if stored:
                assert stored.files == {"feeds.yaml": f"text {stored.digest}"}
                assert stored.mistakes == (BAD if stored.digest.isupper() else ())


def test_another_good_version_has_another_number(store: Database) -> None:
    """Each process tells by it that there is something to follow."""
    seen = []
    for name in "abCaDEf":
        with store.write() as tx:
            configs.keep(tx, NOW, name, {"feeds.yaml": name}, BAD if name.isupper() else ())
            stored = configs.in_force(tx)
            assert stored
            seen.append(stored.number)
    assert seen == [1, 2, 2, 3, 3, 3, 4]


def test_the_first_site_id_stays(store: Database) -> None:
    with store.write() as tx:
        assert configs.site_id(tx, "a.example,2026", NOW) == "a.example,2026"
    with store.write() as tx:
        assert configs.site_id(tx, "b.example,2026", NOW) == "a.example,2026"
