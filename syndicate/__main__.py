"""`python -m syndicate` is `syndicate`."""

from .cli import main

main()
