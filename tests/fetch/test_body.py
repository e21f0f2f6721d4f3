"""Compressed bodies: good ones, odd ones, and bombs."""

import contextlib
import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.errors import SourceError
from syndicate.fetch.body import decode
from syndicate.fetch.limits import MIB, Limits

TEXT = b"<rss><channel><title>Twinning</title></channel></rss>"
ZIPPED = gzip.compress(TEXT, mtime=0)


def bare(data: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(data) + engine.flush()


@pytest.mark.parametrize(
    ("wire", "coding", "body"),
    [
        (TEXT, "", TEXT),
        (TEXT, "identity", TEXT),
        (ZIPPED, "gzip", TEXT),
        (ZIPPED, " X-GZip ", TEXT),
        pytest.param(ZIPPED, "", TEXT, id="gzip without the header"),
        pytest.param(TEXT, "gzip", TEXT, id="the header without gzip"),
        pytest.param(ZIPPED + ZIPPED, "gzip", TEXT + TEXT, id="two members"),
        pytest.param(ZIPPED + b"\0" * 20, "gzip", TEXT, id="padding"),
        (zlib.compress(TEXT), "deflate", TEXT),
        pytest.param(bare(TEXT), "deflate", TEXT, id="bare deflate"),
        (b"", "gzip", b""),
        (b"\x1f", "gzip", b"\x1f"),
    ],
)
def test_readable(wire: bytes, coding: str, body: bytes) -> None:
    assert decode(wire, coding, Limits()) == body


@pytest.mark.parametrize(
    ("wire", "coding", "code"),
    [
        (TEXT, "br", "bad-encoding"),
        (TEXT, "zstd", "bad-encoding"),
        (ZIPPED, "gzip, gzip", "bad-encoding"),
        (ZIPPED, "gzip,gzip", "bad-encoding"),
        (ZIPPED[:-20], "gzip", "partial"),
        (ZIPPED[:-8] + b"\0" * 8, "gzip", "bad-encoding"),
        (b"\x1f\x8b\x08" + b"nonsense" * 9, "gzip", "bad-encoding"),
        (TEXT, "deflate", "bad-encoding"),
        (gzip.compress(b"x", mtime=0) * 1000, "gzip", "bad-encoding"),
        (b"x" * 2001, "", "too-large"),
        (gzip.compress(b"x" * 2001, mtime=0), "gzip", "too-large"),
        (gzip.compress(b"x" * 1500, mtime=0) * 2, "gzip", "too-large"),
    ],
)
def test_refused(wire: bytes, coding: str, code: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(wire, coding, Limits(body=2000))
    assert caught.value.code == code


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_bomb_is_stopped_by_its_ratio_before_it_unfolds(coding: str) -> None:
    bomb = (gzip.compress if coding == "gzip" else zlib.compress)(b"\0" * 200 * MIB, 9)
    tracemalloc.start()
    with pytest.raises(SourceError, match="larger than we accept"):
        decode(bomb, coding, Limits(body=100 * MIB))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 64 * MIB


@given(st.binary(max_size=3000), st.sampled_from(["", "gzip", "deflate"]))
def test_any_body_is_read_or_refused(wire: bytes, coding: str) -> None:
    with contextlib.suppress(SourceError):
        assert len(decode(wire, coding, Limits(body=2000))) <= 2000


@given(st.binary(max_size=5000))
def test_what_was_compressed_comes_back(data: bytes) -> None:
    assert decode(gzip.compress(data, mtime=0), "gzip", Limits()) == data
    assert decode(zlib.compress(data), "deflate", Limits()) == data
