"""What all commands share: the settings, and how they speak. None of the service's parts is loaded for it.

Exit codes: 0 all is well, 1 what was asked for has faults, 2 wrong use, 3 the environment does not allow it (a port in
use, a database that cannot be opened).
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import click

from ..config.settings import Secrets, Settings, from_environment
from ..errors import ConfigError, Mistake, SyndicateError
from . import logs

P = ParamSpec("P")

FAULTY, FORBIDDEN = 1, 3


def plainly(command: Callable[P, None]) -> Callable[P, None]:
    """Print an error of ours as its message alone: the operator's part of it is all in there."""

    @wraps(command)
    def said(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except SyndicateError as error:
            click.echo(str(error), err=True)
            sys.exit(FAULTY if isinstance(error, ConfigError) else FORBIDDEN)

    return said


def settings() -> Settings:
    return from_environment(os.environ)


def secrets() -> Mapping[str, str]:
    """What `${NAME}` stands for; none of it gets into the log."""
    return logs.Hiding(Secrets(os.environ))


def at(mistake: Mistake, path: Path) -> Mistake:
    """Name the file, feeds.yaml or one beside it, as it can be found from where we are."""
    return replace(mistake, file=str(path.parent / mistake.file))


def say(result: str | dict[str, Any]) -> None:
    """Print words as they are, and anything else as JSON."""
    click.echo(result if isinstance(result, str) else json.dumps(result, ensure_ascii=False, indent=2))
