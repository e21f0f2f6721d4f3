"""What a trial found in, the block for feeds.yaml out: as an operator would write it, ready to paste under `sources:`."""

import json
import re
from collections.abc import Collection, Mapping
from itertools import chain, count
from typing import Any
from urllib.parse import urlsplit

LONGEST_KEY, LONGEST_NAME = 64, 100

# What stands in YAML without quotes and means itself: words, without the signs that begin something else.
BARE = re.compile(r"[A-Za-z][\w.-]*(?: [\w.-]+)*|https?://[\w.~/?&=%+;,@-]+(?::\d+)?[\w.~/?&=%+;,@-]*")
WORDS = frozenset("null true false yes no on off y n".split())


def key_of(url: str) -> str:
    """Make the key of a source from its host: `vng-international` of `www.vng-international.nl`."""
    host = (
        (urlsplit(url).hostname or url.removeprefix("file:").rpartition("/")[2].partition(".")[0])
        .lower()
        .removeprefix("www.")
    )
    numbers = re.fullmatch(r"[\d.:a-f]*", host)  # an address has no ending to leave out
    name = host if numbers or "." not in host else host.rpartition(".")[0]
    return re.sub(r"[^a-z0-9]+", "-", name)[:LONGEST_KEY].strip("-") or "source"


def keyed(block: str, wanted: str | None, taken: Collection[str]) -> tuple[str, str]:
    """Give a block the key that is wanted, or else one that no other source has; the key, and the block with it."""
    first, *rest = block.splitlines()
    own = first.strip().removesuffix(":")
    free = (name for name in chain([own], (f"{own}-{number}" for number in count(2))) if name not in taken)
    key = wanted or next(free)
    return key, "\n".join([f"  {key}:", *rest])


def block(key: str, name: str, written: Mapping[str, Any]) -> str:
    """Write one source, indented as it stands under `sources:`."""
    fields = {"name": name[:LONGEST_NAME].strip() or key, **written}
    return "\n".join([f"  {key}:", *(f"    {field}: {yaml(value)}" for field, value in fields.items())])


def yaml(value: Any) -> str:
    """Write a value on one line: bare where that is safe, else in quotes; those of JSON are read alike by YAML."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{field}: {yaml(one)}" for field, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(yaml, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value).replace("${", "$${")  # would be the name of a secret
    bare = BARE.fullmatch(text) and "," not in text and text.lower() not in WORDS
    if bare:
        return text
    readable = '"' in text and "'" not in text and text.isprintable()
    return f"'{text}'" if readable else json.dumps(text, ensure_ascii=False)
