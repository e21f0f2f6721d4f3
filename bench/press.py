"""Sources that print each other's news, in one process and in a time of their own: requests in, answers out.

What happens is drawn by a seed. A story is printed by one to three sources, at once or up to two days apart, whole or
cut; some print it in French too, at once or days later, in the same feed or in one of its own. Now and then a source
corrects a text, gives all of its items new guids, or moves to another domain. No packet is sent.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from html import escape
from random import Random

from syndicate.model import Answer, Request

PRINTED = 15  # texts in a source's document
RATE = 0.25  # stories that a source begins a day
LATEST = 4  # days that a translation takes, at most
SYLLABLES = (
    "ba be bi bo bu da de di do du ga ge gi go gu ka ke ki ko ku la le li lo lu ma me mi mo mu".split()
)
KINDS = ("plain", "plain", "plain", "both", "apart")  # of every five sources: how they print French


@dataclass(frozen=True)
class Text:
    """What a source prints of a story in one language; `number` tells it from all that the source prints."""

    number: int
    language: str
    title: str
    body: str
    moment: datetime


@dataclass
class Source:
    """One who prints: its newest texts first."""

    key: str
    kind: str
    domain: str
    guids: str = "one"
    texts: list[Text] = field(default_factory=list)

    def add(self, text: Text) -> None:
        self.texts = [text, *self.texts][:PRINTED]

    def address(self, text: Text, language: str) -> str:
        return f"https://{self.domain}/{language}/news/{text.number}-of-{self.key}"

    def document(self, edition: str | None) -> bytes:
        """Print the feed; one of a language apart has the texts of that language only."""
        if self.kind == "both":
            return self.atom()
        return self.rss([text for text in self.texts if text.language == (edition or "en")])

    def rss(self, texts: Iterable[Text]) -> bytes:
        items = "".join(
            f"<item><guid isPermaLink='false'>{self.guids}-{text.number}</guid>"
            f"<link>{self.address(text, text.language)}</link><title>{escape(text.title)}</title>"
            f"<description>{text.body}</description><pubDate>{text.moment.isoformat()}</pubDate></item>"
            for text in texts
        )
        head = f"<title>{self.key}</title><link>https://{self.domain}/</link><description/>"
        return f"<rss version='2.0'><channel>{head}{items}</channel></rss>".encode()

    def atom(self) -> bytes:
        """Print both languages in one feed; each text names both, as many publishers do before the other is there."""
        entries = "".join(
            f"<entry xml:lang='{text.language}'><id>{self.guids}-{text.number}-{text.language}</id>"
            + "".join(
                f"<link rel='alternate' hreflang='{one}' href='{self.address(text, one)}'/>"
                for one in ("en", "fr")
            )
            + f"<title>{escape(text.title)}</title><summary>{text.body}</summary>"
            f"<published>{text.moment.isoformat()}</published><updated>{text.moment.isoformat()}</updated></entry>"
            for text in self.texts
        )
        head = f"<id>urn:{self.key}</id><title>{self.key}</title><updated>2026-01-01T00:00:00Z</updated>"
        feed = f"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'>{head}{entries}</feed>"
        return feed.encode()


@dataclass
class Press:
    """All sources, the clock, and what has been printed."""

    now: datetime
    count: int
    seed: int
    random: Random = field(init=False)
    sources: dict[str, Source] = field(init=False)
    stories: dict[str, int] = field(default_factory=dict)  # by title, in whatever language
    printed: dict[int, datetime] = field(default_factory=dict)  # when each story stood somewhere first
    french: dict[int, str] = field(
        default_factory=dict
    )  # the French titles of stories that are printed in it by now
    begun: int = 0  # stories
    shared: set[int] = field(default_factory=set)  # stories of several sources
    asked: int = 0
    events: dict[str, int] = field(default_factory=dict)
    _coming: list[tuple[datetime, Source, Text]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        keys = [f"town{number}" for number in range(self.count)]
        self.sources = {
            key: Source(key, KINDS[number % len(KINDS)], f"{key}.example") for number, key in enumerate(keys)
        }
        for source in self.sources.values():
            self.begin([source])
        self.print_due()

    # What the service asks with

    def clock(self) -> datetime:
        return self.now

    def close(self) -> None:
        """There is nothing to close."""

    def fetch_batches(self, requests: Iterable[Request]) -> Iterator[list[tuple[Request, Answer]]]:
        for request in requests:
            yield [(request, self.answer(request))]

    def answer(self, request: Request) -> Answer:
        """Answer as the server of a source; who asks an old domain is led to the new one."""
        self.asked += 1
        key, _, edition = request.source.partition("~")
        source = self.sources[key]
        body = source.document(edition or None)
        tag = f'"{blake2b(body, digest_size=8).hexdigest()}"'
        url = f"https://{source.domain}/{edition or 'en'}/feed"
        moved = url if url != request.url else None
        if request.etag == tag:
            return Answer(url, 304, b"", etag=tag, moved=moved)
        return Answer(url, 200, body, "application/xml", etag=tag, moved=moved)

    # What happens

    def hour(self, *, quiet: bool) -> None:
        """Let an hour pass: what is to come is printed; at midnight a day is planned, unless it is quiet."""
        self.now += timedelta(hours=1)
        if self.now.hour == 0 and not quiet:
            self.plan()
        self.print_due()

    def plan(self) -> None:
        """Draw the stories of a day, and what happens to sources."""
        everybody = list(self.sources.values())
        for _ in range(self.random.randint(0, round(2 * RATE * self.count))):
            self.begin(self.random.sample(everybody, self.random.choice([1, 1, 1, 2, 3])))
        for _ in range(max(1, self.count // 10)):
            self.happen(self.random.choice(everybody))

    def begin(self, sources: list[Source]) -> None:
        """Plan a story: printed today by the first source, and by the others soon."""
        number, self.begun = self.begun, self.begun + 1
        first = Text(number, "en", self.title(), self.words(60), self.now)
        self.stories[first.title] = number
        self.shared |= {number} if len(sources) > 1 else set()
        for place, source in enumerate(sources):
            body = (
                first.body if place == 0 or self.random.random() < 0.5 else " ".join(first.body.split()[:25])
            )
            later = timedelta(hours=self.random.randint(0, 23) if place == 0 else self.random.randint(24, 60))
            text = replace(first, body=body, moment=self.now + later)
            self._coming.append((text.moment, source, text))
            if place == 0 and source.kind != "plain" and self.random.random() < 0.8:
                self.translate(source, text)

    def translate(self, source: Source, text: Text) -> None:
        """Plan the French text of a story; it has the date of the first."""
        later = self.random.choice([timedelta(0), timedelta(hours=self.random.randint(1, 24 * LATEST))])
        french = replace(text, language="fr", title=self.title(), body=self.words(60))
        self.stories[french.title] = text.number
        self._coming.append((text.moment + later, source, french))

    def title(self) -> str:
        return self.words(8) + (" water" if self.random.random() < 0.3 else "")

    def words(self, number: int) -> str:
        return " ".join("".join(self.random.choices(SYLLABLES, k=3)) for _ in range(number))

    def print_due(self) -> None:
        due = [one for one in self._coming if one[0] <= self.now]
        self._coming = [one for one in self._coming if one[0] > self.now]
        for _, source, text in sorted(due, key=lambda one: one[0]):
            source.add(text)
            self.printed.setdefault(text.number, self.now)
            if text.language == "fr":
                self.french[text.number] = text.title

    def happen(self, source: Source) -> None:
        """Let one thing happen to a source, or none."""
        event = self.random.choices(["edited", "rekeyed", "moved", "nothing"], [5, 2, 2, 1])[0]
        self.events[event] = self.events.get(event, 0) + 1
        if event == "edited" and source.texts:
            place = self.random.randrange(len(source.texts))
            text = source.texts[place]
            source.texts[place] = replace(text, body=f"{text.body} Corrected since then.")
        elif event == "rekeyed":
            source.guids += "x"
        elif event == "moved":
            source.domain = f"new-{source.domain}"
