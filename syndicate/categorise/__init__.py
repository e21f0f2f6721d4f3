"""Item texts → matches with reasons, by the rules of feeds.yaml."""

from .check import mistakes
from .judge import categorise, texts
from .rules import Rulebook, rulebook

__all__ = ["Rulebook", "categorise", "mistakes", "rulebook", "texts"]
