"""When a category ends: the day that an operator wrote, and how long its feeds say so before they are gone."""

from datetime import UTC, datetime, time, timedelta

from .model import Config

FAREWELL = timedelta(days=30)  # between the last entry of a feed and its end: not every reader asks each day


def end_of(config: Config, category: str) -> datetime | None:
    """The moment from which nothing enters the feeds of a category: the beginning of its last day where the site is."""
    day = config.categories[category].ended
    return datetime.combine(day, time(), config.site.timezone).astimezone(UTC) if day else None


def ended(config: Config, category: str, now: datetime) -> bool:
    """Tell whether nothing enters the feeds of a category any more."""
    end = end_of(config, category)
    return end is not None and end <= now


def turns(config: Config, category: str) -> tuple[datetime, ...]:
    """The moments at which a category ends, and at which its addresses are gone."""
    end = end_of(config, category)
    return (end, end + FAREWELL) if end else ()


def gone(config: Config, category: str, now: datetime) -> bool:
    """Tell whether the addresses of a category are gone."""
    end = end_of(config, category)
    return end is not None and end + FAREWELL <= now
