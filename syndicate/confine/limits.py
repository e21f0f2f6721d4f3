"""What reading one answer may cost; numbers only."""

from dataclasses import dataclass

MIB = 1024 * 1024
EXHAUSTED = 70  # with which a process ends that has no memory left


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one answer: times in seconds, sizes in bytes."""

    cpu: int = 10
    wall: int = 30
    memory: int = 512 * MIB  # addresses, which are more than what is in use
    worn: int = 128 * MIB  # in use at any time; a process that had so much gives it back only by ending
    reply: int = 128 * MIB


LIMITS = Limits()
