"""`syndicate explain`: what is known of an item, and for each category why it is in it or not.

In: the store and what an operator calls the item. Out: words or JSON. The rules in force are asked anew, by the same
code that files items, so that a text and its rules can be seen together; nothing is changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

import click

from ..categorise import Rulebook, Verdict, rulebook
from ..categorise.judge import printed
from ..categorise.told import judgement, lacks, quote
from ..categorise.why import Shortfall, Why
from ..config.addresses import feed_name, item_page, tag_uri
from ..config.load import recall
from ..config.model import Config
from ..decided import Decision
from ..errors import StoreError
from ..intake import explained
from ..model import Item, ToldBy, Variant
from ..naming import names
from ..store import configs, decisions, history, items, stories
from ..store.database import Database, Transaction
from ..store.history import Entered
from ..store.items import StoredItem
from ..store.stories import Copy

NAMED = (
    "source",
    "language",
    "told_by",
    "link",
    "title",
)  # what is told of a text beside the fields that rules look in
SHOWN = 5  # reasons of a category in words; all are in the JSON
SAME = {
    "link": "which leads to the same page",
    "title": "with the same title",
    "text": "with the same text",
    None: "as both are like another one",
}
TOLD_BY: dict[ToldBy, str] = {
    "feeds.yaml": ", as feeds.yaml says",
    "entry": ", as the entry says",
    "page": ", as its page says",
    "feed": ", as its source says",
    "header": ", as the server says",
    "text": ", as the text shows",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What other sources printed of an item's story."""

    by: str | None  # what it has in common with the story's first item; None for that one
    copies: tuple[Copy, ...]
    hidden: tuple[str, ...]  # the categories in which one of them stands for it


@dataclass(frozen=True, slots=True)
class Account:
    """All that is known of one item."""

    id: str  # tag: URI
    page: str
    item: Item
    fields: tuple[dict[str, str], ...]  # of each of its texts, as rules see them
    keys: tuple[str, ...]
    entered: tuple[Entered, ...]
    categories: tuple[Why, ...]
    kept: frozenset[str]  # categories that a source named which has left feeds.yaml
    decided: Mapping[str, Decision]  # what editors decided in place of the rules, by category
    decisions: tuple[Decision, ...]  # all that was ever decided of it
    stored: tuple[str, ...]  # the categories it was filed into when it was judged last
    story: "Told"

    def as_json(self) -> dict[str, Any]:
        item = asdict(self.item)
        return {
            "id": self.id,
            "page": self.page,
            **{name: plain(value) for name, value in item.items() if name != "variants"},
            "keys": list(self.keys),
            "variants": [
                {**{name: getattr(one, name) for name in NAMED}, "fields": fields}
                for one, fields in zip(self.item.variants, self.fields, strict=True)
            ],
            "entered": [{k: plain(v) for k, v in asdict(one).items()} for one in self.entered],
            "categories": {one.verdict.category: self.reasoned(one) for one in self.categories},
            "decisions": [ruled(one) for one in self.decisions],
            "filed": list(self.stored),
            "also": [asdict(one) for one in self.story.copies],
            "copy_in": list(self.story.hidden),
        }

    def reasoned(self, one: Why) -> dict[str, Any]:
        name = one.verdict.category
        missing = {"masked": list(map(asdict, one.masked)), "nearest": one.nearest and asdict(one.nearest)}
        inside = name in self.filed
        decided = {"in": inside, "kept": name in self.kept, "decided": name in self.decided, "text": one.text}
        return decided | said(one.verdict) | missing

    @property
    def filed(self) -> set[str]:
        """The categories that it is in by the rules in force and what editors decided."""
        by_rules = {one.verdict.category for one in self.categories if one.verdict.taken} | self.kept
        put = {name for name, one in self.decided.items() if one.kind == "put"}
        return (by_rules - self.decided.keys()) | put

    def only(self, category: str) -> "Account":
        """Leave out what is said of other categories."""
        return replace(
            self,
            categories=tuple(one for one in self.categories if one.verdict.category == category),
            kept=self.kept & {category},
            decided={name: one for name, one in self.decided.items() if name == category},
            stored=tuple(name for name in self.stored if name == category),
            entered=tuple(one for one in self.entered if one.category == category),
        )

    def as_text(self) -> str:
        ruled = ["Decisions:", *map(spoken_of, self.decisions)] if self.decisions else []
        return "\n".join([*self.known(), *ruled, "Feeds:", *self.feeds(), "Categories:", *self.judged()])

    def known(self) -> Iterator[str]:
        item = self.item
        yield item.variants[0].title
        yield f"  id          {self.id}"
        yield f"  page        {self.page}"
        yield f"  source      {item.source}"
        for name in ("published", "updated", "first_seen"):
            yield f"  {name.replace('_', ' '):<12}{moment(getattr(item, name))}"
        for key in self.keys:
            yield f"  known by    {key}"
        for one in item.variants:
            yield f"  text        [{spoken(one)}] {one.link or 'without a link'} ({one.source})"
        for copy in self.story.copies:
            yield f"  also by     {copy.name}: {copy.link or copy.uid}, {SAME[copy.by or self.story.by]}"

    def feeds(self) -> Iterator[str]:
        for one in self.entered:
            place = "in the archive only" if one.backfill else f"number {one.number}"
            yield f"  {feed_name(one.category, one.language)}: entered {moment(one.moment)}, {place}"
        if not self.entered:
            yield "  it has entered none"
        for name in self.story.hidden:
            yield f"  {name}: what another source printed of the same story stands for it"

    def judged(self) -> Iterator[str]:
        for one in self.categories:
            name = one.verdict.category
            yield from reasoned(one, kept=name in self.kept, decided=self.decided.get(name))
        if set(self.stored) != self.filed:
            yield f"  Filed by other rules, into {', '.join(self.stored) or 'none'}: it is judged again soon."


def reasoned(one: Why, *, kept: bool, decided: Decision | None) -> Iterator[str]:
    """Say of one category what speaks for the item, what is against it, and what it lacks."""
    yield f"  {one.verdict.category}: {judgement(one.verdict, kept=kept, decided=decided)}"
    for sign, reasons in (("+", one.verdict.reasons), ("-", one.verdict.against), ("masked:", one.masked)):
        yield from (f"    {sign} {quote(reason)}" for reason in reasons[:SHOWN])
        if len(reasons) > SHOWN:
            yield f"    {sign} and {len(reasons) - SHOWN} more"
    if one.nearest:
        yield from lacking(one.nearest)


def spoken_of(one: Decision) -> str:
    """Say in a line what was decided, by whom, when and why, and whether it holds."""
    what = " ".join(filter(None, (one.kind, one.about, one.value if one.kind != "add" else "")))
    why = f" ({one.note})" if one.note else ""
    gone = f"; undone by {one.undone.by} {moment(one.undone.moment)}" if one.undone else ""
    return f"  {what}: {one.who}, {moment(one.moment)}{why}{gone}"


def ruled(one: Decision) -> dict[str, object]:
    """Give a decision as plain values."""
    values = {
        name: plain(value) for name, value in asdict(one).items() if name not in ("keys", "uid", "source")
    }
    undone = {name: plain(value) for name, value in asdict(one.undone).items()} if one.undone else None
    return values | {"undone": undone}


def lacking(nearest: Shortfall) -> Iterator[str]:
    """Say which rule came nearest, and what it lacks."""
    yield f"    nearest is {nearest.rule}:"
    yield from (f"      + {quote(reason)}" for reason in nearest.held[:SHOWN])
    yield from (f"      - {lack}" for lack in lacks(nearest))


def spoken(text: Variant) -> str:
    """Say in which language a text is, and by whom that is known."""
    if text.language is None:
        return "no language: nobody says it, and the text does not tell"
    return text.language + (TOLD_BY[text.told_by] if text.told_by else "")


def said(verdict: Verdict) -> dict[str, list[dict[str, Any]]]:
    return {"reasons": list(map(asdict, verdict.reasons)), "against": list(map(asdict, verdict.against))}


def plain(value: object) -> object:
    return moment(value) if isinstance(value, datetime) else value


def moment(value: datetime) -> str:
    return value.isoformat(timespec="seconds").replace("+00:00", "Z")


def account(store: Database, asked: str, category: str | None = None) -> list[Account]:
    """Give all that is known of the items that go by this name; none where there is no such item.

    With a category, only that one is explained.
    """
    with store.read() as tx:
        config = in_force(tx)
        if category and category not in config.categories:
            known = ", ".join(config.categories)
            raise click.UsageError(f"there is no category '{category}': feeds.yaml has {known}")
        book = rulebook(config)
        found = items.load(tx, history.numbers(tx, names(config, asked)))
        told = [of_item(tx, config, book, one) for one in found]
    return [one.only(category) if category else one for one in told]


def of_item(tx: Transaction, config: Config, book: Rulebook, one: StoredItem) -> Account:
    before = items.matches_of(tx, one.id)
    told = decisions.of(tx, [one.id]).get(one.id, ())
    found = explained(config, book, one.item, before, told)
    return Account(
        tag_uri(config, one.item.uid),
        item_page(config, one.item.uid, None),
        one.item,
        tuple(printed(book, variant) for variant in one.item.variants),
        tuple(history.keys_of(tx, one.id)),
        tuple(history.entries(tx, one.id)),
        found.rules,
        found.kept,
        found.decided,
        told,
        tuple(match.category for match in before),
        Told(
            stories.joined_by(tx, one.id),
            stories.copies(tx, [one.id]).get(one.id, ()),
            tuple(stories.hidden(tx, one.id)),
        ),
    )


def in_force(tx: Transaction) -> Config:
    """Read the config in force; its secrets stay unresolved, as nothing is asked."""
    stored = configs.in_force(tx)
    if stored is None:
        raise StoreError(
            "No feeds.yaml has been in force yet, so nothing is known: start with 'syndicate run'."
        )
    return recall(stored)


def unknown(asked: str) -> str:
    return (
        f"No item goes by '{asked}': looked for it as our id, as our page of an item, as the link and the guid that its"
        " source prints. Take one of these as it is printed; an item that was never read is not known."
    )


def as_json(found: Sequence[Account]) -> dict[str, Any]:
    return {"items": [one.as_json() for one in found]}
