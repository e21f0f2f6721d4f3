"""The command line: each command reads the environment, opens what it needs, and says in plain words how it went."""

from .commands import main

__all__ = ["main"]
