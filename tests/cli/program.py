"""The program as an operator runs it: a process in a folder of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]  # the code beside these tests, not one that is installed

FEEDS = """\
site:
  id: news.example.eu,2026
  url: https://news.example.eu
  title: Towns abroad
  languages: [en]
  contact: {name: Communications}
sources:
  a: {name: A source, feed: "file:a.rss"}
categories:
  twinning: {title: Twinning, any: [twinning]}
"""
RSS = """\
<rss version='2.0'><channel><title>A</title><link>https://a.example/</link>
<item><guid isPermaLink='false'>1</guid><title>A twinning</title></item></channel></rss>"""


@dataclass
class Program:
    """A folder, an environment, and what came of the last command."""

    folder: Path
    environ: dict[str, str] = field(default_factory=dict)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def __call__(self, *arguments: str, told: str = "") -> tuple[int, str, str]:
        """Run a command, told something on standard input; give its exit code and what it said on standard output and on standard error."""
        done = subprocess.run(
            [sys.executable, "-m", "syndicate", *arguments],
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **self.environ},
            capture_output=True,
            input=told,
            text=True,
            timeout=180,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout, done.stderr
