"""The bytes of a stranger's picture → a small copy of our own making, with nothing in it but its pixels.

In: whatever came. Out: a WebP of at most so many pixels, or `SourceError`. It decodes what strangers send, so it is
called in a process that may be killed (`confine`), and only after the size of what came has been bounded.
"""

from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageOps

from .errors import SourceError
from .model import Thumbnail

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")  # each other one is one more decoder to be attacked
MOST = 16_000_000  # pixels: 64 MB while they are decoded, and as much again while they shrink
LEAST = 48  # pixels of a side: what is smaller is an icon, or counts visitors
SIDE = 640  # pixels of the copy
QUALITY = 78

Image.MAX_IMAGE_PIXELS = None  # it would only warn below twice as many: we refuse


def thumbnail(body: bytes) -> Thumbnail:
    """Make the copy of a picture; of one that moves its first moment."""
    try:
        with Image.open(BytesIO(body), formats=FORMATS) as found:
            found.draft("RGB", (SIDE, SIDE))  # a large JPEG is decoded small
            judge(*found.size)
            return copied(found)
    except (OSError, SyntaxError, ValueError, ArithmeticError, IndexError, KeyError, TypeError) as error:
        raise SourceError("not-a-picture", type(error).__name__) from error  # decoders raise all of these


def judge(width: int, height: int) -> None:
    """Refuse a picture that is too large to decode, or too small to show."""
    if width * height > MOST:
        raise SourceError("too-large", f"{width} × {height} pixels")
    if min(width, height) < LEAST:
        raise SourceError("not-a-picture", f"{width} × {height} pixels")


def copied(found: Image.Image) -> Thumbnail:
    """Turn it as its camera was held, shrink it, and write it anew without anything that was said about it."""
    ImageOps.exif_transpose(found, in_place=True)  # else it copies, and what is large is there several times
    mode = "RGBA" if found.has_transparency_data else "RGB"
    plain = found if found.mode == mode else found.convert(mode)
    plain.thumbnail((SIDE, SIDE))
    written = BytesIO()
    plain.save(written, "WEBP", quality=QUALITY, method=4, exif=b"", icc_profile=b"", xmp=b"")
    body = written.getvalue()
    return Thumbnail(sha256(body).hexdigest()[:32], body, *plain.size)
