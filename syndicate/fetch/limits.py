"""What one answer may cost us; plain numbers in, nothing else. How often a source is asked is `pace`'s business."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one request: times in seconds, sizes in bytes."""

    connect: float = 10
    read: float = 20  # until the next byte, and so until the first
    total: float = 60  # over all hops; waiting for a turn at the host does not count
    wire: int = 5 * MIB
    body: int = 10 * MIB  # decompressed
    ratio: int = 100  # decompressed to wire, once the body is over 1 MiB
    redirects: int = 5
    fields: int = 100  # header lines
    field: int = 16 * 1024  # one header line
    head: int = 64 * 1024  # all of them
    pause: float = 2  # between the starts of two questions to one host, unless it is the operator's own
