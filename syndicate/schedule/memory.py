"""The memory of a process that works: less of it is held, and what stays is passed over by the collector of garbage.

What glibc alone can do is asked of it where it is there, and left out elsewhere.
"""

import ctypes
import gc

M_ARENA_MAX, M_MMAP_THRESHOLD = -8, -3  # of glibc's malloc.h
LARGE = 64 * 1024  # bytes: bodies and readings, which come and go by the hundred

LIBRARY = ctypes.CDLL(None)


def share() -> None:
    """Let all threads take memory from one place. Each would get its own, and what it once needed would stay there;
    Python's lock lets hardly two of them ask at once anyway. What is large is given back as soon as it is no longer
    needed, and leaves no gaps. To be called before there are any.
    """
    if hasattr(LIBRARY, "mallopt"):
        LIBRARY.mallopt(M_ARENA_MAX, 1)
        LIBRARY.mallopt(M_MMAP_THRESHOLD, LARGE)


def settle() -> None:
    """Pass over all that stays: rules are so much that each round of the collector would be felt. Give back the rest."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    give_back()


def give_back() -> None:
    """Give back what is free between what stays: many texts that came together leave a fifth of all that is held."""
    if hasattr(LIBRARY, "malloc_trim"):
        LIBRARY.malloc_trim(0)
