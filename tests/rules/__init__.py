"""The rules of the formats as code: bytes of a document in, its mistakes out as sentences, none if it is valid."""

from .atom import mistakes_in_atom
from .jsonfeed import mistakes_in_json
from .opml import mistakes_in_opml
from .rss import mistakes_in_rss

__all__ = ["mistakes_in_atom", "mistakes_in_json", "mistakes_in_opml", "mistakes_in_rss"]
