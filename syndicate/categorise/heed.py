"""What the rules say of an item, and what editors decided → what it is filed into.

A decision beats rules and what sources say of all their items. feeds.yaml wins only where it names the item itself: an
example under `expect:` with its title. In: matches, wishes, the config. Out: matches. Nothing is stored here.
"""

from collections.abc import Iterable

from ..config.model import Config, Example
from ..decided import Decision, Wishes
from ..model import Item, Match, Reason, Variant
from ..text import fold, plain

EDITOR = "editor"  # the rule, and the field, of what was decided by hand


def heed(found: Iterable[Match], wishes: Wishes, config: Config, item: Item) -> tuple[Match, ...]:
    """File an item as editors decided, in the order of feeds.yaml; whoever hides it takes it out of all."""
    if wishes.hidden or wishes.withdrawn is not None:
        return ()
    kept = {match.category: match for match in found}
    for category, decision in binding(wishes, config, item).items():
        if decision.kind == "take":
            kept.pop(category, None)
        else:
            before = kept[category].reasons if category in kept else ()
            kept[category] = Match(category, (reason(decision), *before))
    return tuple(kept[name] for name in config.categories if name in kept)


def binding(wishes: Wishes, config: Config, item: Item) -> dict[str, Decision]:
    """The decisions about categories that hold: not those about which feeds.yaml says something of this very item."""
    settled = named(config, item) if wishes.places else {}
    decided = sorted(wishes.places.values(), key=lambda one: (one.moment, one.ref))
    present = {config.renamed.get(one.about, one.about): one for one in decided}
    return {
        category: decision
        for category, decision in present.items()
        if category in config.categories and category not in settled
    }


def reason(decision: Decision) -> Reason:
    """Say of a decision who made it, when and why."""
    who = f"{decision.who}, {decision.moment:%Y-%m-%d}"
    return Reason(EDITOR, decision.note, EDITOR, who, 0, len(who))


def named(config: Config, item: Item) -> dict[str, str]:
    """The categories of which feeds.yaml says itself whether this item is in them: category → `in` or `out`."""
    return {
        name: side
        for name, category in config.categories.items()
        for side, examples in category.expect.all.items()
        if any(meant(example, text) for example in examples for text in item.variants)
    }


def meant(example: Example, text: Variant) -> bool:
    """Tell whether an example is this very item: by its title, and by all else that it says."""
    titles = {folded(title) for title in (text.title, text.printed_title) if title}
    return (
        folded(example.title) in titles
        and example.source in ("", text.source)
        and example.language in (None, text.language)
        and folded(example.text) in folded(f"{text.summary} {plain(text.content)}")
    )


def folded(text: str) -> str:
    return " ".join(fold(text).split())
