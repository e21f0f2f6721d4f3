"""The memory of a process that works: less of it is held, and what stays is passed over by the collector of garbage.

What glibc alone can do is asked of it where it is there, and left out elsewhere.
"""

import ctypes
import gc

M_ARENA_MAX = -8  # of glibc's malloc.h

LIBRARY = ctypes.CDLL(None)


def share() -> None:
    """Let all threads take memory from one place. Each would get its own, and what it once needed would stay there;
    Python's lock lets hardly two of them ask at once anyway. To be called before there are any.
    """
    if hasattr(LIBRARY, "mallopt"):
        LIBRARY.mallopt(M_ARENA_MAX, 1)


def settle() -> None:
    """Pass over all that stays: rules are so much that each round of the collector would be felt. Give back the rest."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    if hasattr(LIBRARY, "malloc_trim"):
        LIBRARY.malloc_trim(0)
