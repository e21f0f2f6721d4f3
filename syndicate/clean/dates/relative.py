"""A date that counts from now in, the moment that the library understands out; imported when the first one comes."""

from datetime import datetime

from dateparser import DateDataParser


def understood(line: str, language: str, now: datetime) -> datetime | None:
    """Let the library read it: in this language alone, and nothing but what counts from now."""
    settings = {"PARSERS": ["relative-time"], "RELATIVE_BASE": now, "RETURN_AS_TIMEZONE_AWARE": True}
    try:
        parser = DateDataParser(languages=[language], settings=settings)
        found: datetime | None = parser.get_date_data(line).date_obj
    except (ValueError, OverflowError):  # a language that it does not know, or a moment out of all range
        return None
    return found
