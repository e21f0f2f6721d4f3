"""Item texts → matches with reasons, by the rules of feeds.yaml."""

from .check import mistakes
from .judge import Verdict, categorise, explain, texts
from .rules import Rulebook, rulebook

__all__ = ["Rulebook", "Verdict", "categorise", "explain", "mistakes", "rulebook", "texts"]
