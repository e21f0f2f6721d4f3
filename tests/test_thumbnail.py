"""Strangers' pictures become small ones of our own, and what is none, or would cost too much, is refused."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from syndicate.confine import confined
from syndicate.errors import SourceError
from syndicate.thumbnail import MOST, SIDE, thumbnail


def picture(
    width: int = 1600, height: int = 900, form: str = "JPEG", mode: str = "RGB", **more: object
) -> bytes:
    written = BytesIO()
    Image.new(mode, (width, height), "teal" if mode in ("RGB", "RGBA") else 3).save(written, form, **more)
    return written.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is very large."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("form", "mode"),
    [("JPEG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB"), ("GIF", "P"), ("JPEG", "L")],
)
def test_every_usual_kind_becomes_a_small_one(form: str, mode: str) -> None:
    made = thumbnail(picture(form=form, mode=mode))
    assert (made.width, made.height) == (SIDE, SIDE * 9 // 16)
    with Image.open(BytesIO(made.body)) as again:
        assert (again.format, again.size) == ("WEBP", (made.width, made.height))


def test_a_small_one_stays_as_large_as_it_is() -> None:
    made = thumbnail(picture(100, 80))
    assert (made.width, made.height) == (100, 80)


def test_nothing_that_was_said_about_it_is_left() -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret words"
    exif[0x0112] = 6  # its camera was held upright
    made = thumbnail(picture(800, 400, exif=exif, comment=b"secret words"))
    assert b"secret" not in made.body
    assert (made.width, made.height) == (SIDE // 2, SIDE)
    with Image.open(BytesIO(made.body)) as again:
        assert not again.getexif()


def test_the_same_picture_is_the_same_copy() -> None:
    assert thumbnail(picture()).name == thumbnail(picture()).name


def test_of_one_that_moves_the_first_moment_is_shown() -> None:
    written, frames = BytesIO(), [Image.new("RGB", (80, 60), colour) for colour in ("red", "blue")]
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:])
    with Image.open(BytesIO(thumbnail(written.getvalue()).body)) as made:
        assert getattr(made, "n_frames", 1) == 1
        shown = made.convert("RGB").tobytes()
    assert shown[0] > 200 > shown[2]


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>no picture</html>",
        SVG,
        picture()[:500],
        picture(form="TIFF"),
        picture(form="BMP"),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 40,
    ],
)
def test_what_is_no_picture_is_refused(body: bytes) -> None:
    with pytest.raises(SourceError) as refused:
        thumbnail(body)
    assert refused.value.code == "not-a-picture"


@pytest.mark.parametrize("size", [(1, 1), (47, 900)])
def test_what_counts_visitors_is_no_picture(size: tuple[int, int]) -> None:
    with pytest.raises(SourceError, match="pixels"):
        thumbnail(picture(*size))


@pytest.mark.parametrize("size", [(MOST, 2), (30_000, 30_000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_before_it_is_decoded(size: tuple[int, int]) -> None:
    with pytest.raises(SourceError) as refused:
        thumbnail(bomb(*size))
    assert refused.value.code in ("too-large", "not-a-picture")


def test_the_largest_that_is_taken_fits_into_a_confined_process() -> None:
    made = confined(thumbnail, picture(4000, 4000, "PNG", "RGBA"))
    assert made.width == SIDE


def test_a_photograph_is_not_too_large() -> None:
    assert confined(thumbnail, picture(8000, 6000)).width == SIDE
