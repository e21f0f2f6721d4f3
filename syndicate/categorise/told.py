"""Why an item is in a category or not → sentences for editors: on the command line and on pages alike."""

from collections.abc import Iterator

from ..decided import Decision
from ..model import Reason
from .heed import EDITOR
from .judge import Verdict
from .why import Shortfall


def judgement(verdict: Verdict, *, kept: bool, decided: Decision | None = None) -> str:
    """Say whether an item is in a category.

    `kept` where a source that left feeds.yaml had named it; `decided` where an editor decided in place of the rules.
    """
    if decided:
        return f"{'in' if decided.kind == 'put' else 'not in'}: {ruling(decided)}"
    if verdict.taken:
        return "in"
    if kept:
        return "in: a source had named it that has left feeds.yaml"
    return (
        "not in: a rule of 'none' keeps it out" if verdict.reasons else "not in: nothing in it is asked for"
    )


DONE = {"put": "put it in", "take": "took it out", "hide": "hid it", "withdraw": "withdrew it"}


def ruling(decision: Decision) -> str:
    """Say who decided, when and why."""
    why = decision.note or decision.value
    return f"{decision.who} {DONE[decision.kind]} on {decision.moment:%Y-%m-%d}" + (
        f" ({why})" if why else ""
    )


def quote(reason: Reason) -> str:
    """Say which rule was met by which words, and where."""
    if reason.rule == EDITOR:
        return f"an editor put it in: {reason.words}" + (f" ({reason.term})" if reason.term else "")
    if reason.rule == "source":
        return f"source {reason.words}: names it under '{reason.term}:'"
    return f"{reason.rule} '{reason.term}': {reason.field} has '{reason.words}'"


def lacks(nearest: Shortfall) -> Iterator[str]:
    """Say what the nearest rule lacks."""
    for part, terms in nearest.missing.items():
        named = ", ".join(f"'{term}'" for term in terms)
        yield f"{part} is missing: {named or 'it has no word in this language'}"
    if not nearest.missing:
        yield "its words are there, but not together as it asks, or a weak one ('?') stands alone"
