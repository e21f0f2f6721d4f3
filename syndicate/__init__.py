"""Gathers news from many sources, files it into categories, publishes each category as feeds."""

from importlib.metadata import version

__version__ = version("syndicate")
