"""A feed into its documents: RSS, Atom and JSON Feed, and the list of all feeds as OPML.

Pure: the same feed gives the same bytes, whatever the clock, the locale or the environment says. What is in a feed,
and in which order, is decided before; storing and serving come after.
"""
