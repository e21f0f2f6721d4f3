"""The command line: each command reads the environment, opens what it needs, and says in plain words how it went."""

from .alarming import show_alarms
from .commands import main
from .doctor import examine_all
from .editing import adding, editing, pausing, removing, resuming
from .evaluating import evaluate
from .exporting import exporting
from .importing import importing
from .password import password
from .planning import preview
from .publishing import render_feeds, show_feeds
from .saving import save
from .standing import show
from .suggesting import propose
from .withdrawing import take_back

for command in (adding, removing, pausing, resuming, editing):
    main.add_command(command)
main.add_command(show_alarms)
main.add_command(evaluate)
main.add_command(examine_all)
main.add_command(exporting)
main.add_command(importing)
main.add_command(password)
main.add_command(preview)
main.add_command(propose)
main.add_command(save)
main.add_command(take_back)
main.add_command(show)
main.add_command(show_feeds)
main.add_command(render_feeds)

__all__ = ["main"]
