"""What the quick parser raises, and nobody else sees, when it meets what only the tolerant one can judge."""


class Doubt(Exception):  # noqa: N818 - no error: the other parser reads the feed
    """Something whose meaning the quick parser does not know; the message names it, for those who look for it."""
