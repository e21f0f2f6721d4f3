"""How fast texts are filed: beside a loop of `re` alternations, and beside the bare minimum that any matcher needs.

Texts of 3 KB out of a vocabulary with the shape of a language (few words often, most rarely). Rules are 500 phrases;
the same and 4,500 of words that no text has, as most names and subjects are; and 5,000 that are met as often as the
500, so that ten times as much is found and quoted. `re` looks for all phrases at once, whatever their capitals, with
word edges. The minimum normalises each text as a whole, cuts it into words and hands these to an Aho-Corasick
automaton, without forms of words, places or reasons.

Prints items a second and ratios, how many reasons an item has, and how fast the first round was, in which most words
are new. No figure here is a test.
"""

import argparse
import json
import random
import re
import time
import unicodedata
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

from ahocorasick_rs import AhoCorasick

from syndicate.categorise import categorise, rulebook
from syndicate.config.model import Config
from syndicate.model import Match, Variant

LETTERS = 3000  # of a text
VOCABULARY = 30_000
FEW, MANY = 500, 5000  # phrases of rules
MARK, WORD = re.compile("[\u0300-\u036f]"), re.compile(r"\w+")
SYLLABLES = "ba co dé fi gu ha ín jo ka lü mé no pa qui ro sa tê u vi wo zy ter ment tion ling".split()


def vocabulary(dice: random.Random) -> list[str]:
    """Make words that all differ, the short ones first."""
    made = {"".join(dice.choices(SYLLABLES, k=dice.randint(1, 5))) for _ in range(2 * VOCABULARY)}
    return sorted(made, key=lambda word: (len(word), word))[:VOCABULARY]


def printed(dice: random.Random, known: Sequence[str], count: int) -> list[str]:
    """Print texts in which the word of rank n is met as often as 1/n says."""
    weights = list(accumulate(1 / rank for rank in range(1, len(known) + 1)))
    return [
        " ".join(dice.choices(known, cum_weights=weights, k=LETTERS // 5))[:LETTERS] for _ in range(count)
    ]


def phrases(dice: random.Random, known: Sequence[str], count: int) -> list[str]:
    """Choose phrases of one to three words, as rare as the words of a rule are."""
    rare = known[len(known) // 20 :]
    return [" ".join(dice.choices(rare, k=dice.choice((1, 1, 2, 3)))) for _ in range(count)]


def filing(written: Sequence[str]) -> Callable[[str], tuple[Match, ...]]:
    """File as the service does, with forms of words, places and reasons."""
    site = {"id": "x.example,2026", "url": "https://x.example", "title": "X", "languages": ["en"]}
    config = Config.model_validate(
        {
            "site": site | {"contact": {"name": "X"}},
            "sources": {"x": {"name": "X", "feed": "https://x.example/feed"}},
            "categories": {"news": {"title": "News", "any": list(written)}},
        }
    )
    book = rulebook(config)
    return lambda text: categorise(book, Variant("x", "fr", None, "Title", text, "", None, ()))


def alternation(written: Sequence[str]) -> Callable[[str], object]:
    """Look for all phrases by one regular expression."""
    found = re.compile(rf"\b(?:{'|'.join(map(re.escape, written))})\b", re.IGNORECASE)
    return found.findall


def minimum(written: Sequence[str]) -> Callable[[str], object]:
    """Normalise, and ask a bare automaton."""
    automaton = AhoCorasick(list(map(normalised, written)))
    return lambda text: automaton.find_matches_as_indexes(normalised(text), overlapping=True)


def normalised(text: str) -> str:
    """Fold a text and put single spaces around its words: of several ways to say it, the fastest."""
    folded = "".join(MARK.split(unicodedata.normalize("NFKD", text.casefold())))
    return f" {' '.join(WORD.findall(folded))} "


def speed(do: Callable[[str], object], texts: Sequence[str], rounds: int) -> float:
    """Measure the best of some rounds, in texts a second of the processor: others may use it too."""
    took = []
    for _ in range(rounds):
        begin = time.process_time()
        for text in texts:
            do(text)
        took.append(time.process_time() - begin)
    return len(texts) / min(took)


def measure(written: Sequence[str], texts: Sequence[str], rounds: int) -> dict[str, Any]:
    """Measure the three with some phrases; `re` is so slow that it gets fewer texts."""
    file = filing(written)
    first = speed(file, texts, 1)
    ours = speed(file, texts, rounds)
    reasons = sum(len(match.reasons) for text in texts for match in file(text))
    slow = speed(alternation(written), texts[: max(3, 5000 // len(written))], rounds)
    bare = speed(minimum(written), texts, rounds)
    return {
        "terms": len(written),
        "items_per_second": round(ours),
        "items_per_second_at_first": round(first),
        "reasons_per_item": round(reasons / len(texts), 1),
        "times_re": round(ours / slow, 1),
        "time_of_minimum": round(bare / ours, 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quick", action="store_true", help="fewer texts: less than a minute")
    asked = parser.parse_args()
    dice = random.Random(1)
    known = vocabulary(dice)
    texts = printed(dice, known, 200 if asked.quick else 2000)
    dice, strange = random.Random(FEW), sorted({*vocabulary(random.Random(2))} - {*known})
    few = phrases(dice, known, FEW)
    sets = {
        "few terms": few,
        "more that no text has": few + phrases(dice, strange, MANY - FEW),
        "more that texts have": few + phrases(dice, known, MANY - FEW),
    }
    rounds = 3 if asked.quick else 5
    rows = [{"rules": name, **measure(written, texts, rounds)} for name, written in sets.items()]
    for row in rows:
        row["time_of_few_terms"] = round(rows[0]["items_per_second"] / row["items_per_second"], 2)
    if asked.json:
        print(json.dumps({"runs": rows}))
        return
    for row in rows:
        print(
            "{rules}: {terms} terms, {items_per_second} items/s ({items_per_second_at_first} at first) with "
            "{reasons_per_item} reasons each, {times_re} x re, {time_of_minimum} x the time of the minimum, "
            "{time_of_few_terms} x that of few terms".format(**row)
        )


if __name__ == "__main__":
    main()
