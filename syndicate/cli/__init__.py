"""The command line: each command reads the environment, opens what it needs, and says in plain words how it went."""

from importlib import import_module

import click

from .. import __version__

# Of each command its module, and its name there.
COMMANDS = {
    "add": "editing:adding",
    "alarms": "alarming:show_alarms",
    "backup": "saving:save",
    "check": "commands:check",
    "doctor": "doctor:examine_all",
    "edit": "editing:editing",
    "evaluate": "evaluating:evaluate",
    "explain": "commands:explain",
    "export": "exporting:exporting",
    "feeds": "publishing:show_feeds",
    "import": "importing:importing",
    "init": "commands:init",
    "password": "password:password",
    "pause": "editing:pausing",
    "plan": "planning:preview",
    "prepare": "working:prepare",
    "refresh": "commands:refresh",
    "release": "commands:release",
    "remove": "editing:removing",
    "render": "publishing:render_feeds",
    "resume": "editing:resuming",
    "run": "running:run",
    "schema": "commands:schema",
    "serve": "serving:serve",
    "sources": "commands:sources",
    "status": "standing:show",
    "suggest": "suggesting:propose",
    "test": "commands:test",
    "withdraw": "withdrawing:take_back",
    "work": "working:work",
}


class Commands(click.Group):
    """Commands that are loaded when they are asked for: what works needs no web in its memory, nor the web the work."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(f".{module}", __name__), name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="syndicate")
def main() -> None:
    """Gather news from many sources, file it into categories, publish each category as RSS, Atom and JSON Feed."""
