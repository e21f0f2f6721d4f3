"""Stories of sources that come, move, are renamed and leave."""

from syndicate.store import sources
from syndicate.store.database import Database

from .rows import HOUR, NOW, follow, listed, put, states


def ask(store: Database, key: str) -> None:
    """Let an asking of the source have gone well."""
    with store.write() as tx:
        values = {"etag": '"a"', "last_modified": "yesterday", "asked": NOW, "code": "ok"}
        sources.record(tx, states(store)[key], values | {"next_fetch": NOW + HOUR})


def test_a_new_source_is_due_at_once(store: Database) -> None:
    follow(store, listed("a"))
    state = states(store)["a"]
    assert (state.active, state.next_fetch, state.etag, state.first_key) == (True, NOW, None, "a")
    with store.read() as tx:
        assert sources.unasked(tx)


def test_one_that_stays_keeps_what_is_known_of_it(store: Database) -> None:
    follow(store, listed("a"))
    ask(store, "a")
    follow(store, listed("a", name="Another name"), listed("b"), now=NOW + HOUR / 2)
    state = states(store)["a"]
    assert (state.name, state.etag, state.last_modified) == ("Another name", '"a"', "yesterday")
    assert state.next_fetch == NOW + HOUR


def test_one_whose_address_changed_is_asked_anew(store: Database) -> None:
    follow(store, listed("a"))
    ask(store, "a")
    number = states(store)["a"].id
    follow(store, listed("a", "https://moved.example/feed"), now=NOW + HOUR / 2)
    state = states(store)["a"]
    assert (state.id, state.etag, state.last_modified, state.code) == (number, None, None, None)
    assert (state.url, state.next_fetch) == ("https://moved.example/feed", NOW + HOUR / 2)


def test_an_answer_of_the_former_address_is_not_recorded(store: Database) -> None:
    follow(store, listed("a"))
    asked = states(store)["a"]
    follow(store, listed("a", "https://moved.example/feed"))
    with store.write() as tx:
        sources.record(tx, asked, {"etag": '"old"', "next_fetch": NOW + HOUR})
    state = states(store)["a"]
    assert (state.etag, state.next_fetch) == (None, NOW)


def test_one_that_leaves_keeps_its_items_and_may_come_back(store: Database) -> None:
    follow(store, listed("a"), listed("b"))
    ask(store, "a")
    put(store, "one")
    follow(store, listed("b"))
    assert not states(store)["a"].active
    follow(store, listed("a"), listed("b"))
    state = states(store)["a"]
    assert (state.active, state.etag) == (True, '"a"')


def test_one_that_is_renamed_goes_on(store: Database) -> None:
    follow(store, listed("a"))
    ask(store, "a")
    before = states(store)["a"]
    renamed = listed("b", before.url, was="a")
    for _ in range(2):  # `was:` may stay in feeds.yaml
        follow(store, renamed)
        (state,) = states(store).values()
        assert (state.key, state.id, state.first_key, state.etag) == ("b", before.id, "a", '"a"')


def test_the_key_of_one_that_was_renamed_is_used_again(store: Database) -> None:
    follow(store, listed("a"))
    follow(store, listed("b", was="a"))
    follow(store, listed("a"), listed("b"))
    follow(store, listed("c", was="a"), listed("b"))
    follow(store, listed("a"), listed("b"), listed("c"))
    first = {key: state.first_key for key, state in states(store).items()}
    assert first == {"a": "a~3", "b": "a", "c": "a~2"}


def test_one_that_left_is_gone_although_another_had_its_name(store: Database) -> None:
    follow(store, listed("a"))
    follow(store, listed("b", was="a"))
    follow(store, listed("a"), listed("b"))
    follow(store, listed("b", was="a"))
    assert {key: state.active for key, state in states(store).items()} == {"a": False, "b": True}


def test_states_of_some(store: Database) -> None:
    follow(store, listed("b"), listed("a"), listed("c"))
    with store.read() as tx:
        assert [state.key for state in sources.states(tx)] == ["a", "b", "c"]
        assert [state.key for state in sources.states(tx, ["c", "a", "x"])] == ["a", "c"]
        assert sources.states(tx, []) == []


def test_a_rename_that_is_taken_back_is_the_same_source(store: Database) -> None:
    follow(store, listed("a"))
    follow(store, listed("b", was="a"))
    number = states(store)["b"].id
    follow(store, listed("a"))
    assert {key: (state.id, state.first_key) for key, state in states(store).items()} == {"a": (number, "a")}
    assert states(store)["a"].active
