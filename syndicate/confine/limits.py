"""What one answer may cost, and the words for what was more; numbers, mostly."""

import signal
from dataclasses import dataclass

MIB = 1024 * 1024
EXHAUSTED = 70  # with which a process ends that has no memory left


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one answer: times in seconds, sizes in bytes."""

    cpu: int = 10
    wall: int = 30
    memory: int = 512 * MIB  # addresses, which are more than what is in use
    worn: int = 256 * MIB  # in use at any time; a process that had so much gives it back only by ending
    reply: int = 128 * MIB

    def passed(self, code: int) -> str:
        """Say what a process went beyond that ended with this code."""
        memory = f"more than {self.memory // MIB} MB of memory"
        deaths = {
            -signal.SIGXCPU: f"more than {self.cpu} s of computing",
            -signal.SIGALRM: f"more than {self.wall} s",
            -signal.SIGABRT: memory,  # compiled code ends so where there is none left
            EXHAUSTED: memory,
        }
        return deaths.get(code, f"the process that read it ended with {code}")


LIMITS = Limits()
