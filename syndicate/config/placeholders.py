"""`${NAME}` in a text of feeds.yaml → the secret of that name; `$${` is a literal `${`.

In: a text and the secrets. Out: the text to use, and what is wrong with its placeholders; no sentence repeats a secret.
"""

import re
from collections.abc import Mapping

PLACEHOLDER = re.compile(r"\$\$\{|\$\{([^}]*)\}?")
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def fill(text: str, secrets: Mapping[str, str] | None) -> tuple[str, list[str]]:
    """Put the secrets in their places; without `secrets` the placeholders stay."""
    problems: list[str] = []

    def replacement(found: re.Match[str]) -> str:
        name = found[1]
        if name is None:
            return "${"
        problem = flaw(found[0], name, secrets)
        if problem is None and secrets is not None:
            return secrets[name]
        problems.extend([problem] if problem else [])
        return found[0]

    return PLACEHOLDER.sub(replacement, text), problems


def flaw(written: str, name: str, secrets: Mapping[str, str] | None) -> str | None:
    """Say what is wrong with one placeholder."""
    if not NAME.fullmatch(name) or not written.endswith("}"):
        return "'${' begins the name of a secret, such as ${INTRANET_TOKEN}: for the characters themselves write '$${'"
    if secrets is None:
        return None
    if not (value := secrets.get(name)):
        return f"the secret {name} is not set: set the environment variable {name}, or {name}_FILE to a file with it"
    if not value.isprintable():
        return f"the secret {name} has a line break or another control character in it: set it without"
    return None
