"""axe-core in the browser of the tests: a page that is open in, what it finds wrong with it out.

It is installed by `npm install --no-package-lock` in this folder; where CI is set it must be there.
"""

import os
from pathlib import Path

import pytest

from .chromium import Page

SCRIPT = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """axe.run({runOnly: %s, resultTypes: ["violations"]}).then(found => found.violations.map(
  one => `${one.id}: ${one.help}: ` + one.nodes.map(node => node.html).slice(0, 3).join(" | ")))"""


def faults(page: Page) -> list[str]:
    """What is wrong with the page as it stands: the rule, what it wants, and where."""
    if not SCRIPT.exists() and not os.environ.get("CI"):
        pytest.skip("axe-core is not installed: npm install --no-package-lock in tests/browser")
    page.ask("Runtime.evaluate", expression=SCRIPT.read_text(encoding="utf-8"))
    told = page.ask("Runtime.evaluate", expression=RUN % TAGS, awaitPromise=True, returnByValue=True)
    assert "exceptionDetails" not in told, told
    found: list[str] = told["result"]["value"]
    return found
