"""The shape of the code: imports point down, and nothing grows without being noticed."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40  # lines


def modules() -> Iterator[Path]:
    return (path for path in (ROOT / "syndicate").rglob("*.py") if "migrations" not in path.parts)


def test_imports_point_down() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_sizes() -> None:
    long: list[str] = []
    for path in modules():
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > LONGEST_MODULE:
            long.append(str(path))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                start = node.body[1].lineno if ast.get_docstring(node) and len(node.body) > 1 else node.lineno
                if node.end_lineno - start > LONGEST_FUNCTION:
                    long.append(f"{path}:{node.lineno} {node.name}")
    assert long == []


def test_every_module_says_what_it_does() -> None:
    silent = [
        str(path) for path in modules() if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []
