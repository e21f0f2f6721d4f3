"""What the YAML parser stumbled over → the offset to look at and a sentence for the operator.

The parser's own words are for programmers, and often name the place where it noticed instead of the place to mend.
"""

import re

from ruamel.yaml.error import MarkedYAMLError

HERE, OPENING = "here", "opening"

# A part of the parser's words, which of its two marks to point at, and what we say instead; the first that fits.
UNCLOSED = "the bracket that opens here is not closed, or a comma is missing in it"
SENTENCES = (
    (r"found character '\\t'", HERE, "a tab stands here: use spaces for indentation"),
    (r"found character '(.)' that cannot", HERE, "a text that begins with '{0}' needs quotes"),
    (r"scanning an? (?:anchor|alias)", OPENING, "a text that begins with '*' or '&' needs quotes"),
    (r"\btag\b", HERE, "a text that begins with '!' needs quotes, and YAML tags are not allowed"),
    (r"escape character|escape sequence", HERE, "in double quotes a backslash has a meaning: use single quotes instead"),
    (r"scanning a (?:double-)?quoted scalar", OPENING, "the quotation mark that opens here is never closed: add the closing one"),
    (r"could not find expected ':'", OPENING, "this line is neither 'key: value' nor '- entry': add the colon and a space, or quotes around a longer text"),
    (r"parsing a flow (sequence|mapping) expected", OPENING, UNCLOSED),
    (r"node content, but found '(.*)'$", HERE, "'{0}' is out of place here: check the brackets and commas, or put quotes around the text"),
    (r"sequence entries are not allowed", HERE, "a list begins on a line of its own: put '- ' on the line below the key"),
    (r"scanning a block scalar", HERE, "after '|' or '>' the text begins on the next line"),
    (r"directive|<document start>", HERE, "this is outside of the document: remove it, or put quotes around it if it belongs to a text"),
    (r"expected <block end>", HERE, "the indentation does not fit the lines above: what belongs together begins in the same column"),
)  # fmt: skip

BRACKETS = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|(?<!\S)#[^\n]*|[\[\]{}]")

OTHERWISE = "this cannot be read: compare indentation, colons, quotes and brackets with the lines above"


def explain(error: MarkedYAMLError, text: str) -> tuple[int, str]:
    """Say where to look, as an offset in `text`, and what is wrong there."""
    here, opening = offset(error, "problem_mark"), offset(error, "context_mark")
    problem = f"{error.context or ''} {error.problem or ''}".strip()
    if "mapping values are not allowed" in problem:
        return colon(text, here)
    if "<stream end>" in problem and (opened := unclosed(text)) is not None:
        return opened, UNCLOSED
    if "'<scalar>'" in problem and (found := rest(text, here)):
        return here, found
    for words, mark, sentence in SENTENCES:
        if match := re.search(words, problem):
            return opening if mark == OPENING else here, sentence.format(*match.groups())
    return here, OTHERWISE


def offset(error: MarkedYAMLError, name: str) -> int:
    """Read a mark of the parser; without one, the other or the beginning of the file."""
    mark = getattr(error, name) or error.problem_mark or error.context_mark
    return int(mark.index) if mark else 0


def colon(text: str, here: int) -> tuple[int, str]:
    """Say why a key cannot stand here: a colon inside a text, a key above without one, or the indentation."""
    line = text[text.rfind("\n", 0, here) + 1 : here]
    begin = here - len(line.lstrip(" "))
    if re.search(r":\s", line):
        return here, "a text with a colon and a space in it needs quotes"
    above = text[: here - len(line)].rstrip().rpartition("\n")[2]
    if not above:
        return here, OTHERWISE
    if indent(line) > indent(above) and re.search(r":\s", above):
        return (
            begin,
            "this line is indented more than the one above, which has its value already: begin both in the same column",
        )
    return (
        begin,
        "the line above is not 'key: value': put a space after its colon, or quotes around a longer text",
    )


def rest(text: str, here: int) -> str | None:
    """Say what a text that follows a complete value probably is."""
    before = text[:here].rstrip(" ")
    if before.endswith(('"', "'")):
        return "a quoted text ends before this: its own quotation mark or one above is not closed, or one inside it must be doubled"
    if re.search(r"[*&]\S+$", before):
        return "a text that begins with '*' or '&' needs quotes"
    return None


def unclosed(text: str) -> int | None:
    """Find the last bracket that opens and is not closed, outside of quotes and comments."""
    opened: list[int] = []
    for found in BRACKETS.finditer(text):
        if found[0] in "[{":
            opened.append(found.start())
        elif found[0] in "]}" and opened:
            opened.pop()
    return opened[-1] if opened else None


def indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
