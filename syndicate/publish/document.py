"""Bytes into a document: compressed, with its validator and its date. Nothing here reads a clock."""

import hashlib
from datetime import datetime

from ..compression import brotlied, gzipped
from ..model import Document

ETAG_LENGTH = 32  # hexadecimal digits: 128 bits of the digest


def document(path: str, media_type: str, body: bytes, updated: datetime) -> Document:
    """Make the document of `body`; its ETag is strong, the digest of exactly these bytes."""
    return Document(
        path=path,
        media_type=f"{media_type}; charset=utf-8",
        body=body,
        gzip=gzipped(body),
        etag=hashlib.sha256(body).hexdigest()[:ETAG_LENGTH],
        last_modified=updated.replace(microsecond=0),  # HTTP dates count in seconds
        brotli=brotlied(body),
    )
