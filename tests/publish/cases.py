"""The feeds of tests/data/publish, a folder each, and simple feeds to vary."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import TypeAdapter

from syndicate.published import Feed, FeedItem, Origin

DATA = Path(__file__).parents[1] / "data" / "publish"
CASES = sorted(folder.name for folder in DATA.iterdir())
MORNING = datetime(2026, 11, 5, 8, 30, tzinfo=UTC)
ORIGIN = Origin(
    id="https://source.example/feed",
    title="Source",
    url="https://source.example/feed",
    link="https://source.example/",
    updated=MORNING,
)
ITEM = FeedItem(
    id="tag:news.example.eu,2026:item/1",
    page="https://news.example.eu/en/item/1",
    link="https://source.example/1",
    title="Title",
    summary="Summary",
    content="<p>Content</p>",
    language="en",
    published=MORNING,
    updated=MORNING,
    author="Author",
    labels=(),
    origin=ORIGIN,
)
FEED = Feed(
    id="tag:news.example.eu,2026:feed/development.en",
    category="development",
    language="en",
    title="Development",
    about="About",
    term="Development",
    base="https://news.example.eu",
    page="https://news.example.eu/en/development",
    contact_name="Communications",
    contact_email="news@example.eu",
    updated=MORNING,
    max_age=timedelta(hours=1),
    items=(ITEM,),
)


def read_case(name: str) -> Feed:
    """Read the feed of one folder."""
    return TypeAdapter(Feed).validate_python(json.loads((DATA / name / "feed.json").read_text("utf-8")))
