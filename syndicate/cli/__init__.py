"""The command line: each command reads the environment, opens what it needs, and says in plain words how it went."""

from .commands import main
from .evaluating import evaluate

main.add_command(evaluate)

__all__ = ["main"]
