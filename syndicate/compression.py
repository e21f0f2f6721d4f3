"""Bytes → the same compressed as readers and browsers take them, the same bytes each time."""

import gzip

import brotli

LEVEL = 6  # of gzip
QUALITY = 5  # of brotli: smaller than gzip in the same time; 9 takes ten times as long for 3 % more


def gzipped(body: bytes) -> bytes:
    """Compress with gzip, without a time: that would change the bytes each time."""
    return gzip.compress(body, LEVEL, mtime=0)


def brotlied(body: bytes) -> bytes:
    """Compress text with Brotli (RFC 7932)."""
    compressed: bytes = brotli.compress(body, mode=brotli.MODE_TEXT, quality=QUALITY)
    return compressed
