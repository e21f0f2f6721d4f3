"""The schema on one page. A table is a list of one thing; the migrations bring a database to exactly this."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)

from .columns import NAMES, Moment, Number

metadata = MetaData(naming_convention=NAMES)

# One row: the site.id by which every permanent id was made.
site = Table(
    "site",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("founded", Moment, nullable=False),
)

# Every feeds.yaml that was looked at and differed from the one before. The newest without mistakes is in force.
configs = Table(
    "configs",
    metadata,
    Column("number", Number, primary_key=True),
    Column("seen", Moment, nullable=False),
    Column("digest", Text, nullable=False),
    Column("files", JSON, nullable=False),  # name → raw text, secrets unresolved; feeds.yaml first
    Column("mistakes", JSON, nullable=False),  # [[file, line, column, message], …]
    Column("said", JSON),  # as plain data, if without mistakes: to read YAML takes a hundred times as long
)

# A source, when it is due, and how the last asking went. A row stays when its source leaves feeds.yaml.
sources = Table(
    "sources",
    metadata,
    Column("id", Number, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("first_key", Text, nullable=False, unique=True),  # permanent ids are made from it
    Column("home", Number, ForeignKey("sources.id")),  # the source whose items this language edition prints
    Column("edition", Text),  # the language of its texts, where a source has editions
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("host", Text, nullable=False),  # one at a time is asked; the source's own key for a file
    Column("republish", Text, nullable=False),
    Column("images", Boolean, nullable=False, server_default=false()),  # its pictures may be printed
    Column("active", Boolean, nullable=False),
    Column("next_fetch", Moment, nullable=False),
    Column("leased_until", Moment),  # a worker is asking it until then
    Column("etag", Text),  # validators of the last good answer, byte for byte
    Column("last_modified", Text),
    Column("asked", Moment),
    Column("succeeded", Moment),
    Column("code", Text),  # how the last asking went: ok, unchanged, or a code of errors.SENTENCES
    Column("detail", Text, nullable=False, default=""),
    Column("failures", Integer, nullable=False, default=0),  # in a row
    Column("title", Text, nullable=False, default=""),  # what the source says of itself
    Column("link", Text),
    Column("feed_id", Text),
    Column("changed", Moment),  # when it last brought something new
    Column("rekeyed", Moment),  # when it last changed the ids of most of its entries
    Column("held", Moment),  # since when items of it are held
    Column("ours", Boolean, nullable=False, server_default=false()),  # no floor made for strangers holds
    Column("why", Text, nullable=False, server_default="new"),  # what decided `next_fetch`, a stable word
    Column("hints", JSON, nullable=False, server_default="{}"),  # what was heard of how often it may be asked
    Column("address", Text),  # where it moved for good: asked in place of `url`
    Column("moved", Text),  # where permanent redirects lead lately, since when, and how often they were seen
    Column("moved_since", Moment),
    Column("moved_seen", Integer, nullable=False, server_default="0"),
    Column("failing", Moment),  # since when each asking failed
    Column("whole", Moment),  # when it was last asked without conditions
    Column("recipe", Text),  # digest of how the last answer was read, and of that answer
    Column("digest", Text),
    Column("conditional", Integer, nullable=False, server_default="0"),  # asked so, and the 304s to that
    Column("unchanged", Integer, nullable=False, server_default="0"),
    Column("received", BigInteger, nullable=False, server_default="0"),  # bytes in all
)
Index("ix_sources_due", sources.c.active, sources.c.next_fetch)
Index("ix_sources_leased_until", sources.c.leased_until)

# The servers of strangers: until when each is left in peace, and how the last question to it went.
hosts = Table(
    "hosts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("not_before", Moment, nullable=False, index=True),
    Column("asked", Moment, nullable=False, index=True),
    Column("failed", Boolean, nullable=False),  # it was not reached
    Column("refusals", Integer, nullable=False),  # in a row
)

# What a site's robots.txt lets us read.
robots = Table(
    "robots",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("rules", JSON, nullable=False),  # [[allowed, pattern], …]
    Column("delay", Integer, nullable=False),  # seconds between two questions
    Column("known", Boolean, nullable=False),  # else it could not be asked, and nothing may be read
    Column("until", Moment, nullable=False),
)

items = Table(
    "items",
    metadata,
    Column("id", Number, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("source_id", Number, ForeignKey("sources.id"), nullable=False, index=True),
    Column("published", Moment, nullable=False),  # minted once
    Column("updated", Moment, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("rules", Text, nullable=False, index=True),  # digest of the rules that judged it last
    Column("edits", Integer, nullable=False, server_default="0"),
    Column("edited", Moment),  # when the last one was taken in
    Column("bulk", Boolean, nullable=False, server_default=false()),  # it came with its source, or in a burst
    Column("held", Moment),  # since when it waits, part of a burst, in no category
    Column("withdrawn", Boolean, nullable=False, server_default=false()),  # in no category, for good
    Column("story", Number, index=True),  # the number of the first item of its story, if others are of it
    Column("story_by", Text),  # by what that was seen: link, title, text
)

# The texts of an item; number 0 is the primary one.
variants = Table(
    "variants",
    metadata,
    Column("item_id", Number, ForeignKey("items.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("source_id", Number, ForeignKey("sources.id"), nullable=False),
    Column("language", Text),
    Column("link", Text),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("author", Text),
    Column("labels", JSON, nullable=False),
    Column("image", Text),
    Column("enclosures", JSON, nullable=False, server_default="[]"),  # [{url, type, length, duration}, …]
    Column("contact", Text, nullable=False),  # shown on the item's page, never in feeds
    Column("digest", Text, nullable=False),  # of all that is visible: tells whether an edit changed anything
    Column("told_by", Text),  # who said its language
    Column("printed_title", Text),  # what the source printed, where an editor corrected the title
)

# By what an item, and which text of it, is known within its source; a key belongs to one item.
keys = Table(
    "keys",
    metadata,
    Column("source_id", Number, ForeignKey("sources.id"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("item_id", Number, ForeignKey("items.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("number", Integer, nullable=False, server_default="0"),
)

# By which numbers items are found that look alike; in one index with the date, so that age costs nothing.
marks = Table(
    "marks",
    metadata,
    Column("mark", BigInteger, primary_key=True, autoincrement=False),
    Column("published", Moment, primary_key=True),
    Column("item_id", Number, ForeignKey("items.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

# That an item is in a category, and why. `published` repeats the item's: a page asks for a category's newest.
matches = Table(
    "matches",
    metadata,
    Column("category", Text, primary_key=True),
    Column("item_id", Number, ForeignKey("items.id", ondelete="CASCADE"), primary_key=True),
    Column("published", Moment, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("late", Boolean, nullable=False, server_default=false()),  # judged before, and not in it then
    Column("fresh", Boolean, nullable=False, server_default=true()),  # no feed has looked at it yet
    Column("copy", Boolean, nullable=False, server_default=false()),  # another one of its story stands for it
    Index("ix_matches_newest", "category", "published", "item_id"),
    Index("ix_matches_item_id", "item_id"),
    Index(
        "ix_matches_fresh",
        "category",
        "published",
        "item_id",
        sqlite_where=text("fresh = 1"),
        postgresql_where=text("fresh"),
    ),
)

# What edited rules change in an item's categories, until every item is judged and matches follow at once.
drafts = Table(
    "drafts",
    metadata,
    Column("item_id", Number, ForeignKey("items.id", ondelete="CASCADE"), primary_key=True),
    Column("category", Text, primary_key=True),
    Column("reasons", JSON(none_as_null=True)),  # why it enters; null: it leaves
)

# What we publish: a category in one language, or in all of them (language "").
feeds = Table(
    "feeds",
    metadata,
    Column("category", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("active", Boolean, nullable=False),
    Column("created", Moment, nullable=False),
    Column("published", Moment),  # since when items enter it by number
    # It has looked at every match there is, but for the fresh ones.
    Column("looked", Boolean, nullable=False, server_default=false()),
    Column("first", Text, nullable=False),  # the name of the category by which the feed's id was made
    Column("imprint", Text),  # digest of what its documents say besides their items
    Column("shown", Integer),  # items of the current document as it is published
    Column("refused", Text),  # why the last one that was rendered is not
    Column("ordered", Boolean, nullable=False, server_default=false()),  # by an operator, in what changed
    Column("changes", Integer, nullable=False, default=0),  # counted, so that one during a rendering is seen
    Column("stale_since", Moment),
    Column("due", Moment),  # when the change is published
    Column("rendered", Moment),
    Column("leased_until", Moment),
    Index("ix_feeds_due", "due"),
)

# That an item entered a feed: minted once, in order; archives close over these rows.
entered = Table(
    "entered",
    metadata,
    Column("category", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("item_id", Number, ForeignKey("items.id"), nullable=False, index=True),
    Column("moment", Moment, nullable=False),
    Column("backfill", Boolean, nullable=False, server_default=false()),  # never in the current document
    Column("page", Integer),  # the closed page that holds it
    UniqueConstraint("category", "language", "item_id"),
    Index("ix_entered_page", "category", "language", "page", "number"),
)

# The closed pages of each feed's archive.
archives = Table(
    "archives",
    metadata,
    Column("category", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("closed", Moment, nullable=False),
    Column("changes", Integer, nullable=False),  # counted
    Column("rendered", Integer, nullable=False),  # the changes that its documents show, or 0
)

# Items that were published, and may be no longer.
withdrawals = Table(
    "withdrawals",
    metadata,
    Column("item_id", Number, ForeignKey("items.id"), primary_key=True, autoincrement=False),
    Column("moment", Moment, nullable=False),
    Column("reason", Text, nullable=False),
)

# That a feed held an item which was withdrawn.
tombstones = Table(
    "tombstones",
    metadata,
    Column("category", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("item_id", Number, ForeignKey("withdrawals.item_id"), primary_key=True, autoincrement=False),
    Column("moment", Moment, nullable=False),
)

# The bytes of every published address.
documents = Table(
    "documents",
    metadata,
    Column("path", Text, primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("gzip", LargeBinary, nullable=False),
    Column("brotli", LargeBinary),  # not of documents that an earlier version of ours rendered
    Column("etag", Text, nullable=False),
    Column("last_modified", Moment, nullable=False),
    Column("max_age", Integer, nullable=False),  # seconds
)

# How often documents changed, in one row: by it the web sees that what it holds is no longer what is published.
document_changes = Table("document_changes", metadata, Column("number", BigInteger, nullable=False))
