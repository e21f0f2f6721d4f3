"""The bytes of an XML document and the charset of its Content-Type in, the charset to read it in out."""

import codecs

# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32le"),
    (codecs.BOM_UTF32_BE, "utf-32be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)


def charset(body: bytes, declared: str | None) -> str | None:
    """Choose the charset: byte order mark, evident UTF-8, Content-Type; None leaves it to the XML declaration.

    Bytes beyond ASCII that are valid UTF-8 are UTF-8 whatever is declared: other text that is valid by chance
    hardly exists, and servers that declare ISO-8859-1 for everything do.
    """
    for mark, name in MARKS:
        if body.startswith(mark):
            return name
    if is_wide(body):
        return None
    return "utf-8" if is_utf8(body) else declared


def is_wide(body: bytes) -> bool:
    """Tell UTF-16 and UTF-32 without a mark by the zero bytes beside the first `<`."""
    return b"\x00" in body[:4]


def is_utf8(body: bytes) -> bool:
    """Tell whether there are bytes beyond ASCII, and all are UTF-8."""
    if body.isascii():
        return False
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True
