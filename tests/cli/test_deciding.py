"""The commands that carry decisions from one database to another."""

import json
from pathlib import Path

from .program import Program


def test_decisions_go_out_and_come_in_once(ready: Program, tmp_path: Path) -> None:
    assert ready("refresh")[0] == 0
    assert ready("withdraw", "1", "--reason", "By mistake")[0] == 0
    file = tmp_path / "decisions.jsonl"
    assert ready("export", "decisions", str(file))[0] == 0
    [line] = file.read_text().splitlines()
    said = json.loads(line)
    assert (said["decision"], said["value"], said["title"]) == ("withdraw", "By mistake", "A twinning")
    assert ready("export", "decisions")[1] == file.read_text()
    code, told, _ = ready("import", "decisions", str(file))
    assert (code, told.strip()) == (0, "1 decisions read, 0 of them new or undone since; 0 items changed")
    said["undone"] = {"by": "Ada", "at": "2030-01-01T00:00:00+00:00"}
    file.write_text(json.dumps(said))
    assert "1 of them new or undone since; 1 items changed" in ready("import", "decisions", str(file))[1]
    assert "undone by Ada" in ready("explain", "1")[1]


def test_every_bad_line_is_named_and_nothing_is_taken_over(ready: Program, tmp_path: Path) -> None:
    assert ready("refresh")[0] == 0
    good = {"item": "x", "decision": "hide", "by": "Ada", "at": "2026-01-01T00:00:00+00:00", "source": "a"}
    wrong = [
        good,
        {**good, "decision": "eat"},
        {**good, "at": "yesterday"},
        {**good, "at": "2026-01-01T00:00:00"},
        {**good, "decision": "put"},
        {**good, "decision": "title", "value": " "},
        {**good, "decision": "pin", "value": "soon"},
        {**good, "keys": "k"},
        {key: value for key, value in good.items() if key != "by"},
        [],
    ]
    file = tmp_path / "decisions.jsonl"
    file.write_text("\n".join(map(json.dumps, wrong)) + "\nno JSON\n")
    code, said, _ = ready("import", "decisions", str(file))
    assert code == 1
    assert [line.split(": ")[0].rpartition(":")[2] for line in said.splitlines()] == [
        str(number) for number in range(2, 12)
    ]
    assert ready("export", "decisions")[1] == ""


def test_what_is_not_here_yet_waits(ready: Program, tmp_path: Path) -> None:
    assert ready("refresh")[0] == 0
    good = {"item": "x", "decision": "hide", "by": "Ada", "at": "2026-01-01T00:00:00+00:00", "source": "a"}
    file = tmp_path / "decisions.jsonl"
    file.write_text(json.dumps(good))
    assert "1 wait for items that are not here" in ready("import", "decisions", str(file))[1]
